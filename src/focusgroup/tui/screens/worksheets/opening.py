"""Which screen a worksheet is opened with, and how a row or a comment is gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.worksheets import WORKSHEETS

if TYPE_CHECKING:
    from focusgroup.tui.screens.base import ProgramScreen
    from focusgroup.worksheets.declare import Worksheet
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


def screen_of(place: Place, session_id: str = "") -> ProgramScreen | None:
    """Return the screen on which a row, or a comment of a group, is seen among its fellows."""
    table, row_id = place
    if table == "comment":
        from focusgroup.tui.screens.review import ReviewScreen

        return ReviewScreen(session_id or None, at=row_id)
    for worksheet in WORKSHEETS:
        if worksheet.shelved and any(sheet.table == table for sheet in worksheet.sheets):
            return sheet_screen(worksheet, place)
    return None
