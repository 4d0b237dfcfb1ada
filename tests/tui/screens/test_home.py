"""The first frame: what this is, what to do next, and studies opened lately."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest
from textual.widgets import Input

from focusgroup.config import Remembered
from focusgroup.tui.app import Opening
from focusgroup.tui.screens.guides import GuidesScreen
from focusgroup.tui.screens.home import HomeScreen
from focusgroup.tui.screens.new_study import NewStudyScreen
from focusgroup.tui.screens.open_file import OpenFileScreen, candidates
from focusgroup.tui.screens.study import StudyScreen
from support.hostile import HOSTILE
from tui.screens.sitting import LARGE, SMALL, TINY, ascii_start, new_study, sitting


async def test_the_first_frame_says_what_this_is_and_what_to_do_next():
    async with sitting() as here:
        assert here.shows(HomeScreen)
        assert "focusgroup" in here.text
        assert "n  New study" in here.text
        assert "focusgroup demo" in here.text
        assert here.footer.strip().startswith("n new study   o open   g guides")


def test_nothing_heavy_is_imported_before_the_first_frame():
    heavy = "pydantic", "sqlite_utils", "docx", "yaml", "rapidfuzz"
    code = (
        "import sys, focusgroup.tui.screens.home\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("key", "screen"), [("n", NewStudyScreen), ("g", GuidesScreen), ("o", OpenFileScreen)]
)
async def test_a_key_leads_on_and_escape_leads_back(key, screen):
    async with sitting() as here:
        await here.press(key)
        assert here.shows(screen)
        await here.press("escape")
        assert here.shows(HomeScreen)
        await here.press("escape")
        assert here.shows(HomeScreen), "there is nothing behind the first screen"


async def test_help_tells_of_this_screen():
    async with sitting() as here:
        await here.press("f1")
        assert "focusgroup runs a focus group from this terminal" in here.flowing


async def test_studies_opened_lately_are_a_digit_away(tmp_path, home):
    first, second = new_study(tmp_path, "north"), new_study(tmp_path, "south")
    remembered = Remembered()
    remembered.opened(first)
    remembered.opened(second)
    remembered.opened(tmp_path / "gone.focusgroup")
    async with sitting() as here:
        assert "1  south" in here.text
        assert "2  north" in here.text
        assert "gone" not in here.text
        await here.press("2")
        assert here.shows(StudyScreen)
        assert "north.focusgroup" in here.text
        await here.press("escape")
        assert here.shows(HomeScreen)
        assert here.app.study is None
        assert "1  north" in here.text, "the one opened last comes first"


async def test_a_file_that_is_no_study_is_refused_in_a_sentence(tmp_path, home):
    broken = tmp_path / "broken.focusgroup"
    broken.write_bytes(b"not a database at all" * 400)
    Remembered().opened(broken)
    async with sitting() as here:
        await here.press("1")
        assert here.shows(HomeScreen)
        assert "broken.focusgroup is not a focusgroup study" in here.told


async def test_a_study_is_opened_by_its_name_in_the_study_folder(home):
    new_study_folder = home / "studies"
    new_study_folder.mkdir(parents=True)
    new_study(new_study_folder, "north")
    async with sitting() as here:
        await here.press("o")
        assert "north.focusgroup" in here.text
        await here.press("n", "o", "enter")
        assert "There is no file no.focusgroup" in here.flowing
        assert here.app.screen.query_one(Input).value == "no"
        await here.press("right", "right", "enter")  # takes the grey completion
        assert here.shows(StudyScreen)


async def test_the_list_of_files_follows_what_is_typed(home):
    folder = home / "studies"
    folder.mkdir(parents=True)
    new_study(folder, "north")
    new_study(folder, "south")
    async with sitting() as here:
        await here.press("o", "s", "o")
        assert "south.focusgroup" in here.text
        assert "north.focusgroup" not in here.text
        await here.press("down", "enter")
        assert here.shows(StudyScreen)


@pytest.mark.parametrize(
    "typed", [*HOSTILE, "~nobody-of-that-name/x", "/dev/null"], ids=ascii_start
)
async def test_nonsense_for_a_path_is_refused_and_stays_typed(typed):
    async with sitting() as here:
        await here.press("o")
        line = here.app.screen.query_one(Input)
        line.value = typed
        await here.press("enter")
        assert here.shows(OpenFileScreen) or here.shows(HomeScreen)
        assert here.app.screen.query_one(Input).value.startswith(typed)


def test_candidates_are_studies_and_folders_only(tmp_path):
    place = tmp_path / "place"
    (place / "sub").mkdir(parents=True)
    (place / "notes.txt").write_text("x")
    (place / ".hidden.focusgroup").write_text("x")
    (place / "North.focusgroup").write_text("x")
    assert [p.name for p in candidates("", place)] == ["North.focusgroup", "sub"]
    assert [p.name for p in candidates("no", place)] == ["North.focusgroup"]
    assert [p.name for p in candidates(f"{place}/", tmp_path)] == ["North.focusgroup", "sub"]
    assert candidates("nowhere/at/all", place) == []


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
async def test_it_fits(size, tmp_path, home):
    for number in range(14):
        Remembered.load().opened(new_study(tmp_path, f"study-{number}"))
    async with sitting(size=size) as here:
        assert "F1 help" in here.footer
        await here.press("down", "down", "end", "home", "enter")
        assert here.shows(StudyScreen)


async def test_a_study_that_another_program_holds_opens_as_soon_as_it_is_free(home):
    path = new_study(home)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    async with sitting(Opening("study", path)) as here:
        assert here.shows(HomeScreen)
        assert "opens as soon as it is free" in here.told
        holder.rollback()
        holder.close()
        await here.until(lambda: here.shows(StudyScreen))
