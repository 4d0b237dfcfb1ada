"""A burst of keys, as when the machine was busy for a moment, is taken in the order of its keys."""

from __future__ import annotations

import asyncio

from textual.events import Key, Paste

from focusgroup.tui.screens.home import HomeScreen
from focusgroup.tui.screens.session_setup import SessionSetupScreen
from focusgroup.tui.screens.study import StudyScreen
from tui.screens.sitting import at_study, new_study, sitting

NAMED = {" ": "space", "\t": "tab", "\r": "enter"}


async def burst(here, *keys: str) -> None:
    """Let keys wait in one row before the program sees the first; a longer word is one key."""
    for key in keys:
        for each in [key] if len(key) > 2 and key.startswith(("f", "ctrl")) else key:
            name = NAMED.get(each, each)
            letter = each if len(each) == 1 and each.isprintable() else None
            here.app.post_message(Key(name, letter))
    await asyncio.sleep(0.3)
    await here.settle()


async def test_a_name_typed_ahead_of_tab_never_lands_in_a_field_that_is_written(home):
    async with at_study(new_study(home)) as here:
        assert here.shows(StudyScreen)
        await here.press("n")
        assert here.shows(SessionSetupScreen)
        await burst(here, "Contact\tRoom 2\t\t\tthe centre\tHildegund\toutside")
        assert here.field("label").value == "Contact"
        assert here.field("place").value == "Room 2"
        assert here.field("moderator_unit").value != "the centreHildegund"
        assert here.field("moderator").value == "Hildegund"


async def test_what_is_typed_ahead_of_a_new_screen_stands_in_its_first_field(home):
    async with sitting() as here:
        assert here.shows(HomeScreen)
        await burst(here, "nReset")
        assert here.field("title").value == "Reset"


async def test_a_paste_keeps_its_place_among_the_keys(home):
    async with sitting() as here:
        await here.press("n")
        for key in ("a", "b"):
            here.app.post_message(Key(key, key))
        here.app.post_message(Paste("cd"))
        here.app.post_message(Key("e", "e"))
        await asyncio.sleep(0.2)
        assert here.field("title").value == "abcde"
