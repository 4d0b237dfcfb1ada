"""The study of the next cycle: what a new study asks, less what comes along from this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from focusgroup.room import next_cycle
from focusgroup.store.errors import StoreError
from focusgroup.tui.screens.new_study import NewStudyScreen

if TYPE_CHECKING:
    from focusgroup.domain.element import Frame
    from focusgroup.store.cipher import FileKey
    from focusgroup.store.study_file import StudyFile
    from focusgroup.tui.study_desk import StudyDesk

_CARRIED = ("frame", "cell", "glossary")


class NextCycleScreen(NewStudyScreen):
    """Makes the new study, linked with the one in hand, and opens it."""

    HELP: ClassVar[str] = (
        "A major reset begins a new cycle in a study of its own. Elements, smallest cell, glossary "
        "and guides come along; nothing that was said and nobody who took part does. Each study "
        "tells of the other, on screen and in the report.\n\n"
        "Title and purpose are written to the file as they stand: name no client and no person. "
        "Names of the groups held so far are refused there, as far as this window knows them.\n\n"
        "Tab and Enter go on, Ctrl+S makes the study, Esc leaves."
    )

    @property
    def _desk(self) -> StudyDesk:
        desk = self.program.study
        assert desk is not None, "pushed without a study"
        return desk

    def on_mount(self) -> None:
        """Fill in what is known, and hide what comes along."""
        study = self._desk.file.study
        self._came_from = self._desk.file.frame
        for name in _CARRIED:
            self._field(name).display = False
        self._field("cell").value = str(study.cell_minimum)
        self._proposed = f"{study.title}, next cycle"
        self._field("title").value = self._proposed
        if self._desk.file.encrypted:  # what comes of a protected study is protected too
            self._field("encrypted").value = "yes"
        self._field("folder").value = str(self._desk.file.path.parent)

    def action_back(self) -> None:
        """Leave; asked about only where something was typed."""
        untouched = self._field("title").value == self._proposed
        if untouched and not self._field("purpose").value.strip():
            self.app.pop_screen()
        else:
            super().action_back()

    def _frame(self, frame_id: str) -> Frame | None:  # noqa: ARG002
        return self._came_from

    def _wrong(self) -> list[tuple[str, str]]:
        found = super()._wrong()
        path = self._path()
        if path is None:
            return found
        title, purpose = (self._field(name).value for name in ("title", "purpose"))
        try:
            return found + next_cycle.naming(self._desk.worksheets, path, title, purpose)
        except StoreError as error:
            return [*found, ("file", str(error))]

    def created(self, path: Path, key: FileKey | None) -> StudyFile:
        """Make the study and tell both of each other."""
        try:
            return next_cycle.begin(
                self._desk.worksheets,
                path,
                title=self._field("title").value.strip(),
                purpose=self._field("purpose").value,
                key=key,
            )
        except next_cycle.NotToldOfCycle as error:
            self.tell(str(error), severity="error", timeout=20)
            return error.made

    def _open(self, made: StudyFile) -> None:
        """Open it in place of the old one; where names would be lost, leave that to the user."""
        from focusgroup.tui.screens.study import StudyScreen
        from focusgroup.tui.study_desk import StudyDesk

        if self._desk.forgets():
            name = made.path.name
            made.close()
            self.program.remembered.opened(made.path)
            self.app.pop_screen()
            self.tell(f"Made {name}; it is among the studies at home. This one stays open, since "
                      "its first names are in memory only.", timeout=12)  # fmt: skip
            return
        app, program = self.app, self.program
        while not isinstance(app.screen, StudyScreen):  # what is open shows the old study
            app.pop_screen()
        program.take_study(StudyDesk(made))
        program.tell(f"Made {made.path.name}, the next cycle. Next: n sets up the first group.")
        app.switch_screen(StudyScreen())
