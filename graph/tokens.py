# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see and do more than the public: bearer tokens, shown once, kept as hashes, apart from the graph.

They lie in the state file (`PARTNERNETZ_STATE`), so that a copy of the graph never carries access to it.
Asking who a token is never waits for another process: it is asked while other clients wait.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock

from graph.errors import BadInput, Unauthenticated
from graph.state.database import Database, moment_of, utc_now

ROLES = ("PUBLIC", "STAFF", "EDITOR", "ADMIN")
"""From least to most; each may do what those before it may."""
PREFIX = "pn_"
DAYS = 90
_NOTED_EVERY = timedelta(minutes=1)
_COLUMNS = "id, role, name, made, expires, used, revoked"


@dataclass(frozen=True, slots=True)
class Token:
    """One token as it is listed: never the token itself."""

    id: str
    role: str
    name: str
    made: datetime
    expires: datetime
    used: datetime | None = None
    revoked: datetime | None = None


class Tokens:
    """The tokens of one state file, and those of this run, which are written nowhere.

    Raises:
        StoreUnavailable: the file cannot be opened or written.
        StoreTooNew: a newer version wrote it.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._lock = Lock()
        self._of_this_run: dict[bytes, Token] = {}
        self._base = Database(path)
        self._notes = Database(path, wait=0)

    def new(self, role: str, name: str, days: int = DAYS) -> tuple[str, Token]:
        """A fresh token, shown this once, and what is kept of it.

        Raises:
            BadInput: no such role, or a time that is too short or too long.
        """
        _check(role)
        if not 1 <= days <= 3660:
            raise BadInput(f"A token cannot last {days} days.", "1 to 3660 days.")
        secret = PREFIX + token_urlsafe(32)
        token = self._token(secret, role, name=name, days=days)
        row = (token.id, _hash(secret), role, name, _text(token.made), _text(token.expires))
        self._base.write("INSERT INTO token(id, hash, role, name, made, expires) VALUES (?,?,?,?,?,?)", row)
        return secret, token

    def for_this_run(self, role: str) -> str:
        """A token that ends with this process and is written nowhere."""
        _check(role)
        secret = PREFIX + token_urlsafe(32)
        self._of_this_run[_hash(secret)] = self._token(secret, role, name="this run", days=3660)
        return secret

    def who(self, secret: str) -> Token:
        """The token that this is.

        Raises:
            Unauthenticated: unknown, expired or revoked; which of them is not told.
        """
        key, now = _hash(secret), self._now()
        if key in self._of_this_run:
            return self._of_this_run[key]
        with self._lock:
            rows = self._base.rows(f"SELECT {_COLUMNS} FROM token WHERE hash = ?", (key,))
            token = _read(rows[0]) if rows else None
            if token is None or token.revoked or token.expires <= now:
                raise Unauthenticated("This token is not known, has expired or was revoked.", "Ask for a new one.")
            if token.used is None or now - token.used >= _NOTED_EVERY:
                self._note(token, now)
            return token

    def all(self) -> list[Token]:
        """Every token of the file, oldest first."""
        return [_read(row) for row in self._base.rows(f"SELECT {_COLUMNS} FROM token ORDER BY made, id")]

    def revoke(self, identifier: str) -> None:
        """Ends a token; one that has ended stays as it is.

        Raises:
            BadInput: there is none of this id.
        """
        known = self._base.rows("SELECT 1 FROM token WHERE id = ?", (identifier,))
        ended = (_text(self._now()), identifier)
        self._base.write("UPDATE token SET revoked = ? WHERE id = ? AND revoked = ''", ended)
        if not known:
            raise BadInput(f'There is no token "{identifier}".', "token list shows them.")

    def close(self) -> None:
        """Lets go of the file."""
        self._of_this_run.clear()
        self._notes.close()
        self._base.close()

    def _token(self, secret: str, role: str, *, name: str, days: int) -> Token:
        made = self._now()
        return Token(sha256(secret.encode()).hexdigest()[:8], role, name, made, made + timedelta(days=days))

    def _note(self, token: Token, now: datetime) -> None:
        """Notes the use; while another process writes it is left for the next time."""
        self._notes.try_to_write("UPDATE token SET used = ? WHERE id = ?", (_text(now), token.id))


def _check(role: str) -> None:
    if role not in ROLES[1:]:
        known = ", ".join(one.lower() for one in ROLES[1:])
        raise BadInput(f'There is no role "{role.lower()}" for a token.', f"One of {known}.")


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _read(row: Sequence[object]) -> Token:
    identifier, role, name, *texts = map(str, row)
    made, expires, used, revoked = map(moment_of, texts)
    assert made is not None
    assert expires is not None
    return Token(identifier, role, name, made, expires, used, revoked)
