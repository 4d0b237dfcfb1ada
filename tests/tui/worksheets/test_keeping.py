"""A form that cannot be kept: what was typed stays, and the sentence says what to do."""

from __future__ import annotations

import sqlite3

from focusgroup.room.names import NameCard, NameCards
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.worksheets.form import RecordForm
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.worksheets.alignment import Goal
from focusgroup.worksheets.ideal_customers import CustomerLevel
from support.studies import add_session
from tui.screens.sitting import at_study, new_study
from tui.worksheets.test_sheets import add, open_sheet, written


async def test_what_was_typed_stays_while_another_program_holds_the_file(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("n")
        await here.paste("keep nine of ten")
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await here.press("ctrl+s")
        assert here.shows(RecordForm)
        assert "What you typed is still here." in here.flowing
        assert here.field("ask-name").value == "keep nine of ten"
        holder.execute("ROLLBACK")
        holder.close()
        await here.press("ctrl+s")
        assert here.shows(SheetScreen)
    assert [row.name for row in written(path, Goal)] == ["keep nine of ten"]


async def test_a_row_taken_away_by_another_window_is_kept_as_a_new_one_on_demand(tmp_path):
    path = new_study(tmp_path)
    add(path, Goal("g", name="keep nine of ten"))
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("enter")
        with StudyFile.open(path) as other, other.act("remove", actor="analyst") as act:
            act.remove(Goal, "g")
        await here.paste(" customers")
        await here.press("ctrl+s")
        assert "Another window has taken this row away." in here.flowing
        await here.press("ctrl+s")
        assert here.shows(SheetScreen)
    assert [row.name for row in written(path, Goal)] == ["keep nine of ten customers"]


async def test_enter_goes_through_the_form_answers_included(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "ideal-customers")
        await here.press("tab", "n", "right", "enter")
        await here.fill("30", "24")
        assert here.app.focused is here.field("ask-source").control_widget
        await here.press("ctrl+s")
    assert written(path, CustomerLevel)[0].wanted == 30.0


async def saved_draft(here):
    """Wait until what is typed is saved; return it as it is saved."""
    study = here.app.study.file

    def saved():
        return study.connection.execute("SELECT text FROM draft WHERE text <> ''").fetchall()

    await here.until(lambda: bool(saved()))
    await here.pilot.pause(0.3)
    return saved()[0][0]


def let_it_be_dead(path):
    """Let it look as if the run that typed had been killed."""
    with sqlite3.connect(path) as other:
        other.execute("UPDATE draft SET owner = '999999999-dead'")


async def test_a_half_typed_row_is_here_again_masked_when_its_form_is_opened_after_a_crash(
    tmp_path,
):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        group = add_session(study)
    async with at_study(path) as here:
        here.app.study.names[group.id] = NameCards({"P2": NameCard("Solveig")})
        await open_sheet(here, "ideal-customers")
        await here.press("tab", "n", "right", "enter")
        await here.paste("30")
        await here.press("tab", "tab")
        await here.paste("counted by Solveig in the spring, by ")
        await here.press("S", "o", "l", "v", "e")
        text = await saved_draft(here)
        assert "Sol" not in text
        assert "counted by [G1-P2] in the spring" in text
    assert not written(path, CustomerLevel)
    let_it_be_dead(path)
    async with at_study(path) as here:
        await open_sheet(here, "ideal-customers")
        await here.press("tab", "n")
        assert "A half-typed row of Customer levels is here again" in here.told
        assert here.field("ask-level").value == "alone"
        assert here.field("ask-wanted").value == "30"
        assert "counted by [G1-P2] in the spring" in here.field("ask-source").value
        await here.press("ctrl+s")
        assert written(path, CustomerLevel)[0].wanted == 30.0
        await here.press("n")
        assert here.field("ask-wanted").value == "", "a row that was kept is offered no more"


async def test_escape_drops_a_half_typed_row_only_where_somebody_says_so(tmp_path):
    path = new_study(tmp_path)
    add(path, Goal("g", name="keep nine of ten"))
    async with at_study(path) as here:
        await open_sheet(here, "alignment")
        await here.press("enter")
        await here.paste(" customers")
        await saved_draft(here)
        await here.press("escape", "escape")
        assert here.shows(RecordForm), "somebody chose to stay"
        assert here.field("ask-name").value == "keep nine of ten customers"
        await here.press("escape", "y")
        assert here.shows(SheetScreen)
        await here.press("enter")
        assert here.field("ask-name").value == "keep nine of ten"
        assert "here again" not in here.told
