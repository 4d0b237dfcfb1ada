"""The disk under attack: names are planted in a whole group and looked for in every byte kept.

A thread searches the data folder, the runtime folder and the temporary folder all through, so that
a file which is there for a moment, or a page of the write-ahead log that is written over, is met.
Half-typed names count: what is looked for is the planted words without their last letters.
"""

from __future__ import annotations

import re
import shutil
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import planted
from support.disk import Disk
from support.planted import CLIENT, MAIL, MODERATOR, NOTE_TAKER, PHONE, ROSTER, Watch
from support.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk(tmp_path)
    monkeypatch.chdir(made.work)
    with Watch(made.search):
        yield made
    shutil.rmtree(made.runtime)
    assert made.search.finds == set()
    sys.stdout.write(f"\n{made.search.figures()}\n")


def typed(terminal: Terminal, text: str, *keys: str) -> None:
    """Type letter by letter, as a person does: each key saves a draft."""
    for letter in text:
        terminal.type(letter)
        terminal.read(0.01)
    terminal.settle(0.1)
    terminal.press(*keys)
    terminal.settle(0.15)


def fill(terminal: Terminal, *texts: str) -> None:
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


def set_up_group(terminal: Terminal) -> None:
    terminal.press("n")
    terminal.wait_for("Set up a group", "Department")
    terminal.settle()
    fill(terminal, "Customer contact", "Room 2")
    terminal.press("tab", "tab")  # the guide is the shipped one, for staff
    fill(terminal, "the contact centre", MODERATOR, "outside the company", "1", NOTE_TAKER)
    terminal.press("f7")
    terminal.wait_for("first name")
    for number, (first, last, nick) in enumerate(ROSTER):
        if number:
            terminal.press("down", *["left"] * 6)
        for text in (f"{first} {last}" + (f" ({nick})" if nick else ""), "Contact centre"):
            terminal.type(text[0])
            terminal.settle(0.1)
            terminal.type(text[1:])
            terminal.settle(0.1)
            terminal.press("tab")
        terminal.press("m", "right", "space", "right", "y", "right", "y", "right", "y")
    terminal.wait_for("Wulfrida")
    terminal.press("f7")
    terminal.wait_for("Never write")
    terminal.settle()
    terminal.press(*["tab"] * 4)
    typed(terminal, CLIENT)
    terminal.wait_for(CLIENT)
    terminal.press("f7")
    terminal.wait_for("Check")
    terminal.press("ctrl+s")
    terminal.wait_for("P1")


def flip_chart(terminal: Terminal) -> None:
    terminal.next_step_to("What approach")
    terminal.press("f3")
    terminal.wait_for("Flip chart")
    terminal.settle(0.3)
    typed(terminal, "what Zephrine does for Tarnbrook Homes", "enter")
    typed(terminal, "visits with Xolanile Dlaminika", "enter")
    terminal.press("escape")
    terminal.settle(0.3)
    terminal.press("enter")  # change the first line
    terminal.settle(0.2)
    typed(terminal, " and Ysoldine too", "enter")
    terminal.press("escape")
    terminal.wait_gone("Flip chart ·")


def reasons(terminal: Terminal) -> None:
    terminal.press("f7")
    terminal.settle()
    terminal.press("f3")
    terminal.wait_for("Answers on this approach")
    terminal.press("tab", "tab")
    typed(terminal, "because Wulfrida Szczepanova says so to Featherquill", "enter")
    terminal.wait_gone("Answers on this approach")
    terminal.press("f8")
    terminal.wait_for("Steps of the guide")
    terminal.press("end", "s")
    terminal.wait_for("Skip this step")
    typed(terminal, "Brannoch and Perpetuana have to leave", "enter")
    terminal.wait_gone("Skip this step")
    terminal.press("escape")
    terminal.wait_gone("Steps of the guide")


LINES = (
    '3- "Zephrine asked me to re-key it, and ask Xolanile Dlaminika about it" #tech',
    "1+ yeah I mean what Tavishka said, and Zephie, and wulfrida szczepanova #proc",
    f"2! one list at Tarnbrook, ring {PHONE} or write to {MAIL} #sys",
    "* Ikaikane Mahutani-Wells and the Okwuosas nod, so does Mrs Featherquill",
    "4 the file is ngozikaya_delacroft.xlsx on the drive, Perpetuana has it",
    "5 Hildegund and Bertrande asked, and Ysoldin was mistyped, VANTONGEREN too",
)


def comments(terminal: Terminal) -> None:
    terminal.press("f2")
    terminal.wait_for("what seat 3 said")
    for number, line in enumerate(LINES, start=1):
        typed(terminal, line, "enter")
        terminal.settle(0.2)
        assert planted.stems_in(line.encode()), number
    terminal.press("ctrl+o")  # edit, with another name
    terminal.wait_for("Correcting a comment")
    typed(terminal, " and so did Delacroft", "enter")
    terminal.press("ctrl+z")
    terminal.settle(0.2)
    terminal.press("ctrl+y")
    terminal.settle(0.2)


def restore_a_mask(terminal: Terminal) -> None:
    typed(terminal, "6 the Zorblat told Zephrine to stop", "enter")
    terminal.press("ctrl+r")
    terminal.wait_for("What was masked", "Zorblat")
    terminal.press("1")
    terminal.wait_for("the Zorblat told")


def look_around(terminal: Terminal) -> None:
    for key in ("f1", "f4"):
        terminal.press(key)
        terminal.settle(0.2)
        terminal.press("escape")
        terminal.settle(0.3)
    terminal.press("ctrl+p")
    terminal.settle(0.3)
    typed(terminal, "Zephrine")
    terminal.press("escape")
    terminal.settle(0.3)
    terminal.press("f2")
    terminal.settle(0.3)
    terminal.press("f2")
    terminal.wait_for("Zorblat")


def type_names_again(terminal: Terminal) -> None:
    """In the note-taker's view, from the list of seats."""
    terminal.press("f4")
    terminal.wait_for("memory only")
    terminal.press("n")
    terminal.wait_for("Names of", "Moderator")
    terminal.settle(0.3)
    for first, last, nick in ROSTER:
        fill(terminal, f"{first} {last}" + (f" ({nick})" if nick else ""))
    fill(terminal, MODERATOR, NOTE_TAKER)
    terminal.type(CLIENT)
    terminal.settle()
    terminal.press("ctrl+s")
    terminal.wait_for("memory only")
    terminal.press("escape")
    terminal.settle(0.3)


def debrief(terminal: Terminal, text: str) -> None:
    terminal.press("f9")
    terminal.wait_for("Close this group?")
    terminal.press("y")
    terminal.wait_for("Debrief of")
    terminal.settle(0.3)
    typed(terminal, text)


def test_planted_names_are_in_no_file_while_open_after_a_crash_and_after_the_report(disk: Disk):
    with disk.terminal() as terminal:
        new_study(terminal)
        set_up_group(terminal)
        disk.look(terminal)
        terminal.press("enter")
        terminal.wait_for("Press F5")
        terminal.press("f5")
        terminal.wait_for("gone", "left")
        flip_chart(terminal)
        reasons(terminal)
        comments(terminal)
        restore_a_mask(terminal)
        look_around(terminal)
        disk.look(terminal)
        assert_nothing_told_outside(terminal, disk)
        typed(terminal, "3- and then Zephrine Okwuo")
        disk.look(terminal)
        terminal.kill(signal.SIGKILL)
    disk.look()
    after_the_crash(disk)
    for command in (("doctor", str(disk.study)), ("report", str(disk.study), "-o", "cli.docx")):
        disk.run(*command)
    disk.look()
    assert list(disk.home.rglob("*.docx"))
    assert "zorblat" in str(disk.study.read_bytes().lower())  # the search reads what is written


def after_the_crash(disk: Disk) -> None:
    with disk.terminal("note", str(disk.study)) as terminal:
        terminal.wait_for("being typed when", "and then")
        terminal.press(*["backspace"] * 40)
        type_names_again(terminal)
        typed(terminal, "1 back again, says Zephrine, and Delacroft agrees", "enter")
        debrief(terminal, "Wulfrida and Xolanile Dlaminika were loud, Tarnbrook too, and Tavis")
        disk.look(terminal)
        terminal.kill(signal.SIGKILL)
    disk.look()


def assert_nothing_told_outside(terminal: Terminal, disk: Disk) -> None:
    """No title, no clipboard: operating system commands carry nothing; the door is locked."""
    told = re.findall(rb"\x1b\].*?(?:\x07|\x1b\\)", bytes(terminal.raw), re.DOTALL)
    assert planted.stems_in(b" ".join(told)) == set()
    doors = [path for path in disk.runtime.rglob("*") if path.is_socket()]
    assert doors
    for door in doors:
        assert stat.S_IMODE(door.stat().st_mode) == 0o600
        assert stat.S_IMODE(door.parent.stat().st_mode) == 0o700
