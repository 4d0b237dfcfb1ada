"""Processes end to end, their steps and their companion procedures (rows 4.06 to 4.11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import (
    Grid,
    Offer,
    OpenPoint,
    Points,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.measure_audit import roles
from focusgroup.worksheets.record import (
    FIVE,
    YES_NO,
    Record,
    choice,
    column,
    comments,
    day,
    lines,
    link,
    text,
)
from focusgroup.worksheets.step_tree import ENDS, ProcessStep, gaps, in_loops, levels, outlines

_INCONSISTENT = frozenset({"1", "2"})


@dataclass(frozen=True, slots=True)
class Process(Record):
    """A process that serves customers, from its start to its end."""

    name: str = text("Process", "such as: from complaint to answer", needed=True)
    begins: str = text("Begins with", "what sets it off")
    ends: str = text("Ends with", "what the customer has then")
    owner: str = text("Owner", "the role or unit that answers for it as a whole")
    note: str = lines("Note")


@dataclass(frozen=True, slots=True)
class Procedure(Record):
    """How a process is carried out: the instruction that goes with it."""

    name: str = text("Procedure", "the instruction, as it is called", needed=True)
    process: str = link("Process", "process", "the process it is the companion of")
    kept: str = text("Kept where", "where those who need it find it")
    consistency: str = choice(
        "Consistency", FIVE, "is it done the same way each time? 1 by chance, 5 always"
    )
    consistency_note: str = lines("Why", "where it differs: by shift, branch, person")
    enough: str = choice(
        "Enough detail", YES_NO, "could an experienced person follow it without asking?"
    )
    tested_by: str = text("Tested by", "the role that tried; no names")
    tested_on: str = day("Tested on")
    evidence: str = comments()


def without_procedure(facts: Facts) -> list[Process]:
    """Return the processes that no procedure goes with (row 4.09)."""
    followed = {row.process for row in facts.rows(Procedure)}
    return [row for row in facts.rows(Process) if row.id not in followed]


def _ends_named(facts: Facts) -> Iterator[OpenPoint]:
    """Yield processes whose start, end, steps or procedure nobody has written down."""
    stepped = {level.process for level in levels(facts.rows(ProcessStep))}
    alone = {row.id for row in without_procedure(facts)}
    for row in facts.rows(Process):
        if not row.begins or not row.ends:
            yield OpenPoint("process", "Say what it begins and what it ends with.", row.id)
        if row.id not in stepped:
            yield OpenPoint("process", "It has no steps yet.", row.id)
        if row.id in alone:
            yield OpenPoint("process", "No procedure goes with it.", row.id)


def _gaps(facts: Facts) -> Iterator[OpenPoint]:
    """Yield each break between the start and the end of a level (row 4.08)."""
    steps = facts.rows(ProcessStep)
    for step in in_loops(steps):
        yield OpenPoint("process_step", "It is part of itself: change “Part of”.", step.id)
    for level in levels(steps):
        found = gaps(level.steps)
        above, of = ("process_step", "Its smaller steps") if level.parent else ("process", "Steps")
        row = level.parent or (level.process if facts.row("process", level.process) else "")
        if found.no_start:
            yield OpenPoint(above, f"{of}: none is marked as the start.", row)
        if found.no_end:
            yield OpenPoint(above, f"{of}: none is marked as the end.", row)
        for step in found.unreached:
            yield OpenPoint("process_step", "Gap: nothing leads from the start to it.", step.id)
        for step in found.stranded:
            yield OpenPoint("process_step", "Gap: nothing leads from it to the end.", step.id)


def _belongs(facts: Facts) -> Iterator[OpenPoint]:
    held = {step.id for step in facts.rows(ProcessStep)}
    for step in facts.rows(ProcessStep):
        if not facts.linked(Process, step.process) and step.part_of not in held:
            yield OpenPoint("process_step", "It belongs to no process.", step.id)


def _without_steps(facts: Facts) -> Iterator[OpenPoint]:
    left = len(_touchpoints_without_steps(facts))
    if left:
        words = "touchpoint has" if left == 1 else "touchpoints have"
        yield OpenPoint("process_step", f"{left} {words} no key steps.")


def _touchpoints_without_steps(facts: Facts) -> list[Record]:
    used = {step.touchpoint for step in facts.rows(ProcessStep)}
    return [row for row in facts.of_table("touchpoint") if row.id not in used]


def _rated(facts: Facts) -> Iterator[OpenPoint]:
    """Yield procedures whose rating or test nothing backs (rows 4.10 and 4.11)."""
    for row in facts.rows(Procedure):
        if not facts.linked(Process, row.process):
            yield OpenPoint("procedure", "It goes with no process.", row.id)
        if row.consistency and not row.consistency_note and not row.evidence:
            yield OpenPoint("procedure", "It is rated without a comment.", row.id)
        if row.enough and not (row.tested_by and row.tested_on):
            yield OpenPoint("procedure", "Say which role tested the detail, and when.", row.id)


def _offers(facts: Facts) -> Iterator[Offer]:
    for row in facts.rows(Procedure):
        if row.enough == "no":
            yield Offer("procedure", row.id, "It has not enough detail.", "tool")
        if row.consistency in _INCONSISTENT:
            yield Offer("procedure", row.id, "It is not done the same way each time.", "tactic")
    for process in without_procedure(facts):
        yield Offer("process", process.id, "No procedure goes with it.", "tool")


def _tree(facts: Facts) -> Iterator[View]:
    """Yield the steps of each process by level, and its gaps."""
    steps = facts.rows(ProcessStep)
    found = outlines(steps)
    for process in facts.rows(Process):
        numbered = found.get(process.id)
        if not numbered:
            continue
        number_of = {step.id: number for number, step in numbered}
        yield Grid(
            f"{process.name}: {process.begins or '?'} → {process.ends or '?'}",
            ("No.", "Step", "After", "Stands at", "Interaction", "Supported by"),
            tuple(
                (
                    number,
                    step.name,
                    ", ".join(number_of[e] for e in step.after.split() if e in number_of),
                    dict(ENDS).get(step.at_end, ""),
                    interaction_of(facts, step),
                    step.units or "nobody named",
                )
                for number, step in numbered
            ),
            widths=(1.3, 4, 1.4, 2, 3, 3),
        )
    broken = [
        (facts.title(row) if row else "", point.sentence)
        for point in _gaps(facts)
        for row in [facts.row(point.table, point.row)]
    ]
    if broken:
        yield Points("Gaps between start and end", tuple(broken))


def interaction_of(facts: Facts, step: ProcessStep) -> str:
    """Return the interaction with customers that a step is of: the touchpoint's, or as typed."""
    held = facts.row("touchpoint", step.touchpoint)
    return facts.title(held) if held else step.interaction


def _by_interaction(facts: Facts) -> Iterator[View]:
    """Yield key steps by interaction, then the units by the steps they support."""
    steps = facts.rows(ProcessStep)
    found: dict[str, tuple[str, list[str]]] = {}
    for step in steps:
        words = interaction_of(facts, step)
        if words:
            key = " ".join(words.casefold().split())
            found.setdefault(key, (words, []))[1].append(step.name)
    if found:
        yield Grid(
            "Key steps of each interaction",
            ("Interaction", "Key steps"),
            tuple((words, "; ".join(names)) for words, names in found.values()),
            widths=(4, 8),
        )
    left = _touchpoints_without_steps(facts) if steps else []
    if left:
        yield Points("Touchpoints without key steps", tuple((facts.title(r), "") for r in left))
    yield from _units(steps)


def _units(steps: tuple[ProcessStep, ...]) -> Iterator[View]:
    named: dict[str, tuple[str, list[str]]] = {}
    for step in steps:
        for key, words in roles(step.units).items():
            named.setdefault(key, (words, []))[1].append(step.name)
    if named:
        yield Grid(
            "Which unit supports which steps",
            ("Unit", "Steps"),
            tuple((words, "; ".join(names)) for words, names in named.values()),
            widths=(4, 8),
        )


def _procedures(facts: Facts) -> Iterator[View]:
    """Yield process by procedure, and processes without one (rows 4.09 to 4.11)."""
    rows = []
    of: dict[str, list[Procedure]] = {"": []}
    for procedure in facts.rows(Procedure):
        held = facts.linked(Process, procedure.process)
        of.setdefault(held[0].id if held else "", []).append(procedure)
    for process in facts.rows(Process):
        rows += [(process.name, *_told(facts, row)) for row in of.get(process.id, ())]
        if process.id not in of:
            rows.append((process.name, "none", "", "", ""))
    rows += [("no process", *_told(facts, row)) for row in of[""]]
    if rows:
        yield Grid(
            "Processes and their procedures",
            ("Process", "Procedure", "Consistency", "Enough detail", "Tested"),
            tuple(rows),
            note="Consistency from 1 (by chance) to 5 (always). Enough detail: an experienced "
            "person need not ask.",
            widths=(3.5, 3.5, 4, 1.8, 3),
        )
    without = without_procedure(facts)
    if without:
        yield Points("Processes without a procedure", tuple((row.name, "") for row in without))


def _told(facts: Facts, row: Procedure) -> tuple[str, str, str, str]:
    evidence = facts.words(_EVIDENCE, row.evidence)
    rating = f"{row.consistency} of 5" if row.consistency else "not rated"
    consistency = "; ".join(filter(None, (rating, row.consistency_note, evidence)))
    tested = " ".join(filter(None, (row.tested_by, row.tested_on)))
    return row.name, consistency, row.enough or "?", tested or "not tested"


_EVIDENCE = column(Procedure, "evidence")

WORKSHEET = Worksheet(
    key="processes",
    title="Processes and procedures",
    phase=2,
    place=42,
    about="The steps of each process from start to end, who supports them, and the procedure "
    "that goes with it.",
    sheets=(
        Sheet(
            Process,
            "Processes",
            "process",
            "Write down each process that serves customers: what it begins and ends with.",
            ("name", "begins", "ends", "owner", "note"),
            checks=(_ends_named, lacking(Process, "owner", "Nobody answers for it as a whole.")),
        ),
        Sheet(
            ProcessStep,
            "Steps",
            "step",
            "Start high: the few steps from start to end. Then take the important ones apart.",
            ("name", "process", "part_of", "after", "at_end", "interaction", "units", "evidence"),
            checks=(
                _belongs,
                _gaps,
                lacking(ProcessStep, "units", "No unit is named that supports it."),
                _without_steps,
            ),
        ),
        Sheet(
            Procedure,
            "Procedures",
            "procedure",
            "Write down the procedure that goes with each process, and test its detail.",
            (
                "name",
                "process",
                "consistency",
                "consistency_note",
                "enough",
                "tested_by",
                "tested_on",
                "evidence",
            ),
            checks=(
                _rated,
                lacking(Procedure, "consistency", "Its consistency is not rated."),
                lacking(Procedure, "enough", "Nobody has tested whether it has enough detail."),
            ),
        ),
    ),
    views=(
        ("tree", _tree),
        ("interactions", _by_interaction),
        ("coverage", _procedures),
    ),
    offering=_offers,
)
