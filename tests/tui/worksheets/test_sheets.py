"""Worksheets at the screen: keys only, 80 by 24, what is typed is what the report will say."""

from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.room.names import NameCard, NameCards
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review.picking import Pick
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.screens.worksheets import WorksheetsScreen
from focusgroup.tui.screens.worksheets.form import RecordForm
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.tui.widgets.record_grid import RecordRows
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.alignment import Goal, Strategy, Tactic, Want
from focusgroup.worksheets.ideal_customers import CustomerLevel
from focusgroup.worksheets.measure_audit import AuditQuestion, Measure
from focusgroup.worksheets.outcomes import Outcome
from focusgroup.worksheets.sampling import Department
from support.hostile import HOSTILE
from support.worksheets import SHELVED, steps_down
from tui.screens.sitting import LARGE, SMALL, TINY, Sitting, ascii_start, at_study, new_study
from tui.screens.test_study import add_group, put, say


async def open_sheet(here: Sitting, key: str) -> None:
    """From the study to one worksheet, by keys."""
    await here.press("s")
    await here.press("home", *["down"] * steps_down(key), "enter")
    assert here.shows(SheetScreen)


def written(path: Path, record):
    with StudyFile.open(path) as study:
        return sorted(study.rows(record), key=lambda row: (row.position, row.id))


def add(path: Path, *rows) -> None:
    with StudyFile.open(path) as study, study.act("rows", actor="analyst") as act:
        act.add(*rows)


async def test_worksheets_are_reached_by_a_key_and_from_the_palette(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("s")
        assert here.shows(WorksheetsScreen)
        assert "Strategy alignment" in here.text
        await here.press("end")
        assert "Working session" in here.text
        await here.press("escape")
        assert here.shows(StudyScreen)
        await here.press("ctrl+p")
        await here.paste("worksheets")
        await here.until(lambda: "sheets  (s)" in here.text)
        await here.press("enter")
        await here.until(lambda: here.shows(WorksheetsScreen))


async def test_an_empty_sheet_says_what_to_do_next(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await open_sheet(here, "measure-audit")
        assert "Put in the four questions every audit asks" in here.text
        assert "n  add the first question" in here.text
        assert "e  put in the usual 4 rows" in here.text


@pytest.mark.feature("1.09")
async def test_the_audits_four_questions_are_put_in_answered_and_added_to(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "measure-audit")
        await here.press("e")
        assert "4 open points" in here.text
        await here.press("enter", "tab")
        await here.paste("Three of seven serve a goal")
        await here.press("ctrl+s", "n")
        await here.paste("Who pays for the measuring?")
        await here.press("ctrl+s")
        assert "Questions 5" in here.text
        assert "4 open points" in here.text
        await here.press("shift+tab")
        assert "not complete: 4 questions are open" in here.flowing
    answers = [row.answer for row in written(path, AuditQuestion)]
    assert answers == ["Three of seven serve a goal", "", "", "", ""]


@pytest.mark.feature("1.03")
async def test_lists_are_filled_and_linked_by_keys_and_unlinked_ones_listed(tmp_path):
    path = new_study(tmp_path)
    add(path, Want("w", name="one person who knows my case"), Want("v", 1.0, name="a low price"))
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("tab", "tab")
        assert "Write down each strategy" in here.text
        await here.press("n")
        await here.paste("case owners")
        await here.press("enter", "enter")
        assert here.shows(Pick)
        await here.paste("one person")
        await here.press("enter")
        assert "→ one person who knows my case" in here.text
        await here.press("ctrl+s", "o")
        assert "a low price: No strategy answers this want." in here.flowing
        await here.press("down")
        await here.press("escape")
    (strategy,) = written(path, Strategy)
    assert (strategy.name, strategy.wants) == ("case owners", "w")


async def test_an_open_point_leads_to_its_row(tmp_path):
    path = new_study(tmp_path)
    add(path, *(Want(f"w{n}", float(n), name=f"want {n}") for n in range(30)))
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("o")
        await here.paste("want 23")
        await here.press("enter")
        assert "[Wants 30]" in here.text
        assert here.app.screen.query_one(RecordRows).in_hand.id == "w23"
        assert "! No strategy answers this want." in here.text


@pytest.mark.feature("1.05")
async def test_outcomes_are_rated_with_evidence_out_of_the_groups(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        group = add_group(study)
        say(study, group, "customers ask for us by name")
        say(study, group, "nobody calls back")
    async with at_study(path) as here:
        await open_sheet(here, "outcomes")
        await here.press("e", "enter", "tab", "right", "right", "right", "right")
        await here.press("tab", "tab", "enter")
        await here.paste("ask for us")
        await here.press("enter", "ctrl+s")
        assert "1 comment" in here.text
        assert "customers ask for us by name" in here.text, "the row below the grid quotes it"
    first = written(path, Outcome)[0]
    with StudyFile.open(path) as study:
        comment = study.row(Comment, first.remarks)
    assert (first.outcome, first.rating) == ("experiences", "4")
    assert comment.text == "customers ask for us by name"


@pytest.mark.feature("1.07", "1.08")
async def test_levels_that_do_not_add_up_say_so_beside_the_profile(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "ideal-customers")
        await here.press("n")
        await here.paste("firms that order monthly")
        await here.press("ctrl+s", "tab", "e")
        for wanted, actual in (("50", "72"), ("30", "24"), ("20", "14")):
            await here.press("enter", "tab")
            await here.fill(wanted, actual)
            await here.press("ctrl+s", "down")
        await here.until(lambda: "open point" in here.text)
        await here.press("tab")
        assert "firms that order monthly" in here.text
        assert "The actual shares add up to 110 %, not to 100 %: 10 % too much." in here.flowing
        assert "more than wanted" in here.flowing
    assert [(row.wanted, row.actual) for row in written(path, CustomerLevel)] == [
        (50.0, 72.0), (30.0, 24.0), (20.0, 14.0),
    ]  # fmt: skip


async def test_a_single_sheet_takes_one_row(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await open_sheet(here, "ideal-customers")
        await here.press("n")
        await here.paste("firms that order monthly")
        await here.press("ctrl+s", "n")
        assert here.shows(SheetScreen)


@pytest.mark.feature("1.10", "1.12", "1.21")
async def test_measures_are_filtered_by_level_and_the_matrix_offers_each_no(tmp_path):
    path = new_study(tmp_path)
    add(path, Measure("x", 99.0, name="Call minutes", level="tactic", analysed="no"))
    async with at_study(path) as here:
        await open_sheet(here, "measure-audit")
        await here.press("tab", "e")
        assert "Customer retention" in here.text
        await here.press("f")
        assert "only: strategy" in here.text
        assert "Call minutes" not in here.text
        await here.press("f")
        assert "only: tactic" in here.text
        assert "Customer retention" not in here.text
        await here.press("f", "tab")
        assert "Audit matrix" in here.text
        await here.press("end")
        assert "Call minutes: Its data is not analysed." in here.flowing


@pytest.mark.feature("1.13", "1.14", "1.15", "1.16", "1.18", "1.19", "1.20")
async def test_a_measure_is_audited_on_one_form(tmp_path):
    """Every criterion has its own answer, and beside it what shows it."""
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        say(study, add_group(study), "they feel spied on")
    add(path, Measure("m", name="Call minutes", level="tactic", tactic="t"),
        Tactic("t", name="short calls"))  # fmt: skip
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "measure-audit")
        await here.press("tab", "enter")
        await here.press(*["tab"] * 4, "y", "tab")  # in place
        await here.paste("the screen on the wall")
        await here.press("tab", "p", "tab")  # collected
        await here.fill("daily", "the switchboard")
        await here.press("y", "tab")  # analysed
        await here.fill("team leads")
        await here.press("n", "tab")  # shared
        await here.fill("team leads", "team leads, the board")
        await here.press("right", "right", "tab")  # accurate: no
        await here.fill("listened to 20 calls", "2026-11-02", "a case solved at once")
        await here.press("n", "tab")
        await here.paste("it rewards a short call")
        await here.press("tab")
        await here.paste("defensive")
        await here.press("tab", "y", "tab")
        await here.paste("calls are cut short")
        await here.press("tab", "enter")
        await here.press("enter", "ctrl+s")
        assert here.shows(SheetScreen)
        assert "! It has a perverse effect." in here.text
        assert "! Some who should get it do not." in here.text
        assert "they feel spied on" in here.text
        await here.press("tab", "tab")
        assert "the board" in here.flowing
    (held,) = written(path, Measure)
    assert (held.in_place, held.collected, held.analysed, held.shared) == (
        "yes", "partly", "yes", "no",
    )  # fmt: skip
    assert (held.in_place_shown, held.frequency, held.source, held.analysed_by) == (
        "the screen on the wall", "daily", "the switchboard", "team leads",
    )  # fmt: skip
    assert (held.accurate, held.checked_how, held.checked_on) == (
        "no", "listened to 20 calls", "2026-11-02",
    )  # fmt: skip
    assert (held.value, held.rewards, held.rewards_note) == (
        "a case solved at once", "no", "it rewards a short call",
    )  # fmt: skip
    assert (held.feeling, held.perverse, held.perverse_note) == (
        "defensive", "yes", "calls are cut short",
    )  # fmt: skip
    assert len(held.evidence.split()) == 1


@pytest.mark.feature("1.25")
async def test_the_sampling_plan_counts_who_came_out_of_the_groups(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        group = add_group(study, seats=3)
        put(study, group, state="running")
        with study.act("departments", actor="moderator") as act:
            for seat in study.seats(group.id):
                act.set(type(seat), seat.id, department="Billing")
    add(path, Department("d", name="billing", population=40.0, planned=4.0),
        Department("e", 1.0, name="Sales", population=40.0, planned=4.0))  # fmt: skip
    async with at_study(path) as here:
        await open_sheet(here, "sampling")
        assert "! 3 of 4 planned came." in here.text
        assert "over-represented by 50 points" in here.flowing
        await here.press("tab")
        assert "Sampling plan by department" in here.text
        assert "+50 points" in here.flowing


async def test_a_row_is_taken_away_and_brought_back(tmp_path):
    path = new_study(tmp_path)
    add(path, Goal("g", name="keep nine of ten"))
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("delete")
        assert "u brings it back" in here.told
        assert written(path, Goal) == []
        await here.press("u")
        assert "keep nine of ten" in here.text
        await here.press("ctrl+y")
        assert written(path, Goal) == []


async def test_a_row_still_linked_is_refused_with_a_sentence(tmp_path):
    path = new_study(tmp_path)
    add(path, Goal("g", name="keep nine of ten"), Measure("m", name="churn", goal="g"))
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("delete")
        assert "This goal is still used: measure “churn”." in here.told
        assert len(written(path, Goal)) == 1


async def test_names_typed_into_a_form_are_masked_and_that_is_said(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        group = add_group(study)
    async with at_study(path) as here:
        here.app.study.names[group.id] = NameCards({"P2": NameCard("Solveig")})
        await open_sheet(here, "alignment")
        await here.press("n")
        await here.paste("what Solveig wants")
        await here.press("ctrl+s")
        assert "Masked as a name: something in Goal" in here.told
        assert "what [G1-P2] wants" in here.text
    assert b"Solveig" not in path.read_bytes()


async def test_what_cannot_be_taken_is_told_at_its_field_and_kept(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "ideal-customers")
        await here.press("tab", "n", "down", "tab")
        await here.fill("abc")
        await here.press("ctrl+s")
        assert here.shows(RecordForm)
        assert "expected a number" in here.flowing
        assert here.field("ask-wanted").value == "abc"
        await here.press("escape")
        assert "What you changed is not kept." in here.flowing
        await here.press("n")
        assert here.field("ask-wanted").value == "abc"


async def test_a_form_that_was_not_touched_closes_without_a_question(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await open_sheet(here, "alignment")
        await here.press("n", "escape")
        assert here.shows(SheetScreen)


async def test_what_another_window_fills_in_shows_by_itself(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        add(path, Goal("g", name="keep nine of ten"))
        await here.until(lambda: "keep nine of ten" in here.text)
        await here.press("escape")
        add(path, Want("w", name="a low price"))
        await here.until(lambda: "2" in next(
            line for line in here.text.splitlines() if "Strategy alignment" in line))  # fmt: skip


async def test_columns_are_leafed_through_and_the_row_stands_whole_below(tmp_path):
    path = new_study(tmp_path)
    add(path, Measure("m", name="churn", level="strategy", rewards="yes", perverse="no"))
    async with at_study(path) as here:
        await open_sheet(here, "measure-audit")
        await here.press("tab")
        assert "›" in here.text
        assert "Perverse effect" not in here.text.split("─")[0]
        await here.press(*["right"] * 9)
        assert "Perverse effect" in here.text
        assert "churn" in here.text, "the first column stays"


async def test_a_row_moves_up_and_down(tmp_path):
    path = new_study(tmp_path)
    add(path, *(Goal(name, float(n), name=name) for n, name in enumerate("abc")))
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("end", "shift+up")
        assert here.app.screen.query_one(RecordRows).in_hand.id == "c"
    assert [row.name for row in written(path, Goal)] == ["a", "c", "b"]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii_start)
async def test_whatever_was_typed_is_shown_as_text(tmp_path, text):
    path = new_study(tmp_path)
    add(path, Goal("g", name=text, note=text), Measure("m", name=text, goal="g", gets=text),
        AuditQuestion("q", question=text, answer=text), Tactic("t", name=text))  # fmt: skip
    async with at_study(path) as here:
        for key in ("alignment", "measure-audit"):
            await open_sheet(here, key)
            worksheet = next(each for each in WORKSHEETS if each.key == key)
            pages = len(worksheet.pages) + len(worksheet.views)
            for _ in range(pages):
                await here.press("tab")
                assert "\x1b" not in here.text
            await here.press("o", "escape", "enter")
            assert here.shows(RecordForm)
            while not here.shows(StudyScreen):
                await here.press("escape")


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
async def test_every_worksheet_stands_at_every_size_with_a_whole_footer(tmp_path, size):
    path = new_study(tmp_path)
    async with at_study(path, size=size) as here:
        for worksheet in SHELVED:
            if worksheet.key == "findings":
                continue  # it has a board of its own
            await open_sheet(here, worksheet.key)
            for sheet in worksheet.pages:
                if sheet.examples:
                    await here.press("e")
                await here.press("n")
                assert here.shows(RecordForm)
                await here.press("escape", "tab")
            for _ in worksheet.views:
                await here.press("tab")
            assert here.footer.rstrip().endswith("help")
            assert len(here.text.splitlines()[0].strip()) > 0
            await here.press("escape", "escape")


@pytest.mark.parametrize("worksheet", SHELVED, ids=lambda each: each.key)
async def test_the_way_back_stands_in_the_footer_of_every_page_at_80_cells(tmp_path, worksheet):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, worksheet.key)
        for _ in (*worksheet.pages, *worksheet.views):
            assert "Esc" in here.footer
            assert len(here.footer) <= SMALL[0]
            await here.press("tab")


async def test_pages_are_turned_by_a_click_on_their_names(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path, size=(60, 24)) as here:
        await open_sheet(here, "alignment")
        line = here.text.splitlines()[1]
        assert "[Goals]" in line
        assert await here.pilot.click("#sheet-tabs", offset=(line.index("Tactics"), 0))
        await here.settle()
        assert "[Tactics]" in here.text
        line = here.text.splitlines()[1]
        assert await here.pilot.click("#sheet-tabs", offset=(line.index("‹"), 0))
        await here.settle()
        assert "[Strategies]" in here.text, "the sign leads to what is hidden"


async def test_columns_are_as_wide_as_their_words_where_there_is_room(tmp_path):
    path = new_study(tmp_path)
    goal = "Customers stay with us for the life of their boiler or heat pump"
    note = "Income rose by six and prices by nine in the hundred"
    add(path, Goal("g", name=goal, note=note))
    async with at_study(path, size=(130, 30)) as here:
        await open_sheet(here, "alignment")
        row = next(line for line in here.text.splitlines() if goal in line)
        assert note in row
    async with at_study(path, size=TINY) as here:
        await open_sheet(here, "alignment")
        assert "Customers stay" in here.text
