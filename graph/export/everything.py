# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All records of a view that an export wants, of every type, page by page: what formats of whole records walk along.

Unlike the tables (`records.py`), these formats have ties and notes too. A filter on stakeholders or cooperations
narrows what follows: participations and ties between those that are let through, their events and notes, the sources
of all.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from graph.export.wanted import Wanted
from graph.model import Claim, ParticipationKey, Record, TieKey, key_ends
from graph.selection import Cut, Selection
from graph.stores.protocol import View

PAGE = 500
"""Records read at once."""


def everything(view: View, wanted: Wanted) -> Iterator[Record]:
    """Stakeholders, cooperations, participations, ties, events, notes, sources; each type in the order of its list.

    Cost: O(claims); with a filter, memory for the ids of what it lets through.
    """
    among = wanted.filter
    if among.stakeholder is None and among.cooperation is None:
        types = ("stakeholder", "cooperation", "participation", "tie", "event", "note", "source")
        return chain.from_iterable(listed(view, Selection(name)) for name in types)
    return _narrowed(view, wanted)


def listed(view: View, selection: Selection) -> Iterator[Record]:
    """All records of a list."""
    after, goes_on = "", True
    while goes_on:
        page = view.page(selection, Cut(first=PAGE, after=after))
        yield from read(view, [item.id for item in page.items])
        goes_on = page.has_next and bool(page.items)
        after = page.items[-1].id if page.items else ""


def read(view: View, identifiers: Sequence[str]) -> Iterator[Record]:
    """These records, those left out that the view does not show."""
    for first in range(0, len(identifiers), PAGE):
        found = view.records(identifiers[first : first + PAGE])
        yield from (record for record in found if record is not None)


def cited_by(claim: Claim) -> tuple[str, ...]:
    """The sources that a claim names: who says it, and the file that brought it."""
    return (claim.source, claim.feed) if claim.feed else (claim.source,)


def _narrowed(view: View, wanted: Wanted) -> Iterator[Record]:
    kept: set[str] = set()
    cited: set[str] = set()
    for record in _let_through(view, wanted, kept):
        cited.update(name for claim in record.claims for name in cited_by(claim))
        yield record
    yield from _sources(view, cited)


def _let_through(view: View, wanted: Wanted, kept: set[str]) -> Iterator[Record]:
    """Everything but the sources; `kept` is told the ids of what others may join."""
    for record in listed(view, Selection("stakeholder", wanted.filter.stakeholder)):
        kept.add(record.id)
        yield record
    joined = _joined_by(view, kept) if wanted.filter.stakeholder is not None else None
    for record in listed(view, Selection("cooperation", wanted.filter.cooperation)):
        if joined is None or record.id in joined:
            kept.add(record.id)
            yield record
    for name in ("participation", "tie"):
        yield from (record for record in listed(view, Selection(name)) if _joins(record, kept))
    for record in listed(view, Selection("event")):
        if any(ref.record in kept for name in ("participant", "cooperation") for ref in record.refs(name)):
            kept.add(record.id)
            yield record
    yield from (
        record for record in listed(view, Selection("note")) if any(ref.record in kept for ref in record.refs("about"))
    )


def _joined_by(view: View, stakeholders: set[str]) -> set[str]:
    """The cooperations in which one of them takes part."""
    keys = (record.key for record in listed(view, Selection("participation")))
    return {key.cooperation for key in keys if isinstance(key, ParticipationKey) and key.stakeholder in stakeholders}


def _joins(record: Record, kept: set[str]) -> bool:
    """Whether all that it joins is there."""
    return isinstance(record.key, ParticipationKey | TieKey) and kept.issuperset(key_ends(record.key))


def _sources(view: View, cited: set[str]) -> Iterator[Record]:
    """The sources cited, and those that they cite themselves."""
    known: set[str] = set()
    while waiting := sorted(cited - known):
        known.update(waiting)
        for record in read(view, waiting):
            cited.update(name for claim in record.claims for name in cited_by(claim))
            yield record
