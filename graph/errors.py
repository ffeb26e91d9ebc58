# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can go wrong, as one tree; each error says what, which, where, and what to do.

PartnernetzError
├── BadInput              BAD_USER_INPUT        the caller's words do not fit
│   ├── UnknownCode       UNKNOWN_CODE          no such vocabulary code
│   ├── UnknownId         UNKNOWN_ID            no record was ever given this id (or not to this audience)
│   ├── Ambiguous         AMBIGUOUS_NAME        a name fits several records
│   ├── BadCursor         BAD_CURSOR            a cursor that no page of this list has
│   ├── BadDate           BAD_DATE              not a partial date
│   ├── UnknownRevision   UNKNOWN_REVISION      a revision that does not exist (yet)
│   └── Shrinks           BAD_USER_INPUT        a version of a feed lacks much of what the feed said
├── KindsError            BAD_VOCABULARY        kinds.yaml is wrong, with its line
├── Gone                  GONE                  the record was erased
├── Conflict              CONFLICT              the store has moved on since it was read
├── Unauthenticated       UNAUTHENTICATED       the token is unknown, expired or revoked
├── Forbidden             FORBIDDEN             the role does not suffice
├── DeadlineExceeded      DEADLINE_EXCEEDED     the answer took longer than allowed
└── StoreError            STORE_ERROR           the engine
    ├── StoreUnavailable  STORE_UNAVAILABLE     cannot be opened, read or written
    ├── StoreLocked       STORE_LOCKED          another process holds it
    ├── StoreTooNew       STORE_TOO_NEW         written by a newer version
    └── StoreCorrupt      STORE_CORRUPT         damaged

`code` is stable and documented in docs/reference/errors.md; `hint` says what to do next.
"""


class PartnernetzError(Exception):
    """Any error of ours: a message for people, a stable code for programs, a hint for both."""

    code = "PARTNERNETZ_ERROR"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadInput(PartnernetzError):
    """The caller's words do not fit."""

    code = "BAD_USER_INPUT"


class UnknownCode(BadInput):
    """No such code in a vocabulary; the nearest one is suggested."""

    code = "UNKNOWN_CODE"

    def __init__(self, what: str, code: str, nearest: str | None = None) -> None:
        hint = f'Did you mean "{nearest}"?' if nearest else f"List them with concepts or see the vocabulary of {what}."
        super().__init__(f'No {what} "{code}".', hint)
        self.nearest = nearest


class UnknownId(BadInput):
    """No record has this id, or this audience may not know of it."""

    code = "UNKNOWN_ID"

    def __init__(self, record: str) -> None:
        super().__init__(
            f'No record "{record}".', "Ids come from this service's answers; search finds records by name."
        )


class Ambiguous(BadInput):
    """A name fits several records, which are listed."""

    code = "AMBIGUOUS_NAME"

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f'"{name}" fits several records: {", ".join(candidates)}.', "Ask by id.")
        self.candidates = candidates


class BadCursor(BadInput):
    """A cursor that no page of this list has."""

    code = "BAD_CURSOR"

    def __init__(self) -> None:
        super().__init__("This cursor does not belong to this list.", "Start again without it.")


class BadDate(BadInput):
    """Not a partial date."""

    code = "BAD_DATE"

    def __init__(self, text: str) -> None:
        super().__init__(f'"{text[:40]}" is not a date.', "Write 2023, 2022-12 or 2022-12-07.")


class UnknownRevision(BadInput):
    """A revision that does not exist (yet)."""

    code = "UNKNOWN_REVISION"

    def __init__(self, number: int, latest: int) -> None:
        super().__init__(f"There is no revision {number}.", f"Revisions go from 0 to {latest}.")


class Shrinks(BadInput):
    """A version of a feed lacks more of what the feed said than was allowed."""

    def __init__(self, lacking: int, present: int) -> None:
        message = f"{lacking} of {present} claims of this feed would leave with nothing in their place."
        super().__init__(message, "Is the file whole? If it is, allow it to shrink.")
        self.lacking, self.present = lacking, present


class KindsError(PartnernetzError):
    """The vocabulary file is wrong; the message names its line."""

    code = "BAD_VOCABULARY"


class Gone(PartnernetzError):
    """The record was erased; its id stays known to those who may know it."""

    code = "GONE"

    def __init__(self, record: str) -> None:
        super().__init__(f'The record "{record}" was erased.', "Nothing of it is kept.")


class Conflict(PartnernetzError):
    """The store has moved on: of the records that the change touches, some have changed since."""

    code = "CONFLICT"

    def __init__(self, expected: int, current: int, touched: tuple[str, ...]) -> None:
        super().__init__(
            f"Read at revision {expected}, but the store is at {current} and {', '.join(touched)} changed since.",
            "Read again, then decide.",
        )
        self.expected, self.current, self.touched = expected, current, touched


class Unauthenticated(PartnernetzError):
    """The token is unknown, expired or revoked."""

    code = "UNAUTHENTICATED"


class Forbidden(PartnernetzError):
    """The role does not suffice."""

    code = "FORBIDDEN"


class DeadlineExceeded(PartnernetzError):
    """The answer took longer than allowed."""

    code = "DEADLINE_EXCEEDED"


class StoreError(PartnernetzError):
    """The engine that keeps the claims."""

    code = "STORE_ERROR"


class StoreUnavailable(StoreError):
    """The store cannot be opened, read or written."""

    code = "STORE_UNAVAILABLE"


class StoreLocked(StoreError):
    """Another process holds the store."""

    code = "STORE_LOCKED"


class StoreTooNew(StoreError):
    """The store was written by a newer version of this program."""

    code = "STORE_TOO_NEW"


class StoreCorrupt(StoreError):
    """The store's file is damaged."""

    code = "STORE_CORRUPT"
