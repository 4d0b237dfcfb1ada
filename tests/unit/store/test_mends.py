"""What went wrong once with files: modes, permissions, drafts of two note-takers, odd searches."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest

from focusgroup.store.drafts import DraftBook
from focusgroup.store.study_file import StudyFile
from support.studies import FRAME, add_session


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_study_is_for_its_users_eyes_only(study):
    assert study.path.stat().st_mode & 0o077 == 0


def test_a_study_that_another_program_took_out_of_wal_is_brought_back(tmp_path):
    path = tmp_path / "s.focusgroup"
    StudyFile.create(path, title="x", frame=FRAME).close()
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("PRAGMA journal_mode = DELETE")
    other.close()
    with StudyFile.open(path) as study:
        assert study.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_search_takes_any_text(study):
    session = add_session(study)
    for text in ("\x00", '"', "a\x00b", "NEAR(", "*", "()", "\ud800"):
        assert study.search(text) == []
    assert session


_TYPES = """
import sys, time
from pathlib import Path
from focusgroup.store.drafts import DraftBook
book = DraftBook(Path(sys.argv[1]))
book.save(sys.argv[2], "note-taker", "line of the other window")
print("typed", flush=True)
sys.stdin.read()
"""


def test_a_second_note_taker_is_not_offered_the_first_ones_line_until_its_run_is_dead(study):
    session = add_session(study).id
    with subprocess.Popen(
        [sys.executable, "-c", _TYPES, str(study.path), session],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "typed\n"
        book = DraftBook(study.path)
        assert book.load(session, "note-taker") == ""
        book.save(session, "note-taker", "")  # my Enter empties my line, not theirs
        other.kill()
        other.wait()
        # Their run is dead, and what this run types is empty: their line is offered now.
        assert book.load(session, "note-taker") == "line of the other window"
        rows = study.connection.execute("SELECT count(*) FROM draft").fetchone()
        assert rows == (1,)
        book.close()
