"""An encrypted study on screen: its passphrase, a wrong one, a new one, names for the next day."""

from __future__ import annotations

import gc
import sys

import pytest

from focusgroup.guide.library import load_guide
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.cipher import KEYS, Passphrase, salt_of
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.app import Opening
from focusgroup.tui.screens.home import HomeScreen
from focusgroup.tui.screens.live.note_taker import NoteScreen
from focusgroup.tui.screens.names import NamesScreen
from focusgroup.tui.screens.new_study import NewStudyScreen
from focusgroup.tui.screens.open_file import OpenFileScreen
from focusgroup.tui.screens.passphrase import PassphraseScreen
from focusgroup.tui.screens.session_setup import SessionSetupScreen
from focusgroup.tui.screens.study import StudyScreen
from support.ciphers import OTHER, WORDS, a_key, encrypted_study, holding, needs_cipher
from tui.screens.sitting import LARGE, SMALL, TINY, at_study, new_study, sitting

pytestmark = needs_cipher
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE, TINY])


@pytest.fixture
def path(tmp_path):
    """An encrypted study with one group, set up in a program run that has ended."""
    with encrypted_study(tmp_path) as study:
        seats = [SeatPlan(department="Sales", take_part=True, code=f"P{n}") for n in (1, 2, 3)]
        make_session(
            study, SessionPlan(label="Contact", seats=seats), load_guide("crm-strategy-reset")
        )
    return study.path


@SIZES
async def test_a_wrong_passphrase_is_said_calmly_as_often_as_it_takes(path, size):
    async with sitting(Opening("study", path), size=size) as here:
        assert here.shows(PassphraseScreen)
        assert "reset.focusgroup is encrypted" in here.flowing
        for wrong in (OTHER, OTHER.upper(), "x"):
            await here.paste(wrong)
            assert wrong not in here.text
            await here.press("enter")
            assert here.shows(PassphraseScreen)
            assert "does not open reset.focusgroup. Nothing was changed" in here.flowing
        await here.press("enter")
        assert "Type the passphrase of this study" in here.flowing
        await here.paste(WORDS)
        assert "does not open" not in here.flowing
        await here.press("enter")
        assert here.shows(StudyScreen)
        assert here.app.study.file.encrypted
        assert WORDS not in here.text


async def test_giving_up_leads_back_home_and_leaves_nothing_open(path):
    async with sitting(Opening("study", path)) as here:
        await here.paste(WORDS)
        await here.press("escape")
        assert here.shows(HomeScreen)
        assert here.app.study is None
    assert len(KEYS) == 0


async def test_the_notes_are_entered_once_the_study_is_open(path):
    async with sitting(Opening("note", path, "G1")) as here:
        await here.paste(WORDS)
        await here.press("enter")
        assert here.shows(NoteScreen)
        await here.paste("2- they re-key every order #tech")
        await here.press("enter")
        assert "they re-key every order" in here.text
    with StudyFile.open(path, key=a_key()) as study:
        assert len(study.search("re-key")) == 1


async def test_it_is_asked_for_from_the_file_list_and_from_the_recent_ones(path):
    async with sitting() as here:
        await here.press("o")
        await here.paste(str(path))
        await here.press("enter")
        assert here.shows(PassphraseScreen)
        await here.press("escape")
        assert here.shows(OpenFileScreen)
        await here.press("enter")
        await here.paste(WORDS)
        await here.press("enter")
        assert here.shows(StudyScreen)
    async with sitting() as here:
        await here.press("1")
        assert here.shows(PassphraseScreen)


async def test_closing_the_study_forgets_its_key_and_opening_asks_again(path):
    async with sitting(Opening("study", path)) as here:
        await here.paste(WORDS)
        await here.press("enter")
        assert len(KEYS) == 1
        await here.press("escape")
        gc.collect()
        assert len(KEYS) == 0
        await here.press("1")
        assert here.shows(PassphraseScreen)


async def test_without_the_extra_it_is_said_what_to_install(path, monkeypatch):
    from focusgroup.store import sqlcipher

    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    sqlcipher.driver.cache_clear()
    async with sitting(Opening("study", path)) as here:
        assert here.shows(HomeScreen)
        assert "pipx inject focusgroup sqlcipher3" in here.told
        await here.press("n", "down")
        await encrypting(here)
        await here.press("ctrl+s")
        assert here.shows(NewStudyScreen)
        assert "pipx inject focusgroup sqlcipher3" in here.flowing
    monkeypatch.undo()
    sqlcipher.driver.cache_clear()


# A new encrypted study


async def encrypting(here, passphrase: str = WORDS, again: str = WORDS) -> None:
    """Give a title and choose encryption, with a passphrase typed twice."""
    here.field("title").focus()
    await here.paste("Reset")
    here.field("encrypted").focus()
    await here.press("y")
    for name, words in (("passphrase", passphrase), ("again", again)):
        here.field(name).focus()
        await here.paste(words)


@SIZES
async def test_a_new_study_is_encrypted_from_its_first_byte(home, size):
    async with sitting(size=size) as here:
        await here.press("n")
        assert not here.field("passphrase").display
        await encrypting(here)
        assert here.field("passphrase").display
        assert WORDS not in here.text
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)
        assert here.app.study.file.encrypted
        assert here.app.study.file.study.title == "Reset"
    path = home / "studies" / "reset.focusgroup"
    assert salt_of(path) is not None
    assert holding(home, "SQLite format 3") == []
    assert holding(home, WORDS) == []
    with StudyFile.open(path, key=Passphrase(WORDS).key(salt_of(path))) as study:
        assert study.check().good


@pytest.mark.parametrize(
    ("passphrase", "again", "said"),
    [
        ("short", "short", "Expected 8 characters at least"),
        ("", "", "Expected 8 characters at least"),
        (WORDS, OTHER, "This is not the same"),
        (WORDS, WORDS + " ", "This is not the same"),
    ],
)
async def test_a_short_or_differing_passphrase_is_refused_and_the_form_stays(
    home, passphrase, again, said
):
    async with sitting(size=LARGE) as here:
        await here.press("n")
        await encrypting(here, passphrase, again)
        await here.press("ctrl+s")
        assert here.shows(NewStudyScreen)
        assert said in here.flowing
        assert here.field("title").value == "Reset"
        assert not (home / "studies").exists()


async def test_the_form_says_what_a_length_is_worth(home):
    async with sitting(size=LARGE) as here:
        await here.press("n")
        await encrypting(here, "", "")
        here.field("passphrase").focus()
        await here.pilot.pause()
        assert "nothing brings it back" in here.flowing
        await here.paste("abc")
        assert "too short: 8 characters at least" in here.flowing
        await here.paste("abc" * 6)
        assert "21 characters: long, good" in here.flowing


async def test_ctrl_s_twice_makes_one_study(home):
    async with sitting(size=LARGE) as here:
        await here.press("n")
        await encrypting(here)
        await here.pilot.press("ctrl+s", "ctrl+s")
        await here.settle()
        assert here.shows(StudyScreen)
    assert len(list((home / "studies").glob("*.focusgroup"))) == 1


async def test_a_plain_study_is_made_as_before(home):
    async with sitting() as here:
        await here.press("n")
        await here.fill("Reset")
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)
        assert not here.app.study.file.encrypted


# Names for a session over several days


async def opened(here) -> None:
    await here.paste(WORDS)
    await here.press("enter")
    assert here.shows(StudyScreen)


@pytest.mark.feature("1.32")
async def test_names_sealed_today_are_known_tomorrow(path, tmp_path):
    async with at_study(path) as here:
        await opened(here)
        await here.press("l")
        assert here.shows(NamesScreen)
        await here.paste("Ysolda Marchpane")
        here.field("sealed").focus()
        await here.press("s", "ctrl+s")
        assert "1 names are sealed in this study" in here.told
    assert holding(tmp_path, "Marchpane") == []
    async with sitting(Opening("note", path, "G1")) as here:
        await here.paste(WORDS)
        await here.press("enter")
        assert here.shows(NoteScreen)
        assert here.app.screen.room.names.cards["P1"].last == "Marchpane"
        await here.paste("2- Ysolda knows the way")
        await here.press("enter")
        assert "[P1] knows the way" in here.text
    async with at_study(path) as here:
        await opened(here)
        await here.press("l")
        assert here.field("sealed").value == "yes"
        assert here.field("seat-0").value == "Ysolda Marchpane"
        here.field("sealed").focus()
        await here.press("i", "ctrl+s")
        assert "1 names are in memory" in here.told
    async with at_study(path) as here:
        await opened(here)
        await here.press("l")
        assert here.field("seat-0").value == ""
    assert holding(tmp_path, "Marchpane") == []


async def test_a_plain_study_has_no_such_question(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await here.press("n")
        assert here.shows(SessionSetupScreen)
        assert not here.app.screen.query("#sealed")


async def test_setting_a_group_up_may_seal_its_names_at_once(path, tmp_path):
    async with at_study(path) as here:
        await opened(here)
        await here.press("n")
        await here.paste("Second group")
        here.field("moderator").focus()
        await here.paste("Thaddeus")
        await here.press("f7", "enter")
        await here.paste("Quillfeather")
        await here.press("enter", "f7")
        here.field("sealed").focus()
        await here.press("s", "ctrl+s")
        assert not here.shows(SessionSetupScreen), here.text
    with StudyFile.open(path, key=a_key()) as study:
        bodies = study.connection.execute("SELECT body FROM sealed_roster").fetchall()
    assert len(bodies) == 1
    assert "Thaddeus" in bodies[0][0]
    assert holding(tmp_path, "Thaddeus") == []
