# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see and do more than the public: bearer tokens, shown once, kept as hashes, apart from the graph.

They lie in the state file (`PARTNERNETZ_STATE`), so that a copy of the graph never carries access to it.
Asking who a token is never waits for another process: it is asked while other clients wait.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock

from graph.errors import BadInput, StoreTooNew, StoreUnavailable, Unauthenticated

ROLES = ("PUBLIC", "STAFF", "EDITOR", "ADMIN")
"""From least to most; each may do what those before it may."""
PREFIX = "pn_"
DAYS = 90
VERSION = 1
"""Of the tables in the state file."""
_APPLICATION = 0x506E5374
_NOTED_EVERY = timedelta(minutes=1)
_WAIT = 10.0
_COLUMNS = "id, role, name, made, expires, used, revoked"
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
    """The tokens of one state file, and those of this run, which are written nowhere.

    Raises:
        StoreUnavailable: the file cannot be opened or written.
        StoreTooNew: a newer version wrote it.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._path, self._now = path, now
        self._lock = Lock()
        self._of_this_run: dict[bytes, Token] = {}
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._base = _connected(path, _WAIT)
            self._notes = _connected(path, 0)
            self._prepare()

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
        with self._lock, self._told():
            self._base.execute("INSERT INTO token(id, hash, role, name, made, expires) VALUES (?,?,?,?,?,?)", row)
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
        with self._lock, self._told():
            row = self._base.execute(f"SELECT {_COLUMNS} FROM token WHERE hash = ?", (key,)).fetchone()
            token = _read(row) if row else None
            if token is None or token.revoked or token.expires <= now:
                raise Unauthenticated("This token is not known, has expired or was revoked.", "Ask for a new one.")
            if token.used is None or now - token.used >= _NOTED_EVERY:
                self._note(token, now)
            return token

    def all(self) -> list[Token]:
        """Every token of the file, oldest first."""
        with self._lock, self._told():
            rows = self._base.execute(f"SELECT {_COLUMNS} FROM token ORDER BY made, id").fetchall()
        return [_read(row) for row in rows]

    def revoke(self, identifier: str) -> None:
        """Ends a token; one that has ended stays as it is.

        Raises:
            BadInput: there is none of this id.
        """
        with self._lock, self._told():
            known = self._base.execute("SELECT 1 FROM token WHERE id = ?", (identifier,)).fetchone()
            ended = (_text(self._now()), identifier)
            self._base.execute("UPDATE token SET revoked = ? WHERE id = ? AND revoked = ''", ended)
        if not known:
            raise BadInput(f'There is no token "{identifier}".', "token list shows them.")

    def close(self) -> None:
        """Lets go of the file."""
        self._of_this_run.clear()
        self._notes.close()
        self._base.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the file system and the engine complain of, in our words."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            hint = "See that the file is ours and that it and its folder can be written, or set PARTNERNETZ_STATE."
            raise StoreUnavailable(f"The state file {self._path} cannot be used: {error}.", hint) from None

    def _prepare(self) -> None:
        (number,) = self._base.execute("PRAGMA user_version").fetchone()
        if number > VERSION:
            raise StoreTooNew(f"The state file {self._path} was written by a newer version.", "Update Partnernetz.")
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute(_TABLE)
        if number < VERSION:
            self._base.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._base.execute(f"PRAGMA user_version = {VERSION}")

    def _token(self, secret: str, role: str, *, name: str, days: int) -> Token:
        made = self._now()
        return Token(sha256(secret.encode()).hexdigest()[:8], role, name, made, made + timedelta(days=days))

    def _note(self, token: Token, now: datetime) -> None:
        """Notes the use; while another process writes it is left for the next time."""
        with suppress(sqlite3.OperationalError):
            self._notes.execute("UPDATE token SET used = ? WHERE id = ?", (_text(now), token.id))


def _connected(path: Path, wait: float) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=wait, check_same_thread=False, isolation_level=None)
    base.execute("PRAGMA secure_delete = ON")
    base.execute(f"PRAGMA synchronous = {'FULL' if wait else 'NORMAL'}")
    return base


def _check(role: str) -> None:
    if role not in ROLES[1:]:
        known = ", ".join(one.lower() for one in ROLES[1:])
        raise BadInput(f'There is no role "{role.lower()}" for a token.', f"One of {known}.")


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
