# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what, by numbers: the rules of graph/stores/sight.py for one record, given what is known of others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.ids import RECORD_TYPES
from graph.kinds import Kinds
from graph.stores.sight import NEEDS
from graph.stores.sqlite.registry import SOURCE, STAKEHOLDER
from graph.stores.sqlite.rows import DEPRECATED, INTERNAL, PREFERRED, RANK_BITS, Row
from graph.stores.sqlite.words import Words

NEEDED = tuple(frozenset(NEEDS[name]) for name in RECORD_TYPES)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges what the claims of one record say of who may see it."""

    kinds: Kinds
    words: Words
    private: frozenset[str] = field(init=False)
    """Values that say of a stakeholder that it is not public unless somebody says so."""

    def __post_init__(self) -> None:
        rules = self.kinds.stakeholder_kinds()
        private = frozenset(f"c:{rule.code}" for rule in rules if rule.default_visibility == "internal")
        object.__setattr__(self, "private", private)

    def is_internal(self, type_place: int, rows: Sequence[Row]) -> bool:
        """Whether the record is internal: said of it, else by its kind's default."""
        visibility, kind = self.words.find("visibility"), self.words.find("kind")
        said = [row for row in rows if row[5] == visibility and row[6] & RANK_BITS != DEPRECATED]
        top = [row for row in said if row[6] & RANK_BITS == PREFERRED] or said
        if top:
            return any(
                (row[7] or "")[:2] == "t:" and (row[7] or "").partition(":")[2].partition(":")[2] == "internal"
                for row in top
            )
        return type_place == STAKEHOLDER and any(row[5] == kind and row[7] in self.private for row in rows)

    def suffices(self, type_place: int, rows: Sequence[Row]) -> bool:
        """Whether these claims suffice for the record to be seen at all."""
        needed = NEEDED[type_place]
        said = {self.words[row[5]] for row in rows if not row[6] & 3 and row[6] & RANK_BITS != DEPRECATED}
        return needed <= said

    def open_sources(self, rows: Mapping[int, Sequence[Row]]) -> set[int]:
        """Of all sources, with their claims, those that may be cited to the public: see `sight`."""
        sources = {number for number, said in rows.items() if said and not self.is_internal(SOURCE, said)}
        while True:
            seen = {number: self.public_rows(rows[number], sources.__contains__) for number in sources}
            told = {number for number, said in seen.items() if self.suffices(SOURCE, said)}
            if told == sources:
                return told
            sources = told

    def public_rows(self, rows: Sequence[Row], is_open: Callable[[int], bool]) -> list[Row]:
        """The public claims of public sources."""
        return [row for row in rows if not row[6] & INTERNAL and is_open(row[9])]
