# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Relay connections: pages pinned to a revision, with a total under the same filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import strawberry

from graph.selection import Item, Page, checked_cut
from graph.stores.listing import cut_out
from schema.levels import Window
from schema.point import cursor_of
from schema.scene import Scene
from schema.terms import Concept, concept_of

N = TypeVar("N")


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type
class Facet:
    concept: Concept
    count: int


@dataclass(frozen=True, slots=True)
class Leaf(Generic[N]):
    """A page made: its items' nodes, in order, and where it stands."""

    scene: Scene
    page: Page
    nodes: Sequence[N]

    def cursor(self, place: int) -> str:
        """The cursor of the item at a place."""
        return cursor_of(self.scene.view.revision.number, self.page.items[place].id)


@strawberry.type
class Edge(Generic[N]):
    cursor: str
    node: N


@strawberry.type
class Connection(Generic[N]):
    leaf: strawberry.Private[Leaf[N]]

    @strawberry.field
    def edges(self) -> list[Edge[N]]:
        return [Edge(cursor=self.leaf.cursor(place), node=node) for place, node in enumerate(self.leaf.nodes)]

    @strawberry.field
    def nodes(self) -> list[N]:
        return list(self.leaf.nodes)

    @strawberry.field
    def page_info(self) -> PageInfo:
        return page_info(self.leaf)

    @strawberry.field
    def total_count(self) -> int:
        return self.leaf.page.total


def page_info(leaf: Leaf[N]) -> PageInfo:
    """Where a page stands in its list."""
    items = leaf.page.items
    first, last = (leaf.cursor(0), leaf.cursor(len(items) - 1)) if items else (None, None)
    return PageInfo(
        has_next_page=leaf.page.has_next,
        has_previous_page=leaf.page.has_previous,
        start_cursor=first,
        end_cursor=last,
    )


def facets_of(scene: Scene, scheme: str, counts: Sequence[tuple[str, int]]) -> list[Facet]:
    """Counts with their concepts."""
    return [Facet(concept=concept_of(scene, scheme, code), count=count) for code, count in counts]


def leaf_of(scene: Scene, items: Sequence[tuple[str, N]], window: Window) -> Leaf[N]:
    """A page of a list that is at hand as a whole, each node with a name of its own in the list."""
    pinned, after, before = scene.pinned(window)
    page = cut_out([Item(name) for name, _ in items], checked_cut(window.first, after, window.last, before))
    by_name = dict(items)
    return Leaf(pinned, page, [by_name[item.id] for item in page.items])
