# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How likely two stakeholders are the same, and why: their nearest names first, then what speaks for and against."""

from collections.abc import Iterable, Iterator

from graph.identity.areas import BY_KEY
from graph.identity.blocking import Pairs
from graph.identity.keys import identity_key, is_abbreviation
from graph.identity.likeness import likeness
from graph.identity.material import Material
from graph.identity.profile import Profile
from graph.identity.reasons import Because, Reason
from graph.identity.rules import FAR, contradiction, kilometres
from graph.identity.tokens import Named, weights
from graph.identity.translated import TRADES

_EQUAL, _SOUND, _BUT_FORM, _SORTS = 1.0, 0.93, 0.9, 0.88
"""What a name says that is equal: as written, as heard, but for one legal form, but for the sort of body."""
_NEAR, _FORMS, _INITIALS = 0.9, 0.6, 0.55
"""What a name says that is near (times its likeness), equal but for two legal forms, abbreviated."""
_HOST, _NUMBER = 0.5, 0.95
"""How much of what is missing to 1 an equal host or identifier adds."""
_COUNTRY, _FAMILY, _SHARED, _DIGITS, _FARNESS, _HOSTS = 0.45, 0.62, 0.65, 0.5, 0.6, 0.75
"""What is left where countries, families, numbers or hosts differ, both are called as many are, or lie far apart."""
_AREA, _TRADE = 0.6, 0.6
"""What is left where one is an area and the other a town or another area, or they are chambers of two trades."""
_VERY_NEAR, _LEAST_NEAR = 0.85, 0.3


class Scorer:
    """Compares stakeholders of one material."""

    def __init__(self, known: Material) -> None:
        self._known = known
        self._weights = weights(known.names)
        self._named: list[list[Named]] = [[] for _ in known.profiles]
        self._trades: list[frozenset[str]] = [frozenset()] * len(known.profiles)
        for name in known.names:
            self._named[name.owner].append(name)
            self._trades[name.owner] |= TRADES.keys() & name.tokens

    def scored(self, found: Pairs, least: float) -> list[tuple[float, int, int]]:
        """Score and the two stakeholders, for those pairs of names that reach a score; each pair once."""
        names, best = self._known.names, dict[tuple[int, int], float]()
        for one, other in found.tolist():
            mine, theirs = names[one], names[other]
            at = (min(mine.owner, theirs.owner), max(mine.owner, theirs.owner))
            best[at] = max(best.get(at, 0.0), self._compared(mine, theirs)[0])
        # Only a host or an identifier adds to what the names say; all else takes from it.
        near = ((at, score) for at, score in best.items() if score >= least or self._share(*at))
        scored = ((self._score(score, *at), *at) for at, score in near)
        return [one for one in scored if one[0] >= least]

    def reasons(self, left: int, right: int) -> tuple[Reason, ...]:
        """What speaks for it, then what speaks against it."""
        return (*self._for(left, right), *self._against(left, right))

    # -------------------------------------------------------------- names

    def _compared(self, one: Named, other: Named) -> tuple[float, Because]:
        """How alike two names are, and in what."""
        if (one.is_made and len(other.tokens) == 1) or (other.is_made and (one.is_made or len(one.tokens) == 1)):
            return 0.0, Because.SHARED_WORDS
        if one.tokens == other.tokens:
            if one.form != other.form:
                return (_FORMS if one.form and other.form else _BUT_FORM), Because.EQUAL_BUT_FORM
            if one.heard != other.heard:
                return _SORTS, Because.NEAR_NAME
            is_equal = identity_key(one.text) == identity_key(other.text)
            return (_EQUAL, Because.KNOWN_NAME) if is_equal else (_SOUND, Because.EQUAL_SOUND)
        if _abbreviates(one, other) or _abbreviates(other, one):
            return _INITIALS, Because.INITIALS
        if len(one.tokens) == len(other.tokens) == 1 and is_abbreviation(one.text) and is_abbreviation(other.text):
            return 0.0, Because.SHARED_WORDS
        found = likeness(one.tokens, other.tokens, self._weights)
        return _NEAR * found, Because.NEAR_NAME if found >= _VERY_NEAR else Because.SHARED_WORDS

    def _naming(self, left: int, right: int) -> Iterator[Reason]:
        """What the nearest two names have in common."""
        both = ((one, other) for one in self._named[left] for other in self._named[right])
        compared = ((*self._compared(one, other), one, other) for one, other in both)
        score, why, one, other = max(compared, key=lambda found: found[0])
        common = [token for token in one.tokens if token in other.tokens and self._weights[token] >= 1]
        if why is Because.SHARED_WORDS and common:
            yield Reason(why, (", ".join(dict.fromkeys(common)),))
        elif why is Because.KNOWN_NAME:
            yield Reason(why, (one.text,))
        elif score > _LEAST_NEAR:
            short, long = (other, one) if _abbreviates(other, one) else (one, other)
            yield Reason(Because.NEAR_NAME if why is Because.SHARED_WORDS else why, (short.text, long.text))

    # -------------------------------------------------------------- the whole

    def _score(self, score: float, left: int, right: int) -> float:
        one, other = self._known.profiles[left], self._known.profiles[right]
        if not one.is_named or not other.is_named or contradiction(one, other) or _is_one_a_person(one, other):
            return 0.0
        for share, shared in ((_HOST, self._hosts(left, right)), (_NUMBER, self._numbers(left, right))):
            score += share * (1 - score) if shared else 0.0
        if score >= _SORTS and one.shares_names and other.shares_names:
            score *= _SHARED
        for factor, against in self._doubts(left, right):
            score *= factor if against else 1.0
        return score

    def _share(self, left: int, right: int) -> bool:
        return bool(self._hosts(left, right) or self._numbers(left, right))

    def _hosts(self, left: int, right: int) -> frozenset[str]:
        return self._known.hosts[left] & self._known.hosts[right]

    def _numbers(self, left: int, right: int) -> list[tuple[str, str]]:
        shared = self._known.numbers[left] & self._known.numbers[right]
        return sorted((one.scheme, one.value) for one in shared)

    def _doubts(self, left: int, right: int) -> Iterator[tuple[float, bool]]:
        one, other = self._known.profiles[left], self._known.profiles[right]
        yield _COUNTRY, _differ(one.countries, other.countries)
        yield _FAMILY, _differ(one.families - {""}, other.families - {""})
        yield _DIGITS, not self._digits(left) & self._digits(right)
        yield _FARNESS, _distance(one, other) > FAR
        yield _HOSTS, _differ(self._known.hosts[left], self._known.hosts[right])
        yield _AREA, bool(one.areas) != bool(other.areas) or _differ(one.areas - _BY_KEY, other.areas - _BY_KEY)
        yield _TRADE, _differ(self._trades[left], self._trades[right])

    def _digits(self, place: int) -> frozenset[tuple[str, ...]]:
        """The numbers in each of its names."""
        names = (name for name in self._named[place] if name.is_whole and not name.is_made)
        return frozenset(tuple(token for token in name.tokens if token.isdigit()) for name in names) or _NO_DIGITS

    # -------------------------------------------------------------- why

    def _for(self, left: int, right: int) -> Iterable[Reason]:
        for scheme, value in self._numbers(left, right):
            yield Reason(Because.EQUAL_IDENTIFIER, (scheme, value))
        yield from self._naming(left, right)
        for host in sorted(self._hosts(left, right)):
            yield Reason(Because.EQUAL_HOST, (host,))

    def _against(self, left: int, right: int) -> Iterable[Reason]:
        one, other = self._known.profiles[left], self._known.profiles[right]
        if not one.countries or not other.countries:
            yield Reason(Because.COUNTRY_MISSING)
        elif _differ(one.countries, other.countries):
            yield Reason(Because.COUNTRIES_DIFFER, (min(one.countries), min(other.countries)))
        if _differ(one.families - {""}, other.families - {""}):
            yield Reason(Because.KINDS_DIFFER)
        if _distance(one, other) > FAR:
            yield Reason(Because.PLACES_DIFFER, (f"{_distance(one, other):.0f}",))


_NO_DIGITS = frozenset({()})
_BY_KEY = frozenset({BY_KEY})
_PERSON = "person"


def _abbreviates(short: Named, long: Named) -> bool:
    return not short.initials and len(letters := _folded(short)) > 1 and letters in long.initials


def _folded(name: Named) -> str:
    return "".join(character for character in identity_key(name.text) if character.isalpha())


def _is_one_a_person(one: Profile, other: Profile) -> bool:
    return (_PERSON in one.families) != (_PERSON in other.families)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _distance(one: Profile, other: Profile) -> float:
    return min((kilometres(here, there) for here in one.points for there in other.points), default=0.0)
