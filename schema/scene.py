# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Batching: what a request reads, read once for all siblings, so that a level costs the same at 1 and at 100.

A `Scene` is one view within one request; it reads records together, once each. A `Level` is all records that stand at
one place of the answer; whatever one of them is asked, all are asked. A `Member` is one record at its level.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from graph.errors import UnknownId
from graph.ids import type_of
from graph.model import At, Audience, Claim, Record, Revision, Text, pick
from graph.search.match import Hit
from graph.selection import Item, Page, Related, Selection, checked_cut
from graph.stores.protocol import Store, View
from schema.point import cursor_of, point_in, point_suffix, read_cursor


class Deadline(Protocol):
    """How long an answer may still take."""

    def check(self) -> None:
        """Raises DeadlineExceeded once the time is over or the client is gone."""
        ...


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
    scenes: dict[At, "Scene"] = field(default_factory=dict)

    @property
    def audience(self) -> Audience:
        """What the role may see."""
        return Audience.PUBLIC if self.role == "PUBLIC" else Audience.INTERNAL

    def scene(self, point: At = At()) -> "Scene":  # noqa: B008 - At is frozen
        """The scene at a point; now is the revision that the request began with."""
        if self.revision is None:
            self.revision = self.store.view(self.audience).revision.number
        if point not in self.scenes:
            number = self.revision if point.revision is None else point.revision
            view = self.store.view(self.audience, replace(point, revision=number))
            self.scenes[point] = Scene(self, view, point)
        return self.scenes[point]

    def member(self, identifier: str) -> "Member":
        """The record that an id with or without a point names.

        Raises:
            UnknownId, Gone: there is none for this audience.
        """
        scene = self.scene(point_in(identifier))
        found = scene.view.resolve(identifier.partition("@")[0])
        return scene.level([found]).member(found)


class Scene:
    """One view within one request."""

    def __init__(self, request: Request, view: View, point: At) -> None:
        self.request = request
        self.view = view
        self.point = point
        self.suffix = point_suffix(point)
        self._records: dict[str, Record | None] = {}
        self._wanted: dict[str, dict[str, None]] = {}
        self._revisions: dict[int, Revision] | None = None

    def want(self, identifiers: Iterable[str]) -> None:
        """These records may be asked for soon: read them with the next of their type."""
        for name in identifiers:
            if name not in self._records:
                self._wanted.setdefault(type_of(name), {})[name] = None

    def record(self, identifier: str) -> Record | None:
        """A record; all that were wanted of its type are read with it."""
        if identifier not in self._records:
            self.want([identifier])
            self.request.deadline.check()
            names = tuple(self._wanted.pop(type_of(identifier)))
            for name, record in zip(names, self.view.records(names), strict=True):
                self._records[name] = record
                if record:
                    self._expect(record)
        return self._records[identifier]

    def _expect(self, record: Record) -> None:
        """Evidence needs the sources of a record: they are read together once one of them is asked for."""
        self.want({claim.source for claim in record.claims} | {claim.feed for claim in record.claims if claim.feed})

    def level(self, identifiers: Iterable[str]) -> "Level":
        """These records as siblings."""
        return Level(self, identifiers)

    def revision(self, number: int) -> Revision | None:
        """A revision by its number, as far as this audience sees it."""
        if self._revisions is None:
            known = self.request.store.revisions(self.view.audience)
            self._revisions = {revision.number: revision for revision in known}
        return self._revisions.get(number)

    def pinned(self, after: str | None, before: str | None) -> tuple["Scene", str, str]:
        """The scene that a cursor belongs to, and the items that the cursors name."""
        numbers, names = zip(*(read_cursor(cursor) for cursor in (after, before)), strict=True)
        number = numbers[0] if numbers[0] is not None else numbers[1]
        if number is None or number == self.view.revision.number:
            return self, *names
        scene = self.request.scene(replace(self.point, revision=number))
        scene.suffix = self.suffix  # page 2 shows the same records as page 1: nobody asked for another point
        return scene, *names

    def text(self, texts: tuple[Text, ...], languages: list[str] | None) -> Text | None:
        """The text in the caller's language."""
        return pick(texts, tuple(languages) if languages else self.request.languages)


@dataclass(frozen=True, slots=True)
class Window:
    """The page that a field's arguments ask for."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


class Level:
    """Records that stand at one place of the answer."""

    def __init__(self, scene: Scene, identifiers: Iterable[str]) -> None:
        self.scene = scene
        self.ids = tuple(dict.fromkeys(identifiers))
        self._pages: dict[object, tuple[Scene, dict[str, Page], Level, Level]] = {}
        self._followed: dict[str, Level] = {}
        self._claims: dict[bool, dict[str, tuple[Claim, ...]]] = {}
        self._counts: dict[str, int] | None = None
        self._said: dict[object, tuple[Scene, dict[str, tuple[tuple[Claim, ...], Page]]]] = {}
        scene.want(self.ids)

    def member(self, identifier: str) -> "Member":
        """One of them."""
        return Member(self, identifier)

    def follow(self, name: str, targets: Callable[[Record], Iterable[str]]) -> "Level":
        """All records that the records of this level point to in one way."""
        if name not in self._followed:
            records = [record for record in map(self.scene.record, self.ids) if record]
            self._followed[name] = Level(self.scene, (target for record in records for target in targets(record)))
        return self._followed[name]

    def related(self, what: Related, owner: str, selection: Selection, window: Window) -> "Part":
        """A page of what hangs on one of them; read for all of them at once."""
        place = (what, selection, window)
        if place not in self._pages:
            scene, after, before = self.scene.pinned(window.after, window.before)
            cut = checked_cut(window.first, after, window.last, before)
            owners = (owner,) if window.after or window.before else self.ids
            scene.request.deadline.check()
            pages = dict(zip(owners, scene.view.related(what, owners, selection, cut), strict=True))
            items = [item for page in pages.values() for item in page.items]
            scene.want(name for item in items for way in item.via for name in (way.cooperation, way.mine, way.theirs))
            joining = [name for item in items for name in item.through] if what is Related.COOPERATIONS else []
            self._pages[place] = (scene, pages, Level(scene, (item.id for item in items)), Level(scene, joining))
        _, pages, level, through = self._pages[place]
        if owner not in pages:
            del self._pages[place]
            return self.related(what, owner, selection, window)
        return Part(level, pages[owner], selection, what, owner, through)

    def claims(self, owner: str, *, former: bool) -> tuple[Claim, ...]:
        """The claims about one of them; read for all of them at once."""
        if former not in self._claims:
            self.scene.request.deadline.check()
            found = self.scene.view.claims_of(self.ids, former=former)
            self._claims[former] = dict(zip(self.ids, found, strict=True))
        return self._claims[former][owner]


    def counts(self) -> dict[str, int]:
        """How many claims cite each of these sources."""
        if self._counts is None:
            self._counts = dict(zip(self.ids, self.scene.view.claim_counts(self.ids), strict=True))
        return self._counts

    def said(self, source: str, window: Window) -> tuple[Scene, tuple[Claim, ...], Page]:
        """A page of what one of these sources says; read for all of them at once."""
        place = ("says", window)
        if place not in self._said:
            scene, after, before = self.scene.pinned(window.after, window.before)
            owners = (source,) if window.after or window.before else self.ids
            cut = checked_cut(window.first, after, window.last, before)
            self.scene.request.deadline.check()
            self._said[place] = (scene, dict(zip(owners, scene.view.said_by(owners, cut), strict=True)))
        scene, found = self._said[place]
        if source not in found:
            del self._said[place]
            return self.said(source, window)
        return (scene, *found[source])


@dataclass(frozen=True, slots=True)
class Member:
    """One record at its place in the answer."""

    level: Level
    id: str

    @property
    def scene(self) -> Scene:
        """The scene."""
        return self.level.scene

    @property
    def record(self) -> Record:
        """The record itself.

        Raises:
            UnknownId: this view does not show it.
        """
        found = self.scene.record(self.id)
        if found is None:
            raise UnknownId(self.id)
        return found

    @property
    def is_shown(self) -> bool:
        """Whether this view shows it."""
        return self.scene.record(self.id) is not None

    def follow(self, name: str, identifier: str, targets: Callable[[Record], Iterable[str]]) -> "Member":
        """A record that this one points to, at a level with all that its siblings point to."""
        return self.level.follow(name, targets).member(identifier)

    def related(self, what: Related, selection: Selection, window: Window) -> "Part":
        """A page of what hangs on it."""
        return self.level.related(what, self.id, selection, window)


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list, as a connection shows it."""

    level: Level
    page: Page
    selection: Selection
    what: Related | None = None
    owner: str = ""
    through: Level | None = None
    """The participations that put cooperations into a stakeholder's list."""

    def member(self, item: Item) -> Member:
        """The record of an item."""
        return self.level.member(item.id)

    def cursor(self, identifier: str) -> str:
        """The cursor of an item."""
        return cursor_of(self.level.scene.view.revision.number, identifier)

    def facet(self, name: str) -> list[tuple[str, int]]:
        """Codes and counts of one field."""
        self.level.scene.request.deadline.check()
        return self.level.scene.view.facet(self.selection, name, self.what, self.owner)


def listed(scene: Scene, selection: Selection, window: Window) -> Part:
    """A page of all records of one type."""
    pinned, after, before = scene.pinned(window.after, window.before)
    page = pinned.view.page(selection, checked_cut(window.first, after, window.last, before))
    return Part(pinned.level(item.id for item in page.items), page, selection)
