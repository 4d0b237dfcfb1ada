"""Worksheets of the four elements filled in on a real terminal, and found in the Word report."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path

import pytest

from focusgroup.guide.library import load_frame
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import WORKSHEETS
from focusgroup.worksheets.hand_offs import HandOff
from focusgroup.worksheets.processes import Procedure, Process
from focusgroup.worksheets.service_domains import Duty
from focusgroup.worksheets.step_tree import ProcessStep
from support.element_sheets import say
from support.terminal import Terminal
from support.worksheets import steps_down

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

SHELF = "What is typed here is masked before it is written"
KEYS = [each.key for each in WORKSHEETS]


def open_sheet(terminal: Terminal, key: str) -> None:
    worksheet = WORKSHEETS[KEYS.index(key)]
    terminal.press("home", *["down"] * steps_down(key))
    terminal.settle(0.1)
    terminal.press("enter")
    terminal.wait_for("add the first", worksheet.sheets[0].title)


def row(terminal: Terminal, *answers: str) -> None:
    """Fill in a new row: each answer is typed, "" is passed by, "→n" is the nth of a choice.

    "@words" links the row whose title holds these words.
    """
    terminal.press("n")
    terminal.wait_for("New ")
    terminal.settle(0.1)
    for answer in answers:
        if answer.startswith("→"):
            terminal.press(*["right"] * int(answer[1:]))
        elif answer.startswith("@"):
            terminal.press("enter")
            terminal.wait_for("type to shorten")
            terminal.type(answer[1:])
            terminal.settle(0.1)
            terminal.press("enter")
            terminal.wait_gone("type to shorten")
        elif answer:
            terminal.type(answer)
        terminal.settle(0.05)
        terminal.press("tab")
    terminal.press("ctrl+s")
    terminal.wait_for("next page")


def next_page(terminal: Terminal, *shown: str) -> None:
    terminal.press("tab")
    terminal.wait_for(*shown)
    terminal.settle(0.1)


def back_to_shelf(terminal: Terminal) -> None:
    terminal.press("escape")
    terminal.wait_for(SHELF)
    terminal.settle(0.1)


def roles(terminal: Terminal) -> None:
    open_sheet(terminal, "service-domains")
    row(terminal, "Complaints", "all that went wrong")
    row(terminal, "Field service")
    next_page(terminal, "[Roles]")
    row(terminal, "Adviser", "Contact centre")
    next_page(terminal, "[Duties]")
    row(terminal, "@Adviser", "@Complaints", "answers the same day", "", "every open case")
    next_page(terminal, "Roles by service domain", "lacks role", "blank")
    back_to_shelf(terminal)


def hand_offs(terminal: Terminal) -> None:
    open_sheet(terminal, "hand-offs")
    touchpoint = ("",) if "touchpoint" in TABLES else ()
    row(terminal, "a signed order", "Sales", "Billing", *touchpoint, "→3", "tells it all again",
        "one form for both", "Billing lead")  # fmt: skip
    next_page(terminal, "what the customer feels", "it hurts")
    back_to_shelf(terminal)


def processes(terminal: Terminal) -> None:
    open_sheet(terminal, "processes")
    row(terminal, "Complaint to answer", "a call", "a letter", "Head of service")
    row(terminal, "Order to visit", "an order", "a visit", "Sales")
    next_page(terminal, "[Steps]")
    touchpoint = ("",) if "touchpoint" in TABLES else ()
    row(terminal, "take the call", "@Complaint", "", "", "→1", "phone call", *touchpoint, "IT")
    row(terminal, "write the letter", "@Complaint", "", "", "→2", "letter", *touchpoint, "Post")
    next_page(terminal, "[Procedures]")
    row(terminal, "Complaints handbook", "@Complaint", "the shelf", "→2", "each shift differs",
        "→2", "an adviser")  # fmt: skip
    next_page(terminal, "a call → a letter", "Gap: nothing leads from it to the end.")
    next_page(terminal, "phone call", "Which unit supports which steps")
    next_page(terminal, "Processes without a procedure", "Order to visit")
    back_to_shelf(terminal)


def tools(terminal: Terminal) -> None:
    open_sheet(terminal, "voice-of-customer")
    row(terminal, "why they left", "exit calls")
    row(terminal, "what they fear")
    next_page(terminal, "[Tools]")
    row(terminal, "Case desk", "→1", "@Complaint", "→2", "addresses and calls", "@why they")
    next_page(terminal, "[Sources]")
    next_page(terminal, "Where customers are heard", "what they fear: by no source")
    back_to_shelf(terminal)


def levels(terminal: Terminal) -> None:
    open_sheet(terminal, "implementation")
    terminal.press("e")
    terminal.wait_for("People", "Technology")
    terminal.press("enter")
    terminal.wait_for("Change a level", "In practice")
    terminal.settle(0.1)
    terminal.press("tab")
    terminal.type("50")
    terminal.settle(0.1)
    terminal.press("tab")
    terminal.type("2")
    terminal.settle(0.1)
    terminal.press("ctrl+s")
    terminal.wait_for("next page", "50 %")
    next_page(terminal, "plain and weighted", "100 %")
    back_to_shelf(terminal)


def data(terminal: Terminal) -> None:
    open_sheet(terminal, "customer-data")
    terminal.press("e")
    terminal.wait_for("Analyses and models")
    row(terminal, "Churn model", "→4", "→3", "", "→3", "", "→3")
    next_page(terminal, "Focus groups", "Sources of each kind")
    back_to_shelf(terminal)


TABLES = {sheet.table for each in WORKSHEETS for sheet in each.sheets}


def write_report(terminal: Terminal, home: Path) -> str:
    terminal.press("escape")
    terminal.wait_for("Enter opens it")
    terminal.press("w")
    terminal.wait_for("Word")
    terminal.press("ctrl+s")
    end = time.monotonic() + 30
    while not list(home.rglob("*.docx")) and time.monotonic() < end:
        terminal.read()
    path = next(home.rglob("*.docx"))
    with zipfile.ZipFile(path) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


@pytest.mark.feature("4.02", "4.03", "4.04", "4.05", "4.06", "4.07", "4.08", "4.09", "4.10", "4.11",
                     "4.12", "4.13", "4.14", "4.15", "3.27", "3.28", "3.29", "3.30")  # fmt: skip
def test_the_four_elements_go_from_the_keyboard_into_the_report(tmp_path: Path):
    path = tmp_path / "service.focusgroup"
    with StudyFile.create(path, title="Service reset", frame=load_frame("four-elements")) as study:
        say(study)
    with Terminal("open", str(path), home=tmp_path) as terminal:
        terminal.wait_for("G1")
        terminal.settle()
        terminal.press("s")
        terminal.wait_for(SHELF)
        roles(terminal)
        hand_offs(terminal)
        processes(terminal)
        tools(terminal)
        levels(terminal)
        data(terminal)
        report = write_report(terminal, tmp_path)
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    for words in ("lacks role", "every open case", "it hurts: tells it all again",
                  "one form for both", "Billing lead", "Gap: nothing leads from it to the end.",
                  "phone call", "Processes without a procedure", "2 of 5; each shift differs",
                  "an adviser", "addresses and calls", "by no source",
                  "Comments by element, plain and weighted",
                  "Churn model", "Focus groups of this study: 13 comments"):  # fmt: skip
        assert words in report, words
    with StudyFile.open(path) as study:
        assert study.check().good
        assert [len(study.rows(r)) for r in (Duty, HandOff, Process, ProcessStep, Procedure)] == [
            1, 1, 2, 2, 1,
        ]  # fmt: skip
