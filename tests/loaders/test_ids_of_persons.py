# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The id of a person never says the name, whoever may see the person."""

from graph.model import Audience
from loaders.run import load

TOLD = """
sources: {web: {kind: web_page, title: {de: Webseite}}}
stakeholders:
  mayor: {kind: person, label: {de: Max Muster}, visibility: public, cite: web:1}
  club: {kind: association, label: {de: Ruderclub}, cite: web:1}
"""


def test_a_person_that_the_public_sees_has_an_id_that_says_nothing(written, store):
    report = load(store, [written(town=TOLD)])

    view = store.view(Audience.PUBLIC)
    (mayor,), (club,) = (view.named("stakeholder", name) for name in ("Max Muster", "Ruderclub"))
    assert (report.problems, club) == ((), "s-ruderclub")
    assert "muster" not in mayor
