"""Steps within steps: their outline, and where the way from start to end breaks (row 4.08)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from focusgroup.worksheets.record import Choices, Record, choice, comments, lines, link, links, text

ENDS: Choices = (("start", "the start"), ("end", "the end"), ("both", "start and end"))


@dataclass(frozen=True, slots=True)
class ProcessStep(Record):
    """A step of a process, or of a larger step."""

    name: str = text("Step", "what is done", needed=True)
    process: str = link("Process", "process", "a step of a larger step need not name it")
    part_of: str = link("Part of", "process_step", "the larger step it belongs to; empty: level 1")
    after: str = links("Comes after", "process_step", "the step or steps before it")
    at_end: str = choice("Stands at", ENDS, "of its level: the start, the end, neither")
    interaction: str = text("Interaction", "what the customer does there; empty: nothing")
    touchpoint: str = link("Touchpoint", "touchpoint", "where customers meet it", if_there=True)
    units: str = text("Supported by", "units that help, with commas")
    note: str = lines("Note")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Level:
    """Fellow steps: of one process, or of one larger step."""

    process: str  # id, "" while none is named
    parent: str  # id of the larger step, "" on level 1
    steps: tuple[ProcessStep, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where a level does not lead from its start to its end."""

    no_start: bool
    no_end: bool
    unreached: tuple[ProcessStep, ...]  # nothing leads from the start to these
    stranded: tuple[ProcessStep, ...]  # nothing leads from these to the end


def in_loops(steps: Sequence[ProcessStep]) -> list[ProcessStep]:
    """Return the steps that are part of themselves, or of such steps."""
    held = {step.id: step for step in steps}
    sound: set[str] = set()
    for step in steps:
        path: list[str] = []
        at: ProcessStep | None = step
        while at is not None and at.id not in sound and at.id not in path:
            path.append(at.id)
            at = held.get(at.part_of)
        if at is None or at.id in sound:
            sound.update(path)
    return [step for step in steps if step.id not in sound]


def levels(steps: Sequence[ProcessStep]) -> list[Level]:
    """Return the steps by level in their order, loops left out; sub-steps after their own."""
    lost = {step.id for step in in_loops(steps)}
    sound = {step.id: step for step in steps if step.id not in lost}
    found: dict[tuple[str, str], list[ProcessStep]] = defaultdict(list)
    for step in sound.values():
        parent = step.part_of if step.part_of in sound else ""
        found["" if parent else step.process, parent].append(step)
    return [
        Level(_process(sound, parent) if parent else process, parent, tuple(fellows))
        for (process, parent), fellows in found.items()
    ]


def _process(sound: Mapping[str, ProcessStep], step_id: str) -> str:
    """Return the process of the outermost step that a step belongs to."""
    at = sound[step_id]
    while at.part_of in sound:
        at = sound[at.part_of]
    return at.process


def outlines(steps: Sequence[ProcessStep]) -> dict[str, list[tuple[str, ProcessStep]]]:
    """Return the steps of each process, by its id, with numbers such as 2.1, sub-steps behind."""
    every = levels(steps)
    below = {level.parent: level.steps for level in every if level.parent}
    return {level.process: _outline(level.steps, below) for level in every if not level.parent}


def _outline(
    steps: Sequence[ProcessStep], below: Mapping[str, Sequence[ProcessStep]]
) -> list[tuple[str, ProcessStep]]:
    found: list[tuple[str, ProcessStep]] = []
    waiting = _numbered(steps, "")
    while waiting:
        number, step = waiting.pop()
        found.append((number, step))
        waiting += _numbered(below.get(step.id, ()), f"{number}.")
    return found


def _numbered(steps: Sequence[ProcessStep], lead: str) -> list[tuple[str, ProcessStep]]:
    return [(f"{lead}{n}", step) for n, step in enumerate(steps, start=1)][::-1]


def gaps(steps: Sequence[ProcessStep]) -> Gaps:
    """Return where the way from the start of a level to its end breaks.

    Only links among these steps count; round ways, such as doing it again, are no gaps.
    """
    ids = {step.id for step in steps}
    before = {step.id: [each for each in step.after.split() if each in ids] for step in steps}
    behind: dict[str, list[str]] = {step.id: [] for step in steps}
    for step_id, earlier in before.items():
        for each in earlier:
            behind[each].append(step_id)
    starts = [step.id for step in steps if step.at_end in {"start", "both"}]
    ends = [step.id for step in steps if step.at_end in {"end", "both"}]
    reached, leading = _reach(starts, behind), _reach(ends, before)
    return Gaps(
        no_start=not starts,
        no_end=not ends,
        unreached=tuple(step for step in steps if starts and step.id not in reached),
        stranded=tuple(step for step in steps if ends and step.id not in leading),
    )


def _reach(start: Iterable[str], onward: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += onward[at]
    return found
