"""What users install: a wheel that carries its guides, frames, sample and word lists."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [*command, "--quiet", "--wheel-dir", str(folder), str(ROOT)], check=True, cwd=folder
    )
    return next(folder.glob("focusgroup-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return {**os.environ, "PYTHONPATH": str(folder), "FOCUSGROUP_HOME": str(folder / "home")}


def told(installed, folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "focusgroup", *words],
        env=installed,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_what_is_needed_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "focusgroup/shipped/guides/crm-strategy-reset.yaml" in names
    assert "focusgroup/shipped/guides/frames/crm-joined.yaml" in names
    assert "focusgroup/tui/base.tcss" in names
    assert any(n.startswith("focusgroup/privacy/words/") and n.endswith("NOTICE.md") for n in names)
    assert "focusgroup/exchange/sample/comments.jsonl" in names
    assert "focusgroup/exchange/sample/worksheets/4-journey.yaml" in names
    assert not [n for n in names if n.startswith(("tests/", "benchmarks/"))]


def test_the_program_runs_from_the_wheel_and_not_from_the_checkout(installed, tmp_path):
    where = subprocess.run(
        [sys.executable, "-c", "import focusgroup; print(focusgroup.__file__)"],
        env=installed,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert where.startswith(installed["PYTHONPATH"])


@pytest.mark.feature("1.26")
def test_guides_are_found_from_the_wheel(installed, tmp_path):
    listed = told(installed, tmp_path, "guide", "list")
    guides = sorted(path.stem for path in (ROOT / "guides").glob("*.yaml"))
    assert len(guides) == 6
    for guide in guides:
        (line,) = [each for each in listed.splitlines() if each.split()[:2] == ["guide", guide]]
        assert "shipped" in line
        assert "The guide can be used." in told(
            installed, tmp_path, "guide", "check", guide, "--strict"
        )


def test_a_sample_becomes_a_study_and_a_report_without_a_screen(installed, tmp_path):
    folder = Path(installed["PYTHONPATH"]) / "focusgroup" / "exchange" / "sample"
    study = tmp_path / "sample.focusgroup"
    told(installed, tmp_path, "import-sample", str(folder), "-o", str(study))
    told(installed, tmp_path, "doctor", str(study))
    report = tmp_path / "report.docx"
    roster = str(folder / "roster.csv")
    told(installed, tmp_path, "report", str(study), "-o", str(report), "--roster", roster)
    assert zipfile.ZipFile(report).testzip() is None
