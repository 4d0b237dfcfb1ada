"""The journey map: stages to lapse and return, feeling apart from processing, versions compared."""

from __future__ import annotations

import pytest

from focusgroup.privacy import Scrubber
from focusgroup.room.worksheet_desk import StillLinked, WorksheetDesk
from focusgroup.worksheets import SHEETS, offers
from focusgroup.worksheets.declare import Curve
from focusgroup.worksheets.journey import WORKSHEET
from focusgroup.worksheets.journey.records import (
    DEFAULT_STAGES,
    JourneyStage,
    JourneyVersion,
    KeptTouchpoint,
    KeptWeakPoint,
    Stakeholder,
    Touchpoint,
    WeakPoint,
)
from focusgroup.worksheets.measure_audit import Measure
from support.worksheets import facts_of, grid, told, views

STAGES = [
    JourneyStage(f"s{n}", float(n), name=name, role=role)
    for n, (name, role) in enumerate(DEFAULT_STAGES)
]


def point(row_id="t", **said):
    said = {"name": "the invoice arrives", "stage": "s2", "owner": "billing", "process": "P7",
            "emotion": "0", "quality": "0", "data": "the ledger"} | said  # fmt: skip
    return Touchpoint(row_id, **said)


def about(facts, start):
    return [line for line in told(WORKSHEET, facts) if line.startswith(start)]


@pytest.mark.feature("0.01")
@pytest.mark.parametrize(
    ("emotion", "quality", "sentence"),
    [
        ("-2", "1", "It feels worse than it is processed."),
        ("2", "-1", "It feels better than it is processed."),
        ("1", "0", ""),
    ],
)
def test_feeling_and_processing_are_apart_and_their_divergence_shown(emotion, quality, sentence):
    facts = facts_of(*STAGES, point(emotion=emotion, quality=quality))
    assert [line.partition(": ")[2] for line in about(facts, "the invoice")] == [
        *([sentence] if sentence else [])
    ]
    row = next(r for r in views(WORKSHEET, "curve", facts)[1].rows if r[1] == "the invoice arrives")
    assert row[-1] == f"{int(emotion) - int(quality):+d}"


@pytest.mark.feature("0.02")
def test_the_map_leads_with_people_and_how_they_are_measured():
    assert WORKSHEET.views[0][0] == "people"
    facts = facts_of(*STAGES, point(measures="m"), point("t2", name="call", owner=""),
                     Measure("m", name="days to pay"))  # fmt: skip
    assert grid(WORKSHEET, "people", facts).rows == (
        ("billing", "the invoice arrives", "days to pay"), ("nobody", "call", "nothing"),
    )  # fmt: skip


@pytest.mark.feature("0.06")
def test_stakeholders_without_input_are_listed():
    facts = facts_of(
        Stakeholder("a", name="field service"), Stakeholder("b", name="dealers"),
        *STAGES, point(given_by="a"),
    )  # fmt: skip
    assert about(facts, "dealers") == ["dealers: Nothing on the map comes from them yet."]
    assert about(facts, "field service") == []


@pytest.mark.feature("0.07")
def test_default_stages_run_from_first_contact_to_lapse_and_return():
    shipped = SHEETS["journey_stage"].examples
    roles = [row.role for row in shipped]
    assert roles[0] == "first"
    assert roles[-3:] == ["repurchase", "lapse", "return"]


@pytest.mark.feature("0.08", "0.09", "0.10")
def test_a_touchpoint_without_owner_process_or_data_is_listed():
    facts = facts_of(*STAGES, point(owner="", process="", data="", channel="a carrier pigeon"))
    assert about(facts, "the invoice") == [
        "the invoice arrives: Nobody owns it.",
        "the invoice arrives: No process is named.",
        "the invoice arrives: No data is held of it.",
    ]
    assert views(WORKSHEET, "contacts", facts)[-1].items == (("the invoice arrives", ""),)
    assert "a carrier pigeon" in views(WORKSHEET, "curve", facts)[1].rows[2]


@pytest.mark.feature("0.11")
def test_weak_points_have_severity_remedy_and_place_and_go_to_the_gap_list():
    weak = WeakPoint("w", name="nobody calls back", touchpoint="t", severity="4",
                     remedy="a named owner", place="people", evidence="c")  # fmt: skip
    facts = facts_of(*STAGES, point(), weak, WeakPoint("v", name="a typo"), comments={"c"})
    assert grid(WORKSHEET, "weak", facts).rows[0] == (
        "4", "nobody calls back", "the invoice arrives", "a named owner", "people",
    )  # fmt: skip
    assert about(facts, "a typo") == [
        "a typo: It belongs to no touchpoint.",
        "a typo: How severe it is, is missing.",
        "a typo: Nobody said how it is overcome.",
        "a typo: Where change must happen is missing.",
    ]
    gap = next(offer for offer in offers(facts, "gap") if offer.row == "w")
    assert (gap.row, gap.current, gap.remedy) == ("w", "nobody calls back", "a named owner")
    assert {offer.row for offer in offers(facts)} == {"w", "v"}


@pytest.mark.feature("0.13", "0.14")
def test_each_stage_asks_how_well_the_customer_is_known_and_whether_plans_meet():
    facts = facts_of(*STAGES[:1], JourneyStage("x", 1.0, name="use", role="between", known="2",
                                        plans="partly"))  # fmt: skip
    assert about(facts, "use") == [
        "use: Knowing the customer is rated without evidence.",
        "use: Give an example of how the plans meet.",
    ]
    assert "First contact: How well do you get to know the customer here?" in told(WORKSHEET, facts)


@pytest.mark.feature("0.15", "0.17")
def test_repurchase_lapse_and_return_cannot_vanish_silently_and_name_their_process():
    facts = facts_of(STAGES[0])
    assert [line for line in told(WORKSHEET, facts) if line.startswith("No stage")] == [
        "No stage is the re-purchase: is it managed?",
        "No stage is about lapsed customers.",
        "No stage is about winning lapsed customers back.",
    ]
    facts = facts_of(JourneyStage("r", name="again", role="repurchase", managed="partly"),
                     JourneyStage("l", name="gone", role="lapse", managed="no"),
                     JourneyStage("b", name="back", role="return"))  # fmt: skip
    assert "again: Name the process that manages it." in told(WORKSHEET, facts)
    assert "back: Is this stage managed systematically?" in told(WORKSHEET, facts)
    assert not [line for line in about(facts, "gone") if "manage" in line]


@pytest.mark.feature("0.16")
def test_key_contacts_have_trigger_and_time_and_unknown_is_an_answer():
    facts = facts_of(*STAGES, point(key="yes", trigger="unknown", time="unknown"),
                     point("t2", name="renewal", key="yes"))  # fmt: skip
    assert grid(WORKSHEET, "contacts", facts).rows[0][:3] == (
        "the invoice arrives", "unknown", "unknown",
    )  # fmt: skip
    assert about(facts, "the invoice") == []
    assert len(about(facts, "renewal")) == 1


@pytest.mark.feature("0.20")
def test_automation_that_goes_too_far_is_counted():
    facts = facts_of(
        *STAGES,
        point("a", name="menu", now="2", wanted="1"),
        point("b", name="bot", now="0", wanted="2", pushback="nobody wants to talk to it"),
        point("c", name="receipt", now="0", wanted="2"),
    )
    shown = grid(WORKSHEET, "automation", facts)
    assert shown.note.startswith("2 warnings.")
    assert [row[-1] for row in shown.rows] == [
        "It runs by itself further than is wanted.", "Users kick back against its automation.", "",
    ]  # fmt: skip


@pytest.mark.feature("0.23", "0.19")
def test_the_curve_runs_over_all_stages_and_loops():
    facts = facts_of(*STAGES, point("a", emotion="-2", quality="1"), point("b", emotion="1",
                                                                           quality=""))  # fmt: skip
    curve = views(WORKSHEET, "curve", facts)[0]
    assert isinstance(curve, Curve)
    assert curve.places == tuple(name for name, _ in DEFAULT_STAGES)
    feeling, processing = (values for _, values in curve.series)
    assert feeling[2] == -0.5
    assert processing[2] == 1.0
    assert feeling[0] is None
    assert "from “Return” back to “First contact”" in curve.loop


@pytest.fixture
def desk(study):
    return WorksheetDesk(study, Scrubber)


@pytest.mark.feature("0.18", "0.19")
def test_versions_are_kept_and_compared_and_what_comes_again_is_marked(desk):
    stage = desk.add(JourneyStage, {"name": "Delivery"})
    invoice = desk.add(Touchpoint, {"name": "Invoice", "stage": stage.id, "emotion": "-1"})
    call = desk.add(Touchpoint, {"name": "Call", "stage": stage.id})
    weak = desk.add(WeakPoint, {"name": "Typing errors", "touchpoint": invoice.id, "severity": "3"})
    gone = desk.add(WeakPoint, {"name": "No answer", "touchpoint": call.id, "severity": "2"})
    desk.add(JourneyVersion, {"made_on": "2026-06-01", "note": "before the reset"})
    desk.change(invoice, {"emotion": "1", "owner": "billing"})
    desk.remove(gone)
    desk.remove(call)
    desk.add(Touchpoint, {"name": "Visit", "stage": stage.id})
    desk.change(weak, {"name": "typing errors", "severity": "2"})
    shown = grid(WORKSHEET, "compare", desk.facts)
    assert shown.title == "From 2026-06-01 to now"
    assert set(shown.rows) == {
        ("touchpoint", "Visit", "", "new"),
        ("touchpoint", "Call", "", "gone"),
        ("owner", "Invoice", "–", "billing"),
        ("emotion", "Invoice", "-1", "1"),
        ("weak point", "typing errors", "severity 3", "still there, severity 2"),
        ("weak point", "No answer", "severity 2", "overcome"),
    }
    assert "typing errors: It is not overcome: it stood there already on 2026-06-01." in told(
        WORKSHEET, desk.facts
    )
    desk.add(JourneyVersion, {"made_on": "2026-11-01"})
    titles = [view.title for view in views(WORKSHEET, "compare", desk.facts)]
    assert titles == ["From 2026-06-01 to 2026-11-01", "From 2026-11-01 to now"]


def test_a_version_is_kept_taken_back_and_removed_as_one(study, desk):
    stage = desk.add(JourneyStage, {"name": "Delivery"})
    desk.add(Touchpoint, {"name": "Invoice", "stage": stage.id})
    version = desk.add(JourneyVersion, {"made_on": "2026-06-01"})
    assert len(study.rows(KeptTouchpoint)) == 1
    desk.step(back=True)
    assert study.rows(KeptTouchpoint) == []
    desk.step(back=False)
    desk.remove(version)
    assert (study.rows(JourneyVersion), study.rows(KeptTouchpoint)) == ([], [])
    assert desk.facts.count("kept_touchpoint") == 0
    assert study.rows(KeptWeakPoint) == []


def test_a_stage_in_use_is_not_removed(desk):
    stage = desk.add(JourneyStage, {"name": "Delivery"})
    touchpoint = desk.add(Touchpoint, {"name": "Invoice", "stage": stage.id})
    with pytest.raises(StillLinked, match="This stage is still used: touchpoint “Invoice”"):
        desk.remove(stage)
    desk.remove(touchpoint)
    desk.remove(stage)
    assert desk.facts.rows(JourneyStage) == ()
