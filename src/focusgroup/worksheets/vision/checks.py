"""What of a vision is still open, and the gaps between behaviour now and wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from focusgroup.worksheets.declare import Offer, OpenPoint
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import Record, table_name
from focusgroup.worksheets.vision.records import (
    COMPANY,
    STEPS,
    TESTS,
    VIEWS,
    Activity,
    CompanyBehaviour,
    CustomerBehaviour,
    CustomerGroup,
    FutureView,
    Milestone,
    Objective,
    Vision,
    VisionStep,
    VisionTest,
)

ROADMAP = "roadmap"  # key of the worksheet that leads from the vision to work
NO_ROADMAP = "It is called final, but there is no roadmap: a good solution without a plan."


def has_roadmap(facts: Facts) -> bool:
    """Return whether a roadmap has been begun."""
    from focusgroup.worksheets.registry import WORKSHEETS  # which imports this module

    return any(each.key == ROADMAP and each.filled(facts) for each in WORKSHEETS)


def planned(facts: Facts) -> Iterator[OpenPoint]:
    """Yield a vision that is called final without a roadmap (row 2.01)."""
    vision = facts.first(Vision)
    if vision is None:
        yield OpenPoint("vision", "The vision itself is missing: picture the new relationship.")
    elif vision.state == "final" and not has_roadmap(facts):
        yield OpenPoint("vision", NO_ROADMAP, vision.id)


def sided(facts: Facts) -> Iterator[OpenPoint]:
    """Yield sides of the triangle that nobody described (row 2.07)."""
    vision = facts.first(Vision)
    if vision is not None:
        for name in ("organisation", "employees", "customer"):
            if not getattr(vision, name):
                yield OpenPoint("vision", f"The side of the {name} is empty.", vision.id)


def every(
    record: type[Record], name: str, answers: tuple[tuple[str, str], ...], what: str
) -> Callable[[Facts], Iterator[OpenPoint]]:
    """Return a check that each answer of a choice has a row."""
    table = table_name(record)

    def check(facts: Facts) -> Iterator[OpenPoint]:
        held = {getattr(row, name) for row in facts.rows(record)}
        for key, words in answers:
            if key not in held:
                yield OpenPoint(table, f"{what}: {words}.")

    return check


four_views = every(FutureView, "who", VIEWS, "No picture of the future as seen by")
four_steps = every(VisionStep, "step", STEPS, "Not there yet")
each_test = every(VisionTest, "kind", TESTS, "The vision is not tested by")
each_side = every(CompanyBehaviour, "who", COMPANY, "No critical behaviour named of")


def grouped(facts: Facts) -> Iterator[OpenPoint]:
    """Yield customer groups whose desired behaviour nobody wrote down (rows 2.10, 2.11)."""
    held = {row.group for row in facts.rows(CustomerBehaviour)}
    for group in facts.rows(CustomerGroup):
        if group.id not in held:
            yield OpenPoint("customer_group", "What they would do ideally is missing.", group.id)


def served(facts: Facts) -> Iterator[OpenPoint]:
    """Yield activities and objectives that nothing links (row 2.17)."""
    reached = {each for row in facts.rows(Activity) for each in row.serves.split()}
    for activity in facts.rows(Activity):
        if not facts.linked(Objective, activity.serves):
            yield OpenPoint("activity", "It serves no objective of the vision.", activity.id)
    for objective in facts.rows(Objective):
        if objective.id not in reached:
            yield OpenPoint("objective", "No activity leads to it.", objective.id)


def dated(facts: Facts) -> Iterator[OpenPoint]:
    """Yield milestones without a date, and objectives without a milestone (row 0.05)."""
    marked = {row.objective for row in facts.rows(Milestone)}
    for row in facts.rows(Milestone):
        if not row.due:
            yield OpenPoint("milestone", "It has no date.", row.id)
        if not row.task and facts.count("task"):
            yield OpenPoint("milestone", "No task of the road map reaches it.", row.id)
    for objective in facts.rows(Objective):
        if objective.id not in marked:
            yield OpenPoint("objective", "It has no milestone.", objective.id)


def gaps(facts: Facts) -> Iterator[Offer]:
    """Yield behaviour that differs from what is desired, for the gap list (row 2.14)."""
    rows: list[CustomerBehaviour | CompanyBehaviour] = [
        *facts.rows(CustomerBehaviour),
        *facts.rows(CompanyBehaviour),
    ]
    for row in rows:
        if row.desired and row.current:
            yield Offer(
                table_name(type(row)),
                row.id,
                "A gap between behaviour now and in the vision.",
                target="gap",
                current=row.current,
                desired=row.desired,
                remedy=row.catalyst,
            )
