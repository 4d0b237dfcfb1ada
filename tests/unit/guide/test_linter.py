"""The linter names what a guide lacks and says what to do about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.guide import Guide, GuideItem, Part
from focusgroup.guide import library
from focusgroup.guide.linter import Severity, lint
from focusgroup.guide.reader import parse_guide
from focusgroup.guide.template import new_guide

RESET = library.load_guide("crm-strategy-reset")


def with_item(item_id: str, **change: object) -> Guide:
    """The shipped guide with one item changed."""
    sections = tuple(
        section.model_copy(
            update={
                "items": tuple(
                    GuideItem.model_validate(item.model_dump() | change)
                    if item.id == item_id
                    else item
                    for item in section.items
                )
            }
        )
        for section in RESET.sections
    )
    return RESET.model_copy(update={"sections": sections})


def without(part: Part) -> Guide:
    kept = tuple(section for section in RESET.sections if section.part is not part)
    return RESET.model_copy(update={"sections": kept})


def codes(guide: Guide, severity: Severity | None = None) -> list[str]:
    return [r.code for r in lint(guide) if severity is None or r.severity is severity]


@pytest.mark.feature("1.27")
@pytest.mark.parametrize("part", [part for part in Part if part is not Part.CLOSING])
def test_a_missing_part_is_named_with_what_to_add(part: Part) -> None:
    found = [remark for remark in lint(without(part)) if remark.code == f"{part}-missing"]
    assert [(remark.severity, remark.where) for remark in found] == [(Severity.MISSING, part)]
    assert found[0].text.startswith(f"Add a part '{part}'")


@pytest.mark.feature("1.27")
def test_a_guide_with_nothing_but_a_question_has_every_other_part_named() -> None:
    guide = parse_guide(
        "id: g\ntitle: G\nsections:\n- part: questions\n  title: Q\n  items:\n"
        "  - {id: a, title: A, minutes: 5, ask: 'What?'}"
    )
    named = codes(guide, Severity.MISSING)[:4]
    assert named == [f"{part}-missing" for part in list(Part)[:4]]


def piece(row: str, item: str, code: str, **change: object) -> object:
    return pytest.param(item, change, code, marks=pytest.mark.feature(row), id=code)


@pytest.mark.parametrize(
    ("item", "change", "code"),
    [
        piece("1.29", "welcome", "introductions-moderator", say="Hello."),
        piece("1.29", "opening", "introductions-participants", introduce=False, ask="Where to?"),
        piece("1.30", "purpose", "purpose-reset", say="Your feedback is vital."),
        piece("1.30", "purpose", "purpose-feedback", say="We reset the strategy."),
        piece("1.31", "confidentiality", "confidentiality-recording", say="Nobody is named."),
        piece("1.31", "confidentiality", "confidentiality-named", say="{{ recording }}"),
        piece("1.33", "housekeeping", "housekeeping-length", say="Phones off."),
        piece("1.34", "housekeeping", "housekeeping-phones", checklist=()),
        piece("1.34", "housekeeping", "housekeeping-phones", checklist=(), say="{{ length }}."),
        piece("1.35", "a", "question-a", ask="What do you do?", probes=()),
        piece("1.37", "b", "question-b-words", ask="How well is it working?"),
        piece("1.38", "c", "question-c", ask="What should change?"),
    ],
)
def test_a_missing_piece_is_named(item: str, change: dict[str, object], code: str) -> None:
    assert codes(with_item(item, **change), Severity.MISSING) == [code]


@pytest.mark.feature("1.36", "1.37")
def test_without_a_flip_chart_questions_a_and_b_are_both_missed() -> None:
    kept = [i for i in RESET.items() if i.id not in {"a", "b"}]
    section = RESET.sections[4].model_copy(update={"items": tuple(kept[4:])})
    guide = RESET.model_copy(update={"sections": (*RESET.sections[:4], section)})
    assert codes(guide, Severity.MISSING) == ["question-a", "question-b"]


@pytest.mark.feature("1.37")
def test_question_b_written_out_for_fixed_approaches_counts_and_is_remarked_on() -> None:
    guide = with_item("b", method="discuss", repeat_for=None, say="")
    assert codes(guide) == ["question-b-fixed"]


@pytest.mark.feature("1.29")
def test_an_opening_question_that_asks_for_names_lets_participants_introduce_themselves() -> None:
    assert lint(with_item("opening", introduce=False)) == ()


@pytest.mark.parametrize(
    "say",
    [
        "My name is Ada. Introduce yourselves, please.",
        "I am your moderator. Tell us your first name.",
        "I'm here to lead. Let us hear who you are.",
    ],
)
def test_introductions_may_be_worded_freely(say: str) -> None:
    assert "introductions-moderator" not in codes(with_item("welcome", say=say))


@pytest.mark.feature("1.31")
@pytest.mark.parametrize(
    "words",
    [
        "This is completely anonymous.",
        "What you say is strictly confidential.",
        "We guarantee that it stays here.",
        "Nobody will ever know who said it.",
        "I promise you that it is safe.",
        "You can never be identified.",
        "It is 100% anonymous.",
    ],
)
def test_a_promise_nobody_can_keep_is_flagged_wherever_it_is_made(words: str) -> None:
    for item in ("confidentiality", "opening"):
        found = [r for r in lint(with_item(item, say=words)) if r.code == "over-promise"]
        assert [remark.where for remark in found] == [item]


@pytest.mark.feature("1.31")
@pytest.mark.parametrize(
    "words",
    [
        "We cannot guarantee it.",
        "Nobody can guarantee what others repeat.",
        "There is no guarantee.",
        "It is not completely anonymous.",
        "We will not name you.",
    ],
)
def test_saying_what_cannot_be_promised_is_no_promise(words: str) -> None:
    assert "over-promise" not in codes(with_item("opening", say=words))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Do you like the system?", "question-closed"),
        ("Have you been trained?", "question-closed"),
        ("Don't you think it is slow?", "question-leading"),
        ("How bad is the system?", "question-leading"),
        ("Surely it helps? What do you think?", "question-leading"),
        ("What do you use and how does it help?", "question-double"),
        ("Where does it fail, or who is to blame?", "question-double"),
        ("What? How? Why? Where?", "question-many"),
        ("What " + "very " * 40 + "much?", "question-long"),
        ("", "ask-missing"),
    ],
)
def test_a_question_that_is_hard_to_answer_well_is_flagged(words: str, code: str) -> None:
    assert code in codes(with_item("measures", ask=words))


@pytest.mark.parametrize(
    "words",
    [
        "Do you believe it is working? Why or why not?",
        "What should be done to create, maintain and expand relationships?",
        "Tell us about the last time it helped.",
        "How does your own job matter to a customer?",
        "What works and what does not?",
    ],
)
def test_a_good_question_passes(words: str) -> None:
    assert lint(with_item("measures", ask=words)) == ()


def test_minutes_that_do_not_add_to_the_length_say_by_how_much() -> None:
    (remark,) = lint(with_item("c", minutes=6))
    assert remark.code == "minutes-sum"
    assert "add to 85 minutes and the length is 90; give out 5 more" in remark.text
    (remark,) = lint(with_item("c", minutes=31.5))
    assert "take 20.5 minutes out" in remark.text
    (remark,) = lint(with_item("c", minutes=16))
    assert (remark.severity, remark.code) == (Severity.NOTE, "minutes-optional")


@pytest.mark.parametrize(
    ("item", "change", "code"),
    [
        ("opening", {"kind": "introductory"}, "opening-missing"),
        ("ending", {"kind": "transition"}, "ending-missing"),
        ("summary", {"kind": "transition"}, "summary-missing"),
        ("first-thoughts", {"kind": "key"}, "key-count"),
        ("a-day", {"kind": "ending"}, "ending-early"),
        ("measures", {"probes": ()}, "probes-missing"),
        ("measures", {"minutes": 0}, "minutes-none"),
        ("welcome", {"say": ""}, "say-missing"),
        ("measures", {"ask": "What of {{ site }}?"}, "placeholder-unknown"),
        ("measures", {"ask": "What of {{ approach }}?"}, "placeholder-approach"),
        ("measures", {"ask": "What of [topic] then?"}, "placeholder-open"),
        ("measures", {"ask": "What of <topic> then?"}, "placeholder-open"),
    ],
)
def test_what_will_hurt_in_the_room_is_flagged(
    item: str, change: dict[str, object], code: str
) -> None:
    assert code in codes(with_item(item, **change))


def test_other_groups_need_no_question_about_approaches() -> None:
    guide = without(Part.QUESTIONS).model_copy(update={"group_kind": "leaders"})
    assert not {code for code in codes(guide) if code.startswith("question-")}


def test_a_guide_in_another_language_is_checked_for_its_parts_only() -> None:
    guide = with_item("measures", ask="Do you?").model_copy(update={"language": "cy"})
    assert codes(guide) == ["wording-unread"]
    assert "purpose-missing" in codes(without(Part.PURPOSE).model_copy(update={"language": "de"}))


def test_what_is_missing_comes_first() -> None:
    guide = without(Part.PURPOSE).model_copy(update={"length": 200})
    assert [remark.severity for remark in lint(guide)] == [Severity.MISSING, Severity.WARNING]


@given(st.integers(5, 600), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_the_starter_guide_passes_for_any_length_and_title(minutes: int, title: str) -> None:
    guide = parse_guide(new_guide(title, minutes), frames=["crm-joined"])
    assert guide.length == minutes
    assert guide.minutes == minutes
    assert [remark for remark in lint(guide) if remark.code != "placeholder-open"] == []


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_wording_can_be_looked_at(say: str, ask: str) -> None:
    item = GuideItem(id="x", title="x", minutes=1, say=say, ask=ask)
    assert all(str(remark) for remark in lint(with_item("c", **item.model_dump())))
