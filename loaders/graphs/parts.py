# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What graph files are made of, whatever their format: nodes, edges, the fields of either, and when they hold."""

from dataclasses import dataclass

from loaders.loader import Place, Problem, Severity

MAX_BYTES = 64_000_000
MAX_PARTS = 2_000
"""Fields of one node or edge, and attributes that a file declares."""
MAX_DEFAULTS = 4_000_000
"""Values that nodes and edges have because an attribute has a default."""
MAX_ELEMENTS = 400_000
"""Nodes and edges of one file."""
MAX_ID = 500
"""The longest id of a node or edge, in characters."""


class Broken(Exception):
    """The file as a whole cannot be read; caught where its reading begins."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a node or edge is there; "" is an open bound."""

    starts: str = ""
    ends: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it says nothing."""
        return not self.starts and not self.ends


ALWAYS = Spell()


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is said of a node or edge, under the file's own name for it."""

    name: str
    text: str
    locator: str
    is_number: bool = False
    """Declared as a number."""
    valid: Spell = ALWAYS
    """When it holds."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node as a file has it."""

    id: str
    place: Place
    locator: str
    fields: tuple[Field, ...] = ()
    spells: tuple[Spell, ...] = ()
    parents: tuple[str, ...] = ()
    """The nodes that it is part of."""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge as a file has it."""

    source: str
    target: str
    place: Place
    locator: str
    id: str = ""
    is_directed: bool = False
    fields: tuple[Field, ...] = ()
    spells: tuple[Spell, ...] = ()


Part = GraphNode | GraphEdge | Problem


def broken(code: str, message: str, place: Place, hint: str) -> Broken:
    """What to raise because of the whole file."""
    return Broken(Problem(Severity.ERROR, code, message, place, hint))


def too_large(message: str, place: Place) -> Broken:
    """What to raise because of a file beyond a limit."""
    return broken("TOO_LARGE", message, place, "Divide the graph into several files.")


def bounded_attributes(declared: int, defaults: int, elements: int, file: str) -> None:
    """Refuses a file that declares too much for its nodes and edges.

    Raises:
        Broken: more than 2,000 attributes, or more than 4 million values by default.
    """
    if declared > MAX_PARTS:
        raise too_large(f"The file declares more than {MAX_PARTS:,} attributes.", Place(file, 1))
    if defaults * elements > MAX_DEFAULTS:
        raise too_large(f"The attributes have more than {MAX_DEFAULTS:,} values by default.", Place(file, 1))


def in_predicate(name: str, value: str) -> str:
    """An XPath that finds the element whose attribute has the value.

    Example:
        >>> in_predicate("node/@id", "hanova")
        'node[@id="hanova"]'
    """
    element, _, attribute = name.partition("/")
    quote = "'" if '"' in value else '"'
    return f"{element}[{attribute}={quote}{value}{quote}]"


def edge_locator(identifier: str, source: str, target: str) -> str:
    """An XPath that finds an edge."""
    if identifier:
        return in_predicate("edge/@id", identifier)
    return in_predicate("edge/@source", source) + in_predicate("/@target", target)


def no_id(place: Place, what: str) -> Problem:
    """A node or edge that nothing names."""
    message = f"The {what} has no id, or one of more than {MAX_ID} characters; it is left out."
    about = f"{what}@{place.line}"
    return Problem(Severity.ERROR, "MISSING_KEY", message, place, "Give it a short id.", about)
