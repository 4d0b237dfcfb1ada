"""The study in hand: its groups, what to do next, and the way to everything else."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from focusgroup.domain.session import Session, SessionState
from focusgroup.room import retention
from focusgroup.room.room import MODERATOR
from focusgroup.store.errors import StoreError, StudyBusy
from focusgroup.store.feed import Feed
from focusgroup.store.study_file import ANALYST
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.screens.study_keys import HELP, KEYS
from focusgroup.tui.screens.study_notices import notices
from focusgroup.tui.screens.study_rows import (
    GroupRow,
    columns,
    group_line,
    group_rows,
    next_step,
    untagged,
)
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.confirm import Confirm
from focusgroup.tui.widgets.empty_state import EmptyState
from focusgroup.tui.widgets.key_footer import KeyFooter

_FOLLOW_S = 0.5  # another window's groups and comments show within this; asking costs some 20 us
_WITH_GROUP = {
    *("run", "note", "review", "search", "report", "wall"),
    *("names", "withdraw", "destroyed"),
}


class StudyScreen(StudyScreenBase):
    """The overview of a study."""

    CSS_PATH = "study.tcss"
    AUTO_FOCUS = ""  # the list takes the keyboard once it has rows
    HELP: ClassVar[str] = HELP
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[GroupRow] = []
        self._taken_back: list[str] = []  # whose actions, for redo
        self._told_busy = False

    def compose(self) -> ComposeResult:
        """Lay out title, next step and groups."""
        with Vertical(id="study-head"):
            yield Static("", id="study-title", markup=False)
            yield Static("", id="study-file", classes="hint", markup=False)
            yield Static("", id="study-next", markup=False)
            yield Static("", id="study-notices", markup=False)
        with ContentSwitcher(id="study-body", initial="study-empty"):
            yield EmptyState(
                "No groups yet",
                "Set up the first one: who takes part, which guide, what is recorded.",
                [
                    ("n", "set up a group"),
                    ("s", "worksheets"),
                    ("g", "read and write guides"),
                    ("Esc", "home"),
                ],
                id="study-empty",
            )
            with Vertical(id="study-groups"):
                yield Static("", id="study-columns", markup=False)
                yield RowList(id="groups")
        yield KeyFooter(
            order=(
                "rows.open",
                "study.new",
                "study.review",
                "study.sheets",
                "study.wall",
                "study.report",
            )
        )

    def on_mount(self) -> None:
        """Follow other windows while this screen is in front."""
        self._feed = Feed(self.study.file)
        self.set_interval(_FOLLOW_S, self._follow)

    def on_screen_resume(self) -> None:
        """Read everything again: other screens have written meanwhile."""
        self._load()

    def on_resize(self, _: events.Resize) -> None:
        """Lay the columns out for the new width."""
        self._show_rows()

    def _follow(self) -> None:
        # Only in front: what is covered is read anew when it is in front again. Textual's
        # is_current is true below another screen too.
        if self.app.screen is not self:
            return
        try:
            changes = self._feed.news()
        except StoreError:
            return  # said at the next action; the next round asks again
        if changes:
            self._load()

    def _load(self) -> None:
        try:
            study = self.study.file.study
            frame = self.study.file.frame
            known = {s for s in self.study.names if self.study.knows_all(s)}
            self._rows = group_rows(self.study.file, frozenset(known))
            told = notices(self.study.file, date.today())
            step = next_step(self._rows, lambda: untagged(self.study.file)) if self._rows else ""
        except StudyBusy as error:
            if not self._told_busy:
                self.tell(str(error), severity="warning")
            self._told_busy = True
            self.set_timer(_FOLLOW_S, self._load)
            return
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        self._told_busy = False
        self.query_one("#study-title", Static).update(Content.styled(safe(study.title), "bold"))
        comments = sum(row.comments for row in self._rows)
        self.query_one("#study-file", Static).update(
            Content(
                safe(f"{self.study.file.path.name} · {frame.name} · {comments} comments")
                if self._rows
                else safe(f"{self.study.file.path.name} · {frame.name}")
            )
        )
        self.query_one("#study-next", Static).update(Content(step))
        self._show_notices(told)
        self.query_one(ContentSwitcher).current = "study-groups" if self._rows else "study-empty"
        self._show_rows()
        self.refresh_bindings()

    def _show_notices(self, told: list[tuple[str, bool]]) -> None:
        shown = self.query_one("#study-notices", Static)
        shown.display = bool(told)
        tones = {True: "$warning", False: "$foreground-muted"}
        lines = [Content.styled(safe(f"! {words}"), tones[due]) for words, due in told]
        shown.update(Content("\n").join(lines))

    def _show_rows(self) -> None:
        listing = self.query_one(RowList)
        width = max(30, self.size.width - 5)
        heading = Content.assemble(*((text, "$foreground-muted") for text, _ in columns(width)))
        self.query_one("#study-columns", Static).update(heading)
        listing.set_rows(group_line(row, width) for row in self._rows)
        if self._rows and self.focused is None:
            listing.focus()

    # The group in hand

    @property
    def in_hand(self) -> Session | None:
        """The group under the cursor."""
        at = self.query_one(RowList).cursor
        return self._rows[at].session if at is not None and at < len(self._rows) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer what needs a group only where there is one."""
        return bool(self._rows) if action in _WITH_GROUP else True

    @on(RowList.Chosen)
    def _open_group(self) -> None:
        session = self.in_hand
        if session is None:
            return
        if session.state == SessionState.CLOSED:
            self._review(session.id)
        else:
            self._live(session.id, "run")

    def action_run(self) -> None:
        """Open the moderator's view."""
        session = self.in_hand
        if session is not None:
            self._live(session.id, "run")

    def action_note(self) -> None:
        """Open the note-taker's view."""
        session = self.in_hand
        if session is not None:
            self._live(session.id, "note")

    def _live(self, session_id: str, view: str) -> None:
        from focusgroup.tui.screens.live import live_screen

        try:
            screen = live_screen(self.study, session_id, view)
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        self.app.push_screen(screen)

    # Other screens

    def action_new_session(self) -> None:
        """Set up a group."""
        from focusgroup.tui.screens.session_setup import SessionSetupScreen

        self.app.push_screen(SessionSetupScreen())

    def _review(self, session_id: str | None, *, search: bool = False) -> None:
        from focusgroup.tui.screens.review import ReviewScreen

        screen = ReviewScreen(session_id)
        self.app.push_screen(screen)
        if search:
            self.app.call_later(screen.run_action, "search")

    def action_review(self) -> None:
        """Review the group under the cursor, or nothing when there is none."""
        session = self.in_hand
        if session is not None:
            self._review(session.id)

    def action_search(self) -> None:
        """Search all comments of the study."""
        self._review(None, search=True)

    def action_report(self) -> None:
        """Write the Word report."""
        from focusgroup.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(None))

    def action_worksheets(self) -> None:
        """Show the worksheets."""
        from focusgroup.tui.screens.worksheets import WorksheetsScreen

        self.app.push_screen(WorksheetsScreen())

    def action_wall(self) -> None:
        """Show the boards of the wall."""
        from focusgroup.tui.screens.wall.boards import BoardsScreen

        self.app.push_screen(BoardsScreen())

    def action_guides(self) -> None:
        """Show the guides."""
        from focusgroup.tui.screens.guides import GuidesScreen

        self.app.push_screen(GuidesScreen())

    def action_names(self) -> None:
        """Type first names again."""
        from focusgroup.tui.screens.names import NamesScreen

        session = self.in_hand
        if session is not None:
            self.app.push_screen(NamesScreen(session.id))

    # Retention

    def action_withdraw(self) -> None:
        """Choose a seat that withdraws."""
        from focusgroup.tui.screens.withdraw import WithdrawScreen

        self.app.push_screen(WithdrawScreen())

    def action_destroyed(self) -> None:
        """Note that the recording of the group in hand has been destroyed, after a yes."""
        session = self.in_hand
        waiting = retention.recordings([session] if session else [], date.today())
        if not waiting:
            self.tell("No recording of this group waits to be destroyed.")
            return
        self.app.push_screen(
            Confirm(
                f"Has the recording of {waiting[0].code} been destroyed?",
                "This notes today as the day. The program holds no recording itself.",
                yes="It is destroyed",
                no="Not yet",
            ),
            lambda yes: self._note_destroyed(waiting[0].session) if yes else None,
        )

    def _note_destroyed(self, session_id: str) -> None:
        try:
            retention.recording_destroyed(self.study.file, [session_id], date.today())
        except StoreError as error:
            self.tell(str(error), severity="error")
        self._load()

    # Undo

    def action_undo(self) -> None:
        """Take back the last change of the study, such as the setting-up of a group."""
        try:
            self._take_back()
        except StoreError as error:
            self.tell(str(error), severity="error")
        self._load()

    def _take_back(self) -> None:
        """Undo this study's last action; what was said in a group is undone in that group."""
        last = self._last(MODERATOR)
        if last == "new session":
            newest = max(self.study.file.sessions(), key=lambda s: s.id)  # ids rise with time
            if newest.state == SessionState.PLANNED:
                self._step_back(MODERATOR, f"{newest.code} is taken back")
            else:
                self.tell(f"{newest.code} has begun: what happened there is undone in there.")
        elif last:
            self._step_back(MODERATOR, f"Taken back: {last}")
        elif self._last(ANALYST) not in {"", "new study"}:
            self._step_back(ANALYST, f"Taken back: {self._last(ANALYST)}")
        else:
            self.tell("Nothing to take back here.")

    def _last(self, actor: str) -> str:
        return self.study.file.undoable(actor=actor)

    def _step_back(self, actor: str, said: str) -> None:
        if self.study.file.undo(actor=actor) is not None:
            self._taken_back.append(actor)
            self.tell(f"{said}. Ctrl+Y brings it back.")

    def action_redo(self) -> None:
        """Bring back what was taken back last."""
        if not self._taken_back:
            self.tell("Nothing to bring back.")
            return
        try:
            self.study.file.redo(actor=self._taken_back[-1])
        except StoreError as error:
            self.tell(str(error), severity="error")
            return
        self._taken_back.pop()
        self.tell("Brought back.")
        self._load()

    def action_back(self) -> None:
        """Close the study and go home; names that are nowhere else are asked about first."""
        if not self.study.forgets():
            self._close_study(True)
            return
        self.app.push_screen(
            Confirm(
                "Close this study?",
                "The first names and never-write words typed in this window are forgotten: they "
                "are written nowhere, and would have to be typed again.",
                yes="Close it",
                no="Stay",
            ),
            self._close_study,
        )

    def _close_study(self, yes: bool | None) -> None:
        if yes:
            self.app.pop_screen()
            self.program.leave_study()
