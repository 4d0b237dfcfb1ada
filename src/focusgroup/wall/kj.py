"""A KJ round in its eight steps: how long each takes, what may be done in it, when it may be left.

After [18F-KJ] and [Spool]: silent writing for 5 minutes, posting for 15; groups come from the
notes and get their names last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from focusgroup.domain.wall import Step


class Deed(Enum):
    """What somebody does on a board."""

    ADD = auto()  # put a card up, take one off, give it other words
    MOVE = auto()  # move a card into a group or out of it, make a group
    NAME = auto()  # write a name for a group, choose one
    VOTE = auto()
    JOIN = auto()  # ask whether two groups are the same


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step: its length in minutes, whether nobody speaks in it, and what may be done."""

    step: Step
    title: str
    minutes: float
    silent: bool
    say: str
    deeds: frozenset[Deed] = frozenset()


STEPS: tuple[StepRule, ...] = (
    StepRule(Step.QUESTION, "Focus question", 2, False, "Read the question out. It stays on view."),
    StepRule(Step.GROUP, "Who takes part", 2, False, "Four or more, better 8 to 12, and mixed."),
    StepRule(
        Step.WRITING,
        "Silent writing",
        5,
        True,
        "Everybody writes, at least three answers, one on a card. Nobody speaks.",
        frozenset({Deed.ADD}),
    ),
    StepRule(
        Step.POSTING,
        "Posting",
        15,
        False,
        "All cards go up at once. Read them; add what comes to mind.",
        frozenset({Deed.ADD}),
    ),
    StepRule(
        Step.SORTING,
        "Silent sorting",
        15,
        True,
        "Anybody moves any card. Nobody speaks. A card may stay alone.",
        frozenset({Deed.MOVE}),
    ),
    StepRule(
        Step.NAMING,
        "Silent naming",
        10,
        True,
        "Everybody writes a name for every group; a group may be split.",
        frozenset({Deed.NAME, Deed.MOVE}),
    ),
    StepRule(
        Step.RANKING,
        "Ranking",
        5,
        True,
        "Read the question again. Each ranks the three most important: 3, 2, 1.",
        frozenset({Deed.VOTE}),
    ),
    StepRule(
        Step.TALLY,
        "Tally",
        10,
        False,
        "Groups join only if everybody agrees they are the same.",
        frozenset({Deed.JOIN, Deed.VOTE}),
    ),
)
_PLACE = {rule.step: at for at, rule in enumerate(STEPS)}
_WHEN = {
    Deed.ADD: "Cards go up in the steps “Silent writing” and “Posting”.",
    Deed.MOVE: "Cards are moved in the step “Silent sorting”, and split in “Silent naming”.",
    Deed.NAME: "Groups get their names after sorting, in the step “Silent naming”.",
    Deed.VOTE: "Groups are ranked when all have a name, in the step “Ranking”.",
    Deed.JOIN: "Groups are joined in the last step, “Tally”, once the votes are counted.",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a board holds, as far as the steps ask for it."""

    question: str = ""
    voters: int = 0
    cards: int = 0
    groups: int = 0  # groups that hold a card
    unnamed: int = 0  # of these, without a name
    voted: bool = False  # a round was closed
    voting: bool = False  # a round is open


def rule(step: str) -> StepRule | None:
    """Return the rule of a step; None on a free board."""
    at = _PLACE.get(Step(step))
    return None if at is None else STEPS[at]


def number(step: str) -> int:
    """Return a step's number from 1; 0 on a free board."""
    return _PLACE.get(Step(step), -1) + 1


def refused(step: str, deed: Deed, *, voting: bool = False) -> str:
    """Return why something may not be done now, or ""; `voting` while a round is open."""
    if voting and deed is not Deed.VOTE:
        return "The voting is open, and the groups stay as they are until it is closed."
    held = rule(step)
    if held is None or deed in held.deeds:
        return ""
    return f"Not in this step. {_WHEN[deed]}"


def following(step: str) -> Step | None:
    """Return the next step, None after the last."""
    at = _PLACE.get(Step(step))
    return None if at is None or at + 1 == len(STEPS) else STEPS[at + 1].step


def before(step: str) -> Step | None:
    """Return the step before, None before the first."""
    at = _PLACE.get(Step(step))
    return None if not at else STEPS[at - 1].step


def stays(step: str, facts: Facts) -> str:
    """Return why a step may not be left for the next one, or ""."""
    match Step(step):
        case Step.QUESTION:
            return "" if facts.question else "Write the focus question first: e changes it."
        case Step.WRITING | Step.POSTING:
            return "" if facts.cards else "There is no card yet: n writes one, c brings comments."
        case Step.SORTING:
            return "" if facts.groups else "No cards lie together yet: g makes a group of a card."
        case Step.NAMING:
            return _unnamed(facts.unnamed)
        case Step.RANKING:
            if facts.voting:
                return "The voting is open: close it first, or call it off."
            return "" if facts.voted else "Nobody has ranked yet: v opens the voting."
        case _:
            return ""


def _unnamed(count: int) -> str:
    if not count:
        return ""
    words = "1 group has" if count == 1 else f"{count} groups have"
    return f"{words} no name yet. A group needs a name before anybody votes on it."


def goes_back(step: str, facts: Facts) -> str:
    """Return why a round may not go back a step, or ""."""
    if facts.voting:
        return "The voting is open: close it first, or call it off."
    return "" if before(step) else "This is the first step."


def too_few(voters: int) -> str:
    """Return what is to be said of the number of people, or ""."""
    if voters < 4:
        return f"{voters} take part: a KJ round wants four or more, ideally 8 to 12."
    if voters > 12:
        return f"{voters} take part: with more than 12 let two groups do it and compare."
    return ""


def left(step: str, began: float, now: float) -> float:
    """Return the seconds left of a step, below zero when it is over time."""
    held = rule(step)
    return held.minutes * 60 - (now - began) if held is not None else 0.0
