# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of the three languages a page speaks, and the words it uses.

Every language has the same keys; a missing one is refused when the texts are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

LANGUAGES = ("de", "en", "uk")
"""The first one is spoken where nothing else is asked for."""

_FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of the pages in every language."""

    by_language: Mapping[str, Mapping[str, str]]
    """Language → key → text."""

    def of(self, language: str) -> Mapping[str, str]:
        """The words of one language, by key."""
        return self.by_language[language]


def read_texts(folder: Path = _FOLDER) -> Texts:
    """The words of every language, from one YAML document each.

    Raises:
        ValueError: a language lacks a key that another one has; the message names both.
    """
    texts = {language: _read(folder / f"{language}.yaml") for language in LANGUAGES}
    known = {key for words in texts.values() for key in words}
    for language, words in texts.items():
        if missing := sorted(known - words.keys()):
            raise ValueError(f"{language}.yaml lacks {', '.join(missing)}: write the text beside the others.")
    return Texts(by_language=texts)


def language_of(*, asked: str | None, accepted: str) -> str:
    """The language of a page: what the address asks, else what the browser accepts, else German.

    Args:
        asked: the value of ``?lang=``, if any.
        accepted: the header Accept-Language, empty if there is none.

    Example:
        >>> language_of(asked=None, accepted="fr, uk;q=0.8, en;q=0.5")
        'uk'
    """
    wanted = ([asked] if asked else []) + weighted(accepted)
    spoken = (tag.split("-")[0].lower() for tag in wanted)
    return next((tag for tag in spoken if tag in LANGUAGES), LANGUAGES[0])


def weighted(header: str) -> list[str]:
    """The entries of an Accept or Accept-Language header, most wanted first; refused ones (q=0) are left out.

    Example:
        >>> weighted("text/html;q=0.5, application/json, text/css;q=0")
        ['application/json', 'text/html']
    """
    entries = [_entry(part) for part in header.split(",") if part.strip()]
    entries.sort(key=lambda entry: -entry[1])
    return [name for name, weight in entries if weight > 0]


def _entry(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    weight = next((value[2:] for value in parameters if value.lower().startswith("q=")), "1")
    try:
        return name.lower(), float(weight)
    except ValueError:
        return name.lower(), 0.0


def _read(path: Path) -> dict[str, str]:
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {str(key): str(text) for key, text in words.items()}
