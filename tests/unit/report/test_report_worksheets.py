"""Worksheets in the report: filled ones with their tables, pages and open points; no empty ones."""

import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx_integrity import check

from focusgroup.domain.comment import Valence
from focusgroup.privacy import Person, Scrubber
from focusgroup.report.blocks import Bullets, CurveFigure, Heading, Paragraph, Table
from focusgroup.report.gate import ExportRefused, ReportScope, write_report
from focusgroup.report.outline import build
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.alignment import Goal, Strategy, Tactic, Want
from focusgroup.worksheets.ideal_customers import CustomerLevel, IdealProfile
from focusgroup.worksheets.journey.records import (
    DEFAULT_STAGES,
    JourneyStage,
    JourneyVersion,
    KeptTouchpoint,
    Touchpoint,
    WeakPoint,
)
from focusgroup.worksheets.measure_audit import AuditQuestion, Measure
from focusgroup.worksheets.outcomes import Outcome
from focusgroup.worksheets.record import Record, table_name
from focusgroup.worksheets.sampling import Department
from focusgroup.worksheets.vision.records import Vision
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


def journey() -> list[Record]:
    return [
        *(JourneyStage(f"s{n}", float(n), name=name, role=role)
          for n, (name, role) in enumerate(DEFAULT_STAGES)),
        Touchpoint("t", name="the invoice arrives", stage="s2", owner="billing", emotion="-2",
                   quality="1", now="2", wanted="1"),
        WeakPoint("w", name="nobody calls back", touchpoint="t", severity="4"),
        JourneyVersion("v", made_on="2026-06-01"),
        KeptTouchpoint("k", name="the invoice arrives", version="v", stage="First purchase",
                       owner="billing", emotion="-1", quality="1"),
    ]  # fmt: skip


@pytest.mark.feature("0.23", "0.02", "0.18")
def test_the_journey_leads_with_people_and_draws_its_curve():
    outline = report(*journey())
    section = [b for b in outline.blocks if isinstance(b, Table | CurveFigure)]
    names = [b.title for b in section if b.title]
    people = names.index("The people on the customer's way, and how they are measured")
    curve = names.index("The customer's way, stage by stage")
    assert people < curve < names.index("The journey map")
    drawn = section[curve]
    assert drawn.categories[0] == "First contact"
    assert "process quality: First contact not known" in drawn.alt
    assert table(outline, "From 2026-06-01 to now").rows == (
        ("emotion", "the invoice arrives", "-1", "-2"),
        ("weak point", "nobody calls back", "", "new"),
    )
    assert "Kept touchpoints" not in names


@pytest.mark.feature("0.23")
def test_the_curve_is_a_native_chart_that_word_can_edit(tmp_path):
    path = tmp_path / "r.docx"
    write_report(filled(*journey()), path, names=None, today=TODAY)
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(n) for n in archive.namelist() if n.startswith("word/charts/chart")]
        books = [n for n in archive.namelist() if n.endswith(".xlsx")]
        document = archive.read("word/document.xml").decode()
    lines = [chart for chart in charts if b"<c:lineChart>" in chart]
    assert len(lines) == 1
    assert b'<c:dispBlanksAs val="gap"/>' in lines[0]
    assert lines[0].count(b"<c:ser>") == 2
    assert len(books) == len(charts)
    assert "Lines over stages, from -2 (very bad) to 2 (very good)" in document
    assert check(str(path)) == []


@pytest.mark.feature("2.01", "2.02", "2.03")
def test_the_vision_says_that_it_is_not_final_without_a_roadmap():
    outline = report(Vision("v", relationship="They ask us first, in the app", state="final"))
    told = [text for _, text in outline.places()]
    heading = next(n for n, b in enumerate(outline.blocks) if b == Heading("Vision", 2))
    first = outline.blocks[heading + 2]
    assert (first.lead, first.text) == ("The new relationship.", "They ask us first, in the app")
    assert any("called final, but there is no roadmap" in text for text in told)
    assert "Worth a second look. app" in told, "a word of technology"


def test_a_column_of_short_answers_is_as_wide_as_its_longest_word():
    strategy = Strategy("s", name="Own the customer", satisfaction="2", satisfaction_from="survey")
    found = table(report(strategy), "Strategies")
    width = dict(zip(found.header, found.widths, strict=True))
    assert 1.8 < width["Satisfaction"] < width["Known from"]


def seated(**departments: int) -> Builder:
    built, place = Builder(), 0
    for department, count in departments.items():
        for _ in range(count):
            place += 1
            built.seat(f"G1-P{place}", department=department)
    built.sessions = {
        code: replace(session, state="closed") for code, session in built.sessions.items()
    }
    return built


def test_departments_of_which_few_came_are_told_in_no_table_and_no_open_point():
    rows = (
        Department("b", name="Billing", population=40.0, planned=6.0),
        Department("l", name="legal ", population=3.0, planned=2.0, way="everybody"),
    )
    built = seated(Billing=9, Sales=8, Legal=1, Field=7)
    outline = report(*rows, built=built)
    plan = table(outline, "Sampling plan by department")
    came = [row[3:] for row in plan.rows]
    assert came == [("9", "93 %", "", ""), ("–", "7 %", "", ""), ("–", "", "", "")]
    told = "\n".join(text for _, text in outline.places())
    for words in ("1 of 2 planned came", "who came are of departments", "-represented"):
        assert words not in told
    many = report(*rows, built=seated(Billing=9, Sales=8, Legal=6))
    assert [row[3] for row in table(many, "Sampling plan by department").rows] == ["9", "6", "15"]
