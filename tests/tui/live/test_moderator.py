"""The moderator on their feet: a glance, one key."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from focusgroup.domain.session import ItemState
from focusgroup.room.room import Room
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.widgets.clock_bar import ClockBar, ClockWarning
from focusgroup.tui.widgets.flip_chart import FlipChart
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.pause_timer import PauseTimer
from focusgroup.tui.widgets.script_pane import ScriptPane

SIZE = (80, 24)


def script(live):
    return live.screen.query_one(ScriptPane).script


async def to_item(pilot, live, item_id: str) -> None:
    for _ in range(30):
        if live.room.desk.in_hand.item == item_id:
            return
        await pilot.press("f7")
        await pilot.pause()
    raise AssertionError(item_id)


@pytest.mark.feature("1.33")
async def test_f5_starts_the_clock_and_opens_the_first_step(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        assert "Press F5" in script(live).ask
        await pilot.press("f5")
        await pilot.pause()
        assert live.room.desk.in_hand.position == 1
        live.hands.turn(61)
        live.screen.tick()
        face = live.screen.query_one(ClockBar).face
        assert (round(face.elapsed_s), round(face.left_s)) == (61, 90 * 60 - 61)


async def test_next_back_and_the_arrow_keys_move_through_the_guide(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5", "f7", "right", "left", "f6")
        await pilot.pause()
        assert live.room.desk.in_hand.position == 1


@pytest.mark.feature("1.31")
async def test_the_confidentiality_script_follows_the_recording_answers(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        item = next(i for i in live.room.desk.guide.items() if "{{ recording }}" in i.say)
        await to_item(pilot, live, item.id)
        assert "{{" not in script(live).say
        assert "record" in script(live).say


@pytest.mark.feature("1.35")
async def test_question_a_names_the_groups_own_department(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        await to_item(pilot, live, "a")
        assert "the contact centre" in script(live).ask


async def test_a_probe_is_logged_by_its_letter(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        await to_item(pilot, live, "a")
        await pilot.press("b")
        await pilot.pause()
        assert live.room.table.ticked("a", "probe") == {1: 1}
        assert script(live).probes_used == {1}


@pytest.mark.feature("1.34")
async def test_the_phones_are_ticked_in_housekeeping(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        item = next(
            i
            for i in live.room.desk.guide.items()
            if any("phone" in c.lower() for c in i.checklist)
        )
        await to_item(pilot, live, item.id)
        number = next(n for n, c in enumerate(item.checklist) if "phone" in c.lower())
        await pilot.press(str(number + 1))
        await pilot.pause()
        assert number in script(live).checks_done


@pytest.mark.feature("1.29")
async def test_seats_are_ticked_as_introduced_by_their_number(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5", "tab", "2")
        await pilot.pause()
        assert [s.code for s in live.room.table.not_introduced] == ["P1", "P3", "P4", "P5", "P6"]


@pytest.mark.feature("1.36")
async def test_the_flip_chart_is_filled_and_ordered_live(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        await to_item(pilot, live, "a")
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press(*"calls", "enter", *"visits", "enter", "enter")
        await pilot.pause()
        assert [line.text for line in live.screen.query_one(FlipChart).lines] == ["calls", "visits"]
        await pilot.press("K")
        await pilot.pause()
        assert [e.text for e in live.room.desk.entries("a")] == ["visits", "calls"]
        await pilot.press("escape")


@pytest.mark.feature("1.37")
async def test_question_b_comes_once_for_each_approach_and_takes_its_answers(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        await to_item(pilot, live, "a")
        for text in ("calls", "visits"):
            live.room.chart.add("a", text)
        titles = []
        for _ in range(2):
            await pilot.press("f7")
            await pilot.pause()
            titles.append(script(live).title)
        assert "calls" in titles[0]
        assert "visits" in titles[1]
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("y", "tab", "n", "tab", *"nobody", "enter")
        await pilot.pause()
        run = live.room.desk.in_hand
        assert (run.working, run.helpful, run.why) == ("yes", "no", "nobody")


async def test_a_step_is_skipped_with_a_reason_from_the_list(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5", "f8")
        await pilot.pause()
        await pilot.press("down", "s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"no time", "enter")
        await pilot.pause()
        skipped = [r for r in live.room.desk.runs if r.state == ItemState.SKIPPED]
        assert [r.reason for r in skipped] == ["no time"]


async def test_minutes_are_given_and_taken_by_plus_and_minus(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        before = live.room.desk.in_hand.minutes
        await pilot.press("plus", "plus", "minus")
        await pilot.pause()
        assert live.room.desk.in_hand.minutes == before + 1


async def test_warnings_come_at_a_fifth_of_the_box_and_before_the_end(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        box = live.room.desk.in_hand.minutes * 60
        live.hands.turn(box * 0.85)
        live.screen.tick()
        face = live.screen.query_one(ClockBar).face
        assert ClockWarning.BOX_20 in face.warnings
        live.hands.turn(76 * 60)
        live.screen.tick()
        assert ClockWarning.END_15 in live.screen.query_one(ClockBar).face.warnings


async def test_the_silent_pause_counts_down_and_stops(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5", "t")
        await pilot.pause()
        assert live.screen.query_one(PauseTimer).running
        await pilot.press("t")
        assert not live.screen.query_one(PauseTimer).running


async def test_who_has_not_spoken_is_told_after_ten_minutes(live):
    live = live("run")
    async with live.app.run_test(size=(120, 36)) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        live.room.notes.note("1 I am here")
        live.hands.turn(11 * 60)
        live.room.notes.note("2 me too")
        live.screen.show_seats()
        from focusgroup.tui.screens.live.faces import seat_rows

        quiet = {r.code: r.quiet_min for r in seat_rows(live.room)}
        assert quiet["P2"] is None
        assert quiet["P1"] == 11
        assert quiet["P6"] == 11


async def test_both_views_are_one_key_apart(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert live.screen.VIEW == "note"
        await pilot.press("f2")
        await pilot.pause()
        assert live.screen.VIEW == "run"


async def test_closing_asks_first_and_then_opens_the_debrief(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5", "f9")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert live.room.session.state == "running"
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert type(live.screen).__name__ == "DebriefScreen"
        assert live.room.session.state == "closed"


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 15)])
async def test_the_view_stands_at_every_size(live, size):
    live = live("run")
    async with live.app.run_test(size=size) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        assert live.screen.query_one(ScriptPane).size.height >= 6
        footer = str(live.screen.query_one(KeyFooter).render())
        assert "F1 help" in footer
        assert len(footer) <= size[0]


async def test_every_action_is_in_the_palette(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        from focusgroup.tui.commands import ActionProvider

        provider = ActionProvider(live.screen)
        words = [words for words, *_ in provider._actions()]
        for wanted in ("next", "back", "steps", "close group", "seats", "undo", "silence"):
            assert wanted in words


async def test_no_screenshot_command_can_put_names_on_the_disk(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        titles = [c.title for c in live.app.get_system_commands(live.screen)]
        assert not any("screenshot" in t.lower() for t in titles)


@pytest.mark.feature("1.36")
async def test_a_line_from_another_window_shows_on_the_open_list_and_the_screen_beneath(live):
    live = live("run")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        await pilot.press("f5")
        beneath = live.screen
        chart = next(i for i in beneath.room.desk.guide.items() if i.way == "flip_chart")
        await to_item(pilot, live, chart.id)
        await pilot.press("f3", "escape")
        await pilot.pause()
        shown = live.screen.query_one(FlipChart)
        with StudyFile.open(live.path) as file:
            other = Room(file, live.session, names=live.names)
            other.chart.add(chart.id, "breakfast meeting")
            other.close()
        listed = beneath.query_one("#run-list", Static)
        for _ in range(100):  # sheet and screen each ask some five times a second
            if shown.lines and "breakfast" in str(listed.render()):
                break
            await pilot.pause(0.01)
        assert [line.text for line in shown.lines] == ["breakfast meeting"]
        assert "breakfast meeting" in str(listed.render())
