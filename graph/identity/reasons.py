# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why two records are the same, may be the same, or are not: a code with parameters, and its words in each language.

A reason is a value; words are made only where a person reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.model import DEFAULT_LANGUAGES, LANGUAGES


class Because(StrEnum):
    """The reasons that there are."""

    EQUAL_IDENTIFIER = "EQUAL_IDENTIFIER"
    EQUAL_NAME = "EQUAL_NAME"
    SAME_PARTIES = "SAME_PARTIES"
    OTHER_PERIOD = "OTHER_PERIOD"
    KNOWN_NAME = "KNOWN_NAME"
    """Nothing speaks for any other record: it is new."""
    DIFFERENT_IDENTIFIERS = "DIFFERENT_IDENTIFIERS"
    SEVERAL_HITS = "SEVERAL_HITS"
    NO_COUNTRY = "NO_COUNTRY"
    OTHER_COUNTRY = "OTHER_COUNTRY"
    NO_FAMILY = "NO_FAMILY"
    OTHER_FAMILY = "OTHER_FAMILY"
    FAR_APART = "FAR_APART"
    OTHER_LEVEL = "OTHER_LEVEL"
    UNNAMED = "UNNAMED"
    SHARED_NAME = "SHARED_NAME"
    FILE_TELLS_APART = "FILE_TELLS_APART"
    EQUAL_BUT_FORM = "EQUAL_BUT_FORM"
    EQUAL_SOUND = "EQUAL_SOUND"
    NEAR_NAME = "NEAR_NAME"
    SHARED_WORDS = "SHARED_WORDS"
    INITIALS = "INITIALS"
    EQUAL_HOST = "EQUAL_HOST"
    SAME_KIND_AND_PARTIES = "SAME_KIND_AND_PARTIES"
    SAME_KIND_AND_DATE = "SAME_KIND_AND_DATE"
    COUNTRY_MISSING = "COUNTRY_MISSING"
    COUNTRIES_DIFFER = "COUNTRIES_DIFFER"
    KINDS_DIFFER = "KINDS_DIFFER"
    PLACES_DIFFER = "PLACES_DIFFER"
    JUDGED = "JUDGED"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason."""

    code: Because
    parameters: tuple[str, ...] = ()
    """What the words of the reason are filled with, in their order."""

    def words(self, languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> str:
        """The reason in the first of the languages that it has words in; German, English and Ukrainian are there.

        Example:
            >>> Reason(Because.EQUAL_IDENTIFIER, ("wikidata", "Q1715")).words(("en",))
            'the same identifier: wikidata Q1715'
        """
        written = _WORDS[self.code]
        language = next((tag[:2].lower() for tag in languages if tag[:2].lower() in written), LANGUAGES[0])
        return written[language].format(*self.parameters)


def _said(de: str, en: str, uk: str) -> Mapping[str, str]:
    return {"de": de, "en": en, "uk": uk}


_WORDS: Mapping[Because, Mapping[str, str]] = {
    Because.EQUAL_IDENTIFIER: _said(
        "dieselbe Kennung: {0} {1}", "the same identifier: {0} {1}", "той самий ідентифікатор: {0} {1}"
    ),
    Because.EQUAL_NAME: _said(
        "derselbe Name „{0}“, dieselbe Art und dasselbe Land ({1})",
        "the same name “{0}”, kind and country ({1})",
        "та сама назва «{0}», той самий вид і країна ({1})",
    ),
    Because.SAME_PARTIES: _said(
        "dieselben Parteien: Partnerschaft, Freundschaft und Kontakt sind eine Zusammenarbeit",
        "the same parties: twinning, friendship and contact are one cooperation",
        "ті самі сторони: побратимство, дружба й контакт — це одна співпраця",
    ),
    Because.OTHER_PERIOD: _said(
        "die Zeiträume berühren sich nicht", "the periods do not touch", "періоди не стикаються"
    ),
    Because.KNOWN_NAME: _said("derselbe Name „{0}“", "the same name “{0}”", "та сама назва «{0}»"),
    Because.DIFFERENT_IDENTIFIERS: _said(
        "verschiedene Kennungen: {0} {1} und {2}",
        "different identifiers: {0} {1} and {2}",
        "різні ідентифікатори: {0} {1} та {2}",
    ),
    Because.SEVERAL_HITS: _said(
        "„{0}“ passt auf {1} Einträge", "“{0}” fits {1} records", "«{0}» відповідає кільком записам ({1})"
    ),
    Because.NO_COUNTRY: _said(
        "derselbe Name „{0}“, aber ein Land fehlt",
        "the same name “{0}”, but a country is missing",
        "та сама назва «{0}», але країну не вказано",
    ),
    Because.OTHER_COUNTRY: _said(
        "derselbe Name „{0}“, aber ein anderes Land ({1}, {2})",
        "the same name “{0}”, but another country ({1}, {2})",
        "та сама назва «{0}», але інша країна ({1}, {2})",
    ),
    Because.NO_FAMILY: _said(
        "derselbe Name „{0}“, aber die genaue Art fehlt",
        "the same name “{0}”, but the precise kind is missing",
        "та сама назва «{0}», але точний вид не вказано",
    ),
    Because.OTHER_FAMILY: _said(
        "derselbe Name „{0}“, aber eine andere Art",
        "the same name “{0}”, but another kind",
        "та сама назва «{0}», але інший вид",
    ),
    Because.FAR_APART: _said(
        "derselbe Name „{0}“, aber {1} km voneinander entfernt",
        "the same name “{0}”, but {1} km apart",
        "та сама назва «{0}», але на відстані {1} км",
    ),
    Because.OTHER_LEVEL: _said(
        "derselbe Name „{0}“, aber eine andere Ebene",
        "the same name “{0}”, but another level",
        "та сама назва «{0}», але інший рівень",
    ),
    Because.UNNAMED: _said(
        "eine ungenannte Gruppe ist keine bestimmte",
        "an unnamed group is no particular one",
        "неназвана група не є певною групою",
    ),
    Because.SHARED_NAME: _said(
        "derselbe Name „{0}“, aber so heißen viele",
        "the same name “{0}”, but many are called that",
        "та сама назва «{0}», але так називаються багато хто",
    ),
    Because.FILE_TELLS_APART: _said(
        "derselbe Name „{0}“, aber die Datei führt beide einzeln",
        "the same name “{0}”, but the file lists them apart",
        "та сама назва «{0}», але у файлі це окремі записи",
    ),
    Because.EQUAL_BUT_FORM: _said(
        "derselbe Name bis auf die Rechtsform: „{0}“ und „{1}“",
        "the same name but for the legal form: “{0}” and “{1}”",
        "та сама назва, крім правової форми: «{0}» і «{1}»",
    ),
    Because.EQUAL_SOUND: _said(
        "derselbe Name in anderer Umschrift: „{0}“ und „{1}“",
        "the same name in another transliteration: “{0}” and “{1}”",
        "та сама назва в іншій транслітерації: «{0}» і «{1}»",
    ),
    Because.NEAR_NAME: _said(
        "ein sehr ähnlicher Name: „{0}“ und „{1}“",
        "a very similar name: “{0}” and “{1}”",
        "дуже схожа назва: «{0}» і «{1}»",
    ),
    Because.SHARED_WORDS: _said(
        "seltene gemeinsame Wörter: {0}", "rare words in common: {0}", "спільні рідкісні слова: {0}"
    ),
    Because.INITIALS: _said(
        "„{0}“ sind die Anfangsbuchstaben von „{1}“",
        "“{0}” are the initials of “{1}”",
        "«{0}» — це початкові літери назви «{1}»",
    ),
    Because.EQUAL_HOST: _said("dieselbe Webadresse: {0}", "the same web address: {0}", "та сама вебадреса: {0}"),
    Because.SAME_KIND_AND_PARTIES: _said(
        "dieselbe Art der Zusammenarbeit zwischen denselben Parteien",
        "the same kind of cooperation between the same parties",
        "той самий вид співпраці між тими самими сторонами",
    ),
    Because.SAME_KIND_AND_DATE: _said(
        "dieselbe Art von Ereignis am selben Tag oder im selben Monat ({0})",
        "the same kind of event on the same date ({0})",
        "той самий вид події тієї самої дати ({0})",
    ),
    Because.COUNTRY_MISSING: _said(
        "aber ein Land ist nicht angegeben", "but a country is not given", "але країну не вказано"
    ),
    Because.COUNTRIES_DIFFER: _said(
        "aber verschiedene Länder: {0}, {1}", "but different countries: {0}, {1}", "але різні країни: {0}, {1}"
    ),
    Because.KINDS_DIFFER: _said("aber verschiedene Arten", "but different kinds", "але різні види"),
    Because.PLACES_DIFFER: _said("aber {0} km voneinander entfernt", "but {0} km apart", "але на відстані {0} км"),
    Because.JUDGED: _said("ein Mensch hat geurteilt", "a person has judged", "людина вже вирішила"),
}
