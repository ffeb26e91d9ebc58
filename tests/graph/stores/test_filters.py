# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every field of every filter and every quantifier, over one small world and every store."""

import pytest

from graph.model import Certainty, Visibility
from graph.selection import (
    CooperationFilter,
    CooperationRelation,
    DateFilter,
    Direction,
    EventFilter,
    EventRelation,
    IdentifierFilter,
    IdFilter,
    NoteFilter,
    OwnTieFilter,
    ParticipantRelation,
    Selection,
    SourceFilter,
    SourceRelation,
    StakeholderFilter,
    StakeholderRelation,
    TextFilter,
    TieFilter,
    TieRelation,
)
from tests.graph.stores.contract import ALL
from tests.graph.stores.small_world import (
    IN_DE,
    INFERRED,
    NOBODY,
    NONE,
    NOT_STATED,
    PAGES,
    SLIDES,
    STATED,
    TOWNS,
    TWINNINGS,
    UNKNOWN,
    A,
    B,
    code,
    every,
    found,
    none,
    some,
)
from tests.graph.stores.story import INTERNAL


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "ABCDE"),
        ({"id": IdFilter(eq=A)}, "A"),
        ({"id": IdFilter(in_=(B, A))}, "AB"),
        ({"id": IdFilter(in_=())}, ""),
        ({"id": IdFilter(not_=A)}, "BCDE"),
        ({"kind": code("company")}, "D"),
        ({"kind": code(in_=("state", "association"))}, "BC"),
        ({"kind": code(in_=())}, ""),
        ({"kind": code(within=("organisation",))}, "ABCD"),
        ({"kind": code(not_="person")}, "ABCD"),
        ({"kind": code(not_="person", within=("organisation",), in_=("state",))}, "B"),
        ({"level": code("state")}, "B"),
        ({"level": code("municipal")}, "A"),
        ({"level": code(state=(NOT_STATED,))}, "ACDE"),
        ({"country": code("DE")}, "AB"),
        ({"country": code(not_="DE")}, "CDE"),
        ({"country": code(state=(UNKNOWN,))}, "C"),
        ({"country": code(state=(NONE,))}, "D"),
        ({"country": code(state=(NOT_STATED,))}, "E"),
        ({"country": code(state=(UNKNOWN, NONE, NOT_STATED))}, "CDE"),
        ({"country": code(state=())}, ""),
        ({"name": TextFilter(eq="arenstadt")}, "A"),
        ({"name": TextFilter(eq="ÄRENSTADT")}, "A"),
        ({"name": TextFilter(eq="eagletown")}, "A"),
        ({"name": TextFilter(in_=("Erna", "Bundesland"))}, "BE"),
        ({"name": TextFilter(contains="wass")}, "C"),
        ({"name": TextFilter(starts_with="wass")}, ""),
        ({"name": TextFilter(starts_with="die haend")}, "D"),
        ({"name": TextFilter(starts_with="eagle", contains="stadt")}, ""),
        ({"is_named": False}, "D"),
        ({"is_named": True}, "ABCE"),
        ({"identifier": IdentifierFilter("wikidata")}, "AB"),
        ({"identifier": IdentifierFilter("wikidata", ("Q2", "Q3"))}, "B"),
        ({"identifier": IdentifierFilter("ror")}, ""),
        ({"visibility": (INTERNAL,)}, "E"),
        ({"visibility": (Visibility.PUBLIC,)}, "ABCD"),
        ({"certainty": (INFERRED,)}, "C"),
        ({"certainty": ()}, ""),
        ({"and_": (IN_DE, StakeholderFilter(kind=code("state")))}, "B"),
        ({"and_": ()}, "ABCDE"),
        ({"or_": (TOWNS, StakeholderFilter(kind=code("company")))}, "AD"),
        ({"or_": ()}, ""),
        ({"not_": IN_DE}, "CDE"),
        ({"not_": StakeholderFilter(not_=IN_DE), "kind": code("state")}, "B"),
    ],
)
def test_stakeholders_by_what_they_are(view, wanted, expected):
    assert found(view, "stakeholder", StakeholderFilter(**wanted)) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"source": some(SourceRelation, SLIDES)}, "ABCD"),  # B by the tie that A has to it
        ({"source": every(SourceRelation, PAGES)}, "E"),
        ({"source": none(SourceRelation, SLIDES)}, "E"),
        ({"cooperation": some(CooperationRelation, TWINNINGS)}, "AD"),
        ({"cooperation": every(CooperationRelation, TWINNINGS)}, "DE"),
        ({"cooperation": none(CooperationRelation, TWINNINGS)}, "BCE"),
        ({"cooperation": some(CooperationRelation, CooperationFilter(), role=code("lead"))}, "A"),
        ({"cooperation": CooperationRelation(role=code("funder"))}, "C"),
        ({"cooperation": CooperationRelation()}, "ABCDE"),
        ({"cooperation": some(CooperationRelation, TWINNINGS, role=code("lead"))}, ""),
        ({"cooperation": every(CooperationRelation, TWINNINGS, role=code("party"))}, "ABCDE"),
        ({"cooperation": none(CooperationRelation, CooperationFilter(), role=code("party"))}, "BCE"),
        ({"tie": some(TieRelation, OwnTieFilter())}, "ABC"),
        ({"tie": some(TieRelation, OwnTieFilter(direction=Direction.OUT))}, "AC"),
        ({"tie": some(TieRelation, OwnTieFilter(direction=Direction.IN))}, "AB"),
        ({"tie": some(TieRelation, OwnTieFilter(kind=code("member_of")))}, "AC"),
        ({"tie": some(TieRelation, OwnTieFilter(other=TOWNS))}, "BC"),
        ({"tie": every(TieRelation, OwnTieFilter(kind=code("part_of")))}, "BDE"),
        ({"tie": none(TieRelation, OwnTieFilter(kind=code("part_of"), direction=Direction.OUT))}, "BCDE"),
        ({"event": some(EventRelation, EventFilter(kind=code("conference")))}, "AC"),
        ({"event": EventRelation(role=code("host"))}, "A"),
        ({"event": none(EventRelation, EventFilter())}, "BDE"),
        ({"event": every(EventRelation, EventFilter(kind=code("meeting")))}, "BDE"),
        ({"partner": some(StakeholderRelation, TOWNS)}, "BCD"),
        ({"partner": some(StakeholderRelation, IN_DE)}, "ABCD"),
        ({"partner": every(StakeholderRelation, TOWNS)}, "BCDE"),
        ({"partner": none(StakeholderRelation, TOWNS)}, "AE"),
        (
            {"cooperation": some(CooperationRelation, CooperationFilter(participant=some(ParticipantRelation, IN_DE)))},
            "ABCD",
        ),
    ],
)
def test_stakeholders_by_what_they_have_to_do_with(view, wanted, expected):
    assert found(view, "stakeholder", StakeholderFilter(**wanted)) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "231"),
        ({"id": IdFilter(eq="c-ohne")}, "3"),
        ({"kind": code("twinning")}, "2"),
        ({"formality": code("agreement")}, "1"),
        ({"formality": code(state=(NOT_STATED,))}, "23"),
        ({"status": code(in_=("ended", "active"))}, "1"),
        ({"topic": code(within=("water",))}, "1"),
        ({"topic": code("water")}, ""),
        ({"topic": code(within=("energy",))}, "2"),
        ({"topic": code(not_="health")}, "31"),
        ({"topic": code(state=(NOT_STATED,))}, "3"),
        ({"instrument": code("training")}, "1"),
        ({"name": TextFilter(contains="alle")}, "3"),
        ({"starts": DateFilter(from_="2020-06")}, "1"),
        ({"starts": DateFilter(from_="2021")}, ""),
        ({"starts": DateFilter(to="2020-01-01")}, "1"),
        ({"starts": DateFilter(to="2019")}, ""),
        ({"starts": DateFilter(state=(UNKNOWN,))}, "2"),
        ({"starts": DateFilter(state=(NOT_STATED, UNKNOWN))}, "23"),
        ({"starts": DateFilter(from_="1900", state=(UNKNOWN,))}, ""),
        ({"ends": DateFilter(from_="2022", to="2022")}, "1"),
        ({"ends": DateFilter(from_="2022-07")}, ""),
        ({"funding": (STATED,)}, "1"),
        ({"funding": (UNKNOWN, NONE)}, "23"),
        ({"funding": ()}, ""),
        ({"certainty": (Certainty.STATED,)}, "21"),
        ({"participant": some(ParticipantRelation, TOWNS)}, "21"),
        ({"participant": some(ParticipantRelation, TOWNS, role=code("lead"))}, "1"),
        ({"participant": every(ParticipantRelation, IN_DE)}, "3"),
        ({"participant": none(ParticipantRelation, IN_DE)}, "3"),
        ({"participant": ParticipantRelation(role=code("party"))}, "2"),
        ({"participant": some(ParticipantRelation, NOBODY)}, ""),
        ({"source": some(SourceRelation, PAGES)}, "1"),
        ({"source": none(SourceRelation, PAGES)}, "23"),
        ({"event": some(EventRelation, EventFilter())}, "1"),
        ({"event": none(EventRelation, EventFilter(topic=code("health")))}, "23"),
        ({"or_": (TWINNINGS, CooperationFilter(funding=(NONE,)))}, "23"),
        ({"not_": TWINNINGS}, "31"),
        ({"and_": (CooperationFilter(funding=(UNKNOWN, STATED)), CooperationFilter(not_=TWINNINGS))}, "1"),
    ],
)
def test_cooperations(view, wanted, expected):
    assert found(view, "cooperation", CooperationFilter(**wanted)) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EventFilter(kind=code("meeting")), "M"),
        (EventFilter(id=IdFilter(not_="e-fest")), "M"),
        (EventFilter(topic=code("health")), "F"),
        (EventFilter(name=TextFilter(starts_with="TREFF")), "M"),
        (EventFilter(starts=DateFilter(from_="2021-05-31", to="2021-06")), "F"),
        (EventFilter(ends=DateFilter(state=(NOT_STATED,))), "FM"),
        (EventFilter(participant=some(ParticipantRelation, TOWNS, role=code("host"))), "F"),
        (EventFilter(participant=every(ParticipantRelation, NOBODY)), "M"),
        (EventFilter(participant=none(ParticipantRelation, TOWNS)), "M"),
        (EventFilter(source=some(SourceRelation, SLIDES)), "FM"),
        (EventFilter(or_=(EventFilter(kind=code("visit")), EventFilter(kind=code("meeting")))), "M"),
    ],
)
def test_events(view, wanted, expected):
    assert found(view, "event", wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (NoteFilter(kind=code("need")), "N"),
        (NoteFilter(id=IdFilter(in_=("n-ziel",))), "G"),
        (NoteFilter(topic=code(within=("municipal_infrastructure",))), "G"),
        (NoteFilter(text=TextFilter(contains="trinkwasser")), "G"),
        (NoteFilter(about=IdFilter(eq=B)), "N"),
        (NoteFilter(about=IdFilter(in_=("c-wasser", B))), "NG"),
        (NoteFilter(about=IdFilter(not_=A)), "N"),
        (NoteFilter(source=some(SourceRelation, PAGES)), "N"),
        (NoteFilter(not_=NoteFilter(kind=code("need"))), "G"),
    ],
)
def test_notes(view, wanted, expected):
    assert found(view, "note", wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (SourceFilter(kind=code("slides")), "Q"),
        (SourceFilter(id=IdFilter(not_="q-folien")), "W"),
        (SourceFilter(title=TextFilter(contains="web")), "W"),
        (SourceFilter(published=DateFilter(from_="2022-12-31")), "Q"),
        (SourceFilter(published=DateFilter(state=(NOT_STATED,))), "W"),
        (SourceFilter(or_=(SLIDES, PAGES)), "QW"),
    ],
)
def test_sources(view, wanted, expected):
    assert found(view, "source", wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (TieFilter(), {"part_of", "member_of"}),
        (TieFilter(kind=code("part_of")), {"part_of"}),
        (TieFilter(kind=code(state=(STATED,))), {"part_of", "member_of"}),
        (TieFilter(subject=IdFilter(eq=A)), {"part_of"}),
        (TieFilter(object=IdFilter(eq=A)), {"member_of"}),
        (TieFilter(object=IdFilter(not_=A)), {"part_of"}),
        (TieFilter(certainty=(INFERRED,)), {"member_of"}),
        (TieFilter(source=some(SourceRelation, PAGES)), set()),
        (TieFilter(not_=TieFilter(kind=code("part_of"))), {"member_of"}),
    ],
)
def test_ties(view, wanted, expected):
    page = view.page(Selection("tie", wanted), ALL)
    assert {record.key.kind for record in view.records([item.id for item in page.items])} == expected
