"""The clock in two lines: time gone and left, the time box in hand, ahead or behind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from focusgroup.tui.widgets.cells import fit, minutes_and_seconds, safe


class ClockWarning(StrEnum):
    """What the clock calls attention to."""

    BOX_20 = "box_20"
    BOX_5 = "box_5"
    BOX_OVER = "box_over"
    END_15 = "end_15"
    END_5 = "end_5"
    OVER = "over"


_WORDS: Final = {
    ClockWarning.BOX_20: ("◕", "20 % of this time box left"),
    ClockWarning.BOX_5: ("●", "5 % of this time box left"),
    ClockWarning.BOX_OVER: ("▲", "time box is over"),
    ClockWarning.END_15: ("◑", "15 minutes to the end"),
    ClockWarning.END_5: ("◕", "5 minutes to the end"),
    ClockWarning.OVER: ("▲", "the session is over its time"),
}
_URGENT: Final = frozenset(
    {ClockWarning.BOX_5, ClockWarning.BOX_OVER, ClockWarning.END_5, ClockWarning.OVER}
)
_STEADY_S: Final = 45  # a drift below this reads "on time": nobody steers by seconds


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the clock shows; all times in seconds, `drift_s` positive when behind."""

    elapsed_s: float = 0
    left_s: float = 0
    title: str = ""  # short title of the item in hand
    box_used_s: float = 0
    box_s: float = 0  # the item's time box, 0 for none
    drift_s: float = 0
    paused: bool = False
    started: bool = True
    warnings: tuple[ClockWarning, ...] = ()


class ClockBar(Widget):
    """Shows a `ClockFace`; set `face` as often as it changes."""

    HELP: ClassVar[str] = (
        "The clock: minutes gone and left of the session, the time box of the step in hand, and "
        "whether you are ahead of or behind the guide. It speaks up when 20 % and 5 % of a time "
        "box are left, and 15 and 5 minutes before the end."
    )
    DEFAULT_CSS = """
    ClockBar { height: 2; padding: 0 1; color: $foreground; }
    """

    face: reactive[ClockFace] = reactive(ClockFace())

    def __init__(
        self,
        face: ClockFace | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        if face is not None:
            self.set_reactive(ClockBar.face, face)

    def render(self) -> Content:
        """Draw figures above, the time box and what to look at below."""
        width = max(20, self.content_size.width)
        return Content("\n").join([self._figures(width), self._bar(width)])

    def _figures(self, width: int) -> Content:
        face = self.face
        left = Content.assemble(
            (minutes_and_seconds(face.elapsed_s), "bold"),
            (" gone   ", "$foreground-muted"),
            (minutes_and_seconds(abs(face.left_s)), "bold"),
            (" left" if face.left_s >= 0 else " over", "$foreground-muted"),
        )
        right = self._drift()
        item = self._item(max(0, width - left.cell_length - right.cell_length - 6))
        return _spread(width, left, item, right)

    def _item(self, room: int) -> Content:
        face = self.face
        if not face.box_s and not face.title:
            return Content("")
        figures = minutes_and_seconds(face.box_used_s)
        whole = f" of {minutes_and_seconds(face.box_s)}" if face.box_s else ""
        space = room - len(figures) - len(whole) - 4
        title = fit(safe(face.title), space) if space >= 6 else ""
        return Content.assemble(
            ("▸ ", "bold $accent"),
            (f"{title}  " if title else "", ""),
            (figures, "bold"),
            (whole, "$foreground-muted"),
        )

    def _drift(self) -> Content:
        face = self.face
        if not face.started:
            return Content.styled("not started", "$foreground-muted")
        if face.paused:
            return Content.styled("‖ paused", "bold $accent")
        if abs(face.drift_s) < _STEADY_S:
            return Content.styled("on time", "$foreground-muted")
        minutes = max(1, round(abs(face.drift_s) / 60))
        if face.drift_s > 0:
            return Content.styled(f"{minutes} min behind", "bold $warning")
        return Content.styled(f"{minutes} min ahead", "$foreground")

    def _bar(self, width: int) -> Content:
        face = self.face
        told = [each for each in face.warnings if each in _WORDS]
        words = Content("")
        for warning in told:
            sign, text = _WORDS[warning]
            tone = "bold $warning" if warning in _URGENT else "$warning"
            piece = Content.styled(f"{sign} {text}", tone)
            joined = words + "   " + piece if words else piece
            if joined.cell_length <= width - 10:
                words = joined
        length = width - (words.cell_length + 2 if words else 0)
        share = min(1.0, face.box_used_s / face.box_s) if face.box_s > 0 else 0.0
        done = round(share * length)
        return Content.assemble(
            ("━" * done, "$accent"),
            ("─" * (length - done), "$border-blurred"),
            "  " if words else "",
            words,
        )


def _spread(width: int, left: Content, middle: Content, right: Content) -> Content:
    """Put three pieces at the left, the centre and the right of a line."""
    free = width - left.cell_length - middle.cell_length - right.cell_length
    before = max(1, free // 2)
    after = max(1, free - before)
    return left + Content(" " * before) + middle + Content(" " * after) + right
