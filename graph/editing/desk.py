# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""An editor at work: what is there to see, who speaks, and how a record is given what is said of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.editing.checking import complaints, is_writable
from graph.editing.replacing import Replacing, Step, is_same
from graph.editing.saying import Complaint, Given, Plan, Saying, refused, wrong
from graph.editing.voice import Voice
from graph.kinds import Kinds
from graph.model import MAX_QUOTE_WORDS, Claim, ParticipationKey, Record, Ref, Term, Text, TieKey, Visibility, key_ends
from graph.selection import Cut, Related, Selection
from graph.stores.entering import claim_key, keyed_id
from graph.stores.protocol import Change, NewRecord, View

LONGEST_PASSAGE = 1_000
"""Characters of a locator or a quote."""
_MEANS = {"note": ("about",), "event": ("participant", "cooperation")}
"""Whom or what the records of a type are about."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A view of the whole store, and the voice in which edits are written."""

    view: View
    voice: Voice
    _hanging: dict[str, list[Record]] = field(default_factory=dict, repr=False)

    @property
    def kinds(self) -> Kinds:
        """The vocabulary."""
        return self.view.kinds

    def record(self, name: str) -> Record | None:
        """A record as it is; None for one that is only being made."""
        return None if not name or name.startswith("+") else self.view.records([name])[0]

    def hanging(self, key: ParticipationKey | TieKey) -> list[Record]:
        """All participations of the cooperation, or all ties at the subject, that a key names."""
        is_participation = isinstance(key, ParticipationKey)
        owner = key.cooperation if isinstance(key, ParticipationKey) else key.subject
        if owner not in self._hanging:
            what, name = (Related.PARTICIPATIONS, "participation") if is_participation else (Related.TIES, "tie")
            (page,) = self.view.related(what, [owner], Selection(name), Cut())
            found = self.view.records([item.id for item in page.items])
            self._hanging[owner] = [record for record in found if record]
        return self._hanging[owner]

    # -------------------------------------------------------------- what is wrong

    def complaints(self, type_name: str, sayings: Iterable[Saying]) -> Iterator[Complaint]:
        """Everything that is wrong with what is given, and with the evidence for it."""
        for saying in sayings:
            yield from complaints(type_name, saying, self.kinds)
        if len(self.voice.evidence.quote.split()) > MAX_QUOTE_WORDS:
            message = f"A quote has at most {MAX_QUOTE_WORDS} words."
            yield wrong("LONG_QUOTE", message, "evidence.quote", "Shorten it, or leave it out.")
        told = self.voice.evidence
        for text, place in ((told.locator, "evidence.locator"), (told.quote, "evidence.quote")):
            if not is_writable(text) or len(text) > LONGEST_PASSAGE:
                message = f"A passage is a text of at most {LONGEST_PASSAGE} characters, without control characters."
                yield wrong("BAD_USER_INPUT", message, place, "Shorten it, or leave them out.")

    # -------------------------------------------------------------- what is said

    def step(self, type_name: str, about: str, sayings: Sequence[Saying], joins: Sequence[str] = ()) -> Step:
        """What has to change so that a record says this; `joins`: the records that it joins."""
        record = self.record(about)
        closed = self.is_closed(type_name, record, sayings) or any(self._is_closed_end(name) for name in joins)
        found = Step()
        for saying in sayings:
            rule = self.kinds.property(type_name, saying.property.partition(":")[0])
            visibility = self.visibility(rule.default_visibility, closed or self._names_closed(saying))
            found = found.plus(Replacing(self.voice, rule, about, record, visibility).step(saying))
        return found

    def visibility(self, of_property: str, closed: bool) -> Visibility:
        """Who sees what is said now: as the evidence has it, else as the vocabulary does."""
        given = self.voice.evidence.visibility
        by_default = Visibility.INTERNAL if closed or of_property == "internal" else Visibility.PUBLIC
        return given or by_default

    def is_closed(self, type_name: str, record: Record | None, sayings: Iterable[Saying]) -> bool:
        """Whether the record is, or is about to be, for staff only."""
        for saying in sayings:
            texts = [given.value.text for given in saying.given if isinstance(given.value, Text)]
            if saying.property == "visibility" and texts:
                return texts[0] == "internal"
        if record is not None:
            return record.visibility is Visibility.INTERNAL
        return self.is_private(type_name, sayings)

    def is_private(self, type_name: str, sayings: Iterable[Saying]) -> bool:
        """Whether this is said of a person, or of whatever else is for staff only by its kind."""
        kinds = (given.value for saying in sayings if saying.property == "kind" for given in saying.given)
        codes = [kind.code for kind in kinds if isinstance(kind, Term)]
        return type_name == "stakeholder" and any(
            self.kinds.stakeholder_kind(code).default_visibility == "internal" for code in codes
        )

    def closing(self, type_name: str, sayings: Sequence[Saying]) -> tuple[Saying, ...]:
        """What is said of a new record; one that is about nothing but what is for staff only, is for staff only too."""
        is_decided = self.voice.evidence.visibility is Visibility.PUBLIC
        is_decided |= any(saying.property == "visibility" for saying in sayings)
        about = [saying for saying in sayings if saying.property in _MEANS.get(type_name, ())]
        values = [given.value for saying in about for given in saying.given]
        meant = [value.record for value in values if isinstance(value, Ref)]
        if is_decided or not meant or not all(map(self._is_closed_end, meant)):
            return tuple(sayings)
        return (*sayings, Saying("visibility", (Given(Text("internal")),)))

    def has_closed(self, names: Iterable[str]) -> bool:
        """Whether one of these records is for staff only."""
        return any(self._is_closed_end(name) for name in names)

    def kind_of(self, name: str) -> str:
        """The kind of a record that is there; "" where none is said."""
        record = self.record(name)
        return record.code("kind") if record else ""

    def is_said(self, record: Record, claim: Claim) -> bool:
        """Whether an editor has said just this, in just this way."""
        own = (old for old in record.claims if self.voice.is_own(old) and old.property == claim.property)
        return any(is_same(old, claim) for old in own)

    def _is_closed_end(self, name: str) -> bool:
        record = self.record(name)
        return record is not None and record.visibility is Visibility.INTERNAL

    def _names_closed(self, saying: Saying) -> bool:
        values = [given.value for given in saying.given]
        return any(self._is_closed_end(value.record) for value in values if isinstance(value, Ref))

    # -------------------------------------------------------------- the plan

    def plan(
        self, message: str, about: str, *, made: Sequence[NewRecord], step: Step, told: Sequence[Complaint]
    ) -> Plan:
        """The plan that makes these records and takes this step; none if a complaint forbids it."""
        if refused(told) or (step.is_empty and not made):
            return Plan(about, None, tuple(told))
        alone = any(new.key is None for new in made) or any(claim.property == "identifier" for claim in step.enter)
        entries = self.voice.entries((*made, *step.enter), alone=alone)
        known = {new.handle: keyed_id(new.type, new.key) for new in made if new.key is not None and _is_whole(new.key)}
        named = (replace(claim, record=known.get(claim.record, claim.record)) for claim in step.enter)
        again = tuple(sorted({claim_key(claim) for claim in named if _is_known(claim)}))
        change = Change(self.voice.author, message, entries, leave=step.leave, retract=step.retract, release=again)
        return Plan(about, change, tuple(told))


def _is_whole(key: ParticipationKey | TieKey) -> bool:
    return not any(end.startswith("+") for end in key_ends(key))


def _is_known(claim: Claim) -> bool:
    """Whether all that it names is there already, so that it may have been held back: an editor may say it again."""
    target = claim.value.record if isinstance(claim.value, Ref) else ""
    return not any(name.startswith("+") for name in (claim.record, claim.source, claim.feed, target))
