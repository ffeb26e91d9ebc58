# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see and do more than the public: bearer tokens, shown once, kept as hashes, apart from the graph.

They lie in the state file (`PARTNERNETZ_STATE`), so that a copy of the graph never carries access to it.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock

from graph.errors import BadInput, StoreUnavailable, Unauthenticated

ROLES = ("PUBLIC", "STAFF", "EDITOR", "ADMIN")
"""From least to most; each may do what those before it may."""
PREFIX = "pn_"
DAYS = 90
_NOTED_EVERY = timedelta(minutes=1)
_TABLE = """
CREATE TABLE IF NOT EXISTS token (
    id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, role TEXT NOT NULL, name TEXT NOT NULL,
    made TEXT NOT NULL, expires TEXT NOT NULL, used TEXT NOT NULL DEFAULT '', revoked TEXT NOT NULL DEFAULT ''
) STRICT
"""


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


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


class Tokens:
    """The tokens of one state file.

    Raises:
        StoreUnavailable: the file cannot be opened or written.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._lock = Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA secure_delete=ON")
            self._base.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            hint = "See that the folder exists and can be written, or set PARTNERNETZ_STATE."
            raise StoreUnavailable(f"The state file {path} cannot be opened: {error}.", hint) from None

    def new(self, role: str, name: str, days: int = DAYS) -> tuple[str, Token]:
        """A fresh token, shown this once, and what is kept of it."""
        if role not in ROLES[1:]:
            raise BadInput(f'There is no role "{role}" for a token.', f"One of {', '.join(ROLES[1:])}.")
        if not 1 <= days <= 3660:
            raise BadInput(f"A token for {days} days.", "1 to 3660.")
        secret = PREFIX + token_urlsafe(32)
        made = self._now()
        token = Token(sha256(secret.encode()).hexdigest()[:8], role, name, made, made + timedelta(days=days))
        row = (token.id, _hash(secret), role, name, _text(made), _text(token.expires))
        with self._lock:
            self._base.execute("INSERT INTO token(id, hash, role, name, made, expires) VALUES (?,?,?,?,?,?)", row)
        return secret, token

    def who(self, secret: str) -> Token:
        """The token that this is.

        Raises:
            Unauthenticated: unknown, expired or revoked; which of them is not told.
        """
        key = _hash(secret)
        with self._lock:
            row = self._base.execute(f"SELECT {_COLUMNS} FROM token WHERE hash = ?", (key,)).fetchone()
            token = _read(row) if row else None
            now = self._now()
            if token is None or token.revoked or token.expires <= now:
                raise Unauthenticated("This token is not known, has expired or was revoked.", "Ask for a new one.")
            if token.used is None or now - token.used >= _NOTED_EVERY:
                self._base.execute("UPDATE token SET used = ? WHERE id = ?", (_text(now), token.id))
            return token

    def all(self) -> list[Token]:
        """Every token that was ever made, oldest first."""
        with self._lock:
            rows = self._base.execute(f"SELECT {_COLUMNS} FROM token ORDER BY made, id").fetchall()
        return [_read(row) for row in rows]

    def revoke(self, identifier: str) -> None:
        """Ends a token.

        Raises:
            BadInput: there is none of this id.
        """
        with self._lock:
            done = self._base.execute("UPDATE token SET revoked = ? WHERE id = ?", (_text(self._now()), identifier))
        if not done.rowcount:
            raise BadInput(f'There is no token "{identifier}".', "token list shows them.")

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()


_COLUMNS = "id, role, name, made, expires, used, revoked"


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _read(row: tuple[str, ...]) -> Token:
    identifier, role, name, *moments = row
    made, expires, used, revoked = (datetime.fromisoformat(text) if text else None for text in moments)
    assert made is not None
    assert expires is not None
    return Token(identifier, role, name, made, expires, used, revoked)
