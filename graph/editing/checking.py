# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the vocabulary allows what an editor gives; every complaint names the argument that it came from."""

import re
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import urlsplit

from graph.editing.saying import Complaint, Given, Saying, complaint_of, wrong
from graph.errors import BadInput
from graph.ids import type_of
from graph.kinds import Kinds, Property
from graph.model import Claim, Identifier, Money, Number, Passage, Point, Ref, Term, Text, Value, ValueState, value_type
from graph.nearest import nearest_word
from graph.stores.entering import check_target, checked

LONGEST = 10_000
"""Characters of one text."""
MOST_GIVEN = 200
"""Values of one property in one edit."""
_PROBE = "+it"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def is_writable(text: str) -> bool:
    """Whether a text has no control characters but tab and newline, and no halves of characters."""
    return _UNWRITABLE.search(text) is None


def complaints(type_name: str, saying: Saying, kinds: Kinds) -> Iterator[Complaint]:
    """Everything that is wrong with what is given for one property."""
    rule = kinds.property(type_name, saying.property.partition(":")[0])
    if len(saying.given) > MOST_GIVEN:
        yield wrong("BAD_USER_INPUT", f"{len(saying.given)} values at once.", saying.place, f"{MOST_GIVEN} at most.")
        return
    seen: set[str] = set()
    for given in saying.given:
        yield from value_complaints(type_name, saying.property, given, kinds)
        language = given.value.lang if isinstance(given.value, Text) else ""
        if rule.per_language and language in seen:
            yield wrong(
                "BAD_USER_INPUT", f"Two texts in one language ({language or 'none'}).", given.place, "Keep one."
            )
        seen.add(language)


def value_complaints(type_name: str, name: str, given: Given, kinds: Kinds) -> Iterator[Complaint]:
    """Everything that is wrong with one value."""
    if not all(map(is_writable, (name, *_words(given.value)))):
        message = "A text has no control characters but tab and newline."
        yield wrong("BAD_USER_INPUT", message, given.place, "Leave them out.")
        return
    try:
        rule = kinds.property(type_name, name.partition(":")[0])
        _check_kind(given, rule, kinds)
        claim = Claim(_PROBE, name, given.value, _PROBE, (Passage(""),), given.state, "", *given.valid)
        checked(claim, type_name, kinds)
        if isinstance(given.value, Ref):
            check_target(claim, type_name, type_of(given.value.record), kinds)
    except BadInput as error:
        yield complaint_of(error, given.place)
        return
    if given.state is ValueState.STATED:
        for message, hint in _doubts(given.value, rule, kinds):
            yield wrong("BAD_USER_INPUT", message, given.place, hint)


def _words(value: Value | None) -> tuple[str, ...]:
    """The words of a value that no vocabulary knows."""
    match value:
        case Text(text, language):
            return text, language
        case Identifier(scheme, text):
            return scheme, text
        case Money():
            return (value.currency,)
        case Term(code):
            return (code,)
    return ()


def _check_kind(given: Given, rule: Property, kinds: Kinds) -> None:
    """Refuses a value of a type, or a code, that the property does not take: in words for people."""
    if given.state is not ValueState.STATED or rule.value_type == "nothing":
        return
    types = (rule.value_type, *rule.other_types)
    if given.value is None:
        raise BadInput(f"{rule.name} is STATED and has no value.", "Give one, or say UNKNOWN or NONE.")
    if not rule.accepts(value_type(given.value)):
        raise BadInput(f"{rule.name} takes a {' or a '.join(types)}.", f"Give one of type {types[0].upper()}.")
    if isinstance(given.value, Term):
        kinds.concept(rule.scheme, given.value.code)


def _doubts(value: Value | None, rule: Property, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """What no vocabulary says and is wrong all the same."""
    match value:
        case Text(text):
            yield from _text(text, rule)
        case Identifier():
            yield from _register(value, kinds)
        case Ref(_, role) if rule.carries == "role" and not (role and kinds.role(role).in_events):
            known = ", ".join(known.code for known in kinds.roles() if known.in_events)
            yield f'"{role}" is no role in events.', f"Known: {known}."
        case Money():
            yield from _money(value)
        case Number(number):
            yield from _number(number, rule)
        case Point(latitude, longitude) if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            yield "This is no place on the earth.", "Latitude from -90 to 90, longitude from -180 to 180."


def _text(text: str, rule: Property) -> Iterator[tuple[str, str]]:
    if not text.strip():
        yield "The text is empty.", "Give null to take something back."
    elif len(text) > LONGEST:
        yield f"The text has {len(text)} characters.", f"{LONGEST} at most."
    elif rule.name == "url" and not text.startswith(("http://", "https://")):
        yield "This is no web address.", "Begin with https:// or http://."
    elif rule.name == "url" and not _is_address(text):
        yield "This is no web address.", "It has a host, and neither a user nor blanks."


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and "@" not in parts.netloc and not any(one.isspace() or one in '<>"\\' for one in text)


def _money(money: Money) -> Iterator[tuple[str, str]]:
    code = money.currency
    if not money.amount.is_finite() or not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        yield f'{money.amount} "{code[:10]}" is no amount of money.', 'Write amount "1250.00", currency "EUR".'
    if money.year and not 1 <= money.year <= 9999:
        yield f"{money.year} is no year.", "Write four digits."


def _number(number: Decimal, rule: Property) -> Iterator[tuple[str, str]]:
    if not number.is_finite():
        yield "This is no number.", "Write digits."
    elif rule.values and str(number) not in rule.values:
        yield f"{rule.name} is not {number}.", f"Known: {', '.join(rule.values)}."
    elif rule.name == "distance" and number < 0:
        yield f"{rule.name} is not below 0.", "Give 0 or more."


def _register(identifier: Identifier, kinds: Kinds) -> Iterator[tuple[str, str]]:
    known = [scheme.code for scheme in kinds.identifier_schemes() if scheme.for_stakeholders]
    scheme = kinds.identifier_scheme(identifier.scheme)
    if scheme is None or not scheme.for_stakeholders:
        near = nearest_word(known, identifier.scheme)
        hint = f'Did you mean "{near}"?' if near else f"Known: {', '.join(known)}."
        yield f'No register "{identifier.scheme[:40]}".', hint
    elif not identifier.value.strip() or not scheme.fits(identifier.value):
        yield (
            f'"{identifier.value[:40]}" is not written as identifiers of {scheme.code} are.',
            f"Like {scheme.pattern}.",
        )
