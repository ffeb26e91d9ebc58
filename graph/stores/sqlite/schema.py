# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the store file: claims with integer ids inside, the records they are about, and the book of revisions.

The claims are the truth. The columns (names and their folded words among them) are derived: they bear a version and are
made anew when it differs. Full text is an index in memory over these names, so that erasure leaves no words behind.
"""

APPLICATION = 0x504E_475A
"""Marks a file as ours ("PNGZ")."""
VERSION = 2
"""Of the tables; each step from one to the next is a migration."""
MAGIC = b"SQLite format 3\x00"

TABLES = """
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    type INTEGER NOT NULL,
    first INTEGER REFERENCES record,   -- cooperation or subject
    second INTEGER REFERENCES record,  -- stakeholder or object
    side INTEGER REFERENCES record,
    code INTEGER REFERENCES word,      -- role or kind
    spell TEXT,
    survivor INTEGER REFERENCES record,  -- what it is read as now
    since INTEGER,                     -- the revision in which it was last merged or set apart
    erased INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX record_name ON record (name);
CREATE INDEX record_survivor ON record (survivor) WHERE survivor IS NOT NULL;

CREATE TABLE claim (
    id INTEGER PRIMARY KEY,            -- order of entry
    number INTEGER NOT NULL,           -- what the id says, 60 bits
    key INTEGER NOT NULL,              -- what makes two claims the same, 60 bits
    content INTEGER NOT NULL,          -- what may differ between them, 60 bits
    record INTEGER NOT NULL REFERENCES record,
    property INTEGER NOT NULL REFERENCES word,
    marks INTEGER NOT NULL,            -- state, certainty, rank, visibility
    value TEXT,
    target INTEGER REFERENCES record,
    source INTEGER NOT NULL REFERENCES record,
    feed INTEGER REFERENCES record,
    valid_from TEXT,
    valid_to TEXT,
    passages TEXT,
    author INTEGER NOT NULL REFERENCES word,
    entered INTEGER NOT NULL,
    left INTEGER
) STRICT;
CREATE UNIQUE INDEX claim_number ON claim (number);
CREATE INDEX claim_record ON claim (record);
CREATE INDEX claim_source ON claim (source);
CREATE INDEX claim_target ON claim (target) WHERE target IS NOT NULL;
CREATE INDEX claim_brought ON claim (feed) WHERE feed IS NOT NULL;

CREATE TABLE origin (
    feed INTEGER NOT NULL,             -- 0: the key is a feed's own
    key TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record,
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_record ON origin (record);

CREATE TABLE merged (                  -- what was read as what, from one revision on, until another
    record INTEGER NOT NULL REFERENCES record,
    survivor INTEGER NOT NULL REFERENCES record,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (record, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_back (
    key INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (key, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    message TEXT NOT NULL,
    author TEXT NOT NULL,
    erases INTEGER NOT NULL DEFAULT 0,
    touched BLOB                       -- the records whose reading may have changed
) STRICT;
CREATE TABLE book (
    audience INTEGER NOT NULL,
    revision INTEGER NOT NULL REFERENCES revision,
    entered INTEGER NOT NULL,
    left INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    total TEXT NOT NULL,
    PRIMARY KEY (audience, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX book_news ON book (audience, revision) WHERE entered > 0 OR left > 0 OR changed > 0;

CREATE TABLE derived (name TEXT PRIMARY KEY, version TEXT NOT NULL, revision INTEGER NOT NULL, body BLOB) STRICT;
"""

STEPS = {
    1: """
CREATE TABLE merged (
    record INTEGER NOT NULL REFERENCES record, survivor INTEGER NOT NULL REFERENCES record,
    since INTEGER NOT NULL, until INTEGER, PRIMARY KEY (record, since)
) STRICT, WITHOUT ROWID;
INSERT INTO merged SELECT id, survivor, since, NULL FROM record WHERE survivor IS NOT NULL;
ALTER TABLE held_back RENAME TO held_before;
CREATE TABLE held_back (
    key INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER, PRIMARY KEY (key, since)
) STRICT, WITHOUT ROWID;
INSERT INTO held_back SELECT key, 1, NULL FROM held_before;
DROP TABLE held_before;
""",
}
"""From each version to the next: statements that take nothing away from what is known."""
