# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What persons judged over pairs of records, kept as claims: a judgement has an author, a revision, and can be undone.

"Same" merges: the record that is younger is read as the older one, and keeps its id and its claims. Any other judgement
of the pair takes the earlier one back, and a merge with it. A judgement is told of the merged record, or of the smaller
id; the passage keeps the other id as it was written, since what a claim points to is read as its survivor.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import BadInput, Gone, UnknownId
from graph.identity.judgement import Judgement, Pair
from graph.ids import type_of
from graph.model import Claim, Passage, Ref, Term, Text, Visibility
from graph.selection import ClaimFilter, CodeFilter, Cut, IdFilter, Selection, SourceFilter
from graph.stores.protocol import Change, NewRecord, View

PROPERTIES: Mapping[Judgement, str] = {
    Judgement.SAME: "same_as",
    Judgement.DIFFERENT: "different_from",
    Judgement.UNSURE: "maybe_same_as",
}
"""Under which property each judgement is kept."""
_MEANT = {name: judgement for judgement, name in PROPERTIES.items()}
_MOST_WORDS = 15
_EDITING, _ORIGIN = "+editing", "editing"
"""The source that all edits cite: its handle, and the key under which stores know it again."""
_TITLES = (Text("Bearbeitung", "de"), Text("Editing", "en"), Text("Редагування", "uk"))


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


def judgement_change(
    view: View, left: str, right: str, judgement: Judgement, *, author: str, reason: str = ""
) -> Change:
    """The change that keeps a judgement, in the place of an earlier one of the same pair.

    Args:
        view: what staff see now.
        left, right: the ids, in any order; also of records that are merged.
        reason: in the editor's words; the first 15 are kept with the judgement, all in the revision's message.

    Raises:
        UnknownId: one of them was never given.
        BadInput: they are not of one type, or one record for another cause than a judgement.
    """
    pair = _checked(left, right)
    is_one = len({view.resolve(left), view.resolve(right)}) == 1
    earlier = [told for told in _told(view) if told.pair == pair]
    joined = [told.claim.record for told in earlier if told.judgement is Judgement.SAME]
    if is_one and not joined:
        raise BadInput(f"{left} and {right} are one record already.", "Judge the two that were judged to be the same.")
    if [told.judgement for told in earlier] == [judgement]:
        return Change(author, _message(pair, judgement, reason))
    record, other = _told_of(view, pair, judgement)
    merge = ((record, other),) if judgement is Judgement.SAME and not is_one else ()
    return Change(
        author,
        _message(pair, judgement, reason),
        tuple(_entries(view, (record, other), judgement, author=author, reason=reason)),
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


def _entries(
    view: View, pair: tuple[str, str], judgement: Judgement, *, author: str, reason: str
) -> Iterator[NewRecord | Claim]:
    source = next(iter(_editing(view)), _EDITING)
    locator = f"revision {view.revision.number + 1}"
    if source == _EDITING:
        yield NewRecord(_EDITING, "source", _TITLES[0].text, origin=_ORIGIN)
        yield Claim(_EDITING, "kind", Term("editing"), _EDITING, (Passage(locator),), author=author)
        for title in _TITLES:
            yield Claim(_EDITING, "title", title, _EDITING, (Passage(locator),), author=author)
    record, other = pair
    quote = " ".join(reason.split()[:_MOST_WORDS])
    passages = (Passage(locator, quote, other),)
    internal = Visibility.INTERNAL
    yield Claim(record, PROPERTIES[judgement], Ref(other), source, passages, visibility=internal, author=author)
