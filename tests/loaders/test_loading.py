# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A load is one feed and one revision: again, shorter, damaged, together with another feed."""

from collections.abc import Iterator
from pathlib import Path

from graph.model import Audience, Identifier, Passage, Text
from graph.selection import Cut, Selection
from graph.stores.protocol import Store
from loaders.documents.reading import Documents
from loaders.loader import Place, Yielded
from loaders.options import Options
from loaders.report import Report
from loaders.run import load

CITY = Path(__file__).parent / "cities" / "birkenstadt"
TWO = """
feed: two
stakeholders:
  a: {kind: municipality, label: {de: Adorf}}
  b: {kind: municipality, label: {de: Bedorf}}
"""
THIRD = """
feed: two
stakeholders:
  c: {kind: municipality, label: {de: Cedorf}}
"""
ONE = """
feed: two
stakeholders:
  a: {kind: municipality, label: {de: Adorf}}
"""


def ids(store: Store, type_name: str, audience: Audience = Audience.INTERNAL) -> list[str]:
    page = store.view(audience).page(Selection(type_name), Cut(first=100))
    return [item.id for item in page.items]


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def test_an_invented_city_loads_through_the_same_files(store):
    report = load(store, [CITY])

    assert (report.problems, report.read, report.used, report.skipped) == ((), 14, 14, 0)
    assert ids(store, "cooperation") == ["c-staedtepartnerschaft-birkenstadt-kalynopil"]
    assert ids(store, "stakeholder", Audience.PUBLIC) == ["s-birkenstadt", "s-kalynopil", "s-stadtwerke-birkenstadt"]


def test_loading_the_same_twice_makes_one_revision(store):
    first = load(store, [CITY])

    again = load(store, [CITY])

    assert first.is_new
    assert (first.revision and first.revision.number) == 1
    assert not again.is_new
    assert again.revision is None
    assert (again.entered, again.left, again.unchanged) == (0, 0, first.entered)


def test_a_shorter_version_makes_what_has_gone_leave(store, written):
    load(store, [written(a=TWO)])

    report = load(store, [written(a=ONE)], options=Options(shrink=True))

    assert (report.entered, report.left) == (0, 2)
    assert ids(store, "stakeholder") == ["s-adorf"]


def test_a_record_that_comes_back_has_its_id_again(store, written):
    load(store, [written(a=TWO)])
    load(store, [written(a=ONE)], options=Options(shrink=True))

    load(store, [written(a=TWO)])

    assert ids(store, "stakeholder") == ["s-adorf", "s-bedorf"]


def test_a_new_label_keeps_the_id_of_the_record(store, written):
    load(store, [written(a=ONE)])

    load(store, [written(a=ONE.replace("Adorf", "Ahausen"))])

    assert ids(store, "stakeholder") == ["s-adorf"]


def test_one_feed_never_touches_what_another_brought(store, written):
    load(store, [written(a=TWO)])

    report = load(store, [written(a=ONE.replace("feed: two", "feed: other"))])

    assert (report.is_new, report.left) == (True, 0)
    assert ids(store, "stakeholder") == ["s-adorf", "s-adorf-2", "s-bedorf"]


def test_an_equal_identifier_is_the_same_record(store, written):
    load(store, [written(a=TWO.replace("{kind", "{identifier: {wikidata: Q7}, kind", 1))])
    other = "{x: {identifier: {wikidata: Q7}, kind: municipality, label: {en: A-Village}}}"

    load(store, [written(a=f"feed: other\nstakeholders: {other}")])

    assert ids(store, "stakeholder") == ["s-adorf", "s-bedorf"]
    assert store.view(Audience.PUBLIC).identified("stakeholder", "wikidata", "Q7") == ("s-adorf",)


def test_two_keys_with_one_identifier_are_one_record(store, written):
    text = TWO.replace("{kind", "{identifier: {wikidata: Q7}, kind")

    load(store, [written(a=text)])

    assert ids(store, "stakeholder") == ["s-adorf"]


def test_equal_statements_of_one_load_are_one_claim_with_all_passages(store, written):
    source = "feed: f\nsources: {s: {kind: report, title: {de: S}}}\n"
    text = "stakeholders: {a: {kind: council, label: {de: A}, cite: s:%d}}"

    load(store, [written(a=source + text % 4, b=text % 2)])

    record = store.view(Audience.PUBLIC).records(["s-a"])[0]
    (claim,) = record.one("kind").claims
    assert claim.passages == (Passage("line 2"), Passage("line 4"))


def test_a_document_that_is_no_yaml_says_nothing_and_the_others_go_on(store, written):
    report = load(store, [written(a=TWO, b="feed: [")])

    assert codes(report) == ["BAD_YAML"]
    assert report.problems[0].place == Place("b.yaml", 3, 1)
    assert (report.used, ids(store, "stakeholder")) == (2, ["s-adorf", "s-bedorf"])


def test_if_nothing_can_be_read_nothing_leaves(store, written):
    load(store, [written(two="stakeholders: {a: {kind: council, label: {de: A}}}")], options=Options(feed="two"))

    report = load(store, [written(two="stakeholders: [")], options=Options(feed="two"))

    assert (report.left, report.revision) == (0, None)
    assert ids(store, "stakeholder") == ["s-a"]


def test_what_could_not_be_read_again_stays_and_what_was_read_is_replaced(store, written):
    load(store, [written(a=TWO, b=THIRD)])

    report = load(store, [written(a=TWO.replace("Adorf", "Altdorf"), b="feed: [")])

    assert codes(report) == ["BAD_YAML"]
    assert ids(store, "stakeholder") == ["s-adorf", "s-bedorf", "s-cedorf"]
    assert report.left == 1


def test_an_id_does_not_say_a_name_that_only_an_internal_source_gives(store, written):
    text = """
feed: two
sources:
  minutes: {kind: report, title: {de: Protokoll}, visibility: internal}
notes:
  plan: {cite: minutes:1, kind: goal, text: {de: Niemand kennt den Plan}}
"""

    load(store, [written(a=text)])

    assert [len(name) for name in ids(store, "note")] == [12]


def test_strict_writes_nothing_if_there_is_an_error(store, written):
    report = load(store, [written(a=TWO + "  c: {kind: town}")], options=Options(strict=True))

    assert (codes(report), report.revision, store.latest()) == (["UNKNOWN_CODE"], None, 0)


def test_a_dry_run_counts_and_writes_nothing(store, written):
    report = load(store, [written(a=TWO)], options=Options(dry_run=True))

    assert (report.used, report.statements, report.revision, store.latest()) == (2, 6, None, 0)


def test_documents_of_different_feeds_are_not_one_load(store, written):
    report = load(store, [written(a=TWO, b=ONE.replace("two", "three"))])

    assert (codes(report), store.latest()) == (["TWO_FEEDS"], 0)


def test_without_a_word_in_the_file_the_feed_is_called_as_asked_or_as_the_folder(store, written):
    folder = written(a="stakeholders: {a: {kind: council}}")

    assert load(store, [folder], options=Options(feed="mine", dry_run=True)).feed == "mine"
    assert load(store, [folder], options=Options(dry_run=True)).feed == "documents"


def test_what_cannot_be_read_or_recognised_is_a_problem(store, written, tmp_path):
    folder = written(a=TWO)
    (folder / "b.yaml").write_text("name: something else\n")

    report = load(store, [folder, tmp_path / "missing.yaml"])

    assert codes(report) == ["UNKNOWN_FORMAT", "UNREADABLE"]
    assert report.used == 2


def test_nothing_to_load_is_a_problem(store, tmp_path):
    assert codes(load(store, [tmp_path])) == ["NO_FILES"]


class Broken(Documents):
    """A loader with a fault."""

    def read(self, path: Path) -> Iterator[Yielded]:
        yield from super().read(path)
        raise ZeroDivisionError


def test_a_loader_that_breaks_is_a_problem_and_nothing_of_its_file_is_written(store, kinds, written):
    report = load(store, [written(a=TWO)], loader=Broken(kinds))

    assert (codes(report), report.used, store.latest()) == (["LOADER_FAILED"], 0, 0)


def test_persons_have_ids_that_say_nothing_and_only_staff_see_them(store):
    load(store, [CITY])

    hidden = set(ids(store, "stakeholder")) - set(ids(store, "stakeholder", Audience.PUBLIC))

    (person,) = hidden
    assert "erna" not in person
    assert "beispiel" not in person
    assert len(ids(store, "tie", Audience.PUBLIC)) == 1


def test_a_contact_and_what_an_internal_source_says_stay_internal(store):
    load(store, [CITY])

    (public,) = store.view(Audience.PUBLIC).records(["s-stadtwerke-birkenstadt"])
    (internal,) = store.view(Audience.INTERNAL).records(["s-stadtwerke-birkenstadt"])

    assert public.one("contact") is None
    assert internal.one("contact").value == Text("wasser@birkenstadt.example")


def test_the_report_says_how_far_it_is(store):
    steps: list[float] = []

    load(store, [CITY], progress=steps.append)

    assert steps == [0.25, 0.5, 0.6, 1.0]


def test_the_feed_is_a_source_that_says_where_each_claim_came_from(store):
    report = load(store, [CITY])

    record = store.view(Audience.PUBLIC).records(["s-birkenstadt"])[0]
    fact = record.facts["identifier"][0]
    assert (report.feed, report.feed_id) == ("birkenstadt", "q-partnernetz-birkenstadt")
    assert fact.value == Identifier("ags", "99999001")
    assert (fact.claims[0].source, fact.claims[0].feed) == ("q-ratsvorlage-17-2021", "q-partnernetz-birkenstadt")
    assert fact.claims[0].author == "documents 1"


def test_what_a_feed_says_wrongly_of_itself_costs_nothing_else(store, written):
    for wrong in ("kind: datasett", "licence: {value: x, cite: nowhere:1}", "kindd: x"):
        text = f"feed: {{key: f, {wrong}}}\nstakeholders: {{a: {{kind: council, label: {{de: A}}}}}}"

        report = load(store, [written(a=text)])

        assert (len(report.errors), report.used) == (1, 1)
        assert ids(store, "stakeholder", Audience.PUBLIC) == ["s-a"]


def test_who_takes_part_in_an_internal_cooperation_is_internal(store, written):
    joined = "c: {visibility: internal, kind: contact, label: {de: C}, participations: [{stakeholder: a, role: party}]}"

    load(store, [written(a=f"{ONE}cooperations: {{{joined}}}")])

    assert len(ids(store, "participation")) == 1
    assert ids(store, "participation", Audience.PUBLIC) == []
