"""When each task of a plan can be done: after its predecessors, one task a resource at a time.

Tasks are placed one by one, quick wins first among those whose predecessors are placed, each in
the first gap that its resources have left. Time grows as n log n: a resource's busy days are kept
as blocks that run into one another.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

LONGEST = 2_600  # working days a task may take: ten years; more is a slip of the hand


@dataclass(frozen=True, slots=True)
class Job:
    """A task as the scheduler sees it; days are working days, numbered from the plan's first."""

    id: str
    days: int = 1  # 0 is a milestone
    after: tuple[str, ...] = ()
    not_before: int = 0
    resources: tuple[str, ...] = ()
    order: tuple[float, ...] = ()  # the lower, the earlier among free tasks


@dataclass(frozen=True, slots=True)
class Slot:
    """When a job is done: from `start` to the day before `end`."""

    id: str
    start: int
    end: int
    wished: int  # when it could start if its resources were free
    waits_for: tuple[str, ...] = ()  # jobs that hold its resources until then
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """Jobs by their start, and what could not be placed."""

    slots: tuple[Slot, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()  # jobs that wait for each other
    stuck: tuple[str, ...] = ()  # jobs of a circle, or behind one
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # predecessors gone

    @property
    def end(self) -> int:
        """The day after the last one."""
        return max((slot.end for slot in self.slots), default=0)


class _Busy:
    """The days one resource is taken: blocks that do not touch, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.until: dict[int, str] = {}  # the job that has it until a day

    def free_from(self, day: int, days: int) -> int:
        """Return the first day from `day` on with so many free days behind it."""
        at = bisect_right(self._starts, day) - 1
        if at >= 0 and self._ends[at] > day:
            day = self._ends[at]
        at += 1
        while at < len(self._starts) and self._starts[at] < day + days:
            day = self._ends[at]
            at += 1
        return day

    def take(self, start: int, end: int, job: str) -> None:
        """Book some days that are free."""
        self.until[end] = job
        at = bisect_right(self._starts, start)
        joins_left = at > 0 and self._ends[at - 1] == start
        joins_right = at < len(self._starts) and self._starts[at] == end
        if joins_left and joins_right:
            self._ends[at - 1] = self._ends.pop(at)
            del self._starts[at]
        elif joins_left:
            self._ends[at - 1] = end
        elif joins_right:
            self._starts[at] = start
        else:
            self._starts.insert(at, start)
            self._ends.insert(at, end)


def circle_in(after: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return jobs that wait for each other in a circle, () when there is none."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError as error:
        return tuple(error.args[1][:-1])  # the last is the first again
    return ()


def _without_circles(
    after: dict[str, tuple[str, ...]],
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Take circles, and what waits for them, out of `after`; return both."""
    circles, stuck = [], []
    behind: dict[str, list[str]] = defaultdict(list)
    for job, before in after.items():
        for each in before:
            behind[each].append(job)
    while circle := circle_in(after):
        circles.append(circle)
        waiting = list(circle)
        while waiting:
            job = waiting.pop()
            if after.pop(job, None) is not None:
                stuck.append(job)
                waiting += behind[job]
    return tuple(circles), tuple(sorted(stuck))


def schedule(jobs: Iterable[Job]) -> Schedule:
    """Place every job that can be placed; the same jobs give the same plan."""
    held = {job.id: job for job in jobs}
    missing = {
        job.id: gone
        for job in held.values()
        if (gone := tuple(each for each in job.after if each not in held))
    }
    after = {job.id: tuple(each for each in job.after if each in held) for job in held.values()}
    circles, stuck = _without_circles(after)
    slots = _placed(held, after)
    critical = _critical(slots, held, after)
    ordered = sorted(slots.values(), key=lambda s: (s.start, s.end, held[s.id].order, s.id))
    return Schedule(
        tuple(_marked(slot, slot.id in critical) for slot in ordered), circles, stuck, missing
    )


def _marked(slot: Slot, critical: bool) -> Slot:
    return Slot(slot.id, slot.start, slot.end, slot.wished, slot.waits_for, critical)


def _placed(held: Mapping[str, Job], after: Mapping[str, Sequence[str]]) -> dict[str, Slot]:
    """Return a slot for each job, quick ones first among those that are free."""
    sorter = TopologicalSorter(after)
    sorter.prepare()
    busy: dict[str, _Busy] = defaultdict(_Busy)
    slots: dict[str, Slot] = {}
    free: list[tuple[tuple[float, ...], str]] = []
    while sorter.is_active():
        for each in sorter.get_ready():
            heapq.heappush(free, (held[each].order, each))
        _, job_id = heapq.heappop(free)
        job = held[job_id]
        ready = max((slots[each].end for each in after[job_id]), default=0)
        slots[job_id] = _slot(job, max(ready, job.not_before, 0), busy)
        sorter.done(job_id)
    return slots


def _slot(job: Job, wished: int, busy: Mapping[str, _Busy]) -> Slot:
    days = max(0, min(job.days, LONGEST))
    mine = [busy[name] for name in dict.fromkeys(job.resources)] if days else []
    start = wished
    while (later := max((each.free_from(start, days) for each in mine), default=start)) > start:
        start = later
    waits = (each.until[start] for each in mine if start > wished and start in each.until)
    waits_for = tuple(dict.fromkeys(waits))
    for each in mine:
        each.take(start, start + days, job.id)
    return Slot(job.id, start, start + days, wished, waits_for)


def _critical(
    slots: Mapping[str, Slot], held: Mapping[str, Job], after: Mapping[str, Sequence[str]]
) -> set[str]:
    """Return the jobs that move the end when they take longer: the critical chain.

    Backward from the last: a job hangs on each predecessor that ends when it starts, and on the
    job before it that held one of its resources until then.
    """
    last = max((slot.end for slot in slots.values()), default=0)
    ending: dict[tuple[str, int], str] = {
        (name, slot.end): slot.id
        for slot in slots.values()
        if slot.end > slot.start
        for name in held[slot.id].resources
    }
    chain: set[str] = set()
    waiting = [slot.id for slot in slots.values() if slot.end == last]
    while waiting:
        job_id = waiting.pop()
        if job_id in chain:
            continue
        chain.add(job_id)
        start = slots[job_id].start
        waiting += [each for each in after[job_id] if slots[each].end == start]
        if slots[job_id].end > start:
            names = held[job_id].resources
            waiting += [ending[name, start] for name in names if (name, start) in ending]
    return chain
