"""A participant withdraws at the screen: told before, asked for a yes, others decided on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from focusgroup.domain.erasure import Decision, Erasure
from focusgroup.domain.session import Session, SessionState
from focusgroup.report.recorded import write_recorded
from focusgroup.room.room import NOTE_TAKER
from focusgroup.store import erasure
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.related import RelatedScreen
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.screens.withdraw import WithdrawScreen
from focusgroup.tui.widgets.confirm import Confirm
from support.rooms import second_window, session_in
from tui.screens.sitting import LARGE, SMALL, TINY, at_study, new_study, on_disk

PLANTED = "quagmirish orders are keyed twice"


@pytest.fixture
def path(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        room = session_in(study)
        room.agenda.start()
        room.notes.note(f"3- {PLANTED} #tech")
        room.notes.note("5>3 that is what seat three forgot")
        room.notes.note("2+ the morning call works")
        room.agenda.pause()
        room.close()
    return path


async def test_a_seat_is_chosen_the_loss_is_told_and_only_a_yes_does_it(path, tmp_path):
    async with at_study(path) as here:
        await here.press("x")
        assert here.shows(WithdrawScreen)
        assert "G1-P3" in here.text
        await here.press("down", "down", "enter")
        assert here.shows(Confirm)
        assert "Withdraw G1-P3?" in here.text
        assert "G1-P3: 1 comment, 1 tag" in here.flowing
        assert "cannot be undone" in here.flowing
        await here.press("n")
        assert here.shows(WithdrawScreen)
        assert here.app.study.file.rows(Erasure) == []
        await here.press("enter", "y")
        assert here.shows(RelatedScreen)
        assert "answers G1-P3" in here.text
        assert PLANTED.encode() not in on_disk(tmp_path)
        await here.press("escape")
        assert "searched byte by byte" in here.flowing
        assert "1 to decide" in here.text
        assert "withdrew" in here.text


async def test_each_related_row_is_decided_by_a_key_and_the_decision_is_kept(path):
    with StudyFile.open(path) as study:
        erasure.withdraw_seat(study, study.seats(study.sessions()[0].id)[2].id)
    async with at_study(path) as here:
        assert "1 note that names or answers a withdrawn seat: x decides" in here.flowing
        await here.press("x", "down", "down", "enter")
        assert here.shows(RelatedScreen)
        await here.press("b")
        assert "Nothing of others answers or names this seat" in here.text
        assert "Everything is decided" in here.told
        [kept] = here.app.study.file.rows(Decision)
        assert kept.verdict == "code"
        await here.press("escape", "escape")
        assert here.shows(StudyScreen)
        assert "withdrawn seat" not in here.flowing


async def test_withdrawing_a_related_comment_too_asks_again(path, tmp_path):
    with StudyFile.open(path) as study:
        erasure.withdraw_seat(study, study.seats(study.sessions()[0].id)[2].id)
    async with at_study(path) as here:
        await here.press("x", "down", "down", "enter", "x")
        assert here.shows(Confirm)
        await here.press("y")
        assert "seat three forgot" not in here.text
        await here.press("escape")
        here.app.screen._pay()
        await here.settle()
        assert b"seat three forgot" not in on_disk(tmp_path)


async def test_a_note_taker_s_window_drops_the_words_when_another_window_withdraws_them(path):
    async with at_study(path) as here:
        await here.press("t")
        await here.until(lambda: "quagmirish" in here.text)
        here.app.screen.line.accept("3- quagmirish line typed before")
        with StudyFile.open(path) as other:
            erasure.withdraw_seat(other, other.seats(other.sessions()[0].id)[2].id)
        await here.until(lambda: "quagmirish" not in here.text)
        assert here.app.screen.line._history == []
        assert not any("quagmirish" in c.text for c in here.app.screen.room.desk.comments.values())
        await here.paste("3- once more")
        await here.press("enter")
        assert "Seat 3 has withdrawn" in here.flowing


async def test_a_review_drops_the_words_when_another_window_withdraws_them(path):
    async with at_study(path) as here:
        await here.press("v")
        await here.until(lambda: "quagmirish" in here.text)
        with StudyFile.open(path) as other:
            erasure.withdraw_seat(other, other.seats(other.sessions()[0].id)[2].id)
        await here.until(lambda: "quagmirish" not in here.text)
        assert not any("quagmirish" in c.text for c in here.app.screen.ledger.comments.values())


async def test_a_withdrawal_from_the_seats_of_a_running_group_leaves_nothing_in_that_window(path):
    async with at_study(path) as here:
        await here.press("t")
        await here.until(lambda: "quagmirish" in here.text)
        await here.press("f4", "x", "down", "down", "enter", "y")
        assert here.shows(RelatedScreen)
        await here.press("escape", "escape", "escape")
        assert "seat three forgot" in here.text
        assert "quagmirish" not in here.text


async def test_bytes_are_overwritten_as_soon_as_a_reading_window_lets_go(path, tmp_path):
    with StudyFile.open(path) as other:
        async with at_study(path) as here:
            other.connection.execute("BEGIN")
            other.comments(other.sessions()[0].id)
            await here.press("x", "down", "down", "enter", "y")
            await here.press("escape")
            assert "Not overwritten on the disk yet" in here.flowing
            other.connection.execute("COMMIT")
            here.app.screen._pay()
            await here.settle()
            assert "Overwritten on the disk, in the file" in here.flowing
            assert PLANTED.encode() not in on_disk(tmp_path)


async def test_overdue_recordings_and_stale_reports_stand_on_the_study_screen(path, tmp_path):
    with StudyFile.open(path) as study:
        session = study.sessions()[0]
        yesterday = (date.today() - timedelta(days=1)).isoformat()
        with study.act("recording", actor="moderator") as act:
            act.set(Session, session.id, recording=1, destroy_by=yesterday)
        write_recorded(study, tmp_path / "r.docx", names=None, today=date.today())
        erasure.withdraw_seat(study, study.seats(session.id)[1].id)
    async with at_study(path) as here:
        assert "The recording of G1 is overdue" in here.flowing
        assert "1 report written before a withdrawal: w writes it anew" in here.flowing
        await here.press("d", "y")
        assert "overdue" not in here.flowing
        assert here.app.study.file.sessions()[0].destroyed_on == date.today().isoformat()


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
async def test_both_screens_fit(path, size):
    async with at_study(path, size=size) as here:
        await here.press("x")
        assert "G1-P1" in here.text
        assert "F1" in here.footer
        await here.press("down", "down", "enter", "y")
        assert "G1-P5" in here.text
        assert "k keep" in here.footer


async def test_names_shown_are_those_in_memory(path):
    async with at_study(path) as here:
        with StudyFile.open(path) as other:
            cards = second_window(session_in(other)).names
        here.app.study.names[here.app.study.file.sessions()[0].id] = cards
        await here.press("x")
        assert "Solveig" in here.text


def test_a_closed_group_may_still_lose_a_seat(path):
    with StudyFile.open(path) as study:
        session = study.sessions()[0]
        with study.act("close", actor=NOTE_TAKER, session=session.id) as act:
            act.set(Session, session.id, state=SessionState.CLOSED)
        erasure.withdraw_seat(study, study.seats(session.id)[2].id)
        assert study.undo(actor=NOTE_TAKER, session=session.id)
        assert study.check().good
