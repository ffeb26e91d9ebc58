# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages elsewhere may read what the public may read: any origin, never with credentials."""

EXPOSED = "ETag, Location, Preference-Applied, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, X-Request-Id"

Headers = tuple[tuple[str, str], ...]


def cors_headers() -> Headers:
    """The headers of every answer, the same with and without an Origin, so that caches need not care."""
    return (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", EXPOSED))


def preflight_headers() -> Headers:
    """The answer to a browser that asks first."""
    return (
        ("Access-Control-Allow-Methods", "GET, POST"),
        ("Access-Control-Allow-Headers", "Accept-Language, Content-Type, If-None-Match, Prefer, X-Request-Id"),
        ("Access-Control-Max-Age", "86400"),
        ("Allow", "GET, POST, OPTIONS"),
    )
