"""Each shipped guide, led on a real terminal: what its steps fill in stands in the Word report."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from focusgroup.domain.guide import GuideItem, Method
from focusgroup.guide.library import load_guide
from focusgroup.room.setup import make_session
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.record import columns
from support.rooms import plan
from support.studies import JOINED
from support.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

GUIDES = [
    "customer-journey", "crm-vision", "gap-workshop", "four-elements-review", "working-session",
]  # fmt: skip


def first_words(item: GuideItem) -> str:
    """The beginning of a question, as much as surely stands in one line."""
    return " ".join(item.ask.split())[:22].rsplit(" ", 1)[0]


def fill_in(terminal: Terminal, item: GuideItem) -> str:
    """Open the step's worksheet, add a row to its first sheet, come back; return its words."""
    worksheet = next(each for each in WORKSHEETS if each.key == item.worksheet)
    words = f"filled in at {item.id.replace(':', ' ')}"
    terminal.press("f3")
    terminal.wait_for(worksheet.title)
    terminal.settle(0.3)
    terminal.press("n")
    terminal.wait_for(f"New {worksheet.sheets[0].noun}")
    terminal.settle(0.3)
    terminal.type(words)
    asked = columns(worksheet.sheets[0].record)
    last = max(n for n, each in enumerate(asked) if each.needed or not n)
    for each in asked[1 : last + 1]:
        terminal.press("tab")
        if each.needed:
            terminal.type("one of the desks")
    terminal.settle(0.2)
    terminal.press("ctrl+s")
    terminal.wait_gone(f"New {worksheet.sheets[0].noun}")
    terminal.wait_for(words)
    terminal.press("escape")
    terminal.wait_for("gone", "left")
    return words


def words_of(report: Path) -> str:
    with zipfile.ZipFile(report) as parts:
        text = re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())
    return " ".join(text.split())


@pytest.mark.parametrize("guide_id", GUIDES)
def test_a_guides_worksheets_go_from_its_steps_to_word(guide_id: str, tmp_path: Path) -> None:
    guide = load_guide(guide_id)
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        make_session(study, plan(kind=guide.group_kind), guide)
    steps = {i.worksheet: i for i in reversed(list(guide.items())) if i.way is Method.WORKSHEET}
    written = []
    with Terminal("run", str(path), home=tmp_path, size=(80, 24)) as terminal:
        terminal.wait_for("Press F5")
        terminal.press("f5")
        terminal.wait_for("gone", "left")
        for item in guide.items():
            if steps.get(item.worksheet) is item:
                terminal.next_step_to(first_words(item))
                written.append(fill_in(terminal, item))
        terminal.press("ctrl+q")
        terminal.wait_end()
    assert len(written) == len(steps) > 0
    report = tmp_path / "report.docx"
    done = subprocess.run(
        [sys.executable, "-m", "focusgroup", "report", str(path), "-o", str(report)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = words_of(report)
    for words in written:
        assert words in told
