# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which part of a workbook's archive holds which sheet."""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MOST = 5_000_000


def sheet_parts(path: Path) -> Mapping[str, str]:
    """Title of each sheet → name of its part; nothing where that cannot be found out."""
    try:
        with zipfile.ZipFile(path) as archive:
            book, links = _tree(archive, _BOOK), _tree(archive, _LINKS)
    except (KeyError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, ValueError, EOFError):
        return {}
    targets = {link.get("Id", ""): link.get("Target", "") for link in links.iter("{*}Relationship")}
    found: dict[str, str] = {}
    for sheet in book.iter("{*}sheet"):
        id_ = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        target = str(targets.get(id_, ""))
        found[str(sheet.get("name", ""))] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return found


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with archive.open(name) as part:
        return etree.fromstring(part.read(_MOST), parser)
