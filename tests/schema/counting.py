# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store that counts how often it is read, and a county with enough in it for pages of a hundred."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from graph.model import NOW, At, Audience, Claim, ParticipationKey, Passage, Ref, Term, Text, TieKey, Value
from graph.stores.protocol import Change, NewRecord, Store, View

Whatever: TypeAlias = Any
TOWNS = 110


class CountingView:
    """A view whose every method counts."""

    def __init__(self, view: View, reads: Counter[str]) -> None:
        self._view, self._reads = view, reads

    def __getattr__(self, name: str) -> Whatever:
        found = getattr(self._view, name)
        if not callable(found):
            return found

        def counted(*words: Whatever, **named: Whatever) -> Whatever:
            self._reads[name] += 1
            return found(*words, **named)

        return counted


class CountingStore:
    """A store whose views count into `reads`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reads: Counter[str] = Counter()

    def view(self, audience: Audience, point: At = NOW) -> CountingView:
        return CountingView(self._store.view(audience, point), self.reads)

    def revisions(self, audience: Audience) -> Whatever:
        self.reads["revisions"] += 1
        return self._store.revisions(audience)

    def __getattr__(self, name: str) -> Whatever:
        return getattr(self._store, name)


# ------------------------------------------------------------------ the county


def county() -> Change:
    """A ring of towns: each works with the next one, under a goal, at an event, owns a company, with a source each."""
    entries: list[NewRecord | Claim] = []
    for number in range(TOWNS):
        entries += _sources(number)
    for number in range(TOWNS):
        entries += _bodies(number)
    for number in range(TOWNS):
        entries += _work(number)
    return Change("loader county 1", "county", tuple(entries))


def _said(record: str, number: int, **values: Value) -> Iterator[Claim]:
    for name, value in values.items():
        yield Claim(record, name, value, f"+q{number}", (Passage(f"line {number}"),), author="loader county 1")


def _sources(number: int) -> Iterator[NewRecord | Claim]:
    yield NewRecord(f"+q{number}", "source", f"Blatt {number}")
    yield from _said(f"+q{number}", number, kind=Term("report"), title=Text(f"Blatt {number:03}", "de"))


def _bodies(number: int) -> Iterator[NewRecord | Claim]:
    town, company = f"+s{number}", f"+w{number}"
    yield NewRecord(town, "stakeholder", f"Ort {number}")
    yield from _said(town, number, kind=Term("municipality"), label=Text(f"Ort {number:03}", "de"))
    yield NewRecord(company, "stakeholder", f"Werk {number}")
    yield from _said(company, number, kind=Term("municipal_company"), label=Text(f"Werk {number:03}", "de"))
    yield NewRecord(f"+t{number}", "tie", key=TieKey(company, "owned_by", town))
    yield Claim(f"+t{number}", "holds", None, f"+q{number}", (Passage("line 9"),))


def _work(number: int) -> Iterator[NewRecord | Claim]:
    work, after = f"+c{number}", (number + 1) % TOWNS
    yield NewRecord(work, "cooperation", f"Werk {number}")
    yield from _said(work, number, kind=Term("contact"), label=Text(f"Arbeit {number:03}", "de"), topic=Term("youth"))
    for place, (who, role, side) in enumerate(
        ((f"+s{number}", "party", ""), (f"+s{after}", "party", ""), (f"+w{number}", "partner", f"+s{number}"))
    ):
        joined = f"+p{number}-{place}"
        yield NewRecord(joined, "participation", key=ParticipationKey(work, who, role, side))
        yield Claim(joined, "holds", None, f"+q{number}", (Passage(f"line {place}"),))
    yield NewRecord(f"+e{number}", "event", f"Treffen {number}")
    visit: dict[str, Value] = {
        "kind": Term("meeting"),
        "label": Text(f"Treffen {number:03}", "de"),
        "place": Ref(f"+s{after}"),
    }
    yield from _said(f"+e{number}", number, **visit, participant=Ref(f"+s{number}", "host"), cooperation=Ref(work))
    yield NewRecord(f"+n{number}", "note", f"Ziel {number}")
    yield from _said(f"+n{number}", number, kind=Term("goal"), text=Text(f"Ziel {number:03}", "de"), about=Ref(work))
    yield from _said(f"+n{number}", number, about=Ref(f"+s{number}"))
