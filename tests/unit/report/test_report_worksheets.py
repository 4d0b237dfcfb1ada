"""Worksheets in the report: filled ones with their tables, pages and open points; no empty ones."""

from dataclasses import replace
from datetime import date

import pytest

from focusgroup.domain.comment import Valence
from focusgroup.privacy import Person, Scrubber
from focusgroup.report.blocks import Bullets, Heading, Paragraph, Table
from focusgroup.report.gate import ExportRefused, ReportScope, write_report
from focusgroup.report.outline import build
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.alignment import Goal, Strategy, Tactic, Want
from focusgroup.worksheets.ideal_customers import CustomerLevel, IdealProfile
from focusgroup.worksheets.measure_audit import AuditQuestion, Measure
from focusgroup.worksheets.outcomes import Outcome
from focusgroup.worksheets.record import Record, table_name
from focusgroup.worksheets.sampling import Department
from support.records import Builder

TODAY = date(2026, 11, 23)


def filled(*rows: Record, built: Builder | None = None):
    """A study's record with these rows of worksheets."""
    by_table: dict[str, tuple[Record, ...]] = {}
    for row in rows:
        name = table_name(type(row))
        by_table[name] = (*by_table.get(name, ()), row)
    return replace((built or Builder()).record(), worksheets=by_table)


def report(*rows, built=None, scope=None):
    return build(filled(*rows, built=built), scope or ReportScope(), today=TODAY)


def titles(outline, level=2):
    return [b.text for b in outline.blocks if isinstance(b, Heading) and b.level == level]


def table(outline, title):
    return next(b for b in outline.blocks if isinstance(b, Table) and b.title == title)


def test_empty_worksheets_are_left_out():
    outline = report()
    assert "Worksheets" not in titles(outline, 1)
    outline = report(Want("w", name="a low price"))
    shown = set(titles(outline)) & {worksheet.title for worksheet in WORKSHEETS}
    assert shown == {"Strategy alignment"}


def test_worksheets_stand_behind_strengths_and_weaknesses():
    order = titles(report(Want("w", name="a low price")), 1)
    assert order.index("Weaknesses") < order.index("Worksheets") < order.index("Still open")


@pytest.mark.feature("1.03")
def test_open_points_stand_in_the_section_of_their_worksheet():
    points = table(report(Want("w", name="a low price")), "Strategy alignment: open points")
    assert points.rows == (("a low price", "No strategy answers this want."),)


@pytest.mark.feature("1.17")
def test_what_each_tactic_does_for_the_goals_is_a_table():
    shown = table(
        report(Goal("g", name="keep customers"),
               Tactic("t", name="callbacks", contribution="neutral", goals="g", reason="no trend")),
        "What each tactic does for the goals",
    )  # fmt: skip
    assert shown.rows == (("callbacks", "neutral", "keep customers", "no trend"),)


@pytest.mark.feature("1.21")
def test_the_audit_matrix_and_every_column_stand_in_the_report():
    measure = Measure("m", name="churn", level="strategy", goal="g", in_place="yes",
                      in_place_shown="the monthly sheet", collected="yes", frequency="monthly",
                      source="billing", analysed="no", feeling="watched")  # fmt: skip
    outline = report(Goal("g", name="keep customers"), measure)
    assert table(outline, "Audit matrix: measure by criterion").rows[0][:5] == (
        "churn", "strategy", "yes", "yes", "no",
    )  # fmt: skip
    told = {text for _, text in outline.places()}
    assert {"the monthly sheet", "monthly", "billing", "watched", "keep customers"} <= told
    parts = [b for b in outline.blocks if isinstance(b, Table) and b.title.startswith("Measures")]
    assert len(parts) == 2
    assert all(part.rows[0][0] == "churn" for part in parts), "each part says whose row it is"
    offered = [b for b in outline.blocks if isinstance(b, Bullets)]
    assert ("churn:", "Its data is not analysed.") in [item for b in offered for item in b.items]


@pytest.mark.feature("1.08", "1.07")
def test_levels_stand_beside_the_ideal_profile():
    outline = report(IdealProfile("p", profile="firms that order monthly"),
                     CustomerLevel("l", level="repeat", wanted=30.0, actual=24.0))  # fmt: skip
    assert any("firms that order monthly" in text for _, text in outline.places())
    assert table(outline, "Customer levels wanted and found").rows[0][:4] == (
        "repeat", "30 %", "24 %", "-6",
    )  # fmt: skip


def test_linked_comments_stand_as_code_and_time_never_as_words_that_may_not_be_quoted():
    built = Builder()
    said = built.say("G1-P3", "they re-key every order", valence=Valence.WEAKNESS, quotable=0)
    outline = report(Outcome("o", outcome="experiences", rating="2",
                             remarks=f"{said.id} gone"), built=built)  # fmt: skip
    assert table(outline, "Outcomes").rows[0][-1] == "G1-P3 1:00; 1 removed"
    worksheet = list(outline.blocks)[[b.text for b in outline.blocks
                                      if isinstance(b, Heading)].index("Worksheets"):]  # fmt: skip
    assert not any(isinstance(b, Paragraph) and "re-key" in b.text for b in worksheet)


def test_a_report_of_one_group_leaves_the_studys_worksheets_out():
    built = Builder()
    built.session("G1")
    outline = report(Want("w", name="a low price"), built=built, scope=ReportScope("G1"))
    assert "Worksheets" not in titles(outline, 1)


def everything() -> list[Record]:
    return [
        Goal("g", name="keep customers"),
        Want("w", name="a low price"),
        Strategy("s", name="case owners", wants="w"),
        Tactic("t", name="callbacks", strategies="s"),
        Outcome("o", outcome="patterns", rating="3"),
        IdealProfile("p", profile="firms"),
        CustomerLevel("l", level="repeat", wanted=30.0, actual=24.0),
        AuditQuestion("q", question="Accurate?"),
        Measure("m", name="churn", level="strategy", goal="g", analysed="no"),
        Department("d", name="Billing", population=4.0, planned=2.0),
    ]


def test_a_name_typed_into_a_worksheet_keeps_the_report_from_being_written(tmp_path):
    names = Scrubber([Person("P3", "Solveig")])
    record = filled(*everything(), Want("x", name="what Solveig wants"))
    with pytest.raises(ExportRefused) as refused:
        write_report(record, tmp_path / "r.docx", names=names, today=TODAY)
    assert any("table “Wants”, row 2, customers want" in place for place in refused.value.places)


def test_a_participant_called_like_the_programs_own_words_does_not_stop_the_report(tmp_path):
    """Somebody may be called Grant, or Open: what the program itself says names nobody."""
    names = Scrubber([Person("P1", "Audit"), Person("P2", "Goal"), Person("P3", "Measure"),
                      Person("P4", "Tactic")])  # fmt: skip
    write_report(filled(*everything()), tmp_path / "r.docx", names=names, today=TODAY)
