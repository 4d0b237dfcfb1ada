"""A guide from top to bottom, as it will be said and asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from focusgroup.domain.guide import Guide, GuideItem
from focusgroup.domain.text import clean_lines
from focusgroup.tui.screens.base import ProgramScreen
from focusgroup.tui.screens.setup_words import flowing
from focusgroup.tui.widgets.cells import safe
from focusgroup.tui.widgets.key_footer import KeyFooter


class GuideReadingScreen(ProgramScreen):
    """Read-only; blanks show as {{ blanks }}, for they are filled when a group runs."""

    CSS_PATH = "guides.tcss"
    HELP: ClassVar[str] = (
        "The guide as it reads. What stands between {{ and }} is filled in when a group runs it. "
        "Up, Down, Page Up, Page Down, Home and End scroll; Esc goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "back", "back", show=False),
    ]

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._read = guide

    def compose(self) -> ComposeResult:
        """Lay the guide out."""
        guide = self._read
        head = (
            f"{guide.title} · version {guide.version} · {guide.minutes:g} minutes"
            f" · for {guide.group_kind}"
        )
        yield Static(Content.styled(safe(head), "bold $accent"), classes="form-title")
        with VerticalScroll(id="guide-pages", can_focus=True):
            for piece in _pieces(guide):
                yield Static(piece)
        yield KeyFooter()


def _pieces(guide: Guide) -> Iterator[Content]:
    for section in guide.sections:
        yield Content.styled(safe(section.title).upper(), "bold $foreground-muted")
        for item in section.items:
            yield Content("\n").join([*_lines(item), Content("")])


def _lines(item: GuideItem) -> Iterator[Content]:
    yield Content.assemble(
        (safe(item.title), "bold"), (f"  {item.minutes:g} min · {item.kind}", "$foreground-muted")
    )
    if item.say:
        yield Content(flowing(clean_lines(item.say)))
    if item.ask:
        yield Content.styled(flowing(clean_lines(item.ask)), "bold $accent")
    yield from (Content(f"  □ {safe(line)}") for line in item.checklist)
    yield from (Content(f"  – {safe(probe)}") for probe in item.probes)
    if item.note:
        yield Content.styled(f"For you: {flowing(clean_lines(item.note))}", "italic")
