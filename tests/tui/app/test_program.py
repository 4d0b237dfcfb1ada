"""What all screens share: themes, keys of one's own, the palette, and the one boundary."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from focusgroup import config, paths
from focusgroup.tui import theme
from focusgroup.tui.app import FocusGroupApp
from support.terminal import Terminal


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("FOCUSGROUP_HOME", str(tmp_path))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return tmp_path


def settings(home: Path, text: str) -> None:
    (home / "config.toml").write_text(text, encoding="utf-8")


async def test_a_key_can_be_bound_to_another_by_its_id(home):
    settings(home, '[keys]\n"home.guides" = "f12"\n')
    app = FocusGroupApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        assert type(app.screen).__name__ == "HomeScreen"
        await pilot.press("f12")
        await pilot.pause()
        assert type(app.screen).__name__ == "GuidesScreen"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme = 3\n", "theme must be a str"),
        ("colour = 'red'\n", "unknown setting 'colour'"),
        ("theme = [\n", "config.toml"),
    ],
)
async def test_broken_settings_are_told_and_the_program_starts(home, text, told):
    settings(home, text)
    with pytest.raises(config.ConfigError, match=told):
        config.load()
    app = FocusGroupApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert any(told in n.message for n in app._notifications)


async def test_the_theme_is_changed_by_a_key_and_remembered():
    app = FocusGroupApp()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == theme.DARK
        await pilot.press("ctrl+l")
        assert app.theme == theme.LIGHT
    again = FocusGroupApp()
    async with again.run_test(size=(80, 24)):
        assert again.theme == theme.LIGHT


async def test_a_broken_state_file_counts_as_none(home):
    paths.state_file().write_text("{not json", encoding="utf-8")
    app = FocusGroupApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.remembered.studies() == []


_CRASH = """
import sys
from focusgroup.tui.app import FocusGroupApp
def fail(self):
    said = "Solveig said the secret thing"
    raise ValueError(said)
FocusGroupApp.on_mount = fail
app = FocusGroupApp()
app.run()
sys.exit(app.return_code)
"""


@pytest.mark.slow
def test_a_failure_says_so_without_anybodys_words_on_screen_or_disk(home):
    command = (sys.executable, "-c", _CRASH)
    with Terminal(home=home, command=command) as terminal:
        terminal.wait_for("something in the program failed")
        assert terminal.wait_end() == 1
        terminal.settle()
        assert b"Solveig" not in terminal.raw
        assert b"secret" not in terminal.raw
        assert b"Traceback" not in terminal.raw
    notes = list((home / "crashes").glob("*.txt"))
    assert len(notes) == 1
    told = notes[0].read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "Solveig" not in told


@pytest.mark.slow
def test_without_colour_the_screen_is_whole(home):
    with Terminal(home=home, NO_COLOR="1") as terminal:
        terminal.wait_for("New study", "F1 help")
        colours = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", bytes(terminal.raw))
        assert all(red == green == blue for red, green, blue in colours)
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0


def test_without_a_terminal_a_sentence_says_what_to_do(home):
    done = subprocess.run(
        [sys.executable, "-m", "focusgroup"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "focusgroup --help" in done.stderr


async def test_the_palette_finds_an_action_by_what_it_does_as_well_as_by_its_name():
    app = FocusGroupApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"high contrast")
        await pilot.pause(0.3)
        rows = "\n".join(s.text for s in app.screen._compositor.render_strips())
        assert "theme  (^l)" in rows
