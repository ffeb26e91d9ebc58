# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented town with two partners far away: the small world in which the promises are tried.

Brückau is twinned with Nordau and stands by Seehafen; its waterworks and an association help, on Brückau's side.
Erika Beispiel speaks for the town (persons are internal), and a memo (an internal source) knows a little more.
"""

from graph.model import Certainty, Identifier
from graph.stores.protocol import Change
from tests.graph.stores.story import INTERNAL, Story, en, ref, taking_part, tied

TOWN, HARBOUR, TWIN = "s-brueckau", "s-seehafen", "s-nordau"
WATERWORKS, HELPERS = "s-wasserwerk-brueckau", "s-helfende-haende"
SOLIDARITY, TWINNING = "c-solidaritaet-mit-seehafen", "c-staedtepartnerschaft-mit-nordau"
DECK, PAGE, MEMO = "q-foliensatz", "q-webseite", "q-vermerk"
CONFERENCE, GOAL = "e-brueckentage", "n-wasser-fuer-alle"
WATERWORKS_HELP = taking_part(SOLIDARITY, WATERWORKS, "partner", TOWN)
WATERWORKS_OWNED = tied(WATERWORKS, "owned_by", TOWN)


def sources(story: Story) -> None:
    """A deck of slides of December 2022, a page without a date, an internal memo; the deck speaks next."""
    story.new_source("webseite", "Webseite")
    story.new_source("vermerk", "Vermerk", "report", visibility="internal")
    story.new_source("foliensatz", "Foliensatz", "slides", published="2022-12")


def bodies(story: Story) -> None:
    """Three towns, the waterworks, an association, a person."""
    story.body("brückau", "Brückau", "municipality", country="DE", level="municipal")
    story.says("+brückau", "identifier", Identifier("wikidata", "Q101"))
    story.says("+brückau", "label", en("Bruckau"))
    story.body("seehafen", "Seehafen", "municipality", country="UA")
    story.says("+seehafen", "alias", "Seehaven", source="+webseite", original="Seehavener")
    story.body("nordau", "Nordau", "municipality", country="PL")
    story.body("wasserwerk", "Wasserwerk Brückau", "municipal_company", country="DE")
    story.says("+wasserwerk", "description", "verhandelt über Pumpen", source="+vermerk")
    story.body("helfer", "Helfende Hände", "association", country="DE")
    story.says("+helfer", "contact", "post@helfende.example", visibility=INTERNAL)
    story.person("erika", "Erika Beispiel")


def cooperations(story: Story) -> None:
    """A solidarity partnership with helpers on Brückau's side, and a twinning."""
    story.cooperation(
        "solidarität",
        "Solidarität mit Seehafen",
        "solidarity_partnership",
        starts="2023",
        topic=["water", "medical_aid"],
    )
    story.joins("+brückau", "+solidarität", "party")
    story.joins("+seehafen", "+solidarität", "party")
    story.joins("+wasserwerk", "+solidarität", "partner", "+brückau", starts="2024-03")
    story.joins("+helfer", "+solidarität", "partner", "+brückau", certainty=Certainty.INFERRED)
    story.joins("+erika", "+solidarität", "contact_point", "+brückau")
    story.cooperation("zwilling", "Städtepartnerschaft mit Nordau", "twinning", starts="1979", status="active")
    story.joins("+brückau", "+zwilling", "party")
    story.joins("+nordau", "+zwilling", "party")
    story.ties("+wasserwerk", "owned_by", "+brückau")
    story.ties("+erika", "holds_role", "+brückau", role_title="Bürgermeisterin")


def happenings(story: Story) -> None:
    """A conference and a goal."""
    guests = [ref("+brückau", "host"), ref("+seehafen", "visitor"), ref("+erika", "speaker")]
    story.record("tage", "event", "Brückentage", kind="conference", label="Brückentage", starts="2024-05-13")
    for guest in guests:
        story.says("+tage", "participant", guest)
    story.says("+tage", "cooperation", ref("+solidarität"))
    story.says("+tage", "country", "DE")
    story.record("ziel", "note", "Wasser für alle", kind="goal", text="Sauberes Wasser", about=ref("+solidarität"))


def told() -> Story:
    """The whole story of the town, not yet a change."""
    story = Story()
    sources(story)
    bodies(story)
    cooperations(story)
    happenings(story)
    return story


def city() -> Change:
    """The whole story of the town in one change."""
    return told().change()


def edited(record: str, name: str, said: str) -> Change:
    """A person corrects something."""
    story = Story("erika", "corrected", source=PAGE)
    story.says(record, name, said)
    return story.change()


def fed(*aliases: str, second: str = "") -> Change:
    """A file that calls Nordau by some names, and says one thing of it more."""
    story = Story("loader register 2.0", "a file", feed="+file")
    story.new_source("file", "Namensregister", "register")
    story.body("nordau", "Nordau", "municipality")
    for alias in aliases:
        story.says("+nordau", "alias", alias, locator=f"row {alias}")
    if second:
        story.says("+nordau", "country", second, source=PAGE, locator="row of countries")
    return story.change()
