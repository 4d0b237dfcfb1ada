"""A major reset opens a new cycle: a study of its own that knows the one it goes on from (1.45)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroup.domain.comment import SOMEBODY, SPOKEN_OF
from focusgroup.domain.guide import Guide
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import KeptGuide
from focusgroup.room.exports import as_words
from focusgroup.store.damage import model_in
from focusgroup.store.errors import StoreError, told_plainly
from focusgroup.store.study_file import PROGRAM, StudyFile
from focusgroup.worksheets.cycle import AFTER, BEFORE, LinkedStudy

if TYPE_CHECKING:
    from focusgroup.room.worksheet_desk import WorksheetDesk
    from focusgroup.store.cipher import FileKey


class NotToldOfCycle(StoreError):
    """The new study is made, but the old one could not be told of it; `made` is open."""

    def __init__(self, made: StudyFile, why: StoreError) -> None:
        super().__init__(f"{made.path.name} is made and knows this study. {why}")
        self.made = made


class NamesSomebody(StoreError):
    """What goes into the new file as it stands would name somebody of the groups held so far."""


def naming(desk: WorksheetDesk, path: Path, title: str, purpose: str = "") -> list[tuple[str, str]]:
    """Return (field, sentence) of what names somebody this window knows, the file's name too."""
    told = (("title", "title", title), ("purpose", "purpose", purpose),
            ("file", "file's name", as_words(path)))  # fmt: skip
    return [
        (field, f"The {what} holds a name, or words never to be written, and goes into the file as "
         "it stands: write it without.")
        for field, what, text in told
        if desk.names_in(text)
    ]  # fmt: skip


def newest_guides(study_file: StudyFile) -> list[Guide]:
    """Return the guides a study has kept, of each the version kept last. Raises StoreError."""
    newest = {kept.guide_id: kept for kept in study_file.rows(KeptGuide)}
    with told_plainly(study_file.path):
        return [model_in(Guide, kept.body) for kept in newest.values()]


def begin(
    desk: WorksheetDesk, path: Path, *, title: str, purpose: str = "", key: FileKey | None = None
) -> StudyFile:
    """Make the study of the next cycle and tell both of each other; return the new one, open.

    Frame, smallest cell, glossary and guides come along; what was said, who took part and the words
    never to be written do not. Raises StoreError where nothing was made, NamesSomebody too, else
    NotToldOfCycle.
    """
    if wrong := naming(desk, path, title, purpose):
        raise NamesSomebody(wrong[0][1])
    old = desk.file
    before = old.study
    guides = newest_guides(old)
    made = StudyFile.create(
        path,
        title=title,
        purpose=purpose,
        frame=old.frame,
        glossary=before.glossary,
        cell_minimum=before.cell_minimum,
        key=key,
    )
    with made.act("new cycle", actor=PROGRAM) as act:
        for guide in guides:
            made.keep_guide(act, guide)
        act.add(the_cycle(BEFORE, old, desk))
    try:
        with desk.act("begin the next cycle") as act:
            act.add(
                replace(the_cycle(AFTER, made, desk), position=desk.next_position("linked_study"))
            )
    except StoreError as error:
        raise NotToldOfCycle(made, error) from error
    return made


def the_cycle(way: str, study_file: StudyFile, desk: WorksheetDesk | None = None) -> LinkedStudy:
    """Return the row by which one study knows another as the cycle before or after it.

    A study may have been called after somebody before any name was known: what `desk` knows stays
    behind.
    """
    study, path = study_file.study, study_file.path
    title, file_name = study.title, path.name
    if desk is not None and desk.names_in(title):
        title = SPOKEN_OF.sub(SOMEBODY, str(desk.masked(LinkedStudy, {"title": title})["title"]))
    if desk is not None and desk.names_in(as_words(path)):
        file_name = ""
    return LinkedStudy(new_id(), title=title, way=way, file_name=file_name, study=study.id)
