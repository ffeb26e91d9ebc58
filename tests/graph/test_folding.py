# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The six rules of folding, each with cases by hand: what is shown, what is disputed, what stays beside."""

# Longer than 300 lines because the six rules decide together which claim is shown: their cases are read side by side.

from itertools import count
from typing import Any, TypeAlias

import pytest

from graph.dates import partial_date
from graph.folding import Frame, fold
from graph.model import (
    Certainty,
    Claim,
    Identifier,
    NameKind,
    Passage,
    Rank,
    Record,
    Term,
    Text,
    ValueState,
    Visibility,
    at,
    written,
)
from tests.vocabulary import the_kinds

Loose: TypeAlias = Any
KINDS = the_kinds()
NUMBERS = count(1)
UNKNOWN, NONE = ValueState.UNKNOWN, ValueState.NONE
INFERRED, DISPUTED = Certainty.INFERRED, Certainty.DISPUTED
PREFERRED, DEPRECATED = Rank.PREFERRED, Rank.DEPRECATED
OLD, YOUNG, OTHER = "q-old", "q-young", "q-other"
YOUTH = {OLD: partial_date("2019").last, YOUNG: partial_date("2024").last}


def says(name: str, value: Loose, source: str = OTHER, **details: Loose) -> Claim:
    """One claim; a bare string is a code, or a date where the property is one."""
    state = value if isinstance(value, ValueState) else ValueState.STATED
    if isinstance(value, str) and value is not state:
        value = partial_date(value) if name in ("starts", "ends") else Term(value)
    passages = (Passage("line 1", original=details.pop("original", "")),)
    number = f"k-{next(NUMBERS)}"
    return Claim("s-a", name, None if value is state else value, source, passages, state, id=number, **details)


def label(text: str, source: str = OTHER, lang: str = "de", **details: Loose) -> Claim:
    """One claim of a label."""
    return says("label", Text(text, lang), source, **details)


def folded(*claims: Claim, valid: str = "", kind: str = "stakeholder") -> Record:
    """The record that these claims tell, at a date if one is given."""
    point = at(valid)
    frame = Frame(KINDS, point.window, point.is_dated, YOUTH)
    return fold("s-a", kind, key=None, visibility=Visibility.PUBLIC, claims=claims, frame=frame)


def shown(*claims: Claim, **options: str) -> tuple[list[str], bool]:
    """What the one property of these claims shows: its values, and whether that is disputed."""
    facts = folded(*claims, **options).facts.get(claims[0].property, ())
    return [written(fact.value)[2:] or fact.state for fact in facts], any(fact.is_disputed for fact in facts)


def names(*claims: Claim, **options: str) -> list[tuple[str, NameKind]]:
    """All names with their kinds."""
    return [(name.text, name.kind) for name in folded(*claims, **options).names]


# ------------------------------------------------------------------ 1 rank


def test_deprecated_claims_are_out():
    assert shown(says("country", "DE", rank=DEPRECATED)) == ([], False)
    assert shown(says("country", "DE", rank=DEPRECATED), says("country", "PL")) == (["PL"], False)


def test_only_the_highest_rank_counts():
    many = [says("country", "DE", source) for source in (OLD, YOUNG, OTHER)]
    assert shown(*many, says("country", "PL", certainty=INFERRED, rank=PREFERRED)) == (["PL"], False)


def test_rank_counts_within_one_language():
    record = folded(label("Hannover", rank=PREFERRED), label("Hanover", lang="en"), label("Hannöver"))
    assert [text.text for text in record.texts("label")] == ["Hannover", "Hanover"]


def test_a_preferred_unknown_outranks_a_stated_value():
    assert shown(says("country", UNKNOWN, rank=PREFERRED), says("country", "DE")) == ([UNKNOWN], False)


# ------------------------------------------------------------------ 2 union


def test_equal_values_are_one_fact_with_all_evidence():
    one, other = says("identifier", Identifier("ror", "1"), OLD), says("identifier", Identifier("ror", "1"), YOUNG)
    (fact,) = folded(one, other).facts["identifier"]
    assert (fact.claims, fact.is_disputed, fact.alternatives) == ((one, other), False, ())


def test_different_values_stand_beside_each_other():
    claims = [says("topic", code) for code in ("water", "energy", "water")]
    assert shown(*claims, kind="cooperation") == (["energy", "water"], False)


def test_beside_a_stated_value_unknown_is_silent_and_none_a_disagreement_in_a_union():
    assert shown(says("topic", UNKNOWN), says("topic", "water"), kind="cooperation") == (["water"], False)
    assert shown(says("topic", NONE), says("topic", "water"), kind="cooperation") == (["water"], True)


def test_absence_is_shown_where_nothing_is_stated():
    assert shown(says("funding", UNKNOWN), kind="cooperation") == ([UNKNOWN], False)
    assert shown(says("funding", NONE), kind="cooperation") == ([NONE], False)
    assert shown(says("funding", NONE), says("funding", UNKNOWN), kind="cooperation") == ([NONE], True)


def test_what_a_union_does_not_show_is_an_alternative():
    claims = (says("topic", "water", rank=PREFERRED), says("topic", "energy"), says("topic", UNKNOWN))
    (fact,) = folded(*claims, kind="cooperation").facts["topic"]
    assert set(fact.alternatives) == set(claims[1:])


# ------------------------------------------------------------------ 3 one value: unknown, none, dates


def test_a_stated_value_silently_beats_unknown():
    claims = [says("country", UNKNOWN, source) for source in (OLD, YOUNG)]
    assert shown(*claims, says("country", "DE", certainty=INFERRED)) == (["DE"], False)


def test_beside_none_a_stated_value_is_a_disagreement():
    assert shown(says("starts", NONE, certainty=INFERRED), says("starts", "2020")) == (["2020"], True)
    assert shown(says("starts", NONE), says("starts", "2020", certainty=INFERRED)) == ([NONE], True)


@pytest.mark.parametrize(
    "texts", [("2022", "2022-12-07"), ("2022-12-07", "2022-12"), ("2022-12", "2022", "2022-12-07")]
)
def test_dates_that_contain_one_another_agree_and_the_most_precise_is_shown(texts):
    assert shown(*(says("starts", text) for text in texts)) == (["2022-12-07"], False)


def test_dates_that_do_not_contain_one_another_differ():
    assert shown(says("starts", "2022-12", OLD), says("starts", "2023", YOUNG)) == (["2023"], True)


def test_a_vaguer_date_backs_each_date_that_it_contains():
    claims = says("starts", "2022"), says("starts", "2022-05", OLD), says("starts", "2022-06", OLD)
    (fact,) = folded(*claims).facts["starts"]
    assert (fact.value, fact.is_disputed) == (partial_date("2022-05"), True)
    assert (fact.claims, fact.alternatives) == ((claims[1], claims[0]), (claims[2],))


def test_a_date_is_only_as_certain_as_those_who_give_it_as_precisely():
    (fact,) = folded(says("starts", "2022"), says("starts", "2022-12", certainty=INFERRED)).facts["starts"]
    assert fact.certainty is INFERRED


# ------------------------------------------------------------------ 4 what still differs


def test_stated_goes_before_inferred_before_disputed():
    young = [says("country", "PL", source, certainty=INFERRED) for source in (YOUNG, OLD)]
    assert shown(says("country", "DE"), *young) == (["DE"], True)
    assert shown(says("country", "DE", certainty=DISPUTED), *young) == (["PL"], True)


def test_then_most_sources_count_each_once():
    twice = [says("country", "AT", YOUNG), says("country", "AT", YOUNG), says("country", "AT", YOUNG)]
    assert shown(*twice, says("country", "PL", OLD), says("country", "PL", OTHER)) == (["PL"], True)


def test_then_the_youngest_source_counts_and_one_without_a_date_is_oldest():
    assert shown(says("country", "AT", OLD), says("country", "PL", YOUNG)) == (["PL"], True)
    assert shown(says("country", "AT", OTHER), says("country", "PL", OLD)) == (["PL"], True)


def test_then_the_code_order_counts_never_the_order_of_loading():
    first = says("country", "PL", entered=1), says("country", "DE", entered=2)
    second = says("country", "DE", entered=1), says("country", "PL", entered=2)
    assert shown(*first) == shown(*second) == (["DE"], True)


# ------------------------------------------------------------------ 5 disputed, alternatives


def test_what_one_source_calls_disputed_is_disputed():
    (fact,) = folded(says("country", "DE", certainty=DISPUTED)).facts["country"]
    assert (fact.is_disputed, fact.certainty) == (True, DISPUTED)


def test_agreement_is_not_disputed_whatever_a_lower_rank_says():
    assert shown(says("country", "DE", rank=PREFERRED), says("country", "PL")) == (["DE"], False)


def test_alternatives_are_all_claims_not_shown():
    claims = (
        says("country", "DE"),
        says("country", "DE", OLD),
        says("country", "PL", OLD, certainty=INFERRED),
        says("country", UNKNOWN),
        says("country", "AT", rank=DEPRECATED),
        says("country", "CH", valid_to="1990"),
    )
    (fact,) = folded(*claims).facts["country"]
    assert set(fact.claims) == set(claims[:2])
    assert set(fact.alternatives) == set(claims[2:])


def test_alternatives_of_a_value_that_knows_no_languages_are_of_any_language():
    claims = says("publisher", Text("Stadt", "de"), YOUNG), says("publisher", Text("City", "en"), OLD)
    (fact,) = folded(*claims, kind="source").facts["publisher"]
    assert (fact.value, fact.alternatives) == (Text("Stadt", "de"), (claims[1],))


def test_alternatives_of_a_label_are_of_its_language():
    claims = label("Hannover", YOUNG), label("Hannöver", OLD), label("Hanover", lang="en")
    german, english = folded(*claims).facts["label"]
    assert (german.alternatives, english.alternatives) == ((claims[1],), ())


# ------------------------------------------------------------------ 6 names


def test_one_label_per_language_and_losers_are_aliases():
    assert names(label("Nordau", YOUNG), label("Nordowo", OLD), label("Northau", lang="en")) == [
        ("Nordau", NameKind.LABEL),
        ("Northau", NameKind.LABEL),
        ("Nordowo", NameKind.ALIAS),
    ]


def test_a_name_that_has_ended_is_former():
    ended = says("alias", Text("Alt-Nordau", "de"), valid_to="1920")
    assert names(label("Nordau"), label("Norderau", valid_to="1800"), ended) == [
        ("Nordau", NameKind.LABEL),
        ("Alt-Nordau", NameKind.FORMER),
        ("Norderau", NameKind.FORMER),
    ]


def test_at_a_date_a_name_that_still_held_is_not_former():
    claims = label("Nordau"), says("alias", Text("Alt-Nordau", "de"), valid_to="1920")

    assert [kind for _, kind in names(*claims, valid="1910")] == [NameKind.LABEL, NameKind.ALIAS]
    assert [kind for _, kind in names(*claims, valid="1930")] == [NameKind.LABEL, NameKind.FORMER]


def test_without_a_date_the_current_name_wins_even_against_more_sources():
    old = [label("Altstadt", source, valid_to="1946") for source in (OLD, YOUNG)]
    assert shown(*old, label("Neustadt", certainty=INFERRED)) == (["de:Neustadt"], False)


def test_without_a_date_the_last_name_wins_where_all_have_ended():
    assert shown(label("Erste", valid_to="1900"), label("Letzte", valid_to="1950")) == (["de:Letzte"], False)


def test_at_a_date_the_name_of_that_time_is_the_label():
    claims = label("Altstadt", valid_to="1946"), label("Neustadt", valid_from="1946")
    assert shown(*claims, valid="1900") == (["de:Altstadt"], False)
    assert shown(*claims, valid="2000") == (["de:Neustadt"], False)
    assert names(*claims, valid="1900")[0] == ("Altstadt", NameKind.LABEL)


def test_deprecated_names_are_no_names():
    assert names(label("Nordau"), label("Irrtum", rank=DEPRECATED)) == [("Nordau", NameKind.LABEL)]


def test_what_sources_write_is_a_surface_form():
    assert names(label("Nordau", original="Nordauer"), label("Nordau", original="Nordau")) == [
        ("Nordau", NameKind.LABEL),
        ("Nordauer", NameKind.SURFACE_FORM),
    ]


def test_abbreviations_are_names_of_their_own_kind_and_one_text_has_its_best_kind():
    short, also = says("abbreviation", Text("NA", "de")), says("alias", Text("Nordau", "de"))
    assert names(label("Nordau"), short, also) == [("Nordau", NameKind.LABEL), ("NA", NameKind.ABBREVIATION)]


# ------------------------------------------------------------------ at a date


@pytest.mark.parametrize("name", ["kind", "level"])
def test_the_nearest_kind_and_level_stay_where_none_holds(name):
    codes = {"kind": ("municipality", "association"), "level": ("municipal", "state")}[name]
    claims = says(name, codes[0], valid_to="1900"), says(name, codes[1], valid_from="1990")
    assert shown(*claims, valid="1920") == ([codes[0]], False)
    assert shown(*claims, valid="1980") == ([codes[1]], False)


def test_the_nearest_label_stays_but_nothing_else_does():
    assert shown(label("Neustadt", valid_from="1990"), valid="1920") == (["de:Neustadt"], False)
    assert shown(says("country", "PL", valid_from="1990"), valid="1920") == ([], False)


def test_open_unknown_and_unstated_bounds_exclude_nothing():
    for bound in ("", "?", ".."):
        assert shown(says("country", "PL", valid_from=bound, valid_to=bound), valid="1920") == (["PL"], False)


def test_a_partial_bound_stands_for_its_whole_interval():
    claim = says("country", "PL", valid_from="1990-05", valid_to="1990")
    assert shown(claim, valid="1990-05-01") == shown(claim, valid="1990-12-31") == (["PL"], False)
    assert shown(claim, valid="1990-04-30") == shown(claim, valid="1991-01-01") == ([], False)
