# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Same or different: what may be asked about records that look alike, and a person's judgement over two of them."""

from typing import TypeAlias

import strawberry

from graph.identity.judgement import Judgement
from graph.identity.judging import judge
from schema.levels import Window
from schema.payloads import RecordPayload
from schema.proposals import ProposalConnection, proposals
from schema.roles import for_staff, writing
from schema.scene import Request
from schema.writing import How, Pen

Info: TypeAlias = strawberry.Info[Request, None]


@strawberry.type
class ProposalQuery:
    @for_staff
    def proposals(
        self, info: Info, judgement: list[Judgement] | None = None, first: int | None = None, after: str | None = None
    ) -> ProposalConnection | None:
        return proposals(info.context, judgement, Window(first, after))


@strawberry.type
class JudgeMutation:
    @writing
    def judge(
        self,
        info: Info,
        left: strawberry.ID,
        right: strawberry.ID,
        judgement: Judgement,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> RecordPayload:
        pen = Pen(info, How(None, expected_revision))
        pair = (pen.reading.known(left, "left"), pen.reading.known(right, "right"))
        why = pen.reading.reason(reason) if reason else ""
        return pen.record(lambda desk: judge(desk, *pair, judgement=judgement, reason=why))
