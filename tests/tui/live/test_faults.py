"""A file that goes away, is held or will not be written: one calm sentence, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from focusgroup import paths
from focusgroup.store import backup
from focusgroup.store.errors import DiskFull
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.live.slept import SleptDialog
from focusgroup.tui.screens.live.steps import ReasonDialog
from focusgroup.tui.screens.live.verdict import VerdictDialog
from focusgroup.tui.screens.rescue import RescueDialog
from focusgroup.tui.widgets.flip_chart import FlipChart
from focusgroup.tui.widgets.form import Field
from support.rooms import second_window

SIZE = (80, 24)


async def entered(pilot, live, line: str) -> None:
    live.screen.line.text = line
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


def hint(live) -> str:
    return str(live.screen.query_one(".capture--hint").render())


def texts(path) -> list[str]:
    with StudyFile.open(path) as study:
        return [c.text for c in study.comments(study.sessions()[0].id)]


async def until(pilot, holds) -> None:
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came true")


def full_disk(live) -> None:
    pages = live.room.file.connection.execute("PRAGMA page_count").fetchone()[0]
    live.room.file.connection.execute(f"PRAGMA max_page_count = {pages}")


def room_again(live) -> None:
    live.room.file.connection.execute("PRAGMA max_page_count = 100000")


LONG = "1- " + "this is not lost " * 400


# The file will not be written


async def test_a_second_enter_sets_a_refused_line_aside_and_it_is_written_when_it_can_be(live):
    live = live("note")
    async with live.app.run_test(size=SIZE, notifications=True) as pilot:
        live.open()
        await pilot.pause()
        full_disk(live)
        await entered(pilot, live, LONG)
        assert "Free some space" in hint(live)
        assert "Enter again sets it aside" in hint(live)
        await pilot.press("enter")
        await pilot.pause()
        assert live.screen.line.text == ""
        assert "In memory: 1" in hint(live)
        await entered(pilot, live, "2 " + LONG)
        await pilot.press("enter")
        await pilot.pause()
        assert len(live.room.notes.outbox) == 2
        room_again(live)
        await until(pilot, lambda: len(live.room.notes.outbox) == 0)
        await until(pilot, lambda: "Written to reset.focusgroup: 2" in live.toasts())
        assert [r.who for r in live.screen.stream.rows] == ["P1", "P2"]
    assert [t[:4] for t in texts(live.path)] == ["this", "1- t"]


async def test_another_program_holding_the_file_stops_no_key(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        other = sqlite3.connect(live.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await entered(pilot, live, "1- held up")
        assert "Another program is holding reset.focusgroup" in hint(live)
        await pilot.press("enter")  # sets it aside
        await pilot.pause()
        assert live.screen.line.text == ""
        await pilot.press(*"2- next")
        assert live.screen.line.text == "2- next"
        other.execute("ROLLBACK")
        other.close()
        await until(pilot, lambda: len(live.room.notes.outbox) == 0)
        await pilot.press("enter")
        await pilot.pause()
    assert texts(live.path) == ["held up", "next"]


# The file is gone


async def test_a_file_that_vanishes_is_told_once_and_what_waits_lands_when_it_is_back(live):
    live = live("note")
    async with live.app.run_test(size=SIZE, notifications=True) as pilot:
        live.open()
        await pilot.pause()
        away = live.path.with_suffix(".away")
        live.path.rename(away)
        for _ in range(3):
            live.screen.watch_file()
        await pilot.pause()
        assert live.toasts().count("reset.focusgroup is gone") == 1
        await entered(pilot, live, "1- while it was away")
        await pilot.press("enter")
        await pilot.pause()
        assert live.screen.line.text == ""
        away.rename(live.path)
        await until(pilot, lambda: "reset.focusgroup is at its place again" in live.toasts())
        await until(pilot, lambda: "Written to reset.focusgroup: 1" in live.toasts())
        assert "No backup was made" not in live.toasts()  # one sentence for one trouble
    assert texts(live.path) == ["while it was away"]


async def test_a_disk_that_cannot_be_read_is_told_once_and_not_seven_times_a_second(
    live, monkeypatch
):
    live = live("note")
    async with live.app.run_test(size=SIZE, notifications=True) as pilot:
        live.open()
        await pilot.pause()

        def fail() -> None:
            raise DiskFull("the disk hums")

        monkeypatch.setattr(live.room, "follow", fail)
        for _ in range(5):
            live.screen.follow()
        await pilot.pause()
        assert live.toasts().count("the disk hums") == 1


@pytest.mark.parametrize("answer", ["y", "n", "escape"])
async def test_leaving_while_something_waits_asks_and_writes_it_elsewhere(live, answer):
    live = live("note")
    rescued = paths.rescue_folder() / "reset.rescued.focusgroup"
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await entered(pilot, live, "1- acknowledged before")
        live.path.unlink()
        await entered(pilot, live, "3- Solveig re-keys it")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"2+ half")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(live.screen, RescueDialog)
        assert "1 comment waits in memory" in live.screen._trouble
        await pilot.press(answer)
        await pilot.pause()
        if answer == "escape":
            assert live.app.is_running
            assert live.screen.line.text == "2+ half"
            live.app.study.give_up()
    assert rescued.exists() == (answer == "y")
    if answer == "y":
        assert texts(rescued) == ["acknowledged before", "[P3] re-keys it"]
        assert b"Solveig" not in rescued.read_bytes()
        assert str(rescued) in live.app.parting
        with StudyFile.open(rescued) as study:
            assert study.connection.execute("SELECT text FROM draft").fetchone()[0] == "2+ half"


async def test_leaving_asks_nothing_when_everything_is_written(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await entered(pilot, live, "1- written")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not live.app.is_running
    assert live.app.parting == ""
    assert not paths.rescue_folder().exists()


async def test_going_back_to_the_study_and_in_again_keeps_what_waits(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        full_disk(live)
        await entered(pilot, live, LONG)
        await pilot.press("enter", "f2")
        await pilot.pause()
        assert live.screen.VIEW == "run"
        assert len(live.room.notes.outbox) == 1
        room_again(live)
        await until(pilot, lambda: len(live.room.notes.outbox) == 0)
    assert len(texts(live.path)) == 1


async def test_a_study_left_for_another_while_its_file_is_gone_is_rescued_without_asking(
    live, tmp_path
):
    live = live("note")
    async with live.app.run_test(size=SIZE, notifications=True) as pilot:
        live.open()
        await pilot.pause()
        await entered(pilot, live, "1- acknowledged before")
        live.path.unlink()
        live.app.leave_study()
        await pilot.pause()
        assert "reset.rescued.focusgroup" in live.toasts()
        await pilot.press("escape")
    assert texts(paths.rescue_folder() / "reset.rescued.focusgroup") == ["acknowledged before"]


# What is typed elsewhere than in the capture line


async def test_a_flip_chart_line_that_is_refused_comes_back(live, monkeypatch):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        for _ in range(30):
            if live.room.chart.chart_in_hand():
                break
            await pilot.press("f7")
            await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        place, away = live.path, live.path.with_suffix(".away")
        place.rename(away)
        await pilot.press(*"visits", "enter")
        await pilot.pause()
        chart = live.screen.query_one(FlipChart)
        assert chart.editor.value == "visits"
        away.rename(place)
        await pilot.press("enter")
        await pilot.pause()
        assert [line.text for line in chart.lines] == ["visits"]


async def test_a_reason_that_is_refused_is_asked_again_with_its_words(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5", "s")
        await pilot.pause()
        away = live.path.with_suffix(".away")
        live.path.rename(away)
        await pilot.press(*"no time", "enter")
        await pilot.pause()
        assert isinstance(live.screen, ReasonDialog)
        assert live.screen.query_one(Field).value == "no time"
        away.rename(live.path)
        await pilot.press("enter")
        await pilot.pause()
        assert "no time" in [r.reason for r in live.room.desk.runs]


async def test_answers_on_an_approach_that_are_refused_stay_in_the_form(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        run = live.room.desk.in_hand
        live.app.push_screen(VerdictDialog(live.room, run))
        await pilot.pause()
        away = live.path.with_suffix(".away")
        live.path.rename(away)
        await pilot.press("tab", "tab", *"nobody", "enter")
        await pilot.pause()
        assert isinstance(live.screen, VerdictDialog)
        assert live.screen.query_one("#verdict-why", Field).value == "nobody"
        away.rename(live.path)
        await pilot.press("enter")
        await pilot.pause()
        assert live.room.desk.in_hand.why == "nobody"


# The laptop slept


def slept(live, minutes: float = 34) -> None:
    live.hands.wall += minutes * 60
    live.hands.turn(5)
    live.screen.beat()


@pytest.mark.parametrize(("key", "minutes"), [("y", 10), ("n", 44), ("escape", 10)])
@pytest.mark.parametrize("view", ["run", "note"])
async def test_after_a_sleep_it_asks_whether_that_was_a_pause(live, view, key, minutes):
    live = live(view)
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        for _ in range(119):
            live.hands.turn(5)
            live.screen.beat()
        slept(live)
        await pilot.pause()
        assert isinstance(live.screen, SleptDialog)
        await pilot.press(key)
        await pilot.pause()
        assert round(live.room.clock.elapsed()) == minutes * 60
        assert live.room.file.sessions()[0].clock_on == 1


async def test_an_answer_given_in_the_other_window_closes_the_question_here(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        other = second_window(live.room, live.hands)
        room = live.room
        slept(live)
        await pilot.pause()
        assert isinstance(live.screen, SleptDialog)
        gap = other.beat()
        assert gap
        other.slept(gap, pause=False)
        await until(pilot, lambda: not isinstance(live.screen, SleptDialog))
        assert round(room.clock.elapsed()) == round(other.clock.elapsed()) == 34 * 60 + 5
        other.close()
        other.file.close()


async def test_a_session_that_is_paused_is_not_asked_about_sleep(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        slept(live)
        await pilot.pause()
        assert not isinstance(live.screen, SleptDialog)


# Backups


async def test_backups_are_made_in_silence(live):
    live = live("note")
    async with live.app.run_test(size=SIZE, notifications=True) as pilot:
        live.open()
        await pilot.pause()
        before = live.toasts()
        await until(pilot, lambda: backup.backups(live.path))
        assert live.toasts() == before
    assert len(backup.backups(live.path)) == 1


async def test_a_backup_that_fails_is_one_calm_sentence(live):
    live = live("note")
    backup.folder_of(live.path).write_text("a file where the folder should be")
    async with live.app.run_test(size=SIZE, notifications=True) as pilot:
        live.open()
        await until(pilot, lambda: "No backup was made" in live.toasts())
        await pilot.pause(0.2)
        assert live.toasts().count("No backup was made") == 1
        await entered(pilot, live, "1- goes on")
    assert texts(live.path) == ["goes on"]


async def test_somebody_who_wants_no_backups_gets_none(live):
    (paths.config_file().parent).mkdir(parents=True, exist_ok=True)
    paths.config_file().write_text("backup_minutes = 0\n")
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause(0.2)
        assert live.app.study._backups is None
    shutil.rmtree(live.path.parent)
