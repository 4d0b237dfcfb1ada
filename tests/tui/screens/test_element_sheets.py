"""The worksheets of the four elements on screen: grids, pages worked out of them, open points."""

from __future__ import annotations

from datetime import date

import pytest

from focusgroup.domain.comment import Tag
from focusgroup.domain.ids import new_id
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review.picking import Pick
from focusgroup.tui.screens.worksheets.form import RecordForm
from focusgroup.tui.screens.worksheets.sheet import SheetScreen
from focusgroup.tui.widgets.view_page import ViewPage
from focusgroup.worksheets import SHEETS, WORKSHEETS
from focusgroup.worksheets.customer_data import CustomerData
from focusgroup.worksheets.hand_offs import HandOff
from focusgroup.worksheets.implementation import ElementLevel
from focusgroup.worksheets.processes import Procedure, Process
from focusgroup.worksheets.service_domains import ServiceDomain, ServiceRole
from focusgroup.worksheets.step_tree import ProcessStep
from focusgroup.worksheets.voice_of_customer import CustomerAspect, Tool, VoiceSource
from support.element_sheets import filled_study
from support.hostile import HOSTILE
from support.worksheets import steps_down
from tui.screens.sitting import LARGE, Sitting, ascii_start, at_study, new_study

TODAY = date(2026, 11, 26)
KEYS = [each.key for each in WORKSHEETS]
MINE = ("service-domains", "hand-offs", "processes", "voice-of-customer", "implementation",
        "customer-data")  # fmt: skip


async def open_sheet(here: Sitting, key: str) -> SheetScreen:
    await here.press("s", "home", *["down"] * steps_down(key), "enter")
    screen = here.app.screen
    assert isinstance(screen, SheetScreen)
    assert screen.worksheet.key == key
    return screen


async def page(here: Sitting, name: str) -> list[str]:
    """Go by Tab to a page worked out of the rows; its lines with single spaces."""
    screen = here.app.screen
    assert isinstance(screen, SheetScreen)
    names = [*(sheet.title for sheet in screen.worksheet.sheets),
             *(title for title, _ in screen.worksheet.views)]  # fmt: skip
    at = next(n for n, title in enumerate(names) if f"[{title}" in here.text)
    await here.press(*["tab"] * ((names.index(name) - at) % len(names)))
    if screen.sheet is not None:
        return [" ".join(line.split()) for line in here.text.splitlines()]
    shown = screen.query_one(ViewPage).text
    return [" ".join(line.split()) for line in shown.splitlines()]


async def open_points(here: Sitting) -> str:
    """The list of open points, as shown."""
    screen = here.app.screen
    assert isinstance(screen, SheetScreen)
    await here.press("o")
    assert here.shows(Pick)
    facts = screen.study.worksheets.facts
    told = []
    for point in screen._all_points:
        row = facts.row(point.table, point.row)
        told.append(f"{facts.title(row)}: {point.sentence}" if row else point.sentence)
    assert told[0][:40] in here.flowing
    await here.press("escape")
    return "\n".join(told)


def in_report(path) -> str:
    """Every text of the report, in order."""
    with StudyFile.open(path) as study:
        outline = build(study.record(), ReportScope(), today=TODAY, checked=True)
        return "\n".join(text for _, text in outline.places())


@pytest.mark.feature("4.02")
async def test_each_role_stands_against_each_domain_and_blanks_are_shown(tmp_path):
    path, _ = filled_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "service-domains")
        lines = await page(here, "Duties")
        assert any("Adviser Complaints answers the same day" in line for line in lines)
        lines = await page(here, "role x domain")
        assert "Role Complaints Field service" in lines
        assert "Fitter blank blank" in lines
        assert any("Adviser all three lacks role," in line for line in lines)
        assert {"· Fitter: Complaints", "· Fitter: Field service"} <= set(lines)
        told = await open_points(here)
    assert "Nothing is written down for 2 of 4 pairs of role and service domain." in told
    assert "Adviser: Its responsibilities are not written down." in told
    report = in_report(path)
    assert "lacks role, responsibilities" in report
    assert "speaks for the customer" in report


@pytest.mark.feature("4.03", "4.04")
async def test_a_hand_off_says_from_whom_to_whom_and_what_the_customer_feels(tmp_path):
    path, _ = filled_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "hand-offs")
        assert "a signed order" in here.text
        lines = await page(here, "from whom to whom")
        first = next(line for line in lines if line.startswith("Sales"))
        assert first.startswith("Sales Billing a signed order it hurts: tells it all")
        assert any(line.startswith("Workshop Billing") and "not known" in line for line in lines)
        lines = await page(here, "collaboration")
        assert any("one order form for both Billing team" in line for line in lines)
        told = await open_points(here)
    assert "a finished visit: Nobody said what the customer feels." in told
    report = in_report(path)
    for words in ("it hurts: tells it all again to [G1-P3]", "one order form for both",
                  "Billing team lead", "Sales to Billing: a signed order"):  # fmt: skip
        assert words in report
    assert "Solveig" not in report


@pytest.mark.feature("4.03", "4.04")
async def test_a_hand_off_typed_by_keyboard_is_kept_and_can_be_taken_back(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "hand-offs")
        assert "Note each place where work changes hands" in here.flowing
        await here.press("n")
        assert here.shows(RecordForm)
        assert ("Touchpoint" in here.text) == ("touchpoint" in SHEETS)
        await here.fill("the key", "Sales", "Site office")
        here.field("ask-felt").focus()
        await here.press("right", "right", "right", "tab")
        await here.paste("waits at the gate")
        await here.press("ctrl+s")
        assert here.shows(SheetScreen)
        rows = here.app.study.file.rows(HandOff)
        assert [(r.name, r.giver, r.taker, r.felt, r.feels) for r in rows] == [
            ("the key", "Sales", "Site office", "bad", "waits at the gate")
        ]
        await here.press("u")
        assert here.app.study.file.rows(HandOff) == []


@pytest.mark.feature("4.05", "4.14")
async def test_aspects_show_their_sources_and_what_nobody_hears(tmp_path):
    path, _ = filled_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "voice-of-customer")
        assert "why they left" in here.text
        lines = await page(here, "coverage")
        assert "Source why they left who decides what they fear" in lines
        assert "Focus groups yes yes –" in lines
        assert "Case desk – yes –" in lines
        assert "No one source covers all of it." in lines
        assert "· what they fear: by no source" in lines
        assert "· why they left: not by Case desk" in lines
        lines = await page(here, "known from")
        assert "why they left exit calls; Focus groups" in lines
        assert "what they fear from nowhere" in lines
        told = await open_points(here)
    assert "what they fear: No source: it is known from nowhere." in told
    assert "what they fear: No source of the customers' voice covers it." in told
    report = in_report(path)
    assert "by no source" in report
    assert "exit calls; Focus groups" in report


@pytest.mark.feature("4.12", "4.13")
async def test_each_tool_shows_the_process_it_serves_and_what_it_holds(tmp_path):
    path, _ = filled_study(tmp_path)
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "voice-of-customer")
        lines = await page(here, "Tools")
        assert any("Case desk CRM system Complaint to answer" in line for line in lines)
        lines = await page(here, "inventory")
        row = next(line for line in lines if line.startswith("Case desk"))
        assert row.startswith("Case desk CRM system Complaint to answer partly addresses and calls")
        told = await open_points(here)
    assert "Yearly survey: It serves no process." in told
    assert "Yearly survey: What it holds of customers is not said." in told
    report = in_report(path)
    assert "addresses and calls; who decides" in report
    assert "no process" in report


@pytest.mark.feature("4.06", "4.07", "4.08")
async def test_steps_stand_by_level_by_interaction_and_by_unit_and_gaps_are_flagged(tmp_path):
    path, _ = filled_study(tmp_path)
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "processes")
        lines = await page(here, "tree")
        assert "Complaint to answer: a call → a letter" in lines
        assert any(line.startswith("1 take the call the start") for line in lines)
        assert any(line.startswith("2 weigh it up 1") for line in lines)
        assert any(line.startswith("2.1 look up the order") for line in lines)
        assert "· weigh it up: Gap: nothing leads from it to the end." in lines
        assert "· send the letter: Gap: nothing leads from the start to it." in lines
        lines = await page(here, "interactions")
        assert "Complaint by phone take the call; send the letter" in lines
        assert "Contact centre take the call; weigh it up" in lines
        told = await open_points(here)
    assert "Order to visit: It has no steps yet." in told
    assert "look up the order: No unit is named that supports it." in told
    report = in_report(path)
    assert "take the call; send the letter" in report
    assert "Gap: nothing leads from it to the end." in report
    assert "Contact centre, IT" in report


@pytest.mark.feature("4.09", "4.10", "4.11")
async def test_each_process_has_a_procedure_rated_and_tested_or_is_listed(tmp_path):
    path, _ = filled_study(tmp_path)
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "processes")
        lines = await page(here, "coverage")
        row = next(line for line in lines if line.startswith("Complaint to answer"))
        assert row.startswith("Complaint to answer Complaints handbook 2 of 5; each shift does")
        assert "an adviser of ten" in row
        assert any(line.startswith("Order to visit none") for line in lines)
        assert lines[-1] == "· Order to visit"
        told = await open_points(here)
        await page(here, "Procedures")
        await here.press("right")
        assert "each shift does it its own way" in here.flowing
    assert "Order to visit: No procedure goes with it." in told
    report = in_report(path)
    assert "2 of 5; each shift does it its own way; 1 comment" in report
    assert "an adviser of ten years 2026-11-02" in report
    assert "Processes without a procedure" in report


@pytest.mark.feature("4.15")
async def test_comments_by_element_stand_plain_and_weighted_side_by_side(tmp_path):
    path, said = filled_study(tmp_path)
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "implementation")
        lines = await page(here, "plain and weighted")
        assert "People 50 % 2 3 25 % 3.0 75 %" in lines
        assert "Technology 20 % 1 5 42 % 1.0 25 %" in lines
        assert "Process ? 4 33 % – –" in lines
        assert "1 is not tagged" in " ".join(lines)
        with StudyFile.open(path) as other, other.act("tag", actor="analyst") as act:
            act.add(Tag(new_id(), said[-1], "element", "people", "analyst"))
        await here.until(lambda: "People" in here.text and " 4 " in here.text)
        told = await open_points(here)
        assert "Weather: This study has no element of that name." in told
        assert "4 elements of this study have no row yet." in told
        await page(here, "Elements")
        await here.press("e")
        names = [row.element for row in here.app.study.file.rows(ElementLevel)]
    assert names == ["People", "technology", "Weather",
                     "Process", "Procedures", "Programs", "Systems"]  # fmt: skip
    report = in_report(path)
    assert "Comments by element, plain and weighted" in report
    assert "75 %" not in report, "the tag since added changed the shares"


@pytest.mark.feature("3.27", "3.28", "3.29", "3.30")
async def test_customer_data_of_four_kinds_says_held_managed_used_and_by_whom(tmp_path):
    path, said = filled_study(tmp_path)
    async with at_study(path, size=LARGE) as here:
        await open_sheet(here, "customer-data")
        lines = await page(here, "inventory")
        assert "base ID Address book yes partly Billing yes Sales" in lines
        assert any(line.startswith("conversational Focus groups of this") for line in lines)
        assert f"study: {len(said)}" in " ".join(lines), "the count is filled in"
        assert any(line.startswith("insight Churn model no ?") for line in lines)
        assert "· conversational: 1, held 1, used 1" in lines
        assert "· transactional and behavioural: 1, held 1, used 0" in lines
        told = await open_points(here)
        await page(here, "Data")
        await here.press("e")
        rows = here.app.study.file.rows(CustomerData)
        assert [row.sort for row in rows[3:]] == ["base", "behaviour", "conversation", "insight"]
    assert "Orders: It is held and not used." in told
    assert "Churn model: Not answered yet: managed, used." in told
    assert f"Focus groups of this study: {len(said)} comments" in in_report(path)


@pytest.mark.parametrize("key", MINE)
async def test_every_page_fits_a_small_terminal_and_says_what_to_do_while_empty(tmp_path, key):
    async with at_study(new_study(tmp_path)) as here:
        screen = await open_sheet(here, key)
        for sheet in screen.worksheet.sheets:
            assert " ".join(sheet.hint.split()) in here.flowing
            await here.press("tab")
        for name, _ in screen.worksheet.views:
            assert f"[{name}]" in here.text, "every page stands on the line of pages"
            assert "Nothing to show yet" in here.text
            await here.press("tab")
        assert len(here.footer) <= 80


async def test_a_process_that_a_step_is_of_stays(tmp_path):
    path, _ = filled_study(tmp_path)
    async with at_study(path) as here:
        await open_sheet(here, "processes")
        await here.press("delete")
        assert "This process is still used" in here.told
        assert len(here.app.study.file.rows(Process)) == 2


@pytest.mark.parametrize("text", HOSTILE, ids=ascii_start)
async def test_whatever_was_typed_is_shown_as_text_and_nothing_else(tmp_path, text):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study, study.act("by hand", actor="analyst") as act:
        act.add(Process("p", name=text, begins=text, ends=text), ProcessStep("s", name=text,
                process="p", interaction=text, units=text), Procedure("q", name=text),
                HandOff("h", name=text, giver=text, taker=text, feels=text, idea=text),
                CustomerAspect("a", name=text, source=text), Tool("t", name=text, holds=text),
                VoiceSource("v", name=text, aspects="a"), ServiceDomain("d", name=text),
                ServiceRole("r", name=text), ElementLevel("e", element=text),
                CustomerData("c", name=text, sort="base", used_by=text))  # fmt: skip
    async with at_study(path) as here:
        for key in MINE:
            screen = await open_sheet(here, key)
            for _ in range(len(screen.worksheet.sheets) + len(screen.worksheet.views)):
                assert screen.worksheet.title in here.text
                assert "\x1b" not in here.text
                await here.press("tab")
            await here.press("escape", "escape")
