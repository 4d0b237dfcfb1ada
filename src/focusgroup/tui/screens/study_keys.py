"""The keys of the study's screen, and what help says of them."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

HELP: Final = (
    "The groups of this study. Enter opens a group in the moderator's view; a closed group "
    "opens in the review. t is the note-taker's view: open it in a second terminal with\n"
    "focusgroup note FILE, or here.\n\n"
    "n sets up another group, v tags and corrects comments, / searches them, w writes the "
    "Word report, s opens the worksheets. k is the wall: cards, groups of cards, KJ rounds and "
    "votes. First names are kept in memory only: after a restart l lets you type them again, "
    "so that they are masked.\n\n"
    "x withdraws a participant's seat with everything it said, for good. d notes that the "
    "recording of the group in hand has been destroyed; dates due are shown above.\n\n"
    "u takes back the setting-up of the newest group while it has not begun, Ctrl+Y does it "
    "again. What happens in another window shows here by itself."
)

KEYS: Final[list[BindingType]] = [
    Binding("n", "new_session", "new group", id="study.new", tooltip="Set up a group"),
    Binding(
        "r",
        "run",
        "run",
        id="study.run",
        show=False,
        tooltip="The moderator's or facilitator's view",
    ),
    Binding("t", "note", "notes", id="study.note", show=False, tooltip="Note-taker's view"),
    Binding("v", "review", "review", id="study.review", tooltip="Review and tag comments"),
    Binding("w", "report", "Word", id="study.report", tooltip="Write the Word report"),
    Binding(
        "slash",
        "search",
        "search",
        id="study.search",
        show=False,
        tooltip="Search the comments",
    ),
    Binding("s", "worksheets", "sheets", id="study.sheets", tooltip="Worksheets"),
    Binding("g", "guides", "guides", id="study.guides", show=False, tooltip="Guides"),
    Binding("k", "wall", "wall", id="study.wall", tooltip="The wall: cards, groups, KJ, votes"),
    Binding("l", "names", "names", id="study.names", show=False, tooltip="Type first names again"),
    Binding(
        "u,ctrl+z",
        "undo",
        "undo",
        id="study.undo",
        show=False,
        tooltip="Take back the setting-up of a group",
    ),
    Binding("ctrl+y", "redo", "redo", id="study.redo", show=False, tooltip="Do it again"),
    Binding(
        "x",
        "withdraw",
        "withdraw a seat",
        id="study.withdraw",
        show=False,
        tooltip="Take everything one participant said out, for good",
    ),
    Binding(
        "d",
        "destroyed",
        "recording destroyed",
        id="study.destroyed",
        show=False,
        tooltip="Note that the recording of this group has been destroyed",
    ),
    Binding("escape", "back", "home", id="study.back", show=False, tooltip="Close the study"),
]
