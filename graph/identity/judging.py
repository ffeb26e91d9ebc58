# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What persons judged over pairs of records, kept as claims: a judgement has an author, a revision, and can be undone.

"Same" merges: the record that is younger is read as the older one, and keeps its id and its claims. Any other judgement
of the pair takes the earlier one back, and a merge with it. A judgement is told of the merged record, or of the smaller
id; the passage keeps the other id as it was written, since what a claim points to is read as its survivor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.editing.desk import Desk
from graph.editing.saying import Plan, complaint_of
from graph.editing.voice import Voice
from graph.errors import BadInput, Gone, UnknownId
from graph.identity.judgement import Judgement, Pair
from graph.ids import type_of
from graph.model import MAX_QUOTE_WORDS, Claim, Passage, Ref, Visibility
from graph.selection import ClaimFilter, CodeFilter, Cut, IdFilter, Selection, SourceFilter
from graph.stores.protocol import Change, View

PROPERTIES: Mapping[Judgement, str] = {
    Judgement.SAME: "same_as",
    Judgement.DIFFERENT: "different_from",
    Judgement.UNSURE: "maybe_same_as",
}
"""Under which property each judgement is kept."""
_MEANT = {name: judgement for judgement, name in PROPERTIES.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """One judgement as it is kept."""

    claim: Claim
    judgement: Judgement
    pair: Pair


def judged(view: View) -> Mapping[Pair, Judgement]:
    """What was judged, by the ids of the two records; of records merged since also by the ids that they have now.

    Cost: O(claims that cite the editing source).
    """
    found: dict[Pair, Judgement] = {}
    for told in _told(view):
        found[told.pair] = told.judgement
        now = _now(view, told.pair)
        if len(now) > 1 and told.judgement is not Judgement.SAME:
            found.setdefault(now, told.judgement)
    return found


def judge(desk: Desk, left: str, right: str, *, judgement: Judgement, reason: str = "") -> Plan:
    """The plan that keeps a judgement, in the place of an earlier one of the same pair.

    It is about the record that both are read as, or the left one. It complains where they are not of one type, or one
    record for another cause than a judgement.

    Args:
        desk: where an editor sees what staff see now.
        left, right: the ids, in any order; also of records that are merged.
        judgement: what was found.
        reason: in the editor's words; the first 15 are kept with the judgement, all in the revision's message.

    Raises:
        UnknownId: one of them was never given.
    """
    try:
        change = _change(desk, _checked(left, right), judgement, reason)
    except BadInput as error:
        return Plan("", None, (complaint_of(error, "right"),))
    return Plan(desk.view.resolve(change.merge[0][1]) if change.merge else left, change)


def _change(desk: Desk, pair: Pair, judgement: Judgement, reason: str) -> Change:
    view, author, message = desk.view, desk.voice.author, _message(pair, judgement, reason)
    is_one = len(set(map(view.resolve, pair))) == 1
    earlier = [told for told in _told(view) if told.pair == pair]
    joined = [told.claim.record for told in earlier if told.judgement is Judgement.SAME]
    if is_one and not joined:
        raise BadInput(
            f"{' and '.join(sorted(pair))} are one record already.", "Judge the two that were judged to be the same."
        )
    if [told.judgement for told in earlier] == [judgement]:
        return Change(author, message)
    record, other = _told_of(view, pair, judgement)
    merge = ((record, other),) if judgement is Judgement.SAME and not is_one else ()
    return Change(
        author,
        message,
        desk.voice.entries([_claim(desk.voice, (record, other), judgement, reason)]),
        leave=tuple(told.claim.id for told in earlier),
        merge=merge,
        unmerge=() if judgement is Judgement.SAME else tuple(joined),
    )


def _checked(left: str, right: str) -> Pair:
    if left == right:
        raise BadInput(f"{left} is the same as itself.", "Name two records.")
    if type_of(left) != type_of(right):
        raise BadInput(f"{left} and {right} are not of one type.", "Judge two records of one type.")
    return frozenset((left, right))


def _message(pair: Pair, judgement: Judgement, reason: str) -> str:
    left, right = sorted(pair)
    return f"judged {judgement.lower()}: {left}, {right}{f': {reason}' if reason else ''}"


def _now(view: View, pair: Pair) -> Pair:
    """The ids that the records have now; none where one is gone."""
    try:
        return frozenset(map(view.resolve, pair))
    except (UnknownId, Gone):
        return frozenset()


# ------------------------------------------------------------------ as claims


def _told(view: View) -> Iterator[_Told]:
    """Every judgement that stands."""
    sources = _editing(view)
    if not sources:
        return
    wanted = ClaimFilter(source=IdFilter(in_=sources), property=CodeFilter(in_=tuple(_MEANT)))
    for claim in view.claims(wanted, Cut())[0]:
        pair = frozenset((claim.record, *(passage.original for passage in claim.passages)))
        if len(pair) > 1:
            yield _Told(claim, _MEANT[claim.property], pair)


def _editing(view: View) -> tuple[str, ...]:
    """The sources that edits cite."""
    wanted = SourceFilter(kind=CodeFilter(eq="editing"))
    return tuple(sorted(item.id for item in view.page(Selection("source", wanted), Cut()).items))


def _told_of(view: View, pair: Pair, judgement: Judgement) -> tuple[str, str]:
    """The record that the judgement is told of, and the other: the one that is merged, else the smaller id."""
    first = _younger_first(view, pair)[0] if judgement is Judgement.SAME else min(pair)
    (other,) = pair - {first}
    return first, other


def _younger_first(view: View, pair: Pair) -> list[str]:
    """The record that came later, then the other."""
    names = sorted(pair)
    claims = view.claims_of([view.resolve(name) for name in names], former=True)
    born = {name: min((claim.entered for claim in said), default=0) for name, said in zip(names, claims, strict=True)}
    return sorted(names, key=lambda name: (born[name], name), reverse=True)


def _claim(voice: Voice, pair: tuple[str, str], judgement: Judgement, reason: str) -> Claim:
    record, other = pair
    quote = " ".join(reason.split()[:MAX_QUOTE_WORDS])
    passages = (Passage(f"revision {voice.planned_at + 1}", quote, other),)
    internal, author = Visibility.INTERNAL, voice.author
    return Claim(record, PROPERTIES[judgement], Ref(other), voice.source, passages, visibility=internal, author=author)
