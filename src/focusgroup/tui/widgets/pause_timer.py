"""The moderator's silent pause after a question: five seconds that feel long."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget


class PauseTimer(Widget):
    """Counts a silence down without moving anything else on the screen.

    `start(seconds)` begins, `stop()` ends early; `Finished` says that the time is over.
    """

    HELP: ClassVar[str] = (
        "The silent pause: after a question, wait five seconds before you say anything. The dots "
        "fill as the silence lasts."
    )
    DEFAULT_CSS = """
    PauseTimer { height: 1; width: auto; padding: 0 1; }
    """

    class Finished(Message):
        """The silence lasted its time."""

    left: reactive[int] = reactive(0, layout=True)
    """Seconds still to wait; 0 when no pause runs."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._whole = 0
        self._timer: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether a pause runs."""
        return self.left > 0

    def start(self, seconds: int = 5) -> None:
        """Begin a pause; one that runs begins again."""
        self.stop()
        self._whole = max(1, min(60, seconds))
        self.left = self._whole
        self._timer = self.set_interval(1.0, self.tick)

    def stop(self) -> None:
        """End the pause without a word."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.left = 0

    def tick(self) -> None:
        """Let one second pass."""
        if not self.running:
            return
        self.left -= 1
        if not self.left:
            self.stop()
            self.post_message(self.Finished())

    def render(self) -> Content:
        """Draw the silence as dots, or nothing."""
        if not self.running:
            return Content("")
        gone = self._whole - self.left
        if self._whole > 10:  # dots would crowd the line
            return Content.assemble(
                ("silence ", "$foreground-muted"), (f"{self.left} s", "bold $accent")
            )
        return Content.assemble(
            ("silence ", "$foreground-muted"),
            ("●" * gone, "$accent"),
            ("○" * self.left, "$foreground-muted"),
            (f" {self.left}", "bold"),
        )
