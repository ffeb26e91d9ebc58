# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a claim on its way into a store: checked, keyed, made equal with its like.

Every store uses these functions, so that ids, keys and refusals are the same everywhere.
"""

from collections.abc import Callable
from dataclasses import replace

from graph import ids
from graph.dates import PartialDate, partial_date
from graph.errors import BadInput, UnknownCode
from graph.kinds import Kinds
from graph.kinds import Property as Rule
from graph.model import (
    Certainty,
    Claim,
    Identifier,
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
    written,
)
from graph.text import slug

VALUE_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": Text,
    "number": Number,
    "date": PartialDate,
    "concept": Term,
    "money": Money,
    "identifier": Identifier,
    "point": Point,
    "record": Ref,
}


def claim_key(claim: Claim) -> int:
    """60 bits for what makes two claims the same: feed, source, record, property, value or state, validity."""
    said = written(claim.value) or claim.state
    return ids.digest(claim.feed, claim.source, claim.record, claim.property, said, claim.valid_from, claim.valid_to)


def claim_content(claim: Claim) -> int:
    """60 bits for what may differ between two claims with one key; author and revisions are not content."""
    passages = (part for passage in claim.passages for part in (passage.locator, passage.quote, passage.original))
    return ids.digest(claim.certainty, claim.rank, claim.visibility, *passages)


def claim_id(key: int, revision: int) -> str:
    """The id of the claim with this key that enters in this revision."""
    return ids.hashed_id("claim", ids.digest(str(key), str(revision)))


def claim_digest(claim: Claim) -> int:
    """128 bits for one claim as a reader of a revision sees it; revisions add them up."""
    content = claim_content(claim)
    high, low = ids.digest(claim.id, str(content)), ids.digest(str(content), claim.id)
    return high << 60 | low


def combined(one: Claim, other: Claim) -> Claim:
    """Two equal claims of one load as one: all passages, the surer, the higher rank, the stricter visibility."""
    passages = tuple(sorted({*one.passages, *other.passages}, key=_place))
    certainty = min(one.certainty, other.certainty, key=list(Certainty).index)
    rank = min(one.rank, other.rank, key=list(Rank).index)
    visibility = max(one.visibility, other.visibility, key=list(Visibility).index)
    return replace(one, passages=passages, certainty=certainty, rank=rank, visibility=visibility)


def _place(passage: Passage) -> tuple[int, str, str, str]:
    digits = "".join(character if character.isdigit() else " " for character in passage.locator).split()
    return (int(digits[0][:9]) if digits else 0, passage.locator, passage.quote, passage.original)


def made_id(type_name: str, name: str, nth: int, random: Callable[[], bytes]) -> str:
    """The id for the nth record of this name; an opaque one where the name says nothing."""
    stem = slug(name)
    return f"{ids.LETTERS[type_name]}-{ids.numbered(stem, nth)}" if stem else ids.opaque_id(type_name, random())


def keyed_id(type_name: str, key: ParticipationKey | TieKey) -> str:
    """The id of a participation or tie: it follows from what it is."""
    return ids.hashed_id(type_name, ids.digest(*key_parts(key)))


# ------------------------------------------------------------------ what the vocabulary allows


def checked(claim: Claim, type_name: str, kinds: Kinds) -> Claim:
    """The claim, if the vocabulary allows it.

    Raises:
        BadInput: the property, the value's type, its state or a code does not fit; says what would.
    """
    rule = kinds.property(type_name, claim.property.partition(":")[0])
    if claim.state is ValueState.NOT_STATED:
        raise BadInput(f"{claim.property}: a claim cannot say that nothing is stated.", "Leave the claim out.")
    if claim.state is not ValueState.STATED:
        if claim.value is not None:
            raise BadInput(f"{claim.property}: what is {claim.state} has no value.", "Leave the value out.")
        return claim
    _check_value(claim.value, rule, kinds)
    for bound in (claim.valid_from, claim.valid_to):
        if bound not in ("", "?", ".."):
            partial_date(bound)
    return claim


def _check_value(value: Value | None, rule: Rule, kinds: Kinds) -> None:
    if rule.value_type == "nothing":
        if value is not None:
            raise BadInput(f"{rule.name} carries no value.", "Leave the value out.")
        return
    if not any(isinstance(value, VALUE_TYPES[name]) for name in (rule.value_type, *rule.other_types)):
        raise BadInput(f"{rule.name} takes a {rule.value_type}, not {written(value) or 'nothing'}.")
    match value:
        case Term(code) if not kinds.has(rule.scheme, code):
            raise UnknownCode(rule.scheme, code, kinds.nearest(rule.scheme, code))
        case Ref(_, role) if role and not kinds.has("roles", role):
            raise UnknownCode("roles", role, kinds.nearest("roles", role))
        case Text(text) if rule.values and text not in rule.values:
            raise BadInput(f"{rule.name} is one of {', '.join(rule.values)}, not {text}.")
