"""The tables of the wall, a later migration of the study file.

`ballot` and `ballot_cast` stand beside the change log, never in it: a line of the log tells the
time, the window and the order of what is done, and so who voted what. They have no row number
either, which would count the order. No merge brings them over; what a closed round came to is
counted into `tally`, which is a projection like every other table.
"""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE board (
        id TEXT PRIMARY KEY, question TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT 'open',
        element TEXT NOT NULL DEFAULT '', step TEXT NOT NULL DEFAULT 'free',
        began REAL NOT NULL DEFAULT 0, session TEXT REFERENCES session (id),
        item TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL DEFAULT '',
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE cluster (
        id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES board (id),
        name TEXT NOT NULL DEFAULT '', position REAL NOT NULL DEFAULT 0,
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX cluster_board ON cluster (board)",
    """CREATE TABLE card (
        id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES board (id),
        text TEXT NOT NULL DEFAULT '', comment TEXT REFERENCES comment (id),
        cluster TEXT REFERENCES cluster (id), position REAL NOT NULL DEFAULT 0,
        old INTEGER NOT NULL DEFAULT 0, source TEXT NOT NULL DEFAULT '',
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX card_board ON card (board)",
    "CREATE INDEX card_comment ON card (comment) WHERE comment IS NOT NULL",
    """CREATE TABLE cluster_name (
        id TEXT PRIMARY KEY, cluster TEXT NOT NULL REFERENCES cluster (id),
        text TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX cluster_name_cluster ON cluster_name (cluster)",
    """CREATE TABLE cluster_join (
        id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES board (id),
        cluster TEXT NOT NULL REFERENCES cluster (id),
        "into" TEXT NOT NULL REFERENCES cluster (id), agreed INTEGER NOT NULL DEFAULT 0,
        present INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE voting (
        id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES board (id),
        kind TEXT NOT NULL DEFAULT 'dots', number INTEGER NOT NULL DEFAULT 1,
        state TEXT NOT NULL DEFAULT 'open', dots INTEGER NOT NULL DEFAULT 3,
        several INTEGER NOT NULL DEFAULT 0, options TEXT NOT NULL DEFAULT '',
        voters TEXT NOT NULL DEFAULT '', ballots INTEGER NOT NULL DEFAULT 0,
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE tally (
        id TEXT PRIMARY KEY, voting TEXT NOT NULL REFERENCES voting (id),
        cluster TEXT NOT NULL REFERENCES cluster (id), points INTEGER NOT NULL,
        ballots INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE kj_step (
        id TEXT PRIMARY KEY, board TEXT NOT NULL REFERENCES board (id),
        step TEXT NOT NULL DEFAULT 'question', began REAL NOT NULL DEFAULT 0,
        deleted INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE ballot (
        id TEXT PRIMARY KEY, voting TEXT NOT NULL, marks TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    # Which seats have voted, while the round is open: emptied when it closes.
    """CREATE TABLE ballot_cast (
        voting TEXT NOT NULL, seat TEXT NOT NULL, PRIMARY KEY (voting, seat)) STRICT, WITHOUT ROWID
    """,
)
