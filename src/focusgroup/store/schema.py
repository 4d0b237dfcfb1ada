"""The tables of a study file, and how older files become newer ones.

Migrations are frozen once shipped: a later shape is a later migration, never an edit here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from focusgroup.store import schema_wall, sheet_tables

if TYPE_CHECKING:
    from sqlite_utils import Migrations
    from sqlite_utils.db import Database

APPLICATION_ID = 0x46475053  # "FGPS", told by `file` and checked before anything is read
# What came later, oldest first: the name kept in the file, and its statements.
LATER: tuple[tuple[str, tuple[str, ...]], ...] = (("v3_wall", schema_wall.STATEMENTS),)
SCHEMA_VERSION = 2 + len(LATER)

# `deleted` stays a column, not a missing row: another laptop may tag a comment that this one took
# away, and both files must still merge with every foreign key in place.
_V1 = (
    """CREATE TABLE change (
        id TEXT PRIMARY KEY, session TEXT NOT NULL, origin TEXT NOT NULL, seq INTEGER NOT NULL,
        lamport INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL,
        verb TEXT NOT NULL, target TEXT, label TEXT NOT NULL,
        row_table TEXT NOT NULL, row_id TEXT NOT NULL, fields TEXT NOT NULL,
        erased INTEGER NOT NULL DEFAULT 0,
        UNIQUE (origin, seq)) STRICT""",
    # As few as will do: each one more is a page more to make durable with every comment. An action
    # is found by its lamport, which all of its changes share.
    "CREATE INDEX change_row ON change (row_id)",
    "CREATE INDEX change_lamport ON change (lamport)",
    "CREATE INDEX change_target ON change (target) WHERE target IS NOT NULL",
    """CREATE TABLE study (
        id TEXT PRIMARY KEY, title TEXT NOT NULL DEFAULT '', purpose TEXT NOT NULL DEFAULT '',
        frame TEXT NOT NULL DEFAULT 'crm-joined', frame_json TEXT NOT NULL DEFAULT '',
        glossary TEXT NOT NULL DEFAULT '', cell_minimum INTEGER NOT NULL DEFAULT 5,
        created_at TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE kept_guide (
        id TEXT PRIMARY KEY, guide_id TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
        version TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '',
        sha256 TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE session (
        id TEXT PRIMARY KEY, code TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'staff',
        guide TEXT NOT NULL REFERENCES kept_guide (id), moderator_unit TEXT NOT NULL DEFAULT '',
        note_takers INTEGER NOT NULL DEFAULT 1, minutes INTEGER NOT NULL DEFAULT 90,
        state TEXT NOT NULL DEFAULT 'planned', recording INTEGER NOT NULL DEFAULT 0,
        recording_use TEXT NOT NULL DEFAULT '', recording_keeper TEXT NOT NULL DEFAULT '',
        destroy_by TEXT NOT NULL DEFAULT '', destroyed_on TEXT NOT NULL DEFAULT '',
        withdraw_by TEXT NOT NULL DEFAULT '', department TEXT NOT NULL DEFAULT '',
        item TEXT NOT NULL DEFAULT '', clock_s REAL NOT NULL DEFAULT 0,
        clock_at REAL NOT NULL DEFAULT 0, clock_on INTEGER NOT NULL DEFAULT 0,
        started_at TEXT NOT NULL DEFAULT '', ended_at TEXT NOT NULL DEFAULT '',
        themes TEXT NOT NULL DEFAULT '', surprises TEXT NOT NULL DEFAULT '',
        contrasts TEXT NOT NULL DEFAULT '', quotes_to_keep TEXT NOT NULL DEFAULT '',
        guide_changes TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE seat (
        id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
        code TEXT NOT NULL DEFAULT '', place INTEGER NOT NULL DEFAULT 0,
        department TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT '',
        tenure TEXT NOT NULL DEFAULT '', take_part INTEGER NOT NULL DEFAULT 0,
        record INTEGER NOT NULL DEFAULT 0, quote INTEGER NOT NULL DEFAULT 0,
        consent_at TEXT NOT NULL DEFAULT '', arrived_s REAL, left_s REAL,
        introduced INTEGER NOT NULL DEFAULT 0, withdrawn TEXT NOT NULL DEFAULT '',
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX seat_session ON seat (session)",
    """CREATE TABLE chart_entry (
        id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
        item TEXT NOT NULL DEFAULT '', position REAL NOT NULL DEFAULT 0,
        text TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX chart_entry_session ON chart_entry (session)",
    """CREATE TABLE item_run (
        id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
        item TEXT NOT NULL DEFAULT '', entry TEXT REFERENCES chart_entry (id),
        position REAL NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'pending',
        reason TEXT NOT NULL DEFAULT '', minutes REAL NOT NULL DEFAULT 0,
        used_s REAL NOT NULL DEFAULT 0, since_s REAL, working TEXT NOT NULL DEFAULT '',
        helpful TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '',
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX item_run_session ON item_run (session)",
    """CREATE TABLE tick (
        id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
        item TEXT NOT NULL DEFAULT '', what TEXT NOT NULL DEFAULT 'check',
        number INTEGER NOT NULL DEFAULT 0, at_s REAL NOT NULL DEFAULT 0,
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX tick_session ON tick (session)",
    """CREATE TABLE comment (
        id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
        item TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
        entry TEXT REFERENCES chart_entry (id), voice TEXT NOT NULL DEFAULT 'seat',
        seat TEXT REFERENCES seat (id), with_seats TEXT NOT NULL DEFAULT '',
        answers TEXT REFERENCES seat (id), at_s REAL NOT NULL DEFAULT 0,
        at TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'paraphrase',
        valence TEXT NOT NULL DEFAULT 'neutral', strong INTEGER NOT NULL DEFAULT 0,
        hands INTEGER, quotable INTEGER NOT NULL DEFAULT 1,
        incomplete INTEGER NOT NULL DEFAULT 0, "check" TEXT NOT NULL DEFAULT '',
        masks TEXT NOT NULL DEFAULT '', flags TEXT NOT NULL DEFAULT '',
        withdrawn TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX comment_session ON comment (session, at_s)",
    """CREATE TABLE tag (
        id TEXT PRIMARY KEY, comment TEXT NOT NULL REFERENCES comment (id),
        vocabulary TEXT NOT NULL DEFAULT 'element', code TEXT NOT NULL DEFAULT '',
        coder TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX tag_comment ON tag (comment)",
    """CREATE TABLE erasure (
        id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
        scope TEXT NOT NULL DEFAULT 'seat', seat TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '', own_group INTEGER NOT NULL DEFAULT 1,
        reason TEXT NOT NULL DEFAULT 'asked', at TEXT NOT NULL DEFAULT '',
        rows TEXT NOT NULL DEFAULT '', spared TEXT NOT NULL DEFAULT '',
        cleared TEXT NOT NULL DEFAULT '', comments INTEGER NOT NULL DEFAULT 0,
        tags INTEGER NOT NULL DEFAULT 0, entries INTEGER NOT NULL DEFAULT 0,
        lines INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE decision (
        id TEXT PRIMARY KEY, erasure TEXT NOT NULL REFERENCES erasure (id),
        row_table TEXT NOT NULL DEFAULT '', row_id TEXT NOT NULL DEFAULT '',
        verdict TEXT NOT NULL DEFAULT 'keep', at TEXT NOT NULL DEFAULT '',
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE export (
        id TEXT PRIMARY KEY, scope TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '',
        sha256 TEXT NOT NULL DEFAULT '', file_name TEXT NOT NULL DEFAULT '',
        comments INTEGER NOT NULL DEFAULT 0, checked INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT '', places TEXT NOT NULL DEFAULT '',
        knew TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    # Kept beside the log, not in it: both are of one laptop and one moment.
    """CREATE TABLE draft (
        session TEXT NOT NULL, actor TEXT NOT NULL, owner TEXT NOT NULL, text TEXT NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (session, actor, owner)) STRICT""",
    """CREATE TABLE pulse (
        session TEXT PRIMARY KEY, clock_s REAL NOT NULL, at REAL NOT NULL) STRICT""",
    # First names for sessions over several days; filled in encrypted studies only (store.sealed).
    """CREATE TABLE sealed_roster (
        session TEXT PRIMARY KEY, body TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    # Program runs that wrote into this very file (store.runs): a merge brings none of another's.
    """CREATE TABLE run (
        origin TEXT PRIMARY KEY, process INTEGER NOT NULL, ended INTEGER NOT NULL) STRICT""",
    # What still has to be overwritten in this very file; told to no other copy.
    "CREATE TABLE purge_due (what TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
    """CREATE VIRTUAL TABLE comment_fts USING fts5 (
        text, content='comment', content_rowid='rowid',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER comment_fts_insert AFTER INSERT ON comment BEGIN
        INSERT INTO comment_fts (rowid, text) VALUES (new.rowid, new.text); END""",
    """CREATE TRIGGER comment_fts_delete AFTER DELETE ON comment BEGIN
        INSERT INTO comment_fts (comment_fts, rowid, text)
        VALUES ('delete', old.rowid, old.text); END""",
    """CREATE TRIGGER comment_fts_update AFTER UPDATE OF text ON comment BEGIN
        INSERT INTO comment_fts (comment_fts, rowid, text)
        VALUES ('delete', old.rowid, old.text);
        INSERT INTO comment_fts (rowid, text) VALUES (new.rowid, new.text); END""",
)


def migrations() -> Migrations:
    """Return the numbered migrations of a study file, oldest first."""
    from sqlite_utils import Migrations

    steps = Migrations("focusgroup")

    @steps()
    def v1_study_file(db: Database) -> None:
        _run(_V1, db)

    @steps()
    def v2_worksheets(db: Database) -> None:
        sheet_tables.widen(db.conn)

    for name, statements in LATER:
        steps(name=name)(_step(statements))
    return steps


def _step(statements: tuple[str, ...]) -> Callable[[Database], None]:
    def later(db: Database) -> None:
        _run(statements, db)

    return later


def _run(statements: tuple[str, ...], db: Database) -> None:
    for statement in statements:
        db.conn.execute(statement)


def is_current(connection: sqlite3.Connection) -> bool:
    """Return whether a file holds every table and column that this program writes."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return version >= SCHEMA_VERSION and not sheet_tables.missing(connection)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to SCHEMA_VERSION in one transaction.

    `apply` alone fails when two programs start at once (18 of 24 runs); inside one
    BEGIN IMMEDIATE all 24 went through.
    """
    from sqlite_utils import Database

    connection.execute("BEGIN IMMEDIATE")
    try:
        # recursive_triggers would make an upsert fire delete triggers; the study file never relies
        # on REPLACE, so SQLite's own default stays.
        migrations().apply(Database(connection, recursive_triggers=False))
        sheet_tables.widen(connection)  # worksheets declared since, in a file of this version
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
