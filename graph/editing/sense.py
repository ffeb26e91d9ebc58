# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether what is given makes sense with what is there: what ends begins before, and nothing is a part of itself."""

from collections.abc import Iterable, Iterator

from graph.editing.desk import Desk
from graph.editing.saying import Complaint, Saying, Severity, wrong
from graph.model import Rank, Record, Ref, first_day, last_day


def turned(record: Record | None, sayings: Iterable[Saying]) -> Iterator[Complaint]:
    """Doubts: a period, or the time of a statement, that ends before it starts.

    Args:
        record: what the sayings are about; None for a new one.
    """
    dates = {name: fact.value for name in ("starts", "ends") if record and (fact := record.one(name))}
    place = ""
    for saying in sayings:
        if saying.property in ("starts", "ends"):
            dates[saying.property] = saying.given[0].value if saying.given else None
            place = saying.place.rpartition(".")[0] or saying.place
        if any(last_day(given.valid[1]) < first_day(given.valid[0]) for given in saying.given):
            yield _turned("The statement", f"{saying.place}.valid")
    first, last = getattr(dates.get("starts"), "first", None), getattr(dates.get("ends"), "last", None)
    if place and first is not None and last is not None and last < first:
        yield _turned("It", place)


def _turned(what: str, place: str) -> Complaint:
    return Complaint(Severity.WARNING, "BAD_PERIOD", f"{what} ends before it starts.", place, "Exchange the two?")


def loops(desk: Desk, about: str, sayings: Iterable[Saying]) -> Iterator[Complaint]:
    """Events that would be a part of themselves."""
    for saying in sayings:
        for given in saying.given if saying.property == "part_of" else ():
            if isinstance(given.value, Ref) and about in _wholes(desk, given.value.record):
                what = f"{about} would be a part of itself."
                yield wrong("LOOP", what, given.place, f"{given.value.record} is it, or is a part of it.")


def _wholes(desk: Desk, name: str) -> set[str]:
    """A record and all that it is a part of."""
    found, level = set[str](), {name}
    while level:
        found |= level
        records = [record for record in desk.view.records(sorted(level)) if record]
        claims = [claim for record in records for claim in record.claims if claim.rank is not Rank.DEPRECATED]
        values = [claim.value for claim in claims if claim.property == "part_of"]
        level = {value.record for value in values if isinstance(value, Ref)} - found
    return found
