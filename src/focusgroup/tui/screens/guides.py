"""The guides: shipped and own, what each lacks, and the way to read, write and import them."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from focusgroup import paths
from focusgroup.domain.guide import Guide
from focusgroup.guide.library import Entry, available, load_guide
from focusgroup.guide.linter import Severity, lint
from focusgroup.guide.problem import GuideError
from focusgroup.tui.screens import guide_shelf
from focusgroup.tui.screens.ask_line import AskLine
from focusgroup.tui.screens.base import ProgramScreen
from focusgroup.tui.screens.guide_reading import GuideReadingScreen
from focusgroup.tui.screens.open_file import PathSuggester, typed_path
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.cells import pad, safe
from focusgroup.tui.widgets.key_footer import KeyFooter
from focusgroup.tui.widgets.row_view import Line

_TEXTS = (".md", ".markdown", ".txt")
_SIGNS = {Severity.MISSING: "✗ missing", Severity.WARNING: "· mend", Severity.NOTE: "· hint"}
_TONES = {Severity.MISSING: "bold $error", Severity.WARNING: "$warning"}


class GuidesScreen(ProgramScreen):
    """A list above, what there is to say of the one in hand below."""

    CSS_PATH = "guides.tcss"
    HELP: ClassVar[str] = (
        "Discussion guides. Enter reads the one in hand from top to bottom; below the list stands "
        "what it still lacks.\n\n"
        "n begins a new one from a commented example, c copies a shipped one into your own "
        "folder, where it takes that one's place, e opens one of your own in your editor "
        "($EDITOR), i makes one of a Markdown or text file.\n\n"
        "A group keeps the text of its guide as it was when the group was set up: later changes "
        "here change no group."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "new", id="guides.new", tooltip="A new guide from an example"),
        Binding("e", "edit", "edit", id="guides.edit", tooltip="Open in your editor"),
        Binding("c", "copy", "copy", id="guides.copy", tooltip="Copy a shipped guide to your own"),
        Binding("i", "bring_in", "import", id="guides.import", tooltip="Make one of Markdown"),
        Binding("r", "reload", "read again", id="guides.reload", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay list and findings out."""
        self._entries: list[Entry] = []
        yield Static("Guides", classes="form-title")
        yield RowList(id="guides", empty="No guides. n begins one.")
        with VerticalScroll(id="guide-detail", can_focus=True):
            yield Static("", id="guide-text", markup=False)
        yield KeyFooter(order=("rows.open", "guides.new", "guides.edit", "guides.copy"))

    def on_mount(self) -> None:
        """Give the keyboard to the list."""
        self.query_one(RowList).focus()

    def on_screen_resume(self) -> None:
        """Read the folders again: a file may have been edited."""
        self.action_reload()

    def action_reload(self) -> None:
        """Read the folders again."""
        self._load()

    def _load(self, wanted: Path | None = None) -> None:
        self._entries = [e for e in available(paths.guide_folder()) if e.kind == "guide"]
        listing = self.query_one(RowList)
        listing.set_rows(self._line(entry) for entry in self._entries)
        for index, entry in enumerate(self._entries):
            if wanted is not None and str(entry.place) == str(wanted):
                listing.cursor = index
        self._detail()

    def _guide(self, entry: Entry) -> Guide | None:
        with suppress(GuideError):
            place = str(entry.place) if entry.origin == "own" else entry.id
            return load_guide(place, paths.guide_folder())
        return None

    def _line(self, entry: Entry) -> Line:
        guide = self._guide(entry)
        origin = "your own" if entry.origin == "own" else "shipped"
        if guide is None:
            return [(pad(safe(entry.id), 34), ""), ("cannot be read", "weakness")]
        missing = sum(r.severity is Severity.MISSING for r in lint(guide))
        return [
            (pad(safe(guide.title), 32), "strong"),
            (pad(f"{guide.minutes:g} min", 9, right=True), ""),
            (pad(f"  v{safe(guide.version)}", 8), "muted"),
            (pad(origin, 10), "muted"),
            (f"{missing} missing" if missing else "", "weakness"),
        ]

    @property
    def in_hand(self) -> Entry | None:
        """The guide under the cursor."""
        at = self.query_one(RowList).cursor
        return self._entries[at] if at is not None and at < len(self._entries) else None

    @on(RowList.Highlighted)
    def _highlighted(self) -> None:
        self._detail()

    def _detail(self) -> None:
        entry = self.in_hand
        text = Content("")
        if entry is not None:
            guide = self._guide(entry)
            text = _findings(guide) if guide is not None else _faults(entry)
        self.query_one("#guide-text", Static).update(text)

    @on(RowList.Chosen)
    def _read(self) -> None:
        entry = self.in_hand
        guide = self._guide(entry) if entry is not None else None
        if guide is None:
            self.tell("This guide cannot be read yet; below stands why.", severity="warning")
        else:
            self.app.push_screen(GuideReadingScreen(guide))

    # Writing

    def action_new(self) -> None:
        """Begin a new guide."""
        self.app.push_screen(
            AskLine(
                "Title of the new guide",
                self._make,
                hint="Enter writes a commented example into your folder of guides. Esc goes back.",
            )
        )

    def _make(self, title: str) -> str:
        if not title.strip():
            return "Give it a title, such as: Renewal calls."
        try:
            place = guide_shelf.make(paths.guide_folder(), title)
        except guide_shelf.ShelfRefused as error:
            return str(error)
        self._made(place, f"Made {place.name} in your folder. e opens it in your editor.")
        return ""

    def _made(self, place: Path, said: str) -> None:
        self.tell(said, timeout=12)
        self.call_after_refresh(self._load, place)

    def action_copy(self) -> None:
        """Copy a shipped guide into the own folder."""
        entry = self.in_hand
        if entry is None or entry.origin != "shipped":
            self.tell("This one is your own already: e opens it in your editor.")
            return
        try:
            place = guide_shelf.copy(paths.guide_folder(), entry)
        except guide_shelf.ShelfRefused as error:
            self.tell(str(error), severity="error")
            return
        self._made(place, f"Copied to {place.name}. New groups find yours in place of the other.")

    def action_bring_in(self) -> None:
        """Make a guide of a Markdown file."""
        self.app.push_screen(
            AskLine(
                "Markdown or text file to make a guide of",
                self._bring_in,
                hint="Type its path; Right takes the grey completion. Enter imports it.",
                suggester=PathSuggester(Path.home(), _TEXTS),
            )
        )

    def _bring_in(self, typed: str) -> str:
        source = typed_path(typed, Path.home()) if typed.strip() else None
        if source is None:
            return "Type the path of a Markdown or text file."
        try:
            place, guesses = guide_shelf.bring_in(paths.guide_folder(), source)
        except guide_shelf.ShelfRefused as error:
            return str(error)
        said = f"{len(guesses)} guesses stand at the top of the file." if guesses else ""
        self._made(place, f"Imported as {place.name}. {said}")
        return ""

    def action_edit(self) -> None:
        """Open one's own guide in the editor."""
        entry = self.in_hand
        if entry is None:
            return
        if entry.origin != "own":
            self.tell("Shipped guides stay as they are: c copies this one to your own folder.")
            return
        command = guide_shelf.editor()
        if not command:
            self.tell(f"No editor is set ($EDITOR). The file is {entry.place}.", timeout=20)
            return
        try:
            with self.app.suspend():
                subprocess.run([*command, str(entry.place)], check=False)  # noqa: S603 - the user's own
        except SuspendNotSupported:
            self.tell(f"No editor can be opened from here. The file is {entry.place}.", timeout=20)
        except OSError as error:
            self.tell(f"The editor did not start: {error.strerror}.", severity="error")
        self.action_reload()


def _findings(guide: Guide) -> Content:
    over = f"{guide.minutes:g} minutes in {len(list(guide.items()))} steps"
    lines = [Content.styled(safe(f"{guide.title}: {over}, length {guide.length}"), "bold")]
    if guide.description:
        lines.append(Content.styled(safe(guide.description), "$foreground-muted"))
    remarks = lint(guide)
    if not remarks:
        lines.append(Content("All five parts are there; nothing needs mending."))
    for remark in remarks:
        tone = _TONES.get(remark.severity, "$foreground-muted")
        where = f"{remark.where}: " if remark.where else ""
        lines.append(
            Content.assemble((f"{_SIGNS[remark.severity]:<11}", tone), safe(where + remark.text))
        )
    return Content("\n").join(lines)


def _faults(entry: Entry) -> Content:
    lines = [Content.styled("This file cannot be read as a guide:", "bold")]
    for problem in entry.problems:
        line = f"line {problem.line}: " if problem.line else ""
        lines.append(Content(safe(f"✗ {line}{problem.what}; expected {problem.expected}")))
    if not entry.problems:
        lines.append(Content("✗ the frame it names is not there; g lists what there is"))
    return Content("\n").join(lines)
