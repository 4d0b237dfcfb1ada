"""Questions in the report: the groups' first, then a workshop's, silent ones once in a list."""

from __future__ import annotations

from dataclasses import replace

from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Kind, Method, Part
from focusgroup.domain.session import GroupKind, ItemRun, ItemState
from focusgroup.domain.wall import Board
from focusgroup.report.blocks import Bullets, Heading
from support.outlines import headings, report, under
from support.records import Builder, guide

WORKSHOP = Guide(
    id="working-session",
    title="Working session",
    group_kind=GroupKind.WORKSHOP,
    sections=(
        GuideSection(
            part=Part.QUESTIONS,
            title="Questions",
            items=(
                GuideItem(id="opening", title="Who are you?", kind=Kind.OPENING, minutes=5),
                GuideItem(id="old", title="Old cards", method=Method.BRAINSTORM, minutes=8),
                GuideItem(id="choose", title="Which to take up", method="vote", minutes=8),
                GuideItem(id="actions", title="Actions with owners", minutes=15),
            ),
        ),
    ),
)


def study(*, workshop_first: bool = False):
    """A group G1 and a workshop, of which each answered one question."""
    built = Builder(guides={"guide": guide(), "workshop": WORKSHOP})
    codes = ("A1", "G1") if workshop_first else ("G1", "W1")
    workshop = next(code for code in codes if code != "G1")
    for code in codes:
        built.session(code, guide="workshop" if code == workshop else "guide")
    built.say("G1-P1", "we ring back", item="c")
    built.say(f"{workshop}-P1", "we begin on Friday", item="actions")
    record = built.record()
    sessions = tuple(
        replace(s, kind=GroupKind.WORKSHOP) if s.code == workshop else s for s in record.sessions
    )
    return replace(record, sessions=sessions)


def chapters(outline):
    found = headings(outline)
    first = found.index("Findings by question")
    return found[first : found.index("Findings by element")]


def questions(outline, chapter):
    return [b.text for b in under(outline, chapter) if isinstance(b, Heading) and b.level == 2]


def silent(outline, chapter):
    (listed,) = (b for b in under(outline, chapter) if isinstance(b, Bullets))
    return [f"{lead} {text}".strip() for lead, text in listed.items]


def test_questions_of_groups_stand_before_those_of_a_workshop_whatever_their_codes():
    for first in (False, True):
        outline = report(study(workshop_first=first))
        code = "A1" if first else "W1"
        assert chapters(outline) == ["Findings by question", f"Questions of the workshop {code}"]
        assert questions(outline, "Findings by question") == ["c. What should change"]
        assert questions(outline, chapters(outline)[1]) == ["Actions with owners"]


def test_questions_nobody_commented_on_are_said_once_at_the_end_in_the_order_of_the_guide():
    outline = report(study())
    assert silent(outline, "Findings by question") == [
        "Round the table: opening round, answers are not counted or quoted.",
        "a. What we do now",
        "b. Is it working? no approach was on a flip chart to ask this of.",
        "Have we got it right?",
    ]
    *_, last, _page_break = under(outline, "Findings by question")
    assert isinstance(last, Bullets)


def test_a_silent_question_says_that_it_was_skipped_not_reached_or_done_on_the_wall():
    record = study()
    (workshop,) = (s for s in record.sessions if s.kind == GroupKind.WORKSHOP)
    runs = (
        ItemRun("1", workshop.id, "choose", state=ItemState.SKIPPED, reason="one idea only"),
        ItemRun("2", workshop.id, "old", state=ItemState.DONE),
    )
    board = Board("b", "Which old ideas?", session=workshop.id, item="old")
    record = replace(record, runs=runs, wall=replace(record.wall, boards=(board,)))
    assert silent(report(record), "Questions of the workshop W1")[1:] == [
        "Old cards: cards were put up instead, see the chapter on the wall.",
        "Which to take up: skipped in W1, because: one idea only.",
    ]
    waiting = (ItemRun("1", workshop.id, "choose", state=ItemState.PENDING),)
    told = silent(report(replace(record, runs=waiting)), "Questions of the workshop W1")
    assert told[-1] == "Which to take up: not reached."


def test_the_same_id_in_two_guides_is_two_questions():
    outline = report(study())
    assert "Round the table" in silent(outline, "Findings by question")[0]
    assert "Who are you?" in silent(outline, "Questions of the workshop W1")[0]
