# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents and bodies made to hurt: each with the code it must get."""

import json


def fragments(count: int, spread: str) -> str:
    """Fragments F0 to F(count), each spreading the next ones."""
    return "".join(f"fragment F{n} on Query {{ {spread.format(n + 1)} }}" for n in range(count))


LAST = "fragment F150 on Query { town(number: 1) { name } }"

DOCUMENTS = {
    "fragment bomb": ("{ ...F0 }" + fragments(150, "...F{0} ...F{0}") + LAST, "QUERY_TOO_COMPLEX"),
    "fragment chain": ("{ ...F0 }" + fragments(150, "...F{0}") + LAST, "QUERY_TOO_COMPLEX"),
    "fragment ring": (
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "aliases": ("{" + " ".join(f"a{n}: hello" for n in range(600)) + "}", "QUERY_TOO_COMPLEX"),
    "same field": ("{" + "hello " * 1_990 + "}", "QUERY_TOO_COMPLEX"),
    "overlapping": ("{" + "town(number: 1) { ... { ... { name number } } } " * 110 + "}", "QUERY_TOO_COMPLEX"),
    "deep fields": ("{ town(number: 1)" + "{ neighbours" * 90 + "{ name }" + "}" * 90 + "}", "QUERY_TOO_COMPLEX"),
    "deep braces": ("{ a" * 3_000 + "}" * 3_000, "GRAPHQL_PARSE_FAILED"),
    "deeper braces": ("{ a" * 300 + "}" * 300, "GRAPHQL_PARSE_FAILED"),
    "deep inline fragments": ("{" + "... {" * 150 + "hello" + "}" * 151, "QUERY_TOO_COMPLEX"),
    "deep list": ("{ echo(text: " + "[" * 190 + "]" * 190 + ") }", "GRAPHQL_VALIDATION_FAILED"),
    "directives": ("{ hello " + "@skip(if: false) " * 250 + "}", "QUERY_TOO_COMPLEX"),
    "unknown fields": ("{" + " ".join(f"helo{n}" for n in range(1_900)) + "}", "GRAPHQL_VALIDATION_FAILED"),
    "unknown arguments": ("{ hello(" + " ".join(f"a{n}: 1" for n in range(600)) + ") }", "GRAPHQL_VALIDATION_FAILED"),
    "variables": ("query (" + " ".join(f"$v{n}: Int" for n in range(450)) + ") { hello }", "GRAPHQL_VALIDATION_FAILED"),
    "operations": (" ".join(f"query Q{n} {{ hello }}" for n in range(300)), "QUERY_TOO_COMPLEX"),
    "introspection": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "pages of pages": (
        "{ towns(first: 100) { nodes { partners(first: 100) { nodes { name } } } } }",
        "QUERY_TOO_COMPLEX",
    ),
    "lists of lists": (
        "{ town(number: 1) {" + "neighbours {" * 8 + "name" + "}" * 8 + "} }",
        "QUERY_TOO_COMPLEX",
    ),
    "comments": ("#" * 31_000 + "\n" + "#\n" * 60 + "{ hello }", "QUERY_TOO_COMPLEX"),
    "long name": ("{ " + "h" * 30_000 + " }", "QUERY_TOO_COMPLEX"),
    "long number": ("{ town(number: " + "9" * 30_000 + ") { name } }", "GRAPHQL_VALIDATION_FAILED"),
    "controls": ("{ hello \u0000 }", "GRAPHQL_PARSE_FAILED"),
    "nothing": ("", "GRAPHQL_PARSE_FAILED"),
    "only fragments": ("fragment A on Query { hello }", "GRAPHQL_VALIDATION_FAILED"),
    "definitions": ("type Query { hello: String }", "GRAPHQL_VALIDATION_FAILED"),
}
"""Name → document, and the code of its first error."""

EXPENSIVE = (
    "{ towns(first: 100) { nodes { partners(first: 95) { nodes { name number } } } } }",
    "{"
    + " ".join(f"a{n}: __schema {{ types {{ fields {{ type {{ fields {{ name }} }} }} }} }}" for n in range(30))
    + "}",
    "{ town(number: 1) {" + "neighbours {" * 5 + "name" + "}" * 5 + "} }",
)
"""Documents within all limits that are as much work as can be asked for."""


def bodies() -> list[bytes]:
    """Everything above as bodies of requests, and a few that are no requests."""
    documents = [text for text, _ in DOCUMENTS.values()] + list(EXPENSIVE) * 4
    broken = [b"null", b"[" * 60_000, b'{"query": "\xff"}', b'{"query": "{hello}", "variables": {"x": ' + b"9" * 5_000]
    return [json.dumps({"query": text}).encode() for text in documents] + broken
