"""The footer: at most seven keys, none cut off, help always there."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from focusgroup.tui.widgets.key_footer import KeyFooter, key_name
from tui.widgets.gallery import Stage


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_every_key_shown_is_whole_and_f1_is_always_there(width):
    app = Stage()
    async with app.run_test(size=(width, 24)):
        footer = app.query_one(KeyFooter)
        line = str(footer.render())
        assert len(line) <= footer.content_size.width
        assert line.endswith("F1 help")
        pieces = [piece.strip() for piece in line.split("   ") if piece.strip()]
        assert len(pieces) <= 7
        active = [each.binding for each in app.screen.active_bindings.values()]
        known = {f"{key_name(binding)} {binding.description}" for binding in active}
        assert set(pieces) <= known


async def test_the_order_asked_for_comes_first():
    app = Stage()
    async with app.run_test(size=(80, 24)):
        line = str(app.query_one(KeyFooter).render())
        assert line.startswith("^n next step   ^z undo")


async def test_keys_of_the_focused_widget_come_before_the_apps():
    class Own(Input):
        BINDINGS = [Binding("f9", "own", "own key")]  # noqa: RUF012

        def action_own(self) -> None:
            """Do nothing."""

    class App(Stage):
        def compose(self) -> ComposeResult:
            yield Own()
            yield KeyFooter()

    app = App()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Own).focus()
        await pilot.pause()
        assert str(app.query_one(KeyFooter).render()).startswith("F9 own key")


async def test_a_click_presses_the_key():
    pressed = []

    class App(Stage):
        def action_undo(self) -> None:
            pressed.append("undo")

    app = App()
    async with app.run_test(size=(80, 24)) as pilot:
        line = str(app.query_one(KeyFooter).render())
        await pilot.click(KeyFooter, offset=(line.index("^z") + 2, 0))
        await pilot.pause()
        assert pressed == ["undo"]


@pytest.mark.parametrize(
    ("key", "name"),
    [("ctrl+s", "^s"), ("f1", "F1"), ("pagedown", "PgDn"), ("shift+up", "⇧↑"), ("space", "Space")],
)
def test_keys_are_named_as_on_the_keyboard(key, name):
    assert key_name(Binding(key, "x", "x")) == name
