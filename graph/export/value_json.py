# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values and claims as JSON that people can read, and back again without a loss.

Exact numbers are strings ("12.50" is not 12.5), dates stay as precise as they are, degrees are JSON numbers, which
carry a double whole. Each type of value has a word of its own among its fields, so none is taken for another.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from graph.dates import PartialDate, partial_date
from graph.errors import BadInput
from graph.model import (
    Certainty,
    Claim,
    Identifier,
    Key,
    Money,
    Number,
    ParticipationKey,
    Passage,
    Point,
    Rank,
    Ref,
    Term,
    Text,
    TieKey,
    Value,
    ValueState,
    Visibility,
    key_parts,
)

Fields = Mapping[str, object]
Word = TypeVar("Word", bound=StrEnum)

_MOST_DIGITS = 1_000
"""Characters of a number, and how many zeros it may stand for."""
_KEY_SIZES = MappingProxyType({"participation": 5, "tie": 4})


def value_json(value: Value) -> dict[str, object]:
    """The value as the fields of a JSON object.

    Example:
        >>> value_json(Text("Hannover", "de")), value_json(Number(Decimal("12.50"), "km"))
        ({'text': 'Hannover', 'lang': 'de'}, {'number': '12.50', 'unit': 'km'})
    """
    match value:
        case Text(text, lang):
            return _full(text=text, lang=lang)
        case Term(code):
            return {"concept": code}
        case PartialDate():
            return {"date": value.text}
        case Ref(record, role):
            return _full(record=record, role=role)
        case Identifier(scheme, number):
            return {"identifier": number, "scheme": scheme}
        case Number(number, unit):
            return _full(number=str(number), unit=unit)
        case Money(amount, currency, year):
            return _full(money=str(amount), currency=currency, year=year)
        case Point(latitude, longitude):
            return {"latitude": latitude, "longitude": longitude}


def value_of(fields: Fields) -> Value:
    """The value that `value_json` wrote.

    Raises:
        BadInput: it wrote no such thing.
    """
    for name, read in _READERS.items():
        if name in fields:
            return read(fields)
    raise BadInput("A value of a type that is not known.", f"It has one of {', '.join(_READERS)}.")


def claim_json(claim: Claim, *, record: str = "") -> dict[str, object]:
    """The claim as the fields of a JSON object; what is as usual is left out.

    Args:
        claim: The claim.
        record: What it is about, where that reads otherwise than when it was said.
    """
    usual = ((claim.certainty, Certainty.STATED), (claim.rank, Rank.NORMAL), (claim.visibility, Visibility.PUBLIC))
    certainty, rank, visibility = ("" if said is word else str(said) for said, word in usual)
    return {
        "id": claim.id,
        "record": record or claim.record,
        "property": claim.property,
        **({} if claim.value is None else {"value": value_json(claim.value)}),
        **_full(
            state="" if claim.state is ValueState.STATED else str(claim.state),
            valid_from=claim.valid_from,
            valid_to=claim.valid_to,
            certainty=certainty,
            rank=rank,
            visibility=visibility,
        ),
        "source": claim.source,
        **({"passages": [passage_json(one) for one in claim.passages]} if claim.passages else {}),
        **_full(feed=claim.feed, author=claim.author),
        "entered": claim.entered,
        **({} if claim.left is None else {"left": claim.left}),
    }


def claim_of(fields: Fields) -> Claim:
    """The claim that `claim_json` wrote.

    Raises:
        BadInput: it wrote no such thing.
    """
    passages = fields.get("passages", [])
    if not isinstance(passages, list):
        raise BadInput("passages is no list.")
    return Claim(
        record=text_in(fields, "record"),
        property=text_in(fields, "property"),
        value=value_of(object_in(fields, "value")) if "value" in fields else None,
        source=text_in(fields, "source"),
        passages=tuple(_passage(one) for one in passages),
        state=_word(ValueState, fields, "state", ValueState.STATED),
        feed=text_in(fields, "feed", ""),
        valid_from=text_in(fields, "valid_from", ""),
        valid_to=text_in(fields, "valid_to", ""),
        certainty=_word(Certainty, fields, "certainty", Certainty.STATED),
        rank=_word(Rank, fields, "rank", Rank.NORMAL),
        visibility=_word(Visibility, fields, "visibility", Visibility.PUBLIC),
        author=text_in(fields, "author", ""),
        id=text_in(fields, "id", ""),
        entered=number_in(fields, "entered"),
        left=number_in(fields, "left") if "left" in fields else None,
    )


def passage_json(passage: Passage) -> dict[str, object]:
    """The passage as the fields of a JSON object."""
    return {"locator": passage.locator, **_full(quote=passage.quote, original=passage.original)}


def key_json(key: Key) -> dict[str, object]:
    """What a participation or tie joins, as a field; nothing for other records."""
    return {} if key is None else {"key": list(key_parts(key))}


def key_of(type_name: str, fields: Fields) -> Key:
    """The key that `key_json` wrote.

    Raises:
        BadInput: it wrote no such thing, or nothing where a key is needed.
    """
    parts = fields.get("key")
    if parts is None and (type_name not in _KEY_SIZES or fields.get("erased")):
        return None
    if not isinstance(parts, list) or len(parts) != _KEY_SIZES.get(type_name):
        raise BadInput(f"A {type_name} with such a key is none.", "Use a file as it was written.")
    words = [text_in({"part": part}, "part") for part in parts]
    return ParticipationKey(*words) if type_name == "participation" else TieKey(*words)


# ------------------------------------------------------------------ fields of JSON objects


def text_in(fields: Fields, name: str, otherwise: str | None = None) -> str:
    """A field that holds words.

    Raises:
        BadInput: it does not, or it is missing and nothing stands for it.
    """
    found = fields.get(name, otherwise)
    if not isinstance(found, str):
        raise BadInput(f"{name} is missing, or is no text.")
    return found


def number_in(fields: Fields, name: str) -> int:
    """A field that holds a whole number; raises `BadInput`."""
    found = fields.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise BadInput(f"{name} is missing, or is no number.")
    return found


def object_in(fields: Fields, name: str) -> Fields:
    """A field that holds an object; raises `BadInput`."""
    found = fields.get(name)
    if not isinstance(found, dict):
        raise BadInput(f"{name} is missing, or is no object.")
    return found


def _full(**fields: str | int) -> dict[str, object]:
    """The first field, and of the others those that say something."""
    return {name: said for place, (name, said) in enumerate(fields.items()) if said or _is_main(name, place)}


def _is_main(name: str, place: int) -> bool:
    return place == 0 and name in _READERS


def _word(words: type[Word], fields: Fields, name: str, otherwise: Word) -> Word:
    said = text_in(fields, name, otherwise)
    if said not in words.__members__:
        raise BadInput(f'{name} is "{said[:40]}".', f"Known: {', '.join(words.__members__)}.")
    return words[said]


def _passage(fields: object) -> Passage:
    if not isinstance(fields, dict):
        raise BadInput("A passage is no object.")
    return Passage(text_in(fields, "locator"), text_in(fields, "quote", ""), text_in(fields, "original", ""))


def _decimal(fields: Fields, name: str) -> Decimal:
    said = text_in(fields, name)
    try:
        found = Decimal(said) if len(said) <= _MOST_DIGITS else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found.adjusted()) > _MOST_DIGITS:
        raise BadInput(f'{name} is "{said[:40]}", which is no number.')
    return found


def _degrees(fields: Fields, name: str) -> float:
    """As it stands: 52 and 52.0 are the same place, but are written differently, and so are their claims' keys."""
    found = fields.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool) or not -360 <= found <= 360:
        raise BadInput(f"{name} is missing, or is no angle.")
    return found


def _money(fields: Fields) -> Money:
    year = number_in(fields, "year") if "year" in fields else 0
    return Money(_decimal(fields, "money"), text_in(fields, "currency"), year)


_READERS: Mapping[str, Callable[[Fields], Value]] = MappingProxyType(
    {
        "text": lambda fields: Text(text_in(fields, "text"), text_in(fields, "lang", "")),
        "concept": lambda fields: Term(text_in(fields, "concept")),
        "date": lambda fields: partial_date(text_in(fields, "date")),
        "record": lambda fields: Ref(text_in(fields, "record"), text_in(fields, "role", "")),
        "identifier": lambda fields: Identifier(text_in(fields, "scheme"), text_in(fields, "identifier")),
        "number": lambda fields: Number(_decimal(fields, "number"), text_in(fields, "unit", "")),
        "money": _money,
        "latitude": lambda fields: Point(_degrees(fields, "latitude"), _degrees(fields, "longitude")),
    }
)
"""By the word that tells a type of value: how it is read."""
