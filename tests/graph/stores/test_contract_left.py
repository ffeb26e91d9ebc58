# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promise 7 of what has left: its id and its claims stay known to those who saw it, and to nobody else."""

import pytest

from graph.errors import UnknownId
from graph.model import Audience, Visibility, at
from graph.stores.protocol import Change, Store
from tests.graph.stores.city import PAGE, SOLIDARITY, TOWN, WATERWORKS
from tests.graph.stores.story import Story, de, taking_part

STAFF, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
FILE = "q-namensregister"


def register(*, full: bool) -> Story:
    """A file that names a company which helps, or no longer does."""
    story = Story("loader register 2.0", "a file", feed="+file")
    story.new_source("file", "Namensregister", "register")
    if full:
        story.body("zedco", "Zedco", "company", alias="Zed")
        story.says("+zedco", "contact", "Zimmer 12", visibility=Visibility.INTERNAL)
        story.joins("+zedco", SOLIDARITY, "partner", TOWN)
    return story


def dropped(store: Store) -> list[str]:
    """What the company's claims were called, label and contact first, after the file no longer names it."""
    store.commit(register(full=True).change())
    claims = {claim.property: claim.id for claim in store.view(STAFF).claims_of(["s-zedco"])[0]}
    store.commit(register(full=False).change())
    return [claims["label"], claims["contact"]]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", ["s-zedco", taking_part(SOLIDARITY, "s-zedco", "partner", TOWN)])
def test_an_id_that_was_seen_resolves_after_its_record_has_left(town, audience, name):
    dropped(town)
    view = town.view(audience)

    assert (view.resolve(name), view.records([name])) == (name, [None])
    assert town.view(audience, at("1200")).resolve(name) == name
    with pytest.raises(UnknownId):
        town.view(audience, at(revision=1)).resolve(name)


def test_a_claim_that_was_seen_is_told_after_its_record_has_left(town):
    label, contact = dropped(town)

    for view in (town.view(STAFF), town.view(PUBLIC), town.view(PUBLIC, at(revision=3))):
        assert (view.claim(label).value, view.claim(label).left) == (de("Zedco"), 3)
    assert (town.view(PUBLIC, at(revision=2)).claim(label).left, town.view(PUBLIC, at(revision=1)).claim(label)) == (
        None,
        None,
    )
    assert (town.view(STAFF).claim(contact).left, town.view(PUBLIC).claim(contact)) == (3, None)


def test_it_is_told_after_its_source_has_left_too(town):
    label, _ = dropped(town)
    town.commit(Change("erika", "", leave=tuple(claim.id for claim in town.view(STAFF).claims_of([FILE])[0])))

    assert town.view(PUBLIC).resolve(FILE) == FILE
    assert [town.view(audience).claim(label).left for audience in Audience] == [3, 3]


@pytest.mark.parametrize("what", ["s-zedco", "q-namensregister"])
def test_what_was_hidden_before_it_left_is_unknown_to_the_public(town, what):
    town.commit(register(full=True).change())
    story = Story("erika", source=PAGE)
    story.says(what, "visibility", "internal")
    town.commit(story.change())
    label = town.view(STAFF).claims_of(["s-zedco"])[0][0].id
    left = tuple(claim.id for claims in town.view(STAFF).claims_of(["s-zedco"]) for claim in claims)
    town.commit(Change("erika", "", leave=left))

    assert (town.view(STAFF).resolve("s-zedco"), town.view(STAFF).claim(label).left) == ("s-zedco", 4)
    assert town.view(PUBLIC).claim(label) is None
    with pytest.raises(UnknownId):
        town.view(PUBLIC).resolve("s-zedco")


def test_what_is_hidden_now_is_unknown_to_the_public(town):
    story = Story("erika", source=PAGE)
    story.says(WATERWORKS, "visibility", "internal")
    town.commit(story.change())

    with pytest.raises(UnknownId):
        town.view(PUBLIC).resolve(WATERWORKS)
    assert town.view(PUBLIC).claim(town.view(STAFF).claims_of([WATERWORKS])[0][0].id) is None
