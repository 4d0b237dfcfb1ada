"""Beside the list: the comment in hand, the keys of the elements, and the line to ask with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import rich.repr
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from focusgroup.domain.comment import AIMS, Valence
from focusgroup.domain.text import clean
from focusgroup.tui.screens.review.rows import sign_of
from focusgroup.tui.widgets.cells import minutes_and_seconds, safe
from focusgroup.tui.widgets.stream import CODE

if TYPE_CHECKING:
    from focusgroup.domain.comment import Comment
    from focusgroup.domain.element import Frame
    from focusgroup.room.review_ledger import CommentLedger

_TONES = {
    Valence.STRENGTH: "bold $success",
    Valence.WEAKNESS: "bold $error",
    Valence.IDEA: "bold $secondary",
    Valence.MIXED: "bold $foreground",
    Valence.NEUTRAL: "$foreground",
}


class CommentPane(VerticalScroll, can_focus=False):
    """All that is kept of the comment in hand."""

    DEFAULT_CSS = """
    CommentPane { scrollbar-size-vertical: 1; & > Static { height: auto; } }
    """

    def compose(self) -> ComposeResult:
        """Hold one text."""
        yield Static(id="comment-shown", markup=False)

    def show(self, ledger: CommentLedger, comment: Comment | None, restorable: int) -> None:
        """Show a comment; `restorable` is how many of its masks can still be taken off."""
        shown = self.query_one("#comment-shown", Static)
        if comment is None:
            shown.update(Content.styled("No comment in hand.", "$foreground-muted"))
            return
        shown.update(
            Content("\n").join(
                [
                    _head(ledger, comment),
                    Content(safe(comment.text) or "(no words)").highlight_regex(
                        CODE, style="bold $accent"
                    ),
                    _marks(ledger, comment),
                    *_privacy(comment, restorable),
                ]
            )
        )
        self.scroll_home(animate=False, immediate=True)


def _head(ledger: CommentLedger, comment: Comment) -> Content:
    further = ", ".join(ledger.seat_code(s) for s in comment.with_seats.split())
    who = ledger.who(comment) + (f", {further}" if further else "")
    return Content.assemble(
        (safe(who), "bold $foreground"),
        (f"  {minutes_and_seconds(comment.at_s)}  {safe(ledger.question(comment))}",
         "$foreground-muted"),
    )  # fmt: skip


def _marks(ledger: CommentLedger, comment: Comment) -> Content:
    valence = Valence(comment.valence) if comment.valence in set(Valence) else Valence.NEUTRAL
    words = [safe(comment.kind), "quotable" if comment.quotable else "not quotable"]
    if comment.strong:
        words.append("strong")
    if comment.hands is not None:
        words.append(f"{comment.hands} hands")
    if comment.incomplete:
        words.append("to be completed")
    if comment.check:
        words.append(safe(comment.check))
    elements = [e.key for e in ledger.frame.elements if e.key in ledger.elements_of(comment.id)]
    tags = [f"#{safe(key)}" for key in (*elements, *sorted(ledger.aims_of(comment.id)))]
    return Content.assemble(
        (f"{sign_of(comment.valence)} {valence}", _TONES[valence]),
        (" · " + " · ".join(words), "$foreground-muted"),
        ("  " + " ".join(tags) if tags else "  untagged", "$accent" if tags else "$warning"),
    )


def _privacy(comment: Comment, restorable: int) -> list[Content]:
    lines = []
    if comment.masks:
        kinds = Counter(comment.masks.split())
        told = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.items())
        key = "   m restores" if restorable else ""
        lines.append(Content.styled(safe(f"masked: {told}{key}"), "$foreground-muted"))
    if comment.flags:
        told = ", ".join(comment.flags.split())
        lines.append(Content.styled(safe(f"⚑ look at it before the report: {told}"), "$warning"))
    return lines


class Legend(Widget):
    """The element and aim keys; those the comment in hand carries are marked."""

    DEFAULT_CSS = """
    Legend { height: auto; padding: 0 1; color: $foreground-muted; }
    """
    ALLOW_SELECT = False

    def __init__(self, frame: Frame, keys: dict[str, str]) -> None:
        super().__init__()
        self._names = {e.key: e.name for e in frame.elements}
        self._keys = keys  # key to press, by element key
        self._elements: set[str] = set()
        self._aims: set[str] = set()

    def show(self, elements: set[str], aims: set[str]) -> None:
        """Mark what the comment in hand carries."""
        if (elements, aims) != (self._elements, self._aims):
            self._elements, self._aims = elements, aims
            self.refresh()

    def _pieces(self) -> list[Content]:
        parts = [(self._keys.get(k, ""), n, k in self._elements) for k, n in self._names.items()]
        parts += [(str(at), aim, aim in self._aims) for at, aim in enumerate(AIMS, start=1)]
        signs = Content.assemble(("+ - ! ~ .", "bold $accent"), " valence")
        return [*(_legend_piece(*part) for part in parts), signs]

    def _lines(self, width: int) -> list[Content]:
        """Lay the keys out in lines, none broken between a key and its word."""
        lines: list[Content] = []
        for piece in self._pieces():
            if lines and lines[-1].cell_length + 2 + piece.cell_length <= width:
                lines[-1] = lines[-1] + "  " + piece
            else:
                lines.append(piece)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines the keys take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the keys."""
        return Content("\n").join(self._lines(max(1, self.content_size.width)))


def _legend_piece(key: str, name: str, on: bool) -> Content:
    style = "bold $foreground" if on else "$foreground-muted"
    return Content.assemble((key, "bold $accent"), (("✓" if on else " ") + safe(name), style))


class _Words(TextArea):
    """A comment being edited: one line of text, wrapped; Enter keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep", priority=True, id="edit.keep"),
        Binding("escape", "give_up", "leave as it was", priority=True, id="edit.leave"),
    ]

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        self.replace(clean(event.text), start, end)

    def action_keep(self) -> None:
        """Ask for the text to be masked and kept."""
        self.post_message(EditBox.Kept(clean(self.text)))

    def action_give_up(self) -> None:
        """Leave the comment as it was."""
        self.post_message(EditBox.Left())


class EditBox(Vertical):
    """Where a comment's words are changed; they are masked again before they are kept."""

    HELP: ClassVar[str] = (
        "Change the words of this comment. Enter keeps them: they are masked like the first time. "
        "Escape leaves the comment as it was. [P3] or [name 1] stands for a masked name; leave it."
    )
    DEFAULT_CSS = """
    EditBox {
        height: auto;
        max-height: 50%;
        display: none;
        padding: 0 1;
        background: $surface;
        &.-open { display: block; }
        & TextArea { height: auto; min-height: 3; max-height: 8; }
        & .edit--below { height: auto; color: $foreground-muted; }
        & .edit--below.-warning { color: $warning; }
        & .edit--below.-error { color: $error; text-style: bold; }
    }
    """

    @rich.repr.auto
    class Kept(Message):
        """Enter was pressed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

        def __rich_repr__(self) -> rich.repr.Result:
            yield "characters", len(self.text)  # the words stay out of logs

    class Left(Message):
        """Escape was pressed."""

    def __init__(self) -> None:
        super().__init__(id="edit")
        self._words = _Words(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self._below = Static("", markup=False, classes="edit--below")

    def compose(self) -> ComposeResult:
        """Lay the words and the line below out."""
        yield self._words
        yield self._below

    @property
    def words(self) -> TextArea:
        """The text area, for tests and for `cursor_blink`."""
        return self._words

    def open(self, text: str, warning: str) -> None:
        """Begin with a comment's words."""
        self._words.load_text(text)
        self._words.move_cursor(self._words.document.end)
        self._below.remove_class("-error")
        self._below.set_class(bool(warning), "-warning")
        self._below.update(Content(warning or "Enter keeps it, masked   Esc leaves it as it was"))
        self.add_class("-open")
        self._words.focus()

    def show_error(self, sentence: str) -> None:
        """Say why it was not kept; the typed words stay."""
        self._below.add_class("-error")
        self._below.update(Content("✗ " + safe(sentence)))

    def close(self) -> None:
        """Take the box away and forget its words."""
        self.remove_class("-open")
        self._words.load_text("")
