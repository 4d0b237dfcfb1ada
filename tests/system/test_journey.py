"""A whole focus group on a real terminal, from set-up to the Word report, without a mouse."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from support.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

NAMES = ("Wren", "Iqbal", "Solveig", "Tunde", "Marit", "Osei")


def fill(terminal: Terminal, *texts: str) -> None:
    """Type into one field after the other."""
    for text in texts:
        terminal.type(text)
        terminal.settle(0.1)
        terminal.press("tab")


def new_study(terminal: Terminal) -> None:
    terminal.wait_for("New study")
    terminal.press("n")
    terminal.wait_for("Title", "Purpose")
    terminal.settle()
    terminal.type("Strategy reset")
    terminal.wait_for("strategy-reset")
    terminal.press("ctrl+s")
    terminal.wait_for("No groups yet")


def seat_row(terminal: Terminal, name: str) -> None:
    for text in (name, "Contact centre"):
        terminal.type(text[0])
        terminal.settle(0.1)
        terminal.type(text[1:])
        terminal.settle(0.1)
        terminal.press("tab")
    terminal.press("m", "right", "space", "right", "y", "right", "y", "right", "y")


def set_up_group(terminal: Terminal) -> None:
    terminal.press("n")
    terminal.wait_for("Set up a group", "Department")
    terminal.settle()
    fill(terminal, "Customer contact", "Room 2")
    terminal.press("tab", "tab")  # the guide is the shipped one, for staff
    fill(terminal, "the contact centre", "Helen", "outside the company")
    terminal.press("f7")
    terminal.wait_for("first name")
    for number, name in enumerate(NAMES):
        if number:
            terminal.press("down", *["left"] * 6)
        seat_row(terminal, name)
    terminal.wait_for("Osei")
    terminal.press("f7", "f7")
    terminal.wait_for("Check")
    terminal.press("ctrl+s")
    terminal.wait_for("P1")


def take_notes(terminal: Terminal) -> None:
    for line, shown in (
        ('3- "Solveig asked me to re-key every order" #tech', "re-key every order"),
        ("1+ we ring them before they ring us #proc", "before they ring us"),
        ("2! one list for all promises #sys #maintain", "one list for all promises"),
        ("* nods all round", "nods all round"),
    ):
        terminal.type(line)
        terminal.settle(0.1)
        terminal.press("enter")
        terminal.wait_for(shown)
        time.sleep(0.1)


@pytest.mark.feature("1.26", "1.29", "1.31", "1.32", "1.33", "1.35", "1.36", "1.37", "4.01")
@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_a_group_from_set_up_to_report(tmp_path: Path, size):
    with Terminal(home=tmp_path, size=size) as terminal:
        new_study(terminal)
        set_up_group(terminal)
        run_group(terminal)
        report = write_report(terminal, tmp_path)
        assert "Solveig" not in report
        assert "re-key every order" in report
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    folder = tmp_path / "studies"
    for name in NAMES:
        for path in tmp_path.rglob("*"):
            if path.is_file():
                assert name.encode() not in path.read_bytes(), path
    with StudyFile.open(next(folder.glob("*.focusgroup"))) as study:
        assert study.check().good
        session = study.sessions()[0]
        assert session.state == "closed"
        assert len(study.comments(session.id)) == 4
        assert [e.text for e in study.record().entries] == ["calls", "visits"]


def run_group(terminal: Terminal) -> None:
    terminal.press("enter")
    terminal.wait_for("Press F5")
    terminal.press("f5")
    terminal.wait_for("gone", "left")
    terminal.next_step_to("What approach")
    terminal.wait_for("in the contact")
    terminal.press("f3")
    terminal.wait_for("Flip chart")
    time.sleep(0.3)
    for word in ("calls", "visits"):
        terminal.type(word)
        time.sleep(0.2)
        terminal.press("enter")
    terminal.press("escape")
    time.sleep(0.2)
    terminal.press("escape")
    terminal.wait_gone("Flip chart ·")
    terminal.press("f2")
    terminal.wait_for("what seat 3 said")
    take_notes(terminal)
    terminal.press("f9")
    terminal.wait_for("Close this group?")
    terminal.press("y")
    terminal.wait_for("Debrief")


def write_report(terminal: Terminal, home: Path) -> str:
    terminal.press("escape")
    time.sleep(0.3)
    terminal.press("escape")
    terminal.wait_for("closed")
    terminal.press("w")
    terminal.wait_for("Word")
    terminal.press("ctrl+s")
    end = time.monotonic() + 30
    while not list(home.rglob("*.docx")) and time.monotonic() < end:
        terminal.read()
    path = next(home.rglob("*.docx"))
    with zipfile.ZipFile(path) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
