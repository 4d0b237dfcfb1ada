"""Questions in guide order, flip charts with their verdicts, and minutes."""

import pytest

from focusgroup.analysis.flipchart import chart, verdicts
from focusgroup.analysis.questions import by_question, guide_order
from focusgroup.analysis.timings import minutes_used, timings
from focusgroup.domain.guide import Guide, GuideItem
from focusgroup.domain.session import ItemState, Tick
from support.records import Builder, guide


def test_questions_come_in_guide_order_with_zeros_for_those_nobody_answered():
    built = Builder()
    built.say("G1-P1", "later question first", item="c")
    built.say("G1-P2", "then the earlier", item="a")
    questions = by_question(built.record())
    assert [q.id for q in questions] == ["opening", "a", "b", "c", "summary"]
    assert [q.answers.total.comments for q in questions] == [0, 1, 0, 1, 0]


def test_comments_outside_any_guide_come_last_and_are_kept():
    built = Builder()
    built.say("G1-P1", "by the way", item="gone")
    last = by_question(built.record())[-1]
    assert (last.id, last.item, last.answers.total.comments) == ("gone", None, 1)


def test_an_item_only_a_later_guide_has_stands_behind_the_item_it_follows_there():
    one = guide()
    extra = GuideItem(id="d", title="From your desk", minutes=8)
    questions = one.sections[1]
    items = (*questions.items[:3], extra, *questions.items[3:])
    two = Guide(
        **{
            **one.model_dump(exclude={"sections"}),
            "sections": (one.sections[0], questions.model_copy(update={"items": items})),
        }
    )
    built = Builder(guides={"guide": one, "second": two})
    built.session("G1")
    built.session("G2", guide="second")
    ids = [item.id for item in guide_order(built.record())]
    assert ids == ["intro", "opening", "a", "b", "d", "c", "summary"]


@pytest.mark.feature("1.36")
def test_a_flip_chart_keeps_its_order_and_its_group():
    built = Builder()
    built.session("G1")
    built.session("G2")
    first, other, second = (
        built.line("G1", "call within the week"),
        built.line("G2", "open days"),
        built.line("G1", "one customer record"),
    )
    record = built.record()
    assert chart(record, "session-G1", "a") == (first, second)
    assert chart(record, "session-G2", "a") == (other,)


@pytest.mark.feature("1.37")
def test_each_approach_carries_working_helpful_and_why_and_its_own_comments():
    built = Builder()
    built.session("G1")
    calls, record_line = built.line("G1", "callback"), built.line("G1", "one record")
    built.run("G1", "b", entry=calls.id, working="partly", helpful="yes", why="if kept")
    said = built.say("G1-P1", "it is kept on my desk", item="b", entry=calls.id)
    built.say("G1-P1", "no entry", item="b")
    first, second = verdicts(built.record())
    assert (first.approach, first.working, first.helpful, first.why) == (
        "callback",
        "partly",
        "yes",
        "if kept",
    )
    assert first.said.comments == (said,)
    assert (second.approach, second.working) == (record_line.text, "")


def test_minutes_planned_and_used_with_the_reason_for_a_skip_and_probes_used():
    built = Builder()
    session = built.session("G1", clock_s=5400.0)
    built.run("G1", "a", minutes=20, used_s=930)
    built.run("G1", "c", state=ItemState.SKIPPED, reason="time was short", minutes=20)
    built.ticks = [
        Tick("t1", "session-G1", "a", "probe", 1),
        Tick("t2", "session-G1", "a", "check", 0),
    ]
    record = built.record()
    asked, skipped, *never = timings(record, session)
    assert (asked.planned, asked.boxed, asked.used) == (15, 20, 15.5)
    assert asked.probes == ("Is it written down anywhere?",)
    assert (skipped.state, skipped.reason, skipped.used) == ("skipped", "time was short", None)
    assert [step.item for step in never] == ["intro", "opening", "b", "summary"]
    assert minutes_used(record, session) == 90


def test_a_clock_that_never_ran_gives_no_minutes_rather_than_nought():
    built = Builder()
    session = built.session("G1")
    assert minutes_used(built.record(), session) is None
