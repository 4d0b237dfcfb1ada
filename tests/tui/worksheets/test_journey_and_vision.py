"""The journey map and the vision at the screen, from an empty sheet to the curve."""

from __future__ import annotations

import pytest

from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.worksheets.form import RecordForm
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.tui.widgets.curve import curve_lines
from focusgroup.worksheets.declare import Curve
from focusgroup.worksheets.journey.records import (
    DEFAULT_STAGES,
    JourneyStage,
    JourneyVersion,
    KeptTouchpoint,
    Touchpoint,
    WeakPoint,
)
from focusgroup.worksheets.vision.records import (
    CompanyBehaviour,
    CustomerBehaviour,
    CustomerGroup,
    FutureView,
    Vision,
    VisionStep,
)
from tui.screens.sitting import LARGE, at_study, new_study
from tui.screens.test_study import add_group, say
from tui.worksheets.test_sheets import add, open_sheet, written

STAGES = [
    JourneyStage(f"s{n}", float(n), name=name, role=role)
    for n, (name, role) in enumerate(DEFAULT_STAGES)
]


@pytest.mark.feature("0.07", "0.08", "0.09", "0.10", "0.01")
async def test_a_map_is_begun_with_the_usual_stages_and_touchpoints_are_added(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "journey")
        assert "from first contact to lapse and return" in here.flowing
        await here.press("e", "enter")
        await here.press(*["backspace"] * 2)
        await here.paste("sation")
        await here.press("ctrl+s")
        assert "First contasation" in here.text, "stages are editable"
        await here.press("tab", "n")
        await here.paste("the invoice arrives")
        await here.press("enter", "enter")
        await here.paste("delivery")
        await here.press("enter", "tab")
        await here.paste("a carrier pigeon")
        await here.press(*["tab"] * 3)
        await here.press("right", "right", "tab", *["right"] * 4, "ctrl+s")
        assert "! Nobody owns it." in here.text
        assert "! No process is named." in here.text
        assert "! It feels worse than it is processed." in here.text
    (held,) = written(path, Touchpoint)
    assert (held.channel, held.emotion, held.quality) == ("a carrier pigeon", "-1", "1")
    stages = written(path, JourneyStage)
    assert held.stage == stages[3].id
    assert len(stages) == len(DEFAULT_STAGES)


@pytest.mark.feature("0.23", "0.19")
async def test_the_map_and_its_curve_are_drawn(tmp_path):
    path = new_study(tmp_path)
    add(path, *STAGES, Touchpoint("t", name="invoice", stage="s2", emotion="-2", quality="1"),
        Touchpoint("u", 1.0, name="visit", stage="s3", emotion="2", quality="2"))  # fmt: skip
    async with at_study(path) as here:
        await open_sheet(here, "journey")
        await here.press(*["tab"] * 6)
        lines = here.text.splitlines()
        top = next(line for line in lines if "very good 2" in line)
        bottom = next(line for line in lines if "very bad -2" in line)
        assert "●" in top
        assert "●" in bottom
        assert any("○" in line and " 1 ┤" in line for line in lines)
        assert "First contact" in here.text
        await here.press("end")
        assert "The journey map" in here.text
        assert "Apart: emotion less process quality" in here.flowing


def test_a_curve_fits_any_width_and_shows_every_place_once():
    places = tuple(f"stage {n}" for n in range(20))
    curve = Curve("way", places, (("emotion", tuple(float(n % 5 - 2) for n in range(20))),),
                  (-2.0, "bad"), (2.0, "good"))  # fmt: skip
    for width in (24, 40, 76, 200):
        lines = ["".join(text for text, _ in line) for line in curve_lines(curve, width)]
        assert all(len(line) <= max(width, 32) for line in lines)
        assert sum(line.count("●") for line in lines) == 21, "one a place, one in the legend"


@pytest.mark.feature("0.11")
async def test_a_weak_point_is_linked_to_its_touchpoint_and_to_what_was_said(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        say(study, add_group(study), "nobody ever calls back")
    add(path, *STAGES, Touchpoint("t", name="complaint", stage="s4"))
    async with at_study(path) as here:
        await open_sheet(here, "journey")
        await here.press("tab", "tab", "n")
        await here.paste("no callback")
        await here.press("enter", "enter", "enter", "tab")
        await here.press(*["right"] * 4, "tab")
        await here.paste("a named owner")
        await here.press("tab", "right", "tab", "tab", "enter")
        await here.paste("calls back")
        await here.press("enter", "ctrl+s")
        assert "“nobody ever calls back”" in here.text
    (weak,) = written(path, WeakPoint)
    assert (weak.touchpoint, weak.severity, weak.remedy, weak.place) == (
        "t", "4", "a named owner", "people",
    )  # fmt: skip
    assert weak.evidence


@pytest.mark.feature("0.07")
async def test_a_stage_in_use_stays_and_that_is_said(tmp_path):
    path = new_study(tmp_path)
    add(path, *STAGES, Touchpoint("t", name="invoice", stage="s0"))
    async with at_study(path) as here:
        await open_sheet(here, "journey")
        await here.press("delete")
        assert "This stage is still used: touchpoint “invoice”." in here.told
        await here.press("end", "delete")
        assert len(written(path, JourneyStage)) == len(STAGES) - 1
        await here.press("o")
        assert "No stage is about winning lapsed customers back." in here.flowing


@pytest.mark.feature("0.18")
async def test_a_version_keeps_the_map_and_is_compared_with_it(tmp_path):
    path = new_study(tmp_path)
    add(path, *STAGES, Touchpoint("t", name="invoice", stage="s0", emotion="-1"))
    async with at_study(path) as here:
        await open_sheet(here, "journey")
        await here.press(*["tab"] * 4)
        assert "keeps the map as it stands" in here.flowing
        await here.press("n")
        await here.paste("2026-06-01")
        await here.press("tab")
        await here.paste("before the reset")
        await here.press("ctrl+s")
        assert "[Versions 1]" in here.text
        add(path, Touchpoint("u", 1.0, name="visit", stage="s1"))
        await here.press("shift+tab", *["tab"] * 7)
        await here.until(lambda: "From 2026-06-01 to now" in here.text)
        assert "visit" in here.text
    assert len(written(path, KeptTouchpoint)) == 1
    assert written(path, JourneyVersion)[0].note == "before the reset"


@pytest.mark.feature("2.02", "2.03", "2.05")
async def test_the_relationship_comes_first_and_technology_gets_a_second_look(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "vision")
        assert "Picture the new relationship first" in here.flowing
        await here.press("n", "ctrl+s")
        assert here.shows(RecordForm)
        assert "“New relationship” is needed" in here.flowing
        await here.paste("Customers use our app and stay, 20 % more of them")
        await here.until(lambda: "app, 20 %: These words speak of technology" in here.flowing)
        await here.press("ctrl+s")
        assert here.shows(SheetScreen), "highlighted, never blocked"
        assert "! What the customer will notice is not said." in here.text
        shown = here.app.screen.query_one("#sheet-row > Static").render()
        styled = [str(span.style) for span in shown.spans if "underline" in str(span.style)]
        assert len(styled) == 2
    assert written(path, Vision)[0].relationship.startswith("Customers use our app")


@pytest.mark.feature("2.06", "2.09")
async def test_four_steps_and_four_views_are_put_in_and_empty_ones_shown(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "vision")
        await here.press("tab", "e", "down", "enter", "tab")
        await here.paste("Hear the staff")
        await here.press("ctrl+s", "tab", "e", "enter", "tab")
        await here.paste("they know me")
        await here.press("ctrl+s")
        await here.press(*["tab"] * 9)
        assert "Picture the new" in here.flowing
        assert "Hear the staff" in here.text
        assert here.text.count("to be named") == 2
        await here.press("tab")
        assert "Customers: they know me" in here.text
        assert "Executives: empty" in here.text
    assert [row.name for row in written(path, VisionStep)][:2] == [
        "Picture the new relationship with customers", "Hear the staff",
    ]  # fmt: skip
    assert written(path, FutureView)[0].picture == "they know me"


@pytest.mark.feature("2.10", "2.11", "2.12", "2.13")
async def test_behaviours_stand_side_by_side_with_their_gaps(tmp_path):
    path = new_study(tmp_path)
    add(path, CustomerGroup("g", name="small firms"), CustomerGroup("h", 1.0, name="dealers"),
        CustomerBehaviour("a", group="g", desired="ask us first", current="ask a friend"),
        CompanyBehaviour("b", who="executives", desired="listen", current="talk"),
        CompanyBehaviour("c", 1.0, who="employees", desired="decide"))  # fmt: skip
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "vision")
        await here.press(*["shift+tab"] * 2)
        assert "What customers do, group beside group" in here.text
        assert "What the company does" in here.text
        for words in ("small firms", "executives", "employees", "to the gap"):
            assert words in here.flowing
        await here.press("o")
        assert "dealers: What they would do ideally is missing." in here.flowing
