"""Help for what has the focus; a question before a loss; notices; empty places."""

from __future__ import annotations

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from focusgroup.tui.widgets.capture_line import CaptureLine
from focusgroup.tui.widgets.confirm import Confirm, notice
from focusgroup.tui.widgets.empty_state import EmptyState
from focusgroup.tui.widgets.help import HelpScreen, key_lines
from focusgroup.tui.widgets.stream import CommentStream
from support.hostile import HOSTILE
from tui.widgets.gallery import Stage, note_taker


def words(app: Stage) -> str:
    return "\n".join(str(each.render()) for each in app.screen.query(Static))


async def test_f1_tells_about_the_part_in_focus_and_its_keys():
    app = Stage(note_taker)
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(CommentStream).focus()
        await pilot.press("f1")
        assert CommentStream.HELP.split(".")[0] in words(app)
        assert "^n" in words(app)
        assert "next step" in words(app)
        assert "Esc closes" in words(app)
        await pilot.press("escape")
        app.query_one(CaptureLine).focus()
        await pilot.press("f1")
        assert "seat 3 answering seat 5" in words(app)


async def test_the_help_scrolls_by_key_and_closes_by_f1():
    app = Stage(note_taker)
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(CaptureLine).focus()
        await pilot.press("f1", "pagedown")
        assert isinstance(app.screen, HelpScreen)
        assert app.screen.query_one(VerticalScroll).scroll_y > 0
        await pilot.press("f1")
        assert not isinstance(app.screen, HelpScreen)


async def test_keys_that_do_the_same_share_a_line():
    app = Stage(note_taker)
    async with app.run_test(size=(80, 24)):
        active = [each.binding for each in app.screen.active_bindings.values()]
        lines = key_lines(active)
        assert len({line.words for line in lines}) == len(lines)
        assert all("super" not in line.keys for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_can_be_help_question_notice_or_empty_place(text):
    app = Stage(EmptyState(text, text, ((text[:3], text),)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        notice(app, text, title=text)
        await app.push_screen(HelpScreen(text, text))
        await app.push_screen(Confirm(text, text, yes=text, no=text))
        await pilot.pause()
        assert app.is_running
        assert "\x1b" not in words(app)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["y"], True),
        (["n"], False),
        (["escape"], False),
        (["enter"], False),
        (["right", "enter"], True),
        (["tab", "enter"], True),
    ],
)
async def test_only_a_clear_yes_does_what_cannot_be_undone(keys, answer):
    app = Stage()
    answers = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(
            Confirm("Erase this comment?", "It goes for good, in the log too."), answers.append
        )
        await pilot.press(*keys)
        await pilot.pause()
        assert answers == [answer]


async def test_the_question_says_what_will_be_lost():
    app = Stage()
    async with app.run_test(size=(80, 24)):
        await app.push_screen(Confirm("Erase?", "Comment 12 [P3] goes for good."))
        assert "Comment 12 [P3] goes for good." in words(app)


async def test_an_empty_place_names_the_keys_to_go_on_with():
    empty = EmptyState("No study is open", "A study holds it all.", (("n", "start a new one"),))
    async with Stage(empty).run_test(size=(80, 24)):
        assert str(empty.render()).endswith("n  start a new one")
