# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The error for an id of the state that is not there, or not for who asks: which of the two is not told."""

from graph.errors import UnknownId


def missing(identifier: str, what: str, hint: str) -> UnknownId:
    """There is no such thing.

    Example:
        >>> missing("j-1", "job", "Start it again.").message
        'There is no job "j-1".'
    """
    error = UnknownId(identifier)
    error.message, error.hint = f'There is no {what} "{identifier[:60]}".', hint
    error.args = (error.message,)
    return error
