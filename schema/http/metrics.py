# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Prometheus may know of the requests: how many, how long, how expensive, and why some were refused.

No path is a label: paths hold record ids, and there are too many of them.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram

from schema.http.log import Served

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
_POINTS = (1, 10, 100, 500, 1_000, 2_500, 5_000, 10_000)
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "DELETE", "SOCKET"})


def count_in(registry: CollectorRegistry) -> Callable[[Served], None]:
    """Counts each request in this registry."""
    requests = Counter("partnernetz_requests", "HTTP requests answered.", ["method", "status"], registry=registry)
    refused = Counter("partnernetz_refused", "GraphQL requests refused, by error code.", ["code"], registry=registry)
    seconds = Histogram("partnernetz_request_seconds", "Time to the answer.", buckets=_SECONDS, registry=registry)
    points = Histogram("partnernetz_request_cost", "Cost of GraphQL requests.", buckets=_POINTS, registry=registry)

    def count(served: Served) -> None:
        method = served.method if served.method in _METHODS else "other"
        requests.labels(method, str(served.status)).inc()
        if served.method != "SOCKET":
            # A socket lasts as long as its client likes.
            seconds.observe(served.seconds)
        if served.code:
            refused.labels(served.code).inc()
        if served.cost:
            points.observe(served.cost)

    return count
