"""The vision as it is read: relationship first, then sides, views, behaviours, gaps, activities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from focusgroup.worksheets.declare import Grid, Points, View
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.vision.checks import NO_ROADMAP, has_roadmap
from focusgroup.worksheets.vision.records import (
    COMPANY,
    STATES,
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
from focusgroup.worksheets.vision.wording import NOTE, words_in

_EMPTY = "empty"


def statement(facts: Facts) -> Iterator[View]:
    """Yield the new relationship first, then what belongs to it (rows 2.02 to 2.07)."""
    vision = facts.first(Vision)
    if vision is None:
        return
    yield Points("The new relationship", (("", vision.relationship),), note=_state(facts, vision))
    yield Points("What will the customer notice?", (("", vision.notice or "not said yet"),))
    words = words_in(vision.relationship)
    if words:
        yield Points("Worth a second look", (("", ", ".join(words)),), note=NOTE)
    yield Points(
        "The triangle",
        (
            ("Organisation", vision.organisation or _EMPTY),
            ("Employees", vision.employees or _EMPTY),
            ("Customer", vision.customer or _EMPTY),
        ),
    )
    beside = (
        ("Supporting factors", vision.technology),
        ("Consequences", vision.results),
        ("The road", vision.road),
    )
    told = tuple((lead, text) for lead, text in beside if text)
    if told:
        yield Points("What supports it, follows from it, leads to it", told)


def _state(facts: Facts, vision: Vision) -> str:
    """Return what the report calls it: final only with a roadmap (row 2.01)."""
    if vision.state != "final":
        return "A draft."
    return dict(STATES)["final"].capitalize() + "." if has_roadmap(facts) else NO_ROADMAP


def stepper(facts: Facts) -> Iterator[View]:
    """Yield the four steps and how far they are (row 2.06)."""
    held = {row.step: row for row in facts.rows(VisionStep)}
    if not held:
        return
    rows = []
    for key, words in STEPS:
        row = held.get(key)
        done = "done" if row and row.done else "open"
        rows.append((words, (row.name if row else "") or "to be named", done,
                     row.done if row else ""))  # fmt: skip
    yield Grid(
        "The four steps", ("Step", "Name", "State", "What came of it"), tuple(rows),
        widths=(1.5, 4, 1.5, 5),
    )  # fmt: skip


def four_views(facts: Facts) -> Iterator[View]:
    """Yield the future relationship from four sides, empty ones shown (row 2.09)."""
    held: dict[str, list[str]] = {}
    for row in facts.rows(FutureView):
        if row.picture:
            held.setdefault(row.who, []).append(row.picture)
    if facts.rows(FutureView):
        yield Points(
            "The future relationship from four sides",
            tuple(
                (words.capitalize(), "\n".join(held.get(key, [])) or _EMPTY) for key, words in VIEWS
            ),
        )
    tests = facts.rows(VisionTest)
    words = dict(TESTS)
    if tests:
        yield Grid(
            "The vision tested",
            ("Test", "What happens", "The vision's answer"),
            tuple((words.get(t.kind, t.kind), t.name, t.answer or "no answer yet") for t in tests),
            widths=(2.4, 5, 5),
        )


def behaviours(facts: Facts) -> Iterator[View]:
    """Yield behaviours of customers by group and of the company by who (2.10 to 2.14)."""
    groups = {group.id: group.name for group in facts.rows(CustomerGroup)}
    place = {group: number for number, group in enumerate(groups)}
    held = sorted(facts.rows(CustomerBehaviour), key=lambda row: place.get(row.group, len(place)))
    rows = [
        (groups.get(row.group, "no group"), row.current, row.desired, row.catalyst, _gap(row))
        for row in held
    ]
    if rows:
        yield _side_by_side("What customers do, group beside group", "Group", rows)
    words = dict(COMPANY)
    rows = [
        (words[key], row.current, row.desired, row.catalyst, _gap(row))
        for key in words
        for row in facts.rows(CompanyBehaviour)
        if row.who == key
    ]
    if rows:
        yield _side_by_side("What the company does", "Who", rows)


def _side_by_side(title: str, head: str, rows: Sequence[tuple[str, ...]]) -> Grid:
    return Grid(
        title,
        (head, "Now", "In the vision", "Catalyst", "Gap"),
        tuple(rows),
        widths=(2.4, 4, 4, 3, 2),
    )


def _gap(row: CustomerBehaviour | CompanyBehaviour) -> str:
    return "to the gap list" if row.current and row.desired else "current not known"


def _on_the_road(facts: Facts, milestone: Milestone) -> str:
    return f", road map: {facts.named('task', milestone.task)}" if milestone.task else ""


def activities(facts: Facts) -> Iterator[View]:
    """Yield objectives with milestones and the activities that lead there (0.05, 2.17)."""
    rows = tuple(
        (
            objective.name,
            "; ".join(
                f"{m.name} ({m.due or 'no date'}{_on_the_road(facts, m)})"
                for m in facts.rows(Milestone)
                if m.objective == objective.id
            )
            or "none",
            "; ".join(a.name for a in facts.rows(Activity) if objective.id in a.serves.split())
            or "none",
        )
        for objective in facts.rows(Objective)
    )
    if rows:
        yield Grid(
            "From the vision to what is done",
            ("Objective", "Milestones", "Activities"),
            rows,
            widths=(4, 4, 5),
        )
    loose = tuple(
        (activity.name, "")
        for activity in facts.rows(Activity)
        if not facts.linked(Objective, activity.serves)
    )
    if loose:
        yield Points("Activities that serve no objective of the vision", loose)
