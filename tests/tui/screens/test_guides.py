"""Guides on screen: what each lacks, and reading, making, copying, importing and editing them."""

from __future__ import annotations

import re

import pytest

from focusgroup.guide.library import find, load_guide
from focusgroup.tui.screens import guide_shelf
from focusgroup.tui.screens.ask_line import AskLine
from focusgroup.tui.screens.guide_reading import GuideReadingScreen
from focusgroup.tui.screens.guides import GuidesScreen
from focusgroup.tui.screens.row_list import RowList
from support.hostile import HOSTILE
from tui.screens.sitting import LARGE, SMALL, TINY, ascii_start, sitting

BARE = """\
id: bare
title: Bare guide
sections:
  - part: questions
    title: Questions
    items:
      - id: a
        title: One question
        minutes: 20
        ask: What works?
"""


def own(home, name: str, text: str):
    folder = home / "guides"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def listed(here) -> dict[str, str]:
    """Return the rows of the list by title; a toast may lie over their ends."""
    rows = ["".join(text for text, _ in row) for row in here.app.screen.query_one(RowList).shown]
    return {re.split(r"\s{2,}", row)[0]: row.rstrip() for row in rows}


async def test_shipped_guides_are_listed_with_minutes_and_findings():
    async with sitting() as here:
        await here.press("g")
        assert here.shows(GuidesScreen)
        assert "CRM strategy reset" in here.text
        assert "90 min" in here.text
        assert "shipped" in here.text
        assert "All five parts are there; nothing needs mending." in here.text


@pytest.mark.feature("1.27")
async def test_every_missing_part_of_a_guide_is_named(home):
    own(home, "bare.yaml", BARE)
    async with sitting(size=LARGE) as here:
        await here.press("g", "home")
        assert "Bare guide" in here.text
        assert "missing" in next(line for line in here.text.splitlines() if "Bare" in line)
        for part in ("introductions", "purpose", "confidentiality", "housekeeping"):
            assert f"Add a part '{part}'" in here.flowing


async def test_a_broken_guide_is_listed_with_the_line_of_its_fault(home):
    own(home, "broken.yaml", BARE.replace("minutes: 20", "minutes: soon"))
    async with sitting() as here:
        await here.press("g", "home")
        assert "cannot be read" in here.text
        assert "line 9" in here.text
        assert "a number such as 5" in here.flowing
        await here.press("enter")
        assert here.shows(GuidesScreen)


async def test_a_guide_reads_from_top_to_bottom():
    async with sitting() as here:
        await here.press("g", "enter")
        assert here.shows(GuideReadingScreen)
        assert "WELCOME AND INTRODUCTIONS" in here.text
        assert "My name is {{ moderator }}" in here.text
        await here.press("end")
        guide = load_guide("crm-strategy-reset")
        assert guide.sections[-1].items[-1].title in here.text
        await here.press("escape")
        assert here.shows(GuidesScreen)


@pytest.mark.feature("1.26")
async def test_a_new_guide_begins_from_an_example_in_the_own_folder(home):
    async with sitting() as here:
        await here.press("g", "n")
        assert here.shows(AskLine)
        await here.press("enter")
        assert "Give it a title" in here.text
        await here.paste("Renewal calls")
        await here.press("enter")
        assert here.shows(GuidesScreen)
        assert "Renewal calls" in here.text
        assert listed(here)["Renewal calls"].endswith("your own")
        await here.press("n")
        await here.paste("Renewal calls")
        await here.press("enter")
    names = sorted(p.name for p in (home / "guides").glob("*.yaml"))
    assert names == ["renewal-calls-2.yaml", "renewal-calls.yaml"]
    assert load_guide("renewal-calls-2", home / "guides").minutes == 90


@pytest.mark.feature("1.26")
async def test_a_shipped_guide_is_copied_and_the_copy_takes_its_place(home):
    async with sitting() as here:
        await here.press("g")
        shipped = find("crm-strategy-reset").place.read_bytes()
        at = here.app.screen
        names = [e.id for e in at._entries]
        await here.press("home", *["down"] * names.index("crm-strategy-reset"), "c")
        assert "Copied to crm-strategy-reset.yaml" in here.told
        assert listed(here)["CRM strategy reset"].endswith("your own")
        copied = home / "guides" / "crm-strategy-reset.yaml"
        assert copied.read_bytes() == shipped
        await here.press("c")
        assert "This one is your own already" in here.told


@pytest.mark.feature("1.26")
async def test_a_guide_is_made_of_a_markdown_file(home, tmp_path):
    source = tmp_path / "talk.md"
    source.write_text(
        "# Renewal talk\n\n## Questions\n\n1. What works? (10 min)\n   - Can you give an example?\n"
        "2. What should change? (20 min)\n",
        encoding="utf-8",
    )
    async with sitting() as here:
        await here.press("g", "i")
        await here.paste(str(tmp_path / "nothing.md"))
        await here.press("enter")
        assert here.shows(AskLine)
        assert "cannot be read" in here.flowing
        here.app.focused.value = str(source)
        await here.press("enter")
        assert here.shows(GuidesScreen)
        assert "Imported as renewal-talk.yaml" in here.told.replace("\n", "")
        assert "Renewal talk" in here.text
    guide = load_guide("renewal-talk", home / "guides")
    assert "What works?" in " ".join(item.ask for item in guide.items())


async def test_an_editor_that_cannot_be_opened_leaves_the_path(home, monkeypatch):
    own(home, "bare.yaml", BARE)
    monkeypatch.setenv("EDITOR", "true")
    async with sitting() as here:
        await here.press("g", "home", "e")
        assert "bare.yaml" in here.told
        monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
        await here.press("e")
        assert "No editor is set" in here.told


async def test_shipped_guides_are_not_edited_in_place():
    async with sitting() as here:
        await here.press("g", "e")
        assert "Shipped guides stay as they are" in here.told


@pytest.mark.parametrize(
    ("told", "command"),
    [("true", ["true"]), ("true --wait", ["true", "--wait"]), ("true 'a", None), ("nope-x", [])],
)
def test_the_editor_is_a_command_with_its_arguments(monkeypatch, told, command):
    monkeypatch.setenv("EDITOR", told)
    monkeypatch.delenv("VISUAL", raising=False)
    found = guide_shelf.editor()
    if command is None:  # an open quote: the next best editor, or none
        assert found == [] or "true" not in found[0]
    else:
        assert [part.rsplit("/", 1)[-1] for part in found] == command


async def test_a_folder_that_takes_no_file_is_told_and_the_title_stays(home):
    home.mkdir(parents=True)
    (home / "guides").write_text("a file where a folder should be")
    async with sitting() as here:
        await here.press("g", "n")
        await here.paste("Renewal calls")
        await here.press("enter")
        assert here.shows(AskLine)
        assert "cannot take renewal-calls.yaml" in here.flowing
        assert here.app.focused.value == "Renewal calls"


@pytest.mark.parametrize("text", [h for h in HOSTILE if h.strip()], ids=ascii_start)
async def test_any_title_makes_a_guide_or_a_sentence(home, text):
    async with sitting() as here:
        await here.press("g", "n")
        here.app.focused.value = text
        await here.press("enter")
        assert here.shows(GuidesScreen) or here.shows(AskLine)
        assert "\x1b" not in here.text
    for made in (home / "guides").glob("*.yaml"):
        assert load_guide(str(made)).minutes == 90


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
async def test_it_fits(home, size):
    for number in range(20):
        own(home, f"bare{number}.yaml", BARE.replace("id: bare", f"id: bare-{number}"))
    async with sitting(size=size) as here:
        await here.press("g", "end", "home", "tab", "pagedown")
        assert "F1 help" in here.footer
