"""The report screen: where it goes, what stops it, what lets it through."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from textual.widgets import Input

from focusgroup.domain.comment import Comment
from focusgroup.tui.screens.names import NamesScreen
from focusgroup.tui.screens.report import ReportScreen
from focusgroup.tui.screens.report_job import proposed, typed_report_path
from focusgroup.tui.widgets.confirm import Confirm
from tui.review.building import SAID, Analyst, add_group, cards, open_screen, text_of

SIZE = (80, 24)
TODAY = date(2026, 11, 23)


def report_screen(session_id: str | None = None) -> ReportScreen:
    return ReportScreen(session_id, today=lambda: TODAY)


def field(app: Analyst, name: str) -> Input:
    control = app.first.query_one(f"#{name}").control_widget
    assert isinstance(control, Input)
    return control


def said(app: Analyst) -> str:
    return text_of(app.first.query_one("#report-said"))


async def written(app: Analyst, pilot) -> None:
    await app.workers.wait_for_complete([w for w in app.workers if w.group == "report"])
    await pilot.pause()


def name_in_a_comment(study, session) -> None:
    """A name that slipped through the masking, as an import of an old file may bring."""
    comment = study.comments(session.id)[1]
    with study.act("import", actor="test") as act:
        act.set(Comment, comment.id, text="Oyelaran re-keys every order")


async def test_the_file_proposed_holds_date_and_group_and_no_title(study):
    session = add_group(study)
    app = open_screen(study, report_screen(session.id), {session.id: cards(P1="Marisol")})
    async with app.run_test(size=SIZE) as pilot:
        assert field(app, "file").value == str(study.path.parent / "focus-group-G1-2026-11-23.docx")
        await pilot.press("shift+tab", "left")
        assert field(app, "file").value.endswith("focus-group-study-2026-11-23.docx")


async def test_a_report_is_written_and_told_with_path_and_size(study):
    session = add_group(study)
    names = {session.id: cards(P1="Marisol", P2="Oyelaran", P3="Ingeborg")}
    app = open_screen(study, report_screen(), names)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("ctrl+s")
        await written(app, pilot)
        path = study.path.parent / "focus-group-study-2026-11-23.docx"
        assert zipfile.is_zipfile(path)
        toasts = [each.message for each in app._notifications]
        assert any(str(path) in t and "KB" in t for t in toasts)
        assert "✓" in said(app)


@pytest.mark.feature("1.32")
async def test_a_report_with_a_name_in_it_is_refused_with_the_places(study):
    session = add_group(study)
    name_in_a_comment(study, session)
    app = open_screen(study, report_screen(), {session.id: cards(P2="Oyelaran")})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+s")
        await written(app, pilot)
        assert "Not written" in said(app)
        places = text_of(app.first.query_one("#report-places"))
        assert "G1" in places
        assert "Oyelaran" not in places + said(app)
        assert not list(study.path.parent.glob("*.docx"))


@pytest.mark.feature("1.32")
async def test_only_a_typed_reason_lets_the_places_through(study):
    session = add_group(study)
    name_in_a_comment(study, session)
    app = open_screen(study, report_screen(), {session.id: cards(P2="Oyelaran")})
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+o")  # before anything was refused there is nothing to let through
        assert not list(study.path.parent.glob("*.docx"))
        await pilot.press("ctrl+s")
        await written(app, pilot)
        await pilot.press("ctrl+o")
        assert app.focused is field(app, "reason")
        assert not list(study.path.parent.glob("*.docx"))
        field(app, "reason").value = "It is the name of the product"
        await pilot.press("ctrl+o")
        await written(app, pilot)
        assert list(study.path.parent.glob("*.docx"))
        assert "let through: It is the name of the product" in said(app)


async def test_corrected_places_make_the_report_pass(study):
    session = add_group(study)
    name_in_a_comment(study, session)
    app = open_screen(study, report_screen(), {session.id: cards(P2="Oyelaran")})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+s")
        await written(app, pilot)
        comment = study.comments(session.id)[1]
        with study.act("edit", actor="test") as act:
            act.set(Comment, comment.id, text=SAID[1][3])
        await pilot.press("ctrl+s")
        await written(app, pilot)
        assert said(app).startswith("✓")
        assert not app.first.query_one("#report-places").display


async def test_unknown_names_are_said_plainly_and_f6_leads_to_typing_them(study):
    add_group(study, "G1")
    second = add_group(study, "G2")
    known = cards(P1="Marisol", P2="Oyelaran", P3="Tindra")
    app = open_screen(study, report_screen(), {second.id: known})
    async with app.run_test(size=SIZE) as pilot:
        told = text_of(app.first.query_one("#report-names"))
        assert "Not known in this window: the names of G1." in told
        await pilot.press("f6")
        assert isinstance(app.screen, NamesScreen)
        for row, first in enumerate(["Ingeborg", "Bartek", "Saoirse"]):
            app.screen.query_one(f"#seat-{row}").value = first
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "✓ The names of every group" in text_of(app.first.query_one("#report-names"))


async def test_without_any_names_the_report_says_it_was_not_checked(study):
    add_group(study)
    app = open_screen(study, report_screen())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+s")
        await written(app, pilot)
        assert "not checked against a roster" in said(app)


async def test_a_missing_folder_is_told_and_the_typed_path_stays(study):
    add_group(study)
    app = open_screen(study, report_screen())
    async with app.run_test(size=SIZE) as pilot:
        field(app, "file").value = str(study.path.parent / "no such" / "[/or].docx")
        await pilot.press("ctrl+s")
        await written(app, pilot)
        assert "There is no folder" in said(app)
        assert field(app, "file").value.endswith("[/or].docx")


async def test_writing_over_a_file_is_asked_first(study):
    add_group(study)
    there = study.path.parent / "old.docx"
    there.write_text("something precious")
    app = open_screen(study, report_screen())
    async with app.run_test(size=SIZE) as pilot:
        field(app, "file").value = str(there)
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        assert there.read_text() == "something precious"
        await pilot.press("ctrl+s", "y")
        await written(app, pilot)
        assert zipfile.is_zipfile(there)


async def test_at_60_by_15_the_path_stays_usable(study):
    add_group(study)
    app = open_screen(study, report_screen())
    async with app.run_test(size=(60, 15)) as pilot:
        assert app.focused is field(app, "file")
        assert field(app, "file").region.height == 1
        await pilot.press("ctrl+s")
        await written(app, pilot)
        assert "✓" in said(app)


def test_a_second_report_of_a_day_gets_a_number(tmp_path):
    first = proposed(tmp_path, "G1", TODAY)
    first.touch()
    assert proposed(tmp_path, "G1", TODAY).name == "focus-group-G1-2026-11-23-2.docx"


def test_a_typed_file_name_gets_its_folder_and_suffix(tmp_path):
    assert typed_report_path("notes.v2", tmp_path) == tmp_path / "notes.v2.docx"
    assert typed_report_path("x.DOCX", tmp_path) == tmp_path / "x.DOCX"
    assert typed_report_path("  ", tmp_path) is None
    assert typed_report_path("/", tmp_path) is None
