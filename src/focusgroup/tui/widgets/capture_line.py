"""The capture line, where every remark is typed, and the preview of what will be kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final

import rich.repr
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from focusgroup.capture.grammar import GRAMMAR, RULES
from focusgroup.domain.text import clean
from focusgroup.tui.widgets.cells import fit, safe
from focusgroup.tui.widgets.stream import CODE

# Lines kept for ctrl+up. They are raw words, so few, and in memory only.
_HISTORY: Final = 30
# The head of a line: who, then the sign. What it means is settled by focusgroup.capture.
_HEAD: Final = re.compile(
    r"^\s*(?P<who>(?:\d{1,2}(?:[,&]\d{1,2})*(?:>\d{1,2})?|\*|\?)?)(?P<sign>[-+!~·]?)\s*"
)


def _help() -> str:
    """Return the grammar as the help page shows it, from the one place that knows it."""
    parts = ["Type a remark and press Enter; names are masked, then it is kept at once."]
    for title, rows in GRAMMAR.items():
        lines = [f"{row.what:<25} {row.means}" for row in rows]
        parts.append("\n".join([title.upper(), *lines]))
    parts += RULES
    parts.append("Ctrl+Up and Ctrl+Down bring earlier lines back. Pasted lines become one line.")
    return "\n\n".join(parts)


class _LineInput(Input):
    """An Input that keeps all of a paste, has the history keys and hands Enter over in order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+up", "earlier", "Earlier line", show=False),
        Binding("ctrl+down", "later", "Later line", show=False),
    ]

    def on_key(self, event: events.Key) -> None:
        """Hand the line over before the next key is looked at.

        Textual's own Enter is an action that runs later, elsewhere: in a burst of keys the next
        remark was in the line by then, and both were kept as one.
        """
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            line = next(a for a in self.ancestors if isinstance(a, CaptureLine))
            line.enter()

    def on_paste(self, event: events.Paste) -> None:
        """Insert pasted lines as one: Textual's Input would keep only the first."""
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Insert the clipboard the same way."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        start, end = sorted(self.selection)
        self.replace(clean(text), start, end)

    def action_earlier(self) -> None:
        """Ask the line for an earlier text."""
        self.post_message(CaptureLine.Recall(-1))

    def action_later(self) -> None:
        """Ask the line for a later text."""
        self.post_message(CaptureLine.Recall(1))


class CaptureLine(Vertical):
    """One line of typing. It is emptied only by `accept`, once the store has the comment."""

    HELP: ClassVar[str] = _help()
    DEFAULT_CSS = """
    CaptureLine {
        height: auto;
        background: $surface;
        padding: 0 1;
        & > Horizontal { height: 1; }
        & .capture--prompt { width: 2; color: $foreground-muted; }
        &:focus-within .capture--prompt { color: $accent; text-style: bold; }
        & Input, & Input:focus {
            background: transparent;
            background-tint: transparent;
            width: 1fr;
            &:nocolor > .input--cursor { text-style: reverse; }
            &:nocolor > .input--selection { text-style: reverse; }
        }
        & > .capture--hint { height: 1; padding: 0 0 0 2; color: $foreground-muted; }
        & > .capture--hint.-error {
            color: $error;
            text-style: bold;
            height: auto;
            max-height: 3;
        }
    }
    """

    @rich.repr.auto
    class Edited(Message):
        """The line changed: time to save the draft and show the preview."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

        def __rich_repr__(self) -> rich.repr.Result:
            yield "characters", len(self.line)  # the words stay out of logs

    class Submitted(Edited):
        """Enter was pressed on a line that holds something."""

    class Recall(Message):
        """The input asks for another line of the history; for `CaptureLine` itself."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(
        self,
        *,
        placeholder: str = "3- what seat 3 said   (F1 shows all of it)",
        hint: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._resting_hint = hint
        self._prompt = Static("›", classes="capture--prompt", markup=False)
        self._input = _LineInput(placeholder=placeholder, compact=True, select_on_focus=False)
        self._hint = Static(Content(hint), classes="capture--hint", markup=False)
        self._history: list[str] = []
        self._at: int | None = None  # place in the history, None while typing
        self._typed = ""  # what was being typed before the history was opened
        self._blamed = ""  # the line that the error shown is about
        self.taker: Callable[[str], None] | None = None  # called at Enter, in place of Submitted

    def compose(self) -> ComposeResult:
        """Lay out prompt, input and hint."""
        with Horizontal():
            yield self._prompt
            yield self._input
        yield self._hint

    def focus(self, scroll_visible: bool = True) -> CaptureLine:
        """Give the keyboard to the line."""
        self._input.focus(scroll_visible)
        return self

    @property
    def input(self) -> Input:
        """The Input inside, for tests and for `cursor_blink`."""
        return self._input

    @property
    def text(self) -> str:
        """What is typed so far."""
        return self._input.value

    @text.setter
    def text(self, line: str) -> None:
        line = clean(line)
        self._input.value = line
        self._input.cursor_position = len(line)

    # What the screen calls.

    def accept(self, line: str) -> None:
        """Clear a line the store has confirmed; whatever was typed since stays."""
        self._history = [*[old for old in self._history if old != line], line][-_HISTORY:]
        self._at = None
        rest = self.text.removeprefix(line) if self.text.startswith(line) else self.text
        self.text = rest.lstrip()
        self.show_hint()

    def put_head(self, who: str | None = None, sign: str | None = None) -> None:
        """Set the speaker ('3', '3>5', '*', '?') or the sign at the start; None leaves it."""
        found = _HEAD.match(self.text)
        assert found is not None  # every part of the pattern may be empty
        head = (found["who"] if who is None else who) + (found["sign"] if sign is None else sign)
        rest = self.text[found.end() :]
        self.text = f"{head} {rest}" if head else rest

    def show_hint(self, text: str = "") -> None:
        """Show a hint below the line; '' brings the resting one back."""
        self._hint.remove_class("-error")
        self._hint.update(Content(safe(text or self._resting_hint)))

    def show_error(self, text: str) -> None:
        """Show what is wrong with the line until it is changed; the typed text stays."""
        self._blamed = self.text
        self._hint.add_class("-error")
        self._hint.update(Content("✗ " + safe(text)))

    def forget_history(self) -> None:
        """Drop the typed lines kept for Ctrl+Up."""
        self._history.clear()
        self._at = None

    # Events.

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        # The line as it is now: news of earlier keys may come in after Enter has emptied it.
        if self._hint.has_class("-error") and self.text != self._blamed:
            self.show_hint()
        self.post_message(self.Edited(self.text))

    def enter(self) -> None:
        """Submit the line, as the Enter key does."""
        line = self.text
        if not line.strip():
            return
        if self.taker is not None:
            self.taker(line)
        else:
            self.post_message(self.Submitted(line))

    def on_capture_line_recall(self, event: Recall) -> None:
        """Step through the history; past its end the line being typed comes back."""
        event.stop()
        if not self._history:
            return
        if self._at is None:
            if event.step > 0:
                return
            self._typed, self._at = self.text, len(self._history)
        self._at = max(0, self._at + event.step)
        if self._at >= len(self._history):
            self._at = None
            self.text = self._typed
        else:
            self.text = self._history[self._at]


_CHIP_STYLES: Final = {
    "who": "bold $foreground on $panel",
    "strength": "bold $success on $panel",
    "weakness": "bold $error on $panel",
    "idea": "bold $secondary on $panel",
    "mixed": "bold $foreground on $panel",
    "neutral": "$foreground-muted on $panel",
    "kind": "italic $foreground on $panel",
    "element": "$accent on $panel",
    "notice": "bold $warning",
}


class CapturePreview(Static):
    """Two lines above the capture line: how it was read, and the words as they will be kept."""

    HELP: ClassVar[str] = (
        "How the line was understood, and below it the text as it will be kept. Names and other "
        "identifying words are replaced before anything is written."
    )
    DEFAULT_CSS = """
    CapturePreview { height: 2; padding: 0 1 0 3; color: $foreground-muted; }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__("", markup=False, id=id, classes=classes)
        self._chips: tuple[tuple[str, str], ...] = ()
        self._masked = ""
        self._notes: tuple[str, ...] = ()

    def show(
        self,
        chips: Iterable[tuple[str, str]] = (),
        masked: str = "",
        notes: Sequence[str] = (),
    ) -> None:
        """Show chips as (role, text), the masked text, and notes such as '2 names masked'.

        Roles: who, strength, weakness, idea, mixed, neutral, kind, element, notice.
        """
        self._chips, self._masked, self._notes = tuple(chips), masked, tuple(notes)
        self.refresh()

    def render(self) -> Content:
        """Draw the two lines."""
        width = max(8, self.content_size.width)
        return Content("\n").join([self._chip_line(width), self._text_line(width)])

    def _chip_line(self, width: int) -> Content:
        notes = " · ".join(safe(note) for note in self._notes)
        right = Content.styled(f"◆ {fit(notes, width // 2)}", "$accent") if notes else Content("")
        left, used = Content(""), 0
        room = width - right.cell_length - (2 if notes else 0)
        for role, text in self._chips:
            style = _CHIP_STYLES.get(role, _CHIP_STYLES["neutral"])
            words = safe(text) if role != "notice" else f"? {safe(text)}"
            chip = Content.styled(f" {fit(words, 40)} ", style)
            if used + chip.cell_length > room:
                break
            left = left + chip + " "
            used += chip.cell_length + 1
        gap = max(0, width - left.cell_length - right.cell_length)
        return left + Content(" " * gap) + right

    def _text_line(self, width: int) -> Content:
        shown = safe(self._masked)
        tail = shown[-width:]  # the end is what is being typed
        while len(tail) > 1 and Content(tail).cell_length > width - 1:
            tail = tail[1:]
        cut = len(tail) < len(shown)
        return Content("…" if cut else "") + Content(tail).highlight_regex(
            CODE, style="bold $accent"
        )
