"""A footer of at most seven keys that never cuts one off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.widget import Widget

_MOST: Final = 7  # F1 included: more than seven are not read at a glance
_NAMES: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "⌫",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "exclamation_mark": "!",
    "full_stop": ".",
    "comma": ",",
    "number_sign": "#",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
    "asterisk": "*",
    "equals_sign": "=",
}


def key_name(binding: Binding) -> str:
    """Return a key as people read it: ctrl+s as '^s', f2 as 'F2', pagedown as 'PgDn'."""
    if binding.key_display:
        return binding.key_display
    *modifiers, key = binding.key.split("+")
    name = _NAMES.get(key, key)
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        name = key.upper()
    marks = {"ctrl": "^", "shift": "⇧", "alt": "Alt+"}
    return "".join(marks.get(modifier, f"{modifier}+") for modifier in modifiers) + name


class KeyFooter(Widget):
    """One line of keys: those of the focused widget first, then its screen's, F1 always.

    `order` lists binding ids or actions that go before all others. Where Esc is among them it is
    never cut off: whoever is lost looks for it.
    """

    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $footer-background;
        color: $footer-description-foreground;
    }
    """
    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        order: Sequence[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._order = tuple(order)
        self._spots: list[tuple[int, int, str]] = []  # (from, to, key) for the mouse

    def on_mount(self) -> None:
        """Hear of changed bindings."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def put_first(self, *order: str) -> None:
        """Show these binding ids or actions before all others from now on."""
        if order != self._order:
            self._order = order
            self.refresh()

    def _rank(self, place: int, active: ActiveBinding) -> tuple[int, int]:
        for name in (active.binding.id, active.binding.action):
            if name and name in self._order:
                return (0, self._order.index(name))
        return (1, place)

    def shown(self) -> list[Binding]:
        """Return the bindings worth a place, most important first, without F1."""
        candidates: dict[str, tuple[tuple[int, int], Binding]] = {}
        for place, active in enumerate(self.screen.active_bindings.values()):
            binding = active.binding
            if not binding.show or not active.enabled or binding.key == "f1":
                continue
            candidates.setdefault(binding.action, (self._rank(place, active), binding))
        return [binding for _rank, binding in sorted(candidates.values(), key=lambda c: c[0])]

    def render(self) -> Content:
        """Draw as many keys as fit whole."""
        width = self.content_size.width
        help_key, help_word = "F1", "help"
        help_cells = len(help_key) + 1 + len(help_word)
        gap = 3
        chosen = self._fitting(width - help_cells, gap)
        content, at = Content(""), 0
        self._spots = []
        for name, binding in chosen:
            piece = _key(name, binding.description)
            self._spots.append((at, at + piece.cell_length, binding.key))
            content = content + piece + " " * gap
            at += piece.cell_length + gap
        fill = max(0, width - at - help_cells)
        self._spots.append((at + fill, width, "f1"))
        return content + " " * fill + _key(help_key, help_word)

    def _fitting(self, room: int, gap: int) -> list[tuple[str, Binding]]:
        """Return the keys that fit whole, by name: Esc, where the order lists it, for certain."""
        shown = self.shown()
        leave = next((b for b in shown if b.key == "escape" and self._listed(b)), None)
        room -= _cells(leave) + gap if leave else 0
        kept: list[Binding] = []
        for binding in [b for b in shown if b is not leave][: _MOST - 1 - (leave is not None)]:
            room -= _cells(binding) + gap
            if room < 0:
                break
            kept.append(binding)
        return [(key_name(b), b) for b in shown if b in kept or b is leave]

    def _listed(self, binding: Binding) -> bool:
        return bool({binding.id, binding.action} & set(self._order))

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        at = event.x - self.gutter.left
        for start, end, key in self._spots:
            if start <= at < end:
                self.app.simulate_key(key)
                return


def _cells(binding: Binding) -> int:
    return cell_len(key_name(binding)) + 1 + cell_len(binding.description)


def _key(name: str, word: str) -> Content:
    return Content.assemble(
        (name, "bold $footer-key-foreground"), " ", (word, "$footer-description-foreground")
    )
