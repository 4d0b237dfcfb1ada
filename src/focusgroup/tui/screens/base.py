"""What every screen shares: the program it belongs to, the study in hand, and how it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

if TYPE_CHECKING:
    from focusgroup.tui.app import FocusGroupApp
    from focusgroup.tui.study_desk import StudyDesk


class ProgramScreen(Screen[None]):
    """A screen of this program; subclasses give `HELP` and compose a KeyFooter last."""

    HELP: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="screen.back", tooltip="Back to the screen before"),
    ]

    @property
    def program(self) -> FocusGroupApp:
        """The running program."""
        return cast("FocusGroupApp", self.app)

    def tell(
        self,
        sentence: str,
        *,
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None,
    ) -> None:
        """Show a sentence for a moment; it is text, never markup."""
        self.program.tell(sentence, severity=severity, timeout=timeout)

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.app.pop_screen()


class StudyScreenBase(ProgramScreen):
    """A screen that shows the study in hand; it is pushed only while there is one."""

    @property
    def study(self) -> StudyDesk:
        """The study in hand."""
        desk = self.program.study
        assert desk is not None, "pushed without a study"
        return desk
