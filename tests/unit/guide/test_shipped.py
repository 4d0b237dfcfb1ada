"""The guides and frames that travel with the program hold what the feature table asks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from focusgroup.capture.tags import meaning
from focusgroup.domain.comment import AIMS
from focusgroup.domain.guide import Guide, Kind, Method, Part
from focusgroup.guide import library, schema
from focusgroup.guide.linter import lint
from focusgroup.guide.parts import spoken
from focusgroup.guide.placeholders import KNOWN, fill, names_in
from focusgroup.guide.reader import dump_guide, parse_guide
from focusgroup.worksheets import WORKSHEETS

GUIDES = [entry.id for entry in library.shipped() if entry.kind == "guide"]
FRAMES = [entry.id for entry in library.shipped() if entry.kind == "frame"]
ROOT = Path(__file__).parents[3] / "guides"


@pytest.fixture(scope="module")
def reset() -> Guide:
    return library.load_guide("crm-strategy-reset")


def test_every_shipped_file_can_be_read_and_is_called_by_its_id() -> None:
    entries = library.shipped()
    assert {entry.id for entry in entries} >= {
        "crm-strategy-reset", "customer-journey", "crm-vision", "gap-workshop",
        "four-elements-review", "working-session",
        "four-elements", "crm-programme", "crm-joined",
    }  # fmt: skip
    for entry in entries:
        assert entry.problems == ()
        assert entry.place.name == f"{entry.id}.yaml"


@pytest.mark.feature("1.26", "1.27")
@pytest.mark.parametrize("guide_id", GUIDES)
def test_shipped_guides_pass_the_linter_without_a_remark(guide_id: str) -> None:
    assert lint(library.load_guide(guide_id)) == ()


@pytest.mark.feature("1.26", "1.27")
@pytest.mark.parametrize("guide_id", GUIDES)
def test_shipped_guides_hold_all_five_parts_and_a_close_in_order(guide_id: str) -> None:
    guide = library.load_guide(guide_id)
    assert [section.part for section in guide.sections] == list(Part)
    assert guide.title
    assert guide.description


@pytest.mark.feature("1.33")
@pytest.mark.parametrize("guide_id", GUIDES)
def test_the_minutes_of_a_shipped_guide_add_to_its_length_exactly(guide_id: str) -> None:
    guide = library.load_guide(guide_id)
    assert guide.minutes == guide.length
    assert all(item.minutes > 0 for item in guide.items())
    assert "length" in names_in(spoken(guide, Part.HOUSEKEEPING))


@pytest.mark.feature("1.29", "1.31", "1.34")
@pytest.mark.parametrize("guide_id", GUIDES)
def test_every_shipped_guide_introduces_promises_little_and_silences_phones(guide_id: str) -> None:
    guide = library.load_guide(guide_id)
    assert {"moderator", "moderator_unit"} <= set(names_in(spoken(guide, Part.INTRODUCTIONS)))
    (opening,) = [item for item in guide.items() if item.introduce]
    assert opening.kind is Kind.OPENING
    script = " ".join(spoken(guide, Part.CONFIDENTIALITY).split())
    assert "recording" in names_in(script)
    assert "nobody is named" in script
    assert "cannot promise" in script
    assert "Phones and pagers off or silent" in spoken(guide, Part.HOUSEKEEPING).splitlines()


@pytest.mark.parametrize("guide_id", GUIDES)
def test_every_shipped_guide_asks_from_opening_to_summary_with_probes(guide_id: str) -> None:
    guide = library.load_guide(guide_id)
    asked = [item.kind for item in guide.items() if item.is_question]
    order = [kind for kind in Kind if kind in asked]
    assert list(dict.fromkeys(asked)) == order
    assert {Kind.OPENING, Kind.INTRODUCTORY, Kind.KEY, Kind.ENDING, Kind.SUMMARY} <= set(order)
    assert all(item.probes for item in guide.items() if item.kind is Kind.KEY)


@pytest.mark.parametrize("guide_id", GUIDES)
def test_every_shipped_guide_reads_back_the_same_from_yaml(guide_id: str) -> None:
    guide = library.load_guide(guide_id)
    assert parse_guide(dump_guide(guide)) == guide


def test_each_guide_is_for_its_kind_of_group_and_tags_to_its_frame() -> None:
    guides = {guide_id: library.load_guide(guide_id) for guide_id in GUIDES}
    assert {key: (guide.group_kind, guide.frame) for key, guide in guides.items()} == {
        "crm-strategy-reset": ("staff", "crm-joined"),
        "customer-journey": ("staff", "crm-joined"),
        "crm-vision": ("leaders", "crm-joined"),
        "gap-workshop": ("workshop", "crm-programme"),
        "four-elements-review": ("workshop", "four-elements"),
        "working-session": ("workshop", "crm-joined"),
    }


@pytest.mark.feature("1.33")
def test_groups_take_ninety_minutes_and_the_gap_workshop_half_a_day() -> None:
    lengths = {guide_id: library.load_guide(guide_id).length for guide_id in GUIDES}
    assert lengths.pop("gap-workshop") == 180
    assert set(lengths.values()) == {90}


def test_kinds_run_from_opening_to_summary_with_up_to_five_key_questions(reset: Guide) -> None:
    asked = [item.kind for item in reset.items() if item.is_question]
    assert list(dict.fromkeys(asked)) == [
        Kind.OPENING, Kind.INTRODUCTORY, Kind.TRANSITION, Kind.KEY, Kind.ENDING, Kind.SUMMARY,
    ]  # fmt: skip
    assert asked.count(Kind.KEY) == 5
    assert all(item.probes for item in reset.items() if item.kind is Kind.KEY)


@pytest.mark.feature("1.29")
def test_moderator_and_participants_introduce_themselves(reset: Guide) -> None:
    assert {"moderator", "moderator_unit"} <= set(names_in(spoken(reset, Part.INTRODUCTIONS)))
    (opening,) = [item for item in reset.items() if item.introduce]
    assert opening.kind is Kind.OPENING
    assert "introduce yourself" in opening.ask


@pytest.mark.feature("1.30")
def test_the_purpose_says_resetting_and_that_feedback_is_vital(reset: Guide) -> None:
    script = spoken(reset, Part.PURPOSE)
    assert "is resetting its CRM strategy" in script
    assert "your feedback is vital" in script


@pytest.mark.feature("1.31")
def test_confidentiality_follows_the_recording_answers_and_promises_no_more(reset: Guide) -> None:
    script = spoken(reset, Part.CONFIDENTIALITY)
    assert "recording" in names_in(script)
    assert "nobody is named" in script
    assert "cannot promise" in script.replace("\n", " ")
    assert not {"anonymous", "guarantee"} & set(script.casefold().split())


@pytest.mark.feature("1.34")
def test_phones_and_pagers_are_asked_off_and_can_be_ticked(reset: Guide) -> None:
    item = reset.item("housekeeping")
    assert item is not None
    assert "Phones and pagers off or silent" in item.checklist
    assert "phones, pagers" in item.say


@pytest.mark.feature("1.35", "1.36")
def test_question_a_asks_for_approaches_onto_a_flip_chart(reset: Guide) -> None:
    item = reset.item("a")
    assert item is not None
    assert item.way is Method.FLIP_CHART
    assert fill(item.ask, {"department": "Billing"})[0] == (
        "What approaches do you use in Billing to do that?"
    )
    assert fill(item.ask, {})[0] == "What approaches do you use in your department to do that?"
    assert all(aim in item.say for aim in AIMS)


@pytest.mark.feature("1.37")
def test_question_b_repeats_for_each_approach_and_asks_why(reset: Guide) -> None:
    item = reset.item("b")
    assert item is not None
    assert (item.way, item.repeat_for) == (Method.EACH, "a")
    assert fill(item.say, {"approach": "the callback"})[0] == 'Let us take "the callback".'
    assert all(word in item.ask for word in ("working", "helpful", "Why, or why not?"))


@pytest.mark.feature("1.38")
def test_question_c_asks_what_to_do_to_create_maintain_and_expand(reset: Guide) -> None:
    item = reset.item("c")
    assert item is not None
    assert "create, maintain and expand" in item.ask


def test_shipped_guides_name_nobody_and_use_known_blanks_only() -> None:
    for path in ROOT.glob("*.yaml"):
        assert set(names_in(path.read_text(encoding="utf-8"))) <= set(KNOWN)


@pytest.mark.feature("3.03")
def test_the_programme_frame_has_its_four_elements_with_their_criteria() -> None:
    frame = library.load_frame("crm-programme")
    assert {element.key: len(element.criteria) for element in frame.elements} == {
        "people": 4, "processes": 4, "programs": 2, "systems": 4,
    }  # fmt: skip


@pytest.mark.feature("4.01")
def test_the_joined_frame_reads_across_to_both_sets_and_loses_no_element() -> None:
    joined = library.load_frame("crm-joined")
    assert [element.key for element in joined.elements] == [
        "people", "process", "procedures", "technology", "programs", "systems",
    ]  # fmt: skip
    for other in ("four-elements", "crm-programme"):
        theirs = {element.key for element in library.load_frame(other).elements}
        assert {joined.across(e.key, other) for e in joined.elements} - {None} == theirs
    assert joined.across("programs", "four-elements") is None
    assert joined.across("technology", "crm-programme") is None


@pytest.mark.feature("4.01")
@pytest.mark.parametrize("frame_id", FRAMES)
def test_every_key_alias_and_hotkey_of_a_frame_means_one_element(frame_id: str) -> None:
    frame = library.load_frame(frame_id)
    hotkeys = [element.hotkey for element in frame.elements]
    assert len(set(hotkeys)) == len(hotkeys)
    for element in frame.elements:
        for word in (element.key, *element.aliases):
            assert meaning(word, frame) == ((element.key,), ())


@pytest.mark.parametrize(
    ("typed", "key"),
    [("proc", "process"), ("pcd", "procedures"), ("tech", "technology"), ("prog", "programs"),
     ("sys", "systems"), ("ppl", "people"), ("peo", "people"), ("proce", None), ("pro", None)],
)  # fmt: skip
def test_short_tags_of_the_joined_frame(typed: str, key: str | None) -> None:
    keys, aims = meaning(typed, library.load_frame("crm-joined"))
    assert aims == ()
    assert (keys == (key,)) if key else len(keys) > 1


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    for name, text in schema.files().items():
        assert (ROOT / "schema" / name).read_text(encoding="utf-8") == text, (
            "renew with: from focusgroup.guide import schema; schema.write(Path('guides/schema'))"
        )


def test_every_field_of_the_schemas_is_described_for_the_editor() -> None:
    for built in (schema.guide_schema(), schema.frame_schema()):
        models = [built, *(d for d in built["$defs"].values() if "properties" in d)]
        for model in models:
            for key, field in model["properties"].items():
                described = field.get("description") or "default" in field or "$ref" in field
                assert described, key
            assert model["additionalProperties"] is False


def test_shipped_files_point_editors_at_the_schema_beside_them() -> None:
    for path in ROOT.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        json.loads((path.parent / first.partition("=")[2]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide_id", GUIDES)
def test_a_step_fills_a_worksheet_there_is(guide_id: str) -> None:
    known = {worksheet.key for worksheet in WORKSHEETS if worksheet.shelved}
    asked = {i.worksheet for i in library.load_guide(guide_id).items() if i.way is Method.WORKSHEET}
    assert asked <= known
