"""Makes the pictures of README and docs from the running program: make screenshots."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

IMAGES = Path(__file__).parent / "images"
SIZE = (100, 30)
# The picture names its fonts by an address; a reader's own monospace does as well, offline.
_FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)


async def _shots(home: str) -> None:
    os.environ |= {"FOCUSGROUP_HOME": home, "TEXTUAL_ANIMATIONS": "none"}
    from textual.pilot import Pilot

    from focusgroup.tui.app import FocusGroupApp, Opening

    app = FocusGroupApp(Opening("demo"))

    def shot(name: str) -> None:
        app.clear_notifications()
        svg = app.export_screenshot(title="focusgroup")
        (IMAGES / f"{name}.svg").write_text(_FONT_FACE.sub("", svg), encoding="utf-8")

    async with app.run_test(size=SIZE) as pilot:
        for _ in range(200):  # the sample is replayed in a worker that starts after the first frame
            await pilot.pause(0.05)
            if type(app.screen).__name__ == "NoteScreen":
                break
        for name, show in _SCREENS:
            await show(pilot, app)
            app.clear_notifications()
            await pilot.pause(0.6)
            shot(name)
        assert isinstance(pilot, Pilot)


async def _note(pilot, app) -> None:
    app.screen.line.text = '3- "Grace asks me for the same form every Friday" #tech #proc'


async def _run(pilot, app) -> None:
    await pilot.press("ctrl+u", "f2")


async def _light(pilot, app) -> None:
    app.use_theme("focusgroup-light")
    await pilot.press("f8")


async def _overview(pilot, app) -> None:
    await pilot.press("escape")
    await pilot.pause(0.3)
    app.use_theme("focusgroup-dark")
    await pilot.press("escape")


async def _review(pilot, app) -> None:
    await pilot.press("home", "v")
    await pilot.pause(0.8)
    await pilot.press("home", *["down"] * 14)


async def _wall(pilot, app) -> None:
    await pilot.press("escape")
    await pilot.pause(0.5)
    await pilot.press("k", "enter")
    await pilot.pause(0.5)
    await pilot.press("right", "end", "right", "left")


async def _result(pilot, app) -> None:
    await pilot.press("t")


_SCREENS: tuple[tuple[str, Callable[..., Awaitable[None]]], ...] = (
    ("note-taker", _note),
    ("moderator", _run),
    ("steps-light", _light),
    ("overview", _overview),
    ("review", _review),
    ("wall", _wall),
    ("wall-result", _result),
)


def main() -> None:
    """Write docs/images/*.svg."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        asyncio.run(_shots(home))


if __name__ == "__main__":
    main()
