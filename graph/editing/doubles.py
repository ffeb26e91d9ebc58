# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there already: identifiers that are taken, equal names, and the same edit sent a second time."""

from collections.abc import Iterable, Iterator, Sequence

from graph.editing.desk import Desk
from graph.editing.saying import Complaint, Joined, Saying, Severity
from graph.model import Identifier, ParticipationKey, Record, Text, pick, written
from graph.selection import ClaimFilter, CodeFilter, Cut, TextFilter

NAMED = {"stakeholder": "label", "cooperation": "label", "event": "label", "note": "text", "source": "title"}
"""Under which property the records of a type are called."""
MOST_NAMED = 5


def taken_identifiers(desk: Desk, sayings: Iterable[Saying], about: str = "") -> Iterator[Complaint]:
    """Identifiers that another record has: refused where the register gives one to each body, else doubted."""
    for saying in sayings:
        for given in saying.given:
            if isinstance(given.value, Identifier):
                scheme = desk.kinds.identifier_scheme(given.value.scheme)
                known = desk.view.identified("stakeholder", given.value.scheme, given.value.value)
                for name in [other for other in known if other != about][:1]:
                    is_exclusive = scheme is not None and scheme.exclusive
                    severity = Severity.ERROR if is_exclusive else Severity.WARNING
                    what = f"{given.value.scheme} {given.value.value} is that of {called(desk, name)}."
                    yield Complaint(severity, "IDENTIFIER_TAKEN", what, given.place, f'Update "{name}" instead.')


def equal_names(desk: Desk, type_name: str, sayings: Iterable[Saying]) -> Iterator[Complaint]:
    """Doubts: other records of the type that are called the same."""
    for saying in sayings:
        for given in saying.given:
            if saying.property in ("label", "alias", "title") and isinstance(given.value, Text):
                known = desk.view.named(type_name, given.value.text)[:MOST_NAMED]
                if known:
                    what = (
                        f'"{given.value.text[:60]}" is also called {", ".join(called(desk, name) for name in known)}.'
                    )
                    hint = "If it is the same, update that one, or judge the two."
                    yield Complaint(Severity.WARNING, "NAME_EXISTS", what, given.place, hint)


def called(desk: Desk, name: str) -> str:
    """The record as a message names it."""
    record = desk.record(name)
    label = pick(record.texts(NAMED.get(record.type, "label"))) if record else None
    return f'"{label.text[:60]}" ({name})' if label else name


def same_again(desk: Desk, type_name: str, sayings: Sequence[Saying], joined: Sequence[Joined]) -> str:
    """The record that this editor made by the same words, since a client may send an edit twice; "" for none."""
    wanted = {(saying.property, written(one.value) or one.state) for saying in sayings for one in saying.given}
    for name in _called_so(desk, type_name, sayings):
        record = desk.record(name)
        if record is not None and wanted <= _said_by(desk, record) and _has_all(desk, record, joined):
            return name
    return ""


def _called_so(desk: Desk, type_name: str, sayings: Iterable[Saying]) -> Iterator[str]:
    name = NAMED[type_name]
    texts = [one.value for saying in sayings if saying.property == name for one in saying.given]
    for text in texts[:1]:
        if isinstance(text, Text) and type_name == "note":
            wanted = ClaimFilter(property=CodeFilter(eq=name), type=("note",), text=TextFilter(eq=text.text))
            yield from (claim.record for claim in desk.view.claims(wanted, Cut(first=100))[0])
        elif isinstance(text, Text):
            yield from desk.view.named(type_name, text.text)


def _said_by(desk: Desk, record: Record) -> set[tuple[str, str]]:
    voice = desk.voice
    own = [claim for claim in record.claims if voice.is_own(claim) and claim.author == voice.author]
    return {(claim.property, written(claim.value) or claim.state) for claim in own}


def _has_all(desk: Desk, record: Record, joined: Sequence[Joined]) -> bool:
    if not joined:
        return True
    keys = [found.key for found in desk.hanging(ParticipationKey(record.id, "", ""))]
    there = {(key.stakeholder, key.role, key.side) for key in keys if isinstance(key, ParticipationKey)}
    asked = [one.key for one in joined]
    return all((key.stakeholder, key.role, key.side) in there for key in asked if isinstance(key, ParticipationKey))
