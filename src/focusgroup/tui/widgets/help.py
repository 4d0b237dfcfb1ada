"""Help for what has the focus, and every key that works there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from focusgroup.domain.text import clean_lines
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.key_footer import key_name


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One binding in the help: the keys that do it, and what it does."""

    keys: str
    words: str


# Keys Textual gives to every scrolling part, of no use where nothing is wider than the screen.
_LEFT_OUT: Final = frozenset(
    {"scroll_left", "scroll_right", "page_left", "page_right", "screen.copy_text", "help_quit"}
)
_OWN_WORDS: Final = {"app.focus_next": "next part", "app.focus_previous": "part before"}


def key_lines(bindings: Iterable[Binding]) -> list[KeyLine]:
    """Gather bindings by what they do, those of the footer first."""
    grouped: dict[str, list[Binding]] = {}
    for binding in sorted(bindings, key=lambda each: not each.show):
        known = binding.description and not binding.system and binding.action not in _LEFT_OUT
        if known and "super+" not in binding.key:
            grouped.setdefault(binding.action, []).append(binding)
    return [
        KeyLine(
            " or ".join(dict.fromkeys(key_name(each) for each in same)),
            _OWN_WORDS.get(action, same[0].tooltip or same[0].description),
        )
        for action, same in grouped.items()
    ]


class HelpScreen(ModalScreen[None]):
    """A page over the screen: what the focused part is for, then the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,question_mark", "dismiss", "close the help"),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll(-12)", "Page up", show=False),
        Binding("pagedown,space", "scroll(12)", "Page down", show=False),
    ]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background 70%;
        & > Vertical {
            width: 76;
            max-width: 96%;
            height: 90%;
            max-height: 34;
            background: $surface;
            border-left: outer $accent;
            padding: 1 2;
        }
        & .help--title { text-style: bold; color: $accent; height: auto; margin: 0 0 1 0; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
        & VerticalScroll > Static { height: auto; }
        & .help--keys { margin: 1 0 0 0; }
        & .help--close { color: $foreground-muted; margin: 1 0 0 0; height: 1; }
    }
    """

    def __init__(self, title: str, text: str, keys: Iterable[KeyLine] = ()) -> None:
        super().__init__()
        self._heading, self._words, self._keys = title, text, tuple(keys)

    @classmethod
    def for_focus(cls, screen: Screen[object]) -> HelpScreen:
        """Return the help for the widget in focus, or for the nearest one round it with a text."""
        node: DOMNode | None = screen.focused or screen
        text = ""
        while node is not None and not text:
            text = getattr(node, "HELP", None) or ""
            node = node.parent
        active = [each.binding for each in screen.active_bindings.values() if each.enabled]
        return cls("Help", text or "Choose a part with Tab; F1 then tells about it.",
                   key_lines(active))  # fmt: skip

    def compose(self) -> ComposeResult:
        """Lay text and keys out."""
        with Vertical():
            yield Static(Content(safe(self._heading)), classes="help--title")
            with VerticalScroll(id="help-body"):
                yield Static(Content(clean_lines(self._words)))
                if self._keys:
                    yield Static(self._key_table(), classes="help--keys")
            yield Static("Esc closes   ↑ ↓ scroll", markup=False, classes="help--close")

    def _key_table(self) -> Content:
        wide = min(24, max(len(line.keys) for line in self._keys))
        return Content("\n").join(
            Content.assemble((pad(line.keys, wide), "bold $accent"), f"  {safe(line.words)}")
            for line in self._keys
        )

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        body = self.query_one("#help-body", VerticalScroll)
        body.scroll_relative(y=lines, animate=False)
