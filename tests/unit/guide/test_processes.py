"""The shipped guides ask what the processes they stand for ask, and record it where it belongs."""

from __future__ import annotations

import pytest

from focusgroup.domain.guide import Guide, GuideItem, Kind, Method
from focusgroup.guide import library
from focusgroup.guide.linter import lint


def guide(guide_id: str) -> Guide:
    return library.load_guide(guide_id)


def item(guide_id: str, item_id: str) -> GuideItem:
    found = guide(guide_id).item(item_id)
    assert found is not None
    return found


def methods(guide_id: str) -> list[str]:
    return [each.method for each in guide(guide_id).items() if each.kind is Kind.KEY]


# The customer journey


@pytest.mark.feature("0.22")
def test_the_five_key_questions_are_asked_in_order_each_with_its_own_time() -> None:
    five = [each for each in guide("customer-journey").items() if each.id.startswith("five:")]
    assert [(each.id, each.ask) for each in five] == [
        ("five:know", "How well do you get to know the customer?"),
        ("five:plans", "How far are our plans in line with theirs?"),
        (
            "five:repurchase",
            "How is re-purchase managed - by a system, by habit or by chance?",
        ),
        (
            "five:contact-points",
            "What are the key contact points, the moments when a customer decides about us?",
        ),
        (
            "five:lapsed",
            "What happens to customers who fall silent? What is tried to win them back?",
        ),
    ]
    assert all(each.kind is Kind.KEY and each.minutes >= 3 and each.probes for each in five)


def test_the_journey_goes_from_first_contact_to_return_and_keeps_feeling_apart() -> None:
    stages = item("customer-journey", "stages")
    assert stages.way is Method.FLIP_CHART
    assert all(word in stages.ask for word in ("first contact", "silent", "coming back"))
    asked = " ".join(each.ask for each in guide("customer-journey").items())
    for words in (
        "from a roadshow to the digital ones", "Who deals with the customer",
        "What process is followed", "weak points", "overcome", "Where must the change happen",
    ):  # fmt: skip
        assert words in asked
    feelings = item("customer-journey", "feelings")
    assert "how they were made to feel" in feelings.say
    for item_id in ("map:interactions", "map:who", "map:process", "feelings", "five:know"):
        assert item("customer-journey", item_id).method == "worksheet: journey"


# The vision


@pytest.mark.feature("2.15")
def test_leaders_are_told_to_refrain_from_numbers_and_technology() -> None:
    said = item("crm-vision", "people-and-possibilities").say
    assert "people and possibilities" in said
    assert "please refrain from numbers" in said
    assert "leave technology" in said
    ids = [each.id for each in guide("crm-vision").items()]
    first_key = next(each.id for each in guide("crm-vision").items() if each.kind is Kind.KEY)
    assert ids.index("people-and-possibilities") < ids.index(first_key)


@pytest.mark.feature("2.15")
def test_a_leaders_guide_without_that_reminder_is_told_so() -> None:
    told = guide("crm-vision")
    sections = tuple(
        section.model_copy(
            update={"items": tuple(i for i in section.items if i.id != "people-and-possibilities")}
        )
        for section in told.sections
    )
    without = told.model_copy(update={"sections": sections})
    assert "leaders-numbers" in {remark.code for remark in lint(without)}
    as_staff = without.model_copy(update={"group_kind": "workshop"})
    assert "leaders-numbers" not in {remark.code for remark in lint(as_staff)}


def test_a_kind_of_group_nobody_knows_is_told() -> None:
    odd = guide("crm-vision").model_copy(update={"group_kind": "executives"})
    (remark,) = [each for each in lint(odd) if each.code == "group-kind"]
    assert "staff, leaders, workshop" in remark.text


def test_the_vision_begins_with_the_relationship_and_ends_in_activities() -> None:
    keys = [each.id for each in guide("crm-vision").items() if each.kind is Kind.KEY]
    assert keys == [
        "picture:relationship", "picture:triangle", "picture:views", "behaviour:desired",
        "behaviour:critical", "behaviour:gap", "tests", "activities",
    ]  # fmt: skip
    assert set(methods("crm-vision")) == {"worksheet: vision"}
    assert all(
        view in item("crm-vision", "picture:views").ask
        for view in ("customers", "employees", "management", "executives")
    )
    assert all(
        who in item("crm-vision", "behaviour:critical").ask
        for who in ("executives", "managers", "employees")
    )
    assert "For each group of customers" in item("crm-vision", "behaviour:desired").ask


# The gap workshop


@pytest.mark.feature("3.31")
def test_the_workshop_is_five_numbered_steps_in_order_and_says_so_beforehand() -> None:
    workshop = guide("gap-workshop")
    steps = [each for each in workshop.items() if each.title.startswith("Step ")]
    assert [(each.title[:6], each.method) for each in steps] == [
        ("Step 1", "discuss"),
        ("Step 2", "kj"),
        ("Step 3", "kj"),
        ("Step 3", "worksheet: gaps"),
        ("Step 4", "vote"),
        ("Step 5", "worksheet: roadmap"),
    ]
    assert sum(each.minutes for each in steps) == 128, "most of the half-day"
    purpose = item("gap-workshop", "purpose").say
    places = [purpose.index(word) for word in ("One:", "Two:", "Three:", "Four:", "Five:")]
    assert places == sorted(places)
    assert item("gap-workshop", "break").minutes == 15


def test_in_the_workshop_writing_comes_before_talking_and_the_mix_is_checked() -> None:
    for item_id in ("desired", "gaps"):
        assert "minutes in silence" in item("gap-workshop", item_id).say
        assert "for each element" in item("gap-workshop", item_id).note
    assert "nobody sees a count" in item("gap-workshop", "vote").say
    checks = " ".join(item("gap-workshop", "welcome").checklist)
    assert "Eight to twelve people" in checks
    assert "Every function" in checks


# Four elements, and the working session


def test_the_four_elements_are_taken_one_by_one_with_the_test_of_a_procedure() -> None:
    keys = [each for each in guide("four-elements-review").items() if each.kind is Kind.KEY]
    elements = [element.name for element in library.load_frame("four-elements").elements]
    taken = list(dict.fromkeys(each.title.partition(" - ")[0] for each in keys))
    assert taken[:4] == elements
    assert "without having to ask" in " ".join(
        item("four-elements-review", "procedures").say.split()
    )
    assert {each.way for each in keys} == {Method.WORKSHEET, Method.RATE}
    assert item("four-elements-review", "interactions").way is Method.FLIP_CHART


def test_the_working_session_begins_with_strengths_and_ends_with_owners() -> None:
    ids = [each.id for each in guide("working-session").items() if each.is_question]
    assert ids == [
        "opening", "strengths", "weaknesses", "old-cards", "ideas", "choose", "actions",
        "ending", "summary",
    ]  # fmt: skip
    assert methods("working-session") == ["brainstorm", "brainstorm", "vote", "worksheet: actions"]
    assert "dusted them off" in item("working-session", "old-cards").say
