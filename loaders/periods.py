# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The periods of participations and ties in a load: rows whose periods do not touch speak of two records.

They are told apart within the load, and from what the store has of the same natural key. A name that the feed has used
before keeps its record, whatever its dates are now.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.identity.periods import Span, fitting, spells, touches
from graph.model import ParticipationKey, Record, TieKey
from graph.selection import Cut, Related, Selection
from graph.stores.entering import keyed_id
from graph.stores.protocol import Store, View
from loaders.links import span_of
from loaders.spoken import Spoken, row_of

Joined = ParticipationKey | TieKey
At = tuple[int, str]
"""The number of a relation in the file, and the spell within it."""
_NO_ROWS: Mapping[str, str] = {}
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Relation:
    """One participation or tie of a load."""

    name: str
    """The feed's own name for it."""
    type: str
    key: Joined
    """Its parts are records or handles."""
    handle: str
    record: str = ""
    """The record, where the feed's own name leads to one with another key."""


class Periods:
    """The relations of a load, told apart by their periods; only those are kept that are not as the file has them."""

    def __init__(self, spoken: Spoken, key_of: Callable[[Joined], Joined]) -> None:
        self._spoken, self._key_of = spoken, key_of
        self._spells: dict[int, dict[str, str]] = {}
        """By relation and row, the spell; only of those that stand for several."""
        self._other: dict[At, Relation] = {}
        for number, rows in spoken.dates(spoken.dated(2)).items():
            found = spells(rows) if len(rows) > 1 else {}
            if any(found.values()):
                self._spells[number] = found

    @property
    def has_others(self) -> bool:
        """Whether any relation is not just as the file has it."""
        return bool(self._other or self._spells)

    def relations(self, number: int) -> Iterator[Relation]:
        """The relations that one of the file stands for: one, or one for each period."""
        for spell in sorted({*self._spells[number].values(), ""}) if number in self._spells else ("",):
            yield self._relation(number, spell)

    def record(self, number: int, statement: int) -> str:
        """The record, or its handle, of which a statement speaks as this relation."""
        if self._other:
            row = row_of(self._spoken.minutes.place(statement)) if number in self._spells else ""
            relation = self._other.get((number, self._spells[number].get(row, "") if row else ""))
            if relation:
                return relation.record or relation.handle
        return f"+{number}"

    def _relation(self, number: int, spell: str) -> Relation:
        if (number, spell) in self._other:
            return self._other[number, spell]
        minutes = self._spoken.minutes
        key = minutes.keys[number]
        assert not isinstance(key, str)
        # Called by its number: a handle is kept for each relation, and names of relations are long.
        return Relation(self._spoken.names[number], minutes.types[number], self._key_of(key), f"+{number}")

    # -------------------------------------------------------------- the store

    def compare(self, store: Store, view: View, feed: str) -> None:
        """Gives a spell to what the store has under the same key in a period that does not touch."""
        self._split()
        if not view.revision.number:
            return
        dated = dict(self._dated())
        kept = self._kept(dated, store, feed) if feed and dated else set()
        new = {at: relation for at, relation in dated.items() if at not in kept}
        spans = self._spoken.dates(sorted({number for number, _ in new})) if new else {}
        ids = [keyed_id(relation.type, relation.key) for relation in new.values()]
        for at, record in zip(new, _read(view, ids), strict=True):
            span = self._span(at, spans[at[0]])
            if record and not touches(span, span_of(record)):
                spell = fitting(span, _known(view, record))
                self._other[at] = replace(new[at], key=replace(new[at].key, spell=spell))

    def _split(self) -> None:
        for number, found in self._spells.items():
            for spell in set(found.values()) - {""}:
                plain = self._relation(number, "")
                key = replace(plain.key, spell=spell)
                self._other[number, spell] = replace(
                    plain, name=f"{plain.name}/{spell}", key=key, handle=f"{plain.handle}/{spell}"
                )

    def _dated(self) -> Iterator[tuple[At, Relation]]:
        """The relations with dates whose ends are all in the store."""
        for number in self._spoken.dated(1):
            for spell in {*self._spells.get(number, _NO_ROWS).values(), ""}:
                relation = self._relation(number, spell)
                if _is_stored(relation.key):
                    yield (number, spell), relation

    def _span(self, at: At, rows: Mapping[str, Span]) -> Span:
        found = self._spells.get(at[0], _NO_ROWS)
        spans = [span for row, span in rows.items() if found.get(row, "") == at[1]]
        return spans[0] if len(spans) == 1 else _whole(list(rows.values()))

    def _kept(self, dated: Mapping[At, Relation], store: Store, feed: str) -> set[At]:
        """Those that the feed has named before; they keep their records."""
        records = store.origins(feed, [relation.name for relation in dated.values()])
        kept = {at: record for at, record in zip(dated, records, strict=True) if record}
        for at, record in kept.items():
            if record != keyed_id(dated[at].type, dated[at].key):
                self._other[at] = replace(dated[at], record=record)
        return set(kept)


def _whole(spans: Sequence[Span]) -> Span:
    """From the earliest beginning to the latest end."""
    starts = min((span.starts for span in spans if span.starts), key=lambda date: date.first, default=None)
    ends = max((span.ends for span in spans if span.ends), key=lambda date: date.last, default=None)
    return Span(starts, ends)


def _is_stored(key: Joined) -> bool:
    ends = (
        (key.cooperation, key.stakeholder, key.side) if isinstance(key, ParticipationKey) else (key.subject, key.object)
    )
    return not any(end.startswith("+") for end in ends)


def _read(view: View, ids: Sequence[str]) -> Iterator[Record | None]:
    for start in range(0, len(ids), AT_ONCE):
        yield from view.records(ids[start : start + AT_ONCE])


def _known(view: View, record: Record) -> list[tuple[str, Span]]:
    """The spells of a relation that the store has, each with its period, the first one first."""
    key = record.key
    assert key is not None
    is_participation = isinstance(key, ParticipationKey)
    owner = key.cooperation if isinstance(key, ParticipationKey) else key.subject
    what = Related.PARTICIPATIONS if is_participation else Related.TIES
    (page,) = view.related(what, [owner], Selection(record.type), Cut())
    found = [other for other in view.records([item.id for item in page.items]) if other and other.key]
    alike = [other for other in found if other.key and replace(other.key, spell="") == replace(key, spell="")]
    return sorted(((other.key.spell, span_of(other)) for other in alike if other.key), key=lambda one: one[0])
