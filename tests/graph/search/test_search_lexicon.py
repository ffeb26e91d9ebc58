# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lexicon leads to every row that ranking would find."""

from hypothesis import given
from hypothesis import strategies as st

from graph.search.closeness import closeness
from graph.search.lexicon import Lexicon
from graph.search.match import Hit
from graph.search.query import Query, QueryWord, identifier_keys, parse_query
from graph.search.rank import rank
from graph.selection import NameRow
from graph.text import words

_LATIN = ["stadt", "wasser", "werk", "hanno", "ver", "my", "ko", "la", "jiw", "iv", "land", "uni", "rat", "ammt"]
_PARTS = st.sampled_from([*_LATIN, "ü", "ж", "ї", "Q17", "n", "e.", "and", "и", "σ", "水"])
_NAMES = st.lists(st.lists(_PARTS, min_size=1, max_size=4).map("".join), min_size=1, max_size=3).map(" ".join)
_KINDS = st.sampled_from(["label", "alias", "former", "text", "identifier"])


def wanted(text: str) -> QueryWord:
    return parse_query(text).needed[0]


def found_by_lexicon(query: Query, lexicon: Lexicon, rows: list[NameRow]) -> list[Hit]:
    """As a store does it: a row needs one of the near words for each needed one, or an identifier of the query."""
    near = [set(lexicon.expand(word, most=1000)) for word in query.needed]
    keys = set(query.identifiers)
    reached = [
        row
        for row in rows
        if all(not each.isdisjoint(words(row.text)) for each in near) or not keys.isdisjoint(identifier_keys(row.text))
    ]
    return rank(query, reached)


@given(names=st.lists(st.tuples(_NAMES, _KINDS), max_size=30), text=_NAMES)
def test_ranking_what_the_lexicon_reaches_equals_ranking_everything(names: list[tuple[str, str]], text: str) -> None:
    rows = [NameRow(f"s-{n // 2}", "stakeholder", kind, name) for n, (name, kind) in enumerate(names)]
    lexicon = Lexicon(word for row in rows for word in words(row.text))

    assert found_by_lexicon(parse_query(text), lexicon, rows) == rank(parse_query(text), rows)


@given(known=st.lists(_NAMES, max_size=20), text=_NAMES)
def test_expansion_equals_asking_every_word(known: list[str], text: str) -> None:
    folded = {word for name in known for word in words(name)}
    for word in parse_query(text).needed:
        near = {other for other in folded if closeness(word, other)}

        assert set(Lexicon(folded).expand(word, most=1000)) == near


@given(batches=st.lists(st.lists(_NAMES, max_size=4), max_size=8), text=_NAMES)
def test_a_grown_lexicon_is_as_one_made_at_once(batches: list[list[str]], text: str) -> None:
    folded = [[word for name in batch for word in words(name)] for batch in batches]
    grown = Lexicon()
    for batch in folded:
        grown = grown.added(batch)
    at_once = Lexicon(word for batch in folded for word in batch)

    assert len(grown) == len(at_once)
    assert all(grown.expand(word) == at_once.expand(word) for word in parse_query(text).needed)


def test_growing_leaves_the_old_lexicon_as_it_was() -> None:
    old = Lexicon(["hafen"])
    new = old.added(["wasser", "hafen"])

    assert ("wasser" in old, "wasser" in new, len(old), len(new)) == (False, True, 1, 2)


def test_many_beginnings_do_not_hide_the_compound_or_the_typing_error() -> None:
    crowd = [f"stadt{chr(97 + a)}{chr(97 + b)}" for a in range(26) for b in range(26)]
    near = Lexicon([*crowd, "landeshauptstadt", "stat", "stadt"]).expand(wanted("Stadt"))

    assert len(near) == 64
    assert near[0] == "stadt"
    assert {"landeshauptstadt", "stat"} <= set(near)


def test_an_empty_lexicon_knows_nothing() -> None:
    assert Lexicon().expand(wanted("Hannover")) == []
    assert Lexicon(["", "hafen"]).expand(wanted("Mykolajiw")) == []


def test_words_of_any_script_are_known() -> None:
    lexicon = Lexicon(words("東京 Αθήνα Hannover"))

    assert lexicon.expand(wanted("東京")) == ["東京"]
    assert lexicon.expand(wanted("Αθηνα")) == ["αθηνα"]
