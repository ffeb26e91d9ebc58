# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mapping file as it is kept: what it says, without comments, which may hold examples of what is in the data.

It is written anew from what was read, so nothing but keys and values is left, and these mean the same.
"""

from collections.abc import Iterator, Mapping

import yaml

from loaders.documents.tree import Node, Wrong, read_tree

WIDTH = 120


def without_comments(text: str) -> str:
    """The text, of which nothing is left but what is read; "" if it cannot be read.

    Example:
        >>> print(without_comments('a: {b: "no"}   # Anna, Bea'), end="")
        a:
          b: "no"
    """
    try:
        root = read_tree(text.encode(), "mapping")
    except Wrong:
        return ""
    whole = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False), *_events(root))
    ends = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())
    return str(yaml.emit((*whole, *ends), allow_unicode=True, width=WIDTH))


def _events(node: Node) -> Iterator[yaml.Event]:
    """What stands for a node, and all that is in it."""
    if isinstance(node.value, Mapping):
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for name, inner in node.value.items():
            yield _scalar(name, is_plain=True)
            yield from _events(inner)
        yield yaml.MappingEndEvent()
    elif isinstance(node.value, tuple):
        yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
        for inner in node.value:
            yield from _events(inner)
        yield yaml.SequenceEndEvent()
    else:
        yield _scalar("~" if node.is_empty else node.value, is_plain=node.is_plain)


def _scalar(text: str, *, is_plain: bool) -> yaml.ScalarEvent:
    """A text, in quotes where it stood in quotes or needs them."""
    return yaml.ScalarEvent(None, None, (True, True), text, style=None if is_plain else '"')
