# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is there already: identifiers that are taken, equal names, equal bonds between the same parties."""

from collections.abc import Iterable, Iterator, Sequence

from graph.editing.desk import Desk
from graph.editing.joining import may_touch
from graph.editing.saying import Complaint, Given, Joined, Saying, Severity, wrong
from graph.kinds import Kinds
from graph.model import Identifier, ParticipationKey, Rank, Record, Term, Text, pick
from graph.selection import CodeFilter, CooperationFilter, Cut, Related, Selection

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


# ------------------------------------------------------------------ one register, one identifier


def two_identifiers(desk: Desk, sayings: Iterable[Saying], record: Record | None = None) -> Iterator[Complaint]:
    """Two identifiers of a register that gives one to each body: they are those of two bodies.

    Args:
        record: what is given stands beside what is said of it.
    """
    met = _registered(desk.kinds, record)
    for saying in sayings:
        for given in saying.given:
            if isinstance(given.value, Identifier) and _is_the_one(given, desk.kinds):
                other = met.setdefault(given.value.scheme, given.value.value)
                if other != given.value.value:
                    what = f"{given.value.scheme} {other} and {given.value.value} are those of two bodies."
                    hint = "Keep one. What it was once is said by `addClaims`, with rank DEPRECATED or with its end."
                    yield wrong("TWO_IDENTIFIERS", what, given.place, hint)


def _registered(kinds: Kinds, record: Record | None) -> dict[str, str]:
    """By register the identifier that a record has."""
    claims = record.claims if record else ()
    current = (claim for claim in claims if claim.property == "identifier" and claim.rank is not Rank.DEPRECATED)
    given = (Given(claim.value, valid=(claim.valid_from, claim.valid_to)) for claim in current)
    values = (one.value for one in given if _is_the_one(one, kinds))
    return {value.scheme: value.value for value in values if isinstance(value, Identifier)}


def _is_the_one(given: Given, kinds: Kinds) -> bool:
    """Whether a body has no other one beside it: of a former one it is said when it ended."""
    scheme = kinds.identifier_scheme(given.value.scheme) if isinstance(given.value, Identifier) else None
    return scheme is not None and scheme.exclusive and given.valid[1] in ("", "?", "..")


# ------------------------------------------------------------------ one bond between the same parties


def equal_bonds(desk: Desk, sayings: Sequence[Saying], joined: Sequence[Joined]) -> Iterator[Complaint]:
    """Doubts: another twinning, friendship or contact of the same parties that may hold at the same time."""
    tying = tuple(rule.code for rule in desk.kinds.roles() if rule.ties_parties)
    keys = [one.key for one in joined if isinstance(one.key, ParticipationKey) and one.key.role in tying]
    parties = {key.stakeholder for key in keys}
    kinds = _family(desk.kinds, sayings) if len(parties) > 1 else ()
    if not kinds:
        return
    wanted = Selection("cooperation", CooperationFilter(kind=CodeFilter(in_=kinds)), roles=tying)
    (page,) = desk.view.related(Related.COOPERATIONS, [min(parties)], wanted, Cut())
    for item in page.items:
        record = desk.record(item.id)
        if record and may_touch(record, sayings) and _parties(desk, item.id, tying) == parties:
            what = f"{called(desk, item.id)} joins the same parties."
            hint = "If it is the same, update that one, or judge the two."
            yield Complaint(Severity.WARNING, "BOND_EXISTS", what, "input.participations", hint)


def _family(kinds: Kinds, sayings: Iterable[Saying]) -> tuple[str, ...]:
    """The kinds of cooperation that are one with the kind given, if the parties are; none if it stands alone."""
    given = [one.value.code for x in sayings if x.property == "kind" for one in x.given if isinstance(one.value, Term)]
    families = {kinds.cooperation_family(code) for code in given}
    known = [concept.code for concept in kinds.concepts("cooperation_kinds")]
    found = tuple(code for code in known if kinds.cooperation_family(code) in families)
    return found if len(found) > 1 else ()


def _parties(desk: Desk, cooperation: str, tying: Sequence[str]) -> set[str]:
    keys = [record.key for record in desk.hanging(ParticipationKey(cooperation, "", ""))]
    return {key.stakeholder for key in keys if isinstance(key, ParticipationKey) and key.role in tying}
