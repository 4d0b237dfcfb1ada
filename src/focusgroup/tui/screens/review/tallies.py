"""How often, by how many people, in how many groups: in the study's frame or across to another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from focusgroup.analysis import matrix
from focusgroup.analysis.reach import Reach, reach, said
from focusgroup.domain.comment import Comment, Valence, Vocabulary
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import pad, safe

if TYPE_CHECKING:
    from focusgroup.domain.element import Frame
    from focusgroup.domain.record import StudyRecord
    from focusgroup.tui.widgets.row_view import Line

_COLUMNS = (Valence.STRENGTH, Valence.WEAKNESS, Valence.IDEA, Valence.MIXED, Valence.NEUTRAL)
_TONES = {
    Valence.STRENGTH: "strength",
    Valence.WEAKNESS: "weakness",
    Valence.IDEA: "idea",
}


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One element read in a frame, with its reach by valence and of all together."""

    name: str
    cells: dict[Valence, Reach]
    total: Reach


@dataclass(frozen=True, slots=True)
class Tally:
    """A whole reading; `unread` holds comments whose elements have no counterpart there."""

    frame_name: str
    rows: tuple[TallyRow, ...]
    unread: Reach
    untagged: Reach


def readings(frame: Frame) -> list[str]:
    """Return the ids of the frames a study can be read in, its own first."""
    others = {other for element in frame.elements for other in element.same_as}
    return [frame.id, *sorted(others - {frame.id})]


def frames_of(frame: Frame) -> dict[str, Frame]:
    """Return the shipped or own frames that a study can be read in; a missing one is left out."""
    from focusgroup.guide.library import load_frame
    from focusgroup.guide.problem import GuideError

    found: dict[str, Frame] = {}
    for frame_id in readings(frame)[1:]:
        with suppress(GuideError):
            found[frame_id] = load_frame(frame_id)
    return found


def tally(record: StudyRecord, frame_id: str, shown_as: Frame | None = None) -> Tally:
    """Count what was said under the elements of a frame, through the crosswalk (row 4.01).

    `shown_as` names that frame's elements and gives their order; without it keys stand for names.
    A comment whose two elements read as one there counts once.
    """
    frame = record.frame
    own = frame_id == frame.id
    names = {e.key: e.name for e in (frame if own else shown_as or frame).elements}
    if not own and shown_as is None:
        keys = (frame.across(e.key, frame_id) for e in frame.elements)
        names = {key: key.capitalize() for key in keys if key}
    coded: dict[str, list[Comment]] = {key: [] for key in names}
    unread: list[Comment] = []
    untagged: list[Comment] = []
    for comment in said(record):
        codes = matrix.codes_of(record, comment, Vocabulary.ELEMENT)
        read = {key for code in codes if (key := frame.across(code, frame_id))}
        for key in read:
            coded.setdefault(key, []).append(comment)
        if not codes:
            untagged.append(comment)
        elif not read:
            unread.append(comment)
    title = frame.name if own else shown_as.name if shown_as else frame_id
    rows = tuple(_row(names.get(key, key), found) for key, found in coded.items())
    return Tally(title, rows, reach(unread), reach(untagged))


def aims(record: StudyRecord) -> tuple[TallyRow, ...]:
    """Count ideas to create, maintain and expand relationships (feature row 1.38)."""
    return tuple(_row(row.name, list(row.comments)) for row in matrix.aims(record).rows)


def _row(name: str, comments: list[Comment]) -> TallyRow:
    row = matrix.matrix_row(name, name, comments)
    return TallyRow(name, dict(row.cells), row.total)


class TallyScreen(ModalScreen[None]):
    """The tallies over the review, one reading at a time."""

    HELP: ClassVar[str] = (
        "Each cell is comments / people / groups: how often something was said, by how many "
        "different people, in how many groups. Groups are no samples, so there are no "
        "percentages. Left and Right read the same tags in another frame of elements: the study's "
        "own, the four elements, or the programme. Team notes and opening answers are not counted."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "dismiss", "close", id="tallies.close"),
        Binding("right", "turn(1)", "next reading", id="tallies.next"),
        Binding("left", "turn(-1)", "reading before", id="tallies.before", show=False),
        Binding("up", "scroll(-1)", "up", show=False),
        Binding("down", "scroll(1)", "down", show=False),
    ]
    DEFAULT_CSS = """
    TallyScreen {
        align: center middle;
        background: $background 70%;
        & > Vertical {
            width: 100;
            max-width: 100%;
            height: 20;
            max-height: 100%;
            background: $surface;
            border-left: outer $accent;
            padding: 1 1;
        }
        & .tally--title { text-style: bold; color: $accent; height: 1; padding: 0 2; }
        & .tally--close { color: $foreground-muted; height: 1; padding: 0 2; }
        & RowList { height: 1fr; margin: 1 0; }
    }
    """

    def __init__(self, record: StudyRecord, frames: dict[str, Frame]) -> None:
        super().__init__()
        self._record = record
        self._frames = frames
        self._ids = readings(record.frame)
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay the title, the table and the keys out."""
        with Vertical():
            yield Static(id="tally-title", classes="tally--title", markup=False)
            yield RowList(id="tally-rows")
            yield Static("comments / people / groups    ← → other reading   Esc closes",
                         classes="tally--close", markup=False)  # fmt: skip

    def on_mount(self) -> None:
        """Show the study's own frame first."""
        self.query_one("#tally-rows").can_focus = False
        self._show()

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self.call_after_refresh(self._show)

    def action_turn(self, step: int) -> None:
        """Go to another reading."""
        self._at = (self._at + step) % len(self._ids)
        self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll a table that is longer than the terminal."""
        self.query_one("#tally-rows").scroll_relative(y=lines, animate=False)

    def _show(self) -> None:
        frame_id = self._ids[self._at]
        counted = tally(self._record, frame_id, self._frames.get(frame_id))
        place = f"   ({self._at + 1} of {len(self._ids)})" if len(self._ids) > 1 else ""
        title = self.query_one("#tally-title", Static)
        title.update(Content(safe(f"Tallies: {counted.frame_name}{place}")))
        rows = self.query_one("#tally-rows", RowList)
        cell = 12 if rows.size.width >= 90 else 10 if rows.size.width >= 74 else 8
        rows.set_rows(self._lines(counted, cell, rows.size.width))
        rows.cursor = None

    def _lines(self, counted: Tally, cell: int, width: int) -> list[Line]:
        wide = max(8, min(18, width - 3 - cell * (len(_COLUMNS) + 1)))
        lines: list[Line] = [self._head(wide, cell)]
        lines += [self._line(row, wide, cell) for row in counted.rows]
        if counted.unread.comments:
            lines.append([(f"No counterpart in this reading: {_told(counted.unread)}", "muted")])
        lines.append([(f"Untagged: {_told(counted.untagged)}", "warning")])
        lines.append([("", "")])
        lines.append([("Ideas", "strong")])
        ideas = [f"{row.name} {_told(row.total)}" for row in aims(self._record)]
        lines.append([("   ".join(ideas), "idea")])
        return lines

    def _head(self, wide: int, cell: int) -> Line:
        line: Line = [(pad("", wide), "muted")]
        for valence in _COLUMNS:
            gap = " " if cell > 11 else ""
            line.append((pad(f"{valence.sign}{gap}{valence}"[: cell - 1], cell), "muted"))
        return [*line, ("all", "muted")]

    def _line(self, row: TallyRow, wide: int, cell: int) -> Line:
        line: Line = [(pad(safe(row.name), wide), "strong")]
        for valence in _COLUMNS:
            line.append((pad(_told(row.cells[valence]), cell), _TONES.get(valence, "")))
        return [*line, (_told(row.total), "strong")]


def _told(counted: Reach) -> str:
    if not counted.comments:
        return "–"
    return f"{counted.comments}/{counted.people}/{counted.groups}"
