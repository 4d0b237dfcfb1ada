"""The first frame: what this is, what to do next, and the studies opened lately.

Nothing here may import pydantic, sqlite_utils or docx at its top: that would double the time to
the first frame. What a key needs is imported when it is pressed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from focusgroup import __version__
from focusgroup.tui.screens.base import ProgramScreen
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import fit, pad, safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line

_KEYED = 9  # recent studies that a digit opens
_STEPS = (
    ("n", "New study", "a title, a purpose, the elements comments are tagged to"),
    ("o", "Open a study", "a file that ends in .focusgroup"),
    ("g", "Guides", "read, write and check what is asked in a group"),
)


class HomeScreen(ProgramScreen):
    """Where the program starts and where Esc leads back to."""

    # Textual loads no CSS_PATH for an app's default screen.
    DEFAULT_CSS = """
    HomeScreen {
        & #home-head { height: auto; padding: 1 2 0 2; }
        & #home-steps { height: auto; padding: 1 2; }
        & #home-title { padding: 0 4; height: 1; color: $foreground-muted; text-style: bold; }
        & #recent { padding: 0 2; }
    }
    """
    HELP: ClassVar[str] = (
        "focusgroup runs a focus group from this terminal: the guide against the clock, every "
        "remark typed as it falls, names masked before anything is written, and a Word report "
        "that names nobody.\n\n"
        "n makes a study, o opens one, g shows the discussion guides. 1 to 9 open a study of the "
        "list; Up, Down and Enter do too. Ctrl+P lists every action, Ctrl+L changes the colours, "
        "Ctrl+Q leaves.\n\n"
        "To look round in an invented study first, leave and run: focusgroup demo"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_study", "new study", id="home.new", tooltip="Begin a study"),
        Binding("o", "open_file", "open", id="home.open", tooltip="Open a study by its file"),
        Binding("g", "guides", "guides", id="home.guides", tooltip="Read and write guides"),
        Binding("ctrl+q", "app.quit", "quit", id="home.quit", tooltip="Leave; all is kept"),
        Binding("escape", "back", "back", id="home.back", show=False),
        *(
            Binding(str(digit), f"recent({digit - 1})", f"Study {digit}", show=False)
            for digit in range(1, _KEYED + 1)
        ),
    ]

    def compose(self) -> ComposeResult:
        """Lay out name, next steps and recent studies."""
        with Vertical(id="home-head"):
            yield Static(
                Content.assemble(
                    ("focusgroup", "bold $accent"), (f"  {__version__}", "$foreground-muted")
                )
            )
            yield Static("A guide against the clock, every remark kept, nobody named.")
        yield Static(_steps(), id="home-steps")
        yield Static("Studies opened lately", id="home-title")
        yield RowList(
            id="recent",
            empty="None yet. Press n to make your first study.\n"
            "To look round in an invented one, leave (Ctrl+Q) and run: focusgroup demo",
        )
        yield KeyFooter(order=("home.new", "home.open", "home.guides"))

    def on_mount(self) -> None:
        """Show the list; keys work from the first moment."""
        self.query_one(RowList).focus()

    def on_screen_resume(self) -> None:
        """Show the list as it is now: another study may have been opened since."""
        self._studies = self.program.remembered.studies()
        self.query_one(RowList).set_rows(
            _row(number, path) for number, path in enumerate(self._studies, start=1)
        )

    @on(RowList.Chosen)
    def _open_chosen(self, event: RowList.Chosen) -> None:
        self._open(self._studies[event.index])

    def action_recent(self, index: int) -> None:
        """Open a study of the list by its digit."""
        if index < len(self._studies):
            self._open(self._studies[index])
        else:
            self.app.bell()

    def _open(self, path: Path) -> None:
        from focusgroup.tui.screens.open_file import open_study

        refusal = open_study(self.program, path)
        if refusal:
            self.tell(refusal, severity="error", timeout=20)

    def action_new_study(self) -> None:
        """Fill in a new study."""
        from focusgroup.tui.screens.new_study import NewStudyScreen

        self.app.push_screen(NewStudyScreen())

    def action_open_file(self) -> None:
        """Ask for a file."""
        from focusgroup.tui.screens.open_file import OpenFileScreen

        self.app.push_screen(OpenFileScreen())

    def action_guides(self) -> None:
        """Show the guides."""
        from focusgroup.tui.screens.guides import GuidesScreen

        self.app.push_screen(GuidesScreen())

    def action_back(self) -> None:
        """Stay: there is nothing behind the first screen."""


def _steps() -> Content:
    lines = [
        Content.assemble(
            (f"  {key}  ", "bold $accent"), (f"{what:<14}", "bold"), (why, "$foreground-muted")
        )
        for key, what, why in _STEPS
    ]
    return Content("\n").join(lines)


def _row(number: int, path: Path) -> Line:
    key = f"{number}  " if number <= _KEYED else "   "
    return [
        (key, "accent"),
        (pad(safe(path.stem), 28), "strong"),
        (f"  {_day(path):<12}", "muted"),
        (fit(safe(_short(path.parent)), 60), "muted"),
    ]


def _day(path: Path) -> str:
    try:
        return f"{datetime.fromtimestamp(path.stat().st_mtime):%d %b %Y}"
    except OSError:
        return ""


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except ValueError:
        return str(folder)
