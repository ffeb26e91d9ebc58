# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of one world: what belongs to them, in which order, which part, and how it is counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.errors import BadCursor, BadInput
from graph.model import ParticipationKey, Record, Ref, TieKey
from graph.selection import (
    CooperationFilter,
    CooperationRelation,
    Cut,
    Item,
    Order,
    OrderKey,
    Page,
    RecordFilter,
    Related,
    Selection,
    StakeholderFilter,
)
from graph.stores.fields import UNSTATED, codes_of
from graph.stores.matching import Matcher, goes, other_end
from graph.stores.world import World, label_of
from graph.text import sort_key

Sorter = Callable[[Item], tuple[int | float | str, ...]]


class Listing:
    """Answers every list of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.matcher = Matcher(world)

    # -------------------------------------------------------------- what belongs to a list

    def selected(self, selection: Selection, what: Related | None = None, owner: str = "") -> list[Item]:
        """All items of a list, in order; what is not there has no lists."""
        if what is not None and owner not in self.world.records:
            return []
        items = self._candidates(selection, what, owner)
        chosen = [item for item in items if self._is_wanted(item, selection)]
        return self._ordered(chosen, selection, owner)

    def _is_wanted(self, item: Item, selection: Selection) -> bool:
        record = self.world.records.get(item.id)
        if record is None or (selection.among is not None and item.id not in selection.among):
            return False
        if selection.kinds is not None and not set(codes_of(record, "kind", self.world.kinds)) & set(selection.kinds):
            return False
        judged = self._filtered(record, selection)
        return judged is not None and self.matcher.matches(judged, selection.filter)

    def _filtered(self, record: Record, selection: Selection) -> Record | None:
        """The record that the selection's filter is about: of a participation, its stakeholder."""
        if selection.type == "participation" and isinstance(selection.filter, StakeholderFilter):
            assert isinstance(record.key, ParticipationKey)
            return self.world.records.get(record.key.stakeholder)
        return record

    def _candidates(self, selection: Selection, what: Related | None, owner: str) -> Iterable[Item]:
        """All that hangs on the owner in this way; the roles asked for are heeded, the filter is not yet."""
        world, roles = self.world, selection.roles
        match what:
            case None:
                return self._in_roles(world.of_type(selection.type), selection)
            case Related.PARTICIPATIONS:
                return self._in_roles(world.participations.get(owner, ()), selection)
            case Related.PARTNERS:
                return self._partners(owner, selection.via)
            case Related.TIES:
                return [Item(tie.id) for tie in world.ties.get(owner, ()) if goes(tie, owner, selection.direction)]
            case Related.COOPERATIONS:
                taking_part = _keyed(world.participations.get(owner, ()))
                return _grouped([(key.cooperation, record.id, key.role) for record, key in taking_part], roles)
            case Related.PARTICIPANTS:
                refs = self._refs(owner, "participant")
                return _grouped([(ref.record, ref.role, ref.role) for ref in refs], roles)
            case Related.EVENTS | Related.COOPERATION_EVENTS:
                events = world.events.get(owner, {})
                return [Item(name, held) for name, held in events.items() if roles is None or set(held) & set(roles)]
        return map(Item, self._plain(what, owner))

    def _plain(self, what: Related, owner: str) -> Iterable[str]:
        """Lists in which nothing but the record itself counts."""
        if what is Related.NOTES:
            return self.world.notes.get(owner, ())
        if what is Related.EVENT_COOPERATIONS:
            return [ref.record for ref in self._refs(owner, "cooperation")]
        record = self.world.records.get(owner)
        return record.sources if record else ()

    def _refs(self, owner: str, name: str) -> tuple[Ref, ...]:
        record = self.world.records.get(owner)
        return record.refs(name) if record else ()

    def _in_roles(self, records: Iterable[Record], selection: Selection) -> list[Item]:
        return [Item(record.id) for record in records if self._has_role(record, selection)]

    def _has_role(self, record: Record, selection: Selection) -> bool:
        if not isinstance(record.key, ParticipationKey):
            return True
        cooperation = self.world.records[record.key.cooperation]
        return (selection.roles is None or record.key.role in selection.roles) and self.matcher.matches(
            cooperation, selection.via
        )

    def _partners(self, owner: str, via: CooperationFilter | None) -> list[Item]:
        found = []
        for other, ways in self.world.partners(owner).items():
            fitting = tuple(way for way in ways if self.matcher.matches(self.world.records[way.cooperation], via))
            if fitting:
                found.append(Item(other, (), tuple(sorted(fitting, key=self._way_order))))
        return found

    def _way_order(self, way: object) -> tuple[str, ...]:
        cooperation, mine, theirs = (getattr(way, name) for name in ("cooperation", "mine", "theirs"))
        return (sort_key(self.world.label(cooperation)), cooperation, mine, theirs)

    # -------------------------------------------------------------- in which order

    def _ordered(self, items: list[Item], selection: Selection, owner: str) -> list[Item]:
        items.sort(key=lambda item: item.id)
        for key in reversed(selection.order or self._default_order(selection)):
            sorter = self._sorter(key, selection, owner)
            items.sort(key=sorter, reverse=key.order is Order.DESC)
        return items

    def _default_order(self, selection: Selection) -> tuple[OrderKey, ...]:
        if selection.among is not None:
            return (OrderKey("relevance", Order.DESC),)
        if selection.type == "event":
            return (OrderKey("starts"), OrderKey("label"))
        return (
            (OrderKey("kind"), OrderKey("label"))
            if selection.type in ("participation", "tie")
            else (OrderKey("label"),)
        )

    def _sorter(self, key: OrderKey, selection: Selection, owner: str) -> Sorter:
        records, descending = self.world.records, key.order is Order.DESC
        match key.key:
            case "label":
                return lambda item: (sort_key(self._list_label(records[item.id], owner)),)
            case "relevance":
                among = selection.among or {}
                return lambda item: (among.get(item.id, 0.0),)
            case "starts":
                return lambda item: _missing_last(_start(records[item.id]), descending)
            case "partnerCount":
                return lambda item: (len(self.world.partners(item.id)),)
            case "participantCount":
                return lambda item: (
                    len({key.stakeholder for _, key in _keyed(self.world.participations.get(item.id, ()))}),
                )
            case "kind" | "level" | "country":
                return lambda item: _missing_last(self._place(records[item.id], key.key), descending)
        raise BadInput(f'No order "{key.key}".')

    def _list_label(self, record: Record, owner: str) -> str:
        """What a participation or tie is listed under: the label of its other end."""
        if isinstance(record.key, ParticipationKey):
            other = record.key.cooperation if record.key.stakeholder == owner else record.key.stakeholder
            return self.world.label(other)
        return self.world.label(other_end(record, owner)) if isinstance(record.key, TieKey) else label_of(record)

    def _place(self, record: Record, name: str) -> int | None:
        """Where the vocabulary lists the code that a field shows; None where nothing is stated."""
        kinds = self.world.kinds
        if isinstance(record.key, ParticipationKey):
            return _index(kinds.concepts("roles"), record.key.role)
        code = next(iter(codes_of(record, name, kinds)), "")
        if code in ("", UNSTATED):
            return None
        scheme = {"level": "levels", "country": "countries"}.get(name, f"{record.type}_kinds")
        return _index(kinds.concepts(scheme), code)

    # -------------------------------------------------------------- which part

    def page(self, selection: Selection, cut: Cut, what: Related | None = None, owner: str = "") -> Page:
        """The part of a list that was asked for."""
        return cut_out(self.selected(selection, what, owner), cut)

    # -------------------------------------------------------------- how it is counted

    def facet(self, selection: Selection, name: str, what: Related | None, owner: str) -> list[tuple[str, int]]:
        """Codes and counts, most first, without the selection's filter on that field."""
        items = self.selected(without_field(selection, name), what, owner)
        counts = Counter(code for item in items for code in self._facet_codes(self.world.records[item.id], name))
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def _facet_codes(self, record: Record, name: str) -> Iterable[str]:
        if record.type == "stakeholder" and name in ("topic", "role"):
            keys = [key for _, key in _keyed(self.world.participations.get(record.id, ()))]
            if name == "role":
                return {key.role for key in keys}
            return {code for key in keys for code in self.world.records[key.cooperation].codes("topic")}
        return codes_of(record, name, self.world.kinds)


def cut_out(items: Sequence[Item], cut: Cut) -> Page:
    """The part of a whole list that was asked for.

    Raises:
        BadCursor: the list has no such item.
    """
    start = _position(items, cut.after) + 1 if cut.after else 0
    stop = _position(items, cut.before) if cut.before else len(items)
    if cut.first is not None:
        stop = min(stop, start + cut.first)
    elif cut.last is not None:
        start = max(start, stop - cut.last)
    stop = max(start, stop)
    return Page(tuple(items[start:stop]), len(items), stop < len(items), start > 0)


def _position(items: Sequence[Item], identifier: str) -> int:
    for place, item in enumerate(items):
        if item.id == identifier:
            return place
    raise BadCursor


def without_field(selection: Selection, name: str) -> Selection:
    """The selection without its filter on one field, so that a person can widen a choice."""
    wanted = None if selection.filter is None else _without(selection.filter, name)
    match name:
        case "role":
            return replace(selection, filter=wanted, roles=None)
        case "kind":
            return replace(selection, filter=wanted, kinds=None)
    return replace(selection, filter=wanted)


def _without(wanted: RecordFilter, name: str) -> RecordFilter:
    if wanted.and_:
        wanted = replace(wanted, and_=tuple(_without(part, name) for part in wanted.and_))  # type: ignore[arg-type]
    if isinstance(wanted, StakeholderFilter) and wanted.cooperation and name in ("topic", "role"):
        return replace(wanted, cooperation=_relation_without(wanted.cooperation, name))
    lifted: Mapping[str, Any] = {name: None} if hasattr(wanted, name) else {}
    return replace(wanted, **lifted)


def _relation_without(relation: CooperationRelation, name: str) -> CooperationRelation | None:
    if name == "role":
        wider = replace(relation, role=None)
    else:
        wider = replace(relation, some=relation.some and replace(relation.some, topic=None))
    empty = wider.some in (None, CooperationFilter()) and wider.every is None and wider.none is None
    return None if empty and wider.role is None else wider


def _grouped(entries: Iterable[tuple[str, str, str]], roles: tuple[str, ...] | None) -> list[Item]:
    """One item for each record, with all that leads to it: entries are record, what leads there, and in which role."""
    groups: dict[str, list[str]] = {}
    for name, through, role in entries:
        if roles is None or role in roles:
            groups.setdefault(name, []).extend([through] if through else [])
    return [Item(name, tuple(sorted(group))) for name, group in groups.items()]


def _keyed(participations: Iterable[Record]) -> list[tuple[Record, ParticipationKey]]:
    return [(record, record.key) for record in participations if isinstance(record.key, ParticipationKey)]


def _start(record: Record) -> int | None:
    first = record.period.first
    return first or None


def _missing_last(value: int | None, descending: bool) -> tuple[int, int]:
    return (1 - descending, 0) if value is None else (int(descending), value)


def _index(concepts: Sequence[object], code: str) -> int | None:
    for place, concept in enumerate(concepts):
        if getattr(concept, "code", None) == code:
            return place
    return None
