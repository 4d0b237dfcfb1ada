"""What both live views share: the clock, the agenda's keys, and following the other window."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from focusgroup.domain.guide import Kind
from focusgroup.domain.session import ItemState, SessionState
from focusgroup.room.handover import NameDoor, ask_for_names
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.live import faces
from focusgroup.tui.screens.live.watching import BEAT_S, WatchingScreen
from focusgroup.tui.widgets.agenda import AgendaList
from focusgroup.tui.widgets.clock_bar import ClockBar

if TYPE_CHECKING:
    from focusgroup.room.names import NameCards
    from focusgroup.room.room import Room
    from focusgroup.store.change_log import Change
    from focusgroup.store.history import Undone
    from focusgroup.tui.study_desk import StudyDesk

TICK_S = 0.5  # the clock shows seconds; half of one is never seen late
FOLLOW_S = 0.15  # another window's changes show within this; asking costs some 20 us

FOOTER_ORDER = (
    "live.start",
    "live.next",
    "live.back",
    "live.steps",
    "live.chart",
    "live.other",
)


class LiveScreen(WatchingScreen):
    """One session while it runs. Subclasses lay out a view and refresh it."""

    CSS_PATH = "live.tcss"
    VIEW: ClassVar[str] = "run"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-small"),
        (72, "-usual"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "start_or_pause",
            "start",
            id="live.start",
            tooltip="Start the session clock, or pause it",
        ),
        Binding("f7", "next", "next", id="live.next", tooltip="Go on to the next step"),
        Binding("f6", "back", "back", id="live.back", tooltip="Go back to the step before"),
        Binding(
            "f8",
            "steps",
            "steps",
            id="live.steps",
            tooltip="All steps: jump, skip with a reason, add minutes",
        ),
        Binding(
            "f3",
            "chart",
            "list",
            id="live.chart",
            tooltip="Flip-chart list; answers on an approach; the summary check; the worksheet",
        ),
        Binding(
            "f4",
            "seats",
            "seats",
            id="live.seats",
            show=False,
            tooltip="Seats: introduced, late arrivals, early leavers, names",
        ),
        Binding(
            "f2",
            "other_view",
            "other view",
            id="live.other",
            tooltip="Moderator's view or note-taker's view",
        ),
        Binding(
            "f9",
            "close_group",
            "close group",
            id="live.close",
            show=False,
            tooltip="End the group and open the debrief",
        ),
        Binding(
            "ctrl+z",
            "undo",
            "undo",
            id="live.undo",
            show=False,
            tooltip="Take back your last action",
        ),
        Binding(
            "ctrl+y",
            "redo",
            "redo",
            id="live.redo",
            show=False,
            tooltip="Do again what you took back",
        ),
        Binding(
            "escape",
            "leave",
            "leave",
            id="live.leave",
            show=False,
            tooltip="Back to the study; the clock goes on",
        ),
    ]

    def __init__(self, study: StudyDesk, room: Room) -> None:
        super().__init__(study, room)
        session = room.session.id
        self._door = NameDoor(study.file.path, session, lambda: self.room.names, self._learn)

    async def on_mount(self) -> None:
        """Start the clock's display, the following and the beat."""
        self.set_interval(TICK_S, self.tick)
        self.set_interval(FOLLOW_S, self.follow)
        self.begin_watching()
        self.set_interval(BEAT_S, self._keep_door)
        self.show_all()
        self.tick()
        # Another window may take 0.3 s to answer, and nothing on screen waits for it.
        self.run_worker(self._keep_door(), group="door")
        if not self.room.names.know_seats:
            self.tell(
                "This window knows no first names: names are masked by rules alone. "
                "Press F4, then n, to type them; they stay in memory.",
                severity="warning",
            )

    def on_screen_resume(self) -> None:
        """Take over what other screens of this window changed meanwhile.

        Textual calls this handler of every class in line: subclasses override `resumed`, not this.
        """
        if self.is_mounted:
            self.attempt(self.room.reload)
            self.resumed()

    def resumed(self) -> None:
        """Show everything anew."""
        self.show_all()

    def on_unmount(self) -> None:
        """Shut the door and leave the room."""
        self.leave_room()

    def leave_room(self) -> None:
        """Shut the door, and let drafts and words in memory go."""
        self._door.close()
        self.room.close()

    def hand_over(self) -> None:
        """Leave in memory what the next view of this session goes on from."""

    async def _keep_door(self) -> None:
        """Hand names over, or ask the window that keeps the door: they may be typed in either."""
        if self.room.names.people() and await self._door.open():
            return
        path, session, mine = self.study.file.path, self.room.session.id, self.room.names
        told = await asyncio.to_thread(ask_for_names, path, session, mine)
        if told is not None and (both := self.room.names.joined(told)) != self.room.names:
            self._learn(both)

    def _learn(self, names: NameCards) -> None:
        """Take over names that another window knows."""
        self.study.names[self.room.session.id] = names
        self.room.learn_names(names)
        self.show_seats()

    # Showing

    def show_all(self) -> None:
        """Bring the whole view up to date."""
        self.show_agenda()
        self.show_item()
        self.show_seats()
        self.tick()

    def show_agenda(self) -> None:
        """Bring the outline up to date, where the view has one."""
        for agenda in self.query(AgendaList):
            agenda.set_rows(faces.agenda_rows(self.room))

    def show_item(self) -> None:
        """Bring the step in hand up to date."""

    def show_seats(self) -> None:
        """Bring the seats up to date."""

    def tick(self) -> None:
        """Bring the clock up to date."""
        self.query_one(ClockBar).face = faces.clock_face(self.room)

    def follow(self) -> None:
        """Show what another window wrote."""
        try:
            changes = self.room.follow()
        except StoreError as error:
            self.tell_once(str(error))
            return
        if changes:
            self.other_window_wrote(changes)

    def other_window_wrote(self, changes: list[Change]) -> None:
        """Refresh what changes elsewhere touch."""
        tables = {change.row_table for change in changes}
        if tables & {"session", "item_run", "chart_entry", "tick", "erasure"}:
            self.show_agenda()
            self.show_item()
        if tables & {"seat", "comment", "erasure"}:
            self.show_seats()
        self.tick()

    # Moving through the guide

    def action_start_or_pause(self) -> None:
        """Start, pause or resume the clock."""
        if self.room.session.state == SessionState.CLOSED:
            self.attempt(self.room.agenda.reopen)
            self.tell("Opened again; the clock is stopped. F5 lets it run.")
        elif self.room.clock.running:
            self.attempt(self.room.agenda.pause)
            self.tell("Paused. F5 goes on.")
        else:
            self.attempt(self.room.agenda.start)
        self.show_all()

    def _started(self) -> bool:
        if self.room.session.state in {SessionState.PLANNED, SessionState.CLOSED}:
            self.tell("The clock is not running: F5 starts it.")
            return False
        return True

    def action_next(self) -> None:
        """Go on to the next step; at the end offer to close."""
        if not self._started():
            return
        if self.room.agenda.following is None:
            self.action_close_group()
            return
        self.attempt(self.room.agenda.next)
        self.show_all()

    def action_back(self) -> None:
        """Go back to the step before."""
        if self._started() and self.attempt(self.room.agenda.back) is None:
            self.tell("This is the first step.")
        self.show_all()

    def action_steps(self) -> None:
        """Open the list of steps."""
        from focusgroup.tui.screens.live.steps import StepsDialog

        self.app.push_screen(StepsDialog(self.room))

    def action_seats(self) -> None:
        """Open the list of seats."""
        from focusgroup.tui.screens.live.seats import SeatsDialog

        self.app.push_screen(SeatsDialog(self.study, self.room))

    def action_chart(self) -> None:
        """Open what belongs to the step: list, answers on an approach, or summary check."""
        run = self.room.desk.in_hand
        item = self.room.desk.item_of(run) if run else None
        if run is not None and item is not None and item.kind is Kind.SUMMARY:
            from focusgroup.tui.screens.summary import SummaryCheck

            self.app.push_screen(SummaryCheck(self.room))
            return
        if run is not None and item is not None and run.entry:
            from focusgroup.tui.screens.live.verdict import VerdictDialog

            self.app.push_screen(VerdictDialog(self.room, run))
            return
        if item is not None and item.worksheet:
            self._open_worksheet(item.worksheet)
            return
        chart = self.room.chart.chart_in_hand()
        if not chart:
            self.tell("This step has no list. Steps with a flip chart do.")
            return
        from focusgroup.tui.screens.live.chart import ChartDialog

        self.app.push_screen(ChartDialog(self.room, chart))

    def _open_worksheet(self, key: str) -> None:
        """Open the worksheet that a step fills in; Esc there comes back, the clock goes on."""
        from focusgroup.tui.screens.worksheets.opening import screen_named

        screen = screen_named(key)
        if screen is None:
            self.tell(f"The guide names a worksheet that does not exist: {key}. See s in the "
                      "study for those there are.", severity="warning")  # fmt: skip
        elif self.attempt(lambda: self.study.worksheets.follow()) is not None:
            self.app.push_screen(screen)

    def action_other_view(self) -> None:
        """Change between the moderator's and the note-taker's view of this session."""
        from focusgroup.tui.screens.live import live_screen

        self.hand_over()
        other = "note" if self.VIEW == "run" else "run"
        screen = self.attempt(lambda: live_screen(self.study, self.room.session.id, other))
        if screen is not None:
            self._door.close()  # or the other view would find it held, and nobody would after
            self.app.switch_screen(screen)

    # Undo

    def action_undo(self) -> None:
        """Take back the last action."""
        self._stepped(self.attempt(self.room.undo), "Undone", "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._stepped(self.attempt(self.room.redo), "Done again", "Nothing to redo.")

    def _stepped(self, undone: Undone | None, done: str, nothing: str) -> None:
        if undone is None:
            self.tell(nothing)
            return
        more = " (a later change elsewhere stays)" if undone.left_alone else ""
        self.tell(f"{done}: {undone.label}{more}.")
        self.rows_changed(undone.touched)
        self.show_all()

    def rows_changed(self, touched: tuple[tuple[str, str], ...]) -> None:
        """Refresh rows that an undo or redo touched; a view with a stream overrides this."""

    # Ending

    def action_close_group(self) -> None:
        """Ask, then end the group and open the debrief."""
        from focusgroup.tui.widgets.confirm import Confirm

        if self.room.session.state == SessionState.CLOSED:
            self._debrief()
            return
        left = [r for r in self.room.desk.runs if r.state == ItemState.PENDING]
        said = f"{len(left)} steps were not reached. " if left else ""
        self.app.push_screen(
            Confirm(
                "Close this group?",
                said + "The clock stops and the debrief opens. F5 opens the group again.",
                yes="Close the group",
            ),
            self._close_answered,
        )

    def _close_answered(self, yes: bool | None) -> None:
        if not yes:
            return
        self.attempt(self.room.agenda.close)
        self.show_all()
        if self.room.session.state == SessionState.CLOSED:
            self._debrief()

    def _debrief(self) -> None:
        from focusgroup.tui.screens.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(self.room))

    def action_leave(self) -> None:
        """Go back to the study; what runs goes on running."""
        self.hand_over()
        self.dismiss()
