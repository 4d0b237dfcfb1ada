"""The map itself: the curve, who carries it, its key contacts, its automation."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.worksheets.declare import Curve, Grid, Points, View
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.journey.checks import divergence, overdone, step_of
from focusgroup.worksheets.journey.records import (
    AUTOMATION,
    PLACES,
    SCALE,
    JourneyStage,
    Touchpoint,
    WeakPoint,
)
from focusgroup.worksheets.measure_audit import Measure

_STEPS = dict(SCALE)


def curve(facts: Facts) -> Iterator[View]:
    """Yield how customers feel and how well they are processed, stage by stage (row 0.23)."""
    stages = facts.rows(JourneyStage)
    if not stages:
        return
    by_stage = {stage.id: _touchpoints(facts, stage) for stage in stages}
    yield Curve(
        "The customer's way, stage by stage",
        tuple(stage.name for stage in stages),
        (
            ("emotion", tuple(_mean(by_stage[s.id], "emotion") for s in stages)),
            ("process quality", tuple(_mean(by_stage[s.id], "quality") for s in stages)),
        ),
        low=(-2.0, "very bad"),
        high=(2.0, "very good"),
        loop=f"and from “{stages[-1].name}” back to “{stages[0].name}”: the map feeds itself",
    )
    yield from _map(facts)


def _touchpoints(facts: Facts, stage: JourneyStage) -> list[Touchpoint]:
    return [row for row in facts.rows(Touchpoint) if row.stage == stage.id]


def _mean(rows: list[Touchpoint], name: str) -> float | None:
    values = [step_of(getattr(row, name)) for row in rows]
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 2) if known else None


def _map(facts: Facts) -> Iterator[View]:
    """Yield stage, touchpoint, channel, owner, process, feeling, processing, and how far apart."""
    rows = []
    for stage in facts.rows(JourneyStage):
        held = _touchpoints(facts, stage)
        rows += [(stage.name, *_line(row)) for row in held]
        if not held:
            rows.append((stage.name, "no touchpoint", "", "", "", "", ""))
    placed = {row.id for stage in facts.rows(JourneyStage) for row in _touchpoints(facts, stage)}
    rows += [("no stage", *_line(r)) for r in facts.rows(Touchpoint) if r.id not in placed]
    yield Grid(
        "The journey map",
        ("Stage", "Touchpoint", "Channel", "Owner", "Emotion", "Process", "Apart"),
        tuple(rows),
        note="Apart: emotion less process quality. People remember how they feel, not how well "
        "they were processed.",
        widths=(3, 4, 2.4, 2.6, 2, 2, 1.5),
        numbers=frozenset({6}),
    )


def _line(row: Touchpoint) -> tuple[str, ...]:
    apart = divergence(row)
    return (
        row.name,
        row.channel,
        row.owner or "nobody",
        _STEPS.get(row.emotion, "?"),
        _STEPS.get(row.quality, "?"),
        "" if apart is None else f"{apart:+d}",
    )


def people(facts: Facts) -> Iterator[View]:
    """Yield who deals with customers, where, and by what they are measured (row 0.02)."""
    owners: dict[str, list[Touchpoint]] = {}
    for row in facts.rows(Touchpoint):
        owners.setdefault(row.owner or "nobody", []).append(row)
    rows = tuple(
        (
            owner,
            "; ".join(row.name for row in held),
            "; ".join(
                dict.fromkeys(m.name for row in held for m in facts.linked(Measure, row.measures))
            )
            or "nothing",
        )
        for owner, held in owners.items()
    )
    if rows:
        yield Grid(
            "The people on the customer's way, and how they are measured",
            ("Who", "Touchpoints", "Measured by"),
            rows,
            note="It comes from people, the organisation, and how they are measured; information "
            "only enables it.",
            widths=(3, 6, 4),
        )


def contacts(facts: Facts) -> Iterator[View]:
    """Yield key contact points with trigger and time, and touchpoints that nothing is known of."""
    rows = tuple(
        (row.name, row.trigger or "not said", row.time or "not said", row.owner or "nobody")
        for row in facts.rows(Touchpoint)
        if row.key == "yes"
    )
    if rows:
        yield Grid(
            "Key contact points",
            ("Touchpoint", "Trigger", "When", "Owner"),
            rows,
            widths=(4, 4, 3, 3),
        )
    blind = tuple((row.name, "") for row in facts.rows(Touchpoint) if not row.data)
    if blind:
        yield Points("No data is held of", blind)


def automated(facts: Facts) -> Iterator[View]:
    """Yield how far touchpoints run by themselves, how far they should, and what warns (0.20)."""
    words = dict(AUTOMATION)
    rows = tuple(
        (
            row.name,
            words.get(row.now, "?"),
            words.get(row.wanted, "?"),
            row.pushback,
            overdone(row),
        )
        for row in facts.rows(Touchpoint)
        if row.now or row.wanted or row.pushback
    )
    count = sum(bool(row[-1]) for row in rows)
    if rows:
        yield Grid(
            "Automation now and wanted",
            ("Touchpoint", "Now", "Wanted", "Users kick back", "Warning"),
            rows,
            note=f"{count} {'warning' if count == 1 else 'warnings'}. Automate what you must; do "
            "not overdo it.",
            widths=(4, 2, 2, 4, 4),
        )


def weak_points(facts: Facts) -> Iterator[View]:
    """Yield weak points, the worst first, with remedy and place of change (0.11, 0.12)."""
    words = dict(PLACES)
    ranked = sorted(facts.rows(WeakPoint), key=lambda row: row.severity, reverse=True)
    rows = tuple(
        (
            row.severity or "?",
            row.name,
            "; ".join(t.name for t in facts.linked(Touchpoint, row.touchpoint)) or "nowhere yet",
            row.remedy or "none yet",
            words.get(row.place, "?"),
        )
        for row in ranked
    )
    if rows:
        yield Grid(
            "Weak points, the worst first",
            ("Severity", "Weak point", "Touchpoint", "Remedy", "Change in"),
            rows,
            widths=(1.7, 4, 3, 4, 2.2),
        )
