# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which media type an answer has, and which status that media type wants.

`application/graphql-response+json` is preferred where a client names both; a client that names
none gets `application/json`, because it may be older than the newer type.
"""

from enum import Enum

from schema.http.errors import Code, Refused

EVENTS = "text/event-stream"


class Media(Enum):
    """A media type that answers come in."""

    RESPONSE = "application/graphql-response+json"
    JSON = "application/json"

    @property
    def content_type(self) -> str:
        """The value of Content-Type."""
        return f"{self.value}; charset=utf-8"

    def status(self, code: Code) -> int:
        """The HTTP status of a request refused with this code."""
        return 200 if code.soft and self is Media.JSON else code.status


def negotiate(accept: str) -> Media:
    """The media type to answer in.

    Args:
        accept: The Accept header; empty if there was none.

    Raises:
        Refused: NOT_ACCEPTABLE if none of ours is accepted.
    """
    ranges = _ranges(accept or "*/*")
    quality, _, media = max(
        (_rank(Media.JSON, ranges), _rank(Media.RESPONSE, ranges)), key=lambda rank: (rank[0], rank[1])
    )
    if quality <= 0:
        offered = " or ".join(media.value for media in Media)
        raise Refused(Code.NOT_ACCEPTABLE, "None of the accepted media types is offered.", f"Accept {offered}.")
    return media


def wants_events(accept: str) -> bool:
    """Whether a client wants a stream of events rather than one answer: it names that type, and none of ours more.

    Example:
        >>> wants_events("text/event-stream"), wants_events("application/json, text/event-stream;q=0.5")
        (True, False)
    """
    ranges = _ranges(accept)
    return ranges.get(EVENTS, 0.0) > 0 and all(ranges.get(media.value, 0.0) <= ranges[EVENTS] for media in Media)


def _rank(media: Media, ranges: dict[str, float]) -> tuple[float, int, Media]:
    """Quality, and how much the client means just this type (the newer one weighs more)."""
    if media.value in ranges:
        return ranges[media.value], 2 if media is Media.RESPONSE else 1, media
    return ranges.get("application/*", ranges.get("*/*", 0.0)), 0, media


def _ranges(accept: str) -> dict[str, float]:
    """Media ranges of an Accept header with their quality; what makes no sense counts as absent."""
    found: dict[str, float] = {}
    for part in accept.split(",")[:50]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if _is_utf8(parameters):
            found[media] = max(found.get(media, 0.0), quality_of(parameters))
    return found


def _is_utf8(parameters: list[str]) -> bool:
    charsets = [p.removeprefix("charset=").strip('"') for p in parameters if p.startswith("charset=")]
    return all(charset in ("utf-8", "utf8") for charset in charsets)


def quality_of(parameters: list[str]) -> float:
    """The q parameter, 0 to 1; 1 without one, 0 if it is no number."""
    for parameter in parameters:
        if parameter.startswith("q="):
            digits = parameter[2:]
            return min(1.0, float(digits)) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else 0.0
    return 1.0
