# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of a table as codes of the vocabulary: by code, by label in three languages, or by another word for it.

Capitals, accents and signs aside. A code goes before a label, a label before other words; what fits two codes alike is
asked about.
"""

from collections.abc import Iterable

from graph.kinds import Kinds
from graph.model import Identifier
from graph.nearest import nearest_word
from graph.terms import SCHEME_NAMES, IdentifierScheme
from graph.text import fold
from loaders.tables.cell_problems import WrongCell
from loaders.tables.register_examples import written_like


class Words:
    """The words of one vocabulary; what was looked up is remembered."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._codes: dict[str, dict[str, tuple[str, ...]]] = {}
        self._found: dict[tuple[str, str], str] = {}
        self._registers: dict[str, IdentifierScheme] = {}

    def has(self, scheme: str, word: str) -> bool:
        """Whether the word leads to a code of the scheme."""
        return len(self._of(scheme).get(fold(word), ())) == 1

    def code(self, scheme: str, word: str) -> str:
        """The code that the word leads to.

        Raises:
            WrongCell: none, or several.
        """
        found = self._found.get((scheme, word))
        if found is None:
            found = self._code(scheme, word)
            if len(self._found) < 10_000:
                self._found[scheme, word] = found
        return found

    def _code(self, scheme: str, word: str) -> str:
        if self._kinds.has(scheme, word):
            return word
        codes = self._of(scheme).get(fold(word), ())
        if len(codes) == 1:
            return codes[0]
        what = SCHEME_NAMES[scheme]
        if codes:
            raise WrongCell("UNKNOWN_CODE", f'"{word[:40]}" can mean several.', f"Write {' or '.join(codes)}.")
        raise WrongCell("UNKNOWN_CODE", f'No {what} "{word[:40]}".', self._hint(scheme, word))

    def identifier(self, scheme: str, value: str) -> Identifier:
        """The identifier, where an address of its page may stand for it.

        Raises:
            WrongCell: no such register, or not written as its identifiers are.
        """
        found = self._kinds.identifier_scheme(scheme) or self._register(scheme)
        if found is None:
            near = nearest_word((one.code for one in self._kinds.identifier_schemes()), scheme)
            hint = f'Did you mean "{near}"?' if near else "Write wikidata:Q1715."
            raise WrongCell("UNKNOWN_CODE", f'No register "{scheme[:40]}".', hint)
        page, _, rest = found.url.partition("{value}")
        meant = value.removeprefix(page) if page and not rest else value
        if not found.fits(meant):
            message = f'"{value[:40]}" is not written as identifiers of {found.code} are.'
            raise WrongCell("BAD_IDENTIFIER", message, written_like(found.code))
        return Identifier(found.code, meant)

    def _register(self, word: str) -> IdentifierScheme | None:
        """The register that is called so."""
        if not self._registers:
            schemes = self._kinds.identifier_schemes()
            self._registers = {fold(name): one for one in schemes for name in (*one.labels.values(), one.code)}
        return self._registers.get(fold(word))

    def nearest(self, scheme: str, word: str) -> str | None:
        """The word of the scheme that was probably meant."""
        return nearest_word((name for one in self._kinds.concepts(scheme) for name in one.words), word)

    def _hint(self, scheme: str, word: str) -> str:
        concepts = self._kinds.concepts(scheme)
        owners = {name: one.code for one in reversed(concepts) for name in reversed(one.words)}
        near = nearest_word(owners, word)
        if near is None:
            few = ", ".join(one.code for one in concepts)
            return f"Known: {few}." if len(concepts) <= 12 else "See the vocabulary."
        code = owners[near]
        return f'Did you mean "{code}"?' if fold(near) == fold(code) else f'Did you mean "{near}" ({code})?'

    def _of(self, scheme: str) -> dict[str, tuple[str, ...]]:
        if scheme not in self._codes:
            concepts = self._kinds.concepts(scheme)
            others = _owners((word, one.code) for one in concepts for word in one.also)
            labels = _owners((word, one.code) for one in concepts for word in one.labels.values())
            codes = {fold(one.code): (one.code,) for one in concepts}
            self._codes[scheme] = others | labels | codes
        return self._codes[scheme]


def _owners(words: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, code in words:
        key = fold(word)
        if code not in found.get(key, ()):
            found[key] = (*found.get(key, ()), code)
    return found
