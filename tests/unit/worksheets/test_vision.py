"""The vision: the relationship first, tested, with behaviours and gaps, final with a road only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.privacy import Scrubber
from focusgroup.room.worksheet_desk import NotAsAsked, WorksheetDesk
from focusgroup.worksheets import SHEETS, offers
from focusgroup.worksheets.record import columns
from focusgroup.worksheets.vision import WORKSHEET
from focusgroup.worksheets.vision.checks import NO_ROADMAP
from focusgroup.worksheets.vision.records import (
    Activity,
    CompanyBehaviour,
    CustomerBehaviour,
    CustomerGroup,
    FutureView,
    Milestone,
    Objective,
    Vision,
    VisionStep,
    VisionTest,
)
from focusgroup.worksheets.vision.wording import second_look, words_in
from support.worksheets import facts_of, grid, told, views

VISION = Vision("v", relationship="Customers turn to us first, and we know why they come",
                notice="nobody asks twice", organisation="one desk", employees="may decide",
                customer="is known")  # fmt: skip


@pytest.mark.feature("2.02", "2.05", "2.04", "2.07")
def test_the_new_relationship_is_required_and_stands_first(study):
    with pytest.raises(NotAsAsked, match="“New relationship” is needed"):
        WorksheetDesk(study, Scrubber).add(Vision, {"notice": "less waiting"})
    assert columns(Vision)[0].name == "relationship"
    names = [each.name for each in columns(Vision)]
    assert {"technology", "results", "notice"} <= set(names), "fields of their own"
    page = views(WORKSHEET, "statement", facts_of(VISION))
    assert page[0].items == (("", VISION.relationship),)
    assert page[1].items == (("", "nobody asks twice"),)
    assert [lead for lead, _ in page[2].items] == ["Organisation", "Employees", "Customer"]


@pytest.mark.feature("2.01")
def test_a_vision_is_not_final_without_a_roadmap_or_says_so():
    final = Vision("v", relationship="close", notice="x", organisation="a", employees="b",
                   customer="c", state="final", road="desk by desk")  # fmt: skip
    facts = facts_of(final)
    assert f"close: {NO_ROADMAP}" in told(WORKSHEET, facts)
    page = views(WORKSHEET, "statement", facts)
    assert page[0].note == NO_ROADMAP
    assert ("The road", "desk by desk") in page[-1].items
    assert views(WORKSHEET, "statement", facts_of(VISION))[0].note == "A draft."


@pytest.mark.feature("2.03")
def test_words_of_technology_and_counting_are_found_and_never_refused(study):
    text = "Every customer uses our app and the CRM system; sales up 20 % in two years"
    assert words_in(text) == ["app", "CRM", "system", "20 %"]
    row = WorksheetDesk(study, Scrubber).add(Vision, {"relationship": text})
    assert row.relationship == text
    page = views(WORKSHEET, "statement", facts_of(row))
    assert any(view.title == "Worth a second look" for view in page)
    assert words_in("They trust us, and we happen to be there when it matters") == []


@given(st.text())
def test_the_places_of_such_words_are_in_order_and_inside_the_text(text):
    ends = [0]
    for start, end in second_look(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@pytest.mark.feature("2.06")
def test_four_steps_the_first_named_the_others_to_be_named():
    shipped = SHEETS["vision_step"].examples
    assert [bool(row.name) for row in shipped] == [True, False, False, False]
    facts = facts_of(VisionStep("a", step="1", name="Picture it", done="on 2 November"),
                     VisionStep("b", 1.0, step="2"))  # fmt: skip
    assert [row[:3] for row in grid(WORKSHEET, "stepper", facts).rows] == [
        ("step 1", "Picture it", "done"), ("step 2", "to be named", "open"),
        ("step 3", "to be named", "open"), ("step 4", "to be named", "open"),
    ]  # fmt: skip
    lines = told(WORKSHEET, facts)
    assert "Not there yet: step 3." in lines
    assert "step 2: This step has no name yet." in lines


@pytest.mark.feature("2.07")
def test_an_empty_side_of_the_triangle_is_shown():
    facts = facts_of(Vision("v", relationship="close", organisation="one desk", customer="known"))
    assert "close: The side of the employees is empty." in told(WORKSHEET, facts)
    triangle = next(v for v in views(WORKSHEET, "statement", facts) if v.title == "The triangle")
    assert ("Employees", "empty") in triangle.items


@pytest.mark.feature("2.08")
def test_transactions_inquiries_and_decisions_test_the_vision():
    facts = facts_of(
        VisionTest("a", kind="transaction", name="a refund is asked for", answer="paid at once"),
        VisionTest("b", 1.0, kind="inquiry", name="a question after hours"),
    )
    lines = told(WORKSHEET, facts)
    assert "The vision is not tested by: a corporate decision." in lines
    assert "an inquiry: The vision gives no answer yet." in lines
    assert grid(WORKSHEET, "views", facts).rows == (
        ("a transaction", "a refund is asked for", "paid at once"),
        ("an inquiry", "a question after hours", "no answer yet"),
    )


@pytest.mark.feature("2.09")
def test_four_views_with_empty_ones_shown():
    facts = facts_of(FutureView("a", who="customers", picture="they know me"))
    assert views(WORKSHEET, "views", facts)[0].items == (
        ("Customers", "they know me"), ("Employees", "empty"), ("Management", "empty"),
        ("Executives", "empty"),
    )  # fmt: skip
    assert len([line for line in told(WORKSHEET, facts) if "as seen by" in line]) == 3


@pytest.mark.feature("2.10", "2.11", "2.13")
def test_what_customers_would_do_is_compared_group_by_group_with_what_they_do():
    facts = facts_of(
        CustomerGroup("g", name="small firms"), CustomerGroup("h", 1.0, name="dealers"),
        CustomerGroup("i", 2.0, name="the public"),
        CustomerBehaviour("a", group="h", desired="order ahead", current="order late",
                          catalyst="some call a week before"),
        CustomerBehaviour("b", group="g", desired="ask us first"),
    )  # fmt: skip
    assert grid(WORKSHEET, "behaviours", facts).rows == (
        ("small firms", "", "ask us first", "", "current not known"),
        ("dealers", "order late", "order ahead", "some call a week before", "to the gap list"),
    )
    assert "the public: What they would do ideally is missing." in told(WORKSHEET, facts)


@pytest.mark.feature("2.12")
def test_executives_managers_and_employees_are_apart():
    facts = facts_of(CompanyBehaviour("a", who="employees", desired="decide"),
                     CompanyBehaviour("b", 1.0, who="executives", desired="listen",
                                      current="talk"))  # fmt: skip
    assert [row[0] for row in grid(WORKSHEET, "behaviours", facts).rows] == [
        "executives", "employees",
    ]  # fmt: skip
    assert "No critical behaviour named of: managers." in told(WORKSHEET, facts)


def test_a_gap_in_behaviour_is_offered_to_the_gap_list():
    facts = facts_of(CompanyBehaviour("b", who="executives", desired="listen", current="talk"),
                     CustomerBehaviour("c", group="g", desired="ask first"))  # fmt: skip
    (gap,) = offers(facts, "gap")
    assert (gap.table, gap.row, gap.current, gap.desired) == (
        "company_behaviour", "b", "talk", "listen",
    )  # fmt: skip
    assert offers(facts) == []


@pytest.mark.feature("2.17")
def test_activities_and_objectives_without_each_other_are_listed():
    facts = facts_of(
        Objective("o", name="one desk"), Objective("p", 1.0, name="no second call"),
        Activity("a", name="seat both teams together", serves="o"),
        Activity("b", 1.0, name="a new logo"),
        Milestone("m", name="both teams in one room", due="2027-03-01", objective="o"),
        Milestone("n", 1.0, name="some day", objective="p"),
    )  # fmt: skip
    lines = told(WORKSHEET, facts)
    assert "a new logo: It serves no objective of the vision." in lines
    assert "no second call: No activity leads to it." in lines
    assert "some day: It has no date." in lines
    page = views(WORKSHEET, "activities", facts)
    assert page[0].rows[0] == (
        "one desk", "both teams in one room (2027-03-01)", "seat both teams together",
    )  # fmt: skip
    assert page[1].items == (("a new logo", ""),)
