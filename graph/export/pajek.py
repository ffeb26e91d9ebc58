# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pajek's network file: vertices with their fields as parameters, arcs for directed links, edges for all others.

In UTF-8 with the mark at its beginning by which Pajek knows it. A label can hold neither quotation marks nor
backslashes there; they become apostrophes and slashes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from graph.export.network_parts import TWO_MODES, LinkPart, NetworkParts, NodePart, network_parts
from graph.export.wanted import Wanted
from graph.stores.protocol import View

MARK = "\ufeff"
PLACE = "0.0 0.0 ellipse"
"""Where a vertex is drawn, and how: a reader looks for parameters behind it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_PLAIN = re.compile(r"[A-Za-z0-9_.:/+-]+")


def write_pajek(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the network that the view shows."""
    lines = _lines(network_parts(view, wanted), is_two_mode=wanted.projection in TWO_MODES)
    out.writelines(f"{line}\r\n".encode() for line in lines)


def _lines(parts: NetworkParts, *, is_two_mode: bool) -> Iterator[str]:
    yield f"{MARK}% {_one_line('; '.join(parts.caption))}"
    yield f"*Network {_one_line(parts.caption[0])}"
    modes = f" {parts.actor_count}" if is_two_mode else ""
    yield f"*Vertices {len(parts.nodes)}{modes}"
    for number, node in enumerate(parts.nodes, 1):
        yield _vertex(number, node)
    links = tuple(parts.links())
    for head, is_directed in (("*Arcs", True), ("*Edges", False)):
        chosen = [link for link in links if link.is_directed is is_directed]
        if chosen or not is_directed:
            yield head
        yield from (_line(link) for link in chosen)


def _vertex(number: int, node: NodePart) -> str:
    return f"{number} {_quoted(node.label)} {PLACE} {_parameters({'id': node.id, **node.fields})}"


def _line(link: LinkPart) -> str:
    return f"{link.source + 1} {link.target + 1} {link.weight!r} {_parameters(link.fields)}".rstrip()


def _parameters(said: Mapping[str, str]) -> str:
    return " ".join(f"{name} {_word(text)}" for name, text in said.items() if text)


def _word(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{_one_line(text)}"'


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).replace('"', "'").replace("\\", "/").split())
