# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the workbook's help sheet: how it is filled in, then what each column is for."""

from collections.abc import Iterator

from graph.export.column import Column, Sheet, Use, Wording

TITLE = Wording(
    "So wird diese Arbeitsmappe ausgefüllt", "How to fill in this workbook", "Як заповнювати цю робочу книгу"
)
RULES = (
    Wording(
        "Eine Zeile ist ein Eintrag. Füllen Sie aus, was Sie wissen; eine leere Zelle sagt nichts.",
        "A row is a record. Fill in what you know; an empty cell says nothing.",
        "Один рядок — один запис. Заповнюйте те, що знаєте; порожня клітинка нічого не стверджує.",
    ),
    Wording(
        "„unbekannt“ heißt: Es gibt etwas, aber niemand weiß, was. „keine“ heißt: Es gibt ausdrücklich nichts.",
        "“unknown” means: there is something, but nobody knows what. “none” means: it is said that there is nothing.",
        "«невідомо» означає: щось є, але ніхто не знає, що саме. «немає» означає: прямо сказано, що нічого немає.",
    ),
    Wording(
        "Mehrere Werte in einer Zelle trennt ein Semikolon: Wiederaufbau; Jugend.",
        "Several values in a cell are separated by semicolons: Reconstruction; Youth.",
        "Кілька значень у клітинці розділяє крапка з комою: Відбудова; Молодь.",
    ),
    Wording(
        "Ein Datum ist so genau, wie es bekannt ist: 2022, 2022-12 oder 2022-12-07. 12/2022 und 07.12.2022 gehen auch.",
        "A date is as precise as it is known: 2022, 2022-12 or 2022-12-07. 12/2022 and 07.12.2022 are understood too.",
        "Дата настільки точна, наскільки відома: 2022, 2022-12 або 2022-12-07. Можна також 12/2022 і 07.12.2022.",
    ),
    Wording(
        "Andere Blätter nennen einen Eintrag mit seiner Kennung oder seinem Namen.",
        "Other sheets name a record by its key or its name.",
        "Інші аркуші називають запис за його ідентифікатором або назвою.",
    ),
    Wording(
        "Zeilen, deren Kennung mit „Beispiel:“ beginnt, werden nicht gelesen. Sie können sie löschen.",
        "Rows whose key begins with “Example:” are not read. You may delete them.",
        "Рядки, ідентифікатор яких починається з «Приклад:», не зчитуються. Їх можна видалити.",
    ),
    Wording(
        "Für alles andere legen Sie rechts eine Spalte an, deren Überschrift „Merkmal: …“ lautet.",
        "For anything else add a column on the right, headed “Attribute: …”.",
        "Для всього іншого додайте праворуч стовпець із заголовком «Ознака: …».",
    ),
    Wording(
        "Die Kopfzeile ist gegen Versehen geschützt, ohne Kennwort. Spalten dürfen fehlen oder anders geordnet sein.",
        "The header row is protected against accidents, without a password. Columns may be missing or reordered.",
        "Рядок заголовків захищено від випадкових змін, без пароля. Стовпців може бракувати, порядок довільний.",
    ),
    Wording(
        "Personen nur in einer öffentlichen Funktion: Name, Funktion, Stelle, dienstlicher Kontakt.",
        "Persons only in a public function: name, function, body, official contact.",
        "Особи — лише на публічній посаді: ім’я, посада, установа, службовий контакт.",
    ),
)
OF_EXPORTS = (
    Wording(
        "Diese Mappe wurde aus dem Partnernetz geschrieben. Beim Einlesen zählt nur, was Sie geändert haben.",
        "This workbook was written by the partner network. When it is loaded, only what you changed counts.",
        "Цю книгу записано з партнерської мережі. Під час завантаження враховується лише те, що ви змінили.",
    ),
    Wording(
        "Eine geänderte Zelle ist eine Korrektur, eine geleerte nimmt zurück, eine neue Zeile ist ein Eintrag.",
        "A changed cell is a correction, an emptied one retracts the fact, a new row is a new record.",
        "Змінена клітинка — виправлення, спорожнена відкликає відомість, новий рядок — новий запис.",
    ),
    Wording(
        "Ändern Sie die Kennungen nicht. Wer eine Zeile löscht, löscht damit keinen Eintrag.",
        "Do not change the keys. Deleting a row does not delete the record.",
        "Не змінюйте ідентифікаторів. Видалення рядка не видаляє запису.",
    ),
    Wording(
        "Ein Apostroph am Anfang einer Zelle gehört nicht zum Text: Er verhindert, dass dieser als Formel gilt.",
        "An apostrophe at the beginning of a cell is no part of the text: it keeps it from being a formula.",
        "Апостроф на початку клітинки не належить до тексту: він не дає сприйняти його як формулу.",
    ),
)
HEADS = (
    Wording("Blatt", "Sheet", "Аркуш"),
    Wording("Spalte", "Column", "Стовпець"),
    Wording("Was hineingehört", "What belongs there", "Що туди вписувати"),
    Wording("Form", "Form", "Форма"),
)

_LIST = Wording("aus der Liste", "from the list", "зі списку")
_MANY = Wording("mehrere mit ;", "several with ;", "кілька через ;")
_KEY = Wording("beliebig", "free", "довільно")


def rules(lang: str, *, is_export: bool) -> Iterator[str]:
    """The rules, one paragraph each."""
    yield from (rule.in_(lang) for rule in ((*OF_EXPORTS, *RULES) if is_export else RULES))


def explained(sheet: Sheet, columns: tuple[Column, ...], lang: str) -> Iterator[tuple[str, ...]]:
    """A row for the sheet, then one for each of its columns."""
    yield (sheet.title.in_(lang), "", sheet.advice.in_(lang), "")
    for column in columns:
        yield ("", column.header.in_(lang), column.advice.in_(lang), ", ".join(_form(column, lang)))


def _form(column: Column, lang: str) -> Iterator[str]:
    if column.use is Use.KEY:
        yield _KEY.in_(lang)
    if column.scheme or column.choices:
        yield _LIST.in_(lang)
    if column.many:
        yield _MANY.in_(lang)
