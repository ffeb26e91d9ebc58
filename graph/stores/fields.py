# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a filter on one field means: codes, ids, texts, dates, identifiers, states.

What is not stated has no code, no text and no date: it fits `not`, and a `state` that asks for it, and nothing else.
"""

from collections.abc import Callable, Collection, Iterable

from graph.dates import LAST_DAY, PartialDate, partial_date
from graph.kinds import Kinds
from graph.model import Certainty, Identifier, Record, TieKey, ValueState
from graph.selection import CodeFilter, DateFilter, IdentifierFilter, IdFilter, TextFilter
from graph.text import fold

SCHEMES = {
    ("stakeholder", "kind"): "stakeholder_kinds",
    ("stakeholder", "level"): "levels",
    ("stakeholder", "country"): "countries",
    ("cooperation", "kind"): "cooperation_kinds",
    ("cooperation", "formality"): "formalities",
    ("cooperation", "status"): "statuses",
    ("cooperation", "topic"): "topics",
    ("cooperation", "instrument"): "instruments",
    ("event", "kind"): "event_kinds",
    ("event", "topic"): "topics",
    ("note", "kind"): "note_kinds",
    ("note", "topic"): "topics",
    ("source", "kind"): "source_kinds",
    ("tie", "kind"): "tie_kinds",
}
"""The vocabulary that a coded field of a record type is about."""
UNSTATED = "unstated"
"""The level of a stakeholder of which neither a claim nor its kind says one."""


def codes_of(record: Record, name: str, kinds: Kinds) -> tuple[str, ...]:
    """The codes that a coded field shows; a stakeholder without a level has that of its kind."""
    if isinstance(record.key, TieKey) and name == "kind":
        return (record.key.kind,)
    if name == "level":
        return record.codes(name) or (level_of_kind(record.code("kind"), kinds),)
    return record.codes(name)


def level_of_kind(kind: str, kinds: Kinds) -> str:
    """The level at which stakeholders of a kind act, where no source gives one."""
    return (kinds.stakeholder_kind(kind).default_level if kind else "") or UNSTATED


def state_of(record: Record, name: str) -> ValueState:
    """What is known of a property; the kind of a tie is what it is."""
    if isinstance(record.key, TieKey) and name == "kind":
        return ValueState.STATED
    fact = record.one(name)
    return fact.state if fact else ValueState.NOT_STATED


def has_code(record: Record, name: str, wanted: CodeFilter, kinds: Kinds) -> bool:
    """Whether a coded field is one of those wanted."""
    if wanted.state is not None and state_of(record, name) not in wanted.state:
        return False
    return code_fits(codes_of(record, name, kinds), wanted, SCHEMES[record.type, name], kinds)


def code_fits(codes: tuple[str, ...], wanted: CodeFilter, scheme: str, kinds: Kinds) -> bool:
    """Whether codes of a scheme fit; `not` is true of what has no code at all.

    Raises:
        UnknownCode: the filter names a code that the scheme has not; with the nearest one.
    """
    for code in (wanted.eq, wanted.not_, *(wanted.in_ or ()), *(wanted.within or ())):
        _ = code is None or kinds.concept(scheme, code)
    return (
        (wanted.eq is None or wanted.eq in codes)
        and (wanted.in_ is None or any(code in wanted.in_ for code in codes))
        and (wanted.within is None or any(code in kinds.within(scheme, top) for top in wanted.within for code in codes))
        and (wanted.not_ is None or wanted.not_ not in codes)
    )


def has_id(identifier: str, wanted: IdFilter) -> bool:
    """Whether an id is one of those wanted."""
    return has_ids((identifier,), wanted)


def has_ids(identifiers: Collection[str], wanted: IdFilter) -> bool:
    """Whether one of the ids is one of those wanted, and none is the one not wanted."""
    return (
        (wanted.eq is None or wanted.eq in identifiers)
        and (wanted.in_ is None or any(identifier in wanted.in_ for identifier in identifiers))
        and (wanted.not_ is None or wanted.not_ not in identifiers)
    )


def has_text(texts: Iterable[str], wanted: TextFilter) -> bool:
    """Whether one of the texts fits all that is asked, compared folded."""
    tests: list[Callable[[str], bool]] = []
    if wanted.eq is not None:
        tests.append(fold(wanted.eq).__eq__)
    if wanted.in_ is not None:
        tests.append({fold(text) for text in wanted.in_}.__contains__)
    if wanted.contains is not None:
        part = fold(wanted.contains)
        tests.append(lambda text: part in text)
    if wanted.starts_with is not None:
        start = fold(wanted.starts_with)
        tests.append(lambda text: text.startswith(start))
    return any(all(test(text) for test in tests) for text in map(fold, texts))


def has_date(record: Record, name: str, wanted: DateFilter) -> bool:
    """Whether a date touches the range asked for; what has no date touches none."""
    fact = record.one(name)
    if wanted.state is not None and (fact.state if fact else ValueState.NOT_STATED) not in wanted.state:
        return False
    if wanted.from_ is None and wanted.to is None:
        return True
    first = partial_date(wanted.from_).first if wanted.from_ else 0
    last = partial_date(wanted.to).last if wanted.to else LAST_DAY
    value = fact.value if fact else None
    return isinstance(value, PartialDate) and value.first <= last and value.last >= first


def has_identifier(record: Record, wanted: IdentifierFilter) -> bool:
    """Whether the record has an identifier of the scheme, one of the values if some are given."""
    values = [fact.value for fact in record.facts.get("identifier", ())]
    found = [value.value for value in values if isinstance(value, Identifier) and value.scheme == wanted.scheme]
    return any(wanted.in_ is None or value in wanted.in_ for value in found)


def is_named(record: Record) -> bool:
    """False for a group that its source leaves unnamed."""
    fact = record.one("named")
    return fact is None or getattr(fact.value, "number", 1) != 0


def certainty_of(record: Record) -> Certainty:
    """How sure it is that there is such a record: the certainty of what it is."""
    for name in ("holds", "kind", "text"):
        fact = record.one(name)
        if fact:
            return fact.certainty
    return Certainty.STATED
