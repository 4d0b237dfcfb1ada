"""The demo study is whole: nothing in it is empty, all of it is printed, and nobody is named."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from docx.oxml.table import CT_Row
from docx.table import Table, _Cell
from docx_integrity import check

from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import GroupKind, ItemState, SessionState
from focusgroup.domain.wall import Wall
from focusgroup.exchange.demo import build_demo
from focusgroup.report.gate import EveryRoster, write_report
from focusgroup.room.names import NameCards
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import SHEETS, WORKSHEETS, open_points
from focusgroup.worksheets.cycle import AFTER, BEFORE, linked
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.findings import RESET, FindingsDecision
from focusgroup.worksheets.phases import StepState, phases
from focusgroup.worksheets.record import WORDS, columns

pytestmark = pytest.mark.slow
LEFT_OUT = "cycle"
# Sheets that are printed in a chapter of their own instead of a section under "Worksheets".
CHAPTERS = {
    "findings": "Findings: strengths first, then weaknesses",
    "actions": "Working session",
    "phases": "The three phases",
    "cycles": "The three phases",
}


class Demo(NamedTuple):
    path: Path
    running: str
    names: dict[str, NameCards]
    record: StudyRecord

    @property
    def facts(self) -> Facts:
        return Facts.of(self.record)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Demo:
    path = tmp_path_factory.mktemp("demo") / "sample.focusgroup"
    running, names = build_demo(path)
    with StudyFile.open(path) as study:
        return Demo(path, running, names, study.record())


def test_the_running_group_is_g4_and_a_working_session_was_held(demo):
    groups = {group.code: group for group in demo.facts.groups.values()}
    assert groups["G4"].id == demo.running
    assert groups["G4"].state == SessionState.RUNNING
    assert (groups["W1"].kind, groups["W1"].state) == (GroupKind.WORKSHOP, SessionState.CLOSED)


def test_no_sheet_of_any_worksheet_is_empty(demo):
    empty = {sheet.table for sheet in SHEETS.values() if not demo.facts.count(sheet.table)}
    assert empty == set()


@pytest.mark.parametrize("part", [each.name for each in fields(Wall)])
def test_no_part_of_the_wall_is_empty(demo, part):
    assert getattr(demo.record.wall, part)


@pytest.mark.feature("1.01", "1.02")
def test_every_step_is_taken_and_only_the_optional_one_is_left_out_with_its_reason(demo):
    steps = {s.key: s for phase in phases(demo.facts, WORKSHEETS) for s in phase.steps}
    left_out = [key for key, step in steps.items() if step.state is StepState.SKIPPED]
    assert left_out == [LEFT_OUT]
    assert "No major reset" in steps[LEFT_OUT].reason
    assert all(step.state is not StepState.UNTOUCHED for step in steps.values())
    (skipped,) = (run for run in demo.record.runs if run.state == ItemState.SKIPPED)
    assert (skipped.item, bool(skipped.reason)) == ("choose", True)


@pytest.mark.feature("1.48")
def test_the_working_session_took_old_cards_up_beside_a_new_one(demo):
    wall = demo.record.wall
    board = next(each for each in wall.boards if each.item == "old-cards")
    cards = [card for card in wall.cards if card.board == board.id]
    assert sorted(card.old for card in cards) == [0, 1, 1, 1, 1, 1, 1]
    assert {card.source for card in cards if card.old} == {"CRM strategy reset of 2021"}
    reused = [card for card in cards if card.old and card.cluster]
    assert len(reused) >= 4


@pytest.mark.feature("1.45")
def test_the_cycle_before_lies_beside_it_and_each_tells_of_the_other(demo):
    (before,) = linked(demo.facts, BEFORE)
    with StudyFile.open(demo.path.with_name(before.file_name)) as earlier:
        facts = Facts.of(earlier.record())
        assert earlier.check().good
        assert (earlier.study.title, earlier.study.id) == (before.title, before.study)
    assert [row.study for row in linked(facts, AFTER)] == [demo.record.study.id]
    decided = facts.first(FindingsDecision)
    assert decided is not None
    assert decided.decision == RESET


def test_some_points_are_left_open_and_no_more_than_a_page_of_them(demo):
    found = open_points(demo.facts)
    assert max(map(len, found.values())) <= 6
    assert 1 <= sum(map(len, found.values())) <= 25


def test_every_link_leads_to_a_living_row_and_comments_stand_behind_most_sheets(demo):
    facts = demo.facts
    for sheet in SHEETS.values():
        for row in facts.of_table(sheet.table):
            for asked, place in facts.links(row):
                known = place[0] == "session" and place[1] in facts.groups
                assert known or facts.living(place), (sheet.table, asked.name)
    linked = {
        sheet.table
        for sheet in SHEETS.values()
        for row in facts.of_table(sheet.table)
        if any(place[0] == "comment" for _, place in facts.links(row))
    }
    assert {"weak_point", "gap", "task", "strength", "weakness", "measure", "tool"} <= linked
    assert len(linked) >= 20


def test_the_samples_own_words_are_natural_so_none_of_them_was_masked(demo):
    masked = [
        (sheet.table, each.name, getattr(row, each.name))
        for sheet in SHEETS.values()
        for row in demo.facts.of_table(sheet.table)
        for each in columns(sheet.record)
        if each.kind in WORDS and "[" in getattr(row, each.name)
    ]
    assert masked == []


def test_the_study_is_sound_and_what_was_written_last_can_be_taken_back(demo, tmp_path):
    copy = tmp_path / "copy.focusgroup"
    copy.write_bytes(demo.path.read_bytes())
    with StudyFile.open(copy) as study:
        assert study.check().good
        desk = WorksheetDesk(study, lambda: demo.names[demo.running].scrubber())
        assert desk.step(back=True) == "leave a step out"
        assert not desk.facts.count("skipped_step")


@pytest.fixture(scope="module")
def printed(demo, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.docx"
    rosters = EveryRoster(tuple(cards.scrubber() for cards in demo.names.values()))
    write_report(demo.record, path, names=rosters, today=date(2026, 11, 26))
    return path


def test_the_report_passes_the_gate_and_opens_in_word(printed):
    assert check(str(printed)) == []


def test_every_worksheet_and_every_board_has_its_section_in_the_report(demo, printed):
    found = docx.Document(str(printed))
    headings = {p.text for p in found.paragraphs if "Heading" in p.style.name}
    for worksheet in WORKSHEETS:
        assert worksheet.printed or worksheet.key in CHAPTERS
        assert CHAPTERS.get(worksheet.key, worksheet.title) in headings, worksheet.key
    assert {board.question for board in demo.record.wall.boards} <= headings
    assert {"The wall: cards, groups and votes", "Decision"} <= headings


def test_the_title_of_every_row_the_demo_holds_is_in_the_report(demo, printed):
    words = all_words(printed)
    facts = demo.facts
    missing = [
        (sheet.table, facts.title(row))
        for sheet in SHEETS.values()
        if not sheet.hidden
        for row in facts.of_table(sheet.table)
        if " ".join(facts.title(row).split()) not in words
    ]
    assert missing == []


def test_cards_phases_and_cycles_are_printed_in_words(demo, printed):
    words = all_words(printed)
    assert "(from earlier work: CRM strategy reset of 2021)" in words
    assert "This study goes on from “CRM strategy reset of 2021”." in words
    wall = demo.record.wall
    names = {cluster.name for cluster in wall.clusters} | {c.text for c in wall.cards if c.text}
    assert [name for name in names if name not in words] == []
    for phase in phases(demo.facts, WORKSHEETS):
        assert f"{phase.number} {phase.title}" in words
        assert [s.reason for s in phase.steps if s.reason not in words] == []


def all_words(path: Path) -> str:
    """The text of a Word file's body, each run of spaces as one."""
    found = docx.Document(str(path))
    lines = [p.text for p in found.paragraphs]
    lines += [cell.text for t in found.tables for row in t._tbl.tr_lst for cell in cells(row, t)]
    return " ".join(" ".join(lines).split())


def cells(row: CT_Row, table: Table) -> list[_Cell]:
    return [_Cell(cell, table) for cell in row.tc_lst]
