"""Lists that stand over a screen for a moment are closed when somebody withdraws elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from focusgroup.tui.app import FocusGroupApp

_FOLLOW_S = 0.5
_CLOSED = "Somebody has withdrawn in another window. What was shown here may have held their words."


def close_on_withdrawal(screen: Screen[Any]) -> None:
    """Close a screen, answering nothing, once another window takes a seat's words out.

    For screens that copied words when they were opened and keep nothing that was typed.
    """
    from focusgroup.store.errors import StoreError
    from focusgroup.store.feed import Feed

    program = cast("FocusGroupApp", screen.app)
    desk = program.study
    if desk is None:
        return
    try:
        feed = Feed(desk.file)
    except StoreError:
        return  # said by whatever reads the file next

    def look() -> None:
        if program.screen is not screen or program.study is not desk:
            return
        try:
            withdrawn = any(change.row_table == "erasure" for change in feed.news())
        except StoreError:
            return
        if withdrawn:
            screen.dismiss(None)
            program.tell(_CLOSED)

    screen.set_interval(_FOLLOW_S, look)
