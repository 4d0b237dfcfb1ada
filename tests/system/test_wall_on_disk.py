"""Names planted into every line of the wall and of worksheets, and looked for in every byte."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import planted
from support.disk import Disk, names_handed_over, started_group
from support.planted import CLIENT, PHONE, Watch
from support.terminal import Terminal
from system.test_nothing_on_disk import typed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

SAID = (
    "ask Zephrine Okwuosa whether it works",
    f"ring {PHONE} at {CLIENT}, says Xolanile Dlaminika",
    "so said wulfrida szczepanova and tavishka",
)


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk(tmp_path)
    monkeypatch.chdir(made.work)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made.runtime))
    path = made.home / "studies" / "reset.focusgroup"
    path.parent.mkdir()
    with names_handed_over(path, *started_group(path)), Watch(made.search):
        yield made
    shutil.rmtree(made.runtime)
    assert made.search.finds == set()
    sys.stdout.write(f"\n{made.search.figures()}\n")


def press(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        terminal.press(key)
        terminal.settle(0.1)


def left(terminal: Terminal, key: str, opened: str, text: str = SAID[0]) -> None:
    """Open a line, type names into it, and leave it without keeping anything."""
    press(terminal, key)
    terminal.wait_for(opened)
    typed(terminal, text)
    press(terminal, "enter")
    terminal.settle(0.3)
    press(terminal, "escape")
    terminal.settle(0.3)


def a_board(terminal: Terminal) -> None:
    press(terminal, "k", "n")
    terminal.wait_for("New board")
    typed(terminal, "What does Zephrine Okwuosa keep from Tarnbrook Homes?")
    press(terminal, "tab", "right", "ctrl+s")
    terminal.wait_for("keep from")


def cards(terminal: Terminal) -> None:
    press(terminal, "n")
    terminal.wait_for("one answer a card")
    for text in SAID:
        typed(terminal, text, "enter")
    typed(terminal, "half a card of Zephrine Okwu")
    press(terminal, "escape")
    terminal.settle(0.3)
    press(terminal, "home", "e")
    terminal.wait_for("Other words for this card")
    typed(terminal, " and Ysoldine Vantongeren", "enter")
    press(terminal, "g")
    terminal.settle(0.2)
    press(terminal, "home", "right", "r")
    terminal.wait_for("A name for this group")
    typed(terminal, "Zephrine's orders, and Delacroft's", "enter")
    press(terminal, "ctrl+s")
    terminal.wait_gone("A name for this group")
    press(terminal, "E")
    terminal.wait_for("The focus question")
    typed(terminal, " And Featherquill?", "enter")
    terminal.wait_gone("The focus question")


def lines_of_the_wall(terminal: Terminal) -> None:
    left(terminal, "c", "shown", "Zephrine Okwuosa #tech")
    left(terminal, "o", "Cards of earlier work", "/nowhere/Zephrine-Okwuosa.focusgroup")
    press(terminal, "home")
    left(terminal, "f", "Into which group?", "Zephrine")
    left(terminal, "ctrl+p", "Search", "Zephrine Okwuosa")


def findings(terminal: Terminal, disk: Disk) -> None:
    press(terminal, "s", "/")
    terminal.settle(0.2)
    press(terminal, "ctrl+p")
    terminal.settle(0.3)
    terminal.type("Worksheet: Findings")
    terminal.wait_for("Findings board")
    press(terminal, "enter")
    terminal.wait_for("Strengths")
    for text in SAID[:2]:
        press(terminal, "n")
        terminal.wait_for("^s keep")
        typed(terminal, text)
        press(terminal, "tab")
        typed(terminal, f"marked so that {text}")
        disk.look(terminal)
        press(terminal, "ctrl+s")
        terminal.wait_gone("^s keep")


def leave_out_a_step(terminal: Terminal) -> None:
    press(terminal, "escape")
    terminal.settle(0.3)
    press(terminal, "home", "down", "x")
    terminal.wait_for("eave")
    typed(terminal, "Perpetuana and Zephrine did it in the spring", "enter")
    terminal.settle(0.3)


def test_names_typed_into_the_wall_and_worksheets_are_in_no_file(disk: Disk):
    with disk.terminal("open", str(disk.study)) as terminal:
        terminal.wait_for("Customer contact")
        terminal.settle(0.3)
        a_board(terminal)
        cards(terminal)
        disk.look(terminal)
        lines_of_the_wall(terminal)
        press(terminal, "u", "u", "ctrl+y", "n")
        terminal.wait_for("one answer a card")
        typed(terminal, "what Zephrine Okwu")
        disk.look(terminal)
        terminal.kill(signal.SIGKILL)
    disk.look()
    with disk.terminal("open", str(disk.study)) as terminal:
        terminal.wait_for("Customer contact")
        terminal.settle(0.3)
        findings(terminal, disk)
        leave_out_a_step(terminal)
        press(terminal, "ctrl+p")
        typed(terminal, "Zephrine Okwu")
        disk.look(terminal)
        terminal.kill(signal.SIGKILL)
    disk.look()
    for command in (
        ("doctor", str(disk.study)),
        ("report", str(disk.study), "-o", "told.docx"),
        ("export", str(disk.study), "--csv", "tables"),
    ):
        disk.run(*command)
    disk.look()
    assert list(disk.home.rglob("told.docx"))
    assert list(disk.home.rglob("strength.csv"))
    kept = str(disk.study.read_bytes())
    for words in ("whether it works", "orders, and", "keep from", "marked so that", "the spring"):
        assert words in kept, "the search reads what is written"
    assert planted.stems_in(disk.study.read_bytes()) == set()
