# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""An XML file as a stream of elements, of which hostile ones end at once.

No entity is ever put in, no address fetched, nothing loaded from beside the file; size, nesting, and what one node
may hold are bounded. Elements are forgotten as soon as they are read, so that a file takes no more memory than its
largest node.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from lxml import etree

from loaders.graphs.parts import MAX_BYTES, MAX_ELEMENTS, MAX_PARTS, broken, too_large
from loaders.loader import Place

MAX_DEPTH = 100
_EVENTS = ("start", "end")


def swept(path: Path, root: str, units: Collection[str]) -> Iterator[tuple[str, etree._Element]]:
    """Each element at its start, with its attributes, and at its end, with what is in it.

    Args:
        root: the name of the outermost element.
        units: the names of the elements that are read as a whole, at their end; of all others no more than the
            attributes may be read.

    Raises:
        Broken: the file is no such XML, or beyond a limit.

    Cost: O(length of the file).
    """
    if path.stat().st_size > MAX_BYTES:
        raise too_large(f"The file has more than {MAX_BYTES // 1_000_000} MB.", Place(path.name, 1))
    try:
        yield from _Sweep(path.name, root, frozenset(units)).elements(path)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"This is no XML: {(error.msg or 'it ends early').partition(', line ')[0]}."
        raise broken("BAD_XML", message, Place(path.name, max(line, 1), column), "Save the file anew.") from None


class _Sweep:
    """One reading of one file."""

    def __init__(self, file: str, root: str, units: frozenset[str]) -> None:
        self._file, self._root, self._units = file, root, units
        self._counts: list[int] = []
        """Of each unit that is open, from the outermost: how much it holds."""
        self._depth = self._elements = 0

    def elements(self, path: Path) -> Iterator[tuple[str, etree._Element]]:
        with path.open("rb") as file:
            for event, element in etree.iterparse(
                file,
                events=_EVENTS,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            ):
                if event == "start":
                    self._open(element)
                    yield event, element
                else:
                    yield event, element
                    self._close(element)

    def _open(self, element: etree._Element) -> None:
        if not self._depth:
            self._check_root(element)
        self._depth += 1
        is_unit = local(element) in self._units
        if self._counts:
            self._counts[-1] += 1
        if is_unit:
            self._elements += 1
            self._counts.append(0)
        place = Place(self._file, line_of(element))
        if self._depth > MAX_DEPTH:
            raise too_large(f"Elements are nested more than {MAX_DEPTH} deep.", place)
        if self._counts and self._counts[-1] > MAX_PARTS:
            raise too_large(f"One element holds more than {MAX_PARTS:,} others.", place)
        if self._elements > MAX_ELEMENTS:
            raise too_large(f"The graph has more than {MAX_ELEMENTS:,} nodes and edges.", place)

    def _check_root(self, element: etree._Element) -> None:
        place = Place(self._file, line_of(element))
        declared: object = element.getroottree().docinfo.internalDTD
        if isinstance(declared, etree.DTD) and list(declared.iterentities()):  # type: ignore[attr-defined]  # no stub
            message = "The file declares entities, which are not read."
            raise broken("NO_ENTITIES", message, Place(self._file, 1), "Remove the DOCTYPE from its top.")
        if local(element) != self._root:
            message = f'The file begins with "{local(element)[:40]}".'
            raise broken("NO_GRAPH", message, place, f"A graph begins with <{self._root}> here.")

    def _close(self, element: etree._Element) -> None:
        self._depth -= 1
        if local(element) in self._units:
            self._counts.pop()
            _forget(element)
        elif not self._counts:
            _forget(element)


def _forget(element: etree._Element) -> None:
    element.clear()
    above = element.getparent()
    while above is not None and element.getprevious() is not None:
        del above[0]


def local(element: etree._Element) -> str:
    """The element's name without its namespace: versions differ in nothing but that."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: etree._Element) -> int:
    """The line on which the element begins."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements at the end of these steps down."""
    for child in element:
        if local(child) == names[0]:
            if len(names) == 1:
                yield child
            else:
                yield from named(child, *names[1:])


def inner_text(element: etree._Element) -> str:
    """The text directly in the element."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def attributes_of(element: etree._Element) -> dict[str, str]:
    """The element's attributes."""
    return {str(name): str(value) for name, value in element.attrib.items()}
