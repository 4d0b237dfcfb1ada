"""What a row can be linked to, as lines to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.tui.screens.worksheets.wording import noun_of as row_noun
from focusgroup.worksheets import SHEETS, WORKSHEETS
from focusgroup.worksheets.record import Column, ColumnKind

if TYPE_CHECKING:
    from focusgroup.domain.comment import Comment
    from focusgroup.store.study_file import StudyFile
    from focusgroup.worksheets.facts import Facts

Line = tuple[str, str]  # what the link holds, and the words to choose it by


def comment_lines(study_file: StudyFile) -> list[Line]:
    """Return every comment with the group it fell in. Raises StoreError."""
    return [(c.id, f"{code}  {c.text}") for code, c in _said(study_file)]


def _said(study_file: StudyFile) -> list[tuple[str, Comment]]:
    return [(s.code, c) for s in study_file.sessions() for c in study_file.comments(s.id)]


def row_lines(facts: Facts, asked: Column, mine: str = "") -> list[Line]:
    """Return the rows, or groups, that a column may lead to, the row itself left out."""
    if asked.kind is ColumnKind.GROUP:
        return [(group.id, group.title) for group in facts.groups.values()]
    if asked.kind is ColumnKind.ANYWHERE:
        return [
            (f"{sheet.table}:{row.id}", f"{sheet.noun}: {facts.title(row)}")
            for worksheet in WORKSHEETS
            for sheet in worksheet.sheets
            if worksheet.shelved
            for row in facts.of_table(sheet.table)
            if row.id != mine
        ]
    return [each for each in facts.linkable(asked.to) if each[0] != mine]


def noun_of(asked: Column) -> str:
    """Return what a column links, for "Enter links ..."."""
    if asked.kind is ColumnKind.COMMENTS:
        return "comments"
    if asked.kind is ColumnKind.GROUP:
        return "a group"
    return "a row" if asked.kind is ColumnKind.ANYWHERE else f"a {row_noun(asked.to)}"


def nothing_to_link(asked: Column) -> str:
    """Return what to do where there is nothing to link to."""
    if asked.kind is ColumnKind.COMMENTS:
        return "There are no comments yet: they are typed in the note-taker's view."
    if asked.kind is ColumnKind.GROUP:
        return "There is no group yet: n on the study's screen sets one up."
    if asked.kind is ColumnKind.ANYWHERE:
        return "No worksheet has a row yet that this could rest on."
    sheet = SHEETS.get(asked.to)
    where = f"add one under {sheet.title}" if sheet else "make one on the wall"
    return f"There is no {row_noun(asked.to)} yet. Keep this row, then {where}."
