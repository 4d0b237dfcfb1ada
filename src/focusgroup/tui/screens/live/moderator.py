"""The moderator's view: large clear script, the clock, who has not spoken; a glance, one key."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.session import SessionState
from focusgroup.tui.screens.live import faces
from focusgroup.tui.screens.live.base import FOOTER_ORDER, LiveScreen
from focusgroup.tui.widgets.clock_bar import ClockBar
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.pause_timer import PauseTimer
from focusgroup.tui.widgets.script_pane import ScriptPane, ScriptText
from focusgroup.tui.widgets.seats import SeatPressed, SeatStrip


class ModeratorScreen(LiveScreen):
    """Script, probes, list of the step, seats and what comes next."""

    VIEW = "run"
    HELP: ClassVar[str] = (
        "The moderator's view, which is the facilitator's in a group of leaders and in a "
        "workshop. F5 starts the clock; F7 or Right goes on, F6 or Left goes back.\n\n"
        "Letters a to i note that a probe was used, digits tick the checklist, t counts a silent "
        "pause, + and - change the time box of this step. In the introductions a seat's number "
        "in the list at the right ticks it as introduced (Tab goes there). F8 lists all steps: "
        "jump, skip with a reason. F3 opens what belongs to the step: the flip-chart list, the "
        "answers on an approach, or the wall for a KJ round, a brainstorm or a vote."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "start_or_pause",
            "start/pause",
            id="live.start",
            tooltip="Start the session clock, or pause it",
        ),
        Binding(
            "f2",
            "other_view",
            "notes",
            id="live.other",
            tooltip="The note-taker's view of this session",
        ),
        Binding("right,n", "next", "next", show=False, id="live.next-too"),
        Binding("left", "back", "back", show=False, id="live.back-too"),
        Binding(
            "t",
            "silence",
            "silence",
            show=False,
            id="live.silence",
            tooltip="Count a silent pause: five seconds bring more answers than a question",
        ),
        Binding(
            "plus,equals_sign",
            "minutes(1)",
            "one minute more",
            show=False,
            id="live.more-minutes",
            tooltip="One minute more for this step",
        ),
        Binding(
            "minus",
            "minutes(-1)",
            "one minute less",
            show=False,
            id="live.less-minutes",
            tooltip="One minute less for this step",
        ),
        Binding(
            "s", "skip", "skip", show=False, id="live.skip", tooltip="Skip this step with a reason"
        ),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the view."""
        yield ClockBar()
        with Horizontal(id="run-main"):
            yield ScriptPane(id="run-script")
            with Vertical(id="run-side"):
                yield Static("who has spoken", classes="pane-title", markup=False)
                yield SeatStrip(id="run-seats")
                yield Static("", id="run-list", markup=False)
        yield PauseTimer(id="run-pause")
        with Horizontal(id="run-foot"):
            yield Static("", id="run-next", markup=False)
            yield Static("", id="run-fold", markup=False)
        yield KeyFooter(order=FOOTER_ORDER)

    async def on_mount(self) -> None:
        """Give the keyboard to the script."""
        self.query_one(ScriptPane).focus()

    def show_seats(self) -> None:
        """Bring the seats up to date."""
        self.query_one(SeatStrip).set_seats(faces.seat_rows(self.room))

    def show_item(self) -> None:
        """Show the step in hand, its list and what comes next."""
        run = self.room.desk.in_hand
        pane = self.query_one(ScriptPane)
        if run is not None:
            pane.show(faces.script_text(self.room, run))
        else:
            pane.show(self._between())
        self._show_next()
        self._show_list()

    def _between(self) -> ScriptText:
        session, guide = self.room.session, self.room.desk.guide
        if session.state == SessionState.CLOSED:
            return ScriptText(
                kicker="Closed",
                title=session.label,
                say="This group is closed. F9 opens the debrief, F5 opens the group again.",
            )
        names = "" if self.room.names.know_seats else " First names are not typed yet: F4, then n."
        return ScriptText(
            kicker=f"{session.code} · {session.minutes} minutes",
            title=session.label or guide.title,
            say=f"Ready: {len(self.room.desk.runs)} steps, {len(self.room.desk.seats)} seats.",
            ask="Press F5 when everybody sits: the clock starts and the first step opens.",
            note=f"A second window can take notes: focusgroup note FILE.{names}",
        )

    def _show_next(self) -> None:
        following = self.room.agenda.following
        line = self.query_one("#run-next", Static)
        if self.room.session.state in {SessionState.PLANNED, SessionState.CLOSED}:
            line.update("")
        elif following is None:
            line.update(Content("Next: close the group (F7 or F9)"))
        else:
            title = faces.run_title(self.room, following)
            line.update(Content(f"Next: {title} · {following.minutes:g} min"))

    def _show_list(self) -> None:
        chart = self.room.chart.chart_in_hand()
        entries = self.room.desk.entries(chart) if chart else []
        run = self.room.desk.in_hand
        lines = [
            f"{'▸' if run is not None and e.id == run.entry else ' '}{n}. {e.text}"
            for n, e in enumerate(entries, start=1)
        ]
        head = ["", "flip chart (F3)"] if chart else []
        self.query_one("#run-list", Static).update(Content("\n".join([*head, *lines])))

    @on(ScriptPane.FoldChanged)
    def _fold(self, event: ScriptPane.FoldChanged) -> None:
        lines = "line" if event.below == 1 else "lines"
        told = f"▼ {event.below} more {lines}: PgDn" if event.below else ""
        self.query_one("#run-fold", Static).update(Content(told))

    @on(ScriptPane.ProbePressed)
    def _probe(self, event: ScriptPane.ProbePressed) -> None:
        run = self.room.desk.in_hand
        if run is not None:
            self.attempt(lambda: self.room.table.probe_used(run.item, event.index))
            self.show_item()

    @on(ScriptPane.CheckPressed)
    def _check(self, event: ScriptPane.CheckPressed) -> None:
        event.stop()
        run = self.room.desk.in_hand
        if run is not None:
            self.attempt(lambda: self.room.table.check(run.item, event.index))
            self.show_item()

    @on(SeatPressed)
    def _seat(self, event: SeatPressed) -> None:
        seat = next((s for s in self.room.desk.seats.values() if s.code == event.code), None)
        if seat is not None:
            self.attempt(lambda: self.room.table.introduce(seat.id))
            self.show_seats()

    def action_silence(self) -> None:
        """Count a silent pause, or stop counting."""
        timer = self.query_one(PauseTimer)
        if timer.running:
            timer.stop()
        else:
            timer.start(self.program.config.pause_s)

    def action_minutes(self, by: int) -> None:
        """Change the time box of the step in hand."""
        self.attempt(lambda: self.room.agenda.add_minutes(by))
        self.show_item()
        self.tick()

    def action_skip(self) -> None:
        """Skip the step in hand, with a reason."""
        from focusgroup.tui.screens.live.steps import ask_reason

        run = self.room.desk.in_hand
        if run is not None:
            ask_reason(self, self.room, run)
