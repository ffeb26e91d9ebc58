# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records that stand at one place of the answer: whatever one of them is asked, all are asked in one read.

A `Level` is all of them, a `Member` one of them, a `Part` the page of a list that hangs on one of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import UnknownId
from graph.model import Claim, Record, Ref
from graph.selection import Item, Page, Related, Selection, checked_cut
from schema.point import cursor_of

if TYPE_CHECKING:
    from schema.scene import Scene


@dataclass(frozen=True, slots=True)
class Window:
    """The page that a field's arguments ask for."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @property
    def has_cursor(self) -> bool:
        """Whether it belongs to one list only: cursors name an entry of it."""
        return self.after is not None or self.before is not None


@dataclass(frozen=True, slots=True)
class Said:
    """A page of what a source says."""

    scene: "Scene"
    claims: tuple[Claim, ...]
    page: Page


class Level:
    """Records of one type that stand at one place of the answer."""

    def __init__(self, scene: "Scene", identifiers: Iterable[str]) -> None:
        self.scene = scene
        self.ids = tuple(dict.fromkeys(identifiers))
        self._parts: dict[object, dict[str, Part]] = {}
        self._said: dict[object, dict[str, Said]] = {}
        self._followed: dict[str, Level] = {}
        self._gathered: set[str] = set()
        self._claims: dict[bool, dict[str, tuple[Claim, ...]]] = {}
        self._counts: dict[str, int] | None = None
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

    def gather(self, name: str) -> None:
        """What a property of theirs points to stands side by side."""
        if name not in self._gathered:
            self._gathered.add(name)
            records = [record for record in map(self.scene.record, self.ids) if record]
            values = [claim.value for record in records for claim in record.claims if claim.property == name]
            self.scene.gather(value.record for value in values if isinstance(value, Ref))

    def related(self, what: Related, owner: str, selection: Selection, window: Window) -> "Part":
        """A page of what hangs on one of them; read for all of them at once."""
        parts = self._parts.setdefault((what, selection, window), {})
        if owner not in parts:
            parts.update(self._read_parts(what, self._owners(owner, window), selection, window))
        return parts[owner]

    def _read_parts(
        self, what: Related, owners: tuple[str, ...], selection: Selection, window: Window
    ) -> "dict[str, Part]":
        scene, after, before = self.scene.pinned(window)
        cut = checked_cut(window.first, after, window.last, before)
        scene.request.deadline.check()
        pages = scene.view.related(what, owners, selection, cut)
        items = [item for page in pages for item in page.items]
        scene.gather(name for item in items for way in item.via for name in (way.cooperation, way.mine, way.theirs))
        level = Level(scene, (item.id for item in items))
        joining = Level(scene, (name for item in items for name in item.through if what is Related.COOPERATIONS))
        hung = ((owner, Hung(what, owner, joining)) for owner in owners)
        return {owner: Part(level, page, selection, on) for (owner, on), page in zip(hung, pages, strict=True)}

    def _owners(self, owner: str, window: Window) -> tuple[str, ...]:
        return (owner,) if window.has_cursor else self.ids

    def claims(self, owner: str, *, former: bool) -> tuple[Claim, ...]:
        """The claims about one of them; read for all of them at once."""
        if former not in self._claims:
            self.scene.request.deadline.check()
            found = self.scene.view.claims_of(self.ids, former=former)
            self.scene.expect(claim for claims in found for claim in claims)
            self._claims[former] = dict(zip(self.ids, found, strict=True))
        return self._claims[former][owner]

    def count(self, source: str) -> int:
        """How many claims cite one of these sources."""
        if self._counts is None:
            self._counts = dict(zip(self.ids, self.scene.view.claim_counts(self.ids), strict=True))
        return self._counts[source]

    def said(self, source: str, window: Window) -> Said:
        """A page of what one of these sources says; read for all of them at once."""
        pages = self._said.setdefault(window, {})
        if source not in pages:
            scene, after, before = self.scene.pinned(window)
            owners = self._owners(source, window)
            cut = checked_cut(window.first, after, window.last, before)
            scene.request.deadline.check()
            found = scene.view.said_by(owners, cut)
            scene.expect(claim for claims, _ in found for claim in claims)
            scene.gather(claim.record for claims, _ in found for claim in claims)
            said = zip(owners, found, strict=True)
            pages.update({owner: Said(scene, claims, page) for owner, (claims, page) in said})
        return pages[source]


@dataclass(frozen=True, slots=True)
class Member:
    """One record at its place in the answer."""

    level: Level
    id: str

    @property
    def scene(self) -> "Scene":
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

    def pinned(self, window: Window) -> "Member":
        """The record in the revision that a cursor belongs to."""
        scene = self.scene.pinned(window)[0]
        return self if scene is self.scene else scene.one(self.id)


@dataclass(frozen=True, slots=True)
class Hung:
    """On which record a list hangs."""

    what: Related | None = None
    owner: str = ""
    through: Level | None = None
    """The participations that put cooperations into a stakeholder's list."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list, as a connection shows it."""

    level: Level
    page: Page
    selection: Selection
    on: Hung = Hung()

    def member(self, item: Item) -> Member:
        """The record of an item."""
        return self.level.member(item.id)

    def cursor(self, identifier: str) -> str:
        """The cursor of an item."""
        return cursor_of(self.level.scene.view.revision.number, identifier)

    def facet(self, name: str) -> list[tuple[str, int]]:
        """Codes and counts of one field."""
        self.level.scene.request.deadline.check()
        return self.level.scene.view.facet(self.selection, name, self.on.what, self.on.owner)


def listed(scene: "Scene", selection: Selection, window: Window) -> Part:
    """A page of all records of one type."""
    scene.request.deadline.check()
    pinned, after, before = scene.pinned(window)
    page = pinned.view.page(selection, checked_cut(window.first, after, window.last, before))
    return Part(pinned.level(item.id for item in page.items), page, selection)
