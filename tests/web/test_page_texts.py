# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the pages: equally complete in every language, and none that nobody uses."""

import re
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from web.examples import read_examples
from web.languages import LANGUAGES, language_of, read_texts

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
SCHEMA = ROOT / "schema" / "schema.graphql"


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_language_has_the_same_keys_and_the_same_places_to_fill() -> None:
    texts = read_texts()
    german = texts.of("de")

    for language in LANGUAGES:
        words = texts.of(language)
        assert list(words) == list(german)
        assert {key for key in words if _places(words[key]) != _places(german[key])} == set()
        assert "" not in words.values()


def test_a_missing_text_is_refused_with_its_name(tmp_path: Path) -> None:
    for language in LANGUAGES:
        (tmp_path / f"{language}.yaml").write_text("greeting: x\n" + ("farewell: y\n" if language == "de" else ""))

    with pytest.raises(ValueError, match=r"en\.yaml lacks farewell"):
        read_texts(tmp_path)


def test_every_key_is_used_and_every_used_key_exists() -> None:
    sources = [*WEB.glob("templates/*.html"), *WEB.glob("static/**/*.js"), *WEB.glob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    words = read_texts().of("de")
    used = set(re.findall(r"""(?:say\(|count\(|texts\[|data-text=|data-label=)["'](\w[\w.-]*)["']""", code))

    families = ("error.", "explorer.kind.")
    plural = re.compile(r"\.(one|few|many|other)$")
    unused = {key for key in words if f'"{plural.sub("", key)}"' not in code and not key.startswith(families)}
    assert {key for key in unused if f"'{key}'" not in code} == set()
    assert {key for key in used if key not in words and f"{key}.other" not in words} == set()


def test_a_refused_or_broken_language_is_not_spoken() -> None:
    assert language_of(asked=None, accepted="uk;q=0, en;q=0.1") == "en"
    assert language_of(asked=None, accepted="uk;q=much, en;q=0.1") == "en"
    assert language_of(asked="UK-ua", accepted="en") == "uk"


def test_every_example_has_a_title_in_every_language() -> None:
    for example in read_examples():
        assert set(example.titles) == set(LANGUAGES)
        assert all(example.titles.values())
        assert "SPDX" not in example.query


def test_every_example_fits_the_schema_of_the_service() -> None:
    schema = build_schema(SCHEMA.read_text(encoding="utf-8"))

    for example in read_examples():
        assert validate(schema, parse(example.query)) == [], example.name
