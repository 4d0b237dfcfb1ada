"""Every widget with invented data, to look at: `python -m tests.tui.widgets.gallery`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widget import Widget

import focusgroup.tui
from focusgroup.domain.comment import CommentKind
from focusgroup.tui import theme
from focusgroup.tui.widgets.capture_line import CaptureLine, CapturePreview
from focusgroup.tui.widgets.clock_bar import ClockBar, ClockFace, ClockWarning
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.stream import CommentStream, StreamRow

BASE = Path(focusgroup.tui.__file__).parent / "base.tcss"

ROWS = (
    StreamRow(
        "1",
        "12:31",
        "P3",
        "-",
        "they re-key every order into three systems, and then somebody rings the customer "
        "back to check what was already on the first form",
        kind=CommentKind.VERBATIM,
        elements=("people", "tech"),
        strong=True,
    ),
    StreamRow("2", "12:33", "P5>P3", "+", "that is not what we see on the north round"),
    StreamRow("3", "12:34", "room", "·", "they look at each other", kind=CommentKind.OBSERVATION),
    StreamRow("4", "12:36", "?", "!", "one list for everybody", elements=("process",)),
    StreamRow(
        "5",
        "12:38",
        "P2",
        "-",
        "[name 1] from [client] promised a call and I pay [a lot] for that promise",
        incomplete=True,
        flagged=True,
        elements=("procedures",),
    ),
    StreamRow("6", "12:40", "P7", "~", "what happened to the pilot?", kind=CommentKind.QUESTION),
    StreamRow(
        "7", "12:41", "P1", "+", "お客様の声を毎週読みます 🙂 every week", elements=("people",)
    ),
    StreamRow("8", "12:41", "P4", "·", "שלום, the form says otherwise", selected=True),
)

FACE = ClockFace(
    elapsed_s=2052,
    left_s=3348,
    title="Approaches your department uses",
    box_used_s=370,
    box_s=600,
    drift_s=130,
)


class Stage(App[None]):
    """An app that shows the widgets it is given, with the program's look."""

    CSS_PATH = BASE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        Binding("f1", "help", "help"),
        Binding("ctrl+n", "next_step", "next step", id="next"),
        Binding("ctrl+b", "back", "back"),
        Binding("f5", "pause", "pause"),
        Binding("f6", "probe", "probe used"),
        Binding("f7", "seats", "seats"),
        Binding("f8", "flip", "flip chart"),
        Binding("ctrl+z", "undo", "undo"),
        Binding("ctrl+q", "quit", "close the session"),
    ]

    def __init__(self, *widgets: Widget, name: str = theme.DARK, footer: bool = True) -> None:
        super().__init__()
        self.widgets = widgets
        self.footer = footer
        theme.install(self, name)

    def compose(self) -> ComposeResult:
        yield from self.widgets
        if self.footer:
            yield KeyFooter(order=("next", "undo"))

    def on_mount(self) -> None:
        for line in self.query(CaptureLine):
            line.input.cursor_blink = False


def note_taker() -> Iterable[Widget]:
    """Return the widgets of something like the note-taker's screen."""
    clock = ClockBar(FACE)
    stream = CommentStream(ROWS)
    preview = CapturePreview()
    preview.show(
        [("who", "P3"), ("weakness", "− weakness"), ("kind", "verbatim"), ("element", "#tech")],
        "they re-key every order for [name 1] at [client]",
        ["1 name, 1 client masked"],
    )
    return clock, stream, preview, CaptureLine(hint="Enter keeps it   ^↑ earlier lines")


def warned() -> ClockFace:
    return ClockFace(
        4800,
        600,
        "Ending question",
        560,
        600,
        -120,
        False,
        True,
        (ClockWarning.BOX_20, ClockWarning.END_15),
    )


def scenes(name: str) -> dict[str, Stage]:
    """Return the scenes of the gallery, freshly made."""
    return {"note": Stage(*note_taker(), name=name)}


if __name__ == "__main__":
    which = sys.argv[1] if len(sys.argv) > 1 else "note"
    scenes(sys.argv[2] if len(sys.argv) > 2 else theme.DARK)[which].run()
