# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What proposals are made from: all stakeholders of a view, as profiles, names and further keys.

Records are read in batches and let go again; what is kept of each is small.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from graph.identity.kindred import Kindred
from graph.identity.profile import Profile, profile_of
from graph.identity.tokens import Named, Tokens
from graph.model import Identifier, NameKind, Record
from graph.selection import Cut, Selection
from graph.stores.protocol import View

AT_ONCE = 2000
"""Records read in one round trip."""
_UNSAID = frozenset({NameKind.SURFACE_FORM})
"""How one source inflects a name tells nothing new."""
_EVERYBODYS = ("facebook.com", "linkedin.com", "instagram.com", "youtube.com", "x.com", "twitter.com", "t.me")
"""Hosts under which everybody may have a page."""


@dataclass(slots=True)
class Material:
    """Stakeholders by number, their names, and what else two of them may share."""

    profiles: list[Profile] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    """Of each stakeholder, its first name."""
    shared: list[tuple[str, int]] = field(default_factory=list)
    """Hosts and identifiers as keys, each with the name that stands for its stakeholder."""
    hosts: list[frozenset[str]] = field(default_factory=list)
    numbers: list[frozenset[Identifier]] = field(default_factory=list)
    """All identifiers, those of registers that give several to one body too."""


def material(view: View, check: Callable[[], None]) -> Material:
    """All stakeholders that the view shows.

    Args:
        check: is called after each batch; raises when it is to end.

    Cost: O(stakeholders), about 0.2 ms each when they are read for the first time.
    """
    found, kindred, tokens = Material(), Kindred(view.kinds), Tokens(view.kinds)
    for record in _stakeholders(view, check):
        names = [name for name in record.names if name.kind not in _UNSAID]
        if names:
            _add(found, record, profile_of(record, kindred))
            owner = len(found.profiles) - 1
            for name in names:
                found.names += tokens.readings(owner, name.text, is_whole=name.kind is not NameKind.ABBREVIATION)
    return found


def _stakeholders(view: View, check: Callable[[], None]) -> Iterator[Record]:
    ids = sorted(item.id for item in view.page(Selection("stakeholder"), Cut()).items)
    for start in range(0, len(ids), AT_ONCE):
        yield from (record for record in view.records(ids[start : start + AT_ONCE]) if record)
        check()


def _add(found: Material, record: Record, profile: Profile) -> None:
    place = len(found.names)
    values = (fact.value for fact in record.facts.get("identifier", ()))
    numbers = frozenset(value for value in values if isinstance(value, Identifier) and value.scheme != "url")
    hosts = frozenset(filter(None, map(host, (text.text for text in record.texts("url")))))
    found.profiles.append(profile)
    found.first.append(place)
    found.hosts.append(hosts)
    found.numbers.append(numbers)
    found.shared += [(f"host {one}", place) for one in hosts]
    found.shared += [(f"number {one.scheme} {one.value}", place) for one in numbers]


def host(url: str) -> str:
    """The host of a web address without "www."; "" where there is none, or where everybody has pages.

    Example:
        >>> host("https://www.hannover.de/welt"), host("hannover.de"), host("https://facebook.com/hannover")
        ('hannover.de', 'hannover.de', '')
    """
    try:
        found = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if any(found == one or found.endswith(f".{one}") for one in _EVERYBODYS) else found
