"""A study whose file is gone or will not be written is written elsewhere, with what waits."""

from __future__ import annotations

import shutil

import pytest

from focusgroup.store import rescue as rescuing
from focusgroup.store.errors import DiskFull, StoreError
from focusgroup.store.rescue import HalfTyped, rescue
from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import JOINED


@pytest.fixture
def room(tmp_path):
    with StudyFile.create(tmp_path / "stick" / "reset.focusgroup", title="x", frame=JOINED) as file:
        room = session_in(file)
        room.agenda.start()
        room.notes.note("1- acknowledged before")
        yield room
        room.close()


def test_a_deleted_study_is_written_whole_with_what_waited_and_the_half_typed_line(room, tmp_path):
    shutil.rmtree(room.file.path.parent)
    room.notes.set_aside("3- Solveig re-keys it")
    line = HalfTyped(room.session.id, room.desk.actor, "2+ half a")
    done = rescue(room.file, list(room.notes.outbox), [line], folder=tmp_path / "rescued")
    assert done.whole
    assert done.path == tmp_path / "rescued" / "reset.rescued.focusgroup"
    with StudyFile.open(done.path) as saved:
        texts = [c.text for c in saved.comments(room.session.id)]
        assert texts == ["acknowledged before", "[P3] re-keys it"]
        assert saved.check().good
        assert saved.connection.execute("SELECT text FROM draft").fetchall() == [("2+ half a",)]
    assert b"Solveig" not in done.path.read_bytes()


def test_a_comment_that_was_written_after_all_is_not_written_twice(room, tmp_path):
    room.notes.set_aside("1- once")
    waiting = list(room.notes.outbox)
    room.notes.send_waiting()
    with StudyFile.open(rescue(room.file, waiting, folder=tmp_path / "r").path) as saved:
        assert [c.text for c in saved.comments(room.session.id)] == ["acknowledged before", "once"]


def test_where_no_study_can_be_written_what_waits_becomes_text(room, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise DiskFull("full")

    monkeypatch.setattr(rescuing, "copy_to", full)
    room.notes.set_aside("3- Solveig re-keys it")
    done = rescue(room.file, list(room.notes.outbox), folder=tmp_path / "rescued")
    assert not done.whole
    assert done.path.read_text() == "00:00  P3 (weakness): [P3] re-keys it\n"
    assert done.path.stat().st_mode & 0o077 == 0
    assert list(done.path.parent.iterdir()) == [done.path]


def test_two_rescues_never_overwrite_one_another(room, tmp_path):
    first, second = (rescue(room.file, [], folder=tmp_path / "rescued") for _ in range(2))
    assert first.path != second.path


def test_a_folder_that_cannot_be_made_is_told(room, tmp_path):
    (tmp_path / "rescued").write_text("a file")
    with pytest.raises(StoreError, match="rescued cannot be written"):
        rescue(room.file, [], folder=tmp_path / "rescued")
