"""A study whose file is gone or will not be written is written elsewhere, with what waits."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from focusgroup import paths
from focusgroup.store import backup
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
    monkeypatch.setattr(rescuing, "copy_to", fail)
    room.notes.set_aside("3- Solveig re-keys it")
    done = rescue(room.file, list(room.notes.outbox), folder=tmp_path / "rescued")
    assert not done.whole
    head, line = done.path.read_text().splitlines()
    assert head == f"reset.focusgroup {room.file.study.id}"
    assert line == "00:00  P3 (weakness): [P3] re-keys it"
    assert done.path.stat().st_mode & 0o077 == 0
    assert list(done.path.parent.iterdir()) == [done.path]


def test_two_rescues_never_overwrite_one_another(room, tmp_path):
    first, second = (rescue(room.file, [], folder=tmp_path / "rescued") for _ in range(2))
    assert first.path != second.path


def test_a_folder_that_cannot_be_made_is_told(room, tmp_path):
    (tmp_path / "rescued").write_text("a file")
    with pytest.raises(StoreError, match="rescued cannot be written"):
        rescue(room.file, [], folder=tmp_path / "rescued")


def test_a_purge_finds_what_was_rescued_of_this_study_and_leaves_anothers(
    room, tmp_path, monkeypatch
):
    monkeypatch.setenv("FOCUSGROUP_HOME", str(tmp_path / "home"))
    room.notes.set_aside("1- waiting")
    whole = rescue(room.file, [], folder=paths.rescue_folder()).path
    with monkeypatch.context() as patched:
        patched.setattr(rescuing, "copy_to", fail)
        text = rescue(room.file, list(room.notes.outbox), folder=paths.rescue_folder()).path
    with StudyFile.create(
        tmp_path / "other" / "reset.focusgroup", title="y", frame=JOINED
    ) as other:
        another = rescue(other, [], folder=paths.rescue_folder()).path
    gone = backup.drop_older_than(room.file.path, datetime.now(UTC) + timedelta(minutes=1))
    assert sorted(gone) == sorted([whole, text])
    assert another.exists()


def fail(*_: object) -> None:
    raise DiskFull("full")


def test_an_encrypted_study_is_rescued_under_its_key_and_never_as_text(tmp_path, monkeypatch):
    pytest.importorskip("sqlcipher3")
    from focusgroup.store.cipher import Passphrase

    key = Passphrase("four calm words here").new_key()
    path = tmp_path / "stick" / "vault.focusgroup"
    with StudyFile.create(path, title="x", frame=JOINED, key=key) as file:
        room = session_in(file)
        shutil.rmtree(path.parent)
        room.notes.set_aside("1- re-keyed every order")
        done = rescue(file, list(room.notes.outbox), folder=tmp_path / "rescued")
        assert b"re-keyed" not in done.path.read_bytes()
        with StudyFile.open(done.path, key=key) as saved:
            assert [c.text for c in saved.comments(room.session.id)] == ["re-keyed every order"]
        monkeypatch.setattr(rescuing, "copy_to", fail)
        with pytest.raises(StoreError, match="would not take it either"):
            rescue(file, list(room.notes.outbox), folder=tmp_path / "rescued")
        room.close()
    assert [p.name for p in (tmp_path / "rescued").iterdir()] == ["vault.rescued.focusgroup"]
