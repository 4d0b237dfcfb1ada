"""From a "no" of the audit to a ranked weakness and into Word, on a real terminal."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.guide.library import load_frame
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.findings import Strength, Weakness
from support.studies import add_session
from support.terminal import Terminal
from system.test_journey import NAMES, seat_row

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]


def study_in(folder: Path) -> Path:
    """A study with a group and two comments; everything else is typed."""
    path = folder / "reset.focusgroup"
    with StudyFile.create(path, title="Strategy reset", frame=load_frame("crm-joined")) as study:
        session = add_session(study)
        seat = study.seats(session.id)[0].id
        with study.act("notes", actor="note-taker") as act:
            act.add(*(
                Comment(new_id(), session.id, "a", text, seat=seat, at_s=60.0)
                for text in ("they wait and hang up before we can answer",
                             "we ring back within a day and they thank us")
            ))  # fmt: skip
    return path


def write(terminal: Terminal, text: str) -> None:
    terminal.type(text)
    terminal.settle(0.15)


def open_step(terminal: Terminal, about: str) -> None:
    """Open the step whose sentence stands below the list."""
    for _ in range(20):
        if about in terminal.settle(0.1):
            break
        terminal.press("down")
    terminal.wait_for(about)
    terminal.press("enter")


def a_no_of_the_audit(terminal: Terminal) -> None:
    terminal.press("s")
    terminal.wait_for("Look outward", "Look inward", "Change")
    open_step(terminal, "What is measured, whether it is collected")
    terminal.wait_for("[Questions]")
    terminal.press("tab")
    terminal.wait_for("[Measures]")
    terminal.press("n")
    terminal.wait_for("New measure")
    terminal.settle()
    write(terminal, "Time on hold")
    terminal.press("enter", "t", *["tab"] * 3, "n", "ctrl+s")  # of a tactic; not in place
    terminal.wait_for("Time on hold", "tactic")
    terminal.press("escape")
    terminal.wait_for("Look outward")


def the_board(terminal: Terminal) -> None:
    open_step(terminal, "What phases 1 and 2 found")
    terminal.wait_for("1 offered")
    terminal.press("n")
    terminal.wait_for("New strength")
    terminal.settle()
    write(terminal, "Callbacks keep customers")
    terminal.press("enter")
    write(terminal, "A letter to the team")
    terminal.press("ctrl+s")
    terminal.wait_for("Strengths 1")
    terminal.press("c")
    terminal.wait_for("Link comments")
    write(terminal, "ring back")
    terminal.press("enter")
    terminal.settle(0.3)
    terminal.press("escape")
    terminal.wait_for("Origin: comments")
    terminal.press("o")
    terminal.wait_for("Offered by other worksheets", "- Time on hold: It is not in place.")
    terminal.press("enter")
    terminal.wait_for("Weaknesses 1", "Origin: measure")
    terminal.settle()
    terminal.press("n")
    terminal.wait_for("New weakness")
    terminal.settle()
    write(terminal, "Calls are not answered")
    terminal.press("ctrl+s")
    terminal.wait_for("Weaknesses 2")
    terminal.press("+")
    terminal.wait_for("ranked by hand")


def written(terminal: Terminal, home: Path) -> str:
    terminal.press("escape")
    terminal.wait_for("Look outward")
    terminal.press("escape")
    terminal.wait_for("G1 is ready")
    return in_word(terminal, home)


def in_word(terminal: Terminal, home: Path) -> str:
    """Write the report of the study and return its text."""
    terminal.press("w")
    terminal.wait_for("Word")
    terminal.press("ctrl+s")
    end = time.monotonic() + 30
    while not list(home.rglob("*.docx")) and time.monotonic() < end:
        terminal.read()
    with zipfile.ZipFile(next(home.rglob("*.docx"))) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


@pytest.mark.feature("1.21", "1.42", "1.44")
def test_a_no_becomes_a_ranked_weakness_and_stands_in_word_behind_the_strengths(tmp_path: Path):
    path = study_in(tmp_path)
    with Terminal("open", str(path), home=tmp_path) as terminal:
        terminal.wait_for("G1 is ready")
        a_no_of_the_audit(terminal)
        the_board(terminal)
        report = written(terminal, tmp_path)
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    with StudyFile.open(path) as study:
        assert study.check().good
        (strength,) = study.rows(Strength)
        assert len(strength.evidence.split()) == 1
        assert {row.name for row in study.rows(Weakness)} == {
            "Time on hold: It is not in place.", "Calls are not answered",
        }  # fmt: skip
    chapter = report[report.rindex("Findings: strengths first, then weaknesses") :]
    places = [
        chapter.index(words)
        for words in ("Callbacks keep customers", "A letter to the team",
                      "Calls are not answered", "Time on hold: It is not in place",
                      "Ranked by hand.", "Findings by question")
    ]  # fmt: skip
    assert places == sorted(places)


def set_up_working_session(terminal: Terminal) -> None:
    terminal.press("n")
    terminal.wait_for("Set up a group", "Department")
    terminal.settle()
    write(terminal, "Those responsible")
    terminal.press("tab", "tab")
    for _ in range(20):
        if "A working session" in terminal.settle(0.15):
            break
        terminal.press("down")
    terminal.wait_for("A working session")
    terminal.press("f7")
    terminal.wait_for("first name")
    for number, name in enumerate(NAMES):
        if number:
            terminal.press("down", *["left"] * 6)
        seat_row(terminal, name)
    terminal.wait_for(NAMES[-1])
    terminal.press("f7", "f7")
    terminal.wait_for("Check")
    terminal.press("ctrl+s")
    terminal.wait_for("P1")


def go_on_to(terminal: Terminal, title: str) -> None:
    for _ in range(30):
        if title in terminal.settle(0.15):
            break
        terminal.press("f7")
    terminal.wait_for(title)


@pytest.mark.feature("1.43", "1.47")
def test_a_working_session_from_its_guide_to_owned_actions_in_word(tmp_path: Path):
    path = study_in(tmp_path)
    with StudyFile.open(path) as study, study.act("x", actor="analyst") as act:
        act.add(Strength("s", name="Callbacks keep customers"))
        act.add(Weakness("w", name="Calls are not answered"))
    with Terminal("open", str(path), home=tmp_path) as terminal:
        terminal.wait_for("G1 is ready")
        set_up_working_session(terminal)
        terminal.press("enter")
        terminal.wait_for("Press F5")
        terminal.press("f5")
        terminal.wait_for("gone", "left")
        go_on_to(terminal, "What makes these work")
        terminal.press("f3")
        terminal.wait_for("Findings board", "Callbacks keep customers")
        terminal.press("enter")
        terminal.wait_for("Change a strength")
        terminal.settle()
        terminal.press("tab")
        write(terminal, f"{NAMES[0]} writes a letter of thanks")
        terminal.press("ctrl+s")
        terminal.wait_for("writes a letter")
        terminal.settle()
        terminal.press("escape")
        go_on_to(terminal, "What will be done about")
        terminal.press("f3")
        terminal.wait_for("Working session", "[Ideas]")
        terminal.press("tab")
        terminal.wait_for("[Actions]")
        for action, owner in (("More people at noon", "head of service"), ("Ask the vendor", "")):
            terminal.press("n")
            terminal.wait_for("New action")
            terminal.settle()
            write(terminal, action)
            terminal.press("enter")
            write(terminal, owner)
            terminal.press("ctrl+s")
            terminal.wait_gone("New action")
        terminal.press("escape")
        terminal.wait_for("Actions with owners")
        terminal.press("f9")
        terminal.wait_for("Close this group?")
        terminal.press("y")
        terminal.wait_for("Debrief")
        terminal.press("escape")
        time.sleep(0.3)
        terminal.press("escape")
        terminal.wait_for("closed")
        report = in_word(terminal, tmp_path)
        terminal.press("ctrl+q")
        terminal.wait_end()
    assert NAMES[0] not in report
    for words in ("writes a letter of thanks", "G2 Those responsible", "head of service",
                  "Actions without an owner", "Ask the vendor"):  # fmt: skip
        assert words in report
