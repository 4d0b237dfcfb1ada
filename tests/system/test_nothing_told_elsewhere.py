"""What leaves the program beside its files: failures, developers' switches, memory, clipboard."""

from __future__ import annotations

import base64
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import planted
from support.disk import Disk, names_handed_over, started_group
from support.planted import Watch
from support.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

SAID = "1- Zephrine and wulfrida szczepanova told Xolanile Dlaminika of Tarnbrook Homes"
LEFT_THE_SCREEN = b"\x1b[?1049l"


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk(tmp_path)
    monkeypatch.chdir(made.work)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made.runtime))
    path = made.home / "studies" / "reset.focusgroup"
    with names_handed_over(path, *started_group(path)), Watch(made.search):
        yield made
    shutil.rmtree(made.runtime)
    assert made.search.finds == set()


def noting(disk: Disk, terminal: Terminal) -> None:
    """Type a remark that names people, and see it masked."""
    terminal.wait_for("what seat 3 said", "Zephri")  # a seat's name: the door was answered
    terminal.type(SAID)
    terminal.wait_for("[withheld]")
    terminal.press("enter")
    terminal.wait_for("− [P1] and [P6] told")


@pytest.mark.parametrize(
    "switch",
    [
        {"TEXTUAL_LOG": "textual.log"},
        {"TEXTUAL": "debug,devtools", "TEXTUAL_LOG": "textual.log"},
        {"TEXTUAL_DEBUG": "1"},
        {"TEXTUAL_SCREENSHOT": "2", "TEXTUAL_SCREENSHOT_LOCATION": "."},
    ],
    ids=lambda told: " ".join(told),
)
def test_developers_switches_write_no_key_and_no_picture(disk: Disk, switch):
    with disk.terminal("note", str(disk.study), **switch) as terminal:
        noting(disk, terminal)
        terminal.settle(2.5)
        terminal.press("ctrl+q")
        terminal.wait_end()
    disk.look()
    assert [path.name for path in disk.work.iterdir()] == []


_FAILS = """
import asyncio, sys, threading
from focusgroup.room.notes import NoteDesk
take = NoteDesk.{method}
def fail(self, line, *more, **rest):
    if "boom" not in line:
        return take(self, line, *more, **rest)
    {how}
    return take(self, "2 after it all", *more, **rest)
NoteDesk.{method} = fail
from focusgroup.__main__ import main
sys.argv = ["focusgroup", "note", sys.argv[1]]
sys.exit(main())
"""
_WAYS = {
    "key": "raise ValueError(line, self)",
    "chained": """try:
        raise KeyError(line)
    except KeyError as error:
        raise ValueError(line) from error""",
    "thread": "threading.Thread(target=lambda: (_ for _ in ()).throw(ValueError(line))).start()",
    "task": "asyncio.get_running_loop().create_future().set_exception(ValueError(line))",
}


@pytest.mark.parametrize("way", _WAYS)
def test_a_failure_tells_nobodys_words(disk: Disk, way: str):
    code = _FAILS.format(how=_WAYS[way], method="note")
    command = (sys.executable, "-c", code)
    with disk.terminal(str(disk.study), command=command) as terminal:
        noting(disk, terminal)
        typed = "2+ boom, said Zephrine Okwuosa and Perpetuana"
        terminal.type(typed)
        terminal.wait_for("boom")
        terminal.press("enter")
        if way in {"thread", "task"}:
            terminal.wait_for("after it all")
            terminal.press("ctrl+q")
        code = terminal.wait_end()
        terminal.read(0.5)
    _, left, behind = bytes(terminal.raw).rpartition(LEFT_THE_SCREEN)
    assert left
    assert planted.stems_in(behind) == set()
    assert b"Traceback" not in behind
    disk.look()
    notes = list((disk.home / "crashes").glob("*.txt"))
    assert len(notes) == (way in {"key", "chained"})
    assert bool(code) == bool(notes)


def test_a_dump_of_the_programs_memory_is_not_written(disk: Disk):
    with disk.terminal("note", str(disk.study)) as terminal:
        noting(disk, terminal)
        limits = Path(f"/proc/{terminal.process.pid}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits)


def test_what_is_kept_is_for_this_user_only(disk: Disk):
    with disk.terminal("note", str(disk.study)) as terminal:
        noting(disk, terminal)
        kept = [path for path in disk.study.parent.rglob("*") if path.is_file()]
        assert len(kept) > 2
        for path in kept:  # itself, or the folder that only this user enters
            shut = [each.stat().st_mode & 0o077 for each in (path, path.parent)]
            assert 0 in shut, path


def test_the_systems_clipboard_is_handed_masked_words_only(disk: Disk):
    """Clipboards keep histories on disk and in clouds; inside the program the words go whole."""
    with disk.terminal("note", str(disk.study)) as terminal:
        noting(disk, terminal)
        terminal.type("2 Zephrine rang Xolanile Dlaminika twice")
        terminal.wait_for("twice")
        terminal.press("shift+home", "ctrl+c", "ctrl+x")
        terminal.wait_gone("twice")
        terminal.press("ctrl+v")
        terminal.wait_for("2 Zephrine rang Xolanile Dlaminika twice")
        copied = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", bytes(terminal.raw))
        told = b" ".join(base64.b64decode(each) for each in copied)
        assert planted.stems_in(told) == set()
        assert b"[P1] rang [name" in told


def test_rows_of_another_program_send_the_terminal_no_commands(disk: Disk):
    """Titles, colours, clipboards, links, device reports, either way of writing an escape."""
    evil = (
        "\x1b]0;EVILTITLE\x07",
        "\x1b]52;c;RVZJTENMSVA=\x07",
        "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
        "\x1b[31;7mEVILRED",
        "\x9b31mEVILCSI \x9d0;EVILOSC\x9c",
        "\x1bP+q544e\x1b\\ \x1b[c \x1b[6n \x1b#8",
        "\x1bcEVILRESET \x07\x08\x0e\x0f\x1a",
    )
    with disk.terminal("note", str(disk.study)) as terminal:
        noting(disk, terminal)
        terminal.press("ctrl+q")
        terminal.wait_end()
    with sqlite3.connect(disk.study) as rows:
        for table, column in (("comment", "text"), ("session", "label"), ("session", "themes")):
            rows.execute(f"UPDATE {table} SET {column} = {column} || ?", ("".join(evil),))
        rows.execute("UPDATE study SET title = title || ?", ("".join(evil),))
        rows.execute("UPDATE seat SET department = ?", ("".join(evil),))
        rows.execute(
            "INSERT INTO draft SELECT session, actor || 'x', ?, at, '' FROM draft", evil[:1]
        )
    seen: set[str] = set()
    for words, keys in (
        (("note", str(disk.study)), ("f4", "escape", "f2", "f8", "escape", "ctrl+o")),
        (("open", str(disk.study)), ("v", "f", "escape", "e", "escape", "escape", "slash", "E")),
        (("run", str(disk.study)), ("f8", "escape", "f9", "y", "f3", "escape")),
    ):
        with disk.terminal(*words) as terminal:
            terminal.wait_for("Customer contact" if words[0] == "open" else "left")
            for key in keys:
                terminal.press(key)
                terminal.settle(0.2)
            assert_harmless(bytes(terminal.raw))
            seen |= {word for word in ("EVILRED", "EVILRESET") if word.encode() in terminal.raw}
    assert seen == {"EVILRED", "EVILRESET"}  # the rows were shown


def assert_harmless(raw: bytes) -> None:
    told = b" ".join(re.findall(rb"\x1b[\]P_^X].*?(?:\x07|\x1b\\)", raw, re.DOTALL))
    assert b"EVIL" not in told
    assert b"evil" not in told
    assert b"RVZJTEN" not in told
    for sequence in (b"\x1b[31;7m", b"\x1bc", b"\x1b[c", b"\x1b[6n", b"\x1b#8", b"\x1bP+q"):
        assert sequence not in raw, sequence
    text = raw.decode()
    assert not re.search("[\x80-\x9f]", text)
    assert not re.search("[\x08\x0e\x0f\x1a]", text)
