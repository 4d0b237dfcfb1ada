"""Worksheets on a real terminal: filled in by keys alone, read again in the pages of Word."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.journey.records import JourneyVersion, KeptTouchpoint, Touchpoint
from focusgroup.worksheets.measure_audit import AuditQuestion, Measure
from focusgroup.worksheets.vision.records import Vision
from support.terminal import Terminal
from tui.review.building import add_group, new_study

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]


def open_worksheet(terminal: Terminal, title: str) -> None:
    """Choose a worksheet from the list by keys."""
    terminal.wait_for("What is typed here is masked", "▌")  # the list may go on below
    terminal.settle()
    terminal.press("home")
    for _ in range(40):
        terminal.settle(0.05)
        if any("▌" in line and title in line for line in terminal.text.splitlines()):
            break
        terminal.press("down")
    terminal.press("enter")
    terminal.wait_gone("What is typed here is masked")
    terminal.settle()


def keep(terminal: Terminal) -> None:
    """Keep the row of the form."""
    terminal.settle(0.1)
    terminal.press("ctrl+s")
    terminal.wait_gone("^s keep")
    terminal.settle()


def form(terminal: Terminal, key: str, hint: str) -> None:
    """Open the form of a new row (n) or of the one in hand (enter).

    The hint of its first field shows once the keyboard is there.
    """
    terminal.press(key)
    terminal.wait_for("^s keep", hint)
    terminal.settle(0.2)


def onward(terminal: Terminal, *keys: str) -> None:
    """Press keys one after the other, as fast as a person: a binding goes a longer way."""
    for key in keys:
        terminal.press(key)
        terminal.settle(0.1)


def fill_audit(terminal: Terminal) -> None:
    open_worksheet(terminal, "Measure audit")
    terminal.press("e")
    terminal.wait_for("Questions 4")
    form(terminal, "enter", "what the audit asks")
    terminal.press("tab")
    terminal.settle(0.1)
    terminal.type("Three of seven serve a goal")
    keep(terminal)
    terminal.press("tab")
    terminal.wait_for("usual 6 rows")
    terminal.press("e")
    terminal.wait_for("Customer retention")
    form(terminal, "enter", "such as: customer retention")
    onward(terminal, *["tab"] * 4, "n")
    keep(terminal)
    terminal.press("tab")
    terminal.wait_for("Audit matrix")
    terminal.press("end")
    terminal.wait_for("It is not in place.")
    terminal.press("escape")
    terminal.wait_for("What is typed here is masked")


def fill_journey(terminal: Terminal) -> None:
    open_worksheet(terminal, "Customer journey")
    terminal.press("e")
    terminal.wait_for("Stages 8")
    terminal.press("tab")
    terminal.wait_for("stage by stage")
    form(terminal, "n", "what happens, such as")
    terminal.type("the invoice arrives")
    terminal.press("tab")
    terminal.settle(0.1)
    terminal.press("enter")
    terminal.wait_for("type to shorten")
    terminal.type("delivery")
    terminal.settle(0.2)
    terminal.press("enter")
    terminal.wait_for("→ Delivery and use")
    onward(terminal, *["tab"] * 4, "right", "right", "tab", *["right"] * 4)
    keep(terminal)
    terminal.wait_for("It feels worse than it is processed.")
    onward(terminal, "tab", "tab", "tab")
    terminal.wait_for("keeps the map")
    form(terminal, "n", "the day the map stood")
    terminal.type("2026-06-01")
    keep(terminal)
    onward(terminal, "tab", "tab")
    terminal.wait_for("very good", "●", "┤")
    terminal.press("escape")
    terminal.wait_for("What is typed here is masked")


def fill_vision(terminal: Terminal) -> None:
    open_worksheet(terminal, "Vision")
    form(terminal, "n", "how customers and you will be")
    terminal.type("They ask us first, and not only in the app")
    terminal.wait_for("speak of technology")
    keep(terminal)
    terminal.wait_for("They ask us first")
    terminal.press("escape", "escape")
    terminal.wait_for("closed")


def word(terminal: Terminal, home: Path) -> str:
    terminal.press("w")
    terminal.wait_for("Word")
    terminal.settle()
    terminal.press("ctrl+s")
    end = time.monotonic() + 30
    while not list(home.rglob("*.docx")) and time.monotonic() < end:
        terminal.read()
    with zipfile.ZipFile(next(home.rglob("*.docx"))) as parts:
        assert any(b"lineChart" in parts.read(n) for n in parts.namelist() if "chart" in n)
        return re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())


def test_audit_journey_and_vision_from_the_keys_to_word(tmp_path: Path):
    with new_study(tmp_path) as study:
        add_group(study)
    with Terminal("open", str(study.path), home=tmp_path) as terminal:
        terminal.wait_for("closed")
        terminal.settle()
        terminal.press("s")
        fill_audit(terminal)
        fill_journey(terminal)
        fill_vision(terminal)
        report = word(terminal, tmp_path)
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    for words in (
        "Audit matrix: measure by criterion",
        "It is not in place.",
        "The journey map",
        "the invoice arrives",
        "It feels worse than it is processed.",
        "They ask us first, and not only in the app",
        "Three of seven serve a goal",
    ):
        assert words in report
    assert "What customers want, the strategies meant" not in report, "nobody filled it in"
    with StudyFile.open(study.path) as after:
        assert after.check().good
        assert after.rows(AuditQuestion)[0].answer == "Three of seven serve a goal"
        assert after.rows(Measure)[0].in_place == "no"
        assert after.rows(Touchpoint)[0].quality == "1"
        assert len(after.rows(JourneyVersion)) == len(after.rows(KeptTouchpoint)) == 1
        assert len(after.rows(Vision)) == 1
