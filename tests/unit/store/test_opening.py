"""A file that is missing, foreign, newer, read-only, held or on a full disk: one sentence each."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.store import schema
from focusgroup.store.drafts import DraftBook
from focusgroup.store.errors import (
    DiskFull,
    NewerStudy,
    NotAStudy,
    StoreError,
    StudyBusy,
    StudyMissing,
    StudyReadOnly,
)
from focusgroup.store.study_file import StudyFile
from support.studies import FRAME, add_session


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(StudyMissing, match="no file gone.focusgroup"):
        StudyFile.open(tmp_path / "gone.focusgroup")


@pytest.mark.parametrize(
    "content",
    [b"", b"just some notes, no study at all\n" * 40, b"SQLite format 3\x00" + b"\x07" * 300],
)
def test_a_file_that_is_no_study_is_refused_and_left_as_it_was(tmp_path, content):
    path = tmp_path / "notes.focusgroup"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="notes.focusgroup is (not a focusgroup study|damaged)"):
        StudyFile.open(path)
    assert path.read_bytes() == content


def test_somebody_elses_database_is_refused(tmp_path):
    path = tmp_path / "shop.focusgroup"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE orders (id)")
    with pytest.raises(NotAStudy):
        StudyFile.open(path)


def test_a_newer_file_is_refused_and_not_changed(study):
    study.connection.execute("PRAGMA user_version = 99")
    study.close()
    before = study.path.read_bytes()
    with pytest.raises(NewerStudy, match="file version 99"):
        StudyFile.open(study.path)
    assert study.path.read_bytes() == before


def test_an_existing_file_is_never_overwritten(tmp_path):
    path = tmp_path / "here.focusgroup"
    path.write_text("mine")
    with pytest.raises(StoreError, match="already there"):
        StudyFile.create(path, title="x", frame=FRAME)
    assert path.read_text() == "mine"


@pytest.mark.skipif(
    os.name != "posix", reason="needs a second user, as only POSIX lets root be one"
)
def test_a_read_only_folder_is_told(tmp_path):
    """Root may write anywhere, so the check runs as nobody."""
    with StudyFile.create(tmp_path / "s.focusgroup", title="x", frame=FRAME):
        pass
    tmp_path.chmod(0o555)
    (tmp_path / "s.focusgroup").chmod(0o444)
    for folder in list(tmp_path.parents)[:3]:
        if folder.owner() != "root" or folder == Path("/"):
            continue
        if folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from focusgroup.store.study_file import StudyFile\n"
        "from focusgroup.store.errors import StudyReadOnly, StudyMissing\n"
        "import sqlite_utils, pydantic\n"
        "os.getuid() == 0 and os.setuid(65534)\n"
        "try:\n"
        "    StudyFile.open(Path(sys.argv[1]))\n"
        "except (StudyReadOnly, StudyMissing) as told:\n"
        "    print('TOLD', told)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "s.focusgroup")],
        capture_output=True,
        text=True,
        check=False,
    )
    tmp_path.chmod(0o755)
    assert "TOLD s.focusgroup" in done.stdout, done.stderr


def test_a_full_disk_says_so_and_loses_nothing(study):
    session = add_session(study)
    pages = study.connection.execute("PRAGMA page_count").fetchone()[0]
    study.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull, match="disk that holds reset.focusgroup is full"):
        for n in range(500):
            with study.act("comment", actor="note-taker", session=session.id) as act:
                act.add(Comment(new_id(), session.id, "a", f"remark {n} " * 50))
    study.connection.execute("PRAGMA max_page_count = 100000")
    with study.act("comment", actor="note-taker", session=session.id) as act:
        act.add(Comment(new_id(), session.id, "a", "room again"))
    assert study.comments(session.id)[-1].text == "room again"
    assert study.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_held_file_is_told_as_busy_and_written_later(study):
    session = add_session(study)
    study.connection.execute("PRAGMA busy_timeout = 20")
    holder = sqlite3.connect(study.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StudyBusy, match="tried again"), study.act("x", actor="moderator") as act:
        act.add(Comment(new_id(), session.id, "a", "later"))
    holder.execute("ROLLBACK")
    holder.close()
    with study.act("x", actor="moderator") as act:
        act.add(Comment(new_id(), session.id, "a", "later"))
    assert [c.text for c in study.comments(session.id)] == ["later"]


def test_four_programs_may_start_on_one_new_file_at_once(tmp_path):
    path = tmp_path / "new.focusgroup"
    StudyFile.create(path, title="Reset", frame=FRAME).close()

    def opened(_: int) -> str:
        code = (
            "import sys; from pathlib import Path\n"
            "from focusgroup.store.study_file import StudyFile\n"
            "print(StudyFile.open(Path(sys.argv[1])).study.title)"
        )
        return subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        ).stdout

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(opened, range(4))) == {"Reset\n"}


def test_a_draft_survives_in_a_second_look_at_the_file(study):
    session = add_session(study)
    book = DraftBook(study.path)
    for n in range(1, 6):
        assert book.save(session.id, "note-taker", "hello"[:n])
    other = DraftBook(study.path)
    assert other.load(session.id, "note-taker") == "hello"
    assert other.load(session.id, "moderator") == ""
    other.close()
    book.close()


def test_a_line_cleared_here_hides_no_line_that_a_dead_run_left(study):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    book = DraftBook(study.path)
    book.save("s", "note-taker", "")
    book._connection.execute(
        "INSERT INTO draft VALUES ('s', 'note-taker', ?, 'left behind', '2020')",
        (f"{gone.pid}-0a0a0a0a",),
    )
    assert book.load("s", "note-taker") == "left behind"
    book.close()


def test_a_draft_waits_for_nobody(study):
    session = add_session(study)
    book = DraftBook(study.path)
    study.connection.execute("BEGIN IMMEDIATE")
    assert book.save(session.id, "note-taker", "held up") is False
    study.connection.execute("ROLLBACK")
    assert book.save(session.id, "note-taker", "held up") is True
    book.close()


def test_every_error_class_is_a_store_error():
    for kind in (StudyMissing, NotAStudy, NewerStudy, StudyReadOnly, DiskFull, StudyBusy):
        assert issubclass(kind, StoreError)


def test_a_study_from_before_the_wall_is_copied_and_gets_its_tables(tmp_path, monkeypatch):
    path = tmp_path / "old.focusgroup"
    with monkeypatch.context() as before:
        before.setattr(schema, "LATER", ())
        before.setattr(schema, "SCHEMA_VERSION", 1)
        with StudyFile.create(path, title="Old", frame=FRAME) as study:
            session = add_session(study)
            held = study.connection.execute("SELECT * FROM change").fetchall()
            tables = study.db.table_names()
            assert "board" not in tables
    with StudyFile.open(path) as study:
        assert {"board", "card", "ballot"} <= set(study.db.table_names())
        assert study.connection.execute("SELECT * FROM change").fetchall() == held
        assert [s.id for s in study.sessions()] == [session.id]
        assert study.check().good
    (copy,) = tmp_path.glob("old.before-v*.focusgroup")
    assert copy.name == "old.before-v2.focusgroup"
