# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Countries: ISO 3166 alpha-2 codes with their names from Unicode CLDR, read through Babel.

Nothing of CLDR is copied. What CLDR names but is no country (unions, outlying parts, test regions) is left out;
Kosovo is in, with the code XK that CLDR gives it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale

from graph.terms import LANGUAGES, Concept

NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


def read_countries() -> Mapping[str, Concept]:
    """Every country by its code, in the order of the codes.

    Example:
        >>> read_countries()["UA"].labels["de"]
        'Ukraine'
    """
    names = {language: _names(language) for language in LANGUAGES}
    codes = sorted(code for code in names["en"] if len(code) == 2 and code not in NOT_COUNTRIES)
    return MappingProxyType({code: _country(code, {lang: names[lang][code] for lang in LANGUAGES}) for code in codes})


def _names(language: str) -> Mapping[str, str]:
    return {str(code): str(name) for code, name in Locale(language).territories.items()}


def _country(code: str, labels: Mapping[str, str]) -> Concept:
    return Concept("countries", code, MappingProxyType(dict(labels)), MappingProxyType({}))
