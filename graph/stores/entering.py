# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a claim on its way into a store: checked, keyed, made equal with its like.

Every store uses these functions, so that ids, keys and refusals are the same everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from graph import ids
from graph.dates import partial_date
from graph.errors import BadInput, UnknownCode
from graph.kinds import Kinds
from graph.kinds import Property as Rule
from graph.model import (
    Certainty,
    Claim,
    Key,
    Money,
    Number,
    ParticipationKey,
    Passage,
    Rank,
    Ref,
    Term,
    Text,
    TieKey,
    Value,
    ValueState,
    Visibility,
    key_ends,
    key_parts,
    value_type,
    written,
)

MOST_NUMBER = 10**12
_MOST: Mapping[str, int] = MappingProxyType({"weight": 10**9, "funding": 10**15})
_MOST_PLACES = 30


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
    return ids.hashed_id("claim", ids.mixed(key, revision))


def claim_digest(claim: Claim) -> int:
    """120 bits for one claim as a reader of a revision sees it; revisions add them up."""
    return digest_of(ids.decode(claim.id[2:]), claim_content(claim))


def digest_of(number: int, content: int) -> int:
    """The digest of the claim with this number (what its id encodes) and content."""
    return ids.mixed(number, content) << 60 | ids.mixed(content, number)


def combined(one: Claim, other: Claim) -> Claim:
    """Two equal claims of one load as one: all passages, the surer, the higher rank, the stricter visibility.

    Which comes first makes no difference.
    """
    passages = tuple(sorted({*one.passages, *other.passages}, key=_place))
    certainty = min(one.certainty, other.certainty, key=list(Certainty).index)
    rank = min(one.rank, other.rank, key=list(Rank).index)
    visibility = max(one.visibility, other.visibility, key=list(Visibility).index)
    author = min(one.author, other.author)
    return replace(one, passages=passages, certainty=certainty, rank=rank, visibility=visibility, author=author)


def _place(passage: Passage) -> tuple[int, str, str, str]:
    digits = "".join(character if character.isdigit() else " " for character in passage.locator).split()
    return (int(digits[0][:9]) if digits else 0, passage.locator, passage.quote, passage.original)


def made_id(type_name: str, stem: str, nth: int, random: Callable[[], bytes]) -> str:
    """The id for the nth record of this slug; an opaque one where the name says nothing."""
    return f"{ids.LETTERS[type_name]}-{ids.numbered(stem, nth)}" if stem else ids.opaque_id(type_name, random())


def keyed_id(type_name: str, key: ParticipationKey | TieKey) -> str:
    """The id of a participation or tie: it follows from what it is."""
    return ids.hashed_id(type_name, ids.digest(*key_parts(key)))


def moved_key(key: Key, survivors: Mapping[str, str]) -> Key:
    """The key as it reads when records have been merged into their survivors."""
    match key:
        case ParticipationKey(cooperation, stakeholder, role, side, spell):
            whole, member, party = (survivors.get(end, end) for end in (cooperation, stakeholder, side))
            return ParticipationKey(whole, member, role, party, spell)
        case TieKey(subject, kind, target, spell):
            return TieKey(survivors.get(subject, subject), kind, survivors.get(target, target), spell)
        case None:
            return None


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


def check_number(number: Decimal, name: str) -> None:
    """Refuses a number of a property with which nobody can reckon.

    Raises:
        BadInput: it is not finite, too large, finer than 30 places, or a weight that is not above 0.
    """
    if not number.is_finite() or abs(number) > _MOST.get(name, MOST_NUMBER):
        raise BadInput(f"{name} is no number that can be kept.", f"At most {_MOST.get(name, MOST_NUMBER):,}.")
    if number.as_tuple().exponent < -_MOST_PLACES:  # type: ignore[operator]  # a finite number has digits behind the point
        raise BadInput(f"{name} has more than {_MOST_PLACES} places.", "Round it.")
    if name == "weight" and number <= 0:
        raise BadInput("weight is above 0.", "Leave it out where nothing is known: it counts as 1 then.")


def check_key(key: ParticipationKey | TieKey, type_of: Callable[[str], str], kinds: Kinds) -> None:
    """Refuses a participation or tie whose role, kind or ends are not what they must be.

    Raises:
        UnknownCode: no such role or kind of tie.
        UnknownId: an end is not there.
        BadInput: an end is of the wrong type.
    """
    kinds.concept(*(("roles", key.role) if isinstance(key, ParticipationKey) else ("tie_kinds", key.kind)))
    for place, end in enumerate(key_ends(key)):
        wanted = "cooperation" if isinstance(key, ParticipationKey) and not place else "stakeholder"
        if type_of(end) != wanted:
            raise BadInput(f"{end} is no {wanted}.", "A participation joins a stakeholder to a cooperation.")


def check_target(claim: Claim, type_name: str, target: str, kinds: Kinds) -> None:
    """Refuses a claim that points to a record of a type which its property does not mean."""
    rule = kinds.property(type_name, claim.property.partition(":")[0])
    if rule.refers_to and target not in rule.refers_to:
        raise BadInput(f"{rule.name} refers to a {' or '.join(sorted(rule.refers_to))}, not to a {target}.")


def _check_value(value: Value | None, rule: Rule, kinds: Kinds) -> None:
    if rule.value_type == "nothing":
        if value is not None:
            raise BadInput(f"{rule.name} carries no value.", "Leave the value out.")
        return
    if not rule.accepts(value_type(value)):
        raise BadInput(f"{rule.name} takes a {rule.value_type}, not {written(value) or 'nothing'}.")
    match value:
        case Number(number) | Money(number):
            check_number(number, rule.name)
        case Term(code) if not kinds.has(rule.scheme, code):
            raise UnknownCode(rule.scheme, code, kinds.nearest(rule.scheme, code))
        case Ref(_, role) if role and not kinds.has("roles", role):
            raise UnknownCode("roles", role, kinds.nearest("roles", role))
        case Text(text) if rule.values and text not in rule.values:
            raise BadInput(f"{rule.name} is one of {', '.join(rule.values)}, not {text}.")
