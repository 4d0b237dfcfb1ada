"""The measure audit: what is measured, whether it works, and whom it serves (1.09 to 1.21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.worksheets.alignment import Goal, Tactic
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
from focusgroup.worksheets.record import (
    YES_NO,
    Choices,
    Record,
    choice,
    columns,
    comments,
    day,
    lines,
    link,
    text,
    yes_partly_no,
)

MEASURE_LEVELS: Choices = (("strategy", "strategy"), ("tactic", "tactic"))
_CHECKED: Choices = (*YES_NO, ("unchecked", "not checked"))
_FEWEST = 4  # questions of an audit
_QUESTIONS = (
    "Which measures serve the organisation's goals, and which serve a tactic?",
    "Are they in place, and is their data collected, analysed and shared with the right people?",
    "Are they accurate? A system in place may still not work.",
    "Are they an appropriate reflection of the strategy?",
)


@dataclass(frozen=True, slots=True)
class AuditQuestion(Record):
    """A question of the audit and what was found."""

    question: str = lines("Question", "what the audit asks", needed=True)
    answer: str = lines("Answer", "what was found; while it is empty the audit is not complete")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Measure(Record):
    """A measure, held against every criterion of the audit."""

    name: str = text("Measure", "such as: customer retention, time on hold", needed=True)
    level: str = choice("Level", MEASURE_LEVELS, "of a strategy or of a tactic?")
    goal: str = link("Goal", "goal", "a strategy's measure names the goal it serves")
    tactic: str = link("Tactic", "tactic", "a tactic's measure names the tactic it serves")
    in_place: str = yes_partly_no("In place")
    in_place_shown: str = lines("In place: shown by", "what shows that it is in place")
    collected: str = yes_partly_no("Collected", "is the data collected?")
    frequency: str = text("How often", "daily, monthly, once a year")
    source: str = text("Source", "where the data comes from")
    analysed: str = yes_partly_no("Analysed")
    analysed_by: str = text("Analysed by", "which role or unit; no names")
    shared: str = yes_partly_no("Shared", "with the right people?")
    gets: str = text("Who gets it", "roles or units, with commas")
    should_get: str = text("Who should", "roles or units, with commas")
    accurate: str = choice("Accurate", _CHECKED)
    checked_how: str = text("Checked how")
    checked_on: str = day("Checked on")
    value: str = text("Strategy value", "what the strategy holds dear that it should reflect")
    rewards: str = choice("Rewards it", YES_NO, "does the measure reward that value?")
    rewards_note: str = lines("Reflection", "in what way it does or does not")
    feeling: str = lines("Staff feel", "how staff feel about being measured by it")
    perverse: str = choice("Perverse effect", YES_NO, "does it make people do the wrong thing?")
    perverse_note: str = lines("What it does", "such as: calls are cut short to meet the minute")
    evidence: str = comments()


# Criterion by column, as the matrix heads it, and what a "no" means.
CRITERIA = (
    ("in_place", "In place", "It is not in place."),
    ("collected", "Collected", "Its data is not collected."),
    ("analysed", "Analysed", "Its data is not analysed."),
    ("shared", "Shared", "It is not shared with the right people."),
    ("accurate", "Accurate", "It is not accurate."),
    ("rewards", "Reflects", "It does not reward what the strategy holds dear."),
)
_MARKS = {"": "?", "unchecked": "not checked"}


def roles(told: str) -> dict[str, str]:
    """Return roles typed with commas, as typed, by how they are compared."""
    parts = (each.strip() for each in re.split(r"[,;\n]", told))
    return {" ".join(each.casefold().split()): each for each in parts if each}


def not_reached(measure: Measure) -> list[str]:
    """Return the roles that should get a measure and do not (row 1.16)."""
    gets = roles(measure.gets)
    return [words for key, words in roles(measure.should_get).items() if key not in gets]


def _needless(measure: Measure) -> list[str]:
    should = roles(measure.should_get)
    return [words for key, words in roles(measure.gets).items() if should and key not in should]


def _questions_open(facts: Facts) -> list[AuditQuestion]:
    return [row for row in facts.rows(AuditQuestion) if not row.answer]


def audit_complete(facts: Facts) -> bool:
    """Return whether at least four questions stand there and each is answered (row 1.09)."""
    return len(facts.rows(AuditQuestion)) >= _FEWEST and not _questions_open(facts)


def _enough_questions(facts: Facts) -> Iterator[OpenPoint]:
    count = len(facts.rows(AuditQuestion))
    if count < _FEWEST:
        yield OpenPoint("audit_question", f"The audit needs at least four questions; {count} stand "
                        "there.")  # fmt: skip


def _serves(facts: Facts) -> Iterator[OpenPoint]:
    """Yield measures that do not name what they serve (row 1.11)."""
    for row in facts.rows(Measure):
        if not row.level:
            yield OpenPoint("measure", "Say whether it is of a strategy or of a tactic.", row.id)
        elif row.level == "strategy" and not facts.linked(Goal, row.goal):
            yield OpenPoint("measure", "A strategy's measure must name the goal it serves.", row.id)
        elif row.level == "tactic" and not facts.linked(Tactic, row.tactic):
            yield OpenPoint("measure", "A tactic's measure must name its tactic.", row.id)


def _answered(facts: Facts) -> Iterator[OpenPoint]:
    """Yield criteria nobody has answered, effects to look at, and people who are left out."""
    for row in facts.rows(Measure):
        left = [head.lower() for name, head, _ in CRITERIA if not getattr(row, name)]
        if left:
            yield OpenPoint("measure", f"Not answered yet: {', '.join(left)}.", row.id)
        if row.accurate == "unchecked":
            yield OpenPoint("measure", "Nobody has checked whether it is accurate.", row.id)
        if not_reached(row):
            yield OpenPoint("measure", "Some who should get it do not.", row.id)
        if row.perverse == "yes":
            yield OpenPoint("measure", "It has a perverse effect.", row.id)


def _offers(facts: Facts) -> Iterator[Offer]:
    """Yield each "no" of the audit as a weakness (row 1.21)."""
    for row in facts.rows(Measure):
        for name, _, sentence in CRITERIA:
            if getattr(row, name) == "no":
                yield Offer("measure", row.id, sentence, row.level)
        if row.perverse == "yes":
            yield Offer("measure", row.id, "It makes people do the wrong thing.", row.level)


def _matrix(facts: Facts) -> Iterator[View]:
    """Yield measure by criterion, with totals by level."""
    rows = facts.rows(Measure)
    words = {each.name: each for each in columns(Measure)}
    head = ("Measure", "Level", *(title for _, title, _ in CRITERIA), "Perverse")
    body = [
        (
            row.name,
            row.level or "?",
            *(_mark(row, name, words[name].words(getattr(row, name))) for name, _, _ in CRITERIA),
            row.perverse or "?",
        )
        for row in rows
    ]
    totals = [_total(rows, level) for level, _ in MEASURE_LEVELS]
    if rows:
        yield Grid(
            "Audit matrix: measure by criterion",
            head,
            (*body, *totals),
            note="The last two rows count the measures of each level that a criterion has a yes "
            "for; under “Perverse” those that have such an effect. “?” is not answered yet.",
            widths=(4, 1.7, 1.6, 1.9, 1.8, 1.6, 2, 1.8, 1.8),
        )
    yield from _no_list(facts)


def _mark(row: Measure, name: str, words: str) -> str:
    return _MARKS.get(getattr(row, name), words)


def _total(rows: tuple[Measure, ...], level: str) -> tuple[str, ...]:
    mine = [row for row in rows if row.level == level]
    names = (*(name for name, _, _ in CRITERIA), "perverse")
    counts = (sum(getattr(row, name) == "yes" for row in mine) for name in names)
    return (f"all of {level} level", f"{len(mine)}", *(f"{n} of {len(mine)}" for n in counts))


def _no_list(facts: Facts) -> Iterator[View]:
    found = []
    for offer in _offers(facts):
        row = facts.row(offer.table, offer.row)
        found.append((facts.title(row) if row else "", offer.sentence))
    if found:
        yield Points("Offered as weaknesses", tuple(found))


def _reach(facts: Facts) -> Iterator[View]:
    """Yield who gets each measure and who should (row 1.16)."""
    rows = tuple(
        (row.name, row.gets, row.should_get, ", ".join(not_reached(row)) or "nobody",
         ", ".join(_needless(row)))
        for row in facts.rows(Measure)
        if row.gets or row.should_get
    )  # fmt: skip
    if rows:
        yield Grid(
            "Who gets the measures, and who should",
            ("Measure", "Gets it", "Should get it", "Left out", "Gets it besides"),
            rows,
            widths=(3, 3, 3, 3, 2),
        )


def _state(facts: Facts) -> Iterator[View]:
    """Yield the questions with their answers and whether the audit is complete."""
    rows = facts.rows(AuditQuestion)
    if not rows:
        return
    left = len(_questions_open(facts))
    note = "The audit is complete."
    if not audit_complete(facts):
        few = f"it has {len(rows)} of at least {_FEWEST} questions" if len(rows) < _FEWEST else ""
        still = f"{left} {'question is' if left == 1 else 'questions are'} open" if left else ""
        note = f"The audit is not complete: {' and '.join(filter(None, (few, still)))}."
    yield Grid(
        "Questions of the audit",
        ("Question", "Answer"),
        tuple((row.question, row.answer or "open") for row in rows),
        note=note,
        widths=(5, 7),
    )


def _measure_examples() -> tuple[Measure, ...]:
    strategy = ("Customer retention", "Customers lost in a year (churn)", "Share of repeat orders")
    tactic = ("Time on hold", "Time in line", "Calls answered within a minute")
    return (
        *(Measure("", name=name, level="strategy") for name in strategy),
        *(Measure("", name=name, level="tactic") for name in tactic),
    )


WORKSHEET = Worksheet(
    key="measure-audit",
    title="Measure audit",
    phase=1,
    place=40,
    about="What is measured, whether it is collected, analysed, shared and true, and what it "
    "makes people do.",
    sheets=(
        Sheet(
            AuditQuestion,
            "Questions",
            "question",
            "Put in the four questions every audit asks; add your own.",
            ("question", "answer", "evidence"),
            checks=(
                _enough_questions,
                lacking(AuditQuestion, "answer", "This question of the audit is open."),
            ),
            examples=tuple(AuditQuestion("", question=words) for words in _QUESTIONS),
        ),
        Sheet(
            Measure,
            "Measures",
            "measure",
            "Write down each measure, or put in the usual ones and change them.",
            ("name", "level", *(name for name, _, _ in CRITERIA), "perverse", "evidence"),
            checks=(_serves, _answered),
            examples=_measure_examples(),
            filter_by="level",
        ),
    ),
    views=(("matrix", _matrix), ("who gets it", _reach), ("state", _state)),
    offering=_offers,
)
