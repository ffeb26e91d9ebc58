# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type first is found first in the sample."""

import pytest

from graph.model import Audience
from graph.search.find import Finder
from graph.stores.memory import MemoryStore
from loaders.report import Report


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("stadt", ["s-mykolajiw", "s-hannover"]),
        ("uni", ["s-leibniz-universitaet-hannover"]),
        ("IHK", ["s-industrie-und-handelskammer-hannover"]),
        ("wasser", ["e-information-ueber-stadtplanung-wasserversorgung-und"]),
        ("Ганновер", ["s-hannover"]),
        ("Миколаїв", ["s-mykolajiw"]),
        ("Mykolaiv", ["s-mykolajiw"]),
        ("Nikolaev", ["s-mykolajiw"]),
        ("Bund", ["s-bund-bundesebene"]),
        ("enercty", ["s-enercity"]),
        ("UA48060150010035747", ["s-mykolajiw"]),
    ],
)
def test_what_is_typed_finds_who_is_meant(sample: tuple[MemoryStore, Report], typed: str, first: list[str]) -> None:
    hits = Finder().find(sample[0].view(Audience.PUBLIC), typed)

    assert [hit.record for hit in hits][: len(first)] == first
