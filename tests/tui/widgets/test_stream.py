"""The comment stream: what a note-taker sees while remarks come in."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from focusgroup.tui.widgets.stream import CODE, CommentStream, StreamRow
from support.hostile import HOSTILE
from tui.widgets.gallery import ROWS, Stage


def rows(count: int, start: int = 0) -> list[StreamRow]:
    return [
        StreamRow(f"c{at}", "12:40", f"P{at % 8 + 1}", "+", f"remark {at} " + "word " * 9)
        for at in range(start, start + count)
    ]


def screen_text(app: Stage) -> str:
    stream = app.query_one(CommentStream)
    return "\n".join(stream.render_line(y).text for y in range(stream.size.height))


async def stage(*given: StreamRow) -> tuple[Stage, CommentStream]:
    stream = CommentStream(given)
    return Stage(Input(), stream), stream


async def test_an_empty_stream_says_what_to_do():
    app, _ = await stage()
    async with app.run_test(size=(80, 24)):
        assert "No comments yet." in screen_text(app)
        assert "Enter keeps it" in screen_text(app)


async def test_the_words_of_an_empty_stream_can_be_changed():
    app, stream = await stage()
    async with app.run_test(size=(80, 24)):
        stream.set_empty("Nothing is tagged [tech].\nEsc shows all again.")
        assert "Nothing is tagged [tech]." in screen_text(app)
        assert "No comments yet" not in screen_text(app)


async def test_a_row_shows_clock_seat_sign_words_marks_and_elements():
    app, _ = await stage(*ROWS)
    async with app.run_test(size=(80, 24)):
        text = screen_text(app)
        assert "12:31  P3    − “they re-key" in text
        assert "#people #tech" in text
        assert "(they look at each other)" in text
        assert "^ what happened" in text
        assert "⚑ #procedures" in text
        assert "[a lot]" in text


async def test_the_stream_follows_the_newest_comment():
    app, stream = await stage(*rows(200))
    async with app.run_test(size=(80, 24)) as pilot:
        stream.show_newest()
        stream.append(*rows(1, 200))
        await pilot.pause()
        assert "remark 200" in screen_text(app)
        assert stream.unseen == 0


async def test_while_reading_further_up_new_comments_wait_and_are_counted():
    app, stream = await stage(*rows(200))
    async with app.run_test(size=(80, 24)) as pilot:
        stream.focus()
        await pilot.press("home")
        stream.append(*rows(3, 200))
        await pilot.pause()
        assert "remark 0 " in screen_text(app)
        assert "3 new below" in screen_text(app)
        await pilot.press("end")
        assert "remark 202" in screen_text(app)
        assert stream.unseen == 0


async def test_a_click_on_the_waiting_line_shows_the_new_comments():
    app, stream = await stage(*rows(200))
    async with app.run_test(size=(80, 24)) as pilot:
        stream.focus()
        await pilot.press("home")
        stream.append(*rows(3, 200))
        await pilot.click(stream, offset=(5, stream.size.height - 1))
        assert "remark 202" in screen_text(app)


async def test_keys_move_the_cursor_and_enter_chooses():
    heard = []

    class Listening(Stage):
        def on_comment_stream_highlighted(self, event: CommentStream.Highlighted) -> None:
            heard.append((type(event).__name__, event.row_id))

        def on_comment_stream_chosen(self, event: CommentStream.Chosen) -> None:
            heard.append((type(event).__name__, event.row_id))

    stream = CommentStream(rows(100))
    app = Listening(stream)
    async with app.run_test(size=(80, 24)) as pilot:
        stream.focus()
        await pilot.press("up", "up", "down", "enter", "pageup", "home")
        await pilot.pause()
    assert heard[:4] == [
        ("Highlighted", "c99"),
        ("Highlighted", "c98"),
        ("Highlighted", "c97"),
        ("Highlighted", "c98"),
    ]
    assert heard[4] == ("Chosen", "c98")
    assert heard[-1] == ("Highlighted", "c0")


async def test_a_click_puts_the_cursor_on_a_comment():
    app, stream = await stage(*rows(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(stream, offset=(20, 2))
        assert stream.highlighted_id == "c2"


async def test_replacing_a_comment_keeps_the_place_and_changes_the_height():
    app, stream = await stage(*rows(5))
    async with app.run_test(size=(80, 24)) as pilot:
        before = stream.line_total
        stream.replace(StreamRow("c1", "12:40", "P2", "+", "corrected " * 30))
        await pilot.pause()
        assert stream.line_total > before
        assert [row.id for row in stream.rows] == ["c0", "c1", "c2", "c3", "c4"]
        assert "corrected" in screen_text(app)


async def test_dropping_a_comment_closes_the_gap():
    app, stream = await stage(*rows(3))
    async with app.run_test(size=(80, 24)):
        stream.drop("c1")
        stream.replace(StreamRow("c2", "12:41", "P3", "!", "still found by its id"))
        assert [row.id for row in stream.rows] == ["c0", "c2"]
        assert "still found by its id" in screen_text(app)
        assert "remark 1 " not in screen_text(app)


async def test_showing_other_rows_keeps_the_cursor_on_its_comment():
    app, stream = await stage(*rows(10))
    async with app.run_test(size=(80, 24)):
        stream.move_to("c4")
        stream.set_rows(rows(7, 3))
        assert stream.highlighted_id == "c4"


async def test_a_resize_measures_every_row_again_and_stays_at_the_tail():
    app, stream = await stage(*rows(300))
    async with app.run_test(size=(120, 36)) as pilot:
        stream.show_newest()
        wide = stream.line_total
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert stream.line_total > wide
        assert stream.at_tail
        assert "remark 299" in screen_text(app)


async def test_a_narrow_stream_drops_the_clock_rather_than_the_words():
    app, _ = await stage(StreamRow("a", "12:40", "P1", "+", "a remark"))
    async with app.run_test(size=(40, 24)):
        assert "12:40" not in screen_text(app)
        assert "P1   + a remark" in screen_text(app)


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_is_shown_as_typed_and_never_read_as_markup(text):
    app, stream = await stage(StreamRow("a", "12:40", "P1", "+", text))
    async with app.run_test(size=(80, 24)):
        shown = screen_text(app)
        assert "\x1b" not in shown
        for word in ("[/or]", "[a lot]", "[@click=app.quit]press[/]", "{curly}"):
            if word in text:
                assert word in shown
        assert all(stream.render_line(y).cell_length == 80 for y in range(stream.size.height))


async def test_ten_thousand_comments_draw_only_what_is_seen():
    app, stream = await stage(*rows(10_000))
    async with app.run_test(size=(80, 24)):
        drawn = []
        original = stream.draw_row
        stream.draw_row = lambda index, width: drawn.append(index) or original(index, width)
        stream.append(*rows(1, 10_000))
        stream.show_newest()
        screen_text(app)
        assert 0 < len(drawn) <= 24


def test_masked_codes_stand_out_and_other_brackets_do_not():
    text = "[P3] and [name 1] of [client] pay [a lot] for [X] and [staff member 12]"
    assert CODE.findall(text) == ["[P3]", "[name 1]", "[client]", "[staff member 12]"]


def test_the_words_of_a_row_stay_out_of_its_repr():
    assert "secret" not in repr(StreamRow("a", "12:40", "P1", "+", "secret words"))
