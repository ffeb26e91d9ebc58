# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which argument says what of which property, and how its value is read: a table for each input."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Protocol, TypeAlias

from graph import model
from graph.dates import partial_date
from graph.editing.saying import Given
from graph.errors import BadInput
from graph.model import ValueState, Visibility
from schema import writing_inputs as inputs
from schema.inputs import IdentifierInput

Plain: TypeAlias = object
"""What an argument holds, before it is known as what."""


class Ids(Protocol):
    """Knows which records ids mean."""

    def record(self, given: str, place: str, *types: str) -> str:
        """The record that an id means; "" for none of these types, which is complained of."""
        ...


Make: TypeAlias = Callable[[Ids, Plain, str], Given]


# ------------------------------------------------------------------ values, one by one


def _term(_: Ids, code: Plain, place: str) -> Given:
    return Given(model.Term(str(code)), place=place)


def _text(_: Ids, given: Plain, place: str) -> Given:
    assert isinstance(given, inputs.TextInput)
    return Given(model.Text(_lines(given.text), given.lang or ""), place=place)


def _plain(_: Ids, given: Plain, place: str) -> Given:
    return Given(model.Text(_lines(str(given))), place=place)


def _lines(text: str) -> str:
    """A text with its lines ended as everywhere here, whatever machine they come from."""
    return text.strip().replace("\r\n", "\n")


def _date(_: Ids, given: Plain, place: str) -> Given:
    return Given(partial_date(str(given)), place=place)


def _number(_: Ids, given: Plain, place: str) -> Given:
    return Given(model.Number(Decimal(str(given))), place=place)


def _visibility(_: Ids, given: Plain, place: str) -> Given:
    assert isinstance(given, Visibility)
    return Given(model.Text(given.value.lower()), place=place)


def _identifier(_: Ids, given: Plain, place: str) -> Given:
    assert isinstance(given, IdentifierInput)
    return Given(model.Identifier(given.scheme, given.value.strip()), place=place)


def _money(_: Ids, given: Plain, place: str) -> Given:
    assert isinstance(given, inputs.MoneyInput)
    if given.state is not ValueState.STATED:
        if given.amount is not None:
            raise BadInput(f"An amount that is {given.state}.", "Leave the amount out.")
        return Given(state=given.state, place=place)
    if given.amount is None or not given.currency:
        raise BadInput("An amount of money needs amount and currency.", "Say state UNKNOWN if it is not known.")
    return Given(model.Money(Decimal(given.amount), given.currency, given.year or 0), place=place)


def _point(_: Ids, given: Plain, place: str) -> Given:
    assert isinstance(given, inputs.PointInput)
    return Given(model.Point(given.latitude, given.longitude), place=place)


def _record(reading: Ids, given: Plain, place: str) -> Given:
    return Given(model.Ref(reading.record(str(given), place)), place=place)


def _participant(reading: Ids, given: Plain, place: str) -> Given:
    assert isinstance(given, inputs.EventParticipantInput)
    who = reading.record(given.stakeholder, f"{place}.stakeholder", "stakeholder")
    return Given(model.Ref(who, given.role), place=place)


# ------------------------------------------------------------------ which argument is which property

Fields: TypeAlias = Mapping[str, tuple[str, Make]]
_PERIOD: Fields = {"period": ("period", _date)}
_SEEN: Fields = {"visibility": ("visibility", _visibility)}
_KIND: Fields = {"kind": ("kind", _term)}
_NAMED: Fields = {"labels": ("label", _text), "description": ("description", _text)}
_JOINED: Fields = {"status": ("status", _term), **_PERIOD}
_TIED: Fields = {"role_title": ("role_title", _text), **_PERIOD}
FIELDS: Mapping[type, Fields] = {
    inputs.StakeholderInput: {
        **_KIND,
        "level": ("level", _term),
        **_NAMED,
        "aliases": ("alias", _text),
        "identifiers": ("identifier", _identifier),
        "country": ("country", _term),
        "urls": ("url", _plain),
        "contact": ("contact", _text),
        **_PERIOD,
        **_SEEN,
    },
    inputs.CooperationInput: {
        **_KIND,
        "formality": ("formality", _term),
        "status": ("status", _term),
        **_NAMED,
        **_PERIOD,
        "topics": ("topic", _term),
        "instruments": ("instrument", _term),
        "weight": ("weight", _number),
        "funding": ("funding", _money),
        **_SEEN,
    },
    inputs.ParticipationInput: _JOINED,
    inputs.ParticipationUpdate: _JOINED,
    inputs.TieInput: _TIED,
    inputs.TieUpdate: _TIED,
    inputs.EventInput: {
        **_KIND,
        **_NAMED,
        **_PERIOD,
        "place": ("place", _record),
        "part_of": ("part_of", _record),
        "result": ("result", _text),
        "topics": ("topic", _term),
        "participants": ("participant", _participant),
        "cooperations": ("cooperation", _record),
        **_SEEN,
    },
    inputs.NoteInput: {
        **_KIND,
        "text": ("text", _text),
        "about": ("about", _record),
        "topics": ("topic", _term),
        **_SEEN,
    },
    inputs.SourceInput: {
        **_KIND,
        "title": ("title", _text),
        "publisher": ("publisher", _plain),
        "url": ("url", _plain),
        "lang": ("lang", _plain),
        "published": ("published", _date),
        "licence": ("licence", _plain),
        **_SEEN,
    },
}
VALUES: Mapping[str, Make] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "money": _money,
    "concept": _term,
    "record": _record,
    "identifier": _identifier,
    "point": _point,
}
