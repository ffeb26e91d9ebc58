# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person's judgement over two records, and the two as one value, whichever comes first."""

from enum import StrEnum


class Judgement(StrEnum):
    """What a person decided."""

    SAME = "SAME"
    DIFFERENT = "DIFFERENT"
    UNSURE = "UNSURE"


Pair = frozenset[str]
"""Two ids."""
