"""The rules of the four elements' worksheets: what is blank, silent, doubled, weighted."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.analysis.matrix import elements
from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.element import Element, Frame
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.said import element_counts
from focusgroup.domain.session import Session, Study
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.customer_data import WORKSHEET as DATA
from focusgroup.worksheets.customer_data import CustomerData, sources
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.hand_offs import WORKSHEET as HAND_OFFS
from focusgroup.worksheets.hand_offs import HandOff
from focusgroup.worksheets.implementation import WORKSHEET as LEVELS
from focusgroup.worksheets.implementation import ElementLevel, weighted
from focusgroup.worksheets.processes import WORKSHEET as PROCESSES
from focusgroup.worksheets.processes import Procedure, Process
from focusgroup.worksheets.record import Record, columns, text
from focusgroup.worksheets.service_domains import WORKSHEET as DOMAINS
from focusgroup.worksheets.service_domains import Duty, ServiceDomain, ServiceRole, missing_of
from focusgroup.worksheets.step_tree import ProcessStep
from focusgroup.worksheets.voice_of_customer import WORKSHEET as VOICE
from focusgroup.worksheets.voice_of_customer import (
    CustomerAspect,
    VoiceSource,
    covered,
    topics,
    uncovered,
)
from support.studies import FRAME
from support.worksheets import facts_of, grid, told, views

WORDS = st.sampled_from(["", "something"])


@given(st.lists(st.builds(Duty, st.just("d"), expectations=WORDS, part=WORDS,
                          responsibilities=WORDS), max_size=3))  # fmt: skip
def test_a_cell_lacks_what_none_of_its_rows_says(duties):
    missing = missing_of(duties)
    for name, words in (("expectations", "expectations"), ("part", "role"),
                        ("responsibilities", "responsibilities")):  # fmt: skip
        assert (words in missing) == (not any(getattr(d, name) for d in duties))


def test_a_pair_that_stands_there_twice_is_told_and_read_together():
    facts = facts_of(ServiceDomain("d", name="Complaints"), ServiceRole("r", name="Adviser"),
                     Duty("1", 0, role="r", domain="d", expectations="a", part="b"),
                     Duty("2", 1, role="r", domain="d", responsibilities="c"))  # fmt: skip
    assert grid(DOMAINS, "role x domain", facts).rows == (("Adviser", "all three"),)
    assert "Adviser: This role and service domain stand there twice." in told(DOMAINS, facts)


def test_many_domains_stand_in_grids_that_can_be_read():
    many = [ServiceDomain(f"d{n}", n, name=f"domain {n}") for n in range(9)]
    facts = facts_of(ServiceRole("r", name="Adviser"), *many)
    grids = [each for each in views(DOMAINS, "role x domain", facts) if hasattr(each, "header")]
    assert [each.header[1:] for each in grids] == [
        tuple(f"domain {n}" for n in part) for part in (range(4), range(4, 8), range(8, 9))
    ]


def test_a_hand_off_that_hurts_is_offered_as_a_weakness():
    facts = facts_of(HandOff("h", name="an order", giver="Sales", taker="sales", felt="bad"),
                     HandOff("g", name="a visit", felt="good"))  # fmt: skip
    assert [(o.row, o.level) for o in HAND_OFFS.offering(facts)] == [("h", "tactic")]
    assert "an order: It goes from a unit to itself." in told(HAND_OFFS, facts)


def test_steps_without_start_end_or_process_and_steps_of_themselves_are_told():
    facts = facts_of(
        Process("p", name="Claim", begins="a call", ends="a letter", owner="Service"),
        ProcessStep("1", 0, name="take", process="p", units="IT"),
        ProcessStep("2", 1, name="ring", part_of="3", units="IT"),
        ProcessStep("3", 2, name="round", part_of="2", units="IT"),
        ProcessStep("4", 3, name="stray", units="IT"),
    )
    lines = told(PROCESSES, facts)
    assert "Claim: Steps: none is marked as the start." in lines
    assert "Claim: Steps: none is marked as the end." in lines
    assert "ring: It is part of itself: change “Part of”." in lines
    assert "stray: It belongs to no process." in lines


def test_a_rating_without_a_comment_and_a_test_without_role_or_day_are_open():
    row = Procedure("q", name="Handbook", consistency="4", enough="yes", tested_by="an adviser")
    lines = told(PROCESSES, facts_of(row))
    assert "Handbook: It is rated without a comment." in lines
    assert "Handbook: Say which role tested the detail, and when." in lines
    assert "Handbook: It goes with no process." in lines


@given(st.lists(st.sets(st.integers(0, 4)), max_size=4), st.integers(0, 5))
def test_what_is_not_covered_is_the_rest_of_the_matrix(covers, count):
    rows = [VoiceSource(f"v{n}", n, name=f"source {n}", aspects=" ".join(f"a{c}" for c in each))
            for n, each in enumerate(covers)]  # fmt: skip
    facts = facts_of(*rows, *(CustomerAspect(f"a{n}", n, name=f"aspect {n}") for n in range(count)))
    cells = {(name, row.name) for topic, name in topics(facts) for row in rows
             if topic in covered(row)}  # fmt: skip
    listed = {(name, source) for name, of_it in uncovered(facts) for source in of_it}
    every = {(f"aspect {n}", row.name) for n in range(count) for row in rows}
    assert cells | listed == every
    assert not cells & listed
    silent = [len(of_it) for _, of_it in uncovered(facts)]
    assert silent == sorted(silent, reverse=True), "what nobody hears stands first"


def test_aspects_are_not_called_unheard_before_any_source_is_known():
    assert told(VOICE, facts_of(CustomerAspect("a", name="why they left", source="guess"))) == []


COUNTS = st.lists(st.tuples(st.integers(0, 500), st.none() | st.floats(0, 10)), max_size=8)


@given(COUNTS)
def test_shares_add_up_to_the_whole(counts):
    shares = weighted(counts)
    assert len(shares) == len(counts)
    if any(count for count, _ in counts):
        assert sum(plain for plain, _ in shares) == pytest.approx(100)
    heavy = [each for _, each in shares if each is not None]
    assert len(heavy) == sum(factor is not None for _, factor in counts)
    assert sum(heavy) == pytest.approx(100) or not any(heavy)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=8), st.floats(0.01, 10))
def test_one_level_for_all_leaves_the_picture_as_it_is(counts, factor):
    for plain, heavy in weighted([(count, factor) for count in counts]):
        assert heavy == pytest.approx(plain)


def test_an_element_is_known_by_name_key_or_alias_and_counts_once():
    only = Element(key="technology", name="Technology", hotkey="t", aliases=("tech",))
    frame = Frame(id="mine", name="Mine", elements=(only,))
    facts = Facts(frame=frame, counted=lambda: {"technology": 4})
    for number, words in enumerate(("TECH", " technology ", "Tools")):
        facts.put(ElementLevel(f"{number}", number, element=words, level=50.0))
    lines = told(LEVELS, facts)
    assert " technology : This element stands there twice; the first counts." in lines
    assert "Tools: This study has no element of that name." in lines
    assert grid(LEVELS, "plain and weighted", facts).rows[0][3:6] == ("4", "100 %", "2.0")


def test_comments_that_cannot_be_counted_are_said_to_be_so():
    facts = Facts(frame=FRAME, counted=lambda: None)
    facts.put(ElementLevel("1", element="People", level=50.0))
    (page,) = views(LEVELS, "plain and weighted", facts)
    assert "cannot be counted just now" in page.items[0][1]


KINDS_OF = st.sampled_from(["paraphrase", "verbatim", "observation", "question", "summary"])
CODES = st.lists(st.sampled_from(["people", "technology", "of another frame"]), max_size=4)


@given(st.lists(st.tuples(KINDS_OF, st.sampled_from(["seat", "room", "team"]), CODES), max_size=9))
def test_comments_of_an_element_are_counted_as_in_the_findings(said):
    comments = [Comment(f"c{n}", "s", "a", "words", kind=kind, voice=voice)
                for n, (kind, voice, _) in enumerate(said)]  # fmt: skip
    tags = [Tag(f"t{n} {m}", f"c{n}", "element", code, f"coder {m}")
            for n, (_, _, codes) in enumerate(said) for m, code in enumerate(codes)]  # fmt: skip
    record = StudyRecord(Study("", "title"), FRAME, sessions=(Session("s", "G1", guide="g"),),
                         comments=tuple(comments), tags=tuple(tags))  # fmt: skip
    found, counts = elements(record), element_counts(record)
    assert {row.key: row.total.comments for row in found.rows if row.total.comments} == {
        key: count for key, count in counts.items() if key
    }
    assert counts.get("", 0) == len(found.untagged)


@given(st.integers(0, 4), st.integers(0, 3))
def test_all_comments_of_the_groups_are_one_conversational_source(comments, rows):
    held = [CustomerData(f"d{n}", n, name="calls", sort="conversation") for n in range(rows)]
    facts = facts_of(*held, comments={f"c{n}" for n in range(comments)})
    assert sources(facts, "conversation") == rows + bool(comments)
    assert sources(facts, "base") == 0


def test_a_kind_of_data_without_a_row_is_open_but_not_where_the_groups_are_its_source():
    row = CustomerData("d", name="Addresses", sort="base", held="yes", managed="yes", used="no")
    lines = told(DATA, facts_of(row, comments={"c"}))
    assert "No row yet for insight data." in lines
    assert "No row yet for conversational data." not in lines
    assert "Addresses: It is held and not used." in lines
    assert "Addresses: It is managed, but nobody said by whom." in lines
    assert [o.sentence for o in DATA.offering(facts_of(row))] == ["This data is not used."]


def test_steps_without_a_name_that_are_linked_in_a_ring_are_called_untitled():
    facts = facts_of(ProcessStep("1", part_of="2"), ProcessStep("2", part_of="1"))
    assert {facts.title(step) for step in facts.rows(ProcessStep)} == {"(untitled)"}


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A row of the journey's worksheet, of which only the title matters here."""

    name: str = text("Name")


def test_steps_of_the_journeys_touchpoints_stand_under_them_and_the_others_are_listed():
    held = {"touchpoint": [Place("t1", name="The invoice comes"), Place("t2", 1, name="A visit")]}
    facts = Facts(held)
    facts.put(ProcessStep("1", name="print it", touchpoint="t1", interaction="typed before"))
    facts.put(ProcessStep("2", 1, name="post it", touchpoint="t1"))
    page = views(PROCESSES, "interactions", facts)
    assert page[0].rows == (("The invoice comes", "print it; post it"),)
    assert (page[1].title, page[1].items) == ("Touchpoints without key steps", (("A visit", ""),))
    assert "1 touchpoint has no key steps." in told(PROCESSES, facts)


def test_stages_of_the_journey_are_columns_of_the_voice_of_customer_too():
    facts = Facts({"journey_stage": [Place("s1", name="Enquiry"), Place("s2", 1, name="Lapse")]})
    facts.put(CustomerAspect("a", name="who decides", source="sales"))
    facts.put(VoiceSource("v", name="Survey", aspects="a", stages="s1"))
    page = views(VOICE, "coverage", facts)
    assert page[0].header == ("Source", "who decides", "Enquiry", "Lapse")
    assert page[0].rows == (("Survey", "yes", "yes", "–"),)
    assert page[1].items == (("Lapse", "by no source"),)
    assert told(VOICE, facts) == ["No source covers 1 of 2 stages of the journey."]


def test_a_link_to_rows_that_no_worksheet_keeps_is_not_asked_for():
    for sheet in SHEETS.values():
        assert all(each.to in SHEETS for each in columns(sheet.record) if each.if_there)
    asked = {each.name for each in columns(HandOff)}
    assert ("touchpoint" in asked) == ("touchpoint" in SHEETS)
    assert HandOff("h").touchpoint == "", "the file has room for it all the same"
