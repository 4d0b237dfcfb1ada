"""The three phases of a reset: what each step has come to, and why one was left out (1.01, 1.02).

A way of working varies with the organisation, the order does not: a step may be skipped with a
reason, which is reported; it keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from focusgroup.domain.session import GroupKind, SessionState
from focusgroup.worksheets.cycle import AFTER, linked
from focusgroup.worksheets.declare import Sheet, Worksheet
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.findings import RESET, FindingsDecision
from focusgroup.worksheets.record import Record, lines

# Steps that are no worksheet: the focus groups themselves, and the cycle that follows a reset.
GROUPS, CYCLE = "groups", "cycle"
NO_RESET = "Tactics and tools were decided on, no major reset."
PHASES = {1: "Look outward", 2: "Look inward", 3: "Change"}


@dataclass(frozen=True, slots=True)
class SkippedStep(Record):
    """A step that was left out on purpose."""

    reason: str = lines("Reason", "why this step is left out; the report says so", needed=True)
    step: str = ""  # key of the worksheet, GROUPS or CYCLE


class StepState(StrEnum):
    """How far a step is."""

    UNTOUCHED = "not begun"
    BEGUN = "begun"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a phase, as far as it is."""

    key: str
    title: str
    state: StepState
    count: int = 0  # rows, or groups
    left: int = 0  # open points, or groups not closed
    reason: str = ""  # why it was skipped


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its steps in their order."""

    number: int
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        """Its name."""
        return PHASES[self.number]

    @property
    def state(self) -> StepState:
        """How far it is: worked out from its steps."""
        states = {step.state for step in self.steps}
        if states <= {StepState.SKIPPED}:
            return StepState.SKIPPED
        if states <= {StepState.DONE, StepState.SKIPPED}:
            return StepState.DONE
        if states <= {StepState.UNTOUCHED, StepState.SKIPPED}:
            return StepState.UNTOUCHED
        return StepState.BEGUN

    @property
    def told(self) -> str:
        """Its state with figures, such as "begun: 2 of 5 steps done, 1 skipped"."""
        count = sum(step.state == StepState.DONE for step in self.steps)
        left_out = sum(step.state == StepState.SKIPPED for step in self.steps)
        if self.state in {StepState.UNTOUCHED, StepState.SKIPPED}:
            return self.state + (f", {left_out} skipped" if left_out and
                                 self.state != StepState.SKIPPED else "")  # fmt: skip
        skipped = f", {left_out} skipped" if left_out else ""
        return f"{self.state}: {count} of {len(self.steps)} steps done{skipped}"


def skipped(facts: Facts) -> dict[str, SkippedStep]:
    """Return what was left out, by the key of the step; the newest reason counts."""
    return {row.step: row for row in facts.rows(SkippedStep)}


def phases(facts: Facts, worksheets: Iterable[Worksheet]) -> tuple[Phase, ...]:
    """Return the three phases with the state of every step (row 1.01)."""
    left_out = skipped(facts)
    steps: dict[int, list[Step]] = {number: [] for number in PHASES}
    steps[2].append(_groups(facts, left_out))
    for worksheet in worksheets:
        if worksheet.shelved:
            steps[worksheet.phase].append(_step(worksheet, facts, left_out))
    steps[3].append(_cycle(facts, left_out))
    return tuple(Phase(number, tuple(held)) for number, held in steps.items())


def _step(worksheet: Worksheet, facts: Facts, left_out: dict[str, SkippedStep]) -> Step:
    rows = sum(facts.count(sheet.table) for sheet in worksheet.sheets)
    left = sum(1 for _ in worksheet.open_points(facts))
    state = StepState.UNTOUCHED
    if rows:  # what is filled in counts, whatever was said before
        state = StepState.BEGUN if left else StepState.DONE
    elif worksheet.key in left_out:
        state = StepState.SKIPPED
    reason = left_out[worksheet.key].reason if state == StepState.SKIPPED else ""
    return Step(worksheet.key, worksheet.title, state, rows, left, reason)


def _groups(facts: Facts, left_out: dict[str, SkippedStep]) -> Step:
    held = [group for group in facts.groups.values() if group.kind != GroupKind.WORKSHOP]
    left = sum(group.state != SessionState.CLOSED for group in held)
    begun = any(group.state != SessionState.PLANNED for group in held)
    state = StepState.UNTOUCHED
    if held:
        state = (StepState.BEGUN if begun else StepState.UNTOUCHED) if left else StepState.DONE
    elif GROUPS in left_out:
        state = StepState.SKIPPED
    reason = left_out[GROUPS].reason if state == StepState.SKIPPED else ""
    return Step(GROUPS, "Focus groups", state, len(held), left, reason)


def _cycle(facts: Facts, left_out: dict[str, SkippedStep]) -> Step:
    """Return the step that a major reset alone asks for: without one it leaves itself out."""
    begun = len(linked(facts, AFTER))
    decided = facts.first(FindingsDecision)
    state, reason = StepState.DONE if begun else StepState.UNTOUCHED, ""
    if not begun and CYCLE in left_out:
        state, reason = StepState.SKIPPED, left_out[CYCLE].reason
    elif not begun and decided and decided.decision not in {"", RESET}:
        state, reason = StepState.SKIPPED, NO_RESET
    return Step(CYCLE, "Next cycle", state, begun, reason=reason)


def drawn_on(facts: Facts, worksheets: Iterable[Worksheet]) -> str:
    """Return what phase 3 draws on of phases 1 and 2, in a sentence."""
    phase_of = {sheet.table: each.phase for each in worksheets for sheet in each.sheets}
    own = [row for table, phase in phase_of.items() if phase == 3 for row in facts.of_table(table)]
    places = {
        place
        for row in own
        for asked, place in facts.links(row)
        if asked.name != "quotes" and facts.living(place)
    }
    rows = {n: sum(phase_of.get(table) == n for table, _ in places) for n in (1, 2)}
    said = sum(table == "comment" for table, _ in places)
    if not own:
        return "Phase 3 draws on phases 1 and 2; it is not begun."
    return (
        f"Phase 3 draws on {_count(rows[1], 'row')} of phase 1, and on "
        f"{_count(rows[2], 'row')} and {_count(said, 'comment')} of phase 2."
    )


def too_early(found: Iterable[Phase]) -> list[str]:
    """Return sentences about phases that phase 3 should draw on and that are not begun."""
    one, two, three = found
    if three.state in {StepState.UNTOUCHED, StepState.SKIPPED}:
        return []
    return [
        f"Phase {phase.number} is not begun: phase 3 lacks what it would bring."
        for phase in (one, two)
        if phase.state == StepState.UNTOUCHED
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


WORKSHEET = Worksheet(
    key="phases",
    title="Steps left out",
    phase=1,
    place=0,
    about="Which steps of the three phases are left out, and why.",
    sheets=(
        Sheet(SkippedStep, "Steps left out", "step left out", "Skip a step from the list.",
              ("reason",)),
    ),
    shelved=False,
    printed=False,
)  # fmt: skip
