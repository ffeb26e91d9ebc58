# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""XML as text: elements with their words made safe, without the characters that XML has no way to write."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text on one line, without what XML cannot hold.

    Example:
        >>> clean("Han" + chr(0) + "nover  Messe")
        'Hannover Messe'
    """
    return " ".join(_FORBIDDEN.sub("", text).split())


def opening(name: str, attributes: Mapping[str, str], *, is_empty: bool = False) -> str:
    """The tag that opens an element; `is_empty`: and closes it.

    Example:
        >>> opening("edge", {"source": "a", "target": "b & c"}, is_empty=True)
        '<edge source="a" target="b &amp; c"/>'
    """
    words = "".join(f" {key}={quoteattr(clean(value))}" for key, value in attributes.items())
    return f"<{name}{words}{'/' if is_empty else ''}>"


def element(name: str, attributes: Mapping[str, str], text: str) -> str:
    """An element with nothing in it but text."""
    return f"{opening(name, attributes)}{escape(clean(text))}</{name}>"


def comment(lines: tuple[str, ...]) -> str:
    """The lines as a comment, which may hold no two hyphens in a row."""
    text = re.sub("-{2,}", "-", clean("; ".join(lines)))
    return f"<!-- {text} -->\n"
