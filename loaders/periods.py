# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The periods of participations and ties in a load: rows whose periods do not touch speak of two records.

They are told apart within the load, and from what the store has of the same natural key. A name that the feed has used
before keeps its record, whatever its dates are now.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.identity.periods import Span, fitting, spells, touches
from graph.model import ParticipationKey, Record, TieKey
from graph.selection import Cut, Related, Selection
from graph.stores.entering import keyed_id
from graph.stores.protocol import Store, View
from loaders.links import span_of
from loaders.loader import Place
from loaders.spoken import About, handle, row_of

Joined = ParticipationKey | TieKey
At = tuple[str, str]
"""The name of a relation in the file, and the spell within it."""
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
    record: str = ""
    """The record, where the feed's own name leads to one with another key."""


class Periods:
    """The relations of a load, told apart by their periods; only those are kept that are not as the file has them."""

    def __init__(self, records: Mapping[str, About], key_of: Callable[[Joined], Joined]) -> None:
        self._records, self._key_of = records, key_of
        self._spells: dict[str, dict[str, str]] = {}
        """By name and row, the spell; only of names that stand for several relations."""
        self._other: dict[At, Relation] = {}
        for name, about in records.items():
            if len(about.dates) > 1 and not isinstance(about.first.key, str):
                rows = _rows(about)
                found = spells(rows) if len(rows) > 1 else {}
                if any(found.values()):
                    self._spells[name] = found

    def relations(self, name: str) -> Iterator[Relation]:
        """The relations that a name stands for: one, or one for each period."""
        for spell in sorted({*self._spells[name].values(), ""}) if name in self._spells else ("",):
            yield self._relation(name, spell)

    def record(self, name: str, place: Place) -> str:
        """The record, or its handle, of which a row of the file speaks under a name."""
        if not self._other:
            return handle(name)
        spell = self._spells[name].get(row_of(place), "") if name in self._spells else ""
        relation = self._other.get((name, spell))
        return relation.record or handle(relation.name) if relation else handle(name)

    def _relation(self, name: str, spell: str) -> Relation:
        if (name, spell) in self._other:
            return self._other[name, spell]
        about = self._records[name]
        assert not isinstance(about.first.key, str)
        return Relation(name, about.first.type, self._key_of(about.first.key))

    # -------------------------------------------------------------- the store

    def compare(self, store: Store, view: View, feed: str) -> None:
        """Gives a spell to what the store has under the same key in a period that does not touch."""
        self._split()
        if not view.revision.number:
            return
        dated = dict(self._dated())
        spans = {at: self._span(at) for at in dated}
        kept = self._kept(dated, store, feed) if feed and dated else set()
        new = {at: relation for at, relation in dated.items() if at not in kept}
        ids = [keyed_id(relation.type, relation.key) for relation in new.values()]
        for at, record in zip(new, _read(view, ids), strict=True):
            if record and not touches(spans[at], span_of(record)):
                spell = fitting(spans[at], _known(view, record))
                self._other[at] = replace(new[at], key=replace(new[at].key, spell=spell))

    def _split(self) -> None:
        for name, found in self._spells.items():
            for spell in set(found.values()) - {""}:
                plain = self._relation(name, "")
                key = replace(plain.key, spell=spell)
                self._other[name, spell] = replace(plain, name=f"{name}/{spell}", key=key)

    def _dated(self) -> Iterator[tuple[At, Relation]]:
        """The relations with dates whose ends are all in the store."""
        for name, about in self._records.items():
            if about.dates and not isinstance(about.first.key, str):
                for spell in {*self._spells.get(name, _NO_ROWS).values(), ""}:
                    relation = self._relation(name, spell)
                    if _is_stored(relation.key):
                        yield (name, spell), relation

    def _span(self, at: At) -> Span:
        name, spell = at
        about = self._records[name]
        found = self._spells.get(name, _NO_ROWS)
        spans = [span for row, span in _rows(about).items() if found.get(row, "") == spell]
        return spans[0] if len(spans) == 1 else about.span

    def _kept(self, dated: Mapping[At, Relation], store: Store, feed: str) -> set[At]:
        """Those that the feed has named before; they keep their records."""
        records = store.origins(feed, [relation.name for relation in dated.values()])
        kept = {at: record for at, record in zip(dated, records, strict=True) if record}
        for at, record in kept.items():
            if record != keyed_id(dated[at].type, dated[at].key):
                self._other[at] = replace(dated[at], record=record)
        return set(kept)


def _rows(about: About) -> dict[str, Span]:
    rows: dict[str, Span] = defaultdict(Span)
    for row, name, date in about.dates:
        rows[row] = replace(rows[row], starts=date) if name == "starts" else replace(rows[row], ends=date)
    return dict(rows)


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
