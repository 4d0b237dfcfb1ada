"""First names after a restart: typed again, masked again, written never."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat, Session
from focusgroup.guide.library import load_guide
from focusgroup.room.handover import NameDoor
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile
from focusgroup.tui import study_desk
from focusgroup.tui.screens.names import NamesScreen
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.study_desk import StudyDesk
from focusgroup.worksheets.findings import Weakness
from support.hostile import HOSTILE
from tui.screens.sitting import TINY, at_study, new_study, on_disk, spellings


def study_with_group(tmp_path):
    """Make a study whose group was set up in a program run that has ended."""
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        seats = [SeatPlan(department="Sales", take_part=True, code=f"P{n}") for n in (1, 2, 3)]
        plan = SessionPlan(label="Contact", seats=seats)
        session, _ = make_session(study, plan, load_guide("crm-strategy-reset"))
    return path, session


async def retype(here, *names: str) -> None:
    await here.press("l")
    assert here.shows(NamesScreen)
    for name in names:
        await here.paste(name)
        await here.press("tab")
    await here.press("ctrl+s")


@pytest.mark.feature("1.32")
async def test_after_a_restart_the_screen_says_what_is_missing_and_takes_it_again(tmp_path):
    path, session = study_with_group(tmp_path)
    async with at_study(path) as here:
        await here.press("l")
        assert "nothing of them is ever written" in here.flowing
        assert "Sales" in here.text, "the bands help to tell who is who"
        await here.press("escape")
        await retype(here, "Ysolda Marchpane (Yssie)", "", "Thaddeus")
        assert here.shows(StudyScreen)
        assert "2 names are in memory" in here.told
        assert not here.app.study.knows_all(session.id), "two of three names are not all of them"
        cards = here.app.study.names[session.id].cards
        assert cards == {
            "P1": NameCard("Ysolda", "Marchpane", ("Yssie",)),
            "P3": NameCard("Thaddeus"),
        }
        await here.press("l")
        assert here.field("seat-0").value == "Ysolda Marchpane (Yssie)"


@pytest.mark.feature("1.32")
async def test_names_typed_again_are_masked_in_the_room_and_are_on_no_disk(tmp_path):
    path, _ = study_with_group(tmp_path)
    async with at_study(path) as here:
        await retype(here, "Ysolda Marchpane (Yssie)")
        await here.press("t")
        room = here.app.screen.room
        room.agenda.start()
        room.notes.note("2- it was yssie who told Marchpane senior, and ysolda knew")
        (comment,) = room.desk.comments.values()
        written = on_disk(tmp_path)
        assert b"it was" in written, "what is searched is where things are written"
        for word in ("Ysolda", "Marchpane", "Yssie"):
            assert word.casefold() not in comment.text.casefold()
            for way in spellings(word):
                assert way not in written


async def test_somebody_who_came_late_has_a_line_too(tmp_path):
    path, session = study_with_group(tmp_path)
    async with at_study(path) as here:
        await retype(here, "Ysolda")
        with StudyFile.open(path) as other, other.act("late", actor="note-taker") as act:
            act.add(Seat(new_id(), session.id, "P4", place=4, arrived_s=600.0))
        await here.press("l", "tab", "tab", "tab")
        await here.paste("Barnaby")
        await here.press("ctrl+s")
        cards = here.app.study.names[session.id].cards
        assert cards == {"P1": NameCard("Ysolda"), "P4": NameCard("Barnaby")}


@contextmanager
def other_window(path, session, names: NameCards) -> Iterator[None]:
    """Keep a door open as another window of this user does, in a thread with its own loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    door = NameDoor(path, session.id, lambda: names)
    try:
        assert asyncio.run_coroutine_threadsafe(door.open(), loop).result(10)
        yield
    finally:
        loop.call_soon_threadsafe(door.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def test_another_window_hands_its_names_over(tmp_path):
    path, session = study_with_group(tmp_path)
    with other_window(path, session, NameCards({"P2": NameCard("Ysolda")})):
        async with at_study(path) as here:
            await here.press("l")
            assert here.field("seat-1").value == "Ysolda"


def test_names_that_the_other_window_learns_later_are_masked_on_worksheets_too(
    tmp_path, monkeypatch
):
    path, session = study_with_group(tmp_path)
    there = NameCards({"P2": NameCard("Ysolda")})
    desk = StudyDesk.open(path)
    monkeypatch.setattr(study_desk, "_ASK_AGAIN_S", -1.0)
    with other_window(path, session, there):
        sheets = desk.worksheets
        sheets.add(Weakness, {"name": "Ysolda waits"})
        there.cards["P3"] = NameCard("Bramwick")
        desk.names[session.id].cards["P1"] = NameCard("Pernel")  # typed here
        sheets.add(Weakness, {"name": "pernel waits for bramwick"})
    assert [row.name for row in desk.file.rows(Weakness)] == [
        "[G1-P2] waits",
        "[G1-P1] waits for [G1-P3]",
    ]
    desk.close()


async def test_moderator_note_takers_and_words_never_to_write_are_kept_too(tmp_path):
    path, session = study_with_group(tmp_path)
    async with at_study(path) as here:
        await retype(here, "", "", "", "Perpetua", "Ignatz, Oona Vale", "Grumblewick\nNorth depot")
        names = here.app.study.names[session.id]
    assert names.moderator == NameCard("Perpetua")
    assert names.note_takers == [NameCard("Ignatz"), NameCard("Oona", "Vale")]
    assert names.never_write == ["Grumblewick", "North depot"]


async def test_a_name_that_is_hard_to_mask_is_pointed_out_while_typing(tmp_path):
    path, _ = study_with_group(tmp_path)
    async with at_study(path) as here:
        await here.press("l")
        await here.paste("Will")
        assert "P1: Will is also a word" in here.flowing
        await here.press("tab")
        await here.paste("Will")
        assert "share a first name" in here.flowing


async def test_escape_leaves_the_names_as_they_were(tmp_path):
    path, session = study_with_group(tmp_path)
    async with at_study(path) as here:
        await retype(here, "Ysolda")
        await here.press("l", "tab", "x", "escape")
        assert list(here.app.study.names[session.id].cards) == ["P1"]


async def test_any_text_and_a_tiny_terminal_are_taken(tmp_path):
    path, session = study_with_group(tmp_path)
    async with at_study(path, size=TINY) as here:
        for text in HOSTILE:
            await here.press("l")
            here.field("seat-0").value = text
            await here.press("ctrl+s")
            assert here.shows(StudyScreen)
    with StudyFile.open(path) as study:
        assert study.row(Session, session.id) is not None
