# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns that several sheets share: key, texts by language, dates, topics, visibility, source and locator."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from graph.export.column import Choice, Column, Use, Wording

LANGUAGE_WORDS: Mapping[str, Wording] = MappingProxyType(
    {
        "de": Wording("deutsch", "German", "німецькою"),
        "en": Wording("englisch", "English", "англійською"),
        "uk": Wording("ukrainisch", "Ukrainian", "українською"),
    }
)
"""What stands in parentheses behind a header whose texts are in a language."""
SAME = Wording("", "", "")


def same(text: str) -> Wording:
    """Words that are the same in every language."""
    return Wording(text, text, text)


def key(*examples: Wording, advice: Wording) -> Column:
    """The first column of a sheet; examples begin with the word that marks an example row."""
    return Column(
        code="key",
        header=Wording("Kennung", "Key", "Ідентифікатор"),
        use=Use.KEY,
        also=("ID", "Nr.", "Nummer", "Schlüssel", "Record", "Record id", "Ключ", "Код"),
        advice=advice,
        examples=examples,
        width=26,
    )


def by_language(
    name: str,
    header: Wording,
    *,
    advice: Wording,
    also: tuple[str, ...] = (),
    many: bool = False,
    examples: tuple[Wording, ...] = (),
) -> tuple[Column, ...]:
    """The columns of a text: one for each language, and one for texts whose language is not known."""
    base = Column(
        code=name,
        header=header,
        property=name,
        by_language=True,
        many=many,
        also=also,
        advice=advice,
        width=30,
        in_template=False,
    )
    spoken = (replace(in_language(base, lang), in_template=True) for lang in LANGUAGE_WORDS)
    return (*(replace(column, examples=_in(column.lang, examples)) for column in spoken), base)


def in_language(base: Column, lang: str) -> Column:
    """The column of the same texts in one language."""
    tongue = LANGUAGE_WORDS.get(lang, same(lang))
    words = (*base.header.all, *base.also, base.property)
    return replace(
        base,
        code=f"{base.property}.{lang}",
        header=Wording(*(f"{base.header.in_(each)} ({tongue.in_(each)})" for each in ("de", "en", "uk"))),
        lang=lang,
        by_language=False,
        also=tuple(f"{word} ({called})" for word in words for called in (*tongue.all, lang)),
    )


def _in(lang: str, examples: tuple[Wording, ...]) -> tuple[Wording, ...]:
    return tuple(same(example.in_(lang)) for example in examples)


STARTS = Column(
    "starts",
    Wording("Beginn", "Start", "Початок"),
    property="starts",
    also=("Von", "Seit", "Start date", "Startdatum", "From", "Since", "Від", "Дата початку", "starts"),
    advice=Wording(
        "So genau, wie es bekannt ist: 2022, 2022-12 oder 2022-12-07.",
        "As precise as it is known: 2022, 2022-12 or 2022-12-07.",
        "Настільки точно, наскільки відомо: 2022, 2022-12 або 2022-12-07.",
    ),
    examples=(same("2022-12"), same("2019")),
    width=12,
)
ENDS = Column(
    "ends",
    Wording("Ende", "End", "Кінець"),
    property="ends",
    also=("Bis", "Enddatum", "End date", "To", "Until", "До", "Дата завершення", "ends"),
    advice=Wording(
        "Wie der Beginn. Leer: nichts bekannt. „keine“: Es gibt ausdrücklich kein Ende.",
        "As the start. Empty: nothing is known. “none”: it is said to have no end.",
        "Як і початок. Порожньо: нічого не відомо. «немає»: прямо сказано, що кінця немає.",
    ),
    examples=(SAME, same("2023-06-30")),
    width=12,
)
TOPIC = Column(
    "topic",
    Wording("Themen", "Topics", "Теми"),
    property="topic",
    scheme="topics",
    many=True,
    also=("Thema", "Topic", "Тема", "Themenfeld", "Themenfelder", "Handlungsfeld", "Сфера"),
    advice=Wording(
        "Arbeitsfelder aus der Liste; mehrere mit Semikolon getrennt.",
        "Fields of work from the list; several are separated by semicolons.",
        "Сфери діяльності зі списку; кілька розділяйте крапкою з комою.",
    ),
    examples=(same("reconstruction; democracy"), same("reconstruction")),
    width=30,
)
VISIBILITY = Column(
    "visibility",
    Wording("Sichtbarkeit", "Visibility", "Видимість"),
    property="visibility",
    choices=(
        Choice("public", Wording("öffentlich", "public", "публічно")),
        Choice("internal", Wording("intern", "internal", "внутрішнє")),
    ),
    advice=Wording(
        "„öffentlich“: alle sehen die Zeile. „intern“: nur die Verwaltung. Leer: wie üblich, Personen also intern.",
        "“public”: everybody sees the row. “internal”: staff only. Empty: as usual, so persons are internal.",
        "«публічно»: рядок бачать усі. «внутрішнє»: лише адміністрація. Порожньо: як зазвичай, тож особи — внутрішні.",
    ),
    examples=(same("public"), same("internal")),
    width=13,
)
SOURCE = Column(
    "source",
    Wording("Quelle", "Source", "Джерело"),
    use=Use.SOURCE,
    refers_to="source",
    many=True,
    also=("Quellen", "Sources", "Джерела", "Beleg", "Belege", "Nachweis", "Reference"),
    advice=Wording(
        "Wer es sagt: Kennung oder Titel einer Zeile im Blatt „Quellen“. Leer: diese Arbeitsmappe selbst.",
        "Who says so: key or title of a row of the sheet “Sources”. Empty: this workbook itself.",
        "Хто це стверджує: ідентифікатор або заголовок рядка на аркуші «Джерела». Порожньо: сама ця книга.",
    ),
    examples=(Wording("Beispiel: Bericht", "Example: report", "Приклад: звіт"), SAME),
    width=22,
)
LOCATOR = Column(
    "locator",
    Wording("Fundstelle", "Locator", "Місце в джерелі"),
    use=Use.LOCATOR,
    many=True,
    also=("Fundstellen", "Locators", "Stelle", "Seite", "Page", "Сторінка", "Покликання на місце"),
    advice=Wording(
        "Wo in der Quelle es steht, etwa „Seite 4“. Bei mehreren Quellen in deren Reihenfolge, mit Semikolon getrennt.",
        "Where in the source it stands, such as “page 4”. Several sources: in their order, with semicolons.",
        "Де саме в джерелі, наприклад «сторінка 4». Для кількох джерел — у їхньому порядку, через крапку з комою.",
    ),
    examples=(Wording("Seite 4", "page 4", "сторінка 4"), SAME),
    width=18,
)
LAST = (VISIBILITY, SOURCE, LOCATOR)
"""The last columns of every sheet."""


def descriptions() -> tuple[Column, ...]:
    """The short description, by language."""
    return by_language(
        "description",
        Wording("Beschreibung", "Description", "Опис"),
        advice=Wording(
            "Ein oder zwei Sätze in eigenen Worten.",
            "One or two sentences in your own words.",
            "Одне-два речення власними словами.",
        ),
    )
