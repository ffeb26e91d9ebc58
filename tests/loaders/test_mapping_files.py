# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mapping files: what they may say, and that each mistake is named with its line and what was meant."""

import pytest

from loaders.mapping.reading import Becomes, Choice, ColumnMapping, Mapping, Other, read_mapping_bytes

WHOLE = """mapping: 1
feed: clubs
source: {kind: dataset, title: {de: Vereine, en: Clubs}}
lang: de
decimal: ","
tables:
  - sheet: Liste
    header: 3
    type: {column: Typ, values: {Verein: stakeholder, Treffen: event}}
    key: [Nr, Jahr]
    columns:
      Name: label.de
      Register: {property: identifier, register: wikidata}
      Themen: {property: topic, separator: ","}
      Gastgeber: participant.host
      Betrag: {property: attribute, name: amount, separator: "|"}
      Intern: leave
    constants: {country: [DE], visibility: internal}
    other: leave
edges: {becomes: tie, kind: member_of, directed: "true", source: A, target: B}
"""


def read(kinds, text: str):
    return read_mapping_bytes(text.encode(), "m.yaml", kinds)


def test_a_mapping_says_what_columns_mean(kinds):
    mapping = read(kinds, WHOLE)
    assert isinstance(mapping, Mapping)
    (table,) = mapping.tables

    assert (mapping.feed, mapping.lang, mapping.decimal) == ("clubs", "de", ",")
    assert [constant.text for constant in mapping.source] == ["dataset", "Vereine", "Clubs"]
    assert (table.sheet, table.header, table.key, table.other) == ("Liste", 3, ("nr", "jahr"), Other.LEAVE)
    assert table.columns["name"] == ColumnMapping("label", "de")
    assert table.columns["betrag"] == ColumnMapping("attribute", "amount", "|")
    assert table.columns["intern"].property == ""
    assert table.type.of("Treffen") == "event"
    assert mapping.edges is not None
    assert (mapping.edges.becomes, mapping.edges.kind, mapping.edges.directed) == (
        Becomes.TIE,
        Choice("member_of"),
        True,
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("mapping: 2", "m.yaml:1:1: error NO_MAPPING: This is no mapping that is known. Begin with mapping: 1."),
        ("mapping: 1\nfeeed: x", 'm.yaml:2:1: error UNKNOWN_KEY: "feeed" is not known here. Did you mean "feed"?'),
        (
            "mapping: 1\ntables:\n  - columns: {Name: labl}",
            'm.yaml:3:21: error UNKNOWN_CODE: No property "labl" here. Did you mean "label"?',
        ),
        (
            "mapping: 1\ntables:\n  - columns: {Name: label.german}",
            'm.yaml:3:21: error UNKNOWN_KEY: "german" is no language. Write de, en or uk.',
        ),
        (
            "mapping: 1\nnodes: {columns: {A: {property: kind, values: {x: comapny}}}}",
            'm.yaml:2:51: error UNKNOWN_CODE: No stakeholder kind "comapny". Did you mean "company"?',
        ),
        (
            "mapping: 1\nnodes: {columns: {A: identifier.wikidta}}",
            'm.yaml:2:22: error UNKNOWN_CODE: No register "wikidta". Did you mean "wikidata"?',
        ),
        (
            "mapping: 1\nedges: {becomes: link}",
            'm.yaml:2:18: error UNKNOWN_CODE: becomes is not "link". '
            "Known: cooperation, tie, participation, participant.",
        ),
        (
            "mapping: 1\ntables: [{participations: [{role: prtner}]}]",
            'm.yaml:2:35: error UNKNOWN_CODE: No role "prtner". Did you mean "partner"?',
        ),
        (
            "mapping: 1\ntables: [x]",
            'm.yaml:2:10: error BAD_SHAPE: Here keys with values are expected, not "x". Write key: value.',
        ),
        (
            "mapping: 1\nnodes: {columns: {A: attribute}}",
            "m.yaml:2:22: error MISSING_KEY: An attribute needs a name. Write attribute.NAME.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_meant(kinds, wrong, told):
    found = read(kinds, wrong)

    assert not isinstance(found, Mapping)
    assert [str(problem) for problem in found] == [told]


def test_all_mistakes_are_told_at_once(kinds):
    found = read(kinds, "mapping: 1\ntables:\n  - {type: stakeholdr, other: x, columns: {A: labl, B: urll}}")

    assert not isinstance(found, Mapping)
    assert [problem.code for problem in found] == ["UNKNOWN_CODE"] * 4
