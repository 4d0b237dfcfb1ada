"""A road map worked out: the priority of each task, when it is done, and what stands in the way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from focusgroup.worksheets.declare import Bar
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.gaps import Gap, quadrant, urgency
from focusgroup.worksheets.measure_audit import roles
from focusgroup.worksheets.outside import CLUSTER
from focusgroup.worksheets.scheduling import Job, Schedule, schedule
from focusgroup.worksheets.working_days import day_of, first_working_day, in_words, number_of

if TYPE_CHECKING:
    from focusgroup.worksheets.roadmap import PlanFrame, Task

_LAST = 1_000_000.0  # after every rank


@dataclass(frozen=True)
class RoadPlan:
    """Tasks with their days; `first` is the day numbered 0, None where no date is set at all."""

    tasks: dict[str, Task]
    schedule: Schedule
    first: date | None
    priority: dict[str, str]  # in words, "" where nothing gives one
    clashes: frozenset[str]  # tasks that cannot begin on their day: their resource is taken
    late: frozenset[str]  # tasks that end after their gap is due

    def bars(self, facts: Facts) -> tuple[Bar, ...]:
        """Return the tasks that have days, as a chart shows them."""
        return tuple(
            Bar(
                slot.id,
                self.tasks[slot.id].name,
                slot.start,
                slot.end,
                slot.wished,
                slot.critical,
                slot.id in self.clashes,
                is_quick(facts, self.tasks[slot.id]),
                self.tasks[slot.id].resource,
            )
            for slot in self.schedule.slots
        )

    def rows(self, facts: Facts) -> tuple[tuple[str, ...], ...]:
        """Return the tasks in order, numbered, those without a date last."""
        numbers = {slot.id: str(n) for n, slot in enumerate(self.schedule.slots, start=1)}
        numbers |= dict.fromkeys(self.schedule.stuck, "–")
        rows = []
        for slot in self.schedule.slots:
            task = self.tasks[slot.id]
            signs = self.signs(facts, task, critical=slot.critical)
            last = slot.end - (slot.end > slot.start)
            days = (str(slot.end - slot.start), self.day(slot.start), self.day(last))
            if slot.waits_for and slot.id not in self.clashes:
                signs.append(f"waits for {numbers[slot.waits_for[0]]}'s resource")
            rows.append(self._row(task, numbers, days, signs))
        rows += [
            self._row(self.tasks[each], numbers, ("", "", ""), ["waits in a circle"])
            for each in self.schedule.stuck
        ]
        return tuple(rows)

    def _row(
        self,
        task: Task,
        numbers: dict[str, str],
        days: tuple[str, str, str],
        signs: list[str],
    ) -> tuple[str, ...]:
        before = [numbers.get(each, "removed") for each in task.after.split()]
        after = ", ".join(sorted(before, key=lambda each: (len(each), each)))
        return (
            numbers[task.id],
            task.name,
            self.priority[task.id] or "?",
            task.resource or ("" if task.milestone == "yes" else "nobody"),
            *days,
            after,
            ", ".join(signs),
        )

    def signs(self, facts: Facts, task: Task, *, critical: bool) -> list[str]:
        """Return what is to be known of a task, in words."""
        told = {
            "quick win": is_quick(facts, task),
            "critical": critical,
            "booked twice": task.id in self.clashes,
            "too late": task.id in self.late,
            "milestone": task.milestone == "yes",
            "product": task.product == "yes",
        }
        return [words for words, holds in told.items() if holds]

    def told(self, facts: Facts, row_id: str) -> list[tuple[str, str]]:
        """Return what is to be known of a task with a date, as (what, words)."""
        slot = next((each for each in self.schedule.slots if each.id == row_id), None)
        if slot is None:
            return []
        task = self.tasks[row_id]
        last = self.day(slot.end - (slot.end > slot.start))
        days = slot.end - slot.start
        signs = self.signs(facts, task, critical=slot.critical)
        held = "; ".join(self.tasks[each].name for each in slot.waits_for)
        lines = [
            ("Task", ", ".join([task.name, *signs])),
            ("When", f"{self.day(slot.start)} to {last}, {days} working days"
             if days else self.day(slot.start)),
            ("Done by", task.resource or "nobody"),
            ("Priority", self.priority[row_id] or "not known"),
            ("Closes", facts.named("gap", task.gap) if task.gap else ""),
            ("After", "; ".join(facts.named("task", each) for each in task.after.split())),
            ("Waits, since its resource is held by", held),
        ]  # fmt: skip
        return [line for line in lines if line[1]]

    def day(self, number: int) -> str:
        """Return a numbered day in words."""
        return in_words(self.first, number)


def is_quick(facts: Facts, task: Task) -> bool:
    """Return whether a task is a quick win: as told, else as its gap is rated."""
    if task.quick:
        return task.quick == "yes"
    return any(quadrant(gap) == "quick win" for gap in facts.linked(Gap, task.gap))


def _group(facts: Facts, task: Task) -> str:
    """Return the group of the wall a task belongs to: its own, else its gap's."""
    return task.cluster or next((gap.cluster for gap in facts.linked(Gap, task.gap)), "")


def _rank(facts: Facts, task: Task) -> int | None:
    group = facts.outside(CLUSTER, _group(facts, task))
    return group.rank if group else None


def priority(facts: Facts, task: Task) -> str:
    """Return a task's priority in words, taken from its group, else from its gap (row 3.08)."""
    rank = _rank(facts, task)
    if rank is not None:
        return f"group ranked {rank}"
    for gap in facts.linked(Gap, task.gap):
        if gap.impact and gap.effort:
            return f"impact {gap.impact}, effort {gap.effort}"
    return ""


def _order(facts: Facts, task: Task) -> tuple[float, ...]:
    rank = float(_rank(facts, task) or _LAST)
    rest = next((urgency(facts, gap)[2:] for gap in facts.linked(Gap, task.gap)), (0.0, _LAST))
    return (not is_quick(facts, task), rank, *rest, task.position)


def circle_with(tasks: Iterable[Task], row: Task) -> tuple[str, ...]:
    """Return the tasks that would wait for each other if a row were written; () if none would.

    Circles that stand there already, by a merge, hinder no other row.
    """
    after = {task.id: task.after.split() for task in tasks if task.id != row.id}
    after[row.id] = row.after.split()
    came: dict[str, str] = {}  # the task that waits for a task
    waiting = [row.id]
    while waiting:
        each = waiting.pop()
        for before in after[each]:
            if before == row.id:
                return _way(came, row.id, each)
            if before in after and before not in came:
                came[before] = each
                waiting.append(before)
    return ()


def _way(came: dict[str, str], start: str, end: str) -> tuple[str, ...]:
    """Return the tasks from one to another, each waiting for the next."""
    found = [end]
    while found[-1] != start:
        found.append(came[found[-1]])
    return tuple(reversed(found))


def plan_of(facts: Facts, tasks: Sequence[Task], frame: PlanFrame | None) -> RoadPlan:
    """Return the plan of these tasks."""
    first = _first(tasks, frame)
    held = {task.id: task for task in tasks}
    placed = schedule(_job(facts, task, first) for task in tasks)
    dated = {task.id for task in tasks if task.not_before}
    clashes = {slot.id for slot in placed.slots if slot.waits_for and slot.id in dated}
    late = set()
    for slot in placed.slots:
        due = min((g.due for g in facts.linked(Gap, held[slot.id].gap) if g.due), default="")
        last = day_of(first, slot.end - 1) if first else None
        if due and last and last.isoformat() > due:
            late.add(slot.id)
    return RoadPlan(
        held,
        placed,
        first,
        {task.id: priority(facts, task) for task in tasks},
        frozenset(clashes),
        frozenset(late),
    )


def _first(tasks: Iterable[Task], frame: PlanFrame | None) -> date | None:
    """Return the first day: as told, else the earliest that a task names."""
    told = frame.begins if frame and frame.begins else ""
    told = told or min((task.not_before for task in tasks if task.not_before), default="")
    found = _date(told)
    return first_working_day(found) if found else None


def _date(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:  # another program may have written anything
        return None


def _job(facts: Facts, task: Task, first: date | None) -> Job:
    wished = _date(task.not_before)
    begins = max(0, number_of(first, wished)) if first and wished else 0
    days = 0 if task.milestone == "yes" else math.ceil(1 if task.days is None else task.days)
    return Job(
        task.id,
        days,
        tuple(dict.fromkeys(task.after.split())),
        begins,
        tuple(roles(task.resource)),
        _order(facts, task),
    )
