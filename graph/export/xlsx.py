# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook of what a view shows: staff correct it and load it again, and only what they changed counts.

It has the sheets and columns of the template. Very hidden sheets carry the revision and, for each row, the record's id
and the value of every cell as it was exported, so that a loader can tell what was changed.
"""

from collections.abc import Iterator
from typing import BinaryIO

from graph.export.cells import Shown
from graph.export.choices import Tongue
from graph.export.gathering import Table, gathered, shown_rows
from graph.export.hidden import about_export, hidden_row
from graph.export.packing import Stream, pack
from graph.export.skeleton import Skeleton
from graph.export.wanted import Wanted
from graph.export.workbook import HIDDEN, META_SHEET
from graph.stores.protocol import View


def write_xlsx(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the workbook.

    Raises:
        BadInput: more records of a type than a sheet has rows.

    Cost: O(claims); memory for the names of stakeholders and cooperations, and for one page of records.
    """
    tongue = Tongue(view.kinds, next(iter(wanted.languages), ""))
    with gathered(view, wanted) as found:
        tables = [(table, table.columns(with_empty=True)) for table in found.tables]
        book = Skeleton(tongue)
        book.add_help([(table.sheet, columns) for table, columns in tables], is_export=True)
        streams: dict[str, Stream] = {}
        for table, columns in tables:
            made = book.add(table.sheet, columns)
            cells = shown_rows(table, columns, found.names, tongue)
            streams[made.title] = Stream(cells, book.styles(made), is_large=table.is_large)
        for table, _ in tables:
            book.hide(HIDDEN + table.sheet.code)
            streams[HIDDEN + table.sheet.code] = Stream(_remembered(table), is_large=table.is_large)
        book.hide_lists()
        book.hide(META_SHEET, about_export(view, tongue.lang))
        book.workbook.active = 1
        pack(book.workbook, streams, view.revision.at, out)


def _remembered(table: Table) -> Iterator[list[Shown]]:
    for record, text in table.lines():
        yield [Shown(part) for part in hidden_row(record, text)]
