# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every limit of the service in one frozen value: its default, its unit and why it is there.

A limit is a setting; none can be switched off. `described()` feeds `service { limits }` and the
reference page, so a limit that is not in this file does not exist.
"""

from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class LimitInfo:
    """One limit as readers see it."""

    name: str
    value: int
    unit: str
    description: str


def _limit(default: int, unit: str, description: str) -> int:
    """A dataclass field that carries its unit and its reason."""
    made: int = field(default=default, metadata={"unit": unit, "description": description})
    return made


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may ask of the service, from the connection down to the execution."""

    request_arrival: int = _limit(10, "seconds", "A connection that has not delivered a whole request is cut off.")
    header_count: int = _limit(100, "headers", "More headers answer 431.")
    header_size: int = _limit(16_000, "bytes", "All header names and values together; more answers 431.")
    target_length: int = _limit(8_000, "bytes", "Path and query string together; more answers 414.")
    body_size: int = _limit(64_000, "bytes", "The body of a request; more answers 413.")
    json_depth: int = _limit(20, "levels", "Nesting of variables and of extensions.")
    json_values: int = _limit(1_000, "values", "Values in variables and in extensions.")
    document_length: int = _limit(32_000, "characters", "Length of the GraphQL document.")
    document_tokens: int = _limit(2_000, "tokens", "Lexical tokens of the document.")
    document_comments: int = _limit(50, "comments", "Comments of the document.")
    aliases: int = _limit(30, "aliases", "Aliases as written; a fragment counts once.")
    directives_per_place: int = _limit(4, "directives", "Directives on one field, fragment or operation.")
    directives: int = _limit(20, "directives", "Directives in the whole document.")
    operations: int = _limit(5, "operations", "Operations in one document.")
    name_length: int = _limit(100, "characters", "Length of any name in the document.")
    literals: int = _limit(1_000, "values", "Values in the lists and objects written into the document.")
    mutation_fields: int = _limit(10, "fields", "Changes asked for in one request.")
    page_size: int = _limit(100, "items", "Largest `first` or `last`.")
    page_default: int = _limit(20, "items", "Page size assumed, and given, without `first` or `last`.")
    list_size: int = _limit(5, "items", "Items assumed in a list that has no page argument.")
    cost: int = _limit(10_000, "points", "Estimated cost of one request.")
    depth: int = _limit(15, "levels", "Nesting of fields.")
    introspection_depth: int = _limit(20, "levels", "Nesting of fields below `__schema` and `__type`.")
    merge_budget: int = _limit(20_000, "comparisons", "Work allowed to see whether overlapping fields can be merged.")
    bucket_capacity: int = _limit(100_000, "points", "Cost that a token or an address may spend at once.")
    bucket_refill: int = _limit(2_000, "points per second", "How fast the bucket fills again.")
    bucket_count: int = _limit(10_000, "buckets", "Buckets kept; the one not used for longest makes room.")
    refused_cost: int = _limit(100, "points", "Taken from the bucket for a document that is refused.")
    query_deadline: int = _limit(1_000, "milliseconds", "Longest execution of a query.")
    mutation_deadline: int = _limit(10_000, "milliseconds", "Longest execution of a mutation.")
    executions: int = _limit(3, "executions", "Requests executed at the same time; one place is kept for light ones.")
    light_cost: int = _limit(200, "points", "Up to this cost a request is light: it may use the place kept free.")
    waiting: int = _limit(100, "requests", "Requests waiting for a place; more answer 503.")
    waiting_time: int = _limit(5, "seconds", "Longest wait for a place; then 503.")
    cached_nodes: int = _limit(100_000, "nodes", "Size of the parsed documents that are kept.")
    streams: int = _limit(1_000, "streams", "Open sockets and event streams in all; more answer 503.")
    streams_per_client: int = _limit(50, "streams", "Open sockets and event streams of a token or an address.")
    socket_init: int = _limit(5, "seconds", "A socket that has not introduced itself is closed.")
    socket_operations: int = _limit(20, "operations", "Operations at the same time on one socket.")
    socket_burst: int = _limit(100, "messages", "Messages that a socket may send at once.")
    socket_rate: int = _limit(50, "messages per second", "Messages that a socket may send on average.")
    socket_frame: int = _limit(256_000, "bytes", "Size of one message on a socket.")
    stream_patience: int = _limit(20, "seconds", "A client that takes nothing for so long is cut off.")
    token_check: int = _limit(30, "seconds", "The token of a stream is looked at this often, and when it expires.")
    news_deadline: int = _limit(10_000, "milliseconds", "Longest execution for one event of a subscription.")
    upload_size: int = _limit(200_000_000, "bytes", "Size of one upload; more answers 413.")
    upload_arrival: int = _limit(600, "seconds", "An upload that has not arrived by then is cut off.")
    uploads: int = _limit(20, "uploads", "Uploads of a token that wait or arrive; of all tokens, five times as many.")
    upload_kept: int = _limit(3_600, "seconds", "An upload that was not read by then is removed.")
    jobs: int = _limit(2, "jobs", "Jobs that run at the same time; one place is kept for bearers of tokens.")
    jobs_waiting: int = _limit(20, "jobs", "Jobs of tokens that wait for a place; of strangers, a quarter of that.")
    jobs_per_client: int = _limit(3, "jobs", "Jobs of a token or an address that have not ended; more answer 429.")
    job_deadline: int = _limit(600_000, "milliseconds", "Longest execution of a job.")
    job_result: int = _limit(10_000_000, "bytes", "Size of a job's answer; a longer one is not kept.")
    job_kept: int = _limit(3_600, "seconds", "How long the answer of a job is kept.")
    jobs_kept: int = _limit(20, "jobs", "Jobs that have ended and are kept, of each token and of all strangers.")

    def __post_init__(self) -> None:
        for info in self.described():
            if info.value < 1:
                raise ValueError(f"The limit {info.name} is {info.value}; it must be at least 1 {info.unit}.")

    def described(self) -> tuple[LimitInfo, ...]:
        """All limits in the order in which a request meets them."""
        return tuple(
            LimitInfo(f.name, getattr(self, f.name), f.metadata["unit"], f.metadata["description"])
            for f in fields(self)
        )
