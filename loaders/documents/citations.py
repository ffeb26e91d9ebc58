# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where in a source it stands: `web:9 "Industrie-und Handelskammer" [a short quote]` read as source and passages.

Before the colon the source's key, after it lines (`25,41,57`) or another place in words (`page 4`); then, where
needed, the form that the source uses in quotation marks and a quote in brackets. `feed` cites the document itself.
"""

import re
from dataclasses import dataclass

from graph.model import MAX_QUOTE_WORDS, Passage
from loaders.documents.tree import Node
from loaders.loader import FEED

MAX_PLACE = 1000
"""The longest list of lines or words for a place, in characters."""

_FORM = re.compile(
    r'(?P<source>[^\s:"\[\]]+)(?:\s*:\s*(?P<at>[^"\[\]]*))?(?:\s*"(?P<original>[^"]*)")?(?:\s*\[(?P<quote>.*)\])?\s*',
    re.DOTALL,
)
_LINES = re.compile(r"\d+(?:\s*,\s*\d+)*", re.ASCII)
_HINT = 'Write SOURCE:LINE, as in web:9 or web:9 "form in the source".'


@dataclass(frozen=True, slots=True)
class Cited:
    """One source with the passages that say it."""

    source: str
    passages: tuple[Passage, ...]


def citations(node: Node) -> tuple[Cited, ...]:
    """The sources cited here, each once, in the order of the document; those of a list add up.

    Raises:
        Wrong: not written as a citation is, or a quote of more than 15 words.
    """
    found: dict[str, tuple[Passage, ...]] = {}
    for item in node.items():
        cited = _written_long(item) if not isinstance(item.value, str) else _written_short(item)
        found[cited.source] = (*found.get(cited.source, ()), *cited.passages)
    return tuple(Cited(source, tuple(dict.fromkeys(passages))) for source, passages in found.items())


def _written_short(node: Node) -> Cited:
    form = _FORM.fullmatch(node.text())
    if form is None:
        raise node.wrong("BAD_CITATION", f"{node.what} is no citation.", _HINT)
    return _cited(node, form["source"], form["at"] or "", (form["original"] or "", form["quote"] or ""))


def _written_long(node: Node) -> Cited:
    fields = node.fields()
    for name, field in fields.items():
        if name not in ("source", "at", "original", "quote"):
            raise field.strange("UNKNOWN_KEY", f'A citation has no "{name}".', "Known: source, at, original, quote.")
    said = {name: field.text() for name, field in fields.items()}
    if "source" not in said:
        raise node.wrong("BAD_CITATION", "The citation names no source.", _HINT)
    return _cited(node, said["source"], said.get("at", ""), (said.get("original", ""), said.get("quote", "")))


def _cited(node: Node, source: str, at: str, words: tuple[str, str]) -> Cited:
    original, quote = (text.strip() for text in words)
    if len(quote.split()) > MAX_QUOTE_WORDS:
        raise node.wrong("LONG_QUOTE", f"A quote has at most {MAX_QUOTE_WORDS} words.", "Shorten it, or leave it out.")
    if len(at) > MAX_PLACE:
        raise node.wrong("BAD_CITATION", f"The place has more than {MAX_PLACE} characters.", _HINT)
    if source == FEED and not at.strip():
        return Cited(FEED, ())
    if not at.strip():
        raise node.wrong("BAD_CITATION", f'Where in "{source}" does it stand?', _HINT)
    return Cited(source, tuple(Passage(place, quote, original) for place in _places(at.strip())))


def _places(at: str) -> list[str]:
    if _LINES.fullmatch(at):
        return [f"line {int(line)}" for line in at.split(",") if len(line.strip()) < 10] or [at]
    return [" ".join(at.split())]
