"""Gaps and road map at the screen: keys only, 80 by 24, from a task back to what was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.domain.wall import Board, Card, Cluster, Wall
from focusgroup.room import worksheet_desk
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.screens.review.picking import Pick
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.screens.worksheets.form import RecordForm
from focusgroup.tui.screens.worksheets.road_map import RoadMapScreen
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.tui.screens.worksheets.thread import ThreadScreen
from focusgroup.worksheets.element_criteria import ElementCriterion
from focusgroup.worksheets.gaps import AreaOrientation, Gap
from focusgroup.worksheets.outside import walled
from focusgroup.worksheets.roadmap import Task
from support.hostile import HOSTILE
from support.roads import GAPS, PLAN, TASKS, counted, tally
from support.worksheets import steps_down
from tui.screens.sitting import LARGE, SMALL, TINY, Sitting, ascii_start, at_study, new_study
from tui.screens.test_study import add_group, say


async def open_sheet(here: Sitting, key: str) -> None:
    """From the study to one worksheet, by keys."""
    await here.press("s")
    await here.press("home", *["down"] * steps_down(key), "enter")
    assert here.shows(SheetScreen)


async def open_chart(here: Sitting) -> None:
    """From the study to the chart, by way of the sheet."""
    await open_sheet(here, "roadmap")
    await here.press("t")
    assert here.shows(RoadMapScreen)


def written(path: Path, record):
    with StudyFile.open(path) as study:
        return sorted(study.rows(record), key=lambda row: (row.position, row.id))


def study_with(folder: Path, *rows) -> Path:
    path = new_study(folder)
    with StudyFile.open(path) as study, study.act("rows", actor="analyst") as act:
        act.add(*rows)
    return path


def line_of(here: Sitting, words: str) -> str:
    return next(line for line in here.text.splitlines() if words in line)


def weeks(here: Sitting) -> str:
    """The line above the chart."""
    return here.text.splitlines()[1]


@pytest.mark.feature("3.08", "3.09", "3.10", "3.11")
async def test_the_chart_shows_tasks_against_weeks_with_signs(tmp_path):
    async with at_study(study_with(tmp_path, *GAPS, *TASKS, PLAN)) as here:
        await open_chart(here)
        assert "11-30" in here.text
        assert "12-07" in here.text
        assert "2026" in here.text
        assert "» Rota for callbacks" in here.text
        assert line_of(here, "Make requirements").count("█") == 11, "ten days and a rule"
        assert line_of(here, "! » Bills in plain").count("━") == 6, "over a weekend"
        assert "··" in line_of(here, "Bills in plain"), "the days it waits for its unit"
        assert "ends 2027-01-01" in here.text
        assert "1 booked twice" in here.text
        assert "critical" in here.flowing
        assert all(len(line) <= 80 for line in here.text.splitlines())
        assert {"Enter", "n", "→", "F4", "u", "Esc"} <= set(here.footer.split())
        await here.press("home")
        assert "Priority: impact 5, effort 2" in here.flowing, "taken from its gap"
        await here.press("down", "down")
        assert "Waits, since its resource is held by: Rota for callbacks" in here.flowing


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
async def test_the_chart_scrolls_by_weeks_and_zooms(tmp_path, size):
    far = Task("t9", 9, name="Look back", days=2, not_before="2027-06-07", resource="Board")
    async with at_study(study_with(tmp_path, *GAPS, *TASKS, PLAN, far), size=size) as here:
        await open_chart(here)
        await here.press("home")
        assert "11-30" in weeks(here)
        if size != LARGE:
            assert line_of(here, "Look back").rstrip(" ▁▂▃▄▅▆▇█").endswith("›")
        await here.press("right")
        await here.until(lambda: "11-30" not in weeks(here))
        assert "12-07" in weeks(here)
        await here.press("left")
        await here.until(lambda: "11-30" in weeks(here))
        await here.press("end")
        await here.until(lambda: "06-07" in weeks(here))
        assert "█" in line_of(here, "Look back"), "it ends the plan"
        await here.press("home")
        await here.until(lambda: "12-07" in weeks(here))
        await here.press("z")
        await here.until(lambda: "12-07" not in weeks(here))


async def test_the_chart_is_reached_from_the_palette(tmp_path):
    async with at_study(study_with(tmp_path, *TASKS, PLAN)) as here:
        await here.press("ctrl+p")
        await here.paste("gantt")
        await here.until(lambda: "Road map: Gantt chart" in here.text)
        await here.press("down", "enter")
        await here.until(lambda: here.shows(RoadMapScreen))
        await here.press("escape")
        assert here.shows(StudyScreen)
        await here.press("ctrl+p")
        await here.paste("gap analysis")
        await here.until(lambda: "Worksheet: Gap analysis" in here.text)
        await here.press("down", "enter")
        await here.until(lambda: here.shows(SheetScreen))


async def test_an_empty_road_map_says_what_to_do(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await open_chart(here)
        assert "n  add the first task" in here.flowing.replace("n add", "n  add")
        await here.press("n")
        assert here.shows(RecordForm)


@pytest.mark.feature("3.10")
async def test_a_circle_is_refused_and_what_was_typed_stays(tmp_path):
    path = study_with(tmp_path, *TASKS[:2])
    async with at_study(path) as here:
        await open_chart(here)
        await here.press("home", "enter")
        assert here.shows(RecordForm)
        here.field("ask-note").focus()
        await here.paste("begin in spring")
        here.field("ask-after").focus()
        await here.press("enter")
        assert here.shows(Pick)
        await here.paste("one list")
        await here.press("enter")
        await here.press("ctrl+s")
        assert here.shows(RecordForm), "refused"
        assert (
            "Tasks would wait for each other: “Make requirements” waits for “One list for "
            "promises” waits for “Make requirements”. Take one of these links off."
        ) in here.flowing
        assert here.field("ask-note").value == "begin in spring"
        assert written(path, Task)[0].after == ""
        await here.press("delete", "ctrl+s")
        assert here.shows(RoadMapScreen)
    assert written(path, Task)[0].note == "begin in spring"


@pytest.mark.feature("3.10")
async def test_dates_follow_when_a_predecessor_takes_longer_and_undo_takes_it_back(tmp_path):
    path = study_with(tmp_path, *TASKS[:2], PLAN)
    async with at_study(path) as here:
        await open_chart(here)
        await here.press("home", "down")
        assert "When: 2026-12-14 to 2027-01-01, 15 working days" in here.flowing
        await here.press("up", "enter")
        here.field("ask-days").focus()
        await here.press("end", "backspace", "backspace")
        await here.paste("20")
        await here.press("ctrl+s", "down")
        assert "When: 2026-12-28 to 2027-01-15" in here.flowing
        await here.press("u", "end")
        assert "When: 2026-12-14 to 2027-01-01" in here.flowing


async def test_one_key_goes_from_a_task_to_its_gap_to_the_comment_and_back(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        session = add_group(study)
        say(study, session, "the first remark")
        say(study, session, "nobody owns a promise")
        (comment,) = [c for c in study.comments(session.id) if "owns" in c.text]
        with study.act("rows", actor="analyst") as act:
            act.add(
                Gap("g", name="promises get lost", evidence=comment.id),
                Gap("h", 1, name="another"),
                Task("t", name="One list", gap="g"),
            )
    async with at_study(path) as here:
        await open_chart(here)
        await here.press("f4")
        assert here.shows(ThreadScreen)
        assert "promises get lost" in here.text
        assert "nobody owns a promise" in here.text, "the comments behind the gap, too"
        await here.press("f4")
        assert "The thread of a gap" in here.text
        assert "Is used by" in here.text
        await here.press("backspace", "end", "enter")
        assert here.shows(ReviewScreen)
        assert here.app.screen.in_hand.text == "nobody owns a promise"
        for screen in (ThreadScreen, RoadMapScreen):
            await here.press("escape")
            await here.until(lambda kind=screen: here.shows(kind))
        await here.press("f4", "enter")
        assert here.shows(SheetScreen)
        assert here.app.screen.in_hand.name == "promises get lost"


@pytest.mark.feature("3.08")
async def test_a_task_shows_the_rank_of_its_group_and_leads_to_the_comments_behind(
    tmp_path, monkeypatch
):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        session = add_group(study)
        say(study, session, "nobody owns a promise")
        (comment,) = study.comments(session.id)
        with study.act("rows", actor="analyst") as act:
            act.add(Task("t", name="One list", cluster="c2"))
    wall = walled(
        Wall(
            boards=(Board("b"),),
            clusters=(Cluster("c1", "b", "callbacks"), Cluster("c2", "b", "promises")),
            cards=(Card("k", "b", comment=comment.id, cluster="c2"),),
            votings=(counted("v"),),
            tallies=(tally("c1", 3, "v"), tally("c2", 1, "v")),
        )
    )
    monkeypatch.setattr(worksheet_desk, "outside", lambda _: wall)
    async with at_study(path) as here:
        await open_chart(here)
        assert "Priority: group ranked 2" in here.flowing
        await here.press("f4")
        assert "promises" in here.text
        assert "nobody owns a promise" in here.text, "the comment behind the group"
        await here.press("escape", "s")
        assert "Group: promises" in here.flowing


async def test_the_sheet_shows_what_was_changed_where_a_link_led(tmp_path):
    path = study_with(tmp_path, GAPS[1], TASKS[2])
    async with at_study(path) as here:
        await open_sheet(here, "roadmap")
        await here.press("f4", "g")
        await here.press("enter")
        await here.paste(" at all")
        await here.press("ctrl+s")
        await here.press("escape", "escape")
        assert "nobody calls back at all" in here.text


async def test_a_row_without_links_says_so(tmp_path):
    async with at_study(study_with(tmp_path, Gap("g", name="slow"))) as here:
        await open_sheet(here, "gaps")
        await here.press("f4")
        assert "Nothing is linked to this yet" in here.text


@pytest.mark.feature("3.03", "3.16", "3.17", "3.18", "3.19", "3.20", "3.21", "3.22", "3.24", "3.25")
async def test_criteria_of_the_studys_elements_are_put_in_by_one_key_and_rated(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "gaps")
        await here.press("tab", "e")
        rows = written(path, ElementCriterion)
        assert {row.asks for row in rows} >= {
            "understand", "skills", "rewarded", "walk-the-talk", "personal", "interactive",
            "responsive", "integrated", "targeted", "gather-insight", "own",
        }  # fmt: skip
        assert {row.element for row in rows} == {
            "people", "process", "procedures", "technology", "programs", "systems"
        }  # fmt: skip
        await here.press("home", "enter")
        here.field("ask-rating").focus()
        await here.press("4", "ctrl+s")
        await here.press(*["tab"] * 5)
        assert "Criteria by element" in here.text
        assert "4 of 5" in here.text
    assert written(path, ElementCriterion)[0].rating == "4"


@pytest.mark.feature("3.15")
async def test_quick_wins_come_first_on_the_page_of_gaps(tmp_path):
    async with at_study(study_with(tmp_path, *GAPS)) as here:
        await open_sheet(here, "gaps")
        await here.press(*["tab"] * 4)
        assert "Gaps, quick wins first" in here.text
        assert here.text.index("nobody calls back") < here.text.index("promises get lost")
        await here.press("pagedown", "pagedown")
        assert "QUICK WINS MAJOR PROJECTS" in here.flowing
        assert "Impact high" in here.flowing


@pytest.mark.feature("3.26")
async def test_requirements_are_a_task_put_in_by_one_key(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "roadmap")
        await here.press("e")
    assert [row.name for row in written(path, Task)] == ["Make requirements"]


async def test_gaps_with_an_action_become_tasks_by_one_key(tmp_path):
    path = study_with(tmp_path, *GAPS)
    async with at_study(path) as here:
        await open_sheet(here, "roadmap")
        assert "e  put in the usual rows" in here.text
        await here.press("e")
    tasks = {task.name: task for task in written(path, Task)}
    assert set(tasks) == {"Make requirements", "a rota", "build a list"}
    assert (tasks["a rota"].gap, tasks["a rota"].resource) == ("g2", "Billing")


@pytest.mark.feature("3.01")
async def test_areas_are_rated_from_product_to_customer(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "gaps")
        await here.press(*["shift+tab"] * 6)
        assert "[Areas]" in here.text
        await here.press("e", "home", "enter")
        here.field("ask-now").focus()
        await here.press("1", "tab", "5", "ctrl+s")
        await here.press(*["shift+tab"] * 4)
        assert "[orientation]" in here.text
        assert "From product to customer" in here.text
        assert "Sales" in here.text
        assert "+4" in here.text
    assert {row.area for row in written(path, AreaOrientation)} >= {"Sales", "Service"}


@pytest.mark.feature("3.12")
async def test_a_map_without_a_product_task_asks(tmp_path):
    async with at_study(study_with(tmp_path, TASKS[0], PLAN)) as here:
        await open_sheet(here, "roadmap")
        await here.press("o")
        assert "No task changes the product" in here.flowing


@pytest.mark.parametrize("text", HOSTILE, ids=ascii_start)
async def test_a_task_called_anything_leaves_the_screen_whole(tmp_path, text):
    rows = (Gap("g", name=text or "-"), Task("t", name=text or "-", gap="g", resource=text))
    async with at_study(study_with(tmp_path, *rows)) as here:
        await open_chart(here)
        assert "Road map" in here.text
        await here.press("f4")
        assert here.shows(ThreadScreen)


async def test_what_another_window_writes_shows_in_the_chart(tmp_path):
    path = study_with(tmp_path, *TASKS[:1])
    async with at_study(path) as here:
        await open_chart(here)
        with StudyFile.open(path) as study, study.act("task", actor="analyst") as act:
            act.add(Task("new", 9, name="Brought in beside", days=2))
        await here.until(lambda: "Brought in beside" in here.text)
