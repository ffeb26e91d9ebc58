# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edits that take back: claims, a record, what a feed brought, a whole revision. What was stays readable."""

from collections.abc import Sequence
from dataclasses import replace

from graph.editing.desk import Desk
from graph.editing.saying import Complaint, Plan, Severity, complaint_of, refused, wrong
from graph.errors import BadInput
from graph.stores.protocol import Change
from graph.undoing import undoing


def retract(desk: Desk, claims: Sequence[str], *, reason: str) -> Plan:
    """The plan that takes claims back: an editor's own may be said again, those of a feed it does not bring back."""
    told: list[Complaint] = []
    own: list[str] = []
    others: list[str] = []
    about = ""
    for place, name in enumerate(claims):
        claim = desk.view.claim(name)
        if claim is None or claim.left is not None:
            told.append(_not_there(name, f"ids[{place}]", has_left=claim is not None))
            continue
        about = about or desk.view.resolve(claim.record)
        (own if desk.voice.is_own(claim) else others).append(name)
    if not claims:
        told.append(wrong("MISSING_VALUE", "No claim is named.", "ids", "Name the claims."))
    if refused(told) or not about:
        return Plan(about, None, tuple(told))
    names = (tuple(dict.fromkeys(own)), tuple(dict.fromkeys(others)))
    return Plan(about, Change(desk.voice.author, reason, leave=names[0], retract=names[1]), tuple(told))


def _not_there(name: str, place: str, *, has_left: bool) -> Complaint:
    if has_left:
        return Complaint(Severity.WARNING, "LEFT_ALREADY", f"{name} has left already.", place, "Nothing is to be done.")
    return wrong("UNKNOWN_ID", f'No claim "{name[:60]}".', place, "Take ids from `claims`.")


def withdraw(desk: Desk, about: str, *, reason: str) -> Plan:
    """The plan that takes a record out of the present, with what joins it and points to it."""
    if about == desk.voice.editing:
        message = "The source of edits stays, since every edit rests on it."
        return Plan(about, None, (wrong("BAD_USER_INPUT", message, "id", "Retract single claims."),))
    if desk.record(about) is None:
        return Plan(about, None, (Complaint(Severity.WARNING, "LEFT_ALREADY", f"{about} has left already.", "id"),))
    return Plan(about, Change(desk.voice.author, reason, withdraw=(about,)))


def withdraw_feed(desk: Desk, about: str, *, reason: str) -> Plan:
    """The plan that takes out all that a feed brought: a version of it that says nothing."""
    if about == desk.voice.editing:
        message = "What editors said is not taken out as a whole."
        return Plan(about, None, (wrong("BAD_USER_INPUT", message, "id", "Revert revisions."),))
    return Plan(about, Change(desk.voice.author, reason, feed=about, most_leaving=1.0))


def revert(desk: Desk, number: int, *, reason: str) -> Plan:
    """The plan that undoes a revision."""
    try:
        change = undoing(desk.voice.store, number, author=desk.voice.author, reason=reason)
    except BadInput as error:
        return Plan("", None, (complaint_of(error, "number"),))
    # The source of edits came with the first of them; the others rest on it.
    kept = tuple(name for name in change.leave if not _is_about(desk, name, desk.voice.editing))
    return Plan("", replace(change, leave=kept))


def _is_about(desk: Desk, claim: str, record: str) -> bool:
    found = desk.view.claim(claim)
    return found is not None and found.record == record
