"""What the report makes of the findings board, the working session and the three phases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import Valence
from focusgroup.domain.wall import Board, Cluster, Wall
from focusgroup.report.blocks import Bullets, Heading, Paragraph, Quote, Table
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.worksheets.actions import AgreedAction, SessionIdea
from focusgroup.worksheets.cycle import LinkedStudy
from focusgroup.worksheets.findings import FindingsDecision, Strength, Weakness
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.phases import SkippedStep
from focusgroup.worksheets.record import table_name
from support.records import Builder
from support.roads import counted, tally

CHAPTER = "Findings: strengths first, then weaknesses"


def report(built, *rows, scope=None):
    held = {}
    for row in rows:
        held.setdefault(table_name(type(row)), []).append(row)
    record = replace(built.record(), worksheets={k: tuple(v) for k, v in held.items()})
    return build(record, scope or ReportScope(), today=date(2026, 11, 23))


def headings(outline, level=1):
    return [b.text for b in outline.blocks if isinstance(b, Heading) and b.level == level]


def under(outline, title):
    blocks = iter(outline.blocks)
    level = next(b.level for b in blocks if isinstance(b, Heading) and b.text == title)
    found = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            break
        found.append(block)
    return found


def table(outline, title):
    return next(b for b in outline.blocks if isinstance(b, Table) and b.title == title)


def said():
    built = Builder()
    built.say("G1-P1", "we ring back within a day and they like it", valence=Valence.STRENGTH)
    built.say("G1-P2", "nobody owns a promise once it is made")
    built.say("G2-P1", "I re-key every order by hand, every single one")
    built.seat("G1-P4", quote=0)
    built.say("G1-P4", "I would rather not be quoted on this at all")
    return built


CALLS = Strength("s1", name="Callbacks keep customers", evidence="comment-000001",
                 marking="The contact centre shows the others how")  # fmt: skip
OWNER = Weakness("w1", 0, name="Nobody owns a promise", cause="drift", level="tactic",
                 evidence="comment-000002", note="Two units each think the other does")  # fmt: skip
REKEY = Weakness("w2", 1, name="Orders are typed twice", cause="unknown", level="tool",
                 evidence="comment-000003", rests_on="measure:m1")  # fmt: skip
MADE = FindingsDecision("d", decision="tactics", reason="The strategy holds, its tools do not")


@pytest.mark.feature("1.42")
def test_findings_come_before_their_evidence_and_strengths_before_weaknesses():
    outline = report(said(), OWNER, CALLS, MADE)
    parts = headings(outline)
    assert parts[:4] == ["Summary", "Purpose and method", CHAPTER, "Findings by question"]
    assert parts.index("Strengths and successes") < parts.index("Weaknesses")
    second = headings(outline, 2)
    assert second.index("Strengths found, and how we will mark them") < second.index(
        "Weaknesses found, ranked"
    )
    (chapter,) = [b for b in under(outline, CHAPTER)[:1] if isinstance(b, Paragraph)]
    assert "are the evidence" in chapter.text
    (short,) = [b for b in under(outline, "The findings in short") if isinstance(b, Bullets)]
    assert [lead for lead, _ in short.items] == ["Strength:", "Weakness 1:", "Decision:"]


@pytest.mark.feature("1.42")
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2), st.integers(0, 8))
def test_strengths_are_never_dropped_however_few(strengths, weaknesses):
    rows = [Strength(f"s{n}", name=f"strength {n}") for n in range(strengths)]
    rows += [Weakness(f"w{n}", name=f"weakness {n}") for n in range(weaknesses)]
    outline = report(said(), *rows, FindingsDecision("d", reason="x"))
    second = headings(outline, 2)
    at = second.index("Strengths found, and how we will mark them")
    assert second[at + 1] == "Weaknesses found, ranked"
    told = "\n".join(text for _, text in outline.places())
    assert all(f"strength {n}" in told for n in range(strengths))
    assert ("No strength stands on the findings board yet." in told) == (strengths == 0)


@pytest.mark.feature("1.43")
def test_a_strength_stands_with_how_it_is_marked_and_with_quotes():
    blocks = under(report(said(), CALLS), "Strengths found, and how we will mark them")
    assert Paragraph("The contact centre shows the others how.", lead="How we will mark it.") in (
        blocks
    )
    (quote,) = [b for b in blocks if isinstance(b, Quote)]
    assert quote.code == "G1-P1"


@pytest.mark.feature("1.43")
def test_only_the_chosen_comments_are_quoted_and_only_with_consent():
    both = replace(CALLS, evidence="comment-000001 comment-000002", quotes="comment-000002")
    blocks = under(report(said(), both), "Strengths found, and how we will mark them")
    assert [b.code for b in blocks if isinstance(b, Quote)] == ["G1-P2"]
    held = replace(CALLS, evidence="comment-000004", quotes="comment-000004")
    blocks = under(report(said(), held), "Strengths found, and how we will mark them")
    assert not [b for b in blocks if isinstance(b, Quote)]
    assert any("may not be quoted" in b.text for b in blocks if isinstance(b, Paragraph))


@pytest.mark.feature("1.41", "1.44", "1.46")
def test_weaknesses_are_listed_by_rank_with_method_ties_cause_level_and_origin():
    measure = Measure("m1", name="Orders typed twice")
    ranked = table(report(said(), measure, OWNER, REKEY), "Weaknesses, ranked")
    assert [row[:5] for row in ranked.rows] == [
        ("1=", "Nobody owns a promise", "drift in what staff do", "tactic", "comments"),
        ("1=", "Orders are typed twice", "unknown", "tool", "measure, comments"),
    ]
    assert ranked.note.startswith("Ranked by the number of people who said it")
    by_hand = FindingsDecision("d", ranking="hand")
    ranked = table(report(said(), measure, OWNER, REKEY, by_hand), "Weaknesses, ranked")
    assert [row[0] for row in ranked.rows] == ["1", "2"]
    assert ranked.note == "Ranked by hand."


@pytest.mark.feature("1.04")
def test_causes_are_counted_in_the_report():
    counted = table(report(said(), OWNER, REKEY), "Weaknesses by cause and by what they concern")
    assert counted.rows[1] == ("drift in what staff do", "0", "1", "0", "0", "1")


@pytest.mark.feature("1.45")
def test_the_decision_stands_with_its_reason():
    blocks = under(report(said(), OWNER, MADE), "Decision")
    assert Paragraph("Tactics and tools.", lead="Decided on:") in blocks
    assert Paragraph("The strategy holds, its tools do not.", lead="Reason:") in blocks


def test_a_report_of_one_group_leaves_the_board_out():
    outline = report(said(), OWNER, CALLS, scope=ReportScope("G1"))
    assert CHAPTER not in headings(outline)


@pytest.mark.feature("1.47")
def test_the_working_session_shows_attendees_ideas_actions_and_what_nobody_owns():
    built = said()
    built.session("G3", kind="workshop", label="those responsible", state="closed")
    built.say("G3-P1", "one list of promises that everybody can see", valence=Valence.IDEA)
    built.say("G3-P2", "agreed")
    outline = report(
        built,
        OWNER,
        SessionIdea("i1", name="One list of promises", mends="weakness:w1",
                    held_in="session-G3"),
        AgreedAction("a1", name="Try it in billing", owner="head of billing", due="2026-12-18",
                     ideas="i1", mends="weakness:w1", held_in="session-G3"),
        AgreedAction("a2", 1, name="Ask the vendor"),
    )  # fmt: skip
    assert table(outline, "Working sessions").rows == (
        ("G3 those responsible", "closed", "2", "1", "1"),
    )
    ideas = under(outline, "Ideas of the session")
    assert ideas[0].rows == (
        ("One list of promises", "Nobody owns a promise", "G3 those responsible"),
    )
    assert [b.code for b in ideas if isinstance(b, Quote)] == ["G3-P1"]
    agreed = table(outline, "Actions and their owners")
    assert agreed.rows[0][:3] == ("Try it in billing", "head of billing", "2026-12-18")
    assert Bullets((("", "Ask the vendor"),)) in under(outline, "What was agreed on")


@pytest.mark.feature("1.01", "1.02")
def test_the_method_tells_of_three_phases_and_why_a_step_was_left_out():
    outline = report(
        said(), CALLS, SkippedStep("k", reason="nothing is measured yet", step="measure-audit"),
        LinkedStudy("l", title="Reset of last year", way="before"),
    )  # fmt: skip
    rows = table(outline, "The phases and steps of the reset").rows
    assert [row[0] for row in rows if row[0]] == [
        "1 Look outward", "2 Look inward", "3 Change",
    ]  # fmt: skip
    assert ("", "Measure audit", "skipped", "nothing is measured yet") in rows
    told = [b.text for b in under(outline, "The three phases") if isinstance(b, Paragraph)]
    assert told == [
        "Phase 3 draws on 0 rows of phase 1, and on 0 rows and 1 comment of phase 2.",
        "This study goes on from “Reset of last year”.",
    ]


def test_a_study_without_worksheets_says_nothing_of_them():
    outline = report(said())
    assert "The three phases" not in headings(outline, 2)
    assert "Working session" not in headings(outline)


@pytest.mark.feature("1.44")
def test_votes_of_the_wall_stand_with_their_method_and_few_ballots_keep_their_points():
    def told(ballots):
        built = said()
        voting = counted("v", kind="dots", dots=5, ballots=ballots)
        held = Wall(
            boards=(Board("b", "What is between?"),),
            clusters=(Cluster("a", "b", "Promises"),),
            votings=(voting,),
            tallies=(tally("a", 13, "v", 3),),
        )
        rows = {
            "weakness": (Weakness("w", name="promises get lost", cluster="a"),),
            "findings_decision": (FindingsDecision("d", ranking="votes"),),
        }
        record = replace(built.record(), worksheets=rows, wall=held)
        outline = build(record, ReportScope(), today=date(2026, 11, 23))
        votes = table(outline, "Votes on weaknesses, and where they come from")
        return votes.rows[0], table(outline, "Weaknesses, ranked").rows[0][5]

    method = "ballot: round 1, 5 dots each, one on a group"
    assert told(9) == (("promises get lost", "13", method, "3 of 9"), "13")
    assert told(4) == (("promises get lost", "–", method, "–"), "–")
