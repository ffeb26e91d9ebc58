# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of remarks: what staff write there is for themselves, so it is an attribute, and internal."""

from graph.model import Visibility
from graph.text import name_key

REMARKS = frozenset(
    map(
        name_key,
        (
            *("Bemerkung", "Bemerkungen", "Anmerkung", "Anmerkungen", "Notiz", "Notizen", "Kommentar", "Kommentare"),
            *("Remark", "Remarks", "Comment", "Comments", "Примітка", "Примітки", "Коментар", "Коментарі"),
        ),
    )
)


def seen_by(name: str) -> Visibility | None:
    """Who sees what is said under the name of a property; None: as the vocabulary has it.

    Example:
        >>> seen_by("attribute:Bemerkung"), seen_by("attribute:Einwohner")
        (<Visibility.INTERNAL: 'INTERNAL'>, None)
    """
    is_remark = name.startswith("attribute:") and name_key(name[10:]) in REMARKS
    return Visibility.INTERNAL if is_remark else None
