"""A new study: what is asked, what is refused, and that no typed word is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.form_page import LinesField
from focusgroup.tui.screens.home import HomeScreen
from focusgroup.tui.screens.new_study import NewStudyScreen
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.widgets.confirm import Confirm
from support.hostile import HOSTILE
from tui.screens.sitting import SMALL, TINY, ascii_start, new_study, sitting

PURPOSE = "To hear from those who serve customers."


async def filled(here, title: str = "CRM strategy reset, autumn") -> None:
    """Type a title and a purpose, one product and the smallest cell."""
    await here.press("n")
    await here.fill(title)
    await here.paste(PURPOSE)
    await here.press("tab", "tab", "tab")
    await here.paste("Beacon\nWarmPlan")


def typed(here) -> tuple[str, str, str]:
    lines = {f.id: f.value for f in here.app.screen.query(LinesField)}
    return here.field("title").value, lines["purpose"], lines["glossary"]


KEPT = ("CRM strategy reset, autumn", PURPOSE, "Beacon\nWarmPlan")


async def test_a_title_is_enough_and_the_file_name_follows_it(home):
    async with sitting() as here:
        await here.press("n")
        await here.fill("CRM strategy reset, Süd & Co [1]")
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)
        assert "n  set up a group" in here.text
    with StudyFile.open(home / "studies" / "crm-strategy-reset-sud-co-1.focusgroup") as made:
        assert made.study.title == "CRM strategy reset, Süd & Co [1]"
        assert made.study.cell_minimum == 5
        assert made.frame.id == "crm-joined"


@pytest.mark.feature("4.01")
async def test_everything_typed_is_in_the_file(home):
    async with sitting() as here:
        await filled(here)
        await here.press("shift+tab", "shift+tab")
        assert "People, Process, Procedures, Technology, Programs, Systems" in here.flowing
        await here.press("f", "tab")  # the four elements, by their first letter
        here.field("cell").value = "8"
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)
        study, frame = here.app.study.file.study, here.app.study.file.frame
    assert (study.title, study.purpose, study.glossary) == KEPT
    assert study.cell_minimum == 8
    assert frame.id == "four-elements"


@pytest.mark.feature("3.03")
async def test_an_own_frame_of_elements_can_be_chosen(home):
    own = home / "guides" / "frames"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(
        "id: mine\nname: Wards\nelements:\n  - {key: beds, name: Beds, hotkey: b}\n"
    )
    async with sitting() as here:
        await filled(here)
        await here.press("shift+tab", "shift+tab", "w", "ctrl+s")
        assert here.app.study.file.frame.name == "Wards"


async def test_it_says_plainly_that_title_and_glossary_are_written():
    async with sitting() as here:
        await here.press("n")
        assert "name no client, no person" in here.flowing


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("title", " ", "Give the study a title"),
        ("cell", "five", "a whole number from 1 to 100"),
        ("cell", "0", "a whole number from 1 to 100"),
        ("cell", "9" * 10_000, "a whole number from 1 to 100"),
        ("file", "a/b", "Expected a short file name"),
        ("file", "x" * 10_000, "Expected a short file name"),
        ("file", ".focusgroup", "Expected a short file name"),
        ("folder", "", "Say in which folder"),
        ("folder", "~nobody-of-that-name", "Say in which folder"),
        ("folder", "/" + "x" * 10_000, "could not be made"),
    ],
    ids=lambda value: value[:20].strip(),
)
async def test_what_is_wrong_is_said_beside_its_field_and_the_rest_stays(name, value, sentence):
    async with sitting() as here:
        await filled(here)
        here.field(name).value = value
        await here.press("ctrl+s")
        assert here.shows(NewStudyScreen)
        assert sentence in here.flowing
        assert here.field(name).has_focus_within
        assert typed(here)[1:] == KEPT[1:]
        assert here.field(name).value == value


async def test_an_existing_file_is_never_touched_and_another_name_goes_through(home):
    (home / "studies").mkdir(parents=True)
    there = new_study(home / "studies", "reset", title="The first one")
    async with sitting() as here:
        await filled(here)
        here.field("file").value = "reset.focusgroup"
        await here.press("ctrl+s")
        assert "reset.focusgroup is already there" in here.flowing
        assert typed(here) == KEPT
        here.field("file").value = "second"
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)
        assert here.app.study.file.path.name == "second.focusgroup"
    with StudyFile.open(there) as first:
        assert first.study.title == "The first one"


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere, so it becomes nobody for a moment."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
async def test_a_read_only_folder_is_told_and_the_form_stays(home, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    async with sitting() as here:
        await filled(here)
        here.field("title").value = ""
        await here.press("ctrl+s")  # once in vain, so that all is imported before rights go
        here.field("title").value = KEPT[0]
        here.field("folder").value = str(closed)
        with as_nobody():
            await here.press("ctrl+s")
        assert "cannot be written. Choose another folder." in here.flowing
        assert here.field("folder").has_focus_within
        assert typed(here) == KEPT
        here.field("folder").value = str(tmp_path / "open")
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
async def test_a_disk_that_takes_no_more_leaves_no_half_file_and_the_form_stays(home, tmp_path):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with sitting() as here:
        await filled(here)
        here.field("folder").value = str(tmp_path / "full")
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
        try:
            await here.press("ctrl+s")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert here.shows(NewStudyScreen)
        assert "✗" in here.text
        assert typed(here) == KEPT
        assert list((tmp_path / "full").iterdir()) == []
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)


@pytest.mark.parametrize("text", [h for h in HOSTILE if h.strip()], ids=ascii_start)
async def test_any_text_is_taken_as_text(text):
    async with sitting() as here:
        await filled(here, text)
        await here.press("ctrl+s")
        if here.shows(NewStudyScreen):  # nothing but control characters
            assert "Give the study a title" in here.flowing
            return
        title = here.app.study.file.study.title
        assert "\x1b" not in title
        assert here.shows(StudyScreen)
        assert title[:10].strip() in here.text


async def test_leaving_asks_only_when_something_was_typed():
    async with sitting() as here:
        await here.press("n", "escape")
        assert here.shows(HomeScreen)
        await here.press("n", "x", "escape")
        assert here.shows(Confirm)
        await here.press("n")
        assert here.shows(NewStudyScreen)
        assert here.field("title").value == "x"
        await here.press("escape", "y")
        assert here.shows(HomeScreen)


@pytest.mark.parametrize("size", [SMALL, TINY])
async def test_every_field_can_be_reached_without_a_mouse(size):
    async with sitting(size=size) as here:
        await here.press("n")
        seen = set()
        for _ in range(9):
            focused = here.app.focused
            seen |= {a.id for a in focused.ancestors_with_self if a.id}
            region = focused.region
            assert region.height, f"{focused.id} is out of sight"
            assert 0 <= region.y < size[1]
            await here.press("tab")
        assert {"title", "purpose", "frame", "cell", "glossary", "file", "folder", "make"} <= seen
