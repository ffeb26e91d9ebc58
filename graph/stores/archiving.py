# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Archives on their way in and out, the same for every engine: what does not fit together is refused."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.errors import BadInput
from graph.ids import RECORD_TYPES
from graph.kinds import Kinds
from graph.model import Audience, Claim, Ref, key_ends
from graph.stores.archive import Counts, HeldLine, Line, MergeLine, OriginLine, RecordLine, RevisionLine
from graph.stores.entering import checked, claim_id, claim_key
from graph.stores.ledger import Tally


def refuse_filled(latest: int) -> None:
    """Returns if a store is empty.

    Raises:
        BadInput: it is not.
    """
    if latest:
        raise BadInput(
            f"The store has {latest} revisions already.", "An archive fills an empty store: name another store."
        )


def revision_line(tallies: Mapping[Audience, Tally], reached: Iterable[str]) -> RevisionLine:
    """A revision as a line."""
    whole = tallies[Audience.INTERNAL]
    counts = {audience: Counts(one.entered, one.left, one.changed, one.total) for audience, one in tallies.items()}
    return RevisionLine(whole.number, whole.at, whole.message, whole.author, counts=counts, reached=tuple(reached))


def tallies_of(line: RevisionLine) -> dict[Audience, Tally]:
    """What each audience saw of a revision."""
    return {
        audience: Tally(line.number, line.at, line.message, line.author, one.entered, one.left, one.total, one.changed)
        for audience, one in line.counts.items()
    }


class _Reader:
    """What has been met so far of an archive."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._types: dict[str, str] = {}
        self._stage = 0
        self._last = 0
        self._claims: set[str] = set()

    def checked(self, line: Line) -> Line:
        """The line, if it fits to those before it."""
        stage = next(place for place, kind in enumerate(_ORDER) if isinstance(line, kind))
        if stage < self._stage:
            raise BadInput("The lines do not come in the order of an archive.", "Use an archive as it was written.")
        self._stage = stage
        match line:
            case RecordLine():
                self._record(line)
            case OriginLine(feed, _, record):
                self._known(record, *([feed] if feed else []))
            case MergeLine(record, survivor):
                self._known(record, survivor)
            case Claim():
                self._claim(line)
            case RevisionLine(number):
                if number != self._last + 1 or set(line.counts) != set(Audience):
                    raise BadInput(f"Revision {number} does not follow revision {self._last}.", "A line is missing.")
                self._last = number
                self._known(*line.reached)
        return line

    def _record(self, line: RecordLine) -> None:
        if line.id in self._types:
            raise BadInput(f"The record {line.id} comes twice.", "Use an archive as it was written.")
        if line.type not in RECORD_TYPES:
            raise BadInput(f"{line.type} is no type of record.", f"Known are {', '.join(RECORD_TYPES)}.")
        self._known(*(key_ends(line.key) if line.key else ()))
        self._types[line.id] = line.type

    def _claim(self, claim: Claim) -> None:
        self._known(claim.record, claim.source, *([claim.feed] if claim.feed else []))
        if isinstance(claim.value, Ref):
            self._known(claim.value.record)
        checked(replace(claim, id="", entered=0, left=None), self._types[claim.record], self._kinds)
        if claim.id in self._claims or claim.id != claim_id(claim_key(claim), claim.entered):
            raise BadInput(f"The claim {claim.id} is not what its id says.", "Use an archive as it was written.")
        self._claims.add(claim.id)

    def _known(self, *names: str) -> None:
        for name in names:
            if name not in self._types:
                raise BadInput(f"{name} is spoken of, but is no record of the archive.", "A line is missing.")


_ORDER = (RecordLine, OriginLine, MergeLine, HeldLine, Claim, RevisionLine)


def checked_lines(lines: Iterable[Line], kinds: Kinds) -> Iterator[Line]:
    """The lines, each as soon as it has been found to fit.

    Raises:
        BadInput: one does not; its number is told.
    """
    reader, last = _Reader(kinds), 0
    for number, line in enumerate(lines, 1):
        try:
            yield reader.checked(line)
        except BadInput as error:
            raise BadInput(f"Line {number}: {error.message}", error.hint) from None
        last = number
    if not last:
        raise BadInput("The archive is empty.", "Use an archive as it was written.")
