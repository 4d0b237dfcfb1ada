"""The debrief and the summary check, as a team fills them in after a group."""

from __future__ import annotations

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.session import Session
from focusgroup.store.drafts import DraftBook
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.debrief import DebriefScreen
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.screens.summary import SummaryCheck
from focusgroup.tui.study_desk import StudyDesk
from tui.review.building import Analyst, add_group, cards, open_screen, text_of

SIZE = (80, 24)


@pytest.fixture
def desk(study: StudyFile):
    desk = StudyDesk.open(study.path)
    yield desk
    desk.close()


@pytest.fixture
def room(study: StudyFile, desk: StudyDesk):
    session = add_group(study)
    desk.names[session.id] = cards(P1="Marisol", P2="Oyelaran")
    room = desk.room(session.id, "note-taker")
    yield room
    room.close()


def session_of(study: StudyFile, room) -> Session:
    row = study.row(Session, room.session.id)
    assert row is not None
    return row


def summaries(study: StudyFile, room) -> list[tuple[str, str, str]]:
    kept = (c for c in study.comments(room.session.id) if c.kind == "summary")
    return [(c.text, c.check, c.voice) for c in kept]


async def test_fields_are_kept_masked_when_they_are_left(study, room):
    app = open_screen(study, DebriefScreen(room))
    async with app.run_test(size=SIZE) as pilot:
        area = app.first.query_one("#themes")
        area.load_text("re-keying wears people out\nMarisol said it first")
        await pilot.press("tab")
        assert session_of(study, room).themes == ("re-keying wears people out\n[P1] said it first")
        assert area.text.endswith("[P1] said it first")  # what is kept is what is seen
        assert app.focused.id == "surprises"


async def test_every_field_is_kept_when_going_back(study, room):
    app = open_screen(study, DebriefScreen(room))
    fields = ("themes", "surprises", "contrasts", "quotes_to_keep", "guide_changes")
    async with app.run_test(size=SIZE) as pilot:
        for field in fields:
            app.first.query_one(f"#{field}").load_text(f"about {field}")
        await pilot.press("escape")
        kept = session_of(study, room)
        assert [getattr(kept, field) for field in fields] == [f"about {f}" for f in fields]
        assert app.screen is not app.first


async def test_half_typed_words_outlive_a_crash_and_hold_no_name(study, room):
    app = open_screen(study, DebriefScreen(room))
    async with app.run_test(size=SIZE) as pilot:
        app.first.query_one("#contrasts").load_text("Oyelaran was louder here, \nunlike before, ")
        for _ in range(20):
            book = DraftBook(study.path)
            draft = book.load(room.session.id, "debrief contrasts")
            book.close()
            if draft:
                break
            await pilot.pause(0.05)
        assert draft.startswith("[P2] was louder here")
        assert session_of(study, room).contrasts == ""  # the field was not left yet

    # What a killed program leaves behind: the draft, and a field the file does not hold yet.
    with study.act("as if never left", actor="test") as act:
        act.set(Session, room.session.id, contrasts="")
    book = DraftBook(study.path)
    book.save(room.session.id, "debrief contrasts", draft)
    book.close()
    room.reload()
    again = open_screen(study, DebriefScreen(room))
    async with again.run_test(size=SIZE, notifications=True):
        assert again.first.query_one("#contrasts").text == draft
        assert any("here again" in each.message for each in again._notifications)


async def test_leaving_the_program_keeps_what_was_typed_last(study, room):
    app = open_screen(study, DebriefScreen(room))
    async with app.run_test(size=SIZE) as pilot:
        app.first.query_one("#themes").load_text("the last thing anybody typed")
        await pilot.press("ctrl+q")
    assert session_of(study, room).themes == "the last thing anybody typed"


async def test_a_file_that_cannot_be_written_keeps_the_screen_and_the_words(study, room, desk):
    app = open_screen(study, DebriefScreen(room))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.first.query_one("#themes").load_text("not to be lost")
        desk.file.connection.execute("PRAGMA query_only = ON")
        await pilot.press("escape")
        assert app.screen is app.first
        assert app.first.query_one("#themes").text == "not to be lost"
        assert any("still here" in each.message for each in app._notifications)
        desk.file.connection.execute("PRAGMA query_only = OFF")
        await pilot.press("escape")
        assert session_of(study, room).themes == "not to be lost"


async def test_another_windows_debrief_is_shown_where_nobody_types(study, room):
    app = open_screen(study, DebriefScreen(room))
    async with app.run_test(size=SIZE) as pilot:
        app.first.query_one("#themes").load_text("mine")
        with study.act("debrief", actor="moderator") as act:
            act.set(Session, room.session.id, themes="theirs", surprises="a surprise")
        app.first._follow()
        await pilot.pause()
        assert app.first.query_one("#themes").text == "mine"
        assert app.first.query_one("#surprises").text == "a surprise"


async def test_the_debrief_leads_to_summary_check_and_review(study, room):
    app = open_screen(study, DebriefScreen(room))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        assert isinstance(app.screen, SummaryCheck)
        await pilot.press("escape", "f2")
        assert isinstance(app.screen, ReviewScreen)


async def test_at_60_by_15_the_fields_stay_usable(study, room):
    app = open_screen(study, DebriefScreen(room))
    async with app.run_test(size=(60, 15)) as pilot:
        for _ in range(5):
            assert app.focused.region.height >= 2
            await pilot.press("tab")


# The summary check


def typed(app: Analyst, words: str) -> None:
    app.screen.query_one("#summary-line").value = words


async def test_statements_are_confirmed_corrected_or_added(study, room):
    app = open_screen(study, SummaryCheck(room))
    async with app.run_test(size=SIZE) as pilot:
        typed(app, "you re-key orders, and it costs time")
        await pilot.press("enter", "f5")
        typed(app, "nobody reads the monthly figures")
        await pilot.press("enter", "f6")
        typed(app, "3 Marisol does read them")
        await pilot.press("f7")
        assert summaries(study, room) == [
            ("you re-key orders, and it costs time", "confirmed", "team"),
            ("nobody reads the monthly figures", "corrected", "team"),
            ("[P1] does read them", "added", "seat"),
        ]
        counts = text_of(app.screen.query_one("#summary-counts"))
        assert counts == "1 confirmed, 1 corrected, 1 added, 0 open, 0 answers"
        assert {c.item for c in study.comments(room.session.id) if c.check} == {"check"}


async def test_a_mark_is_moved_to_another_statement_and_taken_off_by_the_same_key(study, room):
    app = open_screen(study, SummaryCheck(room))
    async with app.run_test(size=SIZE) as pilot:
        for words in ("first", "second"):
            typed(app, words)
            await pilot.press("enter")
        await pilot.press("up", "f5")
        assert [check for _, check, _ in summaries(study, room)] == ["confirmed", ""]
        await pilot.press("f5")
        assert [check for _, check, _ in summaries(study, room)] == ["", ""]
        await pilot.press("ctrl+z")
        assert [check for _, check, _ in summaries(study, room)] == ["confirmed", ""]
        await pilot.press("ctrl+y")
        assert [check for _, check, _ in summaries(study, room)] == ["", ""]


async def test_a_statement_and_its_mark_are_one_action_to_undo(study, room):
    app = open_screen(study, SummaryCheck(room))
    async with app.run_test(size=SIZE) as pilot:
        typed(app, "2 we forgot the night shift")
        await pilot.press("f7", "ctrl+z")
        assert summaries(study, room) == []


async def test_answers_of_the_group_are_listed_below_the_statements(study, room):
    app = open_screen(study, SummaryCheck(room))
    async with app.run_test(size=SIZE) as pilot:
        typed(app, "you like the morning call")
        await pilot.press("enter")
        typed(app, "2 yes [/or] no, but [a lot] earlier")
        await pilot.press("enter")
        listed = app.screen.query_one("#summary-rows")
        assert "you like the morning call" in listed.render_line(0).text
        assert "P2      yes [/or] no, but [a lot] earlier" in listed.render_line(1).text
        assert "1 answer" in text_of(app.screen.query_one("#summary-counts"))


async def test_words_that_cannot_be_kept_stay_in_the_line(study, room, desk):
    app = open_screen(study, SummaryCheck(room))
    async with app.run_test(size=SIZE) as pilot:
        desk.file.connection.execute("PRAGMA query_only = ON")
        typed(app, "a statement")
        await pilot.press("enter")
        assert app.screen.query_one("#summary-line").value == "a statement"
        assert "✗" in text_of(app.screen.query_one("#summary-hint"))


async def test_what_another_window_answers_appears(study, room):
    app = open_screen(study, SummaryCheck(room))
    async with app.run_test(size=SIZE) as pilot:
        other = StudyDesk.open(study.path)
        there = other.room(room.session.id, "moderator")
        comment = there.notes.note("1 that is right", at_s=500)
        there.notes.change(comment.id, "kind", kind="summary")
        app.first._follow()
        await pilot.pause()
        assert "1 answer" in text_of(app.screen.query_one("#summary-counts"))
        there.close()
        other.close()
        assert isinstance(study.row(Comment, comment.id), Comment)


async def test_long_statements_are_wrapped_and_at_60_by_15_the_line_stays_usable(study, room):
    app = open_screen(study, SummaryCheck(room))
    async with app.run_test(size=(60, 15)) as pilot:
        typed(app, "you re-key every order into three systems and it costs the whole morning")
        await pilot.press("enter", "f5", "f1", "escape")
        listed = app.screen.query_one("#summary-rows")
        shown = " ".join(listed.render_line(y).text for y in range(3))
        assert "morning  confirmed" in shown
        assert app.focused.region.height == 1
        assert app.focused.region.bottom <= 15
