"""Gap analysis: both ends of each gap, criteria by element, quick wins first."""

from __future__ import annotations

import pytest

from focusgroup.guide.library import load_frame
from focusgroup.worksheets.element_criteria import ElementCriterion, StaffRating
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.gaps import WORKSHEET, AreaOrientation, Gap, quadrant
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.record import columns
from support.roads import GAPS, road
from support.worksheets import facts_of, grid, told, views

CRITERIA = next(sheet for sheet in WORKSHEET.sheets if sheet.record is ElementCriterion)
KEYS = ("understand", "skills", "rewarded", "walk-the-talk", "personal", "interactive",
        "responsive", "integrated", "targeted", "gather-insight")  # fmt: skip


@pytest.mark.feature("3.01")
def test_each_area_is_rated_from_product_to_customer():
    facts = facts_of(
        AreaOrientation("a", area="Sales", now="1", wanted="4", note="quotas by product"),
        AreaOrientation("b", area="Billing"),
    )
    shown = grid(WORKSHEET, "orientation", facts)
    assert shown.rows[0] == ("Sales", "1 product: sell it to many", "4", "+3", "quotas by product")
    assert shown.rows[1][1:4] == ("not rated", "not said", "")
    assert "Billing: Its orientation is not rated." in told(WORKSHEET, facts)


@pytest.mark.feature("3.03")
def test_elements_are_those_of_the_studys_frame_and_four_where_it_has_none():
    names = [title for _, title in Facts().linkable("element")]
    assert names == ["People", "Processes", "Programs", "Systems"]
    joined = Facts(frame=load_frame("crm-joined"))
    assert [key for key, _ in joined.linkable("element")][:2] == ["people", "process"]
    rows = CRITERIA.usual(joined)
    assert {row.element for row in rows} == {e.key for e in joined.frame.elements}
    assert next(row.element for row in rows if row.asks == "personal") == "process"


@pytest.mark.parametrize("frame", ["crm-joined", "crm-programme", "four-elements"])
def test_the_ten_criteria_are_put_in_once_whatever_the_frame(frame):
    rows = CRITERIA.usual(Facts(frame=load_frame(frame)))
    asked = [row.asks for row in rows if row.asks != "own"]
    assert sorted(asked) == sorted(KEYS)
    assert all(row.name for row in rows)


@pytest.mark.feature("3.16", "3.20", "3.21", "3.22", "3.24", "3.25")
@pytest.mark.parametrize("key", KEYS)
def test_each_criterion_is_rated_with_the_comments_behind_it(key):
    row = next(row for row in CRITERIA.usual(Facts()) if row.asks == key)
    assert "comment" in {each.to for each in columns(ElementCriterion)}
    held = ElementCriterion("c", name=row.name, element=row.element, asks=key)
    assert f"{row.name}: It is not rated." in told(WORKSHEET, facts_of(held))
    rated = ElementCriterion("c", name=row.name, element=row.element, asks=key, rating="2")
    assert f"{row.name}: It is rated without a comment." in told(WORKSHEET, facts_of(rated))
    proved = ElementCriterion("c", name=row.name, element=row.element, asks=key, rating="2",
                              evidence="x y")  # fmt: skip
    facts = facts_of(proved, comments={"x", "y"})
    assert not any("comment" in line for line in told(WORKSHEET, facts))
    element, name, rating, *_, comments = grid(WORKSHEET, "criteria", facts).rows[0]
    assert (name, rating, comments) == (row.name, "2 of 5", "2")
    assert element in {"People", "Processes", "Programs"}


@pytest.mark.feature("3.17")
def test_skills_ask_for_the_training_that_is_needed():
    lacking = ElementCriterion("c", name="skills", asks="skills", rating="3")
    assert any("training need is missing" in line for line in told(WORKSHEET, facts_of(lacking)))
    asked = ElementCriterion("c", name="skills", asks="skills", rating="3", training="listening")
    facts = facts_of(asked)
    assert not any("training" in line for line in told(WORKSHEET, facts))
    assert grid(WORKSHEET, "criteria", facts).rows[0][3] == "Training: listening"


@pytest.mark.feature("3.18")
def test_measured_and_rewarded_shows_what_the_measure_audit_found():
    row = ElementCriterion("c", name="rewarded", asks="rewarded", rating="2", measures="m n")
    measures = Measure("m", name="churn", rewards="no"), Measure("n", 1, name="callbacks")
    shown = grid(WORKSHEET, "criteria", facts_of(row, *measures)).rows[0][3]
    assert shown == "churn: does not reward it; callbacks: not audited"
    bare = ElementCriterion("c", name="rewarded", asks="rewarded", rating="2")
    assert any("Link the measures" in line for line in told(WORKSHEET, facts_of(bare)))


@pytest.mark.feature("3.19")
def test_walking_the_talk_is_rated_by_staff_groups_and_shown_for_each():
    row = ElementCriterion("c", name="talk", asks="walk-the-talk", rating="3")
    assert any("No staff group has rated" in line for line in told(WORKSHEET, facts_of(row)))
    groups = (
        StaffRating("a", name="Team leads", rating="4", daily="partly", people=9),
        StaffRating("b", 1, name="Field service", rating="1", daily="no", people=3),
    )
    shown = grid(WORKSHEET, "walks the talk", facts_of(row, *groups))
    assert shown.rows == (
        ("Team leads", "4 of 5", "partly", "9", ""),
        ("Field service", "1 of 5", "no", "3", ""),
    )
    assert "no average" in shown.note
    assert any(line.startswith("Field service: Fewer than 5 rated") for line in
               told(WORKSHEET, facts_of(*groups)))  # fmt: skip
    assert grid(WORKSHEET, "criteria", facts_of(row, *groups)).rows[0][3] == (
        "Team leads: 4; Field service: 1"
    )


def test_integrated_processes_link_to_hand_offs_where_there_is_such_a_sheet():
    assert next(c for c in columns(ElementCriterion) if c.name == "hand_offs").to == "hand_off"


def test_a_criterion_rated_low_asks_for_a_gap_and_is_offered_as_a_weakness():
    row = ElementCriterion("c", name="responsive", asks="responsive", rating="1", evidence="x")
    assert "responsive: It is rated low; no gap speaks of it." in told(WORKSHEET, facts_of(row))
    assert [(o.row, o.sentence) for o in WORKSHEET.offering(facts_of(row))] == [
        ("c", "It is rated 1 of 5.")
    ]
    spoken = facts_of(row, Gap("g", name="slow", criterion="c"))
    assert not any("no gap speaks" in line for line in told(WORKSHEET, spoken))


def test_a_gap_needs_both_ends_an_owner_and_an_action():
    lines = told(WORKSHEET, facts_of(Gap("g", name="slow")))
    wanted = (
        "its current state is missing", "its desired state is missing", "Nobody owns it",
        "Nothing is to be done", "impact is not rated", "effort is not rated",
    )  # fmt: skip
    for words in wanted:
        assert any(words in line for line in lines), words
    joined = load_frame("crm-joined")
    assert told(WORKSHEET, road(*GAPS, points={"c1": 5}, frame=joined)) == []


@pytest.mark.feature("3.15")
@pytest.mark.parametrize(
    ("impact", "effort", "so"),
    [("4", "2", "quick win"), ("5", "3", "major project"), ("3", "1", "fill-in"),
     ("1", "5", "thankless task"), ("", "1", "not rated"), ("9", "1", "not rated")],
)  # fmt: skip
def test_impact_and_effort_say_what_a_gap_is(impact, effort, so):
    assert quadrant(Gap("g", impact=impact, effort=effort)) == so


@pytest.mark.feature("3.15")
def test_quick_wins_are_listed_first_and_the_picture_has_four_quarters():
    order, picture = views(WORKSHEET, "quick wins", road(*GAPS))
    assert [row[0] for row in order.rows] == ["nobody calls back", "promises get lost"]
    assert [row[4] for row in order.rows] == ["quick win", "major project"]
    assert picture.rows == (
        ("Impact high (4 to 5)", "QUICK WINS", "MAJOR PROJECTS"),
        ("", "nobody calls back", "promises get lost"),
        ("Impact low (1 to 3)", "FILL-INS", "THANKLESS TASKS"),
        ("", "none", "none"),
    )


def test_after_quick_wins_the_votes_on_the_wall_give_the_order():
    one = Gap("a", 0, name="one", impact="3", effort="3", cluster="x")
    two = Gap("b", 1, name="two", impact="3", effort="3", cluster="y")
    order = views(WORKSHEET, "quick wins", road(one, two, points={"x": 2, "y": 7}))[0]
    assert [row[0] for row in order.rows] == ["two", "one"]


def test_groups_of_the_wall_and_low_criteria_become_gaps_without_typing_them_again():
    low = ElementCriterion("c", name="responsive", element="process", asks="responsive",
                           rating="1", evidence="x")  # fmt: skip
    fine = ElementCriterion("d", 1, name="personal", asks="personal", rating="4")
    facts = road(low, fine, points={"c1": 4, "c2": 2})
    rows = WORKSHEET.sheets[0].usual(facts)
    assert [(r.name, r.cluster, r.criterion, r.origin) for r in rows] == [
        ("group c1", "c1", "", "kj"),
        ("group c2", "c2", "", "kj"),
        ("responsive", "", "c", "findings"),
    ]
    assert rows[2].evidence == "x"
    facts.put(Gap("g", name="promises", cluster="c1", criterion="c"))
    assert [r.name for r in WORKSHEET.sheets[0].usual(facts)] == ["group c2"]
