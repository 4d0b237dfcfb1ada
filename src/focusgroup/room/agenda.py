"""The guide as it is being run: where the group is, what is left, and the time it takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from focusgroup.domain.guide import GuideItem
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import ItemRun, ItemState, Session, SessionState
from focusgroup.room.clock import Gap, SessionClock
from focusgroup.room.desk import Desk
from focusgroup.store.change_log import Act, utc_now


class Warned(StrEnum):
    """How near the end of a time box or of the session is."""

    NONE = ""
    BOX_20 = "box-20"  # a fifth of the time box is left
    BOX_5 = "box-5"
    BOX_OVER = "box-over"
    END_15 = "end-15"  # minutes before the end
    END_5 = "end-5"
    END_OVER = "end-over"


@dataclass(frozen=True, slots=True)
class TimeTold:
    """What the clock bar shows, in seconds."""

    elapsed: float
    left: float  # below zero when over
    item_elapsed: float
    item_box: float
    drift: float  # above zero: at this pace the session ends so much late
    paused: bool
    started: bool
    box_warning: Warned
    end_warning: Warned


def box_warning(used: float, box: float) -> Warned:
    """Return the warning for a time box: at 20 % and 5 % left, and when it is over."""
    if box <= 0:
        return Warned.NONE
    left = (box - used) / box
    if left <= 0:
        return Warned.BOX_OVER
    if left <= 0.05:
        return Warned.BOX_5
    return Warned.BOX_20 if left <= 0.20 else Warned.NONE


def end_warning(left: float) -> Warned:
    """Return the warning for the session: quiet signals at 15 and 5 minutes left [LFA]."""
    if left <= 0:
        return Warned.END_OVER
    if left <= 5 * 60:
        return Warned.END_5
    return Warned.END_15 if left <= 15 * 60 else Warned.NONE


def first_runs(session: str, items: list[GuideItem]) -> list[ItemRun]:
    """Return the agenda of a new session, one run an item."""
    return [
        ItemRun(new_id(), session, item.id, position=float(number), minutes=item.minutes)
        for number, item in enumerate(items, start=1)
    ]


class Agenda:
    """Moves through the guide. Every move is one action that undo takes back."""

    def __init__(self, desk: Desk, clock: SessionClock) -> None:
        self._desk = desk
        self._clock = clock

    # The clock

    def start(self) -> None:
        """Start or resume the clock; the first start opens the first item."""
        if self._clock.running:
            return
        elapsed = self._clock.elapsed()
        first = self._desk.session.state == SessionState.PLANNED
        with self._desk.act("start" if first else "resume") as act:
            act.set(
                Session,
                self._desk.session_id,
                state=SessionState.RUNNING,
                clock_s=elapsed,
                clock_at=self._clock.wall,
                clock_on=1,
                **({"started_at": utc_now()} if first else {}),
            )
            if first:
                self._enter(act, self._desk.runs[0], elapsed)
        self._after(act)

    def pause(self) -> None:
        """Stop the clock until the group goes on."""
        if not self._clock.running:
            return
        elapsed = self._clock.elapsed()
        with self._desk.act("pause") as act:
            act.set(
                Session,
                self._desk.session_id,
                state=SessionState.PAUSED,
                clock_s=elapsed,
                clock_at=self._clock.wall,
                clock_on=0,
            )
        self._after(act)

    def slept(self, gap: Gap, *, pause: bool) -> None:
        """Leave a sleep of the machine out of the session, or count it in.

        Either way the clock's new stand is written: other windows, and this one after a restart,
        would else count the wall time.
        """
        if not self._clock.running:
            return
        elapsed = self._clock.elapsed()
        elapsed += -gap.counted_s if pause else gap.missing_s
        with self._desk.act("count a sleep as a pause" if pause else "count a sleep") as act:
            act.set(
                Session,
                self._desk.session_id,
                clock_s=max(0.0, elapsed),
                clock_at=self._clock.wall,
                clock_on=1,
            )
        self._after(act)

    def close(self) -> None:
        """End the group; what was not reached stays in the agenda as pending."""
        elapsed = self._clock.elapsed()
        with self._desk.act("close the group") as act:
            self._leave(act, elapsed)
            act.set(
                Session,
                self._desk.session_id,
                state=SessionState.CLOSED,
                clock_s=elapsed,
                clock_at=self._clock.wall,
                clock_on=0,
                ended_at=utc_now(),
                item="",
            )
        self._after(act)

    def reopen(self) -> None:
        """Open a closed group again, its clock stopped."""
        with self._desk.act("open again") as act:
            act.set(
                Session, self._desk.session_id, state=SessionState.PAUSED, ended_at="", clock_on=0
            )
        self._after(act)

    # Moving

    @property
    def following(self) -> ItemRun | None:
        """The next run that is neither done nor skipped, after the one in hand."""
        runs = self._desk.runs
        now = self._desk.in_hand
        later = runs if now is None else [r for r in runs if r.position > now.position]
        return next((r for r in later if r.state == ItemState.PENDING), None)

    @property
    def previous(self) -> ItemRun | None:
        """The run before the one in hand that was not skipped."""
        now = self._desk.in_hand
        if now is None:
            return None
        earlier = [r for r in self._desk.runs if r.position < now.position]
        return next((r for r in reversed(earlier) if r.state != ItemState.SKIPPED), None)

    def go(self, run_id: str) -> ItemRun | None:
        """Bring a run in hand, forward or back; the one left counts as done."""
        target = next((r for r in self._desk.runs if r.id == run_id), None)
        if target is None or target.id == self._desk.session.item:
            return target
        elapsed = self._clock.elapsed()
        with self._desk.act("move in the guide") as act:
            self._leave(act, elapsed)
            self._enter(act, target, elapsed)
        self._after(act)
        return self._desk.in_hand

    def next(self) -> ItemRun | None:
        """Go on to the next run; None at the end of the guide."""
        target = self.following
        return self.go(target.id) if target else None

    def back(self) -> ItemRun | None:
        """Go back to the run before; None at the start."""
        target = self.previous
        return self.go(target.id) if target else None

    def skip(self, run_id: str, reason: str) -> None:
        """Skip a run with a reason (masked already); from the one in hand the group goes on."""
        elapsed = self._clock.elapsed()
        target = self.following if run_id == self._desk.session.item else None
        with self._desk.act("skip") as act:
            if run_id == self._desk.session.item:
                self._leave(act, elapsed)
                if target:
                    self._enter(act, target, elapsed)
                else:
                    act.set(Session, self._desk.session_id, item="")
            act.set(ItemRun, run_id, state=ItemState.SKIPPED, reason=reason)
        self._after(act)

    def add_minutes(self, minutes: float, run_id: str = "") -> None:
        """Give a run more time, or take some; a time box is never below one minute."""
        run = next(
            (r for r in self._desk.runs if r.id == (run_id or self._desk.session.item)), None
        )
        if run is None:
            return
        with self._desk.act("time box") as act:
            act.set(ItemRun, run.id, minutes=max(1.0, run.minutes + minutes))
        self._after(act)

    def _enter(self, act: Act, run: ItemRun, elapsed: float) -> None:
        act.set(ItemRun, run.id, state=ItemState.RUNNING, since_s=elapsed, reason="")
        act.set(Session, self._desk.session_id, item=run.id)

    def _leave(self, act: Act, elapsed: float) -> None:
        run = self._desk.in_hand
        if run is None:
            return
        used = run.used_s + max(
            0.0, elapsed - (run.since_s if run.since_s is not None else elapsed)
        )
        act.set(ItemRun, run.id, state=ItemState.DONE, used_s=used, since_s=None)

    def _after(self, act: Act) -> None:
        self._desk.refresh(act.touched)
        self._clock.follow(self._desk.session)

    # Time

    def time(self) -> TimeTold:
        """Return what the clock bar shows now."""
        session = self._desk.session
        elapsed = self._clock.elapsed()
        length = session.minutes * 60.0
        run = self._desk.in_hand
        used = box = 0.0
        if run is not None:
            since = run.since_s if run.since_s is not None else elapsed
            used = run.used_s + max(0.0, elapsed - since)
            box = run.minutes * 60
        pending = sum(r.minutes * 60 for r in self._desk.runs if r.state == ItemState.PENDING)
        ends = elapsed + max(0.0, box - used) + pending
        started = session.state != SessionState.PLANNED
        return TimeTold(
            elapsed=elapsed,
            left=length - elapsed,
            item_elapsed=used,
            item_box=box,
            drift=ends - length,
            paused=session.state == SessionState.PAUSED,
            started=started,
            box_warning=box_warning(used, box) if started else Warned.NONE,
            end_warning=end_warning(length - elapsed) if started else Warned.NONE,
        )
