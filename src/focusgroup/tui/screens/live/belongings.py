"""What belongs to the step in hand, one key away while the clock of the session goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.domain.guide import Kind, Method
from focusgroup.room.wall.boards import board_for, opens_wall

if TYPE_CHECKING:
    from textual.screen import Screen

    from focusgroup.domain.guide import GuideItem
    from focusgroup.room.room import Room
    from focusgroup.tui.study_desk import StudyDesk

_NOTHING = (
    "This step has no list. Steps with a flip chart, a KJ round, a vote or a worksheet have "
    "something to open."
)


def belonging_of(study: StudyDesk, room: Room) -> Screen[None] | str:
    """Return the screen that belongs to the step in hand, or a sentence where there is none.

    Raises StoreError where it cannot be read.
    """
    run = room.desk.in_hand
    item = room.desk.item_of(run) if run else None
    if run is None or item is None:
        return _NOTHING
    if item.kind is Kind.SUMMARY:
        from focusgroup.tui.screens.summary import SummaryCheck

        return SummaryCheck(room)
    if run.entry:
        from focusgroup.tui.screens.live.verdict import VerdictDialog

        return VerdictDialog(room, run)
    if opens_wall(room.desk.guide, item):
        return _wall(study, room, item)
    if item.way is Method.WORKSHEET:
        return _worksheet(item)
    return _chart(room)


def _wall(study: StudyDesk, room: Room, item: GuideItem) -> Screen[None]:
    from focusgroup.tui.screens.wall.board import BoardScreen

    session = room.session.id
    board = board_for(study.file, study.wall_scrubber(session), session, item)
    return BoardScreen(study.wall(board.id))


def _worksheet(item: GuideItem) -> Screen[None] | str:
    from focusgroup.tui.screens.worksheets.opening import screen_named
    from focusgroup.worksheets import WORKSHEETS

    screen = screen_named(item.worksheet)
    if screen is None:
        known = ", ".join(each.key for each in WORKSHEETS if each.shelved)
        return f"The guide names no worksheet there is. There are: {known}."
    return screen


def _chart(room: Room) -> Screen[None] | str:
    chart = room.chart.chart_in_hand()
    if not chart:
        return _NOTHING
    from focusgroup.tui.screens.live.chart import ChartDialog

    return ChartDialog(room, chart)
