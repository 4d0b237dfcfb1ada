"""A form that cannot be kept: what was typed stays, and the sentence says what to do."""

from __future__ import annotations

import sqlite3

from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.worksheets.form import RecordForm
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.worksheets.alignment import Goal
from focusgroup.worksheets.ideal_customers import CustomerLevel
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
