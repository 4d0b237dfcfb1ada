"""Opening a study by its file: a path, completed from what is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from focusgroup import paths
from focusgroup.domain.text import clean
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import safe

if TYPE_CHECKING:
    from focusgroup.tui.app import FocusGroupApp
    from focusgroup.tui.study_desk import StudyDesk

_SUFFIX = ".focusgroup"
_AGAIN_S, _TRIES = 0.4, 40  # a held file is tried again for as long as a save may take
_SHOWN = 200  # files listed; a folder with more is searched by typing


def open_study(
    app: FocusGroupApp, path: Path, then: Callable[[], None] | None = None, *, tries: int = _TRIES
) -> str:
    """Open a study and show it; return "" or the sentence that says why it could not be opened.

    An encrypted study is asked for on a screen of its own, one that is held is tried again for a
    while. `then` runs when the study is shown.
    """
    from focusgroup.store.errors import PassphraseNeeded, StoreError, StudyBusy
    from focusgroup.tui.study_desk import StudyDesk

    def opened(desk: StudyDesk | None) -> None:
        if desk is not None:
            _show(app, desk, then)

    try:
        _show(app, StudyDesk.open(path), then)
    except PassphraseNeeded:
        from focusgroup.tui.screens.passphrase import PassphraseScreen

        app.push_screen(PassphraseScreen(path), opened)
    except StudyBusy as busy:
        if not tries:
            return str(busy)
        if tries == _TRIES:
            app.tell(f"{path.name} is held by another program; it opens as soon as it is free.")
        app.set_timer(_AGAIN_S, partial(_open_again, app, path, then, tries - 1))
    except StoreError as error:
        return str(error)
    except OSError:  # a name no file system takes, such as one of 10,000 characters
        return "There can be no file of that name. Choose one of the list."
    return ""


def _open_again(
    app: FocusGroupApp, path: Path, then: Callable[[], None] | None, tries: int
) -> None:
    if app.study is not None:
        return  # somebody opened another one meanwhile
    refusal = open_study(app, path, then, tries=tries)
    if refusal:
        app.tell(refusal, severity="error", timeout=30)


def _show(app: FocusGroupApp, desk: StudyDesk, then: Callable[[], None] | None) -> None:
    from focusgroup.tui.screens.study import StudyScreen

    app.take_study(desk)
    app.push_screen(StudyScreen())
    if then is not None:
        then()


def study_folder(app: FocusGroupApp) -> Path:
    """Return where this user keeps studies."""
    told = app.config.study_folder
    return (typed_path(told, Path()) if told else None) or paths.study_folder()


def typed_path(typed: str, folder: Path) -> Path | None:
    """Return the path somebody typed, in `folder` when it is not absolute; None for nonsense."""
    try:
        path = Path(clean(typed).strip()).expanduser()
    except RuntimeError:  # ~somebody who is no user here
        return None
    return path if path.is_absolute() else folder / path


def is_there(path: Path) -> bool:
    """Tell whether there is such a file or folder; a name no file system takes is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def candidates(typed: str, folder: Path, suffixes: tuple[str, ...] = (_SUFFIX,)) -> list[Path]:
    """Return files of these kinds, and folders, that what is typed may be the beginning of."""
    typed = typed.strip()
    whole = typed_path(typed, folder) if typed else folder
    if whole is None:
        return []
    inside = not typed or typed.endswith("/")
    place, start = (whole, "") if inside else (whole.parent, whole.name.casefold())
    try:
        found = [p for p in place.iterdir() if p.name.casefold().startswith(start)]
        kept = [p for p in found if p.suffix in suffixes or p.is_dir()]
    except (OSError, ValueError):
        return []
    seen = [p for p in kept if start.startswith(".") or not p.name.startswith(".")]
    return sorted(seen, key=lambda p: (p.is_dir(), p.name.casefold()))[:_SHOWN]


class PathSuggester(Suggester):
    """Completes a path from the folder it points into."""

    def __init__(self, folder: Path, suffixes: tuple[str, ...] = (_SUFFIX,)) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._folder = folder
        self._suffixes = suffixes

    async def get_suggestion(self, value: str) -> str | None:
        """Return the path with its end completed."""
        found = candidates(value, self._folder, self._suffixes)
        if not found or not value:
            return None
        head = value[: value.rfind("/") + 1]
        whole = head + found[0].name + ("/" if found[0].is_dir() else "")
        return whole if whole.startswith(value) else None


class OpenFileScreen(ModalScreen[None]):
    """Asks for a file; a refusal is said here, and what was typed stays."""

    CSS_PATH = "open_file.tcss"
    HELP: ClassVar[str] = (
        "Type the path of a study, or only its name when it lies in your study folder. Right or "
        "End takes the grey completion. Down goes to the list. Enter opens, Esc goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "back", id="open.back"),
        Binding("down", "to_list", "list", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the line, the refusal and the list."""
        folder = study_folder(self._program)
        with Vertical(id="open-box"):
            yield Static("Open a study", classes="pane-title")
            yield Input(
                placeholder="path, or a name in your study folder",
                suggester=PathSuggester(folder),
                id="open-path",
            )
            yield Static("", id="open-error", classes="error", markup=False)
            yield RowList(id="open-list", empty=f"No studies in {safe(str(folder))}")
            yield Static("Enter opens   ↓ list   Esc back", classes="hint")

    @property
    def _program(self) -> FocusGroupApp:
        from focusgroup.tui.app import FocusGroupApp

        assert isinstance(self.app, FocusGroupApp)
        return self.app

    def on_mount(self) -> None:
        """List what is there."""
        self._list("")
        self.query_one(Input).focus()

    def _list(self, typed: str) -> None:
        self._found = candidates(typed, study_folder(self._program))
        rows = self.query_one(RowList)
        rows.set_rows(
            [(safe(p.name) + ("/" if p.is_dir() else ""), "muted" if p.is_dir() else "strong")]
            for p in self._found
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one("#open-error", Static).update("")
        self._list(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if not typed:
            self._refuse("Type the path of a study, or choose one of the list.")
            return
        path = typed_path(typed, study_folder(self._program))
        if path is None:
            self._refuse("There is no such folder.")
            return
        if not path.suffix and not is_there(path):
            path = path.with_name(path.name + _SUFFIX)
        self._go(path)

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        self._go(self._found[event.index])

    def _go(self, path: Path) -> None:
        if is_there(path) and path.is_dir():
            line = self.query_one(Input)
            line.value = f"{path}/"
            line.cursor_position = len(line.value)
            line.focus()
            return
        program = self._program
        refusal = open_study(program, path)
        if refusal:
            self._refuse(refusal)

    def _refuse(self, sentence: str) -> None:
        self.query_one("#open-error", Static).update(safe(sentence))

    def action_to_list(self) -> None:
        """Go to the list."""
        self.query_one(RowList).focus()
