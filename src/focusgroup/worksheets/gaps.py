"""Gap analysis: where each element stands, where it should be, what lies between (3.01 to 3.25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import Grid, OpenPoint, Sheet, View, Worksheet, lacking
from focusgroup.worksheets.element_criteria import (
    CRITERIA_SHEETS,
    ElementCriterion,
    criteria_pages,
    is_low,
    low_criteria,
    rated_low_without,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.outside import CLUSTER, ELEMENT
from focusgroup.worksheets.record import (
    FIVE,
    Choices,
    Record,
    anywhere,
    choice,
    comments,
    day,
    lines,
    link,
    text,
)

ORIENTATIONS: Choices = (
    ("1", "1 product: sell it to many"),
    ("2", "2"),
    ("3", "3 between"),
    ("4", "4"),
    ("5", "5 customer: sell her much"),
)
ORIGINS: Choices = (
    ("kj", "KJ round"),
    ("vision", "vision"),
    ("journey", "journey"),
    ("findings", "findings"),
    ("typed", "typed"),
)
_HIGH, _LOW = 4, 2  # impact from 4 on is high, effort up to 2 is low
QUADRANTS = ("quick win", "major project", "fill-in", "thankless task")
_UNRATED = "not rated"
_LAST = 1_000_000  # after every rank


@dataclass(frozen=True, slots=True)
class AreaOrientation(Record):
    """An area and whom it turns to: the product, or the customer."""

    area: str = text("Area", "such as sales, service, development, billing", needed=True)
    now: str = choice("Now", ORIENTATIONS, "1 one product to many customers, 5 one customer much")
    wanted: str = choice("Wanted", ORIENTATIONS)
    note: str = lines("Shown by", "what shows it")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Gap(Record):
    """What lies between how it is and how it should be."""

    name: str = text("Gap", "what is missing, in a few words", needed=True)
    element: str = link("Element", ELEMENT, "one of the elements of the study")
    criterion: str = link("Criterion", "element_criterion", "the criterion it falls short of")
    current: str = lines("Current state", "how it is now")
    desired: str = lines("Desired state", "how it should be")
    between: str = lines("What lies between", "what would have to be different")
    impact: str = choice("Impact", FIVE, "what closing it brings: 1 little, 5 very much")
    effort: str = choice("Effort", FIVE, "what closing it takes; usually guessed too low")
    owner: str = text("Owner", "a role or unit, no name")
    action: str = lines("Action", "what is to be done")
    due: str = day("Due")
    origin: str = choice("From", ORIGINS, "where the gap was found")
    cluster: str = link("Group", CLUSTER, "the group of the wall that it belongs to")
    evidence: str = comments()
    source: str = anywhere("Comes from", "the weak point, behaviour or other row behind it")


def quadrant(gap: Gap) -> str:
    """Return where impact and effort put a gap (row 3.15)."""
    if gap.impact not in dict(FIVE) or gap.effort not in dict(FIVE):
        return _UNRATED
    high, low = int(gap.impact) >= _HIGH, int(gap.effort) <= _LOW
    if high:
        return "quick win" if low else "major project"
    return "fill-in" if low else "thankless task"


def urgency(facts: Facts, gap: Gap) -> tuple[float, ...]:
    """Return what gaps are put in order by: quick wins, then votes, then impact and effort."""
    group = facts.outside(CLUSTER, gap.cluster)
    rank = group.rank if group and group.rank else _LAST
    impact = int(gap.impact) if gap.impact in dict(FIVE) else 0
    effort = int(gap.effort) if gap.effort in dict(FIVE) else _HIGH
    return (quadrant(gap) != "quick win", rank, -impact, effort)


def in_order(facts: Facts) -> list[Gap]:
    """Return the gaps, the most urgent first."""
    return sorted(facts.rows(Gap), key=lambda gap: (urgency(facts, gap), gap.position, gap.id))


def found_elsewhere(facts: Facts) -> tuple[Gap, ...]:
    """Return a gap for all that speaks for one and has none yet.

    Groups of the wall, low criteria, weak points of the journey with their remedy (row 0.12), and
    behaviour that differs from the vision's (row 2.14).
    """
    held = facts.rows(Gap)
    grouped, criteria = {gap.cluster for gap in held}, {gap.criterion for gap in held}
    of_wall = (
        Gap("", name=title, cluster=group, origin="kj")
        for group, title in facts.linkable(CLUSTER)
        if title and group not in grouped
    )
    of_criteria = (
        Gap("", name=row.name, element=row.element, criterion=row.id, evidence=row.evidence,
            origin="findings")
        for row in facts.rows(ElementCriterion)
        if is_low(row) and row.id not in criteria
    )  # fmt: skip
    return (*of_wall, *of_criteria, *_offered(facts))


def _offered(facts: Facts) -> Iterator[Gap]:
    from focusgroup.worksheets.registry import offers  # it reads this module to know the sheets

    held = {place for gap in facts.rows(Gap) for place in gap.source.split()}
    for offer in offers(facts, "gap"):
        source, row = f"{offer.table}:{offer.row}", facts.row(offer.table, offer.row)
        if row is not None and source not in held:
            yield Gap(
                "",
                name=facts.title(row),
                current=offer.current,
                desired=offer.desired,
                action=offer.remedy,
                origin="journey" if offer.table == "weak_point" else "vision",
                evidence=str(getattr(row, "evidence", "")),
                source=source,
            )


def _both_ends(facts: Facts) -> Iterator[OpenPoint]:
    for gap in facts.rows(Gap):
        for end, held in (("current", gap.current), ("desired", gap.desired)):
            if not held:
                sentence = f"A gap needs both ends: its {end} state is missing."
                yield OpenPoint("gap", sentence, gap.id)


def _criteria_without_gap(facts: Facts) -> Iterator[OpenPoint]:
    yield from rated_low_without({gap.criterion for gap in facts.rows(Gap)}, facts)


def _order(facts: Facts) -> Iterator[View]:
    """Yield the gaps with quick wins first, and the picture of impact against effort."""
    gaps = in_order(facts)
    if not gaps:
        return
    yield Grid(
        "Gaps, quick wins first",
        ("Gap", "Element", "Impact", "Effort", "So", "Owner", "Due"),
        tuple(
            (
                gap.name,
                facts.named(ELEMENT, gap.element) if gap.element else "?",
                gap.impact or "?",
                gap.effort or "?",
                quadrant(gap),
                gap.owner or "nobody",
                gap.due,
            )
            for gap in gaps
        ),
        note="Quick wins first, then as the groups of the wall were voted, then by impact. Effort "
        "is usually guessed too low: look at it again.",
        widths=(5, 2.4, 1.4, 1.4, 2.4, 2.6, 2.2),
        numbers=frozenset({2, 3}),
    )
    yield _picture(gaps)


def _picture(gaps: list[Gap]) -> Grid:
    """Return the four quarters of impact and effort."""
    quarter = {name: [g.name for g in gaps if quadrant(g) == name] for name in QUADRANTS}
    unrated = sum(quadrant(gap) == _UNRATED for gap in gaps)

    def cell(name: str) -> str:
        return "; ".join(quarter[name]) or "none"

    # What a quarter is called stands in a row of its own, apart from what people typed.
    return Grid(
        "Impact and effort",
        ("", f"Effort low (1 to {_LOW})", f"Effort high ({_LOW + 1} to 5)"),
        (
            (f"Impact high ({_HIGH} to 5)", "QUICK WINS", "MAJOR PROJECTS"),
            ("", cell("quick win"), cell("major project")),
            (f"Impact low (1 to {_HIGH - 1})", "FILL-INS", "THANKLESS TASKS"),
            ("", cell("fill-in"), cell("thankless task")),
        ),
        note=f"Not rated yet: {unrated}." if unrated else "",
        widths=(2.6, 5, 5),
    )


def _ends(facts: Facts) -> Iterator[View]:
    """Yield each gap with both its ends and what is done about it."""
    rows = tuple(
        (gap.name, gap.current or "open", gap.desired or "open", gap.between, gap.action or "open")
        for gap in in_order(facts)
    )
    if rows:
        yield Grid(
            "From the current to the desired state",
            ("Gap", "Now", "Then", "Between", "Action"),
            rows,
            widths=(3, 3, 3, 3, 3),
        )


def _areas(facts: Facts) -> Iterator[View]:
    """Yield how far each area turns to the customer (row 3.01)."""
    words = dict(ORIENTATIONS)
    rows = tuple(
        (
            row.area,
            words.get(row.now, row.now) or "not rated",
            words.get(row.wanted, row.wanted) or "not said",
            _step(row),
            row.note,
        )
        for row in facts.rows(AreaOrientation)
    )
    if rows:
        yield Grid(
            "From product to customer",
            ("Area", "Now", "Wanted", "Step", "Shown by"),
            rows,
            note="1 sells a product to many customers, 5 sells a customer much.",
            widths=(3, 3, 3, 1.2, 4),
        )


def _step(row: AreaOrientation) -> str:
    scale = dict(ORIENTATIONS)
    if row.now not in scale or row.wanted not in scale:
        return ""
    return f"{int(row.wanted) - int(row.now):+d}"


WORKSHEET = Worksheet(
    key="gaps",
    title="Gap analysis",
    phase=3,
    place=10,
    about="Where each element stands, where it should be, and what lies between.",
    sheets=(
        Sheet(
            Gap,
            "Gaps",
            "gap",
            "Write down what lies between how it is and how it should be, with both ends.",
            ("name", "element", "impact", "effort", "owner", "action", "due", "origin", "evidence"),
            filter_by="origin",
            proposed=found_elsewhere,
            checks=(
                _both_ends,
                lacking(Gap, "owner", "Nobody owns it."),
                lacking(Gap, "action", "Nothing is to be done about it yet."),
                lacking(Gap, "impact", "Its impact is not rated."),
                lacking(Gap, "effort", "Its effort is not rated."),
                lacking(Gap, "element", "It belongs to no element."),
            ),
        ),
        *CRITERIA_SHEETS,
        Sheet(
            AreaOrientation,
            "Areas",
            "area",
            "Rate for each area whether it turns to the product or to the customer.",
            ("area", "now", "wanted", "note", "evidence"),
            checks=(lacking(AreaOrientation, "now", "Its orientation is not rated."),),
            examples=tuple(
                AreaOrientation("", area=name)
                for name in ("Sales", "Service", "Marketing", "Development", "Billing")
            ),
        ),
    ),
    views=(
        ("quick wins", _order),
        ("both ends", _ends),
        *criteria_pages(),
        ("orientation", _areas),
    ),
    checks=(_criteria_without_gap,),
    offering=low_criteria,
)
