# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Common nouns by which files describe a body without saying which: "Sparkasse", "Stadtbibliothek", "Ehrenamtliche".

Two files that write no more mean two bodies as likely as one. A place or a proper name beside the noun is enough to
tell. The lists need not be complete: what they lack is joined as it would be without them.
"""

from graph.text import name_key

_ENDINGS = (
    *("agentur", "akademie", "amt", "archiv", "behörde", "beirat", "betrieb", "betriebe", "bibliothek", "börse"),
    *("bücherei", "büro", "bündnis", "bund", "dienst", "dienste", "feuerwehr", "flughafen", "förderung", "freunde"),
    *("garten", "gemeinde", "genossenschaft", "gesellschaft", "gruppe", "haus", "hilfe", "hochschule", "institut"),
    *("jugend", "kammer", "kasse", "kirche", "klinik", "klinikum", "kreis", "ministerium", "museum", "netzwerk"),
    *("orchester", "polizei", "schule", "seminar", "stelle", "stiftung", "theater", "verband", "verein", "verwaltung"),
    *("werk", "werke", "zentrale", "zentrum"),
)
"""German nouns, also at the end of a compound."""
_NOUNS = (
    *("Ehrenamtliche", "Freiwillige", "Bürger", "Geflüchtete", "Vereine", "Schulen", "Unternehmen", "Betriebe"),
    *("Partner", "Kirchen", "Krankenhäuser", "Hochschulen", "Universitäten", "Verbände", "Initiativen"),
    *("Organisationen", "Kommunen", "Club", "Forum", "Hafen", "Markt", "Messe", "Oper", "Presse", "Rat"),
    *("Tafel", "Zoo", "Universität", "Stadttheater", "airport", "bank", "city library", "hospital", "library"),
    *("police", "school", "theatre", "volunteers", "citizens", "schools", "companies", "businesses"),
    *("partners", "churches", "hospitals", "universities", "аеропорт", "банк", "бібліотека", "гімназія"),
    *("дитячий садок", "лікарня", "ліцей", "музей", "поліція", "театр", "школа", "міська лікарня"),
    *("міська бібліотека", "тепломережа", "водоканал", "волонтери", "громадяни", "школи", "лікарні"),
    *("підприємства", "партнери", "церкви", "університети", "заклади", "організації", "громади"),
)
"""Nouns of three languages, and people as a group, where the name is nothing else."""


class Nouns:
    """Knows common nouns by their keys."""

    def __init__(self) -> None:
        self._endings = tuple(map(name_key, _ENDINGS))
        self._nouns = frozenset(map(name_key, _NOUNS))

    def describe(self, key: str) -> bool:
        """Whether a name, of which the key is given, is a noun and no more.

        Example:
            >>> [Nouns().describe(key) for key in ("sparkasse", "sparkasse jena", "hanova", "ehrenamtliche")]
            [True, False, False, True]
        """
        return key in self._nouns or (" " not in key and key.endswith(self._endings))
