"""SIGKILL in the middle of a worksheet's form: what was typed is here again, and names nobody."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.alignment import Goal
from support import planted
from support.disk import Disk
from support.planted import CLIENT, PHONE, Watch
from support.terminal import Terminal
from system.test_nothing_on_disk import new_study, set_up_group, typed
from system.test_worksheets import form, keep, open_worksheet
from tui.screens.sitting import new_study as study_in

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]


def goals(terminal: Terminal) -> None:
    """Open the sheet of goals from the study's screen."""
    terminal.press("s")
    open_worksheet(terminal, "Strategy alignment")


def saved(home: Path, words: bytes) -> bool:
    """Tell whether some file holds the words by now."""
    return any(words in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_killed_form_has_its_words_again_and_keeps_them_by_one_key(tmp_path):
    path = study_in(tmp_path)
    with Terminal("open", str(path), home=tmp_path) as terminal:
        terminal.wait_for("No groups yet")
        goals(terminal)
        form(terminal, "n", "")
        terminal.type("keep nine of ten customers in the spring of next year")
        terminal.wait_for("next year")
        end = time.monotonic() + 20  # a busy machine saves it later than a quarter of a second
        while (
            not saved(tmp_path, b"nine of ten customers in the spring") and time.monotonic() < end
        ):
            terminal.read()
        terminal.kill(signal.SIGKILL)
    with Terminal("open", str(path), home=tmp_path) as terminal:
        terminal.wait_for("No groups yet")
        goals(terminal)
        form(terminal, "n", "")
        terminal.wait_for("A half-typed row of", "keep nine of ten customers in the spring")
        keep(terminal)
        terminal.press("n")
        terminal.wait_for("^s keep")
        terminal.settle(0.3)
        assert "spring" not in terminal.text, "a row that was kept is offered no more"
    with StudyFile.open(path) as study:
        (goal,) = study.rows(Goal)
        assert goal.name.startswith("keep nine of ten customers in the spring")
        assert study.check().good


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk(tmp_path)
    monkeypatch.chdir(made.work)
    with Watch(made.search):
        yield made
    shutil.rmtree(made.runtime)
    assert made.search.finds == set()
    sys.stdout.write(f"\n{made.search.figures()}\n")


TYPED = (
    "ask Zephrine Okwuosa, and ngozikaya, whether",
    f"ring {PHONE} at {CLIENT}, says Xolanile Dlaminika",
    "so said wulfrida szczepanova and xolanile and Tavish",
)


def test_planted_names_half_typed_into_a_form_are_in_no_file(disk: Disk):
    with disk.terminal() as terminal:
        new_study(terminal)
        set_up_group(terminal)
        terminal.press("escape")
        terminal.wait_for("Customer contact", "new")
        terminal.settle(0.3)
        goals(terminal)
        for text in TYPED:
            assert planted.stems_in(text.encode()), text
            form(terminal, "n", "")
            typed(terminal, text)
            terminal.press("tab")
            terminal.settle(0.4)
            terminal.press("shift+tab", *["left"] * 12)
            typed(terminal, " and Ysoldine ")  # into the middle of what stands there
            disk.look(terminal)
            terminal.press("escape")
            terminal.wait_for("Leave this row?")
            terminal.press("y")
            terminal.wait_gone("^s keep")
        form(terminal, "n", "")
        typed(terminal, TYPED[0] + " Perpetua")
        disk.look(terminal)
        terminal.kill(signal.SIGKILL)
    disk.look()
    assert "whether" in str(disk.study.read_bytes()) + _log(disk)  # the search reads what is saved


def _log(disk: Disk) -> str:
    log = disk.study.with_name(disk.study.name + "-wal")
    return str(log.read_bytes()) if log.exists() else ""
