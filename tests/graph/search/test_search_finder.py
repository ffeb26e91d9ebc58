# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A finder knows the words of the view that is asked, whichever view was asked before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from graph.model import NOW, At, Audience, Revision, Undated, at
from graph.search.find import Finder
from graph.selection import NameRow
from graph.text import words


@dataclass
class NamesOnly:
    """As much of a view as search needs: names, told whole whatever words are asked for."""

    labels: dict[str, str]
    audience: Audience = Audience.PUBLIC
    at: At = NOW
    number: int = 1
    asked: list[int] = field(default_factory=list)

    @property
    def revision(self) -> Revision:
        return Revision(self.number, "", datetime(2026, 1, 1, tzinfo=UTC))

    def words(self, since: int = 0) -> Sequence[str]:
        self.asked.append(since)
        return sorted({word for label in self.labels.values() for word in words(label)})

    def names(self, groups: Sequence[Sequence[str]] | None = None, keys: Sequence[str] = ()) -> Iterable[NameRow]:
        wanted = {word for group in groups or () for word in group}
        for record, label in self.labels.items():
            if wanted & set(words(label)):
                yield NameRow(record, "stakeholder", "label", label)


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (NamesOnly({}), NamesOnly({"s-a": "Nordau"}, audience=Audience.INTERNAL)),
        (NamesOnly({}, at=at("1900")), NamesOnly({"s-a": "Nordau"})),
        (NamesOnly({}, at=at(undated=Undated.ONLY)), NamesOnly({"s-a": "Nordau"})),
        (NamesOnly({}, number=2), NamesOnly({"s-a": "Nordau"}, number=1, at=at(revision=1))),
        (NamesOnly({}, number=1), NamesOnly({"s-a": "Nordau"}, number=2)),
    ],
    ids=["another audience", "another date", "only the undated", "a later revision", "an earlier revision"],
)
def test_a_name_is_found_whichever_view_was_asked_before(before: NamesOnly, asked: NamesOnly) -> None:
    finder = Finder()
    finder.find(before, "nordau")

    assert [hit.record for hit in finder.find(asked, "nordua")] == ["s-a"]


def test_words_are_asked_for_once_and_then_only_those_that_are_new() -> None:
    finder, first, second = Finder(), NamesOnly({"s-a": "Nordau"}), NamesOnly({"s-a": "Nordau"}, number=2)

    for view in (first, first, second, second):
        finder.find(view, "nordau")

    assert (first.asked, second.asked) == ([0], [1])
