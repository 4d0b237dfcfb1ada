"""What of a journey map is still open: nobody's touchpoints, missing stages, unheard people."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.worksheets.declare import Offer, OpenPoint
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.journey.records import JourneyStage, Stakeholder, Touchpoint, WeakPoint

_STAGE = "journey_stage"
_APART = 2  # steps of the scale between feeling and processing that are worth a look


def divergence(row: Touchpoint) -> int | None:
    """Return emotion less process quality; None while one of them is not known."""
    if not _is_step(row.emotion) or not _is_step(row.quality):
        return None
    return int(row.emotion) - int(row.quality)


def _is_step(value: str) -> bool:
    return value in {"-2", "-1", "0", "1", "2"}


def step_of(value: str) -> float | None:
    """Return a value of the scale as a figure."""
    return float(value) if _is_step(value) else None


def diverging(facts: Facts) -> Iterator[OpenPoint]:
    """Yield touchpoints where customers feel otherwise than they are processed (row 0.01)."""
    for row in facts.rows(Touchpoint):
        apart = divergence(row)
        if apart is not None and apart <= -_APART:
            yield OpenPoint("touchpoint", "It feels worse than it is processed.", row.id)
        elif apart is not None and apart >= _APART:
            yield OpenPoint("touchpoint", "It feels better than it is processed.", row.id)


def staged(facts: Facts) -> Iterator[OpenPoint]:
    """Yield missing parts of a customer's life: lapse and return never vanish silently (0.17)."""
    stages = facts.rows(JourneyStage)
    words = {
        "first": "No stage is the first contact.",
        "repurchase": "No stage is the re-purchase: is it managed?",
        "lapse": "No stage is about lapsed customers.",
        "return": "No stage is about winning lapsed customers back.",
    }
    held = {stage.role for stage in stages}
    for role, sentence in words.items():
        if stages and role not in held:
            yield OpenPoint(_STAGE, sentence)
    for stage in stages:
        if stage.role in {"repurchase", "lapse", "return"}:
            if not stage.managed:
                yield OpenPoint(_STAGE, "Is this stage managed systematically?", stage.id)
            elif stage.managed != "no" and not stage.process:
                yield OpenPoint(_STAGE, "Name the process that manages it.", stage.id)


def evidenced(facts: Facts) -> Iterator[OpenPoint]:
    """Yield answers of a stage that nothing shows."""
    for stage in facts.rows(JourneyStage):
        if not stage.known:
            yield OpenPoint(
                "journey_stage", "How well do you get to know the customer here?", stage.id
            )
        elif not stage.known_shown and not stage.evidence:
            yield OpenPoint(
                "journey_stage", "Knowing the customer is rated without evidence.", stage.id
            )
        if not stage.plans:
            yield OpenPoint(
                "journey_stage", "Are your plans in line with the customer's?", stage.id
            )
        elif not stage.plans_example:
            yield OpenPoint(_STAGE, "Give an example of how the plans meet.", stage.id)


def key_contacts(facts: Facts) -> Iterator[OpenPoint]:
    """Yield key contact points whose trigger or time nobody wrote down; “unknown” is fine."""
    for row in facts.rows(Touchpoint):
        if row.key == "yes" and not (row.trigger and row.time):
            yield OpenPoint(
                "touchpoint", "A key contact: say what triggers it and when, or “unknown”.", row.id
            )


def overdone(row: Touchpoint) -> str:
    """Return what is wrong with the automation of a touchpoint, or ""."""
    if row.now and row.wanted and row.now > row.wanted:
        return "It runs by itself further than is wanted."
    if row.pushback and (row.wanted or row.now or "0") > "0":
        return "Users kick back against its automation."
    return ""


def automation(facts: Facts) -> Iterator[OpenPoint]:
    """Yield automation that goes too far (row 0.20)."""
    for row in facts.rows(Touchpoint):
        if overdone(row):
            yield OpenPoint("touchpoint", overdone(row), row.id)


def heard(facts: Facts) -> Iterator[OpenPoint]:
    """Yield stakeholders nothing on the map comes from (row 0.06)."""
    told = [row.given_by for row in facts.rows(Touchpoint)]
    told += [row.given_by for row in facts.rows(WeakPoint)]
    given = {each for ids in told for each in ids.split()}
    for row in facts.rows(Stakeholder):
        if row.id not in given:
            yield OpenPoint("stakeholder", "Nothing on the map comes from them yet.", row.id)


def offered(facts: Facts) -> Iterator[Offer]:
    """Yield each weak point as a weakness, and with its remedy for the gap list (0.11, 0.12)."""
    for weak in facts.rows(WeakPoint):
        yield Offer("weak_point", weak.id, "A weak point of the customer's journey.")
        yield Offer(
            "weak_point",
            weak.id,
            "A weak point of the customer's journey.",
            target="gap",
            current=weak.name,
            remedy=weak.remedy,
        )
