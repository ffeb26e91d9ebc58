# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Batching: what a request reads, read once for all siblings, so that a level costs the same at 1 and at 100.

A `Request` sees one revision from start to end. A `Scene` is one view within it: it reads records together, once each.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.errors import BadCursor, UnknownId
from graph.ids import type_of
from graph.model import NOW, At, Audience, Claim, Record, Ref, Revision, Text, pick
from graph.nearest import nearest_word
from graph.search.match import Hit
from graph.stores.protocol import Store, View
from schema.levels import Level, Member, Window
from schema.point import bare_id, point_in, point_suffix, read_cursor

if TYPE_CHECKING:
    from graph.identity.proposals import Proposal
    from schema.imports import Loading
    from schema.jobs import JobDesk
    from schema.news import News

K = TypeVar("K")


class Deadline(Protocol):
    """How long an answer may still take."""

    def check(self) -> None:
        """Raises DeadlineExceeded once the time is over or the client is gone."""
        ...


def _unheard(share: float) -> None:
    """Nobody waits to hear how far it is."""


def _proposed(view: View) -> "Sequence[Proposal]":
    """All proposals of a view, found anew."""
    from graph.identity.judging import judged
    from graph.identity.proposals import proposals

    return proposals(view, judged(view))


def _unnoted(action: str, records: tuple[str, ...], revision: int) -> None:
    """Nobody keeps an audit log."""


@dataclass(slots=True)
class Request:
    """One request: who asks, in which languages, of which store; it sees one revision from start to end."""

    store: Store
    role: str
    languages: tuple[str, ...]
    deadline: Deadline
    public_url: str
    version: str
    find: Callable[[View, str], list[Hit]]
    """Search, which keeps the words of its store."""
    about: object = None
    """What the service says of itself."""
    revision: int | None = None
    scenes: dict[tuple[At, str], "Scene"] = field(default_factory=dict)
    known: dict[int, Revision] = field(default_factory=dict)
    """The revisions that the audience sees, by number, once one was asked for."""
    author: str = "editor"
    """Who asks, as what they write names them."""
    audit: Callable[[str, tuple[str, ...], int], None] = _unnoted
    """Is told of each write: the mutation, the records, the revision."""
    load: "Loading | None" = None
    """Reads uploads; None where there are none."""
    propose: "Callable[[View], Sequence[Proposal]]" = _proposed
    """Finds records that may be the same."""
    owner: str = ""
    """The id of the token that asks; "" for the public."""
    progress: Callable[[float], None] = _unheard
    """Takes how far long work is, from 0 to 1; raises DeadlineExceeded when it is to stop."""
    jobs: "JobDesk | None" = None
    """Long work; None where there is none."""
    news: "News | None" = None
    """Tells of new revisions; None where nobody watches."""

    @property
    def audience(self) -> Audience:
        """What the role may see."""
        return Audience.PUBLIC if self.role == "PUBLIC" else Audience.INTERNAL

    def scene(self, point: At = NOW, shown_as: str | None = None) -> "Scene":
        """The scene at a point; now is the revision that the request began with.

        Args:
            shown_as: what ids bear instead of this point: of a later page, that of the first.
        """
        if self.revision is None:
            self.revision = self.store.view(self.audience).revision.number
        suffix = point_suffix(point) if shown_as is None else shown_as
        if (point, suffix) not in self.scenes:
            number = self.revision if point.revision is None else point.revision
            view = self.store.view(self.audience, replace(point, revision=number))
            self.scenes[point, suffix] = Scene(self, view, point, suffix)
        return self.scenes[point, suffix]

    def revisions(self) -> dict[int, Revision]:
        """The revisions that the audience sees, up to that of the request, by number."""
        if not self.known:
            newest = self.scene().view.revision.number
            seen = self.store.revisions(self.audience)
            self.known = {revision.number: revision for revision in seen if revision.number <= newest}
        return self.known

    def move_on(self, revision: int) -> None:
        """From now on the request sees this revision: it has just made it."""
        self.revision = revision
        self.scenes.clear()
        self.known.clear()

    def member(self, identifier: str) -> Member | None:
        """The record that an id with or without a point names; None if it is not there at that point.

        Raises:
            UnknownId, Gone: there is none for this audience.
        """
        scene = self.scene(point_in(identifier))
        found = scene.resolve(bare_id(identifier))
        return scene.one(found) if found else None


class Scene:
    """One view within one request."""

    def __init__(self, request: Request, view: View, point: At, suffix: str) -> None:
        self.request = request
        self.view = view
        self.point = point
        self.suffix = suffix
        self._records: dict[str, Record | None] = {}
        self._wanted: dict[str, dict[str, None]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._levels: dict[str, Level] = {}
        self._kept: dict[Hashable, object] = {}

    # -------------------------------------------------------------- records

    def want(self, identifiers: Iterable[str]) -> None:
        """These records may be asked for soon: read them with the next of their type."""
        for name in identifiers:
            if name and name not in self._records:
                self._wanted.setdefault(type_of(name), {})[name] = None

    def gather(self, identifiers: Iterable[str]) -> None:
        """These records stand side by side, though not in one list: what one of them is asked, all of its type are."""
        names = tuple(dict.fromkeys(name for name in identifiers if name))
        self.want(names)
        for kind in dict.fromkeys(map(type_of, names)):
            group = tuple(name for name in names if type_of(name) == kind and name not in self._groups)
            self._groups |= dict.fromkeys(group, group)

    def expect(self, claims: Iterable[Claim]) -> None:
        """These claims may be shown: their sources, and the records that they speak of, are read together."""
        self.gather(name for claim in claims for name in _named_by(claim))

    def record(self, identifier: str) -> Record | None:
        """A record; all that were wanted of its type are read with it."""
        if identifier not in self._records:
            self.want([identifier])
            self._read(tuple(self._wanted.pop(type_of(identifier))))
        return self._records[identifier]

    def _read(self, names: tuple[str, ...]) -> None:
        self.request.deadline.check()
        found = self.view.records(names)
        self._records.update(zip(names, found, strict=True))
        claims = (claim for record in found if record for claim in record.claims)
        self.gather(cited for claim in claims for cited in (claim.source, claim.feed))

    # -------------------------------------------------------------- levels

    def level(self, identifiers: Iterable[str]) -> Level:
        """These records as siblings."""
        return Level(self, identifiers)

    def one(self, identifier: str) -> Member:
        """A record at a level with those that it was gathered with."""
        if identifier not in self._levels:
            level = self.level(name for name in self._groups.get(identifier, (identifier,)) if name not in self._levels)
            self._levels |= dict.fromkeys(level.ids, level)
        return self._levels[identifier].member(identifier)

    # -------------------------------------------------------------- names of records

    def resolve(self, identifier: str) -> str | None:
        """The record that an id without a point names; None if there is one, but not at this point, or if it has left.

        Raises:
            UnknownId: there is none for this audience; with what may have been meant. Gone: erased.
        """
        if self.record(identifier):
            return identifier
        try:
            found = self.view.resolve(identifier)
            return found if self.record(found) else None
        except UnknownId:
            if not self.is_whole:
                self.undated.resolve(identifier)
                return None
            raise self._unknown(identifier) from None

    def meant(self, identifier: str) -> str:
        """The record that an id of a filter names, whether or not it is there at this date.

        Raises:
            UnknownId, Gone: there is none for this audience.
        """
        return self.undated.resolve(bare_id(identifier)) or identifier

    def survivors(self, identifiers: Iterable[str]) -> list[str]:
        """The records that claims are about: those which they were merged into."""
        names = list(identifiers)
        self.want(names)
        return [name if self.record(name) else self.view.resolve(name) for name in names]

    @property
    def is_whole(self) -> bool:
        """Whether no date leaves anything out."""
        return self.point == replace(NOW, revision=self.point.revision)

    @property
    def undated(self) -> "Scene":
        """The same revision without a date."""
        return self.request.scene(replace(NOW, revision=self.view.revision.number))

    def _unknown(self, identifier: str) -> UnknownId:
        """The error that suggests the nearest record of the type, of those that this audience may see."""
        error = UnknownId(identifier)
        nearest = self.nearest(identifier[:2], identifier[2:])
        if nearest:
            error.hint = f'Did you mean "{nearest}"?'
        return error

    def nearest(self, letter: str, written: str) -> str:
        """The id, of those that this audience may see, whose name is nearest to what was written; "" for none near."""
        words = " ".join(written[:60].replace("-", " ").split())
        hits = self.request.find(self.view, words) if words else []
        of_type = (hit for hit in hits if hit.record.startswith(letter))
        return next((hit.record for hit in of_type if nearest_word((hit.record[2:], hit.matched), words)), "")

    # -------------------------------------------------------------- revisions and cursors

    def revision(self, number: int) -> Revision | None:
        """The first revision from this number on that this audience sees: what entered unseen shows later."""
        known = self.request.revisions()
        return known.get(number) or next((known[later] for later in sorted(known) if later > number), None)

    def pinned(self, window: Window) -> tuple["Scene", str, str]:
        """The scene that a page's cursors belong to, and the items that they name: page 2 fits page 1.

        Raises:
            BadCursor: they are none of ours, or of different revisions.
        """
        (number, after), (other, before) = read_cursor(window.after), read_cursor(window.before)
        if number is not None and other is not None and number != other:
            raise BadCursor
        number = other if number is None else number
        if number is None or number == self.view.revision.number:
            return self, after, before
        return self.request.scene(replace(self.point, revision=number), self.suffix), after, before

    # -------------------------------------------------------------- what else

    def text(self, texts: tuple[Text, ...], languages: list[str] | None) -> Text | None:
        """The text in the caller's language."""
        return pick(texts, tuple(languages) if languages else self.request.languages)

    def once(self, key: Hashable, make: Callable[[], K]) -> K:
        """What is made once for each key within this scene."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]  # a key is always asked with the same maker


def _named_by(claim: Claim) -> tuple[str, ...]:
    return (claim.source, claim.feed, claim.value.record if isinstance(claim.value, Ref) else "")
