# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stakeholders of the store that a load might mean: those with an equal name or identifier, read at one go.

A few are asked for one by one; for many, all names of the store are read once. An empty store is not asked at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.identity.kindred import Kindred
from graph.identity.profile import Profile, profile_of
from graph.model import Identifier
from graph.stores.protocol import View
from graph.text import fold

TYPE = "stakeholder"
FEW = 200
"""Names or identifiers up to which each is looked up by itself."""
AT_ONCE = 2000
"""Records read in one round trip."""


class Namesakes:
    """Answers who of the store has a name or an identifier."""

    def __init__(self, view: View, names: Iterable[str], identifiers: Iterable[Identifier]) -> None:
        is_empty = not view.revision.number
        self._named = {} if is_empty else _named(view, {fold(name) for name in names} - {""})
        self._owners = {} if is_empty else _owners(view, set(identifiers))
        found = {*_all(self._named.values()), *_all(self._owners.values())}
        self._profiles = dict(_profiles(view, sorted(found), Kindred(view.kinds)))

    def owners(self, identifier: Identifier) -> list[Profile]:
        """The records with an identifier."""
        return [self._profiles[record] for record in self._owners.get(identifier, ())]

    def called(self, names: Iterable[str]) -> list[Profile]:
        """The records one of whose names folds as one of these does; the rules look closer."""
        if not self._named:
            return []
        found = dict.fromkeys(record for name in names for record in self._named.get(fold(name), ()))
        return [self._profiles[record] for record in found]


def _all(groups: Iterable[Sequence[str]]) -> Iterator[str]:
    return (record for group in groups for record in group)


def _named(view: View, folded: set[str]) -> Mapping[str, Sequence[str]]:
    if len(folded) <= FEW:
        return {name: found for name in sorted(folded) if (found := view.named(TYPE, name))}
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for row in view.names():
        if row.folded in folded and row.type == TYPE:
            named[row.folded][row.record] = None
    return {name: sorted(records) for name, records in named.items()}


def _owners(view: View, wanted: set[Identifier]) -> dict[Identifier, Sequence[str]]:
    if len(wanted) > FEW:
        values = {row.text for row in view.names() if row.kind == "identifier"}
        wanted = {identifier for identifier in wanted if identifier.value in values}
    ordered = sorted(wanted, key=lambda one: (one.scheme, one.value))
    owned = ((one, view.identified(TYPE, one.scheme, one.value)) for one in ordered)
    return {identifier: records for identifier, records in owned if records}


def _profiles(view: View, records: Sequence[str], kindred: Kindred) -> Iterator[tuple[str, Profile]]:
    for start in range(0, len(records), AT_ONCE):
        part = records[start : start + AT_ONCE]
        for name, record in zip(part, view.records(part), strict=True):
            yield name, profile_of(record, kindred) if record else Profile(name)
