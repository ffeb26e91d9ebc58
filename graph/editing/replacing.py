# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a saying does to what is said already: which claims enter, which of the editor's leave, which are retracted.

- What is shown already, undisputed and to whom it shall be shown, is no edit, unless the editor names a source for it.
- One value: it replaces what editors said before and is preferred; what others say stays as an alternative.
- Many values: those given are the new set. What is said beyond it is taken back, what is new is added.
- By language: as one value, within each language given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.editing.saying import Given, Saying
from graph.editing.voice import Voice
from graph.kinds import Property
from graph.model import Claim, Fact, Rank, Record, Text, ValueState, Visibility, written


@dataclass(frozen=True, slots=True)
class Step:
    """What one or more sayings come to."""

    enter: tuple[Claim, ...] = ()
    leave: tuple[str, ...] = ()
    """The editors' own claims: they may be said again."""
    retract: tuple[str, ...] = ()
    """What others say: their feeds do not bring it back."""

    def plus(self, other: "Step") -> "Step":
        """Both."""
        return Step(self.enter + other.enter, self.leave + other.leave, self.retract + other.retract)

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.enter or self.leave or self.retract)


NO_STEP = Step()


@dataclass(frozen=True, slots=True)
class Replacing:
    """One property of one record, as it is and as the editor wants it."""

    voice: Voice
    rule: Property
    about: str
    """The record, or its handle."""
    record: Record | None
    """None: it is not there yet."""
    visibility: Visibility

    def step(self, saying: Saying) -> Step:
        """What has to change so that the property says this."""
        present = self._present(saying.property)
        if self.rule.many:
            return self._set(saying, present)
        if saying.is_null:
            return self._taken(present)
        found = Step()
        for given in saying.given:
            found = found.plus(self._one(saying.property, given, self._beside(given, present)))
        return found

    def _present(self, name: str) -> tuple[Claim, ...]:
        claims = self.record.claims if self.record else ()
        return tuple(claim for claim in claims if claim.property == name and claim.left is None)

    def _taken(self, claims: Iterable[Claim]) -> Step:
        """All these claims taken back."""
        counting = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
        own = tuple(claim.id for claim in counting if self.voice.is_own(claim))
        return Step(leave=own, retract=tuple(claim.id for claim in counting if claim.id not in own))

    # -------------------------------------------------------------- one value

    def _beside(self, given: Given, present: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims that the one given stands against: those of its language, where languages stand apart."""
        if not self.rule.per_language:
            return tuple(present)
        return tuple(claim for claim in present if _language(claim) == _language(given))

    def _one(self, name: str, given: Given, present: tuple[Claim, ...]) -> Step:
        if self._is_shown(name, given):
            return Step()
        new = self.voice.claim(self.about, name, given, self.visibility, Rank.PREFERRED)
        own = [claim for claim in present if self.voice.is_own(claim)]
        same = next((claim for claim in own if is_same(claim, new)), None)
        outranked = [claim for claim in present if claim.rank is Rank.PREFERRED and claim not in own]
        lowered = [claim for claim in outranked if _said(claim) != _said(given)]
        return Step(
            (*(() if same else (new,)), *(replace(claim, rank=Rank.NORMAL) for claim in lowered)),
            tuple(claim.id for claim in own if claim is not same),
        )

    def _is_shown(self, name: str, given: Given) -> bool:
        facts = self.record.facts.get(name, ()) if self.record else ()
        return not self.voice.cites and any(self._suffices(fact, given) for fact in facts)

    def _suffices(self, fact: Fact, given: Given) -> bool:
        is_said = _said(fact) == _said(given) and not fact.is_disputed and given.valid == ("", "")
        return is_said and any(self._is_open(claim) for claim in fact.claims)

    def _is_open(self, claim: Claim) -> bool:
        """Whether those see the claim who shall see what the editor says."""
        return claim.visibility is Visibility.PUBLIC or self.visibility is Visibility.INTERNAL

    # -------------------------------------------------------------- many values

    def _set(self, saying: Saying, present: tuple[Claim, ...]) -> Step:
        wanted = {_said(given): given for given in saying.given}
        beyond = [claim for claim in present if _said(claim) not in wanted and not self._may_stay(claim, wanted)]
        kept = [claim for claim in present if _said(claim) in wanted and claim.rank is not Rank.DEPRECATED]
        rank = Rank.PREFERRED if any(claim.rank is Rank.PREFERRED for claim in kept) else Rank.NORMAL
        step = self._taken(beyond)
        for said, given in wanted.items():
            new = self.voice.claim(self.about, saying.property, given, self.visibility, rank)
            known = [claim for claim in kept if _said(claim) == said and claim.rank is rank]
            if any(is_same(claim, new) for claim in known if self.voice.is_own(claim)):
                continue
            if self.voice.cites or not any(self._is_open(claim) for claim in known):
                step = step.plus(Step((new,)))
        return step

    def _may_stay(self, claim: Claim, wanted: object) -> bool:
        """A source that does not know the values contradicts nobody who does."""
        is_silent = claim.state is ValueState.UNKNOWN and claim.rank is Rank.NORMAL
        return is_silent and bool(wanted) and not self.voice.is_own(claim)


def is_same(old: Claim, new: Claim) -> bool:
    """Whether an editor has said this before; where an editor names no source, the revision makes no difference."""
    told = (old.source, old.certainty, old.rank, old.visibility, old.valid_from, old.valid_to)
    tells = (new.source, new.certainty, new.rank, new.visibility, new.valid_from, new.valid_to)
    cited = not new.passages or old.passages == new.passages
    return _said(old) == _said(new) and told == tells and cited


def _said(what: Claim | Fact | Given) -> str:
    """What is said, as one line."""
    return written(what.value) or what.state


def _language(what: Claim | Given) -> str:
    return what.value.lang if isinstance(what.value, Text) else ""
