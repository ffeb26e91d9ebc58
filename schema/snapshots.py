# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One network within one request: what was asked and what came of it, each part computed once for all who ask."""

from collections.abc import Iterable
from functools import cached_property
from typing import cast

from graph.errors import BadInput, UnknownId
from graph.measures.components import Components as Pieces
from graph.measures.components import components
from graph.measures.ego import ego
from graph.model import Claim
from graph.network import Links
from graph.network import Network as Net
from graph.network_via import tie_pairs, via_pairs
from graph.selection import Direction, NetworkFilter, Projection, Via
from schema.certificates import Certificate, Made, certificate, network_id
from schema.inputs import NetworkFilter as NetworkFilterInput
from schema.inputs import filter_of
from schema.levels import Member, Window
from schema.partners import way_claims
from schema.scene import Scene

Pair = tuple[int, int]
MOST_DEPTH = 10


class Snapshot:
    """One network within one request."""

    def __init__(
        self, scene: Scene, projection: Projection, wanted: NetworkFilter, around: tuple[str, int] | None = None
    ):
        self.scene, self.projection, self.wanted, self.around = scene, projection, wanted, around
        self._pieces: dict[bool, Pieces] = {}
        self._degrees: dict[Direction, list[int]] = {}
        self._pairs: dict[Pair, None] = {}
        self._ways: dict[Pair, tuple[Via, ...]] = {}
        self._ties: dict[Pair, tuple[str, ...]] = {}

    @cached_property
    def net(self) -> Net:
        """The nodes and links."""
        self.scene.request.deadline.check()
        if self.around is None:
            return self.scene.view.network(self.projection, self.wanted)
        whole = snapshot(self.scene, self.projection, self.wanted).net
        return ego(whole, whole.index(self.around[0]), depth=self.around[1])

    @cached_property
    def id(self) -> str:
        """Equal questions, equal id."""
        return network_id(self.scene, self.projection, self.wanted, self.around)

    @cached_property
    def links(self) -> Links:
        """All links."""
        return self.net.links()

    def pieces(self, *, strong: bool = False) -> Pieces:
        """The components."""
        if strong not in self._pieces:
            self._pieces[strong] = components(self.net, strong=strong)
        return self._pieces[strong]

    def degree(self, node: int, direction: Direction) -> int:
        """To how many nodes a node is linked."""
        if direction not in self._degrees:
            self._degrees[direction] = [int(degree) for degree in self.net.degree(direction)]
        return self._degrees[direction][node]

    def index(self, identifier: str) -> int:
        """The node of a record.

        Raises:
            BadInput: it is no node here, whatever the reason.
        """
        try:
            return self.net.index(identifier)
        except UnknownId:
            hint = "The filter may leave it out; persons are left out unless includePersons is true."
            raise BadInput(f'"{identifier}" is no node of this network.', hint) from None

    # -------------------------------------------------------------- what ties whom

    def expect(self, pairs: Iterable[Pair]) -> None:
        """These pairs may be asked for soon: what ties them is looked up together."""
        self._pairs |= dict.fromkeys(pairs)

    def ways(self, pair: Pair) -> tuple[Via, ...]:
        """The cooperations that tie a pair."""
        if pair not in self._ways:
            pairs = list(dict.fromkeys((pair, *(known for known in self._pairs if known not in self._ways))))
            found = via_pairs(self.net, pairs)
            self._ways |= dict(zip(pairs, found, strict=True))
            self.scene.gather(
                name for ways in found for way in ways for name in (way.cooperation, way.mine, way.theirs)
            )
        return self._ways[pair]

    def ties(self, pair: Pair) -> tuple[str, ...]:
        """The ties between a pair, in STRUCTURE."""
        if pair not in self._ties:
            pairs = list(dict.fromkeys((pair, *(known for known in self._pairs if known not in self._ties))))
            found = tie_pairs(self.net, pairs)
            self._ties |= dict(zip(pairs, found, strict=True))
            self.scene.gather(name for names in found for name in names)
        return self._ties[pair]

    def claims(self, pair: Pair) -> list[Claim]:
        """The claims behind what ties a pair."""
        ties = [record for name in self.ties(pair) if (record := self.scene.record(name))]
        ways = (claim for way in self.ways(pair) for claim in way_claims(self.scene, way))
        return [*ways, *(claim for tie in ties for claim in tie.claims)]

    # -------------------------------------------------------------- where it stands

    def pinned(self, window: Window) -> "Snapshot":
        """The network of the revision that a page's cursors belong to."""
        scene = self.scene.pinned(window)[0]
        return self if scene is self.scene else snapshot(scene, self.projection, self.wanted, self.around)

    def certified(self, measure: str, parameters: dict[str, object]) -> Certificate:
        """The certificate of a result of this network."""
        net = self.net
        made = Made(self.id, self.projection, self.wanted, net.node_count, net.link_count, self.around)
        return certificate(self.scene, made, measure, parameters)


def snapshot(
    scene: Scene, projection: Projection, wanted: NetworkFilter, around: tuple[str, int] | None = None
) -> Snapshot:
    """The network that these words name, made once within a scene."""
    key = ("network", projection, wanted, around)
    return scene.once(key, lambda: Snapshot(scene, projection, wanted, around))


def snapshot_of(scene: Scene, projection: Projection, wanted: NetworkFilterInput | None) -> Snapshot:
    """The network that a field's arguments name."""
    meant = NetworkFilter() if wanted is None else cast("NetworkFilter", filter_of(wanted, scene))
    made = snapshot(scene, projection, meant)
    _ = made.net  # an error belongs to the field that asks for the network
    return made


def ego_snapshot(
    member: Member, depth: int, projection: Projection, wanted: NetworkFilterInput | None
) -> Snapshot | None:
    """The network around a stakeholder; None where the filter leaves it out."""
    if not 0 <= depth <= MOST_DEPTH:
        raise BadInput(f"depth is {depth}.", f"It may be 0 to {MOST_DEPTH}.")
    whole = snapshot_of(member.scene, projection, wanted)
    try:
        whole.net.index(member.id)
    except UnknownId:
        return None
    return snapshot(whole.scene, projection, whole.wanted, (member.id, depth))
