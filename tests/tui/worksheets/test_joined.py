"""What one worksheet knows is not typed into another: it is proposed there, and leads back."""

from __future__ import annotations

import csv

import pytest
from typer.testing import CliRunner

from focusgroup.cli.main import app
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.tui.screens.worksheets.thread import ThreadScreen
from focusgroup.worksheets.element_criteria import ElementCriterion
from focusgroup.worksheets.gaps import Gap
from focusgroup.worksheets.hand_offs import HandOff
from focusgroup.worksheets.journey.records import JourneyStage, Touchpoint, WeakPoint
from focusgroup.worksheets.roadmap import Task
from focusgroup.worksheets.vision.records import (
    CompanyBehaviour,
    CustomerBehaviour,
    Milestone,
    Objective,
    Vision,
)
from tui.screens.sitting import LARGE, at_study
from tui.worksheets.test_road_map import open_sheet, study_with, written

WEAK = WeakPoint("w", name="nobody calls back", severity="4", remedy="a named owner",
                 place="people")  # fmt: skip
WISHES = (
    CustomerBehaviour("c", desired="they ask us first", current="they search by themselves"),
    CompanyBehaviour("d", desired="managers listen in", who="managers", current="they read figures",
                     catalyst="two already do"),
    CompanyBehaviour("e", desired="nobody knows yet", who="employees"),
)  # fmt: skip


@pytest.mark.feature("0.12", "2.14")
async def test_weak_points_and_behaviour_gaps_are_put_into_the_gap_list_by_one_key(tmp_path):
    path = study_with(tmp_path, WEAK, *WISHES)
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "gaps")
        await here.press("e")
        await here.press("e")
        assert "stand there already" in here.told, "each is put in once"
        await here.press("home", "f4")
        assert here.shows(ThreadScreen)
        assert "nobody calls back" in here.text
        assert "weak point" in here.text
        await here.press("g")
        assert here.shows(SheetScreen)
        assert "Customer journey" in here.text
    found = {gap.origin: gap for gap in written(path, Gap) if gap.source != "company_behaviour:d"}
    assert (found["journey"].name, found["journey"].action) == (WEAK.name, "a named owner")
    assert (found["vision"].current, found["vision"].desired) == (
        "they search by themselves",
        "they ask us first",
    )
    assert {gap.source for gap in written(path, Gap)} == {
        "weak_point:w", "customer_behaviour:c", "company_behaviour:d",
    }  # fmt: skip


@pytest.mark.feature("0.05")
async def test_the_visions_milestones_have_a_date_and_a_task_of_the_road_map(tmp_path):
    path = study_with(
        tmp_path,
        Vision("v", relationship="They turn to us first"),
        Objective("o", name="one desk for all"),
        Milestone("m", name="both teams in one room", due="2027-03-01", objective="o"),
        Milestone("n", 1.0, name="one list", objective="o", task="t"),
        Task("t", name="Build the list", days=5.0),
    )
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "vision")
        while "From the vision to what is done" not in here.text:
            await here.press("tab")
        assert "both teams in one room" in here.flowing
        assert "(2027-03-01)" in here.flowing
        assert "one list (no date, road map: Build the list)" in here.flowing
        await here.press("o")
        await here.paste("it has no date")
        assert "one list: It has no date." in here.text
        await here.press("escape", "o")
        await here.paste("no task of the road map")
        assert "both teams in one room: No task of the road" in here.text


@pytest.mark.feature("3.23")
async def test_the_criterion_of_integrated_processes_is_linked_to_hand_offs(tmp_path):
    path = study_with(
        tmp_path,
        HandOff("h", name="order to warehouse", feels="has to ask twice"),
        ElementCriterion("c", name="Processes are integrated inside.", asks="integrated",
                         rating="2"),
    )  # fmt: skip
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "gaps")
        await here.press("tab", "o")
        assert "Link the hand-offs it" in here.text
        await here.press("escape", "enter")
        here.field("ask-hand_offs").focus()
        await here.press("enter", "enter", "ctrl+s")
        await here.press("o")
        assert "Link the hand-offs it" not in here.text
        await here.press("escape", "f4")
        assert "order to warehouse" in here.text
    assert written(path, ElementCriterion)[0].hand_offs == "h"


@pytest.mark.feature("0.21")
async def test_touchpoints_without_data_are_listed_and_other_programs_read_the_table(tmp_path):
    path = study_with(
        tmp_path,
        JourneyStage("s", name="Enquiry"),
        Touchpoint("t", name="the first call", stage="s", owner="sales"),
        Touchpoint("u", 1.0, name="the visit", stage="s", owner="sales", data="visit log"),
    )
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "journey")
        await here.press("o")
        await here.paste("no data")
        assert "the first call: No data is held of it." in here.text
        assert "the visit: No data is held of it." not in here.text
    done = CliRunner().invoke(app, ["export", str(path), "--csv", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    with (tmp_path / "out" / "touchpoint.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["data"] for row in csv.DictReader(file)] == ["", "visit log"]
    with StudyFile.open(path) as study:
        told = study.connection.execute("SELECT name, data FROM touchpoint ORDER BY position")
        assert told.fetchall() == [("the first call", ""), ("the visit", "visit log")]
