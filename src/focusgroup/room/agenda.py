"""The guide as it is being run: where the group is, what is left, and the time it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
        with self._act("resume") as act:
            if self._clock.running or self._closed:
                return
            elapsed = self._clock.elapsed()
            first = self._desk.session.state == SessionState.PLANNED
            if first:
                act.label = "start"
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

    def pause(self) -> None:
        """Stop the clock until the group goes on."""
        with self._act("pause") as act:
            if not self._clock.running:
                return
            act.set(
                Session,
                self._desk.session_id,
                state=SessionState.PAUSED,
                clock_s=self._clock.elapsed(),
                clock_at=self._clock.wall,
                clock_on=0,
            )

    def slept(self, gap: Gap, *, pause: bool) -> None:
        """Leave a sleep of the machine out of the session, or count it in.

        Either way the clock's new stand is written: other windows, and this one after a restart,
        would else count the wall time.
        """
        with self._act("count a sleep as a pause" if pause else "count a sleep") as act:
            if not self._clock.running:
                return
            elapsed = self._clock.elapsed() + (-gap.counted_s if pause else gap.missing_s)
            act.set(
                Session,
                self._desk.session_id,
                clock_s=max(0.0, elapsed),
                clock_at=self._clock.wall,
                clock_on=1,
            )

    def close(self) -> None:
        """End the group; what was not reached stays in the agenda as pending."""
        with self._act("close the group") as act:
            if self._closed:
                return
            elapsed = self._clock.elapsed()
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

    def reopen(self) -> None:
        """Open a closed group again, its clock stopped."""
        with self._act("open again") as act:
            if not self._closed:
                return
            act.set(
                Session, self._desk.session_id, state=SessionState.PAUSED, ended_at="", clock_on=0
            )

    # Moving

    @property
    def following(self) -> ItemRun | None:
        """The next run that is not skipped, after the one in hand.

        A step visited before is not passed over: going back and on again comes to where one was.
        """
        runs = self._desk.runs
        now = self._desk.in_hand
        later = runs if now is None else [r for r in runs if r.position > now.position]
        return next((r for r in later if r.state != ItemState.SKIPPED), None)

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
        with self._act("move in the guide") as act:
            if self._closed:  # by another window, a moment ago
                return None
            target = self._run(run_id)
            if target is None or target.id == self._desk.session.item:
                return target
            elapsed = self._clock.elapsed()
            self._leave(act, elapsed)
            self._enter(act, target, elapsed)
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
        with self._act("skip") as act:
            if run_id == self._desk.session.item:
                elapsed, target = self._clock.elapsed(), self.following
                self._leave(act, elapsed)
                if target:
                    self._enter(act, target, elapsed)
                else:
                    act.set(Session, self._desk.session_id, item="")
            act.set(ItemRun, run_id, state=ItemState.SKIPPED, reason=reason)

    def add_minutes(self, minutes: float, run_id: str = "") -> None:
        """Give a run more time, or take some; a time box is never below one minute."""
        run_id = run_id or self._desk.session.item  # the one that was in hand at the key
        with self._act("time box") as act:
            run = self._run(run_id)
            if run is not None:
                act.set(ItemRun, run.id, minutes=max(1.0, run.minutes + minutes))

    @property
    def _closed(self) -> bool:
        return self._desk.session.state == SessionState.CLOSED

    def _run(self, run_id: str) -> ItemRun | None:
        return next((r for r in self._desk.runs if r.id == run_id), None)

    def _enter(self, act: Act, run: ItemRun, elapsed: float) -> None:
        act.set(ItemRun, run.id, state=ItemState.RUNNING, since_s=elapsed, reason="")
        act.set(Session, self._desk.session_id, item=run.id)

    def _leave(self, act: Act, elapsed: float) -> None:
        run = self._desk.in_hand
        if run is not None:
            since = run.since_s if run.since_s is not None else elapsed
            used = run.used_s + max(0.0, elapsed - since)
            act.set(ItemRun, run.id, state=ItemState.DONE, used_s=used, since_s=None)
        for left in self._desk.runs:  # by an undo elsewhere, or by a merge of two laptops
            if left.state == ItemState.RUNNING and left is not run:
                act.set(ItemRun, left.id, state=ItemState.DONE, since_s=None)

    @contextmanager
    def _act(self, label: str) -> Iterator[Act]:
        """Open one action; its block decides on what every window has written until now."""
        with self._desk.act(label) as act:
            self._clock.follow(self._desk.session)
            yield act
        if act.touched:
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
