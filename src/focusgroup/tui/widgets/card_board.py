"""A board of cards: walked by arrows, sorted by keys or the mouse.

A card is picked up, carried, and put down; the board only tells where, and the screen writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import rich.repr
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from focusgroup.tui.widgets.column_view import BoardColumn, CardFace, ColumnView

__all__ = ["BoardColumn", "CardBoard", "CardFace"]


class CardBoard(ColumnView, can_focus=True):
    """Columns of cards with one in hand."""

    HELP: ClassVar[str] = (
        "The wall. Arrows walk over the cards; Space picks the card in hand up, arrows carry it, "
        "Space or Enter puts it down, Esc lets it lie. A digit sends it into that group at once, 0 "
        "out of all groups. With the mouse, drag it. ⇄ marks a card that was moved again and "
        "again: the group does not agree on it. ◷ marks a card of earlier work."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,m", "pick", "carry", id="board.pick", tooltip="Pick the card up, or put it down"
        ),
        Binding("enter", "choose", "whole card", id="board.whole", show=False),
        Binding("up", "walk(0,-1)", "card up", show=False),
        Binding("down", "walk(0,1)", "card down", show=False),
        Binding("left", "walk(-1,0)", "group to the left", show=False),
        Binding("right", "walk(1,0)", "group to the right", show=False),
        Binding("pageup", "walk(0,-5)", "five up", show=False),
        Binding("pagedown", "walk(0,5)", "five down", show=False),
        Binding("home", "walk(0,-100000)", "first card", show=False),
        Binding("end", "walk(0,100000)", "last card", show=False),
        Binding("escape", "let_lie", "let it lie", id="board.lie"),
        *(
            Binding(str(n), f"send({n})", f"into group {n}" if n else "out of all", show=False)
            for n in range(10)
        ),
    ]
    ALLOW_SELECT = False

    @rich.repr.auto
    class Moved(Message):
        """A card was put down: into the group `column` ("" is none), at a place among its cards.

        `sent` by a digit, it goes alone: the next card of its old place is in hand.
        """

        def __init__(self, card: str, column: str, at: int, *, sent: bool = False) -> None:
            super().__init__()
            self.card = card
            self.column = column
            self.at = at
            self.sent = sent

    @rich.repr.auto
    class Chosen(Message):
        """Enter on a card, or a double click: `card`, or "" on an empty group."""

        def __init__(self, card: str, column: str) -> None:
            super().__init__()
            self.card = card
            self.column = column

    class Walked(Message):
        """Another card or group is in hand."""

    # What the screen says and asks

    def set_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show these; the card in hand stays in hand, and a carried one is carried on."""
        card, column = self.card_in_hand, self.column_in_hand
        self._columns = tuple(columns) or (BoardColumn(""),)
        self._lie_anew()
        if self._held is not None and self._find(self._held.id) is None:
            self._held = None  # taken off in another window
        place = self._find(card) if card and not self._stays else None
        self._stays = False
        if self._held is not None:
            self._from = self._find(self._held.id) or (0, 0)
        elif place is not None:
            self._column, self._row = place
        else:
            ids = [each.id for each in self._columns]
            self._column = ids.index(column) if column in ids else 0
        self._keep_in_view()
        self.refresh()

    def take_in_hand(self, card: str) -> None:
        """Bring the cursor to a card."""
        place = self._find(card)
        if place is not None and self._held is None:
            self._go(*place)

    def go_to(self, card_or_group: str) -> None:
        """Bring the cursor to a card, or to the first card of a group."""
        groups = [column.id for column in self._columns]
        if card_or_group in groups and self._held is None:
            self._go(groups.index(card_or_group), 0)
        else:
            self.take_in_hand(card_or_group)

    def leave_card(self) -> None:
        """Take the next card of this place in hand, so that the one in hand can go elsewhere.

        It is drawn with the columns that follow: a drawing of its own would keep those waiting for
        the next frame, 17 ms instead of 8.
        """
        cards = self._columns[self._column].cards
        self._stays = len(cards) < 2  # the last one goes, and its place stays in hand
        self._row = self._row + 1 if self._row + 1 < len(cards) else max(0, self._row - 1)
        self._keep_in_view()

    # Walking and carrying

    def _go(self, column: int, row: int) -> None:
        left, self._column = self._column, max(0, min(column, len(self._columns) - 1))
        if self._held is not None:
            # The place is known only when the card is in: its column is asked for, then laid anew.
            self._lie_anew(left, self._column)
        self._row = max(0, min(row, len(self._cards(self._column)) - 1))
        if self._held is not None:
            self._lie_anew(self._column)
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Walked())

    def action_walk(self, across: int, down: int) -> None:
        """Walk, or carry the card picked up."""
        self._go(self._column + across, self._row + down)

    def action_pick(self) -> None:
        """Pick the card in hand up, or put it down."""
        if self._held is not None:
            self._put_down()
            return
        card = self.card_in_hand
        if not card:
            self.app.bell()
            return
        self._pick_up(self._column, self._row)

    def _pick_up(self, column: int, row: int) -> None:
        self._held = self._columns[column].cards[row]
        self._from = column, row
        self._column, self._row = column, row
        self._lie_anew()
        self.refresh()
        self.refresh_bindings()

    def _carry_none(self) -> None:
        self._held = None
        self._lie_anew()
        # Esc is the screen's again. The footer is drawn after the card, which is what is felt.
        self.call_after_refresh(self.refresh_bindings)

    def _put_down(self) -> None:
        held = self._held
        assert held is not None
        self._carry_none()
        if (self._column, self._row) != self._from:
            self.post_message(self.Moved(held.id, self.column_in_hand, self._row))
        else:
            self.refresh()

    def action_choose(self) -> None:
        """Put a carried card down; else show the whole card."""
        if self._held is not None:
            self._put_down()
        else:
            self.post_message(self.Chosen(self.card_in_hand, self.column_in_hand))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Esc belongs to the screen unless a card is carried."""
        return self._held is not None if action == "let_lie" else True

    def action_let_lie(self) -> None:
        """Put the carried card back where it lay."""
        self._carry_none()
        self._go(*self._from)

    def action_send(self, number: int) -> None:
        """Send the card in hand into a group by its number."""
        card = self.card_in_hand
        if not card or number >= len(self._columns):
            self.app.bell()
            return
        if self._held is not None:
            self._carry_none()
        column = self._columns[number]
        self.leave_card()
        self.post_message(self.Moved(card, column.id, len(column.cards), sent=True))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the card under the pointer in hand; moving on drags it."""
        place = self._place_at(event.x, event.y)
        if place is None:
            return
        if self._held is not None:
            self._put_down()
            return
        self._go(*place)
        self._pressed = event.x, event.y
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the card."""
        if self._pressed is None:
            return
        if self._held is None:
            far = abs(event.x - self._pressed[0]) > 1 or event.y != self._pressed[1]
            if not far or not self.card_in_hand:
                return
            self._pick_up(self._column, self._row)
        place = self._place_at(event.x, event.y)
        if place is not None and place != (self._column, self._row):
            self._go(*place)

    def on_mouse_up(self, event: events.MouseUp) -> None:  # noqa: ARG002
        """Put a dragged card down."""
        if self._pressed is None:
            return
        self._pressed = None
        self.release_mouse()
        if self._held is not None:
            self._put_down()

    def on_click(self, event: events.Click) -> None:
        """A second click shows the whole card."""
        if event.chain > 1 and self._place_at(event.x, event.y) is not None:
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go down the column."""
        event.stop()
        self.action_walk(0, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up the column."""
        event.stop()
        self.action_walk(0, -1)
