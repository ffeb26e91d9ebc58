# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which records a load means: by its own names, by identifiers, by names, by parties and by periods."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from graph.identity.reasons import Because
from graph.kinds import Kinds
from graph.model import Audience, ParticipationKey, Record, Text
from graph.selection import Cut, Related, Selection
from graph.stores.memory import MemoryStore
from graph.stores.opening import open_store
from graph.stores.protocol import Store
from loaders.checks import Checks
from loaders.deciding import Decided
from loaders.documents.reading import Documents
from loaders.entries import Entries
from loaders.gathered import gathered
from loaders.loader import Said
from loaders.minutes import Minutes
from loaders.options import Options
from loaders.run import load
from loaders.stored import stored_in
from tests.graph.identity.gold import Body, gold
from tests.graph.stores.contract import Repeatable

FIRST = """
feed: first
stakeholders:
  h: {kind: municipality, label: {de: Birkenstadt}, country: DE}
  p: {kind: municipality, label: {pl: Brzozów Wielki}, country: PL, identifier: {wikidata: Q268}}
cooperations:
  hp:
    kind: twinning
    label: {de: Partnerschaft}
    participations: [{stakeholder: h, role: party}, {stakeholder: p, role: party}]
"""
SECOND = """
feed: second
stakeholders:
  birke: {kind: municipality, label: {de: BIRKENSTADT}, country: DE, identifier: {wikidata: Q17}}
  brz: {kind: municipality, label: {de: Birkenau}, country: PL, identifier: {wikidata: Q268}}
"""
FRIENDSHIP = """
cooperations:
  f:
    kind: friendship
    label: {de: Freundschaft}
    participations: [{stakeholder: birke, role: party}, {stakeholder: brz, role: party}]
"""
Written = Callable[..., Path]


@pytest.fixture(params=["memory", pytest.param("sqlite", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, kinds: Kinds, tmp_path: Path) -> Iterator[Store]:
    memory = request.param == "memory"
    opened = MemoryStore(kinds, Repeatable()) if memory else open_store(f"sqlite:{tmp_path}/a.db", kinds, Repeatable())
    yield opened
    opened.close()


def ids(store: Store, type_name: str = "stakeholder") -> list[str]:
    return sorted(item.id for item in store.view(Audience.INTERNAL).page(Selection(type_name), Cut()).items)


def record(store: Store, name: str) -> Record:
    (found,) = store.view(Audience.INTERNAL).records([name])
    assert found is not None
    return found


def decided(store: Store, path: Path, feed: str) -> tuple[Decided, ...]:
    """What would be decided of a file."""
    said = [one for one in Documents(store.kinds).read(path / "a.yaml") if isinstance(one, Said)]
    assert not [problem for one in said for problem in Checks(store.kinds).problems(one)]
    minutes = Minutes()
    for one in (Said("source", "feed", "title", Text(feed)), *said):
        minutes.add(one)
    gathered(minutes, store.kinds, stored_in(store))
    return Entries(minutes, store, (feed, store.origins("", [feed])[0])).decided({})


def test_an_equal_name_or_identifier_is_the_record_that_is_there(store: Store, written: Written) -> None:
    load(store, [written(a=FIRST)])

    load(store, [written(a=SECOND)])

    assert ids(store) == ["s-birkenstadt", "s-brzozow-wielki"]


def test_each_decision_is_kept_on_the_record_with_its_reason(store: Store, written: Written) -> None:
    load(store, [written(a=FIRST)])

    load(store, [written(a=SECOND)])

    (fact,) = record(store, "s-birkenstadt").facts["identity"]
    assert fact.value == Text("the same name “BIRKENSTADT”, kind and country (DE)", "en")
    assert fact.claims[0].passages[0].locator == "stakeholder/birke"
    public = store.view(Audience.PUBLIC).records(["s-birkenstadt"])[0]
    assert public is not None
    assert "identity" not in public.facts


def test_a_second_equal_load_makes_no_revision_though_the_record_knows_more_by_now(store, written) -> None:
    load(store, [written(a=FIRST)])
    load(store, [written(a=SECOND)])

    again = load(store, [written(a=SECOND)])

    assert (again.revision, again.entered, again.left) == (None, 0, 0)


def test_what_a_name_was_found_to_mean_it_means_in_the_next_version_too(store, written) -> None:
    load(store, [written(a=FIRST)])
    load(store, [written(a=SECOND)])

    load(store, [written(a=SECOND.replace("BIRKENSTADT", "Ahornstadt").replace("identifier: {wikidata: Q17}", ""))])

    assert ids(store) == ["s-birkenstadt", "s-brzozow-wielki"]
    assert "Ahornstadt" in {name.text for name in record(store, "s-birkenstadt").names}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ("country: DE", Because.NO_COUNTRY),
        ("kind: municipality", Because.OTHER_FAMILY),
    ],
)
def test_a_doubt_makes_a_new_record(store: Store, written: Written, changed: str, why: Because) -> None:
    load(store, [written(a=FIRST)])
    other = {"country: DE": "level: municipal", "kind: municipality": "kind: company"}[changed]
    path = written(a=SECOND.replace(changed, other, 1))

    (reported,) = (one for one in decided(store, path, "second") if one.about == "stakeholder/birke")
    load(store, [path])

    assert (reported.record, reported.reason and reported.reason.code) == ("", why)
    assert ids(store) == ["s-birkenstadt", "s-birkenstadt-2", "s-brzozow-wielki"]


def test_a_file_that_gives_two_names_of_its_own_tells_two_things_apart(store: Store, written: Written) -> None:
    load(store, [written(a=FIRST)])
    twice = SECOND + "  birke2: {kind: municipality, label: {de: Birkenstadt}, country: DE}\n"

    load(store, [written(a=twice)])

    assert ids(store) == ["s-birkenstadt", "s-birkenstadt-2", "s-birkenstadt-3", "s-brzozow-wielki"]


def test_a_friendship_of_twinned_towns_is_the_same_cooperation(store: Store, written: Written) -> None:
    load(store, [written(a=FIRST)])

    load(store, [written(a=SECOND + FRIENDSHIP)])

    assert ids(store, "cooperation") == ["c-partnerschaft"]
    assert load(store, [written(a=SECOND + FRIENDSHIP)]).revision is None


def test_a_friendship_that_had_ended_before_is_another_one(store: Store, written: Written) -> None:
    load(store, [written(a=FIRST.replace("kind: twinning", "kind: twinning\n    starts: 1990"))])

    load(store, [written(a=SECOND + FRIENDSHIP.replace("label", "starts: 1950\n    ends: 1960\n    label"))])

    assert ids(store, "cooperation") == ["c-freundschaft", "c-partnerschaft"]


PERIOD = "{stakeholder: h, role: party}"


def spells(store: Store) -> list[tuple[str, str]]:
    view = store.view(Audience.INTERNAL)
    (page,) = view.related(Related.PARTICIPATIONS, ids(store, "cooperation"), Selection("participation"), Cut())
    records = [found for found in view.records([item.id for item in page.items]) if found]
    keys = [found.key for found in records if isinstance(found.key, ParticipationKey)]
    return sorted((key.stakeholder, key.spell) for key in keys)


@pytest.mark.parametrize(
    ("dates", "expected"), [("starts: 1992", [""]), ("starts: 2010", ["", "2010"]), ("ends: 1985", ["", "..1985"])]
)
def test_a_period_that_does_not_touch_is_another_participation(store, written, dates, expected) -> None:
    first = FIRST.replace(PERIOD, "{stakeholder: h, role: party, starts: 1990, ends: 1995}")
    joins = "stakeholder: birke, role: party"
    second = SECOND + FRIENDSHIP.replace(joins, f"{joins}, {dates}")
    load(store, [written(a=first)])

    load(store, [written(a=second)])

    assert sorted(spell for name, spell in spells(store) if name == "s-birkenstadt") == sorted(expected)
    assert load(store, [written(a=second)]).revision is None


def test_a_feed_that_corrects_a_period_corrects_its_own_participation(store: Store, written: Written) -> None:
    load(store, [written(a=FIRST.replace(PERIOD, "{stakeholder: h, role: party, starts: 1990, ends: 1995}"))])

    load(store, [written(a=FIRST.replace(PERIOD, "{stakeholder: h, role: party, starts: 2010, ends: 2015}"))])

    assert spells(store) == [("s-birkenstadt", ""), ("s-brzozow-wielki", "")]


# ------------------------------------------------------------------ the gold pairs, as two files


def written_as(feed: str, bodies: Iterable[Body]) -> str:
    """The file that has each of these once."""
    records = {}
    for number, body in enumerate(bodies):
        said: dict[str, object] = {"kind": body.kind, "label": [{"value": body.names[0], "lang": "de"}]}
        said |= {"alias": list(body.names[1:])} if body.names[1:] else {}
        said |= {"country": body.country} if body.country else {}
        said |= {"identifier": {one.scheme: one.value for one in body.identifiers}} if body.identifiers else {}
        records[f"{feed}{number}"] = said
    return f"feed: {feed}\nstakeholders: {json.dumps(records, ensure_ascii=False)}\n"


@pytest.mark.slow
def test_no_two_files_with_the_gold_pairs_join_what_is_different(kinds: Kinds, written: Written) -> None:
    store, clusters = MemoryStore(kinds, Repeatable()), gold().clusters()
    sides = [list(dict.fromkeys(pair[side] for pair in (*gold().same, *gold().different))) for side in (0, 1)]
    for feed, bodies in zip(("left", "right"), sides, strict=True):
        report = load(store, [written(a=written_as(feed, bodies))], options=Options())
        assert report.errors == ()

    left, right = (
        store.origins(store.origins("", [feed])[0], [f"stakeholder/{feed}{number}" for number in range(len(bodies))])
        for feed, bodies in zip(("left", "right"), sides, strict=True)
    )
    assert "" not in left
    joined = {one for one in range(len(right)) if not right[one]}
    records = dict(zip(left, sides[0], strict=True))
    meant = {
        int(passage.locator.removeprefix("stakeholder/right")): found.id
        for found in store.view(Audience.INTERNAL).records(left)
        if found
        for fact in found.facts.get("identity", ())
        for claim in fact.claims
        for passage in claim.passages
        if passage.locator.startswith("stakeholder/right")
    }
    assert set(meant) == joined
    assert len(joined) >= 5
    assert [
        sides[1][one].text for one, name in meant.items() if clusters[sides[1][one]] != clusters[records[name]]
    ] == []
