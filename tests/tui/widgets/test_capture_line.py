"""The capture line: nothing typed is ever lost."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual import events

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.capture_line import CaptureLine, CapturePreview
from support.hostile import HOSTILE
from tui.widgets.gallery import Stage


class Typing(Stage):
    """Keeps what the line sends."""

    def __init__(self) -> None:
        self.line = CaptureLine(hint="Enter keeps it")
        self.preview = CapturePreview()
        self.edited: list[str] = []
        self.sent: list[str] = []
        super().__init__(self.preview, self.line)

    def on_capture_line_edited(self, event: CaptureLine.Edited) -> None:
        if isinstance(event, CaptureLine.Submitted):
            return
        self.edited.append(event.line)

    def on_capture_line_submitted(self, event: CaptureLine.Submitted) -> None:
        self.sent.append(event.line)

    def hint(self) -> str:
        return str(self.line.query_one(".capture--hint").render())


async def test_every_key_is_told_so_that_the_draft_can_be_kept():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.focus()
        await pilot.press("3", "-", "space", "a")
        assert app.edited == ["3", "3-", "3- ", "3- a"]


async def test_enter_submits_and_only_the_stores_answer_clears_the_line():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.focus()
        app.line.text = "3- they re-key"
        await pilot.press("enter")
        assert app.sent == ["3- they re-key"]
        assert app.line.text == "3- they re-key"
        app.line.accept("3- they re-key")
        assert app.line.text == ""


async def test_what_is_typed_while_the_store_writes_stays():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.text = "first second"
        await pilot.pause()
        app.line.accept("first")
        assert app.line.text == "second"


async def test_an_empty_line_is_not_submitted():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.focus()
        await pilot.press("space", "enter")
        assert app.sent == []


async def test_an_error_keeps_the_text_and_goes_at_the_next_key():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.focus()
        app.line.text = "14- too far"
        await pilot.pause()
        app.line.show_error("There is no seat 14 [or]; seats 1 to 8 are taken.")
        assert app.hint() == "✗ There is no seat 14 [or]; seats 1 to 8 are taken."
        assert app.line.text == "14- too far"
        await pilot.press("x")
        assert app.hint() == "Enter keeps it"


async def test_earlier_lines_come_back_and_the_half_typed_one_is_not_lost():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.focus()
        for line in ("one", "two"):
            app.line.text = line
            app.line.accept(line)
        app.line.text = "half"
        await pilot.press("ctrl+up")
        assert app.line.text == "two"
        await pilot.press("ctrl+up", "ctrl+up")
        assert app.line.text == "one"
        await pilot.press("ctrl+down", "ctrl+down")
        assert app.line.text == "half"
        app.line.forget_history()
        await pilot.press("ctrl+up")
        assert app.line.text == "half"


async def test_a_paste_of_several_lines_becomes_one_line():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.focus()
        app.line.text = "3- "
        app.line.input.post_message(events.Paste("first\r\nsecond\n\x1b[31mthird"))
        await pilot.pause()
        assert app.line.text == "3- first second third"


async def test_ten_thousand_characters_are_kept():
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.focus()
        app.line.input.post_message(events.Paste("x" * 10_000))
        await pilot.press("y", "enter")
        assert app.sent == ["x" * 10_000 + "y"]


@pytest.mark.parametrize(
    ("before", "who", "sign", "after"),
    [
        ("they wait", "3", None, "3 they wait"),
        ("5- they wait", "3", None, "3- they wait"),
        ("5- they wait", None, "+", "5+ they wait"),
        ("3>5 no", "*", "~", "*~ no"),
        ("", "3", "-", "3- "),
        ("3- they wait", "", "", "they wait"),
        ("12 weeks [late]", None, None, "12 weeks [late]"),
    ],
)
async def test_seat_and_sign_can_be_set_by_a_key_and_the_words_stay(before, who, sign, after):
    app = Typing()
    async with app.run_test(size=(80, 24)):
        app.line.text = before
        app.line.put_head(who, sign)
        assert app.line.text == after


async def test_the_preview_shows_how_the_line_was_read_and_what_is_masked():
    app = Typing()
    async with app.run_test(size=(80, 24)):
        app.preview.show(
            [("who", "P3"), ("weakness", "− weakness"), ("notice", "#tehc")],
            "ask [name 1] about it",
            ["1 name masked"],
        )
        first, second = str(app.preview.render()).split("\n")
        assert " P3   − weakness   ? #tehc " in first
        assert first.endswith("◆ 1 name masked")
        assert second == "ask [name 1] about it"


async def test_a_long_preview_shows_the_end_being_typed():
    app = Typing()
    async with app.run_test(size=(80, 24)):
        app.preview.show([], "word " * 500 + "the end")
        last = str(app.preview.render()).split("\n")[1]
        assert last.startswith("…")
        assert last.endswith("the end")
        assert len(last) <= app.preview.content_size.width


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_can_be_typed_previewed_and_complained_about(text):
    app = Typing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.text = text
        assert app.line.text == clean(text)
        app.preview.show([("who", text), ("notice", text)], text, [text])
        app.line.show_error(text)
        await pilot.pause()
        assert all(cell_len(line) <= 80 for line in str(app.preview.render()).split("\n"))


def test_the_words_of_a_message_stay_out_of_its_repr():
    assert "secret" not in repr(CaptureLine.Submitted("secret words"))
    assert "secret" not in repr(CaptureLine.Edited("secret words"))
