# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of spreadsheets share: a town in a store, its exports, and an independent reader that opens them."""

from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from graph.export.template import write_template
from graph.export.wanted import Wanted
from graph.export.xlsx import write_xlsx
from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.memory import MemoryStore
from graph.stores.protocol import View
from tests.graph.stores.city import told
from tests.graph.stores.contract import Repeatable
from tests.graph.stores.story import Story

GERMAN = Wanted(languages=("de",))
Rows = list[dict[str, object]]


def view_of(kinds: Kinds, story: Story, audience: Audience = Audience.INTERNAL) -> View:
    """What the audience sees of a story."""
    store = MemoryStore(kinds, Repeatable())
    store.commit(story.change())
    return store.view(audience)


def town(kinds: Kinds, audience: Audience = Audience.INTERNAL) -> View:
    """What the audience sees of the invented town."""
    return view_of(kinds, told(), audience)


def exported(view: View, wanted: Wanted = GERMAN) -> bytes:
    """The workbook of a view."""
    out = BytesIO()
    write_xlsx(view, wanted, out)
    return out.getvalue()


def template(kinds: Kinds, lang: str) -> bytes:
    """The empty workbook."""
    out = BytesIO()
    write_template(kinds, lang, out)
    return out.getvalue()


def book(content: bytes) -> CalamineWorkbook:
    """The workbook as the independent reader sees it."""
    return CalamineWorkbook.from_filelike(BytesIO(content))


def raw_rows(content: bytes, title: str) -> list[list[object]]:
    """All cells of a sheet."""
    return [list(row) for row in book(content).get_sheet_by_name(title).to_python(skip_empty_area=False)]


def rows(content: bytes, title: str) -> Rows:
    """The rows of a sheet by header, empty cells left out."""
    head, *body = raw_rows(content, title)
    return [{str(name): cell for name, cell in zip(head, row, strict=True) if cell != ""} for row in body]


def row(content: bytes, title: str, key: str) -> dict[str, object]:
    """The row of one record."""
    (found,) = (one for one in rows(content, title) if key in one.values())
    return found


def everything(content: bytes) -> str:
    """All that an archive holds, as one text."""
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
