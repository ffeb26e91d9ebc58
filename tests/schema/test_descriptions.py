# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every part of the schema says what it means, and no text is left over."""

from schema.describe import FILE, key_for, parts, read_texts
from tests.schema.town import the_schema


def test_every_part_has_a_description():
    silent = [name for name, part in parts(the_schema()._schema) if not part.description]

    assert silent == []


def test_no_description_is_left_over():
    texts = read_texts(FILE)
    used = {key_for(name, texts) for name, _ in parts(the_schema()._schema)}

    assert set(texts) - used == set()


def test_descriptions_are_sentences_of_a_line():
    odd = {
        key: text for key, text in read_texts(FILE).items() if len(text) > 120 or "\n" in text or text != text.strip()
    }

    assert odd == {}


def test_a_part_takes_its_own_text_before_one_that_holds_in_many_places():
    texts = {"*.kind": "By kind.", "Tie.kind": "What ties them.", "*(first)": "So many.", "*Edge": "An entry."}

    found = [
        key_for(name, texts) for name in ("Tie.kind", "Event.kind", "Tie.events(first)", "TieEdge", "TieEdge.node")
    ]

    assert found == ["Tie.kind", "*.kind", "*(first)", "*Edge", ""]
