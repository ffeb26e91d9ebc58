# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what: of all claims present, those that an audience may see, before anything is folded or counted.

The strictest of claim, source and record wins. The public sees a record only if it sees its kind and its label,
and a participation or tie only if it sees all its ends; a statement that points to a record which the public does
not see is not seen either, and what is seen names neither an editor nor a feed that is not seen.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.kinds import Kinds
from graph.model import Audience, Claim, Key, Rank, Ref, Term, Text, ValueState, Visibility, key_ends

NEEDS = {
    "stakeholder": ("kind", "label"),
    "cooperation": ("kind", "label"),
    "event": ("kind", "label"),
    "note": ("kind", "text"),
    "source": ("kind", "title"),
    "participation": ("holds",),
    "tie": ("holds",),
}
"""What the public must see of a record to see the record."""


@dataclass(frozen=True, slots=True)
class Present:
    """One record with all its claims of one revision, whoever may see them."""

    id: str
    type: str
    key: Key
    claims: tuple[Claim, ...]


def own_visibility(record: Present, kinds: Kinds) -> Visibility:
    """What is said of the record's visibility, else its kind's default (persons: internal)."""
    said = [claim for claim in record.claims if claim.property == "visibility" and claim.rank is not Rank.DEPRECATED]
    top = [claim for claim in said if claim.rank is Rank.PREFERRED] or said
    words = {claim.value.text for claim in top if isinstance(claim.value, Text)}
    if words:
        return Visibility.INTERNAL if "internal" in words else Visibility.PUBLIC
    return Visibility.INTERNAL if _is_private_kind(record, kinds) else Visibility.PUBLIC


def _is_private_kind(record: Present, kinds: Kinds) -> bool:
    if record.type != "stakeholder":
        return False
    codes = {claim.value.code for claim in record.claims if claim.property == "kind" and isinstance(claim.value, Term)}
    return any(kinds.stakeholder_kind(code).default_visibility == "internal" for code in codes)


def is_shown(type_name: str, claims: Iterable[Claim]) -> bool:
    """Whether these claims suffice for the record to be seen at all."""
    said = {
        claim.property for claim in claims if claim.state is ValueState.STATED and claim.rank is not Rank.DEPRECATED
    }
    return all(name in said for name in NEEDS[type_name])


def seen(present: Sequence[Present], kinds: Kinds, audience: Audience) -> dict[str, tuple[Claim, ...]]:
    """Of each record that the audience sees, the claims that it sees."""
    if audience is Audience.INTERNAL:
        return {record.id: record.claims for record in present if record.claims}
    closed = {record.id for record in present if own_visibility(record, kinds) is Visibility.INTERNAL}
    sources = _public_sources(present, closed)
    public = {record.id: tuple(_public(record.claims, sources)) for record in present if record.id not in closed}
    shown = {record.id for record in present if record.id in public and is_shown(record.type, public[record.id])}
    shown = _with_all_ends(present, shown)
    return {name: _as_told(public[name], shown) for name in public if name in shown}


def _public_sources(present: Sequence[Present], closed: set[str]) -> set[str]:
    """Sources that are public, and of which public sources say kind and title; what falls takes others with it."""
    sources = {record.id: record for record in present if record.type == "source" and record.id not in closed}
    while True:
        told = {name for name, source in sources.items() if is_shown("source", _public(source.claims, sources))}
        if len(told) == len(sources):
            return told
        sources = {name: source for name, source in sources.items() if name in told}


def _public(claims: Iterable[Claim], sources: Container[str]) -> Iterator[Claim]:
    return (claim for claim in claims if _is_public(claim, sources))


def _is_public(claim: Claim, sources: Container[str]) -> bool:
    return claim.visibility is Visibility.PUBLIC and claim.source in sources


def _with_all_ends(present: Sequence[Present], shown: set[str]) -> set[str]:
    torn = {
        record.id
        for record in present
        if record.key is not None and any(end not in shown for end in key_ends(record.key))
    }
    return shown - torn


def _as_told(claims: tuple[Claim, ...], shown: Container[str]) -> tuple[Claim, ...]:
    return tuple(
        told(claim, shown) for claim in claims if not isinstance(claim.value, Ref) or claim.value.record in shown
    )


def told(claim: Claim, shown: Container[str]) -> Claim:
    """The claim as the public reads it: without a feed that it does not see, and without the name of an editor."""
    feed, author = claim.feed if claim.feed in shown else "", public_author(claim.author)
    return claim if (feed, author) == (claim.feed, claim.author) else replace(claim, feed=feed, author=author)


def public_author(author: str) -> str:
    """The loader's name, or "editor" for any person; loaders write themselves as "loader NAME VERSION"."""
    return author.removeprefix("loader ") if author.startswith("loader ") else ("editor" if author else "")


def youth(seen_claims: Mapping[str, tuple[Claim, ...]]) -> dict[str, int]:
    """How young each source is: the last day of its published date; the youngest where sources disagree."""
    found: dict[str, int] = {}
    for record, claims in seen_claims.items():
        for claim in claims:
            if claim.property == "published" and claim.value is not None and claim.rank is not Rank.DEPRECATED:
                found[record] = max(found.get(record, 0), getattr(claim.value, "last", 0))
    return found
