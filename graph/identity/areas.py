# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a town is meant or a wider area that bears its name: "Hannover" and "Region Hannover" are of one kind here.

A name says so by a word, an identifier by how it is written. Nothing said is no area: registers of districts often
write the bare name and leave it to the key to tell which of the two they mean.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from graph.identity.translated import AREAS, Translated
from graph.model import Identifier
from graph.text import words

BY_KEY = "~wide"
"""What stands for an area that only its identifier tells."""
_WIDE: Mapping[str, re.Pattern[str]] = {
    "ags": re.compile(r"\d{2,5}"),
    "ars": re.compile(r"\d{2,5}"),
    "katottg": re.compile(r"UA(?!80|85)\d{4}0{8}\d{5}"),
}
"""How keys of districts and wider areas are written; Kyiv and Sevastopol have that of an oblast."""
_PARTS = re.compile(r"[(),]")


class Areas:
    """Finds what says that an area is meant."""

    def __init__(self) -> None:
        self._translated = Translated(AREAS)

    def named(self, names: Iterable[str]) -> frozenset[str]:
        """The sorts of area that names speak of; none for a town.

        Example:
            >>> Areas().named(["Hannover", "Region Hannover"]), Areas().named(["Миколаївський район"])
            (frozenset({'~region'}), frozenset({'~district'}))
            >>> Areas().named(["Augsburg (Landkreis)"]), Areas().named(["Миколаїв (Львівська область)"])
            (frozenset({'~district'}), frozenset())
        """
        return frozenset(token for name in names for token in self._said(name))

    def _said(self, name: str) -> Iterator[str]:
        """Behind a bracket or comma an area says where a town is ("Emsdetten, Kreis Steinfurt"), if it is not alone."""
        first, *further = ([self._translated.token(word) for word in words(part)] for part in _PARTS.split(name))
        yield from filter(None, (*first, *(token for part in further if all(part) for token in part)))


def is_wide(identifier: Identifier) -> bool:
    """Whether an identifier is that of an area, not of a town.

    Example:
        >>> is_wide(Identifier("ags", "03241")), is_wide(Identifier("ags", "03241001"))
        (True, False)
    """
    written = _WIDE.get(identifier.scheme)
    return bool(written and written.fullmatch(identifier.value))
