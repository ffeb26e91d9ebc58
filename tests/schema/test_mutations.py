# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mutation by mutation: what it writes, what it answers, and that the request sees it at once."""
# Longer than 300 lines because every mutation is tried here once, side by side.

from dataclasses import dataclass

import pytest

from graph.stores.protocol import Store
from tests.schema.town import DOUBLE, PAPER, PARTNER, SITE, SOLIDARITY, TOWN, TWIN, WATERWORKS, Asking, Json

PAYLOAD = """revision { number author } problems { severity code place hint } conflict { expected touched }
  diff { addedCount changedCount removedCount changes { nodes { recordId kind facts { property { code } } } } }"""
RECORD = f"{PAYLOAD} record {{ id label {{ text }} }}"


@dataclass
class Writing:
    """An editor at the API."""

    asking: Asking

    def do(self, field: str, asked: str = RECORD) -> Json:
        """The payload of one mutation."""
        name = field.partition("(")[0]
        return self.asking.data(f"mutation {{ {name}: {field} {{ {asked} }} }}")[name]

    def shown(self, record: str, asked: str) -> Json:
        """What is shown of a record."""
        kinds = {"s": "Stakeholder", "c": "Cooperation", "e": "Event", "n": "Note", "q": "Source", "t": "Tie"}
        kind = kinds.get(record[0], "Participation")
        return self.asking.data(f'{{ node(id: "{record}") {{ ... on {kind} {{ {asked} }} }} }}')["node"]


@pytest.fixture
def editor(own_town: Store) -> Writing:
    return Writing(Asking(own_town, "EDITOR"))


def problems(payload: Json) -> list[tuple[str, str, str]]:
    return [(found["severity"], found["code"], found["place"]) for found in payload["problems"]]


# ------------------------------------------------------------------ making


def test_a_stakeholder_is_made(editor: Writing):
    payload = editor.do("""createStakeholder(input: {kind: "association", labels: [{text: "Chor", lang: "de"}],
        aliases: [{text: "Singkreis"}], identifiers: [{scheme: "wikidata", value: "Q77"}], country: "DE",
        level: "municipal", latitude: 52.5, longitude: 9.7, urls: ["https://chor.example"],
        contact: [{text: "chor@chor.example"}],
        period: {from: "1990", toState: NONE}, description: [{text: "Singt.", lang: "de"}]})""")

    assert payload["revision"] == {"number": 5, "author": "editor"}
    assert payload["record"] == {"id": "s-chor", "label": {"text": "Chor"}}
    assert editor.shown(
        "s-chor", "country { code } level { code } urls location { latitude } period { to { state } }"
    ) == {
        "country": {"code": "DE"},
        "level": {"code": "municipal"},
        "urls": ["https://chor.example"],
        "location": {"latitude": 52.5},
        "period": {"to": {"state": "NONE"}},
    }


def test_a_cooperation_is_made_with_those_who_take_part(editor: Writing):
    payload = editor.do(f"""createCooperation(input: {{kind: "contact", labels: [{{text: "Ruderfreunde", lang: "de"}}],
        status: "active", topics: ["youth"],
        funding: [{{state: STATED, amount: "1250.00", currency: "EUR", year: 2023}}],
        weight: 2, participations: [{{stakeholder: "{TOWN}", role: "party"}}, {{stakeholder: "{TWIN}", role: "party"}},
        {{stakeholder: "{WATERWORKS}", role: "partner", side: "{TOWN}", period: {{from: "2020"}}}}]}})""")

    asked = "topics { code } funding { amounts { amount year } } participations { nodes { role { code } side { id } } }"
    assert problems(payload) == [
        ("WARNING", "BOND_EXISTS", "input.participations")
    ]  # the twinning is a bond of the two
    assert editor.shown(payload["record"]["id"], asked) == {
        "topics": [{"code": "youth"}],
        "funding": {"amounts": [{"amount": "1250.00", "year": 2023}]},
        "participations": {
            "nodes": [
                {"role": {"code": "party"}, "side": None},
                {"role": {"code": "party"}, "side": None},
                {"role": {"code": "partner"}, "side": {"id": TOWN}},
            ]
        },
    }


def test_ties_events_notes_and_sources_are_made(editor: Writing):
    tie = editor.do(f'createTie(input: {{kind: "owned_by", subject: "{DOUBLE}", object: "{TOWN}"}})')
    event = editor.do(f"""createEvent(input: {{kind: "visit", labels: [{{text: "Besuch", lang: "de"}}],
        place: "{TOWN}", participants: [{{stakeholder: "{TWIN}", role: "visitor"}}], cooperations: ["{SOLIDARITY}"],
        topics: ["youth"]}})""")
    note = editor.do(
        f'createNote(input: {{kind: "goal", text: [{{text: "Mehr.", lang: "de"}}], about: ["{SOLIDARITY}"]}})'
    )
    source = editor.do("""createSource(input: {kind: "report", title: {text: "Bericht", lang: "de"}, publisher: "Amt",
        url: "https://amt.example", lang: "de", published: "2024-05", licence: "CC0"})""")

    assert [payload["problems"] for payload in (event, note, source)] == [[], [], []]
    assert tie["record"]["id"].startswith("t-")
    assert editor.shown(event["record"]["id"], "place { id } participants { nodes { id } }") == {
        "place": {"id": TOWN},
        "participants": {"nodes": [{"id": TWIN}]},
    }
    assert editor.shown(note["record"]["id"], "about { id }") == {"about": [{"id": SOLIDARITY}]}
    assert editor.shown("q-bericht", "publisher url lang published { date } licence") == {
        "publisher": "Amt",
        "url": "https://amt.example",
        "lang": "de",
        "published": {"date": "2024-05"},
        "licence": "CC0",
    }


def test_a_participation_is_added_and_told_when(editor: Writing):
    payload = editor.do(f"""addParticipation(cooperation: "{SOLIDARITY}",
        input: {{stakeholder: "{TWIN}", role: "partner", side: "{TOWN}"}})""")
    joined = payload["record"]["id"]

    editor.do(f'updateParticipation(id: "{joined}", input: {{status: "ended", period: {{to: "2024"}}}})')

    asked = "status { code } period { from { state } to { date } }"
    assert editor.shown(joined, asked)["status"] == {"code": "ended"}
    assert editor.shown(joined, asked)["period"]["to"] == {"date": "2024"}


# ------------------------------------------------------------------ changing


def test_what_is_absent_is_untouched_and_null_takes_back(editor: Writing):
    before = editor.shown(TOWN, "kind { code } names { text } country { code }")

    editor.do(f'updateStakeholder(id: "{TOWN}", input: {{urls: null, description: null}})')

    assert editor.shown(TOWN, "kind { code } names { text } country { code }") == before
    assert editor.shown(TOWN, "urls description { text }") == {"urls": [], "description": None}


def test_a_variable_that_is_absent_is_untouched_and_one_that_is_null_takes_back(editor: Writing):
    document = """mutation ($input: StakeholderInput!) {
        updateStakeholder(id: "s-lindenfurt", input: $input) { problems { code } } }"""

    editor.asking.data(document, input={})
    assert editor.shown(TOWN, "urls")["urls"] != []

    editor.asking.data(document, input={"urls": None})
    assert editor.shown(TOWN, "urls")["urls"] == []


def test_of_a_period_only_the_end_given_is_changed(editor: Writing):
    editor.do(f'updateStakeholder(id: "{TOWN}", input: {{period: {{from: "1200", to: "1900"}}}})')
    editor.do(f'updateStakeholder(id: "{TOWN}", input: {{period: {{toState: UNKNOWN}}}})')

    asked = "period { from { state date } to { state date } }"
    assert editor.shown(TOWN, asked)["period"] == {
        "from": {"state": "STATED", "date": "1200"},
        "to": {"state": "UNKNOWN", "date": None},
    }
    editor.do(f'updateStakeholder(id: "{TOWN}", input: {{period: null}})')
    assert editor.shown(TOWN, asked)["period"]["from"] == {"state": "NOT_STATED", "date": None}


@pytest.mark.parametrize(
    ("field", "record", "asked", "answer"),
    [
        ('updateCooperation(id: "c-bruecken-bauen", input: {status: "paused"})', "c-bruecken-bauen", "status { code }",
         {"status": {"code": "paused"}}),
        (f'updateSource(id: "{SITE}", input: {{publisher: "Stadt"}})', SITE, "publisher", {"publisher": "Stadt"}),
        (f'updateStakeholder(id: "{TOWN}@2023", input: {{level: "regional"}})', TOWN, "level { code }",
         {"level": {"code": "regional"}}),
    ],
)  # fmt: skip
def test_records_are_changed(editor: Writing, field: str, record: str, asked: str, answer: Json):
    payload = editor.do(field)

    assert payload["diff"]["changedCount"] == 1
    assert editor.shown(record, asked) == answer


def test_events_notes_and_ties_are_changed(editor: Writing):
    found = editor.asking.data(
        "{ events(first: 1) { nodes { id } } notes(first: 1) { nodes { id } } ties(first: 1) { nodes { id } } }"
    )
    event, note, tie = (found[name]["nodes"][0]["id"] for name in ("events", "notes", "ties"))

    editor.do(f'updateEvent(id: "{event}", input: {{result: [{{text: "Gut.", lang: "de"}}]}})')
    editor.do(f'updateNote(id: "{note}", input: {{text: [{{text: "Anders.", lang: "de"}}]}})')
    editor.do(f'updateTie(id: "{tie}", input: {{period: {{from: "1999"}}}})')

    assert editor.shown(event, "result { text }") == {"result": {"text": "Gut."}}
    assert editor.shown(note, 'text(lang: ["de"]) { text }') == {"text": {"text": "Anders."}}
    assert editor.shown(tie, "period { from { date } }") == {"period": {"from": {"date": "1999"}}}


def test_claims_are_added_with_rank_period_and_state(editor: Writing):
    payload = editor.do(f"""addClaims(record: "{PARTNER}", evidence: {{source: "{PAPER}", locator: "page 3"}}, claims: [
        {{property: "alias", value: {{text: {{text: "Altname", lang: "de"}}}}, valid: {{from: "1900", to: "1950"}}}},
        {{property: "url", state: NONE}}, {{property: "attribute:population", value: {{number: "12000"}}}},
        {{property: "level", value: {{concept: "regional"}}, rank: DEPRECATED}}])""")

    claims = editor.shown(
        PARTNER, 'claims(property: ["alias", "attribute"], last: 2) { nodes { passages { locator } } }'
    )
    assert payload["problems"] == []
    assert payload["revision"]["number"] == 5
    assert claims["claims"]["nodes"][0]["passages"] == [{"locator": "page 3"}]


# ------------------------------------------------------------------ taking back


def test_a_claim_is_retracted(editor: Writing):
    claims = editor.shown(TOWN, 'claims(property: ["description"]) { nodes { id } }')["claims"]["nodes"]
    ids = ", ".join(f'"{claim["id"]}"' for claim in claims)

    payload = editor.do(f'retractClaims(ids: [{ids}], reason: "outdated")')

    assert payload["record"]["id"] == TOWN
    assert editor.shown(TOWN, "description { text }") == {"description": None}


def test_a_record_is_withdrawn_and_its_past_stays_readable(editor: Writing):
    payload = editor.do(f'withdrawRecord(id: "{TWIN}", reason: "entered by mistake")')

    assert payload["record"] is None
    assert payload["diff"]["removedCount"] > 1
    assert editor.shown(f"{TWIN}@r4", "id") == {"id": f"{TWIN}@r4"}


def test_a_revision_is_reverted_as_a_new_one(editor: Writing):
    editor.do(f'updateStakeholder(id: "{TOWN}", input: {{description: [{{text: "Falsch", lang: "de"}}]}})')

    payload = editor.do('revertRevision(number: 5, reason: "wrong")', PAYLOAD)

    assert payload["revision"]["number"] == 6
    assert editor.shown(TOWN, "description { text }") == {"description": {"text": "Stadt an zwei Flüssen"}}


def test_a_feed_is_withdrawn(editor: Writing):
    feed = editor.asking.store.origins("", ["lindenfurt"])[0]

    payload = editor.do(f'withdrawSource(id: "{feed}", reason: "all wrong")', f"{PAYLOAD} source {{ id }} rowsRead")

    assert payload["diff"]["removedCount"] > 20
    # It keeps its name: an editor cites a memo that it brought.
    assert payload["source"] == {"id": feed}
    assert editor.asking.data("{ cooperations { totalCount } }")["cooperations"]["totalCount"] == 0


# ------------------------------------------------------------------ what is answered


def test_a_dry_run_says_what_would_change_and_writes_nothing(editor: Writing):
    payload = editor.do(f'updateStakeholder(id: "{TOWN}", dryRun: true, input: {{level: "regional"}})')

    changes = {change["recordId"]: change for change in payload["diff"]["changes"]["nodes"]}
    assert payload["revision"] is None
    assert changes[TOWN] == {"recordId": TOWN, "kind": "CHANGED", "facts": [{"property": {"code": "level"}}]}
    assert editor.asking.store.latest() == 4


def test_a_dry_run_of_a_withdrawal_names_what_goes_with_it(editor: Writing):
    dry = editor.do(f'withdrawRecord(id: "{SOLIDARITY}", reason: "x", dryRun: true)')
    done = editor.do(f'withdrawRecord(id: "{SOLIDARITY}", reason: "x")')

    assert dry["diff"] == done["diff"]
    assert dry["diff"]["removedCount"] > 3


def test_who_is_late_is_told_what_changed_since(editor: Writing):
    editor.do(f'updateStakeholder(id: "{TOWN}", input: {{level: "regional"}})')

    payload = editor.do(f'updateStakeholder(id: "{TOWN}", expectedRevision: 4, input: {{level: "state"}})')

    assert payload["conflict"] == {"expected": 4, "touched": [TOWN]}
    assert (payload["revision"], payload["diff"], payload["problems"]) == (None, None, [])
    since = editor.asking.data(
        "{ changes(from: 4) { changes { nodes { recordId facts { after { ... on Concept { code } } } } } } }"
    )
    assert {"recordId": TOWN, "facts": [{"after": {"code": "regional"}}]} in since["changes"]["changes"]["nodes"]


def test_a_taken_identifier_is_refused_and_names_the_record(editor: Writing):
    editor.do(f'updateStakeholder(id: "{TOWN}", input: {{identifiers: [{{scheme: "wikidata", value: "Q99"}}]}})')

    payload = editor.do("""createStakeholder(input: {kind: "municipality", labels: [{text: "Neu", lang: "de"}],
        identifiers: [{scheme: "wikidata", value: "Q99"}]})""")

    assert problems(payload) == [("ERROR", "IDENTIFIER_TAKEN", "input.identifiers[0]")]
    assert TOWN in payload["problems"][0]["hint"]
    assert payload["record"] is None


def test_a_create_that_is_sent_twice_makes_one_record(editor: Writing):
    field = 'createStakeholder(input: {kind: "company", labels: [{text: "Fähre", lang: "de"}]})'

    first, second = editor.do(field), editor.do(field)

    assert second["record"] == first["record"]
    assert problems(second) == [("INFO", "MADE_BEFORE", "input")]


def test_all_that_is_wrong_is_told_at_once_with_its_places(editor: Writing):
    payload = editor.do("""createEvent(input: {kind: "visitt", labels: [{text: "A", lang: "de"}, {text: "B",
        lang: "de"}], place: "s-nowhere", partOf: "s-lindenfurt",
        participants: [{stakeholder: "s-debno", role: "lead"}], period: {from: "2020", fromState: NONE}})""")

    assert problems(payload) == [
        ("ERROR", "BAD_USER_INPUT", "input.period.from"),
        ("ERROR", "UNKNOWN_ID", "input.place"),
        ("ERROR", "UNKNOWN_CODE", "input.kind"),
        ("ERROR", "BAD_USER_INPUT", "input.labels[1]"),
        ("ERROR", "BAD_USER_INPUT", "input.partOf"),
        ("ERROR", "BAD_USER_INPUT", "input.participants[0]"),
    ]


def test_an_id_of_another_type_is_refused(editor: Writing):
    payload = editor.do(f'updateStakeholder(id: "{SOLIDARITY}", input: {{level: "regional"}})')

    assert problems(payload) == [("ERROR", "BAD_USER_INPUT", "id")]


def test_what_is_said_already_makes_no_revision(editor: Writing):
    payload = editor.do(f'updateStakeholder(id: "{TOWN}", input: {{kind: "municipality"}})')

    assert payload["revision"] is None
    assert problems(payload) == [("INFO", "NOTHING_CHANGED", "")]


def test_mutations_of_one_document_see_each_other(editor: Writing):
    data = editor.asking.data("""mutation {
        a: updateStakeholder(id: "s-lindenfurt", input: {level: "regional"}) { revision { number } record { ...level } }
        b: updateStakeholder(id: "s-lindenfurt", input: {level: "state"}) { revision { number } record { ...level } } }
        fragment level on Stakeholder { level { code } }""")

    assert data["a"] == {"revision": {"number": 5}, "record": {"level": {"code": "regional"}}}
    assert data["b"] == {"revision": {"number": 6}, "record": {"level": {"code": "state"}}}


def test_the_audit_log_is_told_of_each_write_and_of_nothing_else(editor: Writing):
    told: list[tuple[str, tuple[str, ...], int]] = []
    request = editor.asking.request()
    request.audit = lambda *what: told.append(what)

    editor.asking.answer(
        """mutation {
            a: updateStakeholder(id: "s-lindenfurt", input: {level: "regional"}) { revision { number } }
            b: updateStakeholder(id: "s-lindenfurt", input: {level: "regional"}) { revision { number } }
            c: updateStakeholder(id: "s-lindenfurt", dryRun: true, input: {level: "state"}) { diff { claimsLeft } }
        }""",
        context=request,
    )

    assert told == [("updateStakeholder", (TOWN,), 5)]
