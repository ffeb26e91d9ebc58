# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load decided about identity, kept on the record that was meant: why it is that one, and under which own name.

The decisions of a feed cite a source of their own, internal, which the feed brings. So they can be read back at once:
what a feed's name was found to mean it means in the next load too, whatever the records have become by then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.identity.reasons import Reason
from graph.model import Claim, Passage, Term, Text, Visibility
from graph.selection import ClaimFilter, Cut, IdFilter
from graph.stores.protocol import NewRecord, View
from loaders.loader import NOWHERE, Place

DECIDED_NAME = "source/=identity"
"""The feed's name for the source of its decisions; no file can say it."""
_TITLES = {"de": "Zuordnung beim Einlesen", "en": "Matching at the load", "uk": "Ототожнення під час завантаження"}


@dataclass(frozen=True, slots=True)
class Decided:
    """One name of a feed, and which record it was found to mean."""

    about: str
    """The feed's own name: "stakeholder/hannover"."""
    record: str
    """The record, or its handle; "": a new one, though something spoke for another."""
    reason: Reason | None
    """None: it was decided in an earlier load, and `words` says why."""
    words: str
    place: Place = NOWHERE


def remembered(view: View, source: str) -> Mapping[str, Decided]:
    """What earlier loads of a feed decided, by the feed's own names.

    Args:
        source: that of its decisions; "" if it made none.
    """
    if not source:
        return {}
    claims, _ = view.claims(ClaimFilter(source=IdFilter(eq=source)), Cut())
    return {
        passage.locator: Decided(passage.locator, claim.record, None, claim.value.text)
        for claim in claims
        if claim.property == "identity" and isinstance(claim.value, Text)
        for passage in claim.passages
    }


def entries(decided: Iterable[Decided], source: str, author: str) -> Iterator[NewRecord | Claim]:
    """The decisions as claims, after their source.

    Args:
        source: the id of their source, or its handle: then it is new.
    """
    if source.startswith("+"):
        yield NewRecord(source, "source", origin=DECIDED_NAME)
    yield _said(source, "kind", Term("dataset"), source, author)
    yield _said(source, "visibility", Text("internal"), source, author)
    for language, title in _TITLES.items():
        yield _said(source, "title", Text(title, language), source, author)
    for one in decided:
        passages = (Passage(one.about),)
        words = Text(one.words, "en")
        yield Claim(one.record, "identity", words, source, passages, visibility=Visibility.INTERNAL, author=author)


def _said(record: str, name: str, value: Term | Text, source: str, author: str) -> Claim:
    passages = (Passage("record =identity"),)
    return Claim(record, name, value, source, passages, visibility=Visibility.INTERNAL, author=author)
