# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twinning, friendship and contact of the same parties are one cooperation, unless one ended before the other began.

Which kinds are one bond says their family in the vocabulary. Parties are those whose role ties them to one another; one
party alone (a lead with its partner) makes no such bond. What a file tells apart (the edges of a graph) stays
apart: such a one is at most a bond that its feed has not brought.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from graph.dates import PartialDate
from graph.identity.periods import Span, touches
from graph.identity.reasons import Because, Reason
from graph.identity.rules import Decision
from graph.model import ParticipationKey, Record
from graph.selection import CodeFilter, CooperationFilter, Cut, Related, Selection
from graph.stores.protocol import View
from loaders.spoken import Spoken

Parties = frozenset[str]


class Links:
    """The bonds of a load, and those of the store between the same parties."""

    def __init__(self, spoken: Spoken, id_of: Callable[[str], str], view: View, *, feed: str = "") -> None:
        """`feed`: the id of its source in the store; "" for a new one."""
        self._records, self._minutes, self._relations = spoken.records, spoken.minutes, spoken.relations
        self._id, self._view, self._feed = id_of, view, feed
        self._apart: set[str] = set()
        """The records of bonds that the feed tells apart."""
        kinds = view.kinds
        families = {one.code: kinds.cooperation_family(one.code) for one in kinds.concepts("cooperation_kinds")}
        often = Counter(families.values())
        self._families = {code: family for code, family in families.items() if often[family] > 1}
        self._tying = tuple(rule.code for rule in kinds.roles() if rule.ties_parties)

    def decisions(self, known: Mapping[str, str]) -> Iterator[tuple[str, Decision]]:
        """For each cooperation that is not known yet and is another one: which."""
        bonds = {name: bond for name in self._records if (bond := self._family(name))}
        if not bonds:
            return
        parties = self._parties(bonds)
        met: dict[tuple[str, Parties], list[tuple[str, Span]]] = defaultdict(list)
        stored = self._stored([parties[name] for name in bonds if name not in known and name in parties])
        often = Counter((bonds[name], parties[name]) for name in parties if self._is_apart(name))
        for name in sorted(parties, key=lambda name: name not in known):
            at = (bonds[name], parties[name])
            span = self._records[name].span
            if name not in known:
                others = [one for one in (*stored.get(at, ()), *met[at]) if self._may_be(name, one[0])]
                hits = list(dict.fromkeys(record for record, other in others if touches(span, other)))
                if hits and often[at] > 1 and self._is_apart(name):
                    yield name, Decision("", Reason(Because.FILE_TELLS_APART, (name.partition("/")[2],)))
                elif len(hits) == 1:
                    yield name, Decision(hits[0], Reason(Because.SAME_PARTIES))
                elif others:
                    code, given = (Because.SEVERAL_HITS, (name, str(len(hits)))) if hits else (Because.OTHER_PERIOD, ())
                    yield name, Decision("", Reason(code, given))
            met[at].append((self._id(name), span))
            if self._is_apart(name):
                self._apart.add(self._id(name))

    def _is_apart(self, name: str) -> bool:
        return self._records[name].number in self._minutes.apart

    def _may_be(self, name: str, record: str) -> bool:
        """Whether the record may be meant by a name: not if the feed tells the two apart."""
        return record not in self._apart or not self._is_apart(name)

    def _family(self, name: str) -> str:
        about = self._records[name]
        found = {self._families.get(code, "") for code in about.kinds} if about.type == "cooperation" else set()
        return found.pop() if len(found) == 1 else ""

    def _parties(self, bonds: Collection[str]) -> dict[str, Parties]:
        """Of each cooperation of the load with at least two parties, their records."""
        found: dict[str, set[str]] = defaultdict(set)
        for number in self._relations:
            key = self._minutes.keys[number]
            if isinstance(key, ParticipationKey) and key.role in self._tying:
                name = f"cooperation/{key.cooperation}"
                if name in bonds:
                    found[name].add(self._id(f"stakeholder/{key.stakeholder}"))
        return {name: frozenset(found[name]) for name in bonds if len(found.get(name, ())) > 1}

    # -------------------------------------------------------------- the store

    def _stored(self, groups: Sequence[Parties]) -> Mapping[tuple[str, Parties], list[tuple[str, Span]]]:
        """The store's bonds between parties that are all in it."""
        groups = [group for group in groups if not any(party.startswith("+") for party in group)]
        if not groups:
            return {}
        within = self._cooperations(sorted({party for group in groups for party in group}))
        shared = {name for group in groups for name in frozenset.intersection(*(within[party] for party in group))}
        found: dict[tuple[str, Parties], list[tuple[str, Span]]] = defaultdict(list)
        names = sorted(shared)
        for record, parties in zip(self._view.records(names), self._stored_parties(names), strict=True):
            if record:
                if self._feed and any(self._feed in (claim.feed, claim.source) for claim in record.claims):
                    self._apart.add(record.id)
                found[self._families[record.code("kind")], parties].append((record.id, span_of(record)))
        return found

    def _cooperations(self, parties: Sequence[str]) -> Mapping[str, frozenset[str]]:
        wanted = CooperationFilter(kind=CodeFilter(in_=tuple(self._families)))
        selection = Selection("cooperation", wanted, roles=self._tying)
        pages = self._view.related(Related.COOPERATIONS, parties, selection, Cut())
        return {party: frozenset(item.id for item in page.items) for party, page in zip(parties, pages, strict=True)}

    def _stored_parties(self, names: Sequence[str]) -> Iterator[Parties]:
        selection = Selection("participation", roles=self._tying)
        for page in self._view.related(Related.PARTICIPATIONS, names, selection, Cut()):
            records = self._view.records([item.id for item in page.items])
            keys = (record.key for record in records if record)
            yield frozenset(key.stakeholder for key in keys if isinstance(key, ParticipationKey))


def span_of(record: Record) -> Span:
    """From when to when a record of the store is."""
    starts, ends = (fact.value if fact else None for fact in (record.period.starts, record.period.ends))
    return Span(starts if isinstance(starts, PartialDate) else None, ends if isinstance(ends, PartialDate) else None)
