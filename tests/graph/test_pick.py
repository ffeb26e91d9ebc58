# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of several texts a reader is given: the first language wanted, cut from its end until there is one."""

import pytest

from graph.model import Text, pick

ALL = (Text("Hanover", "en"), Text("Ганновер", "uk"), Text("Hannover", "de"), Text("Hannower", "pl"))


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (("uk",), "uk"),
        (("UK",), "uk"),
        (("uk-UA",), "uk"),
        (("sr-Latn-RS", "pl-PL", "uk"), "pl"),
        (("uk-x-polite",), "uk"),
        (("sr",), "de"),
        ((), "de"),
    ],
)
def test_a_tag_is_cut_before_the_next_one_is_tried(wanted: tuple[str, ...], language: str):
    found = pick(ALL, wanted)

    assert found is not None
    assert found.lang == language


def test_a_finer_text_is_found_by_its_own_tag_only():
    texts = (Text("Jänner", "de-AT"), Text("January", "en"))

    assert pick(texts, ("de-at",)) == texts[0]
    assert pick(texts, ("de",)) == texts[1]
