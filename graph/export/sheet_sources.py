# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet of sources: the documents, pages, lists and interviews that the other rows cite."""

from dataclasses import replace

from graph.export.column import Column, Sheet, Wording
from graph.export.shared_columns import LOCATOR, SOURCE, VISIBILITY, by_language, key, same

_TITLE = Wording("Quellen", "Sources", "Джерела")
_ALSO = ("Quelle", "Source", "Belege", "References", "Джерело")
_ADVICE = Wording(
    "Worauf sich die Angaben stützen: Berichte, Webseiten, Listen, Gespräche. Eine Zeile je Quelle.",
    "What the facts rest on: reports, web pages, lists, interviews. One row for each source.",
    "На чому ґрунтуються відомості: звіти, вебсторінки, списки, розмови. По одному рядку на джерело.",
)


def sheet() -> Sheet:
    """The sheet, headers not yet gathered."""
    return Sheet("sources", "source", _TITLE, _ALSO, _ADVICE, _columns())


def _columns() -> tuple[Column, ...]:
    """The columns, in their order; a source that is itself cited from another one is exported so."""
    hidden = tuple(replace(column, in_template=False) for column in (SOURCE, LOCATOR))
    return (_KEY, _KIND, *_titles(), *_REST, VISIBILITY, *hidden)


def _titles() -> tuple[Column, ...]:
    titles = by_language(
        "title",
        Wording("Titel", "Title", "Заголовок"),
        advice=Wording("Wie die Quelle heißt.", "What the source is called.", "Як називається джерело."),
        also=("Name", "Bezeichnung", "Label", "Назва"),
        examples=(
            Wording(
                "Jahresbericht der Partnerschaften", "Annual report on partnerships", "Річний звіт про партнерства"
            ),
        ),
    )
    subtitles = by_language(
        "subtitle",
        Wording("Untertitel", "Subtitle", "Підзаголовок"),
        advice=Wording("Zusatz zum Titel.", "Addition to the title.", "Доповнення до заголовка."),
    )
    return (*titles, *(replace(column, in_template=False) for column in subtitles))


_KEY = key(
    Wording("Beispiel: Bericht", "Example: report", "Приклад: звіт"),
    advice=Wording(
        "Ein kurzes Wort, das in der Spalte „Quelle“ der anderen Blätter steht. Leer: der Titel.",
        "A short word that stands in the column “Source” of the other sheets. Empty: the title.",
        "Коротке слово, яке стоїть у стовпці «Джерело» інших аркушів. Порожньо: заголовок.",
    ),
)
_KIND = Column(
    "kind",
    Wording("Art", "Kind", "Вид"),
    property="kind",
    scheme="source_kinds",
    also=("Typ", "Type", "Тип"),
    advice=Wording("Aus der Liste.", "From the list.", "Зі списку."),
    examples=(same("report"),),
    width=18,
)


def _plain(
    name: str, header: Wording, *also: str, advice: Wording, example: Wording, in_template: bool = True
) -> Column:
    return Column(
        name, header, property=name, also=also, advice=advice, examples=(example,), width=20, in_template=in_template
    )


_NO = Wording("", "", "")
_REST = (
    _plain(
        "publisher",
        Wording("Herausgeber", "Publisher", "Видавець"),
        "Autor",
        "Author",
        "Herausgeberin",
        "Автор",
        advice=Wording("Wer sie veröffentlicht hat.", "Who published it.", "Хто оприлюднив."),
        example=Wording("Stadt Musterstadt", "City of Sampletown", "Місто Зразкове"),
    ),
    _plain(
        "url",
        Wording("Webadresse", "Web address", "Вебадреса"),
        "URL",
        "Link",
        "Website",
        "Посилання",
        advice=Wording("Beginnt mit https://.", "Begins with https://.", "Починається з https://."),
        example=same("https://www.example.org/report"),
    ),
    _plain(
        "published",
        Wording("Veröffentlicht", "Published", "Опубліковано"),
        "Datum",
        "Date",
        "Erscheinungsdatum",
        "Дата",
        advice=Wording(
            "2023, 2023-05 oder 2023-05-17.", "2023, 2023-05 or 2023-05-17.", "2023, 2023-05 або 2023-05-17."
        ),
        example=same("2023-05"),
    ),
    _plain(
        "retrieved",
        Wording("Abgerufen", "Retrieved", "Отримано"),
        "Abrufdatum",
        "Accessed",
        "Дата доступу",
        advice=Wording("Wann sie abgerufen wurde.", "When it was retrieved.", "Коли отримано."),
        example=same("2023-06-01"),
    ),
    _plain(
        "lang",
        Wording("Sprache", "Language", "Мова"),
        advice=Wording("Kürzel: de, en, uk.", "Tag: de, en, uk.", "Код: de, en, uk."),
        example=Wording("de", "en", "uk"),
    ),
    _plain(
        "licence",
        Wording("Lizenz", "Licence", "Ліцензія"),
        "License",
        "Rights",
        advice=Wording("Unter welchen Bedingungen.", "On which terms.", "На яких умовах."),
        example=_NO,
    ),
    _plain(
        "file_hash",
        Wording("Prüfsumme der Datei", "File hash", "Контрольна сума файлу"),
        "Prüfsumme",
        "Checksum",
        advice=Wording("sha256:…", "sha256:…", "sha256:…"),
        example=_NO,
        in_template=False,
    ),
    _plain(
        "loader",
        Wording("Einleser", "Loader", "Завантажувач"),
        advice=Wording("Womit sie eingelesen wurde.", "What read it.", "Чим зчитано."),
        example=_NO,
        in_template=False,
    ),
)
