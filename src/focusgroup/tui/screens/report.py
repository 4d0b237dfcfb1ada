"""The Word report: what it covers, where it goes, what is checked, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Input, Static
from textual.worker import Worker, WorkerState

from focusgroup.domain.session import Session
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.form_page import FormPage
from focusgroup.tui.screens.report_job import (
    ReportJob,
    ask_other_windows,
    proposed,
    readable_size,
    typed_report_path,
    without_names,
)
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.confirm import Confirm
from focusgroup.tui.widgets.form import ChoiceRow, Field
from focusgroup.tui.widgets.key_footer import KeyFooter

_WHOLE = ""
_WORKING_S = 0.5  # work that takes longer shows how long it has taken
_PLACES = 200  # places listed; whoever has more of them starts with these
_CHECKED = (
    "Searched before writing, and the finished file again, part by part: roster names, nicknames "
    "and initials, words never to be written, e-mail addresses, phone numbers, links, references."
)


class ReportScreen(StudyScreenBase):
    """Writes the report of one group, or of the whole study when `session_id` is None."""

    CSS_PATH = "report.tcss"
    AUTO_FOCUS = ""
    HELP: ClassVar[str] = (
        "The report is a Word file: summary, method, make-up of the groups, findings by question "
        "with quotes by seat code, tables, debrief and the guide as run. It names nobody.\n\n"
        "Before it is written every text is searched for the names this window knows; if one is "
        "found nothing is written and the places are listed: correct them in the review. Only "
        "when you have looked at each place and none is a name, give the reason and press "
        "Ctrl+O.\n\n"
        "Names live in memory only. A group whose names are not known here cannot be checked "
        "against its roster: press F6 to type them again.\n\n"
        "Ctrl+S writes, Tab goes on, Esc goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "write the report", id="report.write", priority=True,
                tooltip="Check and write the report"),
        Binding("f6", "names", "type names", id="report.names",
                tooltip="Type the first names of a group again, to check the report against"),
        Binding("f7", "review", "review", id="report.review",
                tooltip="Correct the places in the review"),
        Binding("ctrl+o", "override", "write in spite", id="report.override", priority=True,
                tooltip="Write although names were found, for the reason given"),
    ]  # fmt: skip

    def __init__(
        self, session_id: str | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self._first_scope = session_id
        self._today = today
        self._sessions: list[Session] = []
        self._named_by_hand = False
        self._refused = False  # there are places a reason could let through
        self._job: ReportJob | None = None
        self._waiting: Timer | None = None
        self._waited = 0.0

    def compose(self) -> ComposeResult:
        """Lay the fields, the check and the outcome out."""
        self._sessions = self.study.file.sessions()
        first = next((s.code for s in self._sessions if s.id == self._first_scope), _WHOLE)
        options = [(_WHOLE, "whole study"), *((s.code, s.code) for s in self._sessions)]
        yield Static("Word report", classes="form-title")
        with FormPage():
            yield Field("Covers", ChoiceRow(options, first), id="scope")
            yield Field("File", id="file", hint="Any .docx; put no names into the file name")
            yield Static(_CHECKED, id="report-checked", classes="hint", markup=False)
            yield Static("", id="report-names", markup=False)
            yield Button(Content("Write the report"), id="write")
            yield Static("", id="report-said", markup=False)
            yield Static("", id="report-places", markup=False)
            yield Field(
                "Reason",
                id="reason",
                hint="Only when you have looked at every place and none is a name; then Ctrl+O",
            )
        yield KeyFooter(
            order=(
                "report.write",
                "report.review",
                "report.override",
                "report.names",
                "screen.back",
            )
        )

    def on_mount(self) -> None:
        """Propose a file; ask other windows for names."""
        self._show_refusal(())
        self._propose()
        self._field("file").focus()

    def on_screen_resume(self) -> None:
        """Tell anew whose names are known: they may have been typed meanwhile."""
        ask_other_windows(self.study, self._sessions)
        self._show_names()

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    @property
    def _covered(self) -> list[Session]:
        scope = self._field("scope").value
        return [s for s in self._sessions if scope in {_WHOLE, s.code}]

    @property
    def _folder(self) -> Path:
        """Beside the study; a demo's folder is thrown away, so its report goes home."""
        folder = self.study.file.path.parent
        throw_away = self.program.throw_away
        if throw_away is not None and folder.is_relative_to(throw_away.name):
            return Path.home()
        return folder

    def _propose(self) -> None:
        if not self._named_by_hand:
            scope = self._field("scope").value
            self._field("file").value = str(proposed(self._folder, scope, self._today()))

    @on(ChoiceRow.Changed)
    def _other_scope(self, event: ChoiceRow.Changed) -> None:
        event.stop()
        self._propose()
        self._show_names()
        self._show_refusal(())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input is self._field("file").control_widget:
            self._field("file").show_error("")
            if event.input.has_focus:
                self._named_by_hand = True

    def _show_names(self) -> None:
        unknown = without_names(self.study, self._covered)
        shown = self.query_one("#report-names", Static)
        shown.set_class(bool(unknown), "-unknown")
        if unknown:
            codes = ", ".join(unknown)
            shown.update(Content(safe(
                f"⚠ Not known in this window: the names of {codes}. The report cannot be checked "
                "against their roster, only by general rules. F6 types them again."
            )))  # fmt: skip
        else:
            shown.update(Content("✓ The names of every group covered are in this window."))

    def action_names(self) -> None:
        """Type the names of the first group that lacks them, or of the first one."""
        from focusgroup.tui.screens.names import NamesScreen

        unknown = without_names(self.study, self._covered)
        wanted = [s for s in self._covered if s.code in unknown] or self._covered
        if wanted:
            self.app.push_screen(NamesScreen(wanted[0].id))
        else:
            self.tell("There is no group yet whose names could be typed.")

    def action_review(self) -> None:
        """Go and correct the places."""
        from focusgroup.tui.screens.review import ReviewScreen

        covered = self._covered
        self.app.push_screen(ReviewScreen(covered[0].id if len(covered) == 1 else None))

    # Writing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer what follows a refusal only where places were found."""
        return self._refused if action in {"override", "review"} else True

    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Check and write the report."""
        self._begin("")

    def action_override(self) -> None:
        """Write although places were found, for the reason typed."""
        reason = self._field("reason").value.strip()
        if not reason:
            self._field("reason").show_error("Say why these places are no names.")
            self._field("reason").focus()
            return
        self._begin(reason)

    def _begin(self, reason: str) -> None:
        if self._job is not None:
            return
        path = typed_report_path(self._field("file").value, self._folder)
        if path is None or path.is_dir():
            self._field("file").show_error("Give the report a file name, such as report.docx.")
            self._field("file").focus()
            return
        job = ReportJob(
            self.study.file.path,
            path,
            self._field("scope").value or None,
            self.study.scrubber(),
            self._today(),
            reason,
        )
        if not path.exists():
            self._start(job)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._start(job)

        self.app.push_screen(
            Confirm("Write over this file?", f"{path.name} is there already.", yes="Write over it"),
            answered,
        )

    def _start(self, job: ReportJob) -> None:
        self._job = job
        self._waited = 0.0
        self._say("Writing the report …")
        self._waiting = self.set_interval(_WORKING_S, self._still_working)
        self.run_worker(
            job.run, thread=True, exclusive=True, exit_on_error=False, group="report",
            description="write the Word report",
        )  # fmt: skip

    def _still_working(self) -> None:
        self._waited += _WORKING_S
        self._say(f"Writing the report … {self._waited:.0f} s")

    @on(Worker.StateChanged)
    def _worked(self, event: Worker.StateChanged) -> None:
        event.stop()
        if event.state not in {WorkerState.SUCCESS, WorkerState.ERROR}:
            return
        job, self._job = self._job, None
        if self._waiting is not None:
            self._waiting.stop()
        if job is None:
            return
        if event.state is WorkerState.ERROR:
            self._failed(event.worker.error)
        else:
            self._written(job, event.worker.result)

    def _failed(self, error: BaseException | None) -> None:
        from focusgroup.report.gate import ExportRefused, ReportError
        from focusgroup.report.scope import UnknownSession

        if isinstance(error, ExportRefused):
            count = len(error.places)
            self._say(
                "✗ Not written: a name, or a word never to be written, stands in "
                f"{count} {'place' if count == 1 else 'places'}. Correct comments in the review "
                "(F7), other words where they were typed, then write again.",
                wrong=True,
            )
            self._show_refusal(error.places)
        elif isinstance(error, ReportError | StoreError | UnknownSession):
            self._show_refusal(())
            self._say(f"✗ {error.args[0] if error.args else error}", wrong=True)
        elif error is not None:
            raise error  # a fault of the program: the one boundary tells of it without words

    def _written(self, job: ReportJob, written: object) -> None:
        from focusgroup.report.gate import Written

        assert isinstance(written, Written)
        self._show_refusal(())
        lines = [f"✓ {written.path} ({readable_size(written.path)}, {written.comments} comments)"]
        if not written.checked_against_roster:
            lines.append("It was not checked against a roster: no names are known here.")
        if written.overridden:
            lines.append(f"{len(written.overridden)} places were let through: {job.reason}")
        self._say("\n".join([*lines, *written.warnings]))
        self.tell(f"Report written: {written.path} ({readable_size(written.path)})", timeout=10)
        self._named_by_hand = False
        self._propose()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        said = self.query_one("#report-said", Static)
        said.set_class(wrong, "-wrong")
        said.update(Content("\n".join(safe(line) for line in words.split("\n"))))
        said.scroll_visible(animate=False)

    def _show_refusal(self, places: tuple[str, ...]) -> None:
        self._refused = bool(places)
        shown = [f"  {place}" for place in places[:_PLACES]]
        if len(places) > _PLACES:
            shown.append(f"  and {len(places) - _PLACES} more")
        listed = self.query_one("#report-places", Static)
        listed.display = self._refused
        self.query_one("#report-checked").display = not self._refused  # room for the places
        listed.update(Content("\n".join(safe(line) for line in shown)))
        self._field("reason").display = self._refused
        if not self._refused:
            self._field("reason").value = ""
            self._say("")
        self.refresh_bindings()

    def action_back(self) -> None:
        """Go back, unless a report is being written: it could not be told how that ended."""
        if self._job is not None:
            self.tell("The report is being written; a moment.")
            return
        super().action_back()
