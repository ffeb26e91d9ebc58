# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From claims to facts: what is shown of one record, given the claims that a viewer may see.

The six rules of docs/why/folding.md. Nothing here depends on the order in which claims come: candidates are
ordered by what they say and who says it. Claims handed in are already those of the right revision and
audience; the window decides which hold at the date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from graph.dates import LAST_DAY, PartialDate, Window
from graph.kinds import Kinds
from graph.model import (
    Certainty,
    Claim,
    Fact,
    Key,
    Name,
    NameKind,
    Rank,
    Record,
    Text,
    Value,
    ValueState,
    Visibility,
    first_day,
    last_day,
    written,
)

CERTAINTIES = {certainty: place for place, certainty in enumerate(Certainty)}
NEAREST_STAYS = frozenset({"kind", "level", "label"})
"""A record is never without them: if none holds at a date, the nearest one stays."""
_NAMING = {"label": NameKind.LABEL, "title": NameKind.LABEL, "alias": NameKind.ALIAS}
_NAMING |= {"subtitle": NameKind.ALIAS, "abbreviation": NameKind.ABBREVIATION}


@dataclass(frozen=True, slots=True)
class Frame:
    """What folding needs beside the claims: the vocabulary, the date, and how young each source is."""

    kinds: Kinds
    window: Window
    is_dated: bool
    youth: Mapping[str, int]
    """The last day of the date on which a source was published; sources without one are oldest."""


def fold(
    record: str, type_name: str, *, key: Key, visibility: Visibility, claims: Iterable[Claim], frame: Frame
) -> Record:
    """The record that these claims tell."""
    ordered = tuple(sorted(claims, key=_in_source_order))
    groups: dict[str, list[Claim]] = {}
    for claim in ordered:
        groups.setdefault(claim.property, []).append(claim)
    facts = {name: _facts(type_name, name, tuple(groups[name]), frame) for name in sorted(groups)}
    shown = {name: found for name, found in facts.items() if found}
    return Record(record, type_name, key, visibility, shown, _names(shown, ordered, frame), ordered)


def _in_source_order(claim: Claim) -> tuple[int, str, str, str]:
    return (claim.entered, claim.property, written(claim.value), claim.id)


def _facts(type_name: str, name: str, claims: tuple[Claim, ...], frame: Frame) -> tuple[Fact, ...]:
    """The facts of one property: one, one per language, or as many as there are values."""
    holding = _holding(name, claims, frame.window)
    rule = frame.kinds.property(type_name, name.partition(":")[0])
    if rule.many:
        return _union(holding, claims)
    if rule.per_language:
        by_language = groupby(sorted(holding, key=_language), key=_language)
        return tuple(_single(tuple(group), _in_language(claims, language), frame) for language, group in by_language)
    return (_single(holding, claims, frame),) if holding else ()


def _language(claim: Claim) -> str:
    return claim.value.lang if isinstance(claim.value, Text) else ""


def _in_language(claims: tuple[Claim, ...], language: str) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if _language(claim) == language)


def _holding(name: str, claims: tuple[Claim, ...], window: Window) -> tuple[Claim, ...]:
    """The claims that hold at the date and are not deprecated; the nearest ones where a record needs one."""
    usable = tuple(claim for claim in claims if claim.rank is not Rank.DEPRECATED)
    holding = tuple(claim for claim in usable if claim.holds_in(window))
    if holding or name not in NEAREST_STAYS or not usable:
        return holding
    nearest = min(_distance(claim, window) for claim in usable)
    return tuple(claim for claim in usable if _distance(claim, window) == nearest)


def _distance(claim: Claim, window: Window) -> int:
    """Days between the statement's period and the window."""
    return max(first_day(claim.valid_from) - window.last, window.first - last_day(claim.valid_to))


# ------------------------------------------------------------------ many values


def _union(holding: tuple[Claim, ...], claims: tuple[Claim, ...]) -> tuple[Fact, ...]:
    """Each stated value once, with all who say it; unknown or none only where nothing is stated."""
    top = _highest_rank(holding)
    stated = tuple(claim for claim in top if claim.state is ValueState.STATED)
    if not stated:
        return _absence(top, claims)
    refused = any(claim.state is ValueState.NONE for claim in top)
    others = _without(claims, stated)
    groups: dict[str, list[Claim]] = {}
    for claim in stated:
        groups.setdefault(written(claim.value), []).append(claim)
    return tuple(_fact(tuple(groups[line]), others, disputed=refused) for line in sorted(groups))


def _absence(top: tuple[Claim, ...], claims: tuple[Claim, ...]) -> tuple[Fact, ...]:
    """Unknown, or none; both are a disagreement in which none, being a statement, is shown."""
    none = tuple(claim for claim in top if claim.state is ValueState.NONE)
    shown = none or top
    return (_fact(shown, _without(claims, shown), disputed=len(shown) < len(top)),) if shown else ()


def _without(claims: tuple[Claim, ...], shown: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The alternatives: every claim that is not shown."""
    known = {id(claim) for claim in shown}
    return tuple(claim for claim in claims if id(claim) not in known)


# ------------------------------------------------------------------ one value


def _single(holding: tuple[Claim, ...], claims: tuple[Claim, ...], frame: Frame) -> Fact:
    """The one value shown: by rank, statedness, precision, certainty, sources, youth, then code order."""
    current = holding if frame.is_dated else _current(holding)
    top = _highest_rank(current)
    if any(claim.state is ValueState.STATED for claim in top):
        top = tuple(claim for claim in top if claim.state is not ValueState.UNKNOWN)
    candidates = _candidates(top)
    best = min(candidates, key=lambda line: _preference(line, candidates[line], frame))
    shown = candidates[best]
    return _fact(shown, _without(claims, shown), disputed=len(candidates) > 1)


def _current(holding: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Without a date the current statement wins, or the last one."""
    latest = max((last_day(claim.valid_to) for claim in holding), default=LAST_DAY)
    return tuple(claim for claim in holding if last_day(claim.valid_to) == latest)


def _highest_rank(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    preferred = tuple(claim for claim in claims if claim.rank is Rank.PREFERRED)
    return preferred or claims


def _candidates(claims: tuple[Claim, ...]) -> dict[str, tuple[Claim, ...]]:
    """The values that differ, each with the claims that agree with it; a vaguer date agrees with what it contains."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(f"{claim.state}:{written(claim.value)}", []).append(claim)
    dates = {line: group[0].value for line, group in groups.items() if isinstance(group[0].value, PartialDate)}
    found = {}
    for line, group in groups.items():
        finer = [other for other, value in dates.items() if other != line and _contains(dates.get(line), value)]
        if not finer:
            vaguer = [other for other, value in dates.items() if other != line and _contains(value, dates.get(line))]
            found[line] = (*group, *(claim for other in vaguer for claim in groups[other]))
    return found


def _contains(outer: Value | None, inner: Value | None) -> bool:
    return isinstance(outer, PartialDate) and isinstance(inner, PartialDate) and outer.contains(inner)


def _preference(line: str, claims: tuple[Claim, ...], frame: Frame) -> tuple[int, int, int, str]:
    certainty = min(CERTAINTIES[claim.certainty] for claim in claims)
    youngest = max(frame.youth.get(claim.source, 0) for claim in claims)
    return (certainty, -len({claim.source for claim in claims}), -youngest, line)


def _fact(shown: tuple[Claim, ...], others: tuple[Claim, ...], disputed: bool) -> Fact:
    exact = max(shown, key=lambda claim: len(claim.value.text) if isinstance(claim.value, PartialDate) else 0)
    sure = min((claim.certainty for claim in shown if claim.value == exact.value), key=CERTAINTIES.__getitem__)
    marked = any(claim.certainty is Certainty.DISPUTED for claim in shown)
    return Fact(exact.property, exact.state, exact.value, sure, disputed or marked, shown, others)


# ------------------------------------------------------------------ names


def _names(facts: Mapping[str, tuple[Fact, ...]], claims: tuple[Claim, ...], frame: Frame) -> tuple[Name, ...]:
    """Every way in which the record is called: what is shown, what lost, what has ended, what sources write."""
    shown = {id(claim) for name in ("label", "title") for fact in facts.get(name, ()) for claim in fact.claims}
    groups: dict[tuple[str, str], dict[NameKind, list[Claim]]] = {}
    for claim in claims:
        for text, lang, kind in _names_of(claim, shown, frame):
            groups.setdefault((text, lang), {}).setdefault(kind, []).append(claim)
    order = list(NameKind)
    best = {pair: min(kinds, key=order.index) for pair, kinds in groups.items()}
    ordered = sorted(groups, key=lambda pair: (order.index(best[pair]), pair[1], pair[0]))
    return tuple(_name(pair, best[pair], groups[pair]) for pair in ordered)


def _name(pair: tuple[str, str], kind: NameKind, kinds: Mapping[NameKind, list[Claim]]) -> Name:
    claims = tuple(claim for found in kinds.values() for claim in found)
    return Name(*pair, kind, claims, tuple(kinds[kind]))


def _names_of(claim: Claim, shown: set[int], frame: Frame) -> Iterable[tuple[str, str, NameKind]]:
    kind = _NAMING.get(claim.property)
    if kind is None or not isinstance(claim.value, Text) or claim.rank is Rank.DEPRECATED:
        return
    if id(claim) not in shown and frame.is_dated and first_day(claim.valid_from) > frame.window.last:
        return  # not yet its name
    if id(claim) not in shown and kind is NameKind.LABEL:
        kind = NameKind.ALIAS
    if id(claim) not in shown and last_day(claim.valid_to) < (frame.window.first if frame.is_dated else LAST_DAY):
        kind = NameKind.FORMER
    yield claim.value.text, claim.value.lang, kind
    for passage in claim.passages:
        if passage.original and passage.original != claim.value.text:
            yield passage.original, "", NameKind.SURFACE_FORM
