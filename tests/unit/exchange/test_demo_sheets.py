"""The demo study is whole: every worksheet filled from the sample, sound, and nobody named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from docx_integrity import check

from focusgroup.domain.session import GroupKind, SessionState
from focusgroup.exchange.demo import build_demo
from focusgroup.report.gate import EveryRoster, write_report
from focusgroup.room.names import NameCards
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import SHEETS, WORKSHEETS, open_points
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.phases import StepState, phases
from focusgroup.worksheets.record import WORDS, columns

pytestmark = pytest.mark.slow
LEFT_OUT = "implementation"


class Demo(NamedTuple):
    path: Path
    running: str
    names: dict[str, NameCards]
    facts: Facts


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Demo:
    path = tmp_path_factory.mktemp("demo") / "sample.focusgroup"
    running, names = build_demo(path)
    with StudyFile.open(path) as study:
        return Demo(path, running, names, Facts.of(study.record()))


def test_the_running_group_is_g4_and_a_working_session_was_held(demo):
    groups = {group.code: group for group in demo.facts.groups.values()}
    assert groups["G4"].id == demo.running
    assert groups["G4"].state == SessionState.RUNNING
    assert (groups["W1"].kind, groups["W1"].state) == (GroupKind.WORKSHOP, SessionState.CLOSED)


def test_every_sheet_of_the_shelf_holds_rows_but_the_step_left_out_for_a_reason(demo):
    empty = {
        sheet.table
        for worksheet in WORKSHEETS
        for sheet in worksheet.sheets
        if worksheet.shelved and worksheet.key != LEFT_OUT and not demo.facts.count(sheet.table)
    }
    assert empty == set()
    steps = {s.key: s for phase in phases(demo.facts, WORKSHEETS) for s in phase.steps}
    left_out = [key for key, step in steps.items() if step.state is StepState.SKIPPED]
    assert left_out == [LEFT_OUT]
    assert "next cycle" in steps[LEFT_OUT].reason
    assert all(step.state is not StepState.UNTOUCHED for step in steps.values())


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


def test_the_report_has_a_section_for_each_passes_the_gate_and_opens_in_word(demo, tmp_path):
    path = tmp_path / "report.docx"
    rosters = EveryRoster(tuple(cards.scrubber() for cards in demo.names.values()))
    with StudyFile.open(demo.path) as study:
        write_report(study.record(), path, names=rosters, today=date(2026, 11, 26))
    headings = {p.text for p in docx.Document(str(path)).paragraphs if "Heading" in p.style.name}
    wanted = {each.title for each in WORKSHEETS if each.printed and each.key != LEFT_OUT}
    wanted |= {"Working session", "The wall: cards, groups and votes", "The three phases"}
    wanted |= {"Findings: strengths first, then weaknesses", "Decision"}
    assert wanted <= headings
    assert check(str(path)) == []
