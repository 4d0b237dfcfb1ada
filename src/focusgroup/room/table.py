"""The people round the table, by seat: who came, who left, who has introduced themselves."""

from __future__ import annotations

from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat, Tick
from focusgroup.room.clock import SessionClock
from focusgroup.room.desk import Desk
from focusgroup.store.change_log import utc_now


class TableDesk:
    """Seats, checklists and probes of one session."""

    def __init__(self, desk: Desk, clock: SessionClock) -> None:
        self._desk = desk
        self._clock = clock

    def arrive(self, seat_id: str) -> None:
        """Note a late arrival at this moment."""
        self._set(seat_id, "late arrival", arrived_s=self._clock.elapsed(), left_s=None)

    def leave(self, seat_id: str) -> None:
        """Note an early leaver at this moment, or take the note back."""
        seat = self._desk.seats[seat_id]
        gone = None if seat.left_s is not None else self._clock.elapsed()
        self._set(seat_id, "early leaver" if gone is not None else "came back", left_s=gone)

    def introduce(self, seat_id: str) -> None:
        """Tick a seat as introduced, or take the tick off (feature row 1.29)."""
        self._set(seat_id, "introduced", introduced=int(not self._desk.seats[seat_id].introduced))

    def consent(self, seat_id: str, *, take_part: bool, record: bool, quote: bool) -> None:
        """Keep a seat's consents with the time they were given."""
        self._set(
            seat_id,
            "consent",
            take_part=int(take_part),
            record=int(record),
            quote=int(quote),
            consent_at=utc_now(),
        )

    def add_seat(self, *, department: str = "", role: str = "", tenure: str = "") -> Seat:
        """Seat somebody who was not expected; their number is the next free one."""
        with self._desk.act("new seat") as act:
            taken = [s.number for s in self._desk.seats.values()]
            number = max([*taken, *self._desk.withdrawn], default=0) + 1
            seat = Seat(
                new_id(),
                self._desk.session_id,
                f"P{number}",
                place=len(self._desk.seats) + 1,
                department=department,
                role=role,
                tenure=tenure,
                arrived_s=self._clock.elapsed() if self._clock.elapsed() else None,
            )
            act.add(seat)
        self._desk.refresh(act.touched)
        return seat

    @property
    def not_introduced(self) -> list[Seat]:
        """Seats that have not introduced themselves yet."""
        here = [s for s in self._desk.seats.values() if s.left_s is None]
        return [s for s in sorted(here, key=lambda s: s.number) if not s.introduced]

    def _set(self, seat_id: str, label: str, **said: str | int | float | None) -> None:
        with self._desk.act(label) as act:
            act.set(Seat, seat_id, **said)
        self._desk.refresh(act.touched)

    # Checklists and probes

    def ticked(self, item: str, what: str) -> dict[int, int]:
        """Return how often each line of an item's checklist ("check") or probes was ticked."""
        counts: dict[int, int] = {}
        for tick in self._desk.ticks:
            if (tick.item, tick.what) == (item, what):
                counts[tick.number] = counts.get(tick.number, 0) + 1
        return counts

    def check(self, item: str, number: int) -> bool:
        """Tick a checklist line, or take the tick off; return whether it is on."""
        on = not self._checked(item, number)  # what the person sees decides which way it goes
        with self._desk.act("checklist") as act:
            held = self._checked(item, number)
            if on and not held:
                act.add(self._tick(item, "check", number))
            for tick in [] if on else held:
                act.remove(Tick, tick.id)
        self._desk.refresh(act.touched)
        return on

    def _checked(self, item: str, number: int) -> list[Tick]:
        line = (item, "check", number)
        return [t for t in self._desk.ticks if (t.item, t.what, t.number) == line]

    def probe_used(self, item: str, number: int) -> None:
        """Note that a probe was used now; each use counts."""
        with self._desk.act("probe used") as act:
            act.add(self._tick(item, "probe", number))
        self._desk.refresh(act.touched)

    def _tick(self, item: str, what: str, number: int) -> Tick:
        return Tick(new_id(), self._desk.session_id, item, what, number, at_s=self._clock.elapsed())
