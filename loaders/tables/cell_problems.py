# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with one cell; caught where it is known which cell that is and what it costs."""


class WrongCell(Exception):
    """A cell that is not written as its column needs it."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
