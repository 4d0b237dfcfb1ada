"""What the report says, before Word: order, consent, seat codes, counts."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.comment import CommentKind, Valence
from focusgroup.domain.session import ItemState, Study, Tick
from focusgroup.report.blocks import Bullets, Cover, Figure, Heading, Paragraph, Quote
from focusgroup.report.errors import UnknownSession
from focusgroup.report.scope import ReportScope, narrowed
from support.outlines import headings, report, table, under, words
from support.records import Builder, sample


@pytest.mark.feature("1.42")
def test_the_parts_come_in_order_with_strengths_before_weaknesses():
    assert headings(report(sample().record())) == [
        "Summary",
        "Purpose and method",
        "Findings by question",
        "Findings by element",
        "Strengths and successes",
        "Weaknesses",
        "Ideas: create, maintain, expand",
        "Still open",
        "Debrief",
        "Appendix A: the guide as run",
        "Appendix B: method in a table",
        "Appendix C: all comments",
    ]


_VALENCES = st.lists(st.sampled_from(list(Valence)), max_size=12)


@pytest.mark.feature("1.42")
@settings(max_examples=40)
@given(_VALENCES)
def test_strengths_stand_before_weaknesses_everywhere_whatever_was_said(valences):
    built = Builder()
    for number, valence in enumerate(valences):
        where = f"G1-P{number % 4 + 1}"
        built.say(where, f"remark {number}", valence=valence, elements=("people",))
    outline = report(built.record())
    summary, titles = headings(outline, level=3), headings(outline)
    assert summary.index("What works") < summary.index("What does not work")
    assert titles.index("Strengths and successes") < titles.index("Weaknesses")
    for title in headings(outline, level=2):
        sides = [b.text for b in under(outline, title) if isinstance(b, Heading)]
        if "Strengths" in sides and "Weaknesses" in sides:
            assert sides.index("Strengths") < sides.index("Weaknesses")


@pytest.mark.feature("1.42")
def test_one_single_strength_is_not_dropped_among_many_weaknesses():
    built = Builder()
    for number in range(40):
        built.say("G1-P1", f"trouble {number}", valence=Valence.WEAKNESS, elements=("process",))
    built.say("G1-P2", "they answer at once", valence=Valence.STRENGTH, elements=("people",))
    outline = report(built.record())
    for section in ("What works", "Strengths and successes"):
        quotes = [b.text for b in under(outline, section) if isinstance(b, Quote)]
        assert quotes == ["they answer at once"]


def test_without_any_strength_the_section_is_there_and_says_so():
    built = Builder()
    built.say("G1-P1", "trouble", valence=Valence.WEAKNESS)
    section = under(report(built.record()), "Strengths and successes")
    assert [b.text for b in section if isinstance(b, Paragraph)] == [
        "No comment was noted as a strength."
    ]


@pytest.mark.feature("1.32")
def test_words_that_may_not_be_quoted_appear_nowhere_yet_are_counted():
    built = Builder()
    built.seat("G1-P1", quote=0)
    built.say("G1-P1", "unwilling words", valence=Valence.WEAKNESS, elements=("people",))
    built.say("G1-P2", "taken back words", quotable=0, valence=Valence.WEAKNESS)
    built.say("G1-P2", "round the table words", item="opening")
    built.say("G1-P1", "unwilling answer", item="summary", kind=CommentKind.SUMMARY)
    built.say("G1-P1", "unwilling question", kind=CommentKind.QUESTION)
    outline = report(built.record())
    for secret in ("unwilling", "taken back words", "round the table words"):
        assert secret not in words(outline)
    rows = table(outline, "All comments, by group and time").rows
    assert [row[3] for row in rows] == ["Not for quotation"] * 4
    totals = table(outline, "Strengths, weaknesses and ideas by element").rows[-1]
    assert totals[4:7] == ("2", "2", "1")


_SEATS = st.lists(
    st.tuples(st.sampled_from(["G1-P1", "G1-P2", "G2-P1", "G2-P3"]), st.booleans()), max_size=10
)


@pytest.mark.feature("1.32")
@settings(max_examples=40)
@given(_SEATS, st.sets(st.sampled_from(["G1-P1", "G1-P2", "G2-P1", "G2-P3"])))
def test_unquotable_text_never_appears_and_no_code_stands_without_a_comment(said, unwilling):
    built = Builder()
    for where in ("G1-P1", "G1-P2", "G2-P1", "G2-P3"):
        built.seat(where, quote=int(where not in unwilling))
    for number, (where, quotable) in enumerate(said):
        built.say(
            where,
            f"remark<{number}>",
            quotable=int(quotable),
            valence=list(Valence)[number % 5],
            elements=("people",),
        )
    text = words(report(built.record()))
    for number, (where, quotable) in enumerate(said):
        assert (f"remark<{number}>" in text) == (quotable and where not in unwilling)
    assert set(re.findall(r"G\d-P\d", text)) == {where for where, _ in said}


@pytest.mark.feature("1.32")
def test_a_quote_shows_code_and_time_and_never_a_role_or_department():
    built = Builder()
    built.seat("G1-P1", department="Payroll", role="manage", tenure="10+ years")
    built.say("G1-P1", "I have never spoken to a customer", valence=Valence.WEAKNESS, at_s=760)
    outline = report(built.record())
    (quote, *_) = [b for b in outline.blocks if isinstance(b, Quote)]
    assert (quote.code, quote.time) == ("G1-P1", "12:40")
    holding = [
        (place, text)
        for place, text in outline.places()
        if "Payroll" in text or "10+ years" in text
    ]
    assert all(place.startswith("Purpose and method, Who took part") for place, _ in holding)


def test_quotation_marks_stand_round_what_was_noted_word_for_word_only():
    built = Builder()
    built.say("G1-P1", "they ring back", kind=CommentKind.VERBATIM)
    built.say("G1-P2", "they do not ring back", kind=CommentKind.PARAPHRASE)
    quotes = {b.text for b in report(built.record()).blocks if isinstance(b, Quote)}
    assert quotes == {"“they ring back”", "they do not ring back"}


def test_small_numbers_are_held_back_in_words():
    built = Builder(study=Study(id="s", title="Study", cell_minimum=5))
    for number, unit in enumerate([*["phones"] * 9, *["billing"] * 6, "stores", "legal"], start=1):
        built.seat(f"G1-P{number}", department=unit)
    rows = table(report(built.record()), "People by department").rows
    assert rows == (
        ("phones", "9"),
        ("legal, stores", "fewer than 5 each"),
        ("billing", "not shown"),
    )


@pytest.mark.feature("4.01")
def test_comments_people_and_groups_stand_side_by_side_and_untagged_are_told():
    built = Builder()
    built.say("G1-P1", "a", valence=Valence.WEAKNESS, elements=("people",))
    built.say("G1-P1", "b", valence=Valence.WEAKNESS, elements=("people",))
    built.say("G2-P1", "c", valence=Valence.WEAKNESS, elements=("people",))
    built.say("G2-P2", "d", valence=Valence.IDEA)
    found = table(report(built.record()), "Strengths, weaknesses and ideas by element")
    assert found.bands == (("", 1), ("Strengths", 3), ("Weaknesses", 3), ("Ideas", 3))
    assert found.header == ("Element", *("Comments", "People", "Groups") * 3)
    assert found.rows[0] == ("People", "–", "–", "–", "3", "2", "2", "–", "–", "–")
    assert found.rows[-1][0] == "All comments"
    assert "1 comment is not tagged" in found.note


def test_nothing_is_ever_told_in_percent():
    outline = report(sample().record())
    own = {c.text for c in sample().comments}
    assert not [t for _, t in outline.places() if "%" in t and not any(o in t for o in own)]


@pytest.mark.feature("1.36")
def test_flip_charts_appear_in_their_order_for_each_group():
    built = Builder()
    built.session("G1")
    for text in ("call within the week", "one customer record", "open days"):
        built.line("G1", text)
    section = under(report(built.record()), "Flip chart of G1")
    (chart,) = [b for b in section if isinstance(b, Bullets)]
    assert chart.ordered
    assert [text for _, text in chart.items] == [
        "call within the week",
        "one customer record",
        "open days",
    ]


@pytest.mark.feature("1.37")
def test_each_approach_shows_working_helpful_and_why():
    built = Builder()
    built.session("G1")
    entry = built.line("G1", "callback")
    built.run("G1", "b", entry=entry.id, working="partly", helpful="yes", why="if it is kept")
    built.say("G1-P1", "kept on my desk", entry=entry.id, item="b")
    outline = report(built.record())
    (row,) = table(outline, "Is it working?: each approach").rows
    assert row == ("G1", "callback", "partly", "yes", "if it is kept", "1", "1")
    assert "1 approach on their flip charts. Is it working? Partly 1." in words(outline)


@pytest.mark.feature("1.38")
def test_ideas_are_told_by_create_maintain_and_expand():
    built = Builder()
    built.say("G1-P1", "knock on doors", valence=Valence.IDEA, aims=("create",))
    built.say("G1-P2", "ring back", valence=Valence.IDEA, aims=("maintain",))
    built.say("G2-P1", "no aim yet", valence=Valence.IDEA)
    outline = report(built.record())
    assert [row[:2] for row in table(outline, "Ideas by aim").rows] == [
        ("Create", "1"),
        ("Maintain", "1"),
        ("Expand", "–"),
        ("All comments", "3"),
    ]
    for title, text in [
        ("To create relationships", "knock on doors"),
        ("To maintain relationships", "ring back"),
        ("Without an aim", "no aim yet"),
    ]:
        assert [b.text for b in under(outline, title) if isinstance(b, Quote)] == [text]


def test_ranks_show_ties():
    built = Builder()
    for element in ("people", "process", "technology"):
        built.say("G1-P1", f"of {element}", valence=Valence.WEAKNESS, elements=(element,))
    built.say("G1-P2", "more people", valence=Valence.WEAKNESS, elements=("people",))
    rows = table(report(built.record()), "Weaknesses, widest reach first").rows
    assert [row[:2] for row in rows] == [("1", "People"), ("2=", "Process"), ("2=", "Technology")]


@pytest.mark.feature("1.31")
def test_the_answers_on_recording_are_told():
    built = Builder()
    built.session(
        "G1",
        recording=1,
        recording_use="to check the notes",
        recording_keeper="the note-taker",
        destroy_by="2027-01-31",
    )
    built.session("G2")
    (section,) = [b for b in under(report(built.record()), "Recording") if isinstance(b, Bullets)]
    assert section.items == (
        (
            "G1:",
            "sound recorded. Use: to check the notes. Kept by: the note-taker. "
            "To be destroyed by 31 January 2027.",
        ),
        ("G2:", "not recorded."),
    )


@pytest.mark.feature("2.16")
def test_the_report_says_that_leaders_had_a_facilitator_and_who_led_the_others():
    built = Builder()
    built.session("G1", kind="leaders", moderator_unit="outside the company")
    told = words(report(built.record()))
    assert "G1 was a group of leaders, with a facilitator, not a participant, in charge." in told
    assert "The facilitator came from outside the company." in told
    assert "facilitator from outside the company" in told
    assert "moderator" not in told
    built.session("G2", moderator_unit="Research")
    built.session("G3", kind="workshop")
    built.session("G4", kind="workshop")
    told = words(report(built.record()))
    assert "G3 and G4 were workshops, each led by a facilitator." in told
    assert "The moderator or facilitator came from outside the company and Research." in told


def test_a_report_on_staff_alone_speaks_of_a_moderator():
    built = Builder()
    built.session("G1", moderator_unit="Research")
    told = words(report(built.record()))
    assert "The moderator came from Research." in told
    assert "group of leaders" not in told
    assert "workshop" not in told


def test_the_guide_as_run_shows_skips_with_their_reason_and_probes_used():
    built = Builder()
    built.session("G1", clock_s=1200)
    built.run("G1", "a", minutes=15, used_s=1200)
    built.run("G1", "c", state=ItemState.SKIPPED, reason="time was short")
    built.ticks = [Tick("t", "session-G1", "a", "probe", 0)]
    rows = table(report(built.record()), "Steps of G1, “CRM strategy reset”").rows
    assert rows[0] == ("What we do now", "15", "20", "done", "Who taught you that?")
    assert rows[1] == ("What should change", "20", "–", "skipped: time was short", "–")


def test_what_the_study_does_not_hold_is_called_not_recorded():
    rows = table(report(Builder().record()), "Method, line by line").rows
    assert len(rows) == 32
    assert dict(row[1:] for row in rows)["Credentials"] == "not recorded"


def test_open_questions_summary_answers_and_debrief_are_in():
    built = Builder()
    built.session("G1", themes="promises kept", surprises="the whiteboard")
    built.say("G1?", "what of the pilot?", kind=CommentKind.QUESTION, at_s=61, quotable=0)
    built.say(
        "G1-P2", "you left stock out", kind=CommentKind.SUMMARY, check="added", item="summary"
    )
    outline = report(built.record())
    assert table(outline, "Questions still open").rows == (("G1", "1:01", "what of the pilot?"),)
    assert table(outline, "The closing summary and what the group said to it").rows[0][2:] == (
        "added",
        "you left stock out",
    )
    debrief = [b.text for b in under(outline, "Debrief") if isinstance(b, Paragraph)]
    assert debrief == ["promises kept.", "the whiteboard."]


def test_one_session_can_be_reported_alone_and_holds_nothing_of_the_others():
    built = Builder()
    built.say("G1-P1", "of the first group")
    built.say("G2-P1", "of the second group")
    outline = report(built.record(), ReportScope("g2"))
    assert "of the second group" in words(outline)
    assert "G1" not in words(outline)
    assert "of the first group" not in words(outline)


def test_a_session_nobody_knows_is_refused_with_those_there_are():
    built = Builder()
    built.session("G1")
    with pytest.raises(UnknownSession, match=r"No session G7 in this study\. Sessions: G1\."):
        narrowed(built.record(), ReportScope("G7"))


def test_it_never_claims_anonymity_and_says_when_no_roster_was_at_hand():
    record = sample().record()
    for checked in (True, False):
        outline = report(record, checked=checked)
        assert "anonymous" not in words(outline).lower()
        (cover,) = [b for b in outline.blocks if isinstance(b, Cover)]
        assert "No participant is identified by name" in cover.statement
        assert ("was not checked" in cover.statement) is not checked


def test_an_empty_study_still_makes_a_report():
    outline = report(Builder().record())
    assert len(headings(outline)) == 12
    assert not [b for b in outline.blocks if isinstance(b, Quote | Figure)]


def test_the_same_record_says_the_same_in_any_order_of_its_tags_and_seats():
    record = sample().record()
    turned = replace(record, tags=record.tags[::-1], seats=record.seats[::-1])
    quotes = [b for b in report(record).blocks if isinstance(b, Quote)]
    assert quotes == [b for b in report(turned).blocks if isinstance(b, Quote)]


def test_the_summary_stays_within_two_pages_for_the_sample_study():
    # A page at 10.5 points holds about 45 lines of 90 characters; a block costs a line of air.
    lines = 0
    for block in under(report(sample().record()), "Summary"):
        lines += sum(len(text) // 90 + 2 for _, text in block.texts())
    assert lines <= 90
