"""How the whole looks, in three themes and two sizes, and without colours."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from focusgroup.tui import theme
from focusgroup.tui.widgets.capture_line import CaptureLine
from focusgroup.tui.widgets.stream import CommentStream
from tui.widgets.gallery import ROWS, Stage, scenes

SMALL, LARGE = (80, 24), (120, 36)


PICTURES = [
    ("live", theme.DARK, SMALL, ()),
    ("live", theme.LIGHT, LARGE, ()),
    ("moderator", theme.LIGHT, SMALL, ()),
    ("moderator", theme.DARK, LARGE, ()),
    ("form", theme.DARK, LARGE, ()),
    ("seats", theme.CONTRAST, SMALL, ("down", "right", "enter")),
    ("chart", theme.CONTRAST, SMALL, ("down", "enter")),
    ("live", theme.DARK, SMALL, ("f1",)),
]


def named(picture: tuple[str, str, tuple[int, int], tuple[str, ...]]) -> str:
    scene, name, size, press = picture
    return "-".join([scene, name.removeprefix("focusgroup-"), str(size[0]), *press])


@pytest.mark.parametrize("picture", PICTURES, ids=named)
def test_the_look(snap_compare, picture):
    scene, name, size, press = picture
    assert snap_compare(scenes(name)[scene], terminal_size=size, press=press)


async def test_without_colours_focus_and_place_are_still_marked(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    stream, line = CommentStream(ROWS), CaptureLine()
    app = Stage(stream, line)
    assert app.no_color
    async with app.run_test(size=SMALL) as pilot:
        stream.focus()
        await pilot.pause()
        marked = [y for y in range(stream.size.height) if "▌" in stream.render_line(y).text]
        assert len(marked) == 1
        line.focus()
        await pilot.press("3", "-")
        typing = line.query_one(Input).render_line(0)
        assert any(segment.style.reverse for segment in typing if segment.style)
