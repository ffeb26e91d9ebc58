# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuses a selection that speaks of codes which no vocabulary has, before anything is read."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from graph.dates import partial_date
from graph.kinds import Kinds
from graph.selection import (
    ClaimFilter,
    CodeFilter,
    CooperationFilter,
    DateFilter,
    EventFilter,
    NoteFilter,
    OwnTieFilter,
    Selection,
    SourceFilter,
    StakeholderFilter,
    TieFilter,
)

_COMMON = {"topic": "topics", "instrument": "instruments", "role": "roles", "level": "levels", "country": "countries"}
_COMMON |= {"formality": "formalities", "status": "statuses"}
_KINDS: Mapping[type, str] = {
    StakeholderFilter: "stakeholder_kinds",
    CooperationFilter: "cooperation_kinds",
    EventFilter: "event_kinds",
    NoteFilter: "note_kinds",
    SourceFilter: "source_kinds",
    TieFilter: "tie_kinds",
    OwnTieFilter: "tie_kinds",
}
_TYPES = {"tie": "tie_kinds", "note": "note_kinds"}


def check_selection(selection: Selection, kinds: Kinds) -> None:
    """Looks at every code and date in a selection.

    Raises:
        UnknownCode: with the nearest code.
        BadDate: a date that is none.
    """
    check_filter(selection.filter, kinds)
    check_filter(selection.via, kinds)
    _check(selection.roles or (), "roles", kinds)
    _check(selection.kinds or (), _TYPES.get(selection.type, "note_kinds"), kinds)


def check_filter(wanted: object, kinds: Kinds) -> None:
    """Looks at every code and date in a filter, however deep."""
    if not is_dataclass(wanted):
        return
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if isinstance(value, CodeFilter):
            _check(_codes(value), _scheme(wanted, field.name), kinds)
        elif isinstance(value, DateFilter):
            for text in (value.from_, value.to):
                _ = partial_date(text) if text is not None else None
        elif isinstance(value, tuple):
            for part in value:
                check_filter(part, kinds)
        else:
            check_filter(value, kinds)


def _scheme(wanted: object, name: str) -> str:
    if name == "property" and isinstance(wanted, ClaimFilter):
        return "properties"
    return _COMMON.get(name) or _KINDS[type(wanted)]


def _codes(wanted: CodeFilter) -> Iterable[str]:
    single = (code for code in (wanted.eq, wanted.not_) if code is not None)
    return (*single, *(wanted.in_ or ()), *(wanted.within or ()))


def _check(codes: Iterable[str], scheme: str, kinds: Kinds) -> None:
    for code in codes:
        kinds.concept(scheme, code)
