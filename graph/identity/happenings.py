# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cooperations of equal kind and parties, and events of equal kind and date: perhaps one, told twice.

Parties are those whose role ties them to one another; who is a party where is read from the lists of the stakeholders.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from graph.dates import PartialDate
from graph.identity.reasons import Because, Reason
from graph.model import Record, Ref
from graph.selection import CodeFilter, CooperationFilter, Cut, Related, Selection
from graph.stores.protocol import View

Found = tuple[str, str, float, Reason]
AT_ONCE = 2000
MOST = 20
"""Records of one kind with the same parties or date up to which each pair is proposed."""
_PARTIES, _DATE, _DATE_AND_GUESTS = 0.7, 0.5, 0.8


def cooperations(view: View) -> Iterator[Found]:
    """Pairs of cooperations of one kind, or one family of kinds, between the same parties (two at least).

    Cost: O(cooperations and their parties).
    """
    parties: dict[str, set[str]] = defaultdict(set)
    selection = Selection("cooperation", roles=tuple(rule.code for rule in view.kinds.roles() if rule.ties_parties))
    for names in _batches(view, "stakeholder"):
        for name, page in zip(names, view.related(Related.COOPERATIONS, names, selection, Cut()), strict=True):
            for item in page.items:
                parties[item.id].add(name)
    groups: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for family, found in _families(view).items():
        for name in found:
            if len(parties.get(name, ())) > 1:
                groups[family, frozenset(parties[name])].append(name)
    reason = Reason(Because.SAME_KIND_AND_PARTIES)
    yield from ((*pair, _PARTIES, reason) for group in groups.values() for pair in _pairs(group))


def events(view: View) -> Iterator[Found]:
    """Pairs of events of one kind that begin on the same date; likelier where somebody took part in both."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for names in _batches(view, "event"):
        for record in view.records(names):
            starts = record.one("starts") if record else None
            if record and starts and isinstance(starts.value, PartialDate) and len(starts.value.text) > 4:
                groups[record.code("kind"), starts.value.text].append(record)
    for (_, date), group in sorted(groups.items()):
        guests = {record.id: frozenset(map(_target, record.refs("participant"))) for record in group}
        for left, right in _pairs(list(guests)):
            score = _DATE_AND_GUESTS if guests[left] & guests[right] else _DATE
            yield left, right, score, Reason(Because.SAME_KIND_AND_DATE, (date,))


def _target(ref: Ref) -> str:
    return ref.record


def _batches(view: View, type_name: str) -> Iterator[Sequence[str]]:
    ids = sorted(item.id for item in view.page(Selection(type_name), Cut()).items)
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _families(view: View) -> Mapping[str, list[str]]:
    """The cooperations of each family of kinds."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, _ in view.facet(Selection("cooperation"), "kind"):
        wanted = CooperationFilter(kind=CodeFilter(eq=code))
        page = view.page(Selection("cooperation", wanted), Cut())
        found[view.kinds.cooperation_family(code)] += [item.id for item in page.items]
    return found


def _pairs(group: Sequence[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(group), 2) if len(group) <= MOST else iter(())
