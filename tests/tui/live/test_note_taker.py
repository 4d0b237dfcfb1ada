"""The note-taker types at speech speed and never needs the mouse."""

from __future__ import annotations

import pytest

from focusgroup.store.errors import DiskFull
from focusgroup.tui.widgets.capture_line import CapturePreview
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.seats import SeatLine
from support.rooms import second_window

SIZE = (80, 24)


async def typed(pilot, live, line: str) -> None:
    live.screen.line.text = line
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def test_a_remark_is_kept_masked_and_shown_and_the_line_is_empty_again(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        await pilot.press(*"3- ", *"ask", "space", *"Solveig")
        assert live.screen.line.text == "3- ask Solveig"
        await pilot.press("enter")
        await pilot.pause()
        assert live.screen.line.text == ""
        rows = live.screen.stream.rows
        assert [(r.who, r.sign, r.text) for r in rows] == [("P3", "-", "ask [P3]")]
        assert [c.text for c in live.room.file.comments(live.session)] == ["ask [P3]"]


async def test_the_preview_tells_seat_valence_elements_and_what_is_masked(live):
    live = live("note")
    async with live.app.run_test(size=(120, 36)) as pilot:
        live.open()
        await pilot.pause()
        live.screen.line.text = "2+ Solveig keeps the list #people"
        await pilot.pause()
        shown = str(live.screen.query_one(CapturePreview).render())
        for words in ("P2", "+ strength", "People", "[P3] keeps the list", "1 masked"):
            assert words in shown
        assert live.room.file.comments(live.session) == []


async def test_an_unknown_seat_and_tag_stay_in_the_text_with_a_notice(live):
    live = live("note")
    async with live.app.run_test(size=(120, 36)) as pilot:
        live.open()
        await pilot.pause()
        live.screen.line.text = "17- too far #nosuch"
        await pilot.pause()
        shown = str(live.screen.query_one(CapturePreview).render())
        assert "nosuch" in shown
        await pilot.press("enter")
        await pilot.pause()
        text = live.room.file.comments(live.session)[0].text
        assert "17" in text
        assert "#nosuch" in text


@pytest.mark.parametrize(
    "line",
    [
        "1 [/or] I pay [a lot]",
        "2- [red]x[/red] [@click=app.quit]y[/]",
        "3 \x1b[31mred\x07 \x00",
        "4 \u202eright to left שלום عربي",
        "5 😀🏳️‍🌈 emoji",
        "6 " + "long " * 2000,
        "= + - @cmd",
    ],
)
async def test_no_text_whatever_breaks_the_screen(live, line):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, line)
        kept = live.room.file.comments(live.session)
        assert len(kept) == 1
        assert "\x1b" not in kept[0].text
        assert live.screen.stream.rows[0].text == kept[0].text
        live.app.export_screenshot()


async def test_a_full_disk_keeps_the_typed_text_and_says_what_to_do(live, monkeypatch):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        pages = live.room.file.connection.execute("PRAGMA page_count").fetchone()[0]
        live.room.file.connection.execute(f"PRAGMA max_page_count = {pages}")
        line = "1- " + "this is not lost " * 400
        await typed(pilot, live, line)
        assert live.screen.line.text.strip() == line.strip()
        assert "disk" in str(live.screen.query_one(".capture--hint").render())
        live.room.file.connection.execute("PRAGMA max_page_count = 100000")
        await pilot.press("enter")
        await pilot.pause()
        assert live.screen.line.text == ""
        assert len(live.room.file.comments(live.session)) == 1
    assert issubclass(DiskFull, Exception)


async def test_a_held_file_is_tried_again_until_the_line_is_kept(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        other = second_window(live.room)
        other.file.connection.execute("BEGIN IMMEDIATE")
        live.room.file.connection.execute("PRAGMA busy_timeout = 10")
        await typed(pilot, live, "1- held up for a moment")
        assert live.screen.line.text == "1- held up for a moment"
        other.file.connection.execute("ROLLBACK")
        for _ in range(40):
            await pilot.pause(0.05)
            if live.screen.line.text == "":
                break
        assert live.screen.line.text == ""
        assert len(live.room.file.comments(live.session)) == 1
        other.close()
        other.file.close()


async def test_undo_and_redo_of_a_comment_show_at_once(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, "1- first")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert list(live.screen.stream.rows) == []
        assert "Undone: comment" in live.toasts()
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert [r.text for r in live.screen.stream.rows] == ["first"]


async def test_correcting_the_newest_comment_masks_it_and_escape_leaves_it(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, "1- frist")
        await pilot.press("ctrl+o")
        assert live.screen.line.text == "frist"
        await pilot.press("escape")
        assert live.screen.line.text == ""
        await pilot.press("ctrl+o")
        live.screen.line.text = "first, said Tunde"
        await pilot.press("enter")
        await pilot.pause()
        assert [r.text for r in live.screen.stream.rows] == ["first, said [P4]"]


async def test_a_mask_is_taken_off_by_two_keys(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, "1 we call it Zorblat here")
        assert "[name 1]" in live.screen.stream.rows[0].text
        await pilot.press("ctrl+r")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert live.screen.stream.rows[0].text == "we call it Zorblat here"


async def test_another_windows_comment_shows_within_a_second(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        other = second_window(live.room, live.hands)
        other.notes.note("5- from the other window #tech")
        for _ in range(20):
            await pilot.pause(0.05)
            if live.screen.stream.rows:
                break
        row = live.screen.stream.rows[0]
        assert (row.who, row.text, row.elements) == ("P5", "from the other window", ("technology",))
        other.close()
        other.file.close()


async def test_a_crashs_half_line_comes_back_masked(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        live.screen.line.text = "3- then Marit said that it was "
        await pilot.pause()
        other = second_window(live.room, actor="note-taker")
        assert other.load_draft() == "3- then [P5] said that it was"
        other.close()
        other.file.close()


async def test_a_seat_is_chosen_from_the_seats_and_goes_into_the_line(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        live.screen.query_one(SeatLine).focus()
        await pilot.press("4")
        await pilot.pause()
        assert live.screen.line.text.startswith("4")
        assert live.screen.line.input.has_focus


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 15)])
async def test_the_view_stands_at_every_size_and_the_footer_is_whole(live, size):
    live = live("note")
    async with live.app.run_test(size=size) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, "1- still works")
        assert live.screen.stream.size.height >= 3
        assert live.screen.line.region.bottom <= size[1]
        footer = str(live.screen.query_one(KeyFooter).render())
        assert "F1 help" in footer
        assert len(footer) <= size[0]


async def test_without_names_the_window_says_so(live):
    live = live("note")
    live.names = None
    async with live.app.run_test(size=SIZE, notifications=True) as pilot:
        from focusgroup.tui.screens.live import live_screen
        from focusgroup.tui.study_desk import StudyDesk

        desk = StudyDesk.open(live.path)
        live.app.take_study(desk)
        live.app.push_screen(live_screen(desk, live.session, "note"))
        await pilot.pause()
        assert "knows no first names" in live.toasts()


@pytest.mark.feature("1.32")
async def test_names_reach_a_second_window_without_a_file(live, tmp_path):
    from focusgroup.room.handover import ask_for_names

    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        import asyncio

        handed = await asyncio.to_thread(ask_for_names, live.path, live.session)
        assert handed == live.names
        for path in tmp_path.rglob("*"):
            if path.is_file():
                assert b"Solveig" not in path.read_bytes(), path
    assert ask_for_names(live.path, live.session) is None


@pytest.mark.feature("1.32")
async def test_names_reach_a_second_window_after_the_view_was_changed(live):
    from focusgroup.room.handover import ask_for_names

    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        import asyncio

        for _ in range(2):
            await pilot.press("f2")
            await pilot.pause()
            handed = await asyncio.to_thread(ask_for_names, live.path, live.session)
            assert handed == live.names


async def test_a_change_of_view_and_back_keeps_what_only_memory_holds(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, "1 the Zorblat is slow")
        await pilot.press("ctrl+r", "1")
        await typed(pilot, live, "2 Mrs Abernethy said so")
        assert live.screen.stream.rows[-1].text == "Mrs [name 2] said so"
        live.screen.line.text = "3- ask Solveig about Mrs Aber"
        await pilot.press("f2", "f2")
        await pilot.pause()
        assert live.screen.line.text == "3- ask Solveig about Mrs Aber"  # as typed, not as masked
        await typed(pilot, live, "3 the Zorblat and Mrs Abernethy")
        assert live.screen.stream.rows[-1].text == "the Zorblat and Mrs [name 2]"
        await pilot.press("ctrl+r")
        assert "Abernethy" in "\n".join(s.text for s in live.screen._compositor.render_strips())


async def test_a_sheet_opened_meanwhile_costs_no_mask_its_way_back(live):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, "1 we call it Zorblat here")
        await pilot.press("f8")
        await pilot.press("escape")
        await pilot.press("ctrl+r", "1")
        await pilot.pause()
        assert live.screen.stream.rows[0].text == "we call it Zorblat here"


async def test_a_correction_is_all_text_and_its_preview_says_so(live):
    live = live("note")
    async with live.app.run_test(size=(120, 36)) as pilot:
        live.open()
        await pilot.pause()
        await typed(pilot, live, "1- first")
        await pilot.press("ctrl+o")
        live.screen.line.text = "2+ first, said Tunde #tech"
        await pilot.pause()
        shown = str(live.screen.query_one(CapturePreview).render())
        assert "2+ first, said [P4] #tech" in shown
        assert "strength" not in shown
        await pilot.press("enter")
        await pilot.pause()
        assert live.screen.stream.rows[-1].text == "2+ first, said [P4] #tech"


async def test_a_closed_dialog_costs_one_reading_of_the_session(live):
    live = live("note")
    async with live.app.run_test(size=(80, 24)) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        asked: list[str] = []
        live.room.file.connection.set_trace_callback(asked.append)
        await pilot.press("escape")
        await pilot.pause()
        live.room.file.connection.set_trace_callback(None)
        readings = [sql for sql in asked if "FROM comment WHERE deleted = 0 AND session" in sql]
        assert len(readings) == 1


@pytest.mark.feature("1.32")
async def test_a_name_typed_in_a_running_window_reaches_the_other_one_both_ways(live, tmp_path):
    import asyncio
    from dataclasses import replace

    from focusgroup.room.handover import ask_for_names
    from focusgroup.room.names import NameCard

    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        late = replace(live.names, cards={"P7": NameCard("Zelda", "Brackenholt")})
        both = await asyncio.to_thread(ask_for_names, live.path, live.session, late)
        assert both
        assert both.cards["P7"].first == "Zelda"
        assert both.cards["P3"].first == "Solveig"
        await typed(pilot, live, "1 then zelda brackenholt said so")
        assert live.room.file.comments(live.session)[0].text == "then [P7] said so"
