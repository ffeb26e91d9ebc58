# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How identifiers of each register look, for people: an example says more than a regular expression."""

from collections.abc import Mapping
from types import MappingProxyType

EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "wikidata": "Q1715",
        "ror": "0abcdef12",
        "lei": "ABCDEFGHIJKLMNOPQR12",
        "ags": "03241001",
        "ars": "032410001001",
        "katottg": "UA12345678901234567",
        "edrpou": "12345678",
        "grid": "grid.1234.5",
        "isni": "000000012345678X",
        "gnd": "1234567-8",
        "viaf": "123456789",
        "geonames": "2910831",
        "nuts": "DE929",
        "eu_transparency": "123456789012-34",
        "orcid": "0000-0001-2345-678X",
    }
)


def written_like(register: str) -> str:
    """What to write instead.

    Example:
        >>> written_like("wikidata")
        'Write it like this: Q1715.'
    """
    example = EXAMPLES.get(register)
    return f"Write it like this: {example}." if example else "See how that register writes them."
