"""The three phases of the study: every step with how far it is, and why one was left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.text import clean_lines
from focusgroup.room.steps import skip, take_up
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.ask_line import AskLine
from focusgroup.tui.screens.base import StudyScreenBase
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.cycle import told as cycles_told
from focusgroup.worksheets.phases import (
    CYCLE,
    GROUPS,
    NO_RESET,
    Phase,
    Step,
    StepState,
    drawn_on,
    phases,
    too_early,
)

_FOLLOW_S = 0.5
_ABOUT = {each.key: each.about for each in WORKSHEETS} | {
    GROUPS: "The groups themselves: those who create, manage and expand relationships. They are "
    "on the study's screen.",
    CYCLE: "A study of its own that goes on from this one, once a major reset is decided on the "
    "findings board; b begins it there.",
}
_FINDINGS = "findings"  # the board on which a reset is decided and the next cycle begun
_MARKS = {
    StepState.DONE: ("✓", "accent"),
    StepState.SKIPPED: ("–", "muted"),
    StepState.BEGUN: ("·", ""),
    StepState.UNTOUCHED: (" ", ""),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list: a phase, or a step of it."""

    phase: Phase
    step: Step | None = None


class StepList(RowList):
    """Phases are headings; the cursor goes from step to step."""

    HELP: ClassVar[str] = (
        "The three phases of a reset, each with its steps. Enter opens the step in hand, x leaves "
        "it out with a reason, which the report gives; x again takes it up."
    )
    steps: tuple[bool, ...] = ()

    def can_hold_cursor(self, index: int) -> bool:
        """Tell whether a line is a step."""
        return 0 <= index < len(self.steps) and self.steps[index]


class WorksheetsScreen(StudyScreenBase):
    """The list of phases and steps; Enter opens one."""

    CSS_PATH = "worksheets.tcss"
    AUTO_FOCUS = "#worksheets"
    HELP: ClassVar[str] = (
        "The study in the three phases of a reset: look outward, look inward, change. The third "
        "draws on the first two. Enter opens a step. Beside each stand how many rows it holds and "
        "how many open points it has; ✓ is done, – is left out.\n\n"
        "x leaves a step out with a reason, or takes it up again. It keeps its place, and the "
        "report gives the reason. Ctrl+Z takes that back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "skip", "leave out", id="steps.skip",
                tooltip="Leave this step out with a reason, or take it up again"),
        Binding("u,ctrl+z", "undo", "undo", id="steps.undo", show=False, tooltip="Take back"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay the list and the sentences round it out."""
        yield Static("Worksheets in three phases", classes="form-title", markup=False)
        yield Static(
            "What is typed here is masked before it is written, like every comment.",
            classes="hint form-note",
            markup=False,
        )
        yield Static("", id="worksheets-columns", markup=False)
        yield StepList(id="worksheets")
        yield Static("", id="worksheets-about", markup=False)
        yield Static("", id="worksheets-drawn", markup=False)
        yield KeyFooter(order=("rows.open", "steps.skip", "screen.back"))

    def on_mount(self) -> None:
        """Follow other windows."""
        self._entries: list[_Entry] = []
        self.set_interval(_FOLLOW_S, self._follow)

    def on_screen_resume(self) -> None:
        """Show what was filled in meanwhile."""
        self._show()

    def on_resize(self, _: events.Resize) -> None:
        """Lay the columns out for the new width."""
        self._show()

    def _follow(self) -> None:
        # A beat may still come while the program is being left.
        if self.app.screen is not self or self.program.study is None:
            return
        try:
            changed = self.study.worksheets.follow()
        except StoreError:
            return  # said at the next action
        if changed:
            self._show()

    def _show(self) -> None:
        try:
            facts = self.study.worksheets.facts
        except StoreError as error:
            self.tell(str(error), severity="error", timeout=20)
            return
        width = max(40, self.size.width - 5)
        name = min(38, width - 28)
        heading = pad("", 4) + pad("step", name) + pad("state", 11)
        heading += pad("rows", 6, right=True) + pad("open", 6, right=True)
        self.query_one("#worksheets-columns", Static).update(
            Content.styled(heading, "$foreground-muted")
        )
        found = phases(facts, WORKSHEETS)
        self._entries = [
            entry
            for phase in found
            for entry in (_Entry(phase), *(_Entry(phase, step) for step in phase.steps))
        ]
        steps = self.query_one(StepList)
        steps.steps = tuple(entry.step is not None for entry in self._entries)
        steps.set_rows(_line(entry, name) for entry in self._entries)
        if not steps.can_hold_cursor(steps.cursor or 0):
            steps.action_first()
        self._show_about()
        early = too_early(found)
        told = [*cycles_told(facts), *early, drawn_on(facts, WORKSHEETS)]
        self.query_one("#worksheets-drawn", Static).update(
            Content.styled(clean_lines("\n".join(told)), "$warning" if early else "")
        )

    @property
    def in_hand(self) -> Step | None:
        """The step under the cursor."""
        at = self.query_one(StepList).cursor
        return self._entries[at].step if at is not None and at < len(self._entries) else None

    @on(RowList.Highlighted)
    def _show_about(self) -> None:
        step = self.in_hand
        if step is not None:
            words = f"Left out: {step.reason}" if step.reason else _ABOUT[step.key]
            shown = Content(clean_lines(words).replace("\n", " "))
            self.query_one("#worksheets-about", Static).update(shown)

    @on(RowList.Chosen)
    def _open(self) -> None:
        from focusgroup.tui.screens.worksheets.opening import sheet_screen

        step = self.in_hand
        if step is None:
            return
        if step.key == GROUPS:
            self.app.pop_screen()
            return
        key = _FINDINGS if step.key == CYCLE else step.key
        self.app.push_screen(sheet_screen(next(w for w in WORKSHEETS if w.key == key)))

    # Leaving a step out

    def action_skip(self) -> None:
        """Leave the step in hand out with a reason, or take it up again."""
        step = self.in_hand
        if step is None:
            return
        if step.reason == NO_RESET:
            self.tell("It is left out by the decision on the findings board: a major reset there "
                      "takes it up.", severity="warning")  # fmt: skip
            return
        if step.state == StepState.SKIPPED:
            self._written(lambda: take_up(self.study.worksheets, step.key))
            return
        if step.count:
            self.tell(f"{step.title} is filled in, so it is not left out.", severity="warning")
            return
        question = f"Why is “{step.title}” left out?"
        self.app.push_screen(
            AskLine(question, lambda reason: self._skip(step, reason), hint="The report says so.")
        )

    def _skip(self, step: Step, reason: str) -> str:
        if not reason.strip():
            return "A step is left out with a reason only."
        try:
            skip(self.study.worksheets, step.key, reason)
        except StoreError as error:
            return str(error)
        return ""

    def _written(self, do: Callable[[], object]) -> None:
        try:
            do()
        except StoreError as error:
            self.tell(str(error), severity="error")
        self._show()

    def action_undo(self) -> None:
        """Take the last change of a worksheet back."""
        self._written(lambda: self.study.worksheets.step(back=True))


def _line(entry: _Entry, name: int) -> Line:
    step = entry.step
    if step is None:
        phase = entry.phase
        return [(f"{phase.number}  {pad(phase.title, 16)}", "strong"), (phase.told, "muted")]
    mark, tone = _MARKS[step.state]
    muted = "muted" if step.state in {StepState.UNTOUCHED, StepState.SKIPPED} else ""
    return [
        (f"  {mark} ", tone),
        (pad(safe(step.title), name), "strong" if step.count else muted),
        (pad(step.state, 11), muted),
        (pad(str(step.count or "–"), 6, right=True), "" if step.count else "muted"),
        (pad(f"! {step.left}" if step.left else "–", 6, right=True),
         "warning" if step.left else "muted"),
    ]  # fmt: skip
