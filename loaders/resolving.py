# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which records a load means: those that the feed's own names have already, else those that the rules of identity find.

In this order: the feed's own name, an earlier decision, an equal identifier (of the store or of another record of the
load), an equal name (of the store only: a file that gives two names of its own tells two things apart), the same
parties of a twinning, friendship or contact. Everything else is a new record.
"""

from collections import Counter
from collections.abc import Sequence

from graph.identity.kindred import Kindred
from graph.identity.profile import Profile
from graph.identity.reasons import Because, Reason
from graph.identity.rules import Decision, by_identifier, by_name
from graph.model import Audience, Identifier
from graph.stores.protocol import Store, View
from loaders.deciding import DECIDED_NAME, Decided, remembered
from loaders.links import Links
from loaders.loader import FEED, record_name
from loaders.namesakes import Namesakes
from loaders.spoken import Spoken, handle

FEED_NAME = record_name("source", FEED)


class Resolved:
    """The records that a load means, by its own names, and why."""

    def __init__(self, spoken: Spoken, store: Store, feed: str) -> None:
        """`feed`: the id of its source in the store; "" for a new one."""
        self.decided: list[Decided] = []
        self._spoken, self._records, self._store, self._feed = spoken, spoken.records, store, feed
        self._kindred = Kindred(store.kinds)
        self._view: View = store.view(Audience.INTERNAL)
        self._names = list(spoken.records)
        self._found: dict[str, str] = {FEED_NAME: feed} if feed else {}
        self.decisions_source = ""
        self._recall()
        self._find_stakeholders()
        self._find_links()

    def id(self, name: str) -> str:
        """The record of a name, or the handle of the new one."""
        return self._found.get(name) or handle(name)

    # -------------------------------------------------------------- what the feed has said before

    def _recall(self) -> None:
        if not self._feed:
            return
        asked = [*self._names, DECIDED_NAME]
        origins = dict(zip(asked, self._store.origins(self._feed, asked), strict=True))
        self.decisions_source = origins.pop(DECIDED_NAME)
        earlier = remembered(self._view, self.decisions_source)
        for name in self._names:
            if name in earlier:
                self._found[name] = earlier[name].record
                self.decided.append(earlier[name])
            elif origins[name]:
                self._found[name] = origins[name]

    # -------------------------------------------------------------- stakeholders

    def _find_stakeholders(self) -> None:
        bodies = [name for name in self._names if self._records[name].type == "stakeholder"]
        new = [name for name in bodies if name not in self._found]
        called = (text for name in new for text in self._records[name].called)
        known = Namesakes(self._view, called, (one for name in new for one in self._exclusive(name)))
        self._find_identified(bodies, known)
        self._find_named([name for name in new if name not in self._found], known)

    def _exclusive(self, name: str) -> list[Identifier]:
        return [one for one in self._records[name].identifiers if self._kindred.is_exclusive(one.scheme)]

    def _find_identified(self, bodies: Sequence[str], known: Namesakes) -> None:
        """Rule 1, over the store and the load: of two names with one identifier the first has the record."""
        bearers: dict[Identifier, str] = {}
        for name in sorted(bodies, key=lambda name: name not in self._found):
            exclusive = self._exclusive(name)
            if name not in self._found and exclusive:
                owners = {owner.record: owner for one in exclusive for owner in known.owners(one)}
                for other in dict.fromkeys(bearers[one] for one in exclusive if one in bearers):
                    owners.setdefault(self.id(other), self._profile(other))
                self._settle(name, by_identifier(self._profile(name), list(owners.values())) if owners else None)
            for one in exclusive:
                bearers.setdefault(one, name)

    def _find_named(self, new: Sequence[str], known: Namesakes) -> None:
        """Rule 2, over the store."""
        taken = frozenset(self._found.values())
        made: dict[str, Decision] = {}
        for name in new:
            others = known.called(self._records[name].called)
            if others:
                one = self._profile(name)
                alike = [other for other in others if one.keys & other.keys]
                decision = by_name(one, alike, taken=taken)
                made |= {name: decision} if decision else {}
        often = Counter(decision.record for decision in made.values() if not decision.is_new)
        for name, decision in made.items():
            is_twice = often[decision.record] > 1
            apart = Reason(Because.FILE_TELLS_APART, decision.reason.parameters[:1])
            self._settle(name, Decision("", apart) if is_twice else decision)

    def _profile(self, name: str) -> Profile:
        return self._records[name].profile(self.id(name), self._kindred)

    # -------------------------------------------------------------- twinning, friendship, contact

    def _find_links(self) -> None:
        """Rule 6, over the load and the store."""
        for name, decision in Links(self._spoken, self.id, self._view, feed=self._feed).decisions(self._found):
            self._settle(name, decision)

    def _settle(self, name: str, decision: Decision | None) -> None:
        if decision is None:
            return
        if decision.record:
            self._found[name] = decision.record
        place = self._spoken.place(name)
        words = decision.reason.words(("en",))
        self.decided.append(Decided(name, decision.record, decision.reason, words, place))
