"""A new study: title, purpose, the elements comments are tagged to, and where its file goes."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, Static

from focusgroup import paths
from focusgroup.guide.library import available, load_frame
from focusgroup.guide.problem import GuideError
from focusgroup.guide.template import slug
from focusgroup.store.connection import SUFFIX
from focusgroup.store.errors import DiskFull, StoreError, StudyMissing, StudyReadOnly
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.base import ProgramScreen
from focusgroup.tui.screens.form_page import FormPage, LinesField
from focusgroup.tui.screens.new_passphrase import (
    ENCRYPTION,
    encryption_fields,
    refusals,
    show_encryption,
    with_new_key,
)
from focusgroup.tui.screens.open_file import is_there, study_folder, typed_path
from focusgroup.tui.widgets.form import ChoiceRow, Field
from focusgroup.tui.widgets.key_footer import KeyFooter

if TYPE_CHECKING:
    from focusgroup.domain.element import Frame
    from focusgroup.store.cipher import FileKey

_LONGEST = 80  # characters that fit 255 bytes in any script
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_DEFAULT_FRAME = "crm-joined"


class NewStudyScreen(ProgramScreen):
    """The form for a new study; whatever goes wrong, what was typed stays."""

    CSS_PATH = "new_study.tcss"
    HELP: ClassVar[str] = (
        "A new study. Title, purpose and glossary are written to the file as they stand and show "
        "in the report: name no client, no customer and no person in them.\n\n"
        "Elements are what comments are tagged to. The smallest cell is how many people a figure "
        "in the report must stand for at least; smaller ones are left out.\n\n"
        "The glossary keeps product and system names from being masked, one a line.\n\n"
        "An encrypted study is unreadable without its passphrase, which nothing brings back.\n\n"
        "Tab and Enter go on, Shift+Tab goes back, Ctrl+S makes the study, Esc leaves."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "make", "make the study", id="new-study.make", priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Lay the fields out."""
        self._frames = {
            e.id: e for e in available(paths.guide_folder()) if e.kind == "frame" and not e.problems
        }
        start = _DEFAULT_FRAME if _DEFAULT_FRAME in self._frames else next(iter(self._frames), "")
        options = [(entry.id, entry.title) for entry in self._frames.values()]
        yield Static("New study", classes="form-title")
        with FormPage():
            yield Static(
                "Title, purpose and glossary go into the file: name no client, no person.",
                classes="form-note",
            )
            yield Field("Title", id="title", placeholder="CRM strategy reset, autumn")
            yield LinesField("Purpose", id="purpose", hint="what the report will say it was for")
            yield Field("Elements", ChoiceRow(options, start), id="frame")
            yield Field(
                "Smallest cell",
                value="5",
                hint="figures about fewer people than this are left out of the report",
                id="cell",
            )
            yield LinesField(
                "Glossary",
                id="glossary",
                hint="product and system names that are never masked, one a line",
            )
            yield Field("File name", value="study" + SUFFIX, id="file")
            yield Field("Folder", value=str(study_folder(self.program)), id="folder")
            yield from encryption_fields()
            yield Button(Content("Make the study"), id="make")
        yield KeyFooter(order=("new-study.make", "screen.back"))

    def on_mount(self) -> None:
        """Begin with the title."""
        self._named_by_hand = False
        self._refused: dict[str, str] = {}
        self._field("title").focus()
        self._describe_frame()
        show_encryption(self)

    @on(ChoiceRow.Changed, "#encrypted ChoiceRow")
    def _encryption_chosen(self) -> None:
        show_encryption(self)

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        line = event.input
        for field in line.ancestors:
            # Typing may still be on its way when the form is refused: only other text clears it.
            if isinstance(field, Field) and field.value != self._refused.get(field.id or ""):
                field.show_error("")
        if line is self._field("file").control_widget and line.has_focus:
            self._named_by_hand = True
        if line is self._field("title").control_widget and not self._named_by_hand:
            self._field("file").value = slug(line.value, "study") + SUFFIX

    @on(ChoiceRow.Changed, "#frame ChoiceRow")
    def _describe_frame(self) -> None:
        field = self._field("frame")
        frame = self._frame(field.value)
        if frame is not None:
            field.show_hint(", ".join(element.name for element in frame.elements))

    def _frame(self, frame_id: str) -> Frame | None:
        with contextlib.suppress(GuideError):
            return load_frame(frame_id, paths.guide_folder())
        return None

    @on(Button.Pressed, "#make")
    def action_make(self) -> None:
        """Make the study and open it."""
        for name in ("title", "frame", "cell", "file", "folder", *ENCRYPTION):
            self._field(name).show_error("")
        self._describe_frame()
        wrong = self._wrong() + refusals(self)
        if wrong:
            for name, sentence in reversed(wrong):
                self._refuse(name, sentence)
            return
        with_new_key(self, self._make)

    def _make(self, key: FileKey | None) -> None:
        path = self._path()
        assert path is not None, "checked before"
        was_there = is_there(path)
        try:
            made = self.created(path, key)
        except StoreError as error:
            if not was_there:
                _forget(path)
            in_folder = isinstance(error, DiskFull | StudyReadOnly | StudyMissing)
            self._refuse("folder" if in_folder else "file", str(error))
            return
        self._open(made)

    def created(self, path: Path, key: FileKey | None) -> StudyFile:
        """Make the file. Raises StoreError."""
        frame = self._frame(self._field("frame").value)
        assert frame is not None, "checked before"
        return StudyFile.create(
            path,
            title=self._field("title").value.strip(),
            purpose=self._field("purpose").value,
            glossary=self._field("glossary").value,
            cell_minimum=int(self._field("cell").value),
            frame=frame,
            key=key,
        )

    def _wrong(self) -> list[tuple[str, str]]:
        found = []
        if not self._field("title").value.strip():
            found.append(("title", "Give the study a title; the report carries it."))
        if self._frame(self._field("frame").value) is None:
            found.append(("frame", "Choose what comments are tagged to."))
        cell = self._field("cell").value.strip()
        if not (cell.isdecimal() and cell.isascii() and 1 <= int(cell[:4]) <= 100):
            found.append(("cell", "Expected a whole number from 1 to 100, such as 5."))
        name = self._field("file").value.strip()
        if not name.removesuffix(SUFFIX) or _NOT_IN_NAMES.search(name) or len(name) > _LONGEST:
            found.append(
                (
                    "file",
                    'Expected a short file name without \\ / : * ? " < > |, such as reset.',
                )
            )
        if self._path() is None:
            found.append(("folder", "Say in which folder the file goes."))
        return found

    def _path(self) -> Path | None:
        name = self._field("file").value.strip()
        typed = self._field("folder").value.strip()
        folder = typed_path(typed, study_folder(self.program)) if typed else None
        return folder and folder / (name if name.endswith(SUFFIX) else name + SUFFIX)

    def _refuse(self, name: str, sentence: str) -> None:
        field = self._field(name)
        self._refused[name] = field.value
        field.show_error(sentence)
        field.focus()
        self.call_after_refresh(field.scroll_visible, animate=False)

    def _open(self, made: StudyFile) -> None:
        from focusgroup.tui.screens.study import StudyScreen
        from focusgroup.tui.study_desk import StudyDesk

        self.program.take_study(StudyDesk(made))
        self.tell(f"Made {made.path.name}. Next: n sets up the first group.")
        self.app.switch_screen(StudyScreen())

    def action_back(self) -> None:
        """Leave, after asking when something was typed."""
        from focusgroup.tui.widgets.confirm import Confirm

        typed = any(self._field(name).value.strip() for name in ("title", "purpose", "glossary"))
        if not typed:
            self.app.pop_screen()
            return
        self.app.push_screen(
            Confirm("Leave this form?", "What you typed is not kept.", yes="Leave", no="Stay"),
            self._leave,
        )

    def _leave(self, yes: bool | None) -> None:
        if yes:
            self.app.pop_screen()


def _forget(path: Path) -> None:
    """Take away what a failed making left behind, so that the same name can be tried again."""
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)
