# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the cells of a row join: records that it names, participations, ties, and the sources that it cites.

A record is named by its key or by one of its names. Which ones the file has is known from a first look at it; a name
that it does not have may still be another file's of the same load, and is left to be found there.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from types import MappingProxyType

from graph.kinds import Kinds, Property
from graph.model import ParticipationKey, Ref, Term, Text, TieKey, ValueState
from loaders.doubts import NAMES
from loaders.gathered import KEYED
from loaders.loader import record_name
from loaders.mapping.meaning import Choice, ParticipationMapping, TableMapping, TieMapping
from loaders.quick import participation_key
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cells import MOST_REMEMBERED, REMEMBERED, ROLE, Cells, Saying, clean
from loaders.tables.fields import Field, Fields
from loaders.tables.keys import Names, key_of
from loaders.tables.row import ITSELF, Cited, Draft
from loaders.tables.table import Row

Ends = tuple[str, ...]
"""Keys of records, or codes."""
NO_OWN: Mapping[str, str] = MappingProxyType({})
NO_SIDE: Ends = ("",)

_SEPARATOR = re.compile(r"\s*(?:;|\n)\s*")
Relation = tuple[str, ParticipationKey | TieKey]
MOST_KNOWN = 500_000
"""How many words are remembered with the records that they mean."""
HOLDS = (None, ValueState.STATED)


class Links:
    """Reads what the rows of one table join."""

    def __init__(self, kinds: Kinds, cells: Cells, names: Names, *, fields: Fields, mapping: TableMapping) -> None:
        self._kinds, self._cells, self._names = kinds, cells, names
        self._makes, self._mapping = fields, mapping
        self._fields: dict[int, tuple[Field, ...]] = {}
        self._known_ends: dict[str, dict[str, Ends]] = defaultdict(dict)
        self._known_codes: dict[tuple[str, str], Ends] = {}
        self._usual_columns: dict[int, tuple[int, ...]] = {}
        self._remembered: dict[tuple[int, str], list[Saying]] = {}

    # -------------------------------------------------------------- sources and references

    def cited(self, draft: Draft) -> tuple[Cited, ...]:
        """Who says what stands in the row."""
        if not self._mapping.source:
            return ITSELF
        text, column = draft.text(self._mapping.source)
        sources = [part for part in _SEPARATOR.split(text.strip()) if part]
        if not sources:
            return ITSELF
        keys = [draft.caught(column, self._known, "source", part) for part in sources]
        places = _SEPARATOR.split(draft.text(self._mapping.locator)[0].strip()) if self._mapping.locator else []
        if len(keys) == 1:
            return (Cited(keys[0] or "", tuple(clean(place) for place in places if place)),)
        if len(places) > len(keys):
            problem = WrongCell(
                "BAD_CITATION", f"There are {len(keys)} sources and {len(places)} places.", "One for each."
            )
            draft.wrong(draft.text(self._mapping.locator)[1], problem)
        padded = [*places, *[""] * len(keys)][: len(keys)]
        return tuple(
            Cited(key or "", (clean(place),) if place else ()) for key, place in zip(keys, padded, strict=True)
        )

    def reference(self, ref: Ref, rule: Property) -> Ref:
        """The reference with the key of the record that is meant.

        Raises:
            WrongCell: none is meant, or several.
        """
        types = [name for name in KEYED if not rule.refers_to or name in rule.refers_to]
        found = [(name, key) for name in types for key in self._names.found(name, ref.record)]
        if len(found) > 1:
            raise _ambiguous(ref.record, [key for _, key in found])
        if found:
            name, key = found[0]
            return Ref(key if len(types) == 1 else record_name(name, key), ref.role)
        if rule.carries == "role":
            self._look_at_role(types, ref.record)
        return Ref(self._known(types[0], ref.record) if len(types) == 1 else key_of(ref.record), ref.role)

    def _look_at_role(self, types: Sequence[str], text: str) -> None:
        """Refuses a role in parentheses that is none, where what stands before it is a record, or a role is near."""
        said = ROLE.fullmatch(text)
        if said is None:
            return
        is_known = any(self._names.found(name, said["who"]) for name in types)
        if is_known or self._cells.words.nearest("roles", said["role"]):
            self._cells.words.code("roles", said["role"])

    def _known(self, type_name: str, text: str) -> str:
        """The key of the record that is called so; of one that the file does not have, what it is called."""
        found = self._names.found(type_name, text)
        if len(found) > 1:
            raise _ambiguous(text, found)
        if not found and self._names.is_whole and self._names.has_type(type_name):
            near = self._names.nearest(type_name, text)
            hint = f'Did you mean "{near}"?' if near else "Add a row for it, or correct the name."
            raise WrongCell("UNKNOWN_KEY", f'No {type_name} "{text[:60]}" in this file.', hint)
        return found[0] if found else key_of(text)

    # -------------------------------------------------------------- participations and ties

    def all(self, draft: Draft, type_name: str, key: str) -> None:
        """Says which participations and ties the row makes; `type_name` and `key` are its own record's."""
        own = {type_name: key} if key else {}
        for one in self._mapping.participations:
            self._participation(draft, one, own)
        for tie in self._mapping.ties:
            self._tie(draft, tie, own)

    def _participation(self, draft: Draft, mapping: ParticipationMapping, own: Mapping[str, str]) -> None:
        usual = self._usual(draft.row, mapping)
        if usual:
            self._relation(draft, ("participation", usual), self._usual_columns[id(mapping)][1], mapping)
            return
        wholes = self._ends(draft, "cooperation", mapping.cooperation, own=own)
        members = self._ends(draft, "stakeholder", mapping.stakeholder, own=own)
        if not wholes or not members:
            ends = {"cooperation": (mapping.cooperation, wholes), "stakeholder": (mapping.stakeholder, members)}
            self._missing(draft, ends, own)
            return
        roles = self._codes(draft, "roles", mapping.role)
        if not roles and not draft.problems:
            draft.wrong(
                draft.text(mapping.role.column)[1], WrongCell("MISSING_KEY", "In which role?", "Write partner.")
            )
        sides = self._ends(draft, "stakeholder", mapping.side, own=NO_OWN) or NO_SIDE
        spell = "" if mapping.spell.is_empty else key_of(mapping.spell.of(draft.text(mapping.spell.column)[0]))
        column = draft.text(mapping.stakeholder.column)[1] if mapping.stakeholder.column else -1
        for whole, member, role, side in product(wholes, members, roles, sides):
            key = ParticipationKey(whole, member, role, "" if side == member else side, spell)
            self._relation(draft, ("participation", key), column, mapping)

    def _usual(self, row: Row, mapping: ParticipationMapping) -> ParticipationKey | None:
        """The participation, where each of the row's cells names one that an earlier row named in the same words."""
        at = self._usual_columns.get(id(mapping))
        if at is None:
            at = self._usual_columns[id(mapping)] = self._columns(mapping)
        if not at:
            return None
        wholes, members = self._named("cooperation", row.cell(at[0])), self._named("stakeholder", row.cell(at[1]))
        if not wholes or not members or len(wholes) != 1 or len(members) != 1:
            return None
        roles, side = self._known_codes.get(("roles", row.cell(at[2]))), row.cell(at[3]) if at[3] >= 0 else ""
        sides = self._named("stakeholder", side) if side else NO_SIDE
        if not roles or not sides or len(roles) != 1 or len(sides) != 1:
            return None
        return participation_key((wholes[0], members[0], "" if sides == members else sides[0]), roles[0], "")

    def _named(self, type_name: str, text: str) -> Ends | None:
        """The records that a cell names by words met before, or by nothing but one key."""
        found = self._known_ends[type_name].get(text)
        if found is None and self._names.is_key(type_name, text) and ";" not in text:
            found = (text,)
            if len(self._known_ends[type_name]) < MOST_KNOWN:
                self._known_ends[type_name][text] = found
        return found

    def _columns(self, mapping: ParticipationMapping) -> tuple[int, ...]:
        """Where cooperation, stakeholder, role and side stand; nothing where they are not plain columns."""
        choices = (mapping.cooperation, mapping.stakeholder, mapping.role, mapping.side)
        if not mapping.spell.is_empty or any(one.values or one.new or one.text for one in choices):
            return ()
        found = tuple(self._makes.header.at.get(one.column, -1) for one in choices)
        return found if min(found[:3]) >= 0 else ()

    def _tie(self, draft: Draft, mapping: TieMapping, own: Mapping[str, str]) -> None:
        # Only one end can be the row's own record: the one that is not named.
        subjects = self._ends(draft, "stakeholder", mapping.subject, own=own)
        objects = self._ends(draft, "stakeholder", mapping.object, own=NO_OWN if mapping.subject.is_empty else own)
        if not subjects or not objects:
            self._missing(draft, {"subject": (mapping.subject, subjects), "object": (mapping.object, objects)}, own)
            return
        named = mapping.object if mapping.object.column else mapping.subject
        column = draft.text(named.column)[1] if named.column else -1
        for subject, target, kind in product(subjects, objects, self._codes(draft, "tie_kinds", mapping.kind)):
            self._relation(draft, ("tie", TieKey(subject, kind, target)), column, mapping)

    def _missing(self, draft: Draft, ends: Mapping[str, tuple[Choice, Ends]], own: Mapping[str, str]) -> None:
        """Notes what a row that is nothing but a relation does not name; other rows need not name it."""
        if own or draft.problems:
            return
        for name, (choice, found) in ends.items():
            if not found:
                error = WrongCell("MISSING_KEY", f"The row names no {name}.", "Fill in its key or name.")
                draft.wrong(draft.text(choice.column)[1], error)

    def _relation(
        self, draft: Draft, record: Relation, column: int, mapping: ParticipationMapping | TieMapping
    ) -> None:
        """Says that a participation or tie holds, and what the row says of it."""
        cited = self.cited(draft)
        draft.record = draft.record or record
        draft.say(record, "holds", HOLDS, column=column, cited=cited)
        for field in self.fields(record[0], mapping):
            text = draft.row.cell(field.column) if field.column >= 0 else ""
            if field.column < 0 or text:
                said = self._remembered.get((id(field), text))
                for saying in self._sayings(draft, field, text) if said is None else said:
                    draft.say(record, field.name, saying, column=field.column, cited=cited)

    def _sayings(self, draft: Draft, field: Field, text: str) -> list[Saying]:
        said = draft.caught(field.column, field.sayings, draft.row, self._cells, draft.table.decimal)
        if said and text and field.rule.value_type in REMEMBERED and len(self._remembered) < MOST_REMEMBERED:
            self._remembered[id(field), text] = said
        return said or []

    def fields(self, type_name: str, mapping: ParticipationMapping | TieMapping) -> tuple[Field, ...]:
        """What the rows say of such a participation or tie."""
        if id(mapping) not in self._fields:
            found = self._makes.of(type_name, list(mapping.columns.items()), mapping.constants)
            if self._mapping.type.text == type_name:
                found = (*found, *self._makes.others(type_name, self._mapping))
            self._fields[id(mapping)] = found
        return self._fields[id(mapping)]

    # -------------------------------------------------------------- ends and codes

    def _ends(self, draft: Draft, type_name: str, choice: Choice, *, own: Mapping[str, str]) -> Ends:
        """The records at one end: named in a column, always the same, or the row's own."""
        if choice.is_empty:
            return (own[type_name],) if type_name in own else ()
        text, column = draft.text(choice.column) if choice.column else ("", -1)
        known = self._known_ends[type_name].get(text) if text and not choice.values and not choice.new else None
        return self._all_ends(draft, type_name, choice, text=text, column=column) if known is None else known

    def _all_ends(self, draft: Draft, type_name: str, choice: Choice, *, text: str, column: int) -> Ends:
        words = [word for word in _SEPARATOR.split(choice.of(text.strip()).strip()) if word]
        found = [draft.caught(column, self._end, draft, type_name, word, choice=choice) for word in words]
        ends = tuple(key for key in dict.fromkeys(found) if key)
        if None not in found and not choice.values and not choice.new and len(self._known_ends[type_name]) < MOST_KNOWN:
            self._known_ends[type_name][text] = ends
        return ends

    def _end(self, draft: Draft, type_name: str, word: str, *, choice: Choice) -> str:
        made = self._names.make(type_name, word) if choice.new else ""
        if not made:
            return self._known(type_name, word)
        column = draft.text(choice.column)[1]
        name = Text(clean(word), self._cells.lang)
        draft.say((type_name, made), "kind", (Term(choice.new), ValueState.STATED), column=column)
        draft.say((type_name, made), NAMES[type_name], (name, ValueState.STATED), column=column)
        return made

    def make(self, draft: Draft) -> None:
        """Notes the records that no row is, but that this row names, so that others can speak of them."""
        relations = self._mapping.participations
        ends = [("cooperation", one.cooperation) for one in relations]
        ends += [("stakeholder", end) for one in relations for end in (one.stakeholder, one.side)]
        ends += [("stakeholder", end) for one in self._mapping.ties for end in (one.subject, one.object)]
        for type_name, choice in ends:
            for word in _SEPARATOR.split(choice.of(draft.text(choice.column)[0].strip())) if choice.new else ():
                if word:
                    self._names.make(type_name, word)

    def _codes(self, draft: Draft, scheme: str, choice: Choice) -> Ends:
        text, column = draft.text(choice.column) if choice.column else ("", -1)
        known = self._known_codes.get((scheme, text)) if not choice.values else None
        if known is not None and text:
            return known
        words = [word for word in _SEPARATOR.split(choice.of(text.strip())) if word]
        found = [draft.caught(column, self._cells.words.code, scheme, word) for word in words]
        codes = tuple(code for code in dict.fromkeys(found) if code)
        if None not in found and not choice.values and len(self._known_codes) < MOST_KNOWN:
            self._known_codes[scheme, text] = codes
        return codes


def _ambiguous(text: str, keys: Sequence[str]) -> WrongCell:
    few = ", ".join(list(keys)[:5])
    return WrongCell("AMBIGUOUS_KEY", f'"{text[:60]}" fits several records.', f"Write one of their keys: {few}.")
