# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which schema of FollowTheMoney stands for what: kinds of stakeholders, ties, registers, languages."""

from collections.abc import Mapping
from types import MappingProxyType

SCHEMAS: Mapping[str, str] = MappingProxyType(
    {
        "municipality": "PublicBody",
        "administration_unit": "PublicBody",
        "council": "PublicBody",
        "state": "PublicBody",
        "national_government": "PublicBody",
        "eu_body": "PublicBody",
        "international_body": "PublicBody",
        "company": "Company",
        "person": "Person",
        "organisation": "Organization",
    }
)
"""Of each kind; one that is not here is what its broader kind is."""
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "municipality": "gov.muni",
        "administration_unit": "gov",
        "council": "gov",
        "state": "gov.state",
        "national_government": "gov.national",
        "eu_body": "gov.igo",
        "international_body": "gov.igo",
        "municipal_company": "gov.soe",
    }
)
"""The topic that goes with a kind."""
REGISTERS: Mapping[str, str] = MappingProxyType(
    {"wikidata": "wikidataId", "lei": "leiCode", "edrpou": "registrationNumber"}
)
"""Registers with a property of their own; others stand under idNumber, with their code."""
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "de": "deu",
        "en": "eng",
        "uk": "ukr",
        "pl": "pol",
        "fr": "fra",
        "es": "spa",
        "it": "ita",
        "ru": "rus",
        "nl": "nld",
        "cs": "ces",
        "tr": "tur",
    }
)
"""Codes of two letters as codes of three."""
