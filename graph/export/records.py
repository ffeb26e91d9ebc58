# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records that tables show, page by page, so that memory stays bounded however many there are.

A filter on stakeholders or cooperations narrows all of them: participations of the stakeholders in the cooperations,
the events of either, the sources that all these cite. Persons are there if the view shows them: that they are left out
by default concerns networks.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from graph.export.wanted import Wanted
from graph.model import Record
from graph.selection import Cut, Related, Selection
from graph.stores.protocol import View

PAGE = 500
"""Records read at once."""


def records(view: View, wanted: Wanted) -> Iterator[Record]:
    """Stakeholders, cooperations each page followed by its participations, events, sources.

    Cost: O(claims); with a filter, memory for the ids of what it lets through.
    """
    return _narrowed(view, wanted) if _is_narrow(wanted) else _everything(view, wanted)


def _is_narrow(wanted: Wanted) -> bool:
    return wanted.filter.stakeholder is not None or wanted.filter.cooperation is not None


def _everything(view: View, wanted: Wanted) -> Iterator[Record]:
    yield from _listed(view, Selection("stakeholder"))
    yield from _cooperations(view, wanted)
    yield from _listed(view, Selection("event"))
    yield from _listed(view, Selection("source"))


def _narrowed(view: View, wanted: Wanted) -> Iterator[Record]:
    kept: set[str] = set()
    cited: set[str] = set()
    for record in chain(
        _listed(view, Selection("stakeholder", wanted.filter.stakeholder)), _cooperations(view, wanted)
    ):
        kept.add(record.id)
        cited |= record.sources
        yield record
    for record in _listed(view, Selection("event")):
        if any(ref.record in kept for name in ("participant", "cooperation") for ref in record.refs(name)):
            cited |= record.sources
            yield record
    yield from (record for record in _listed(view, Selection("source")) if record.id in cited)


def _cooperations(view: View, wanted: Wanted) -> Iterator[Record]:
    """Cooperations and their participations; where only some stakeholders are wanted, those with one of them."""
    among = Selection("participation", wanted.filter.stakeholder)
    for page in _pages(view, Selection("cooperation", wanted.filter.cooperation)):
        lists = view.related(Related.PARTICIPATIONS, [record.id for record in page], among, Cut())
        joined = [record for record, found in zip(page, lists, strict=True) if found.total or not among.filter]
        yield from joined
        yield from _read(view, [item.id for found in lists for item in found.items])


def _listed(view: View, selection: Selection) -> Iterator[Record]:
    return chain.from_iterable(_pages(view, selection))


def _pages(view: View, selection: Selection) -> Iterator[list[Record]]:
    """All records of a list, a page at a time."""
    after, goes_on = "", True
    while goes_on:
        page = view.page(selection, Cut(first=PAGE, after=after))
        yield list(_read(view, [item.id for item in page.items]))
        goes_on = page.has_next and bool(page.items)
        after = page.items[-1].id if page.items else ""


def _read(view: View, identifiers: Sequence[str]) -> Iterator[Record]:
    for start in range(0, len(identifiers), PAGE):
        found = view.records(identifiers[start : start + PAGE])
        yield from (record for record in found if record is not None)
