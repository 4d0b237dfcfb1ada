"""Which key stands for which element in the review: the frame's own hotkeys where they are free."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from textual.binding import Binding

from focusgroup.tui.widgets.stream import CommentStream

if TYPE_CHECKING:
    from focusgroup.domain.element import Frame

# Letters the review needs for itself; no shipped frame uses them.
RESERVED = frozenset("qxemMuf")
_LETTERS = frozenset(ascii_lowercase + ascii_uppercase)


HELP = (
    "Tagging: each element has its key, shown below the list; 1, 2 and 3 tag an idea to create, "
    "maintain or expand. A comment may carry several; the same key takes a tag off again. "
    "+ strength, - weakness, ! idea, ~ mixed, . neutral. Space selects comments: every key then "
    "works on all of them.\n\n"
    "u shows only what is untagged, f filters by question, seat, element, valence or flag, / finds "
    "words, newest first. A comment that no longer fits the filter stays until you leave it. "
    "F4 shows where a comment is used. "
    "Every action can be undone with Ctrl+Z and done again with Ctrl+Y, one key at a time.\n\n"
    "Signs: “ ” verbatim, ( ) observation, ^ to come back to, = summary check, … to be completed, "
    "⚑ look at it before the report, ● selected. [P3] or [name 1] stands for a masked name."
)


def element_keys(frame: Frame) -> dict[str, str]:
    """Return the key to press for each element, by element key; no key stands for two things.

    A hotkey that the review needs itself, or that two elements share, gives way to the first free
    letter of the element's name, then of the alphabet.
    """
    keys: dict[str, str] = {}
    taken = set(RESERVED)
    for element in frame.elements:
        if element.hotkey in _LETTERS - taken:
            keys[element.key] = element.hotkey
            taken.add(element.hotkey)
    for element in frame.elements:
        if element.key in keys:
            continue
        wanted = [*element.name.lower(), *ascii_lowercase, *ascii_uppercase]
        free = next((c for c in wanted if c in _LETTERS and c not in taken), None)
        if free is not None:
            keys[element.key] = free
            taken.add(free)
    return {e.key: keys[e.key] for e in frame.elements if e.key in keys}


class ReviewStream(CommentStream):
    """The comments under review; what it says when empty depends on the filter."""

    HELP = HELP
    keeps_tail = False  # an analyst is at one comment; the newest is not what matters here
    empty_words = ""

    def empty_text(self) -> str:
        """Say why nothing is shown, and what to do next."""
        return self.empty_words

    def on_resize(self) -> None:
        """Keep the comment in hand in view, also when the edit box opens below."""
        super().on_resize()
        self.show_in_hand()

    def show_in_hand(self) -> None:
        """Bring the comment in hand into view."""
        if self.cursor is not None and self.line_total:
            self.show_row(self.cursor)


def tagging_stream(frame: Frame) -> ReviewStream:
    """Return a comment stream on which each element of a frame has its key.

    Bindings are of a class, so a frame makes one: its keys then stand in help and palette, and can
    be bound anew like all others.
    """
    names = {e.key: e.name for e in frame.elements}
    bindings = [
        Binding(
            key,
            f"screen.tag('{element}')",
            f"tag {names[element]}",
            show=False,
            id=f"review.element.{element}",
            tooltip=f"Tag the comment, or all selected, to {names[element]}; again takes it off",
        )
        for element, key in element_keys(frame).items()
    ]
    tagging: type[ReviewStream] = type("TaggingStream", (ReviewStream,), {"BINDINGS": bindings})
    return tagging(id="review-stream")
