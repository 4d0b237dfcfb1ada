"""The session clock: right across pauses, crashes and a wall clock that somebody sets."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focusgroup.domain.session import Session


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment on both clocks of this machine, in seconds."""

    wall: float
    steady: float


# Beats are five seconds apart: a minute without one means that the machine slept or was stopped.
SLEPT_S = 60.0


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nothing ran: how far each clock of this machine went on, in seconds."""

    wall_s: float
    steady_s: float

    @property
    def length_s(self) -> float:
        """How long nothing ran: the wall clock tells, unless somebody put it back."""
        return max(self.wall_s, self.steady_s)

    @property
    def missing_s(self) -> float:
        """What the session clock, which is steady, has not counted of it."""
        return self.length_s - self.steady_s

    @property
    def counted_s(self) -> float:
        """What it has counted of it, beyond the usual time between two beats."""
        return self.steady_s if self.steady_s > SLEPT_S else 0.0

    @property
    def minutes(self) -> int:
        """The length in whole minutes, for people."""
        return max(1, round(self.length_s / 60))


def now() -> Instant:
    """Return the present."""
    return Instant(time.time(), time.monotonic())


class SessionClock:
    """Seconds into the session.

    The session row says where the clock stood at its last start or stop, and at which wall time.
    From the moment this window first saw that row it counts on the steady clock, so setting the
    wall clock by an hour moves nothing.
    """

    def __init__(self, source: Callable[[], Instant] = now) -> None:
        self._source = source
        self._seen: tuple[float, float, int] | None = None
        self._base = 0.0
        self._anchor = 0.0
        self._on = False
        self._last_beat = source()

    def beat(self) -> Gap | None:
        """Tell whether the machine slept since the last beat, while the session ran.

        Asleep, the wall clock goes on and the steady clock mostly stands; of a program that was
        only stopped, both go on. A wall clock that somebody puts back is no sleep.
        """
        before, self._last_beat = self._last_beat, self._source()
        gap = Gap(self._last_beat.wall - before.wall, self._last_beat.steady - before.steady)
        return gap if self._on and gap.length_s > SLEPT_S else None

    def follow(self, session: Session, pulse: tuple[float, float] | None = None) -> None:
        """Take over what the session row says; `pulse` is the last beat written before a crash."""
        told = (session.clock_s, session.clock_at, session.clock_on)
        if told == self._seen:
            return
        self._seen = told
        instant = self._source()
        self._on = bool(session.clock_on)
        self._base = session.clock_s
        self._anchor = instant.steady
        if self._on:
            self._base += max(0.0, instant.wall - session.clock_at)
            if pulse:
                self._base = max(self._base, pulse[0])

    def elapsed(self) -> float:
        """Return the seconds the session has run, pauses left out."""
        if not self._on:
            return self._base
        return self._base + max(0.0, self._source().steady - self._anchor)

    @property
    def running(self) -> bool:
        """Whether the clock is going."""
        return self._on

    @property
    def wall(self) -> float:
        """The wall time now, epoch seconds."""
        return self._source().wall

    @property
    def instant(self) -> Instant:
        """The present on both clocks."""
        return self._source()
