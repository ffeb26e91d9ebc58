# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the vocabulary of kinds says about identity: families, hints in legal forms, words that say which sort of body.

Made once for many names: it reads all kinds of stakeholders.
"""

from collections.abc import Iterable

from graph.identity.areas import Areas
from graph.identity.keys import identity_key, is_abbreviation
from graph.identity.nouns import Nouns
from graph.identity.translated import NATIONS, Translated
from graph.kinds import Kinds
from graph.terms import ALL_NAMES, KindRule
from graph.text import name_key, words

PLAIN = (
    *("a", "am", "an", "and", "auf", "b", "bei", "by", "d", "de", "der", "des", "die", "du", "e", "for", "fuer", "fur"),
    *("im", "imeni", "in", "la", "le", "na", "nad", "ob", "of", "the", "und", "v", "von", "zu", "zum", "zur", "ta"),
    *("i", "y"),
)
"""Words between the words of a name."""
_PLACES = frozenset({"", "municipality", "state"})
"""Families of towns and areas; "" may be one."""


class Kindred:
    """The kinds of one vocabulary, as far as they tell who may be who."""

    def __init__(self, kinds: Kinds) -> None:
        rules = kinds.stakeholder_kinds()
        self._families = {rule.code: rule.family for rule in rules}
        self._wide = {rule.code for rule in rules if self._is_wide(rule.code, kinds)}
        self._shared = {rule.code: frozenset(map(identity_key, rule.shared_names)) for rule in rules}
        self._all = {rule.code for rule in rules if ALL_NAMES in rule.shared_names or _is_private(rule)}
        self._exclusive = {scheme.code for scheme in kinds.identifier_schemes() if scheme.exclusive}
        concepts = kinds.concepts("stakeholder_kinds")
        self._general = {*PLAIN, *(word for one in concepts for said in one.words for word in words(said))}
        self._nations = Translated(NATIONS)
        self._areas = Areas()
        self._nouns = Nouns()
        self._hints: dict[str, set[str]] = {}
        for rule in rules:
            for form in rule.legal_forms:
                self._hints.setdefault(name_key(form), set()).add(rule.family)

    def _is_wide(self, code: str, kinds: Kinds) -> bool:
        return len({self._families[narrower] for narrower in kinds.within("stakeholder_kinds", code)}) > 1

    def family(self, kind: str) -> str:
        """The family of a kind; "" for a kind so wide that it has narrower ones of several families.

        Example:
            >>> from graph.kinds import load_kinds
            >>> kindred = Kindred(load_kinds())
            >>> kindred.family("municipal_company"), kindred.family("organisation")
            ('company', '')
        """
        return "" if kind in self._wide else self._families[kind]

    def is_shared(self, name: str, key: str, kinds: Iterable[str]) -> bool:
        """Whether a name, of which the identity key is given, tells too little: many such bodies are called that.

        Example:
            >>> from graph.kinds import load_kinds
            >>> kindred = Kindred(load_kinds())
            >>> kindred.is_shared("Jugendamt", "jugendamt", ["administration_unit"])
            True
            >>> kindred.is_shared("Halle", "halle", ["municipality"])
            True
            >>> kindred.is_shared("Tierschutzverein", "tierschutzverein", ["association"])
            True
        """
        if is_abbreviation(name) or self.is_generic(name):
            return True
        return any(kind in self._all or key in self._shared[kind] or self._is_noun(key, kind) for kind in kinds)

    def _is_noun(self, key: str, kind: str) -> bool:
        """Whether it is a common noun; places have names that end as one ("Neuenhaus")."""
        return self._families[kind] not in _PLACES and self._nouns.describe(key.partition(" | ")[0])

    def areas(self, names: Iterable[str], families: frozenset[str]) -> frozenset[str]:
        """The sorts of area that names speak of, where these families are those of places."""
        return self._areas.named(names) if families <= _PLACES else frozenset()

    def is_exclusive(self, scheme: str) -> bool:
        """Whether a register gives one identifier to each body."""
        return scheme in self._exclusive

    def hinted(self, form: str) -> frozenset[str]:
        """The families at which a legal form hints; none for "".

        Example:
            >>> from graph.kinds import load_kinds
            >>> Kindred(load_kinds()).hinted("e. V.")
            frozenset({'association'})
        """
        return frozenset(self._hints.get(name_key(form), ())) if form else frozenset()

    def is_generic(self, name: str) -> bool:
        """Whether a name says only what sort of body it is, not which.

        Example:
            >>> from graph.kinds import load_kinds
            >>> kindred = Kindred(load_kinds())
            >>> kindred.is_generic("Industrie- und Handelskammer"), kindred.is_generic("Kammer Hannover")
            (True, False)
            >>> kindred.is_generic("Botschaft der Ukraine"), kindred.is_generic("Deutsch-Polnische Gesellschaft")
            (True, True)
        """
        return all(word in self._general or self._nations.token(word) for word in words(name))

    def qualifies(self, further: Iterable[str]) -> bool:
        """Whether words behind a name tell which of several such bodies it is, and not only its sort."""
        return any(word not in self._general for word in further)


def _is_private(rule: KindRule) -> bool:
    return rule.default_visibility == "internal"
