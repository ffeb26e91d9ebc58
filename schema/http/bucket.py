# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A bucket of cost per client: full at first, emptied by requests, refilled by time.

The client is the token, or without one the address: a whole IPv4 address, or the first 64 bits of an
IPv6 address (one household or server commonly has that many). Behind a proxy the server sets the
forwarded address first. Buckets are few: the one not used for longest is forgotten, which gives its
client a full one.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network

from schema.http.errors import Code, Refused
from schema.http.limits import Limits

Clock = Callable[[], float]
"""Seconds on a clock that never goes back."""


def bucket_key(token: str, address: str) -> str:
    """Whose bucket a request is paid from.

    Example:
        >>> bucket_key("", "2001:db8:1:2:3::4")
        'address 2001:db8:1:2::/64'
    """
    if token:
        return f"token {token}"
    try:
        parsed = ip_address(address)
    except ValueError:
        return f"address {address}"
    mapped = parsed if isinstance(parsed, IPv4Address) else parsed.ipv4_mapped
    return f"address {mapped}" if mapped else f"address {ip_network((parsed, 64), strict=False)}"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Buckets:
    """All buckets. May be used from any thread."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, points: int) -> None:
        """Points out of the bucket, if it holds as many.

        Raises:
            Refused: RATE_LIMITED, with Retry-After.
        """
        with self._lock:
            bucket = self._filled(key)
            if bucket.left < points:
                raise self._limited(points - bucket.left)
            bucket.left -= points

    def charge(self, key: str, points: int) -> None:
        """Points out of the bucket, as many as it holds: for what was done in vain."""
        with self._lock:
            bucket = self._filled(key)
            bucket.left = max(0.0, bucket.left - points)

    def give_back(self, key: str, points: int) -> None:
        """Points that were taken but not needed."""
        with self._lock:
            bucket = self._filled(key)
            bucket.left = min(float(self._limits.bucket_capacity), bucket.left + points)

    def headers(self, key: str) -> tuple[tuple[str, str], ...]:
        """What is left, as the IETF draft writes it: points remaining, seconds until full, and the policy."""
        with self._lock:
            left = self._filled(key).left
        capacity, refill = self._limits.bucket_capacity, self._limits.bucket_refill
        until_full = math.ceil((capacity - left) / refill)
        policy = f'"cost";q={capacity};w={math.ceil(capacity / refill)}'
        return (("RateLimit-Policy", policy), ("RateLimit", f'"cost";r={int(left)};t={until_full}'))

    def _filled(self, key: str) -> _Bucket:
        now, capacity = self._clock(), float(self._limits.bucket_capacity)
        bucket = self._buckets.setdefault(key, _Bucket(capacity, now))
        bucket.left = min(capacity, bucket.left + (now - bucket.at) * self._limits.bucket_refill)
        bucket.at = now
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._limits.bucket_count:
            self._buckets.popitem(last=False)
        return bucket

    def _limited(self, missing: float) -> Refused:
        seconds = max(1, math.ceil(missing / self._limits.bucket_refill))
        text = "This token or address has spent what it may spend for now."
        hint = f"Wait {seconds} s, or ask for less at once."
        return Refused(Code.RATE_LIMITED, text, hint, (("Retry-After", str(seconds)),))
