"""The road map: tasks that close gaps, in an order that can be kept (3.02, 3.08 to 3.12, 3.26)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import (
    Gantt,
    Grid,
    OpenPoint,
    Points,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.gaps import in_order
from focusgroup.worksheets.outside import CLUSTER
from focusgroup.worksheets.record import (
    YES_NO,
    Record,
    choice,
    comments,
    day,
    lines,
    link,
    links,
    number,
    text,
)
from focusgroup.worksheets.road_plan import RoadPlan, circle_with, plan_of
from focusgroup.worksheets.scheduling import LONGEST


@dataclass(frozen=True, slots=True)
class Task(Record):
    """A step of the road map."""

    name: str = text("Task", "what is done", needed=True)
    gap: str = link("Closes", "gap", "the gap it closes; its priority comes from there")
    cluster: str = link("Group", CLUSTER, "of the wall; left empty, the gap's own")
    resource: str = text("Done by", "roles or units, with commas; each does one task at a time")
    days: float | None = number("Days", "working days of effort; 0 for a milestone")
    not_before: str = day("Not before", "the day from which it can begin")
    after: str = links("After", "task", "tasks that must be done before it")
    milestone: str = choice("Milestone", YES_NO, "takes no time, marks a point")
    quick: str = choice("Quick win", YES_NO, "left empty, the gap's impact and effort say so")
    product: str = choice("Product", YES_NO, "does it change the product itself?")
    note: str = lines("Note")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class PlanFrame(Record):
    """When the plan begins, and what it deliberately leaves out."""

    begins: str = day("Begins on", "the first working day; the others follow from it")
    no_product: str = lines("No product task", "why none is needed, where none is on the map")
    note: str = lines("Direction", "where the road leads, in a sentence")


def tasks_of_gaps(facts: Facts) -> Iterator[Task]:
    """Yield a task for each gap that has an action and no task yet."""
    closed = {task.gap for task in facts.rows(Task)}
    for gap in in_order(facts):
        if gap.action and gap.id not in closed:
            name = gap.action.split("\n")[0]
            yield Task("", name=name, gap=gap.id, resource=gap.owner)


def _circle(facts: Facts, row: Record) -> tuple[str, str] | None:
    """Refuse a task whose predecessors wait for it (row 3.10)."""
    assert isinstance(row, Task)
    found = circle_with(facts.rows(Task), row)
    if not found:
        return None
    names = {task.id: task.name for task in facts.rows(Task)} | {row.id: row.name}
    told = " waits for ".join(f"“{names[each]}”" for each in (*found, found[0]))
    return "after", f"Tasks would wait for each other: {told}. Take one of these links off."


def road_plan(facts: Facts) -> RoadPlan:
    """Return the plan of a study's tasks."""
    return plan_of(facts, facts.rows(Task), facts.first(PlanFrame))


def _dates(facts: Facts) -> Iterator[OpenPoint]:
    """Yield what keeps tasks from their dates, and those without a priority."""
    plan = road_plan(facts)
    for row in facts.rows(Task):
        if row.id in plan.schedule.stuck:
            yield OpenPoint("task", "It has no date: it waits in a circle of tasks.", row.id)
        if row.id in plan.clashes:
            yield OpenPoint("task", "Its resource is booked twice on the day it was to begin; it "
                            "waits.", row.id)  # fmt: skip
        if row.id in plan.late:
            yield OpenPoint("task", "It ends after its gap is due.", row.id)
        if (row.days or 0) > LONGEST:
            yield OpenPoint("task", "It takes more than ten years; ten are counted.", row.id)
        if not plan.priority[row.id]:
            yield OpenPoint("task", "It has no priority: link the gap it closes, or its group.",
                            row.id)  # fmt: skip
    if facts.rows(Task) and plan.first is None:
        yield OpenPoint("plan_frame", "Say on which day the plan begins.")


def _product(facts: Facts) -> Iterator[OpenPoint]:
    """Ask whether the product may be left as it is (row 3.12)."""
    tasks, frame = facts.rows(Task), facts.first(PlanFrame)
    if not tasks or any(task.product == "yes" for task in tasks):
        return
    if frame is None or not frame.no_product:
        yield OpenPoint("task", "No task changes the product: is it as customers want it? Tag one, "
                        "or say under Plan why none is needed.")  # fmt: skip


def _unclosed(facts: Facts) -> Iterator[OpenPoint]:
    """Yield gaps that no task closes."""
    closed = {task.gap for task in facts.rows(Task)}
    loose = sum(gap.id not in closed for gap in facts.of_table("gap"))
    if loose:
        words = "1 gap is" if loose == 1 else f"{loose} gaps are"
        yield OpenPoint("task", f"{words} not closed by any task.")


def _chart(facts: Facts) -> Iterator[View]:
    """Yield the Gantt chart."""
    plan = road_plan(facts)
    bars = plan.bars(facts)
    if bars:
        yield Gantt("Road map", bars, plan.first)


def _table(facts: Facts) -> Iterator[View]:
    """Yield the tasks in the order they can be done."""
    frame, plan = facts.first(PlanFrame), road_plan(facts)
    rows = plan.rows(facts)
    if frame is not None and frame.note:
        yield Points("Where the road leads", (("", frame.note),))
    if not rows:
        return
    yield Grid(
        "Tasks in order",
        ("No.", "Task", "Priority", "Done by", "Days", "From", "To", "After", "Signs"),
        rows,
        note=_note(plan),
        widths=(1.0, 3.6, 2.1, 2.8, 1.4, 2.7, 2.7, 1.3, 2.5),
        numbers=frozenset({0, 4}),
    )


def _note(plan: RoadPlan) -> str:
    told = [
        "Days are working days, without weekends. A resource does one task at a time; tasks of "
        "different resources run side by side. Critical: the end moves when it takes longer."
    ]
    if plan.first is None:
        told.append("No day is set for the beginning, so days are counted.")
    if plan.schedule.stuck:
        told.append(f"Without a date, since they wait for each other: {len(plan.schedule.stuck)}.")
    return " ".join(told)


WORKSHEET = Worksheet(
    key="roadmap",
    title="Road map",
    phase=3,
    place=20,
    about="What is done, by whom, in which order, and until when.",
    sheets=(
        Sheet(
            Task,
            "Tasks",
            "task",
            "Write down what is done to close each gap, who does it, and what it waits for.",
            ("name", "gap", "resource", "days", "not_before", "after", "milestone", "quick",
             "product", "cluster", "evidence"),
            checks=(
                _dates,
                lacking(Task, "resource", "Nobody does it.", when=lambda row: not _point(row)),
                lacking(Task, "days", "How many days it takes is missing; one is counted.",
                        when=lambda row: not _point(row)),
                _product,
                _unclosed,
            ),
            # Full requirements are a task of their own (row 3.26): nothing here asks for them.
            examples=(Task("", name="Make requirements"),),
            proposed=tasks_of_gaps,
            filter_by="product",
            refuses=_circle,
        ),
        Sheet(
            PlanFrame,
            "Plan",
            "plan",
            "Say on which day the plan begins.",
            ("begins", "no_product", "note"),
            single=True,
        ),
    ),
    views=(("Gantt chart", _chart), ("in order", _table)),
)  # fmt: skip


def _point(row: Record) -> bool:
    """Return whether a task takes no time."""
    return isinstance(row, Task) and row.milestone == "yes"
