"""Links to other rows or to comments, chosen from a list that the screen shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from focusgroup.tui.widgets.cells import safe


class LinkBox(Widget, can_focus=True):
    """What is linked, one a line; Enter opens the list, Delete takes the last one off."""

    HELP: ClassVar[str] = (
        "Links to other rows or to comments. Enter or Space opens the list: type a part of what "
        "you look for, Enter links it, or takes the link off where ✓ stands. Delete takes the "
        "last one off."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "choose", id="link.pick"),
        Binding("delete,backspace", "drop_last", "take off", id="link.drop"),
    ]
    DEFAULT_CSS = """
    LinkBox { height: auto; min-height: 1; padding: 0 1; border-left: outer $border-blurred; }
    LinkBox:focus { border-left: outer $accent; background: $surface; }
    """
    ALLOW_SELECT = False

    value: reactive[str] = reactive("", layout=True)
    """Ids of what is linked, with spaces between."""

    class PickAsked(Message):
        """The list is to be shown."""

        def __init__(self, box: LinkBox) -> None:
            super().__init__()
            self.box = box

    def __init__(
        self,
        value: str,
        titled: Callable[[str], str],
        *,
        multiple: bool,
        noun: str,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
    ) -> None:
        super().__init__(id=id)
        self._titled = titled
        self.multiple = multiple
        self._noun = noun
        self.set_reactive(LinkBox.value, value)

    @property
    def ids(self) -> list[str]:
        """What is linked."""
        return self.value.split()

    def render(self) -> Content:
        """Draw one link a line."""
        if not self.ids:
            return Content.styled(f"none; Enter links {self._noun}", "$foreground-muted")
        lines = [Content(safe(self._titled(each))) for each in self.ids]
        return Content("\n").join(Content.assemble(("→ ", "$accent"), line) for line in lines)

    def toggle(self, row_id: str) -> None:
        """Link a row, or take the link off."""
        ids = self.ids
        if row_id in ids:
            ids.remove(row_id)
        else:
            ids = [*ids, row_id] if self.multiple else [row_id]
        self.value = " ".join(ids)

    def action_pick(self) -> None:
        """Ask for the list."""
        self.post_message(self.PickAsked(self))

    def action_drop_last(self) -> None:
        """Take the last link off."""
        self.value = " ".join(self.ids[:-1])

    def on_click(self) -> None:
        """Open the list."""
        self.focus()
        self.action_pick()
