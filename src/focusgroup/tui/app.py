"""The program on screen: themes, keys, the study in hand, and the one boundary for failures."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Event, Key, Paste
from textual.screen import Screen

from focusgroup import __version__, paths
from focusgroup.config import Config, ConfigError, Remembered, load
from focusgroup.domain.text import clean_lines
from focusgroup.tui import theme
from focusgroup.tui.commands import ActionProvider, WorksheetProvider
from focusgroup.tui.keys_in_order import KeysInOrder
from focusgroup.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from focusgroup.privacy.ner import Spotter
    from focusgroup.tui.study_desk import StudyDesk

Severity = Literal["information", "warning", "error"]
_SETTLED_S = 0.3  # after a study was taken, its first screen stands


@dataclass(frozen=True)
class Opening:
    """What to show once the first frame stands."""

    what: Literal["home", "study", "new", "run", "note", "demo"] = "home"
    path: Path | None = None
    session: str = ""  # its code, such as G1


class FocusGroupApp(App[None]):
    """Thin: screens do the work, this holds what they share."""

    TITLE = "focusgroup"
    CSS_PATH = "base.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {ActionProvider, WorksheetProvider, *App.COMMANDS}
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that it answers in sheets too, which see no other key of the program.
        Binding(
            "f1",
            "help",
            "help",
            id="app.help",
            priority=True,
            tooltip="Help for what has the focus",
        ),
        Binding("question_mark", "help", "help", show=False, id="app.help-too"),
        Binding(
            "ctrl+q",
            "quit",
            "quit",
            id="app.quit",
            show=False,
            priority=True,
            tooltip="Leave the program; everything is kept",
        ),
        Binding(
            "ctrl+l",
            "next_theme",
            "theme",
            id="app.theme",
            show=False,
            tooltip="Dark, light, high contrast",
        ),
    ]

    def __init__(self, opening: Opening | None = None) -> None:
        super().__init__()
        self.opening = opening or Opening()
        self.remembered = Remembered.load()
        self.study: StudyDesk | None = None
        self._spotter: Spotter | None = None
        self.parting = ""  # what is left to know when the screen is gone
        self.throw_away: TemporaryDirectory[str] | None = None  # where the demo lives
        self._keys = KeysInOrder(self, super().on_event)
        self._config_error = ""
        try:
            self.config = load()
        except ConfigError as error:
            self.config = Config()
            self._config_error = str(error)
        theme.install(self, self.config.theme or self.remembered.theme or theme.DARK)
        if self.config.keys:
            self.set_keymap(self.config.keys)

    async def on_event(self, event: Event) -> None:
        """Hand typed keys and pastes on in their order; all else at once."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    def get_default_screen(self) -> Screen[None]:
        """The home screen is the first frame: nothing heavy is imported before it."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Show what was asked for after the first frame."""
        if self._config_error:
            self.tell(self._config_error, severity="warning")
        self.call_after_refresh(self._open)
        if not self.is_headless:
            from focusgroup.tui.leaving import obey_signals

            obey_signals(self)

    def _open(self) -> None:
        from focusgroup.tui.opening import open_first

        open_first(self, self.opening)

    def on_unmount(self) -> None:
        """Leave nothing of a throw-away study behind."""
        self.leave_study()
        if self._spotter is not None:
            self._spotter.close()
        if self.throw_away is not None:
            self.throw_away.cleanup()

    # What every screen may ask

    def tell(
        self, sentence: str, *, severity: Severity = "information", timeout: float | None = None
    ) -> None:
        """Show a toast; the sentence is text, never markup."""
        self.notify(clean_lines(sentence), severity=severity, markup=False, timeout=timeout)

    def take_study(self, desk: StudyDesk) -> None:
        """Make a study the one in hand."""
        self.leave_study()
        self.study = desk
        desk.spotter = self.spotter
        if self.opening.what != "demo":
            self.remembered.opened(desk.file.path)
            desk.keep_backups(
                self._backup_failed,
                minutes=self.config.backup_minutes,
                kept=self.config.backups_kept,
            )
        self.sub_title = desk.file.study.title
        if not self.is_headless:
            self.set_timer(_SETTLED_S, self._settle)

    def _settle(self) -> None:
        if self.study is not None:
            from focusgroup.tui.collecting import settle

            settle()

    def spotter(self) -> Spotter | None:
        """Return the name-finding model, loading from the first call on; None without the extra."""
        if self._spotter is None:
            from focusgroup.privacy.ner import spotter_for

            self._spotter = spotter_for(self.config.ner)
        return self._spotter

    def _backup_failed(self, why: str) -> None:
        """Say once that no backup was made; called from the backups' thread."""
        with contextlib.suppress(RuntimeError):  # the program is being left
            self.call_later(self._tell_no_backup, why)

    def _tell_no_backup(self, why: str) -> None:
        # Of a study that is gone, the screen in front tells; a second sentence would not help.
        if self.study is not None and self.study.in_place:
            self.tell(
                f"No backup was made: {why} Comments are kept in the study all the same.",
                severity="warning",
            )

    def leave_study(self) -> None:
        """Close the study in hand; what its file would not take is written elsewhere first."""
        if self.study is not None:
            from focusgroup.tui.leaving import study_left

            if self.throw_away is None:
                study_left(self, self.study)
            self.study.close()
            self.study = None
            if not self.is_headless:
                from focusgroup.tui.collecting import unsettle

                unsettle()
        self.sub_title = ""

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a copy whole for this program; hand the system's clipboard masked words only.

        Systems keep a history of copies on disk, and some send it to other devices.
        """
        from focusgroup.privacy import Scrubber

        scrubber = (self.study and self.study.scrubber()) or Scrubber()
        super().copy_to_clipboard("\n".join(scrubber.scrub(t).text for t in text.split("\n")))
        self._clipboard = text

    # Actions

    async def action_quit(self) -> None:
        """Leave the program, asking first when something typed is in no file yet."""
        from focusgroup.tui.leaving import quit_or_ask

        quit_or_ask(self)

    def action_help(self) -> None:
        """Show help for what has the focus."""
        from focusgroup.tui.widgets.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen.for_focus(self.screen))

    def action_next_theme(self) -> None:
        """Go through dark, light and high contrast."""
        names = theme.NAMES
        at = names.index(self.theme) if self.theme in names else -1
        self.use_theme(names[(at + 1) % len(names)])

    def use_theme(self, name: str) -> None:
        """Switch to a theme and remember it."""
        self.theme = name
        self.remembered.theme = name
        self.remembered.save()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer themes; Textual's own screenshot is left out, for it would write names to disk."""
        for name in theme.NAMES:
            words = name.removeprefix("focusgroup-")
            yield SystemCommand(
                f"Theme: {words}", f"Use the {words} theme", lambda n=name: self.use_theme(n)
            )

    # The boundary

    def _handle_exception(self, error: Exception) -> None:
        """Say what happened without a traceback, whose local variables hold people's words.

        Textual has no public hook for this; its own handler prints locals to the terminal.
        """
        from focusgroup.tui.leaving import put_away

        put_away(self)
        note = _crash_note(error)
        where = _write_crash_note(note)
        self._return_code = 1
        self.panic(
            Content(
                "focusgroup stopped: something in the program failed. Every comment you entered "
                "with Enter is kept, and the line you were typing too. Start it again to go on.\n"
                + (f"What failed, without anybody's words, is in {where}\n" if where else "")
                + self.parting
            )
        )


def _crash_note(error: BaseException) -> str:
    """Return kind and places of a failure: no message, no values, for both may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    chain = error.__cause__ or error.__context__
    also = f"\nafter {type(chain).__name__}" if chain else ""
    head = f"focusgroup {__version__} {datetime.now(UTC).isoformat(timespec='seconds')}"
    return "\n".join([head, type(error).__name__, *lines]) + also + "\n"


def _write_crash_note(note: str) -> Path | None:
    folder = paths.crash_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        path.write_text(note, encoding="utf-8")
    except OSError:
        return None
    return path
