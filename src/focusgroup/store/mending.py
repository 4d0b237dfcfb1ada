"""Puts a sound file back in order: the tables and the search index are made anew from the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from focusgroup.store import health
from focusgroup.store.change_log import rebuild
from focusgroup.store.completing import LogWriter, complete, states_of
from focusgroup.store.errors import told_plainly
from focusgroup.store.study_file import StudyFile


def mend(study_file: StudyFile, found: health.Health) -> list[str]:
    """Repair what a check of an undamaged file found; return what was done, in sentences.

    Everything happens in one transaction: either the file is in order, or it is as it was.
    """
    done: list[str] = []
    with told_plainly(study_file.path), _immediate(study_file.connection) as connection:
        if found.differing or found.orphans:
            stand_ins = complete(states_of(connection), LogWriter(connection))
            rebuild(connection)
            if found.differing:
                done.append(f"{found.differing} rows were made anew from the change log.")
            if found.orphans:
                done.append(_orphans(found.orphans, stand_ins))
        elif not found.index_good:
            connection.execute("INSERT INTO comment_fts (comment_fts) VALUES ('rebuild')")
        if not found.index_good:
            done.append("The search index was made anew from the comments.")
    return done


def _orphans(orphans: int, stand_ins: int) -> str:
    if not stand_ins:
        return f"{orphans} rows that referred to something gone refer to what the log says again."
    return (
        f"{orphans} rows referred to something that the log does not know either: "
        f"{stand_ins} stand-ins were made for it, so that nothing said is hidden."
    )


@contextmanager
def _immediate(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
