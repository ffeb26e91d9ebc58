# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ids with a point in time, and cursors with a revision: what keeps two dates apart in a client's cache.

`s-hannover` is the record now; `s-hannover@2023..2024,exclude,r5` the record at a point. Both name it.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from graph.errors import BadCursor, BadDate, UnknownId
from graph.model import At, Undated, at


def point_suffix(point: At) -> str:
    """What an id carries of the point that was asked for; "" for now.

    Example:
        >>> point_suffix(at("2023", "2024", revision=5)), point_suffix(at())
        ('@2023..2024,r5', '')
    """
    dates = f"{point.valid}..{point.valid_to}" if point.valid_to else point.valid
    undated = "" if point.undated is Undated.INCLUDE else point.undated.lower()
    revision = "" if point.revision is None else f"r{point.revision}"
    parts = [part for part in (dates, undated, revision) if part]
    return f"@{','.join(parts)}" if parts else ""


def bare_id(identifier: str) -> str:
    """The record's id without a point."""
    return identifier.partition("@")[0]


def point_in(identifier: str) -> At:
    """The point that an id carries.

    Raises:
        UnknownId: what follows the @ names none.
    """
    _, mark, written = identifier.partition("@")
    if not mark:
        return at()
    words: dict[str, str] = {}
    for part in written.split(","):
        words[_kind_of(part)] = part
    try:
        first, _, last = words.get("dates", "").partition("..")
        undated = Undated(words["undated"].upper()) if "undated" in words else Undated.INCLUDE
        point = at(first, last, undated, int(words["revision"][1:]) if "revision" in words else None)
    except (ValueError, BadDate):
        raise UnknownId(identifier) from None
    if point_suffix(point) != f"@{written}" or point.window.last < point.window.first:
        raise UnknownId(identifier)
    return point


def _kind_of(part: str) -> str:
    if part in ("exclude", "only"):
        return "undated"
    return "revision" if part.startswith("r") else "dates"


def cursor_of(revision: int, identifier: str) -> str:
    """The cursor of an item in a list of one revision."""
    return urlsafe_b64encode(f"{revision}:{identifier}".encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> tuple[int | None, str]:
    """The revision and the item that a cursor names; None and "" without one.

    Raises:
        BadCursor: it is none of ours.

    Example:
        >>> read_cursor(cursor_of(7, "s-hannover"))
        (7, 's-hannover')
    """
    if cursor is None:
        return None, ""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        revision, mark, identifier = urlsafe_b64decode(padded.encode("ascii")).decode().partition(":")
        if not mark or not identifier or cursor_of(int(revision), identifier) != cursor:
            raise BadCursor
        return int(revision), identifier
    except (NotBase64, UnicodeError, ValueError):
        raise BadCursor from None
