"""Seats while the group runs: introduced, late, left, consents, somebody new, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from focusgroup.domain.session import Seat
from focusgroup.tui.screens.live import faces
from focusgroup.tui.screens.live.dialog import LiveDialog
from focusgroup.tui.screens.row_list import RowList
from focusgroup.tui.widgets.row_view import Line

if TYPE_CHECKING:
    from focusgroup.room.room import Room
    from focusgroup.tui.study_desk import StudyDesk


class SeatsDialog(LiveDialog[None]):
    """One row a seat, one key an action."""

    HEAD = "Seats"
    KEYS = (
        "seats.introduce",
        "seats.arrive",
        "seats.leave",
        "seats.consent",
        "seats.new",
        "seats.names",
    )
    HELP: ClassVar[str] = (
        "i ticks a seat as introduced, a notes a late arrival at this moment, l an early leaver "
        "(again: came back), c consents in turn, w seats somebody who was not expected, n opens "
        "the first names: they are kept in memory and never written. x is for somebody who "
        "withdraws: everything their seat said goes, for good."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "introduce", "intro", id="seats.introduce"),
        Binding("a", "arrive", "arrived", id="seats.arrive"),
        Binding("l", "leave_table", "left", id="seats.leave"),
        Binding("c", "consent", "consents", id="seats.consent"),
        Binding("w", "walk_in", "new", id="seats.new"),
        Binding("n", "names", "names", id="seats.names"),
        Binding("x", "withdraw", "withdraw a seat", id="seats.withdraw", show=False),
    ]

    def __init__(self, study: StudyDesk, room: Room) -> None:
        super().__init__(room)
        self._study = study

    def body(self) -> ComposeResult:
        """Yield the rows."""
        yield Static(
            "seat   name (memory only)  consents: takes part, recorded, quoted",
            classes="sheet--text",
            markup=False,
        )
        yield RowList(empty="No seats yet. w seats somebody.", id="seats-list")

    def on_mount(self) -> None:
        """Fill the rows."""
        self._show()
        self.query_one(RowList).focus()

    def on_screen_resume(self) -> None:
        """Show names typed meanwhile."""
        names = self._study.names.get(self.room.session.id)
        if names is not None and names is not self.room.names:
            self.room.learn_names(names)
        if self.is_mounted:
            self.attempt(self.room.catch_up)
            self._show()

    def _show(self) -> None:
        self.query_one(RowList).set_rows(self._line(s) for s in faces.in_order(self.room))

    def _line(self, seat: Seat) -> Line:
        card = self.room.names.cards.get(seat.code)
        consents = "".join(
            mark if given else "–"
            for mark, given in (("T", seat.take_part), ("R", seat.record), ("Q", seat.quote))
        )
        state = [("introduced ", seat.introduced)]
        words = "".join(text for text, on in state if on)
        if seat.arrived_s is not None:
            words += f"arrived {faces.clock_text(seat.arrived_s)} "
        if seat.left_s is not None:
            words += f"left {faces.clock_text(seat.left_s)} "
        name = (card.first if card else "")[:18]
        return [
            (f"{seat.code:<6} ", "strong"),
            (f"{name:<20}", ""),
            (f"{consents}  ", "muted"),
            (words, "muted"),
        ]

    def _in_hand(self) -> Seat | None:
        cursor = self.query_one(RowList).cursor
        seats = faces.in_order(self.room)
        return seats[cursor] if cursor is not None and cursor < len(seats) else None

    def action_introduce(self) -> None:
        """Tick the seat as introduced."""
        if seat := self._in_hand():
            self.attempt(lambda: self.room.table.introduce(seat.id))
            self._show()

    def action_arrive(self) -> None:
        """Note a late arrival."""
        if seat := self._in_hand():
            self.attempt(lambda: self.room.table.arrive(seat.id))
            self._show()

    def action_leave_table(self) -> None:
        """Note an early leaver."""
        if seat := self._in_hand():
            self.attempt(lambda: self.room.table.leave(seat.id))
            self._show()

    def action_consent(self) -> None:
        """Go through the consents: none, take part, and record, and quote."""
        seat = self._in_hand()
        if seat is None:
            return
        level = (bool(seat.take_part) + bool(seat.record) + bool(seat.quote) + 1) % 4
        self.attempt(
            lambda: self.room.table.consent(
                seat.id, take_part=level >= 1, record=level >= 2, quote=level >= 3
            )
        )
        self._show()

    def action_walk_in(self) -> None:
        """Seat somebody who was not expected."""
        self.attempt(self.room.table.add_seat)
        self._show()

    def action_withdraw(self) -> None:
        """Withdraw a seat of this group."""
        from focusgroup.tui.screens.withdraw import WithdrawScreen

        self.app.push_screen(WithdrawScreen(self.room.session.id))

    def action_names(self) -> None:
        """Open the first names."""
        from focusgroup.tui.screens.names import NamesScreen

        self.app.push_screen(NamesScreen(self.room.session.id))
