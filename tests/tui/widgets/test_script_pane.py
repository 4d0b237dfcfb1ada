"""The script: clear words, and one key for each probe."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from focusgroup.tui.widgets.pause_timer import PauseTimer
from focusgroup.tui.widgets.script_pane import ScriptPane, ScriptText
from support.hostile import HOSTILE
from tui.widgets.gallery import SCRIPT, Stage


class Moderating(Stage):
    """Keeps what was pressed."""

    def __init__(self, script: ScriptText = SCRIPT) -> None:
        self.pane = ScriptPane(script)
        self.timer = PauseTimer()
        self.pressed: list[tuple[str, int]] = []
        self.silences = 0
        self.below = 0
        super().__init__(self.pane, self.timer)

    def on_script_pane_probe_pressed(self, event: ScriptPane.ProbePressed) -> None:
        if not isinstance(event, ScriptPane.CheckPressed):
            self.pressed.append(("probe", event.index))

    def on_script_pane_check_pressed(self, event: ScriptPane.CheckPressed) -> None:
        self.pressed.append(("check", event.index))

    def on_pause_timer_finished(self) -> None:
        self.silences += 1

    def on_script_pane_fold_changed(self, event: ScriptPane.FoldChanged) -> None:
        self.below = event.below

    def words(self) -> str:
        told: list[str] = []
        for each in self.pane.query(Static):
            words = str(each.render())
            beside = each.parent is not self.pane and told and not each.has_class("script--mark")
            told = [*told[:-1], f"{told[-1]}  {words}"] if beside else [*told, words]
        return "\n".join(told)


async def test_every_part_of_the_step_is_shown_as_written():
    app = Moderating()
    async with app.run_test(size=(80, 24)):
        shown = app.words()
        for part in (SCRIPT.title, SCRIPT.kicker, SCRIPT.say, SCRIPT.ask, *SCRIPT.probes):
            assert part in shown
        assert f"For you: {SCRIPT.note}" in shown
        assert "✓ b  What happens [then]?" in shown
        assert "  a  Can you give" in shown


async def test_a_letter_is_enough_to_say_that_a_probe_was_used():
    app = Moderating()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.focus()
        await pilot.press("a", "d", "i")
        assert app.pressed == [("probe", 0), ("probe", 3)]


@pytest.mark.feature("1.34")
async def test_the_checklist_is_ticked_by_digit_by_space_and_by_mouse():
    app = Moderating()
    async with app.run_test(size=(80, 40)) as pilot:
        app.pane.focus()
        await pilot.press("1", "space")
        await pilot.click(".script--check")
        await pilot.press("9")
        assert app.pressed == [("check", 0), ("check", 1), ("check", 0)]


async def test_a_tick_changes_the_line_and_keeps_the_place_in_the_text():
    app = Moderating(replace(SCRIPT, say="line\n" * 60))
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.scroll_to(y=20, animate=False, immediate=True)
        await pilot.pause()
        app.pane.show(replace(app.pane.script, probes_used=frozenset({0})))
        await pilot.pause()
        assert app.pane.scroll_y == 20
        assert "✓ a  Can you give" in app.words()
        assert "  b  What happens" in app.words()


async def test_long_probes_hang_under_their_words_and_what_is_hidden_below_is_told():
    app = Moderating(replace(SCRIPT, probes=("word " * 40 + "end",)))
    async with app.run_test(size=(80, 24)) as pilot:
        rows = [s.text for s in app.screen._compositor.render_strips()]
        first = next(n for n, row in enumerate(rows) if "  a  word" in row)
        assert rows[first + 1].index("word") == rows[first].index("word")
        assert app.below == 0
        app.pane.show(replace(SCRIPT, say="line\n" * 60))
        await pilot.pause()
        assert app.below > 30
        app.pane.scroll_end(animate=False, immediate=True)
        await pilot.pause()
        assert app.below == 0


async def test_another_step_is_shown_from_its_top():
    app = Moderating(replace(SCRIPT, say="line\n" * 60))
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.scroll_to(y=20, animate=False, immediate=True)
        app.pane.show(ScriptText(title="Next", ask="And now?"))
        await pilot.pause()
        assert app.pane.scroll_y == 0
        assert "And now?" in app.words()
        assert "Can you give" not in app.words()


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_is_only_text(text):
    app = Moderating(ScriptText(text, text, text, text, text, (text,), checks=(text,)))
    async with app.run_test(size=(80, 24)):
        assert "\x1b" not in app.words()
        if "[" in text and "\x1b" not in text:
            assert text in app.words()


async def test_the_silent_pause_fills_its_dots_and_says_when_it_is_over():
    app = Moderating()
    async with app.run_test(size=(80, 24)) as pilot:
        assert str(app.timer.render()) == ""
        app.timer.start(3)
        assert str(app.timer.render()) == "silence ○○○ 3"
        app.timer.tick()
        assert str(app.timer.render()) == "silence ●○○ 2"
        app.timer.tick()
        app.timer.tick()
        await pilot.pause()
        assert not app.timer.running
        assert app.silences == 1


async def test_a_pause_broken_off_says_nothing():
    app = Moderating()
    async with app.run_test(size=(80, 24)) as pilot:
        app.timer.start(20)
        assert str(app.timer.render()) == "silence 20 s"
        app.timer.stop()
        app.timer.tick()
        await pilot.pause()
        assert app.silences == 0
