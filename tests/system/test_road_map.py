"""A gap and the tasks that close it, typed on a real terminal, found again in the Word report."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Session, SessionState
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.roadmap import Task
from support.studies import JOINED, add_session
from support.terminal import Terminal
from support.worksheets import steps_down

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]


def a_study(folder: Path) -> Path:
    """A study with one closed group and one remark."""
    path = folder / "reset.focusgroup"
    with StudyFile.create(path, title="Strategy reset", frame=JOINED) as study:
        session = add_session(study)
        with study.act("a group", actor="moderator") as act:
            act.set(Session, session.id, state=SessionState.CLOSED)
            act.add(Comment(new_id(), session.id, "a", "every promise is kept in somebody's head"))
    return path


def open_sheet(terminal: Terminal, key: str, title: str) -> None:
    terminal.press("s")
    terminal.wait_for("phases", "not begun")
    terminal.press("home", *["down"] * steps_down(key), "enter")
    terminal.wait_for(title)
    terminal.settle()


def fields(terminal: Terminal, *texts: str) -> None:
    """Fill fields one after the other; a text of one key answers a choice, "" leaves it."""
    for text in texts:
        if text:
            terminal.type(text)
            terminal.settle(0.1)
        terminal.press("tab")
        terminal.settle(0.05)


def link(terminal: Terminal, words: str) -> None:
    """Choose a link from its list, and go on to the next field."""
    terminal.press("enter")
    terminal.wait_for("type to shorten")
    terminal.type(words)
    terminal.settle(0.1)
    terminal.press("enter")
    terminal.wait_gone("type to shorten")
    terminal.press("tab")
    terminal.settle(0.05)


def keep(terminal: Terminal) -> None:
    terminal.press("ctrl+s")
    terminal.wait_gone("New ")
    terminal.settle()


def a_gap(terminal: Terminal) -> None:
    terminal.press("n")
    terminal.wait_for("New gap")
    terminal.settle()
    fields(terminal, "Promises get lost")
    link(terminal, "process")
    fields(
        terminal, "", "kept in heads", "one list", "", "5", "2", "Contact centre", "build a list"
    )
    keep(terminal)
    terminal.wait_for("Promises get lost", "nothing open")


def a_task(terminal: Terminal, name: str, who: str, days: str, *, after: str = "") -> None:
    terminal.press("n")
    terminal.wait_for("New task")
    terminal.settle()
    fields(terminal, name)
    link(terminal, "promises")
    fields(terminal, "", who, days, "2026-11-30")
    if after:
        link(terminal, after)
    keep(terminal)
    terminal.wait_for(name)


def report_of(terminal: Terminal, home: Path) -> tuple[str, str]:
    """Write the report; return its words and the words of its charts."""
    terminal.press("w")
    terminal.wait_for("Word")
    terminal.settle()
    terminal.press("ctrl+s")
    end = time.monotonic() + 30
    while not list(home.rglob("*.docx")) and time.monotonic() < end:
        terminal.read()
    terminal.settle(0.5)
    with zipfile.ZipFile(next(home.rglob("*.docx"))) as parts:
        charts = "".join(parts.read(n).decode() for n in parts.namelist() if "/charts/" in n)
        words = re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())
    return " ".join(words.split()), charts


@pytest.mark.feature("3.02", "3.10", "3.11")
def test_a_gap_and_its_tasks_go_from_the_keyboard_to_the_word_report(tmp_path: Path):
    path = a_study(tmp_path)
    with Terminal("open", str(path), home=tmp_path) as terminal:
        terminal.wait_for("Strategy reset", "G1")
        terminal.settle()
        open_sheet(terminal, "gaps", "Gap analysis")
        a_gap(terminal)
        terminal.press("escape", "escape")
        terminal.wait_for("G1")
        open_sheet(terminal, "roadmap", "Road map")
        a_task(terminal, "Make requirements", "Contact centre", "10")
        a_task(terminal, "Build the list", "IT", "5", after="requirements")
        terminal.press("t")
        terminal.wait_for("11-30", "» Build the list", "ends 2026-12-18")
        terminal.press("home", "f4")
        terminal.wait_for("The thread of a task", "Promises get lost", "Build the list")
        terminal.press("g")
        terminal.wait_for("Gap analysis")
        for shown in ("The thread of", "ends 2026-12-18", "Tasks 2", "state"):
            terminal.press("escape")
            terminal.wait_for(shown)
        terminal.press("escape")
        terminal.wait_for("closed")
        words, charts = report_of(terminal, tmp_path)
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    assert "Promises get lost Process 5 2 quick win Contact centre" in words
    assert "2 Build the list impact 5, effort 2 IT 5 2026-12-14 2026-12-18 1" in words
    assert "Critical chain" in charts
    assert "Build the list" in charts
    with StudyFile.open(path) as study:
        assert [task.name for task in study.rows(Task)] == ["Make requirements", "Build the list"]
        assert study.check().good
