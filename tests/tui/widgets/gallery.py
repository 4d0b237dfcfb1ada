"""Every widget with invented data, to look at: `python -m tests.tui.widgets.gallery`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

import focusgroup.tui
from focusgroup.domain.comment import CommentKind
from focusgroup.domain.session import ItemState
from focusgroup.tui import theme
from focusgroup.tui.widgets.agenda import AgendaList, AgendaRow
from focusgroup.tui.widgets.capture_line import CaptureLine, CapturePreview
from focusgroup.tui.widgets.clock_bar import ClockBar, ClockFace, ClockWarning
from focusgroup.tui.widgets.empty_state import EmptyState
from focusgroup.tui.widgets.flip_chart import ChartLine, FlipChart
from focusgroup.tui.widgets.form import ChoiceRow, DateField, Field
from focusgroup.tui.widgets.help import HelpScreen
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.pause_timer import PauseTimer
from focusgroup.tui.widgets.script_pane import ScriptPane, ScriptText
from focusgroup.tui.widgets.seat_table import SeatEntry, SeatTable
from focusgroup.tui.widgets.seats import SeatLine, SeatRow, SeatStrip
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

    def __init__(
        self,
        *widgets: Widget | Callable[[], Iterable[Widget]],
        name: str = theme.DARK,
        footer: bool = True,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.widgets = widgets
        self.footer = footer
        theme.install(self, name)

    def compose(self) -> ComposeResult:
        for each in self.widgets:
            if isinstance(each, Widget):
                yield each
            else:  # an Input with a value can only be made inside an app
                yield from each()
        if self.footer:
            yield KeyFooter(order=("next", "undo"))

    def action_help(self) -> None:
        self.push_screen(HelpScreen.for_focus(self.screen))

    def on_mount(self) -> None:
        for line in self.query(Input):
            line.cursor_blink = False  # pictures of it must be the same every time


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


SEATS = (
    SeatRow("P1", "Ana", 14, 0.22, introduced=True),
    SeatRow("P2", "Bo", 9, 0.14, introduced=True),
    SeatRow("P3", "Cem [or]", 19, 0.30, introduced=True),
    SeatRow("P4", "Dunja", 2, 0.03, 12, introduced=True),
    SeatRow("P5", "Elio", 11, 0.17, introduced=True),
    SeatRow("P6", "Faro", 0, 0.0, 34),
    SeatRow("P7", "Gita", 9, 0.14, introduced=True),
    SeatRow("P8", "Hedi", 0, 0.0, None, "late"),
)

AGENDA = (
    AgendaRow("", "Introductions"),
    AgendaRow("r1", "Welcome", ItemState.DONE, 3, 200),
    AgendaRow("r2", "Who is here", ItemState.DONE, 7, 540),
    AgendaRow("", "Purpose and confidentiality"),
    AgendaRow("r3", "Why we are here", ItemState.DONE, 3, 150),
    AgendaRow("r4", "What happens with the recording", ItemState.SKIPPED, 3),
    AgendaRow("", "Questions"),
    AgendaRow("r5", "Approaches your department uses with its customers", ItemState.RUNNING, 15, 0),
    AgendaRow("r6", "Is it working, and is it helpful?", ItemState.PENDING, 25),
    AgendaRow("r7", "callback promise", ItemState.RUNNING, 8, 530, depth=1),
    AgendaRow("r8", "one form for everything", ItemState.PENDING, 8, depth=1),
    AgendaRow("r9", "What should be done", ItemState.PENDING, 20),
    AgendaRow("", "Closing"),
    AgendaRow("r10", "Summary and check", ItemState.PENDING, 7),
)

SCRIPT = ScriptText(
    kicker="Key question · 15 minutes · flip chart",
    title="Approaches your department uses",
    say="Let us go round the table once. I will write your answers on the chart.",
    ask="What approaches does your department use to create, keep and expand "
    "relationships with customers?",
    note="Write their words, not yours. Do not discuss yet.",
    probes=(
        "Can you give me an example?",
        "What happens [then]?",
        "Who else does that?",
        "What would a customer say about it?",
    ),
    probes_used=frozenset({1}),
    checks=("Phones are off", "Recorder is running"),
    checks_done=frozenset({0}),
)

CHART = (
    ChartLine("e1", "call back within one day", "4 comments"),
    ChartLine(
        "e2",
        "one form for [everything], whatever the customer came for, kept by whoever "
        "took the call and passed on at the end of the week",
        "2 comments",
    ),
    ChartLine("e3", "breakfast for the ten largest customers"),
)

ENTRIES = (
    SeatEntry("P1", "Ana", "contact centre", "support", "4 to 10 years", True, True, True),
    SeatEntry("P2", "Bo", "contact centre", "support", "1 to 3 years", True, True, False),
    SeatEntry("P3", "Cem", "billing", "manage", "over 10 years", True, False, False),
    SeatEntry("P4", "", "field sales north", "create"),
    SeatEntry("P5"),
)


def live() -> Iterable[Widget]:
    """Return something like the note-taker's whole screen."""
    clock, stream, preview, line = note_taker()
    side = Vertical(AgendaList(AGENDA, classes="rule-below"), SeatStrip(SEATS))
    side.styles.width = 32
    stream.add_class("rule-left")
    body = Horizontal(side, stream)
    body.styles.height = "1fr"
    return clock, body, preview, line


def moderator() -> Iterable[Widget]:
    """Return something like the moderator's screen."""
    timer = PauseTimer()
    return ClockBar(warned()), ScriptPane(SCRIPT), timer, SeatLine(SEATS, classes="rule-above")


def form() -> Iterable[Widget]:
    """Return a form."""
    department = Field("Department", value="contact centre", hint="fills the first question")
    code = Field("Group label", value="")
    code.show_error("A label is needed, such as 'contact centre'.")
    return (
        department,
        code,
        Field("Recording", ChoiceRow((("1", "yes"), ("0", "no")), "1")),
        DateField("Destroy recording by", date(2026, 12, 4), today=lambda: date(2026, 9, 1)),
        SeatTable(ENTRIES),
    )


def scenes(name: str) -> dict[str, Stage]:
    """Return the scenes of the gallery, freshly made."""
    return {
        "note": Stage(note_taker, name=name),
        "live": Stage(live, name=name),
        "moderator": Stage(moderator, name=name),
        "form": Stage(form, name=name),
        "chart": Stage(FlipChart(CHART), name=name),
        "seats": Stage(SeatTable(ENTRIES), name=name),
        "empty": Stage(
            EmptyState(
                "No study is open",
                "A study holds the groups, what was said, and the report.",
                (("n", "start a new study"), ("o", "open one from disk"), ("d", "try the sample")),
            ),
            name=name,
        ),
    }


if __name__ == "__main__":
    which = sys.argv[1] if len(sys.argv) > 1 else "note"
    scenes(sys.argv[2] if len(sys.argv) > 2 else theme.DARK)[which].run()
