# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is read as whom after a change: records merged, and merged records that stand for themselves again.

Participations and ties whose keys become equal by a merge are one: that which the key names, else the first by id.
"""

from collections.abc import Callable, Collection

from graph.errors import BadInput
from graph.model import ParticipationKey, TieKey
from graph.stores.entering import keyed_id, moved_key
from graph.stores.shelf import Shelf


class Merging:
    """The merges that a change makes and undoes."""

    def __init__(self, shelf: Shelf, known: Callable[[str], str], made: Collection[str]) -> None:
        """`known` tells the type of a record or refuses; `made` are the records that the change makes."""
        self.pairs: list[tuple[str, str]] = []
        """Record and survivor, neither merged before."""
        self.freed: dict[str, str] = {}
        """Records that stand for themselves again, and what they were read as."""
        self._shelf, self._known, self._made = shelf, known, made

    def __bool__(self) -> bool:
        return bool(self.pairs or self.freed)

    @property
    def touched(self) -> set[str]:
        """All records that are read otherwise."""
        return {name for pair in (*self.pairs, *self.freed.items()) for name in pair}

    def free(self, name: str) -> None:
        """Sets a merged record apart.

        Raises:
            BadInput: it is not merged.
        """
        self._known(name)
        found = self._shelf.merged_with(name)
        if not found:
            raise BadInput(f"{name} is not merged into another record.", "Only what was merged can be set apart.")
        self.freed |= {one: self._shelf.survivor(one) for one in found}

    def merge(self, merged: str, survivor: str) -> None:
        """Reads a record as another one.

        Raises:
            BadInput: they are of different types.
        """
        if self._known(merged) != self._known(survivor):
            raise BadInput(f"{merged} and {survivor} are not of one type.")
        one, other = self.survivor(merged), self.survivor(survivor)
        if one != other:
            self.pairs.append((one, other))

    def survivor(self, name: str) -> str:
        """What a record is read as after the change."""
        name = name if name in self._made or name in self.freed else self._shelf.survivor(name)
        for merged, survivor in self.pairs:
            name = survivor if name == merged else name
        return name

    def merge_equal_keys(self) -> None:
        """Makes one of the participations and ties whose keys became equal."""
        survivors = {name: self.survivor(name) for name, _ in self.pairs}
        groups: dict[ParticipationKey | TieKey, set[str]] = {}
        for end in {*survivors, *survivors.values()} - set(self._made):
            for name, key in self._shelf.keyed_at(end).items():
                read = moved_key(key, survivors)
                if read:
                    groups.setdefault(read, set()).add(name)
        for key, names in groups.items():
            named = keyed_id(self._known(min(names)), key)
            kept = named if named in names else min(names)
            self.pairs += [(name, kept) for name in sorted(names - {kept})]
