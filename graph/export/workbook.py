# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The layout of the partners' workbook: its sheets and columns, found by their words in any language.

The same for the empty template, the export and the loader. A property that only this city's vocabulary knows has a
column too, headed as the vocabulary calls it; what no column is for stands under "Attribute: NAME". A text in a
language that has no column of its own stands under "Name (pl)".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from graph.export import sheet_cooperations, sheet_events, sheet_participations, sheet_sources, sheet_stakeholders
from graph.export.column import Column, Sheet, Wording
from graph.export.shared_columns import LANGUAGE_WORDS, by_language, in_language
from graph.kinds import RECORD_TYPES, Kinds, Property
from graph.text import fold

EXAMPLE_WORDS = ("Beispiel:", "Example:", "Приклад:")
"""A row whose key begins with one of these is an example: it says nothing."""
ATTRIBUTE = Wording("Merkmal", "Attribute", "Ознака")
UNKNOWN = Wording("unbekannt", "unknown", "невідомо")
"""The cell of what exists but is not known."""
NONE = Wording("keine", "none", "немає")
"""The cell of what is said not to exist."""
HELP_TITLE = Wording("Hilfe", "Help", "Довідка")
META_SHEET = "_partnernetz"
"""The very hidden sheet that says what the workbook is: pairs of a word and a value."""
HIDDEN = "_partnernetz_"
"""The beginning of the titles of the very hidden sheets with exported values; the sheet's code follows."""
LISTS_SHEET = "_partnernetz_lists"

_LONGEST_HEADER = 200
_TAGGED = re.compile(r"(.+?)\s*[(\[@:.]\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*[)\]]?\s*")
_PLAIN = ("text", "number", "date", "concept", "identifier", "record")
"""The types of values for which a column can be made from the vocabulary alone."""


def sheets(kinds: Kinds) -> tuple[Sheet, ...]:
    """The five sheets, in their order, with the columns that the vocabulary adds."""
    return tuple(_with_words(_with_further(sheet, kinds), kinds) for sheet in _plain_sheets())


def sheet_of(title: str, known: Sequence[Sheet]) -> Sheet | None:
    """The sheet of that title, in any language; None for a foreign one."""
    folded = fold(title)
    for sheet in known:
        if folded in {fold(word) for word in (sheet.code, *sheet.title.all, *sheet.also)}:
            return sheet
    return None


def column_of(header: str, sheet: Sheet) -> Column | None:
    """The column that a header names, in any language; None where it names none of the workbook's.

    "Attribute: NAME" is the column of that attribute, "Name (pl)" that of names in Polish.

    Cost: O(length of the header).
    """
    head, _, name = header.partition(":")
    if name.strip() and fold(head) in {fold(word) for word in (*ATTRIBUTE.all, "attribut")}:
        return attribute_column(" ".join(name.split()))
    if known := sheet.words.get(fold(header)):
        return known
    if (tagged := _TAGGED.fullmatch(header[:_LONGEST_HEADER])) and (base := sheet.words.get(fold(tagged[1]))):
        return language_column(base, tagged[2])
    word, _, tongue = header[:_LONGEST_HEADER].rstrip(" )").rpartition(" (")
    lang = next((lang for lang, words in LANGUAGE_WORDS.items() if fold(tongue) in map(fold, words.all)), "")
    base = sheet.words.get(fold(word)) if lang else None
    return language_column(base, lang) if base else None


def attribute_column(name: str) -> Column:
    """The column of what the vocabulary has no property for."""
    header = Wording(*(f"{word}: {name}" for word in ATTRIBUTE.all))
    return Column(f"attribute:{name}", header, property=f"attribute:{name}", many=True, in_template=False)


def language_column(base: Column, lang: str) -> Column | None:
    """The column of the same texts in another language; None where the base holds no texts of any language."""
    if not base.by_language:
        return None
    return in_language(base, lang)


def is_apart(title: str) -> bool:
    """Whether a sheet of that title is the workbook's own but holds no rows: help, drop-down lists, hidden values."""
    return title.startswith(META_SHEET) or title in HELP_TITLE.all


def is_example(key: str) -> bool:
    """Whether a row with this key is one of the template's examples.

    Example:
        >>> is_example("Beispiel: musterstadt"), is_example("musterstadt")
        (True, False)
    """
    return key.strip().startswith(EXAMPLE_WORDS)


def _plain_sheets() -> tuple[Sheet, ...]:
    """The sheets as they are under every vocabulary, headers not yet gathered."""
    return (
        sheet_stakeholders.sheet(),
        sheet_cooperations.sheet(),
        sheet_participations.sheet(),
        sheet_events.sheet(),
        sheet_sources.sheet(),
    )


def _with_further(sheet: Sheet, kinds: Kinds) -> Sheet:
    """The sheet with a column for each property that only this vocabulary knows, before the last three."""
    known = {column.property for column in sheet.columns} | {"holds"} | _of_every_type(kinds)
    further = tuple(
        column for rule in kinds.properties(sheet.type) if rule.name not in known for column in _further(rule, kinds)
    )
    at = next(place for place, column in enumerate(sheet.columns) if column.code == "visibility")
    return replace(sheet, columns=(*sheet.columns[:at], *further, *sheet.columns[at:]))


def _of_every_type(kinds: Kinds) -> set[str]:
    """What may be said of any record is said of it as a record (attributes, who sees it, what it is the same as)."""
    return set.intersection(*({rule.name for rule in kinds.properties(each)} for each in RECORD_TYPES))


def _further(rule: Property, kinds: Kinds) -> Iterator[Column]:
    concept = kinds.concept("properties", rule.name)
    header, words = Wording(**concept.labels), Wording(**concept.definitions)
    if rule.value_type == "text" and (rule.per_language or rule.many):
        yield from by_language(rule.name, header, advice=words, also=concept.also, many=rule.many)
    elif rule.value_type in _PLAIN and len(rule.refers_to) <= 1:
        yield Column(
            code=rule.name,
            header=header,
            property=rule.name,
            scheme=rule.scheme,
            refers_to="".join(rule.refers_to),
            with_role=rule.carries == "role",
            many=rule.many,
            also=concept.also,
            advice=words,
        )


def _with_words(sheet: Sheet, kinds: Kinds) -> Sheet:
    """The sheet with every header that is understood; what two columns could mean is the first one's."""
    words: dict[str, Column] = {}
    for column in sheet.columns:
        for word in (column.code, *column.header.all):
            words.setdefault(fold(word), column)
    for column in sheet.columns:
        for word in column.also:
            words.setdefault(fold(word), column)
    if identifier := sheet.column("identifier"):
        for scheme in kinds.identifier_schemes():
            named = replace(identifier, code=f"identifier.{scheme.code}", part=scheme.code, in_template=False)
            for word in (
                (scheme.code, *scheme.labels.values()) if scheme.for_stakeholders and scheme.code != "url" else ()
            ):
                words.setdefault(fold(word), named)
    words.pop("", None)
    return replace(sheet, words=MappingProxyType(words))
