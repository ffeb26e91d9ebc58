# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others rest on keeps its name, whoever takes out what it brought."""

from graph.model import Audience
from graph.stores.protocol import Change
from tests.graph.stores.city import TWIN
from tests.graph.stores.story import Story

STAFF = Audience.INTERNAL


def test_what_a_feed_called_a_source_that_others_cite_stays_and_so_does_the_feeds_name(town):
    story = Story("loader register 2.0", "a file", feed="+file")
    story.new_source("file", "Namensregister", "register")
    for name in ("cited", "forgotten"):
        story.new_source(name, f"Vermerk {name}", "report")
    names = town.commit(story.change()).ids
    noted = Story("erika", "noted", source=names["+cited"])
    noted.says(TWIN, "alias", "Nordauw")
    town.commit(noted.change())

    town.commit(Change("erika", "all wrong", feed=names["+file"], most_leaving=1.0))

    kept = [
        record and record.facts
        for record in town.view(STAFF).records([names[name] for name in ("+file", "+cited", "+forgotten")])
    ]
    assert [sorted(found or ()) for found in kept] == [["kind", "title"], ["kind", "title"], []]
