"""Faults tried for real on the program in a pseudo-terminal: a sentence on screen, and no loss.

The long form (`make soak`) holds the file for the full ten seconds and resizes four times as often.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import JOINED
from support.terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("terminal"),
    pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal"),
]
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


def make(path: Path) -> Path:
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.agenda.start()
        room.close()
    return path


@pytest.fixture
def study_path(tmp_path: Path) -> Path:
    return make(tmp_path / "stick" / "reset.focusgroup")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


def kept(path: Path) -> list[str]:
    with StudyFile.open(path) as study:
        assert study.check().good
        return [c.text for c in study.comments(study.sessions()[0].id)]


def drafts(path: Path) -> list[str]:
    with StudyFile.open(path) as study:
        told = study.connection.execute("SELECT text FROM draft WHERE text <> ''")
        return [text for (text,) in told.fetchall()]


@contextlib.contextmanager
def notes(path: Path, home: Path, **more: object) -> Iterator[Terminal]:
    with Terminal("note", str(path), home=home, **more) as terminal:  # type: ignore[arg-type]
        terminal.wait_for("what seat 3 said")
        yield terminal


def say(terminal: Terminal, number: int) -> None:
    terminal.type(f"{number % 6 + 1}- remark number {number}\r")
    terminal.wait_for(f"− remark number {number}")


def wait_said(terminal: Terminal, *sentences: str) -> None:
    """Wait for sentences, over how many lines of the screen they may run."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        terminal.read()
        shown = " ".join(terminal.text.split())
        if all(sentence in shown for sentence in sentences):
            return
    raise AssertionError(f"not on screen: {sentences}\n{terminal.text}")


# Keys in a burst


def test_a_burst_of_keys_is_taken_down_line_by_line(study_path, home):
    """As after a moment's stall: all of it reaches the program in one read."""
    with notes(study_path, home) as terminal:
        terminal.type("".join(f"{n}- remark number {n}\r" for n in range(1, 7)) + "2+ half")
        terminal.wait_for("− remark number 6", "› 2+ half")
    assert kept(study_path) == [f"remark number {n}" for n in range(1, 7)]


# A disk that is full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if (
        os.geteuid()
        or shutil.which("mount") is None
        or subprocess.run(mount, check=False).returncode
    ):
        pytest.skip("mounting a small disk needs root; tests/tui fills the file itself instead")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return filler


def test_a_full_disk_is_told_the_words_stay_and_land_when_there_is_room_again(small_disk, home):
    path = make(small_disk / "reset.focusgroup")
    with notes(path, home) as terminal:
        say(terminal, 1)
        filler = fill(small_disk)
        terminal.type("2- no page is left for this\r")
        wait_said(terminal, "is full. Free some space", "Enter again sets it aside")
        terminal.press("enter")
        terminal.wait_for("In memory: 1")
        terminal.type("3+ and the next remark is typed meanwhile")
        terminal.wait_for("the next remark is typed meanwhile")
        filler.unlink()
        terminal.wait_for("− no page is left for this")
        terminal.press("enter")
        terminal.wait_for("+ and the next remark is typed")
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    assert kept(path) == [
        "remark number 1",
        "no page is left for this",
        "and the next remark is typed meanwhile",
    ]


# A file that may not be written any more


def test_a_file_made_unchangeable_while_it_is_open_is_told_and_nothing_is_lost(study_path, home):
    """Study and log only: writing to the shared memory file beside them would be a bus error."""

    def attribute(sign: str) -> int:
        log = study_path.with_name(f"{study_path.name}-wal")
        files = [str(p) for p in (study_path, log) if p.exists()]
        return subprocess.run(["chattr", f"{sign}i", *files], check=False).returncode

    if os.geteuid() or shutil.which("chattr") is None or attribute("+"):
        pytest.skip("needs root and a file system with that attribute")
    attribute("-")
    with notes(study_path, home) as terminal:
        say(terminal, 1)
        try:
            assert attribute("+") == 0
            terminal.type("2- cannot be written now\r")
            wait_said(terminal, "✗ reset.focusgroup", "Enter again sets it aside")
            terminal.press("enter")
            terminal.wait_for("In memory: 1")
        finally:
            attribute("-")
        terminal.wait_for("− cannot be written now")
    assert kept(study_path) == ["remark number 1", "cannot be written now"]


def test_a_file_that_lost_its_write_right_is_told_when_it_is_opened(study_path, home):
    """A right taken away binds the next opening: what is open goes on, which loses nothing."""
    with notes(study_path, home) as terminal:
        study_path.chmod(0o444)
        say(terminal, 1)
    study_path.chmod(0o644)
    assert kept(study_path) == ["remark number 1"]
    if shutil.which("setpriv") is None or os.geteuid():
        study_path.chmod(0o444)
        study_path.parent.chmod(0o555)
        with Terminal("note", str(study_path), home=home) as terminal:
            terminal.wait_for("cannot be")
        study_path.parent.chmod(0o755)


# A path that vanishes


def test_a_folder_that_is_renamed_and_comes_back_loses_nothing(study_path, home):
    away = study_path.parent.with_name("unplugged")
    with notes(study_path, home) as terminal:
        say(terminal, 1)
        study_path.parent.rename(away)
        terminal.wait_for("reset.focusgroup is gone")
        terminal.type("2- while the stick was out\r")
        wait_said(terminal, "Enter again sets it aside")
        terminal.press("enter")
        terminal.wait_for("In memory: 1")
        away.rename(study_path.parent)
        terminal.wait_for("− while the stick was out")
        say(terminal, 3)
    assert kept(study_path) == ["remark number 1", "while the stick was out", "remark number 3"]


@pytest.mark.parametrize("end", ["asked", "sigterm", "sighup"])
def test_a_deleted_folder_leaves_a_rescued_study_with_everything_in_it(study_path, home, end):
    with notes(study_path, home) as terminal:
        say(terminal, 1)
        shutil.rmtree(study_path.parent)
        terminal.wait_for("reset.focusgroup is gone")
        terminal.type("2- Solveig said it after that\r")
        wait_said(terminal, "Enter again sets it aside")
        terminal.press("enter")
        terminal.wait_for("In memory: 1")
        terminal.type("3+ and half a line")
        terminal.wait_for("and half a line")
        if end == "asked":
            terminal.press("ctrl+q")
            terminal.wait_for("1 comment", "Write it there")
            terminal.press("y")
            assert terminal.wait_end() == 0
            assert "reset.rescued.focusgroup" in terminal.raw.decode(errors="replace")
        elif end == "sigterm":
            terminal.process.send_signal(signal.SIGTERM)
            assert terminal.wait_end() == 128 + signal.SIGTERM
        else:
            os.close(terminal._master)
            terminal._master = -1
            terminal.process.wait(20)
    rescued = home / "rescued" / "reset.rescued.focusgroup"
    assert kept(rescued) == ["remark number 1", "[P2] said it after that"] or kept(rescued) == [
        "remark number 1",
        "[name 1] said it after that",
    ]
    assert b"Solveig" not in rescued.read_bytes()
    assert any("and half a" in text for text in drafts(rescued))


# Another program that holds the file


@pytest.mark.parametrize("seconds", [2, pytest.param(10, marks=pytest.mark.soak)])
def test_a_file_held_by_another_program_stops_no_key_and_the_words_land_after(
    study_path, home, seconds
):
    with notes(study_path, home) as terminal:
        other = sqlite3.connect(study_path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        terminal.type("1- said while it was held\r")
        terminal.wait_for("Another program is holding")
        held_until = time.monotonic() + seconds
        typed = ""
        while time.monotonic() < held_until:
            typed += f" {len(typed)}"
            terminal.type(typed[-2:] if len(typed) < 40 else "")
            terminal.press("f1")
            terminal.wait_for("TYPE A REMARK" if False else "Esc")
            terminal.press("escape")
            terminal.read(0.1)
        other.execute("ROLLBACK")
        other.close()
        terminal.wait_gone("Another program is holding")
        terminal.wait_for("− said while it was held")
    assert kept(study_path)[0].startswith("said while it was held")


# Clocks


@pytest.fixture
def set_clock(tmp_path: Path):
    """Sets the wall clock of programs started with `set_clock.environment`; monotonic stays."""
    if FAKETIME is None:
        pytest.skip("needs libfaketime (Debian: libfaketime); tests/unit/room injects the clock")
    told = tmp_path / "clock"

    def turn(offset: str) -> None:
        told.with_suffix(".new").write_text(offset)
        told.with_suffix(".new").replace(told)

    turn("+0")
    turn.environment = {  # type: ignore[attr-defined]
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(told),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    return turn


def quiet(home: Path) -> None:
    """No backups: under libfaketime `time.sleep` fails, which only their thread uses."""
    (home / "config.toml").write_text("backup_minutes = 0\n")


def shown_seconds(terminal: Terminal) -> int:
    """The session clock as it stands on screen, in seconds."""
    import re

    found = re.search(r"(\d+):(\d\d)", terminal.text)
    assert found, terminal.text
    return int(found[1]) * 60 + int(found[2])


def test_a_wall_clock_set_back_by_an_hour_changes_neither_order_nor_session_clock(
    study_path, home, set_clock
):
    quiet(home)
    with notes(study_path, home, **set_clock.environment) as terminal:
        say(terminal, 1)
        before = shown_seconds(terminal)
        set_clock("-1h")
        for number in (2, 3, 4):
            say(terminal, number)
        assert before <= shown_seconds(terminal) < before + 60
        terminal.press("ctrl+z")
        terminal.wait_gone("− remark number 4")
    assert kept(study_path) == [f"remark number {n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(("key", "minutes"), [("y", 0), ("n", 34)])
def test_after_a_sleep_of_34_minutes_it_asks_and_the_answer_moves_the_clock(
    study_path, home, set_clock, key, minutes
):
    quiet(home)
    with notes(study_path, home, **set_clock.environment) as terminal:
        say(terminal, 1)
        before = shown_seconds(terminal)
        set_clock("+34m")
        terminal.wait_for("The laptop slept 34 min: count it as a pause? (y/n)")
        terminal.press(key)
        terminal.wait_gone("The laptop slept")
        say(terminal, 2)
        now = shown_seconds(terminal)
        assert minutes * 60 <= now - before < minutes * 60 + 60
    assert kept(study_path) == ["remark number 1", "remark number 2"]


# Signals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_program_told_to_end_closes_cleanly_with_the_draft_saved(study_path, home, number):
    with notes(study_path, home) as terminal:
        say(terminal, 1)
        terminal.type("2+ half a line")
        terminal.wait_for("half a line")
        terminal.process.send_signal(number)
        assert terminal.wait_end() == 128 + number
        assert b"\x1b[?1049l" in terminal.raw  # the terminal is given back as it was
        assert b"Traceback" not in terminal.raw
    assert [p.name for p in study_path.parent.glob("*-wal")] == []
    assert drafts(study_path) == ["2+ half a line"] or drafts(study_path) == ["2+ half a"]
    assert kept(study_path) == ["remark number 1"]


def test_a_closed_terminal_closes_the_study_cleanly(study_path, home):
    with notes(study_path, home) as terminal:
        say(terminal, 1)
        terminal.type("2+ half a line of it")
        terminal.wait_for("half a line of it")
        os.close(terminal._master)
        terminal._master = -1
        assert terminal.process.wait(20) == 128 + signal.SIGHUP
    assert [p.name for p in study_path.parent.glob("*-wal")] == []
    assert kept(study_path) == ["remark number 1"]
    assert "half a line of" in drafts(study_path)[0]


def test_stopped_and_continued_it_draws_itself_again_and_goes_on(study_path, home):
    with notes(study_path, home) as terminal:
        say(terminal, 1)
        terminal.type("2- half")
        terminal.wait_for("2- half")
        terminal.process.send_signal(signal.SIGTSTP)
        os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)
        terminal.read(0.2)
        terminal.screen.reset()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("− remark number 1", "2- half")
        terminal.type(" and the other half\r")
        terminal.wait_for("− half and the other half")
    assert kept(study_path) == ["remark number 1", "half and the other half"]


@pytest.mark.parametrize("times", [100, pytest.param(400, marks=pytest.mark.soak)])
def test_a_storm_of_sizes_breaks_nothing(study_path, home, times):
    chance = random.Random(times)
    with notes(study_path, home, size=(120, 36)) as terminal:
        for number in range(times):
            terminal.resize(chance.randint(20, 160), chance.randint(5, 50))
            if number % 10 == 0:
                terminal.type(f"1- remark number {number}\r")
            terminal.read(0.01)
            assert terminal.process.poll() is None
        terminal.resize(20, 5)
        terminal.type("2- at twenty by five\r")
        terminal.read(0.5)
        terminal.resize(120, 36)
        terminal.wait_for("− at twenty by five")
    wanted = [f"remark number {n}" for n in range(0, times, 10)]
    assert kept(study_path) == [*wanted, "at twenty by five"]
