# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small world in which filters, orders and facets are tried, each record known by a letter or digit."""

from decimal import Decimal

from graph.model import Certainty, Identifier, Money, Number, ValueState
from graph.selection import (
    CodeFilter,
    CooperationFilter,
    IdFilter,
    Selection,
    SourceFilter,
    StakeholderFilter,
)
from graph.stores.protocol import Change, View
from tests.graph.stores.contract import ALL
from tests.graph.stores.story import Loose, Story, en, ref

UNKNOWN, NONE, STATED, NOT_STATED = ValueState.UNKNOWN, ValueState.NONE, ValueState.STATED, ValueState.NOT_STATED
INFERRED = Certainty.INFERRED


def bodies(story: Story) -> None:
    """A, a town; B, a state; C, a choir; D, unnamed traders; E, a person."""
    story.new_source("q", "Folien", "slides", published="2022-12")
    story.body("a", "Ärenstadt", "municipality", country="DE", identifier=Identifier("wikidata", "Q1"))
    story.says("+a", "label", en("Eagletown"))
    story.body("d", "Die Händler", "company", named=Number(Decimal(0)))
    story.says("+d", "country", state=NONE)
    story.new_source("w", "Webseite")
    story.body("b", "Bundesland", "state", country="DE", level="state", identifier=Identifier("wikidata", "Q2"))
    story.record("c", "stakeholder", "Chor", label="Chor am Wasser")
    story.says("+c", "kind", "association", certainty=INFERRED)
    story.says("+c", "country", state=UNKNOWN)
    story.person("e", "Erna")


def cooperations(story: Story) -> None:
    """One with everything, one of which little is known, one without anybody."""
    story.cooperation(
        "one",
        "Wasser",
        "project_partnership",
        starts="2020",
        ends="2022-06",
        topic="water_supply",
        instrument="training",
        formality="agreement",
        status="ended",
        funding=Money(Decimal(100), "EUR", 2021),
    )
    story.joins("+a", "+one", "lead")
    story.joins("+b", "+one", "partner")
    story.joins("+c", "+one", "funder")
    story.source = "+q"
    story.cooperation("two", "Energie", "twinning", topic=["renewable_energy", "health"])
    story.says("+two", "starts", state=UNKNOWN)
    story.says("+two", "funding", state=UNKNOWN)
    story.joins("+a", "+two", "party")
    story.joins("+d", "+two", "party")
    story.record("three", "cooperation", "Ohne", label="Ohne alle")
    story.says("+three", "kind", "contact", certainty=INFERRED)
    story.says("+three", "funding", state=NONE)
    story.ties("+a", "part_of", "+b")
    story.ties("+c", "member_of", "+a", certainty=INFERRED)


def happenings(story: Story) -> None:
    """A feast with guests, a meeting without; a goal, a need."""
    story.record("f", "event", "Fest", kind="conference", label="Fest", starts="2021-05", topic="health")
    story.says("+f", "participant", ref("+a", "host"))
    story.says("+f", "participant", ref("+c", "visitor"))
    story.says("+f", "cooperation", ref("+one"))
    story.record("m", "event", "Treffen", kind="meeting", label="Treffen")
    story.record(
        "g", "note", "Ziel", kind="goal", text="Trinkwasser für alle", topic="water", about=[ref("+one"), ref("+a")]
    )
    story.source = "+w"
    story.record("n", "note", "Bedarf", kind="need", text="Pumpen", about=ref("+b"))


def small_world() -> Change:
    """The whole small world in one change."""
    story = Story()
    bodies(story)
    cooperations(story)
    happenings(story)
    return story.change()


IDS = {
    "q-folien": "Q",
    "q-webseite": "W",
    "s-aerenstadt": "A",
    "s-bundesland": "B",
    "s-chor": "C",
    "s-die-haendler": "D",
}
IDS |= {
    "c-wasser": "1",
    "c-energie": "2",
    "c-ohne": "3",
    "e-fest": "F",
    "e-treffen": "M",
    "n-ziel": "G",
    "n-bedarf": "N",
}
A, B, C, D = "s-aerenstadt", "s-bundesland", "s-chor", "s-die-haendler"


def found(view: View, kind: str, wanted: Loose = None, **more: Loose) -> str:
    """The letters of what is found, in the order found; E for the person."""
    page = view.page(Selection(kind, wanted, **more), ALL)
    return "".join(IDS.get(item.id, "E" if item.id[0] == "s" else "?") for item in page.items)


def code(eq: str | None = None, **more: Loose) -> CodeFilter:
    """A filter on a code."""
    return CodeFilter(eq=eq, **more)


def some(relation: Loose, wanted: object, **more: object) -> Loose:
    """At least one of what is related."""
    return relation(some=wanted, **more)


def every(relation: Loose, wanted: object, **more: object) -> Loose:
    """All that is related."""
    return relation(every=wanted, **more)


def none(relation: Loose, wanted: object, **more: object) -> Loose:
    """Nothing of what is related."""
    return relation(none=wanted, **more)


IN_DE = StakeholderFilter(country=code("DE"))
TOWNS = StakeholderFilter(kind=code("municipality"))
TWINNINGS = CooperationFilter(kind=code("twinning"))
SLIDES, PAGES = SourceFilter(kind=code("slides")), SourceFilter(kind=code("web_page"))
NOBODY = StakeholderFilter(id=IdFilter(in_=()))
