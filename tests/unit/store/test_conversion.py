"""A study is encrypted, made plain again or given another passphrase: all of it or nothing."""

from __future__ import annotations

import contextlib
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.store import backup, sealed
from focusgroup.store.cipher import KEYS, FileKey, Passphrase, salt_of
from focusgroup.store.connection import open_raw
from focusgroup.store.conversion import convert
from focusgroup.store.errors import NotAStudy, StoreError, StudyBusy, WrongPassphrase
from focusgroup.store.study_file import StudyFile
from support.ciphers import OTHER, PLANTED, a_key, holding, needs_cipher
from support.rooms import session_in
from support.studies import JOINED

pytestmark = needs_cipher


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain study with a bit of everything, its row numbers not without gaps."""
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", purpose=PLANTED, frame=JOINED) as study:
        room = session_in(study)
        room.agenda.start()
        for number in range(30):
            room.notes.note(f"{1 + number % 6}- {PLANTED} number {number} #tech")
        room.undo()
        room.save_draft("2+ half a line")
        room.close()
        study.connection.execute("DELETE FROM tag WHERE rowid IN (3, 4, 9)")
        study.rebuild()
    return path


def content(path: Path, key: FileKey | None = None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, with its row number."""
    with contextlib.closing(open_raw(path, "rw", key=key)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'comment_fts*'"
        ).fetchall()
        told = {}
        for (table,) in tables:
            # Ballots have no row number, which would count the order they were cast in.
            number = "" if table in {"ballot", "ballot_cast"} else "rowid, "
            told[table] = connection.execute(f"SELECT {number}* FROM {table}").fetchall()
        told["pragmas"] = [
            connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("application_id", "user_version", "journal_mode")
        ]
        told["schema"] = connection.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY name"
        ).fetchall()
    return told


def test_there_and_back_every_row_is_the_same(path):
    path.chmod(0o640)
    before = content(path)
    convert(path, old=None, new=a_key())
    assert salt_of(path) == a_key().salt
    assert content(path, a_key()) == before
    with StudyFile.open(path, key=a_key()) as study:
        assert study.encrypted
        assert study.check().good
        assert len(study.search(PLANTED)) == 29
    assert path.stat().st_mode & 0o777 == 0o640
    convert(path, old=a_key(), new=None)
    assert content(path) == before
    with StudyFile.open(path) as study:
        assert not study.encrypted
        assert study.check().good
        assert len(study.search(PLANTED)) == 29


def test_nothing_readable_stays_in_the_folder_backups_included(path, tmp_path):
    backup.make_backup(path)
    kept = path.with_name("reset.before-restore.focusgroup")
    kept.write_bytes(path.read_bytes())
    assert len(holding(tmp_path, PLANTED)) == 3
    done = convert(path, old=None, new=a_key())
    assert (done.copies, done.warning) == (2, "")
    assert holding(tmp_path, PLANTED) == []
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == [path.name]
    with StudyFile.open(path, key=a_key()):
        (made,) = backup.backups(path)
        assert backup.content(path, made.path).comments == 29


def test_the_old_bytes_are_overwritten_not_only_let_go(path):
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_WRITER, str(path), PLANTED], check=False, capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL
    log = path.with_name(path.name + "-wal")
    assert PLANTED.encode() in log.read_bytes()
    with path.open("rb") as old, log.open("rb") as old_log:
        convert(path, old=None, new=a_key())
        assert {*old.read()} == {0}
        assert {*old_log.read()} <= {0}
    with StudyFile.open(path, key=a_key()) as study:
        assert len(study.search(PLANTED)) == 30


_KILLED_WRITER = """
import os, signal, sys
from pathlib import Path
from focusgroup.room.room import Room
from focusgroup.store.study_file import StudyFile
study = StudyFile.open(Path(sys.argv[1]))
Room(study, study.sessions()[0].id).notes.note(f"1- {sys.argv[2]} at the last moment")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_second_name_of_the_old_file_is_left_and_told(path, tmp_path):
    (tmp_path / "copy-of-the-user").hardlink_to(path)
    done = convert(path, old=None, new=a_key())
    assert "second name" in done.warning
    assert PLANTED.encode() in (tmp_path / "copy-of-the-user").read_bytes()


def test_another_passphrase_opens_and_the_old_one_no_longer(path, tmp_path):
    convert(path, old=None, new=a_key())
    other = Passphrase(OTHER).new_key()
    old_bytes = path.read_bytes()
    done = convert(path, old=a_key(), new=other)
    assert done.copies == 1
    with pytest.raises(WrongPassphrase):
        StudyFile.open(path, key=FileKey(bytearray.fromhex(a_key().secret()), other.salt))
    with StudyFile.open(path, key=other) as study:
        assert len(study.search(PLANTED)) == 29
        (made,) = backup.backups(path)
        backup.verify(path, made.path)
    assert salt_of(path) == other.salt != old_bytes[:16]
    assert holding(tmp_path, PLANTED) == []


def test_the_wrong_old_passphrase_changes_nothing(path):
    convert(path, old=None, new=a_key())
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        convert(path, old=Passphrase(OTHER).key(a_key().salt), new=None)
    assert path.read_bytes() == before


@pytest.mark.parametrize("idle", [True, False])
def test_a_study_open_in_another_window_is_refused_and_left_as_it_was(path, idle):
    code = (
        "import sys; from pathlib import Path\n"
        "from focusgroup.store.study_file import StudyFile\n"
        "study = StudyFile.open(Path(sys.argv[1]))\n"
        + ("" if idle else "study.connection.execute('BEGIN IMMEDIATE')\n")
        + "print('open', flush=True)\n"
        "sys.stdin.read()\n"
        + ("study.connection.execute('ROLLBACK')\n" if not idle else "")
        + "study.close()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout
    assert other.stdin
    assert other.stdout.readline() == "open\n"
    with pytest.raises(StudyBusy, match="open in another window"):
        convert(path, old=None, new=a_key())
    other.stdin.close()
    assert other.wait() == 0
    assert salt_of(path) is None
    assert content(path)["pragmas"][2] == ("wal",)
    assert not list(path.parent.glob("*.part*"))


def test_sealed_names_never_go_into_a_plain_file(path, tmp_path):
    convert(path, old=None, new=a_key())
    with StudyFile.open(path, key=a_key()) as study:
        sealed.save(study, study.sessions()[0].id, '{"name": "Quillfeather"}')
    with pytest.raises(StoreError, match="holds sealed names"):
        convert(path, old=a_key(), new=None)
    with StudyFile.open(path, key=a_key()) as study:
        assert study.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert sealed.drop(study) == 1
    convert(path, old=a_key(), new=None)
    assert holding(tmp_path, "Quillfeather") == []
    assert PLANTED in str(content(path))


def test_a_study_that_is_not_sound_is_not_converted(path):
    with contextlib.closing(open_raw(path, "rw")) as connection:
        connection.execute("UPDATE comment SET text = 'not what the log says'")
    with pytest.raises(NotAStudy, match="doctor --repair"):
        convert(path, old=None, new=a_key())
    assert salt_of(path) is None


def test_no_room_for_the_copy_leaves_the_study_as_it_was(path):
    """The limit on file size gives the write error a full disk gives, and needs no disk to fill."""
    before = content(path)
    done = subprocess.run(
        [sys.executable, "-c", _CONVERT, str(path), a_key().secret(), a_key().salt.hex()],
        preexec_fn=_small_files,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "reset.focusgroup" in done.stderr
    assert content(path) == before
    assert not list(path.parent.glob("*.part*"))


def _small_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


_CONVERT = """
import sys
from pathlib import Path
from focusgroup.store.cipher import FileKey, salt_of
from focusgroup.store.conversion import convert
from focusgroup.store.errors import StoreError
path, key = Path(sys.argv[1]), FileKey.from_secret(sys.argv[2], bytes.fromhex(sys.argv[3]))
encrypted = salt_of(path) is not None
print("begins", flush=True)
try:
    convert(path, old=key if encrypted else None, new=None if encrypted else key)
except StoreError as error:
    print(type(error).__name__, error, file=sys.stderr)
    sys.exit(1)
"""


def killed_conversions(path: Path, rounds: int, seed: int) -> tuple[int, int]:
    """Kill conversions there and back at random moments; return how many ended either way."""
    chance = random.Random(seed)
    with StudyFile.open(path) as study:
        comments = {c.id for c in study.rows(Comment)}
    finished = killed = 0
    for _ in range(rounds):
        running = subprocess.Popen(
            [sys.executable, "-c", _CONVERT, str(path), a_key().secret(), a_key().salt.hex()],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stdout
        assert running.stdout.readline() == "begins\n"
        time.sleep(chance.uniform(0, 0.25))
        running.kill()
        _, errors = running.communicate()
        assert not errors
        finished += running.returncode == 0
        killed += running.returncode != 0
        key = a_key() if salt_of(path) is not None else None
        with StudyFile.open(path, key=key) as study:
            assert study.check().good
            assert {c.id for c in study.rows(Comment)} == comments
            with study.act("comment", actor="note-taker", session=study.sessions()[0].id) as act:
                added = Comment(new_id(), study.sessions()[0].id, "a", "after the kill")
                act.add(added)
            comments.add(added.id)
    return finished, killed


def test_killed_at_any_moment_there_is_a_whole_study_under_its_name(path):
    finished, killed = killed_conversions(path, rounds=8, seed=3)
    assert finished + killed == 8
    assert killed


@pytest.mark.soak
def test_killed_at_any_of_many_moments_there_is_a_whole_study(path):
    _, killed = killed_conversions(path, rounds=200, seed=5)
    assert killed > 50


def test_what_a_killed_conversion_left_is_overwritten_by_the_next(path, tmp_path):
    part = path.with_name(path.name + ".part")
    part.write_bytes(PLANTED.encode() * 100)
    with part.open("rb") as left:
        convert(path, old=None, new=a_key())
        assert {*left.read()} == {0}
    assert not part.exists()


def test_no_key_stays_in_memory(path):
    convert(path, old=None, new=a_key())
    convert(path, old=a_key(), new=None)
    assert len(KEYS) == 0
