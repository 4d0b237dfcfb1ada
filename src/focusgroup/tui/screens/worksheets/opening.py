"""Which screen a worksheet is opened with, and how a step of the thread is gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.worksheets import WORKSHEETS

if TYPE_CHECKING:
    from focusgroup.tui.screens.base import ProgramScreen, StudyScreenBase
    from focusgroup.worksheets.declare import Worksheet
    from focusgroup.worksheets.facts import Facts
    from focusgroup.worksheets.record import Place


def sheet_screen(worksheet: Worksheet, at: Place | None = None) -> SheetScreen:
    """Return the screen of a worksheet, with a row in hand where one is named."""
    if worksheet.key == "findings":
        from focusgroup.tui.screens.worksheets.findings import FindingsScreen

        return FindingsScreen(worksheet, at)
    return SheetScreen(worksheet, at)


def screen_named(key: str) -> SheetScreen | None:
    """Return the screen of a worksheet by its key, or None where there is none of that name."""
    found = (each for each in WORKSHEETS if each.shelved and each.key == key.casefold())
    return next((sheet_screen(worksheet) for worksheet in found), None)


def open_place(screen: StudyScreenBase, place: Place, session_id: str = "") -> None:
    """Open what a step of the thread is, where it lives, above a screen; a refusal is told.

    A card or a group opens on its board, a task on the road map where it has a date there, any
    other row on its sheet, a comment in the review of its group.
    """
    table, row_id = place
    facts = screen.study.worksheets.facts
    outside = facts.outside(table, row_id)
    if outside is not None and outside.board:
        from focusgroup.tui.screens.wall.boards import open_board

        open_board(screen, outside.board, at=row_id)
    elif outside is not None:
        screen.tell("An element of the study has no page of its own. F4 tells what it is used by.")
    elif table == "comment":
        from focusgroup.tui.screens.review import ReviewScreen

        screen.app.push_screen(ReviewScreen(session_id or None, at=row_id))
    else:
        found = _dated_task(facts, row_id) if table == "task" else _sheet_with(place)
        if found is not None:
            screen.app.push_screen(found)


def _dated_task(facts: Facts, row_id: str) -> ProgramScreen | None:
    from focusgroup.worksheets.roadmap import road_plan

    if not any(bar.row == row_id for bar in road_plan(facts).bars(facts)):
        return _sheet_with(("task", row_id))  # it waits in a circle, so the chart lacks it
    from focusgroup.tui.screens.worksheets.road_map import RoadMapScreen

    return RoadMapScreen(at=row_id)


def _sheet_with(place: Place) -> SheetScreen | None:
    for worksheet in WORKSHEETS:
        if worksheet.shelved and any(sheet.table == place[0] for sheet in worksheet.sheets):
            return sheet_screen(worksheet, place)
    return None
