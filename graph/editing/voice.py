# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""In whose name an editor speaks: every edit is brought by the one source of kind `editing`.

It is the source too, unless the editor names another one. The locator of an edit is the revision that it makes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.editing.saying import THE_EDITOR, Evidence, Given
from graph.model import Claim, Passage, Rank, Term, Text, Value, Visibility
from graph.stores.protocol import NewRecord, Store, View

ORIGIN = "editing"
"""The key under which stores know the source of edits again."""
HANDLE = "+editing"
TITLES = (Text("Bearbeitung", "de"), Text("Editing", "en"), Text("Редагування", "uk"))


class Overtaken(Exception):
    """Somebody else has written since the change was planned."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One editor, for one edit."""

    store: Store
    author: str
    editing: str
    """The id of the source of edits; "" before the first one."""
    is_told: bool
    """Whether that source is there: who reverts the first edit takes it away."""
    planned_at: int
    """The revision that the editor's words are compared with."""
    evidence: Evidence = THE_EDITOR
    owner: str = ""
    """The id of the token that the editor has; "" where there is none."""

    @property
    def person(self) -> str:
        """Who this is, for comparing: two tokens may have one name."""
        return f"token {self.owner}" if self.owner else f"author {self.author}"

    @property
    def source(self) -> str:
        """The source of edits, or its handle."""
        return self.editing or HANDLE

    @property
    def cites(self) -> bool:
        """Whether the editor names who says so."""
        return bool(self.evidence.source)

    def is_own(self, claim: Claim) -> bool:
        """Whether an editor brought the claim."""
        return bool(self.editing) and (claim.feed or claim.source) == self.editing

    def claim(self, record: str, name: str, given: Given, visibility: Visibility, rank: Rank) -> Claim:
        """What is given, as a claim; the editor's own words get their locator when they are written."""
        told = self.evidence
        return Claim(
            record=record,
            property=name,
            value=given.value,
            state=given.state,
            source=told.source or self.source,
            feed=self.source if told.source else "",
            passages=(Passage(told.locator, told.quote),) if told.source else (),
            valid_from=given.valid[0],
            valid_to=given.valid[1],
            certainty=told.certainty,
            rank=rank,
            visibility=visibility,
            author=self.author,
        )

    def entries(self, said: Iterable[NewRecord | Claim], *, alone: bool = False) -> "Entries":
        """These entries as the editor's; the source of edits comes with the first ones.

        Args:
            said: records and claims.
            alone: they are right only if nothing else has been written since they were planned.
        """
        listed = tuple(said)
        opened = (*self._opening(), *listed) if listed else ()
        return Entries(self.store, opened, self.planned_at if alone or not self.is_told else None)

    def _opening(self) -> Iterator[NewRecord | Claim]:
        if self.is_told:
            return
        if not self.editing:
            yield NewRecord(HANDLE, "source", TITLES[0].text, origin=ORIGIN, is_apart=True)
        said: tuple[tuple[str, Value], ...] = (("kind", Term("editing")), *(("title", title) for title in TITLES))
        for name, value in said:
            yield Claim(self.source, name, value, self.source, (), feed=self.source, author=self.author)


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of an edit. Only when a store reads them is it known which revision they make."""

    store: Store
    said: tuple[NewRecord | Claim, ...]
    planned_at: int | None = None
    """The revision on which the edit relies as a whole; None: on no more than the records that it touches."""

    def __len__(self) -> int:
        return len(self.said)

    def __iter__(self) -> Iterator[NewRecord | Claim]:
        number = self.store.latest() + 1
        if self.planned_at is not None and number != self.planned_at + 1:
            raise Overtaken
        passages = (Passage(f"revision {number}"),)
        for entry in self.said:
            yield replace(entry, passages=passages) if isinstance(entry, Claim) and not entry.passages else entry


def voice_of(store: Store, view: View, author: str, evidence: Evidence = THE_EDITOR, *, owner: str = "") -> Voice:
    """An editor who looks at a view of the whole store; `owner`: the id of the editor's token."""
    (editing,) = store.origins("", [ORIGIN])
    found = view.records([editing])[0] if editing else None
    is_told = found is not None and bool(found.texts("title"))
    return Voice(store, author, editing, is_told, view.revision.number, evidence, owner)
