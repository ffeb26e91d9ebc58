# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a view shows as CSV: a ZIP archive one file for each sheet of the workbook, and a README for people.

RFC 4180 (commas, quotation marks doubled, CRLF), UTF-8 with a byte order mark, by which spreadsheets know it. The
columns are those of the workbook in which something stands. Cells are made harmless as `graph.export.cells` says.
"""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from graph.export.choices import Tongue
from graph.export.column import Wording
from graph.export.gathering import Gathered, gathered, shown_rows
from graph.export.packed import entry
from graph.export.wanted import Wanted
from graph.stores.protocol import View

_README = Wording(
    """Partnernetz, Stand {revision} vom {date}

Eine Datei je Art von Eintrag; die erste Spalte ist seine Kennung, mit der die anderen Dateien ihn nennen.
Mehrere Werte in einer Zelle trennt "; ". "unbekannt" heißt: Es gibt etwas, aber niemand weiß, was; "keine": Es gibt
ausdrücklich nichts; eine leere Zelle: Niemand sagt etwas. Ein Apostroph am Anfang einer Zelle gehört nicht zum Text:
Er verhindert, dass ein Tabellenprogramm ihn als Formel versteht.
UTF-8, Komma als Trennzeichen (RFC 4180). In Excel: Daten, Aus Text/CSV.
""",
    """Partnernetz, revision {revision} of {date}

One file for each type of record; the first column is its key, by which the other files name it.
Several values in a cell are separated by "; ". "unknown" means: there is something, but nobody knows what; "none": it
is said that there is nothing; an empty cell: nobody says anything. An apostrophe at the beginning of a cell is no part
of the text: it keeps a spreadsheet from taking it for a formula.
UTF-8, separated by commas (RFC 4180). In Excel: Data, From Text/CSV.
""",
    """Partnernetz, редакція {revision} від {date}

Один файл на кожен тип запису; перший стовпець — ідентифікатор, за яким запис називають інші файли.
Кілька значень у клітинці розділяє "; ". "невідомо" означає: щось є, але ніхто не знає, що саме; "немає": прямо сказано,
що нічого немає; порожня клітинка: ніхто нічого не стверджує. Апостроф на початку клітинки не належить до тексту: він не
дає табличній програмі сприйняти його як формулу.
UTF-8, роздільник — кома (RFC 4180). В Excel: Дані, З тексту/CSV.
""",
)


def write_csv(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the archive.

    Cost: O(claims); memory for the names of stakeholders and cooperations, and for one page of records.
    """
    tongue = Tongue(view.kinds, next(iter(wanted.languages), ""))
    with gathered(view, wanted) as found, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(entry("README.txt"), "\r\n".join(_readme(view, found, tongue)))
        for table in found.tables:
            columns = table.columns(with_empty=False)
            with archive.open(entry(f"{table.sheet.code}.csv"), "w", force_zip64=table.is_large) as file:
                text = TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
                writer = csv.writer(text)
                writer.writerow([column.header.in_(tongue.lang) for column in columns])
                rows = shown_rows(table, columns, found.names, tongue)
                writer.writerows([cell.text for cell in row] for row in rows)
                text.flush()
                text.detach()


def _readme(view: View, found: Gathered, tongue: Tongue) -> Iterator[str]:
    revision = view.revision
    text = _README.in_(tongue.lang)
    yield from text.format(revision=revision.number, date=revision.at.date().isoformat()).splitlines()
    yield ""
    for table in found.tables:
        yield f"{table.sheet.code}.csv: {table.sheet.title.in_(tongue.lang)} ({table.rows})"
    yield ""
