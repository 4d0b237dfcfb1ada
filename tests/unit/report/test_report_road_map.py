"""The gap analysis and the road map in Word: quick wins first, a native Gantt chart, the table."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx_integrity import check

from focusgroup.privacy import Person, Scrubber
from focusgroup.report.blocks import GanttFigure, Table
from focusgroup.report.gate import write_report
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.report.word import write_docx
from focusgroup.worksheets.roadmap import Task
from support.hostile import HOSTILE
from support.records import sample
from support.roads import GAPS, PLAN, TASKS

TODAY = date(2026, 11, 23)


def study(*tasks, gaps=GAPS, frame=(PLAN,)):
    held = {"gap": gaps, "task": tasks or TASKS, "plan_frame": frame}
    return replace(sample().record(), worksheets=held)


def outline(record):
    return build(record, ReportScope(), today=TODAY, checked=True)


def written(record) -> bytes:
    stream = io.BytesIO()
    write_docx(outline(record), stream, created=TODAY)
    return stream.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def gantt_part(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [n for n in archive.namelist() if n.startswith("word/charts/")]
        (found,) = [x for n in charts if "Critical chain" in (x := archive.read(n).decode())]
    return found


@pytest.mark.feature("3.11")
def test_the_report_holds_the_road_map_as_a_table_and_as_a_bar_chart():
    said = outline(study())
    (figure,) = [b for b in said.blocks if isinstance(b, GanttFigure)]
    assert [bar.name for bar in figure.bars][:2] == ["Rota for callbacks", "Make requirements"]
    assert "Make requirements, 2026-11-30 to 2026-12-11, critical" in figure.alt
    assert "All in use, milestone on 2027-01-04, critical" in figure.alt
    (table,) = [b for b in said.blocks if isinstance(b, Table) and b.title == "Tasks in order"]
    assert table.rows[0][1] == "Rota for callbacks"
    assert table.rows[0][5:7] == ("2026-11-30", "2026-12-02")


@pytest.mark.feature("3.11")
def test_word_takes_the_chart_for_its_own_with_its_figures_in_a_workbook(tmp_path):
    content = written(study())
    path = tmp_path / "road.docx"
    path.write_bytes(content)
    assert check(str(path)) == []
    assert docx.Document(io.BytesIO(content)).paragraphs
    chart = gantt_part(content)
    first = re.search(r'<c:idx val="0"/>.*?<c:spPr>(.*?)</c:spPr>', chart).group(1)
    assert first.startswith("<a:noFill/>"), "the days before a task are not drawn"
    assert "a:pattFill" in chart, "the critical chain is told by its pattern too"
    monday = (date(2026, 11, 30) - date(1899, 12, 30)).days
    assert f'<c:min val="{monday}"/>' in chart
    assert '<c:majorUnit val="7"/>' in chart, "a line each Monday"
    assert f"<c:v>{monday}</c:v>" in chart


def test_without_dates_the_chart_counts_days(tmp_path):
    tasks = tuple(replace(task, not_before="") for task in TASKS)
    content = written(study(*tasks, frame=()))
    assert '"day "0' in gantt_part(content).replace("&quot;", '"')
    path = tmp_path / "days.docx"
    path.write_bytes(content)
    assert check(str(path)) == []


def test_a_long_map_is_set_on_several_figures_and_then_left_to_the_table():
    tasks = tuple(Task(f"t{n}", n, name=f"task {n}", days=2) for n in range(200))
    said = outline(study(*tasks))
    figures = [b for b in said.blocks if isinstance(b, GanttFigure)]
    assert [len(each.bars) for each in figures] == [30] * 6
    assert figures[1].title == "Road map: Gantt chart, part 2 of 6"
    assert any("20 later tasks" in text for _, text in said.places())


@pytest.mark.feature("3.15")
def test_quick_wins_stand_first_with_the_picture_of_impact_and_effort():
    tables = {b.title: b for b in outline(study()).blocks if isinstance(b, Table)}
    assert tables["Gaps, quick wins first"].rows[0][0] == "nobody calls back"
    assert [row[1] for row in tables["Impact and effort"].rows[:2]] == [
        "QUICK WINS", "nobody calls back"
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_whatever_a_task_is_called_the_report_opens(text, tmp_path):
    path = tmp_path / "hostile.docx"
    path.write_bytes(written(study(Task("t", name=text or "-", days=3), gaps=())))
    assert check(str(path)) == []
    docx.Document(str(path))


def test_days_no_calendar_has_do_not_stop_the_report(tmp_path):
    tasks = (
        Task("a", name="far", days=2600, not_before="9999-01-01"),
        Task("b", name="near", days=1, not_before="0001-01-01"),
    )
    path = tmp_path / "far.docx"
    path.write_bytes(written(study(*tasks, gaps=(), frame=())))
    assert check(str(path)) == []


@pytest.mark.parametrize("name", ["Day", "Bill", "May", "Monday", "Win", "Chain"])
def test_a_participant_called_like_a_word_of_the_road_map_does_not_stop_the_report(name, tmp_path):
    tasks = (Task("t", name="one list", days=3, resource="IT"),)
    names = Scrubber([Person("P1", name, "Quillanson")])
    path = tmp_path / "r.docx"
    write_report(study(*tasks, gaps=GAPS), path, names=names, today=TODAY)
    assert path.exists()
