"""Backups are made while people write, verified, thinned out by rule, and restored gently."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.store import backup
from focusgroup.store.backup import Backup
from focusgroup.store.backup_keeper import BackupKeeper
from focusgroup.store.connection import open_raw
from focusgroup.store.errors import NotAStudy, StoreError, StudyBusy, StudyReadOnly
from focusgroup.store.restore import restore
from focusgroup.store.study_file import StudyFile
from support.studies import add_session

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def say(study: StudyFile, session: str, text: str) -> None:
    with study.act("comment", actor="note-taker", session=session) as act:
        act.add(Comment(new_id(), session, "a", text))


def texts(path: Path) -> list[str]:
    with StudyFile.open(path) as study:
        return [c.text for s in study.sessions() for c in study.comments(s.id)]


@pytest.fixture
def session(study):
    return add_session(study).id


# Making


def test_a_backup_holds_the_study_as_it_was_and_is_sound(study, session):
    say(study, session, "before")
    made = backup.make_backup(study.path)
    say(study, session, "after")
    backup.verify(study.path, made.path)
    assert backup.content(study.path, made.path).comments == 1
    assert texts(made.path) == ["before"]
    with StudyFile.open(made.path) as copy:
        assert copy.check().good


def test_names_in_the_folder_hold_a_number_and_a_time_and_nothing_of_any_person(study, session):
    say(study, session, "Hallowtree")
    backup.make_backup(study.path)
    folder = backup.folder_of(study.path)
    assert folder == study.path.with_name("reset.backups")
    names = [p.name for p in folder.iterdir()]
    assert len(names) == 1
    assert backup._NAME.fullmatch(names[0])
    assert folder.stat().st_mode & 0o077 == 0


def test_no_backup_is_made_of_what_the_newest_holds_already(study, session):
    assert backup.back_up_if_changed(study.path)
    assert backup.back_up_if_changed(study.path) is None
    say(study, session, "something new")
    assert backup.back_up_if_changed(study.path)
    assert len(backup.backups(study.path)) == 2


def test_writers_are_never_blocked_and_never_make_the_copy_start_over(study, session):
    for n in range(60):
        say(study, session, f"remark {n} " * 200)
    writing, enough = threading.Event(), threading.Event()
    written: list[int] = []

    def write() -> None:
        with StudyFile.open(study.path, busy_ms=0) as other:  # a held file would fail at once
            while not enough.is_set():
                say(other, session, "meanwhile")
                written.append(1)
                writing.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert writing.wait(20)
    before = len(written)
    made = [backup.make_backup(study.path) for _ in range(5)]
    during = len(written) - before
    enough.set()
    writer.join(20)
    assert during > 0
    assert [b.number for b in made] == [1, 2, 3, 4, 5]
    counts = [backup.content(study.path, b.path).comments for b in made]
    assert counts == sorted(counts)
    assert counts[0] >= 60 + before
    assert len(texts(study.path)) == 60 + len(written)


def test_a_copy_that_is_stopped_half_way_leaves_nothing(study, session):
    with pytest.raises(backup.BackupStopped):
        backup.make_backup(study.path, stopped=lambda: True)
    assert list(backup.folder_of(study.path).iterdir()) == []


def test_parts_of_programs_that_died_are_cleared_away_but_not_those_still_growing(study, session):
    folder = backup.folder_of(study.path)
    folder.mkdir()
    (folder / "000001-20260101T000000Z-aaaa.part").write_bytes(b"dead")
    (folder / "000002-20260101T000000Z-bbbb.part").write_bytes(b"growing")
    os.utime(folder / "000001-20260101T000000Z-aaaa.part", (0, 0))
    backup.make_backup(study.path)
    assert [p.name for p in folder.glob("*.part")] == ["000002-20260101T000000Z-bbbb.part"]


def test_a_backup_takes_no_more_than_a_third_of_what_is_free(study, session, monkeypatch):
    usage = backup.shutil.disk_usage(study.path.parent)
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage._replace(free=100_000))
    with pytest.raises(StoreError, match="nearly full"):
        backup.make_backup(study.path)


def test_a_backup_has_no_backups(study):
    made = backup.make_backup(study.path)
    assert backup.is_backup(made.path)
    assert not backup.is_backup(study.path)


# The keeper


def test_the_keeper_backs_up_on_open_and_while_the_study_changes(study, session):
    keeper = BackupKeeper(study.path, first_s=0, every_s=0.01)
    keeper.start()
    try:
        for n in range(3):
            say(study, session, f"remark {n}")
            wanted_marks = backup.mark_of(study.connection)
            until(lambda: newest_mark(study) == wanted_marks)  # noqa: B023 - called at once
    finally:
        keeper.stop()
    assert len(backup.backups(study.path)) >= 1


def newest_mark(study: StudyFile) -> tuple[int, str]:
    held = backup.backups(study.path)
    if not held:
        return (0, "")
    with contextlib.closing(open_raw(held[0].path, "immutable")) as copy:
        return backup.mark_of(copy)


def until(holds) -> None:
    waiting = threading.Event()
    for _ in range(2000):
        if holds():
            return
        waiting.wait(0.01)
    raise AssertionError("it never came true")


def test_the_keeper_tells_of_a_trouble_once_and_goes_on_trying(study, session):
    blocker = backup.folder_of(study.path)
    blocker.write_text("a file where the folder should be")
    told: list[str] = []
    keeper = BackupKeeper(study.path, failed=told.append, first_s=0, every_s=0.01)
    keeper.start()
    try:
        until(lambda: told)
        blocker.unlink()
        until(lambda: backup.backups(study.path))
    finally:
        keeper.stop()
    assert len(told) == 1
    assert "folder for backups beside reset.focusgroup" in told[0]


# The rule

STAMPS = st.lists(st.integers(0, 60 * 24 * 40), max_size=80)  # minutes before the last one


def made_at(minutes: list[int]) -> list[Backup]:
    times = sorted(NOON - timedelta(minutes=m) for m in minutes)
    return [Backup(n, at, Path(f"{n}")) for n, at in enumerate(times, start=1)]


@given(STAMPS, st.integers(1, 12))
def test_the_newest_and_the_last_of_each_hour_and_day_are_kept_and_no_more(minutes, newest):
    held = made_at(minutes)
    kept = backup.wanted(held, now=NOON, newest=newest)
    assert set(held[-newest:]) <= kept
    for hours in range(24):
        of_hour = [b for b in held if b.at.hour == hours and NOON - b.at <= timedelta(hours=23)]
        assert not of_hour or of_hour[-1] in kept
    for day in {b.at.date() for b in held if NOON - b.at <= timedelta(days=13)}:
        assert max(b for b in held if b.at.date() == day) in kept
    assert len(kept) <= newest + 25 + 15
    assert backup.wanted(kept, now=NOON, newest=newest) == kept


@given(STAMPS)
def test_thinning_out_after_each_backup_keeps_what_thinning_out_at_the_end_would(minutes):
    held = made_at(minutes)
    step_by_step: set[Backup] = set()
    for each in held:
        step_by_step = backup.wanted({*step_by_step, each}, now=each.at)
    now = held[-1].at if held else NOON
    assert step_by_step == backup.wanted(held, now=now)


def test_thinning_out_deletes_what_the_rule_does_not_keep(study):
    for _ in range(4):
        backup.make_backup(study.path)
    dropped = backup.thin_out(study.path, newest=2, now=datetime.now(UTC) + timedelta(days=30))
    assert len(dropped) == 2
    assert [b.number for b in backup.backups(study.path)] == [4, 3]


# Destroying


def dated(made: Backup, at: datetime) -> Path:
    return made.path.rename(
        made.path.with_name(f"{made.number:06d}-{at:%Y%m%dT%H%M%S}Z-00aa.focusgroup")
    )


def test_a_purge_destroys_every_older_copy_and_keeps_later_ones(study, session):
    now = datetime.now(UTC).replace(microsecond=0)
    say(study, session, "withdrawn later")
    old = dated(backup.make_backup(study.path), now - timedelta(hours=2))
    later = dated(backup.make_backup(study.path), now - timedelta(minutes=5))
    study.close()
    kept = restore(study.path, old).kept
    assert kept
    os.utime(kept, (now.timestamp() - 7200, now.timestamp() - 7200))
    gone = backup.drop_older_than(study.path, now - timedelta(hours=1))
    assert sorted(gone) == sorted([old, kept])
    assert not old.exists()
    assert not kept.exists()
    assert [b.path for b in backup.backups(study.path)] == [later]


def test_a_copy_made_under_a_clock_running_ahead_does_not_escape_a_purge(study, session):
    now = datetime.now(UTC).replace(microsecond=0)
    for number, at in ((1, now + timedelta(hours=1)), (2, now - timedelta(hours=1))):
        assert backup.make_backup(study.path).number == number
        dated(backup.backups(study.path)[0], at)
    assert len(backup.drop_older_than(study.path, now)) == 2
    assert backup.backups(study.path) == []


# Restoring


def test_restoring_keeps_the_present_file_beside_it(study, session):
    say(study, session, "in the backup")
    made = backup.make_backup(study.path)
    say(study, session, "only in the present file")
    study.close()
    done = restore(study.path, made.path)
    assert texts(study.path) == ["in the backup"]
    assert done.kept == study.path.with_name("reset.before-restore.focusgroup")
    assert texts(done.kept) == ["in the backup", "only in the present file"]
    again = restore(study.path, made.path)
    assert again.kept == study.path.with_name("reset.before-restore-2.focusgroup")


def test_a_restored_study_is_written_under_a_new_origin_and_merges_with_what_was_kept(
    study, session
):
    say(study, session, "one")
    made = backup.make_backup(study.path)
    say(study, session, "two")
    study.close()
    done = restore(study.path, made.path)
    assert done.kept
    with StudyFile.open(study.path) as restored, StudyFile.open(done.kept) as kept:
        say(restored, session, "three")
        assert restored.log.origin != study.log.origin
        restored.merge_from(kept)
        assert sorted(c.text for c in restored.comments(session)) == ["one", "three", "two"]
        assert restored.check().good
        assert restored.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_study_open_in_another_window_is_not_replaced(study, session):
    say(study, session, "here")
    made = backup.make_backup(study.path)
    with pytest.raises(StudyBusy, match="open in another window"):
        restore(study.path, made.path)
    say(study, session, "still here")
    assert [c.text for c in study.comments(session)] == ["here", "still here"]
    assert backup.kept_beside(study.path) == []


def test_a_damaged_backup_is_refused_and_the_present_file_untouched(study, session):
    say(study, session, "here")
    made = backup.make_backup(study.path)
    study.close()
    body = bytearray(made.path.read_bytes())
    body[4096:40960] = b"\x5a" * (40960 - 4096)
    made.path.write_bytes(body)
    before = study.path.read_bytes()
    with pytest.raises(NotAStudy, match="damaged"):
        restore(study.path, made.path)
    assert study.path.read_bytes() == before
    assert {p.name for p in study.path.parent.iterdir()} == {"reset.focusgroup", "reset.backups"}


@pytest.mark.parametrize("present", [b"", b"no database at all " * 300, None])
def test_a_study_that_cannot_be_read_any_more_is_restored_and_kept(study, session, present):
    say(study, session, "safe")
    made = backup.make_backup(study.path)
    study.close()
    if present is None:
        study.path.unlink()
    else:
        study.path.write_bytes(present)
    done = restore(study.path, made.path)
    assert texts(study.path) == ["safe"]
    assert (done.kept is None) == (present is None)
    if done.kept:
        assert done.kept.read_bytes() == present


def test_where_no_second_names_exist_the_present_file_is_moved(study, session, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    made = backup.make_backup(study.path)
    study.close()
    assert restore(study.path, made.path).kept
    assert texts(study.path) == []


def test_a_folder_that_cannot_be_written_is_told(study, session, monkeypatch):
    made = backup.make_backup(study.path)
    study.close()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StudyReadOnly, match=r"folder of reset.focusgroup cannot be written"):
        restore(study.path, made.path)


def test_what_was_not_folded_in_yet_is_in_the_backup(study, session, tmp_path):
    """A study that a crash left with a full log beside it is backed up whole."""
    study.connection.execute("PRAGMA wal_autocheckpoint = 0")
    say(study, session, "still in the log")
    made = backup.make_backup(study.path)
    with contextlib.closing(sqlite3.connect(made.path)) as plain:
        assert plain.execute("SELECT text FROM comment").fetchall() == [("still in the log",)]
