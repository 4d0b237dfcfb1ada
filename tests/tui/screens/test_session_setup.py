"""Setting a group up with keys alone: what goes into the file, and what stays in memory."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from focusgroup.guide.placeholders import recording_sentence
from focusgroup.room.names import NameCard
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.live.faces import script_values
from focusgroup.tui.screens.name_cards import NameCardsScreen
from focusgroup.tui.screens.session_setup import SessionSetupScreen
from focusgroup.tui.screens.setup_pages import CheckPage, SeatsPage
from focusgroup.tui.screens.setup_words import card_from, card_text, mix
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.widgets.confirm import Confirm
from focusgroup.tui.widgets.seat_table import SeatEntry
from support.hostile import HOSTILE
from tui.screens.sitting import (
    LARGE,
    SMALL,
    TINY,
    Sitting,
    ascii_start,
    at_study,
    new_study,
    on_disk,
    spellings,
)

# Invented; each is found nowhere in the program's own texts.
PEOPLE = ("Zebedia Quillfeather (Zebbie)", "Ysolda Marchpane", "Thaddeus Wimblecott")
LEADER, TAKER, CLIENT = "Perpetua", "Ignatz", "Grumblewick Holdings"
SECRET = re.findall(r"\w{3,}", " ".join((*PEOPLE, LEADER, TAKER, "Grumblewick")))


async def group_page(here: Sitting, *, unit: str = "Research", label: str = "Contact") -> None:
    """Fill the first page and go on."""
    await here.fill(label, "Room 4")
    await here.press("enter", "tab")  # the guide that is proposed, and its kind of group
    await here.fill("Customer contact", LEADER, unit, "", TAKER, "")


async def seats_page(here: Sitting, people: tuple[str, ...] = PEOPLE) -> None:
    """Type the people into the table, one below the other, then bands for all."""
    for person in people:
        await here.press(person[0])
        await here.paste(person[1:])
        await here.press("enter")
    await here.press("home", "right")
    await here.press("C")
    await here.paste("ustomer contact")
    await here.press("tab", "m", "right", "space", "right", "y", "right", "y", "right", "y")
    for number in range(8, len(people), -1):  # nobody came for the other chairs
        await here.press("end", "delete")
        assert len(here.app.screen.query_one(SeatsPage).table.seats) == number - 1
    await here.press("home", "ctrl+t")


async def recording_page(here: Sitting, *, recorded: bool = True) -> None:
    """Answer what becomes of the recording, and what is never written."""
    await here.press("y" if recorded else "n", "tab")
    if recorded:
        await here.fill("to complete our notes", "the project lead", "+90")
    else:
        await here.fill("", "", "")
    await here.paste(CLIENT)


async def whole(here: Sitting, **first) -> None:
    """Fill all pages, from the study on."""
    await here.press("n")
    await group_page(here, **first)
    await seats_page(here)
    await here.press("f7")
    await recording_page(here)


def made(here: Sitting):
    return here.app.study.file.sessions()[-1]


@pytest.mark.feature("1.23", "1.31", "1.33")
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_group_is_set_up_from_the_keyboard(tmp_path, size):
    async with at_study(new_study(tmp_path), size=size) as here:
        await whole(here)
        await here.press("f7")
        assert "Ctrl+S makes the group" in here.flowing
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen)
        session = made(here)
        assert (session.code, session.label, session.place) == ("G1", "Contact", "Room 4")
        assert session.department == "Customer contact"
        assert session.moderator_unit == "Research"
        assert (session.note_takers, session.minutes) == (1, 90)
        assert session.recording
        assert session.recording_use == "to complete our notes"
        assert session.recording_keeper == "the project lead"
        assert session.destroy_by == (date.today() + timedelta(days=90)).isoformat()
        seats = here.app.study.file.seats(session.id)
        assert sorted(s.code for s in seats) == ["P1", "P2", "P3"]
        assert {(s.department, s.role, s.tenure) for s in seats} == {
            ("Customer contact", "manage", "under 1 year")
        }
        assert all(s.take_part and s.record and s.quote and s.consent_at for s in seats)
        assert here.app.study.file.guide_of(session).id == "crm-strategy-reset"
        await here.press("enter")
        assert type(here.app.screen).__name__ == "ModeratorScreen"


@pytest.mark.feature("1.32")
async def test_no_name_typed_at_set_up_is_on_disk_while_the_file_is_open(tmp_path, home):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here)
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen)
        names = here.app.study.names[made(here).id]
        assert len(names.cards) == 3
        assert names.moderator == NameCard(LEADER)
        assert names.note_takers == [NameCard(TAKER)]
        assert names.never_write == [CLIENT]
        await here.press("enter", "f5")  # into the room, clock running, draft and pulse written
        await here.press("escape")
        written = on_disk(tmp_path)
        assert b"Customer contact" in written, "what is searched is where things are written"
        for word in SECRET:
            for way in spellings(word):
                assert way not in written, f"{word} is on disk"


@pytest.mark.feature("1.32")
async def test_codes_are_shuffled_and_shown_once_by_chair(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here)
        await here.press("ctrl+s")
        assert "Codes are shuffled" in here.text
        assert "memory only" in here.text
        cards = here.app.study.names[made(here).id].cards
        seats = {s.place: s.code for s in here.app.study.file.seats(made(here).id)}
        for chair, person in enumerate(PEOPLE, start=1):
            code = seats[chair]
            assert card_text(cards[code]) == person
            row = next(line for line in here.text.splitlines() if person in line)
            assert row.replace("▌", " ").split()[:2] == [str(chair), code]


@pytest.mark.feature("1.28")
async def test_a_moderator_from_the_participants_own_department_is_warned_about(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        await group_page(here, unit="customer CONTACT")
        await seats_page(here)
        await here.press("f6")
        assert "The moderator comes from a participant's own department" in here.flowing
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen), "a warning, not a refusal"
        assert made(here).moderator_unit == "customer CONTACT"


@pytest.mark.feature("1.28")
async def test_a_moderator_from_elsewhere_is_not_warned_about(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here, unit="Research")
        await here.press("f7")
        assert "own department" not in here.flowing


@pytest.mark.feature("1.31")
async def test_the_script_follows_the_recording_answers_as_they_are_typed(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        await here.press("f7", "f7")
        assert "We do not record this session" in here.flowing
        await here.press("y", "tab")
        assert "[say what it is used for]" in here.flowing
        await here.paste("to complete our notes")
        assert "The recording is used to complete our notes." in here.flowing
        assert "It is kept by [say who keeps it] and destroyed by [say by which" in here.flowing
        await here.press("enter")
        await here.paste("the project lead")
        await here.press("enter")
        await here.paste("2031-03-01")
        assert "kept by the project lead and destroyed by 1 March 2031." in here.flowing
        assert "nobody is named in the notes" in here.flowing, "the rest of the part is there too"


@pytest.mark.feature("1.31")
async def test_what_was_previewed_is_what_the_room_reads(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here)
        await here.press("ctrl+s", "enter")
        session = made(here)
        said = script_values(here.app.screen.room)["recording"]
        assert said == recording_sentence(
            True, "to complete our notes", "the project lead", session.destroy_by
        )


@pytest.mark.feature("1.31")
async def test_a_recording_needs_use_keeper_and_date(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        await group_page(here)
        await seats_page(here)
        await here.press("f7", "y", "ctrl+s")
        assert here.app.study.file.sessions() == []
        assert "3 to mend before this group can be made" in here.text
        assert "Say what the recording is used for" in here.text
        await here.press("enter")
        assert here.field("recording_use").has_focus_within, "Enter goes to the place"
        here.field("recording_use").value = "to complete our notes"
        here.field("recording_keeper").value = "the project lead"
        here.field("destroy_by").value = "soon"
        await here.press("ctrl+s")
        assert "Write the date as 2026-12-31" in here.flowing
        assert here.field("destroy_by").value == "soon"


@pytest.mark.feature("1.33")
async def test_the_length_is_ninety_minutes_unless_told_and_it_is_spoken(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        assert here.field("minutes").value == "90"
        await group_page(here)
        await seats_page(here)
        await here.press("f6")
        here.field("minutes").value = "60"
        await here.press("f7")
        await here.press("f7", "f7")
        assert "The guide takes 90 minutes and the group has 60" in here.flowing
        await here.press("ctrl+s", "enter")
        assert made(here).minutes == 60
        assert script_values(here.app.screen.room)["length"] == "60"
        assert "1:00:00 left" in here.text


@pytest.mark.feature("3.13")
async def test_count_and_mix_of_the_table_are_checked_before_the_start(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        await group_page(here)
        assert "Seat at least one person." in here.text
        await seats_page(here)
        assert "3 seats · Customer contact 3 · manage 3" in here.flowing
        assert "5 to 10 work best, 6 to 8 are preferred" in here.flowing
        for _ in range(3):
            await here.press("ctrl+a")
        await here.press("right", "B")
        await here.paste("ack office")
        await here.press("tab", "s")
        assert "6 seats · Back office 1, Customer contact 5" in here.flowing
        assert "support 1" in here.flowing
        assert "5 to 10 work best" not in here.flowing


async def choose_guide(here: Sitting, title: str) -> None:
    """Go from the first field of the form to the guide of that title."""
    await here.press("tab", "tab", "home")
    titles = [guide.title for _, guide in here.app.screen._guides]
    await here.press(*["down"] * titles.index(title))


@pytest.mark.feature("1.26")
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_every_shipped_guide_is_offered_with_its_time_and_its_kind_of_group(tmp_path, size):
    async with at_study(new_study(tmp_path), size=size) as here:
        await here.press("n")
        for title, minutes, kind in (
            ("CRM strategy reset", 90, "staff"),
            ("Customer journey", 90, "staff"),
            ("CRM vision", 90, "leaders"),
            ("Gap analysis and roadmap", 180, "workshop"),
            ("The four elements", 90, "workshop"),
            ("Working session", 90, "workshop"),
        ):
            here.field("label").focus()
            await choose_guide(here, title)
            (line,) = [each for each in here.text.splitlines() if title in each]
            assert line.split(title)[1].split()[:3] == [str(minutes), "min", kind]
            assert here.field("minutes").value == str(minutes)
            assert here.field("kind").value == kind


@pytest.mark.feature("2.16")
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_team_of_leaders_has_a_facilitator_in_charge(tmp_path, size):
    async with at_study(new_study(tmp_path), size=size) as here:
        await here.press("n")
        await here.fill("The board", "Room 4")
        here.field("label").focus()
        await choose_guide(here, "CRM vision")
        await here.press("tab")
        assert here.field("kind").has_focus_within
        assert "● leaders" in here.text
        await here.press("tab", "enter")
        assert here.field("moderator").has_focus_within
        assert "Facilitator ◌" in here.text
        assert "Moderator" not in here.text
        await here.fill(LEADER)
        assert "Facilitator from" in here.text
        await here.press("f7")
        await seats_page(here)
        await here.press("f7", "f7")
        assert "Say where the facilitator comes from" in here.flowing
        await here.press("f6", "f6", "f6")
        here.field("moderator_unit").value = "Outside"
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen)
        assert (made(here).kind, made(here).leader) == ("leaders", "facilitator")
        await here.press("escape")
        assert here.shows(StudyScreen)
        assert "The board · leaders" in here.text
        await here.press("l")
        assert "Facilitator" in here.text
        assert "Moderator" not in here.text


@pytest.mark.feature("2.16")
async def test_a_participant_cannot_be_the_facilitator_of_leaders(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        await here.fill("The board", "Room 4")
        here.field("label").focus()
        await choose_guide(here, "CRM vision")
        here.field("moderator").value = "Ysolda"
        here.field("moderator_unit").value = "Outside"
        await here.press("f7")
        await seats_page(here)
        await here.press("ctrl+s")
        assert here.app.study.file.sessions() == []
        assert "The facilitator sits at the table too, as chair 2" in here.flowing
        await here.press("enter")
        assert here.field("moderator").has_focus_within
        here.field("moderator").value = "Ysolda Greatorexham"
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen), "two people of one first name are two people"


@pytest.mark.feature("2.15")
async def test_leaders_can_be_run_as_a_workshop_and_are_reminded_to_refrain_from_numbers(tmp_path):
    async with at_study(new_study(tmp_path), size=LARGE) as here:
        await here.press("n")
        await here.fill("The board", "Room 4")
        here.field("label").focus()
        await choose_guide(here, "CRM vision")
        await here.press("tab", "w")
        assert "● workshop" in here.text
        here.field("moderator").value = LEADER
        here.field("moderator_unit").value = "Outside"
        await here.press("f7")
        await seats_page(here)
        await here.press("ctrl+s", "enter")
        assert made(here).kind == "workshop"
        assert here.app.study.file.guide_of(made(here)).id == "crm-vision"
        await here.press("f5", "f7", "f7")
        assert "People and possibilities" in here.text
        assert "So please refrain from numbers: no targets, no budgets, no shares." in here.flowing
        assert "leave technology" in here.text


async def test_a_kind_chosen_by_hand_stays_when_another_guide_is_looked_at(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        await choose_guide(here, "CRM vision")
        await here.press("tab", "s")
        assert here.field("kind").value == "staff"
        await here.press("shift+tab", "down")
        assert here.field("kind").value == "staff"
        assert "Facilitator" not in here.text


@pytest.mark.feature("1.26")
async def test_a_group_keeps_its_guide_as_it_was_when_it_was_set_up(tmp_path, home):
    own = home / "guides"
    own.mkdir(parents=True)
    text = (load_guide_text()).replace("title: CRM strategy reset", "title: Our own reset")
    (own / "crm-strategy-reset.yaml").write_text(text, encoding="utf-8")
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await whole(here)
        await here.press("ctrl+s", "escape")
        newer = text.replace('version: "1"', 'version: "2"').replace("Round the table", "Hello")
        (own / "crm-strategy-reset.yaml").write_text(newer, encoding="utf-8")
        await whole(here)
        await here.press("ctrl+s", "escape")
        first, second = here.app.study.file.sessions()
        before, after = (here.app.study.file.guide_of(s) for s in (first, second))
    assert (before.version, before.item("opening").title) == ("1", "Round the table")
    assert (after.version, after.item("opening").title) == ("2", "Hello")


def load_guide_text() -> str:
    from focusgroup.guide.library import find

    return find("crm-strategy-reset").place.read_text(encoding="utf-8")


@pytest.mark.feature("1.32")
async def test_a_name_in_a_line_that_is_written_stops_the_group_and_stays_typed(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here, label="Ysolda's people")
        await here.press("ctrl+s")
        assert here.app.study.file.sessions() == []
        assert "1 to mend" in here.text
        assert "This line holds a name" in here.flowing
        await here.press("enter")
        assert here.field("label").has_focus_within
        assert here.field("label").value == "Ysolda's people"
        here.field("label").value = "Contact"
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen)


async def test_a_full_disk_makes_nothing_and_the_form_stays(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here)
        connection = here.app.study.file.connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        await here.press("ctrl+s")
        assert here.shows(SessionSetupScreen)
        assert "is full" in here.told
        assert "Nothing was made" in here.told
        assert here.app.study.file.sessions() == []
        assert here.app.study.names == {}
        connection.execute("PRAGMA max_page_count = 1000000")
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen)
        assert len(here.app.study.names[made(here).id].cards) == 3


@pytest.mark.parametrize("text", [h for h in HOSTILE if h.strip()], ids=ascii_start)
async def test_any_text_in_any_field_is_taken_as_text(tmp_path, text):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n")
        for name in ("label", "place", "department", "moderator", "moderator_unit", "takers"):
            here.field(name).value = text
        await here.press("f7")
        table = here.app.screen.query_one(SeatsPage).table
        table.set_seats([SeatEntry("1", text, text, "create", text, True, True, True)])
        await here.press("f7", "f7")
        assert here.app.screen.query_one(CheckPage).display
        assert "\x1b" not in here.text
        await here.press("ctrl+s")
        if here.shows(SessionSetupScreen):  # its own words are on the roster, or nothing is left
            assert "to mend before this group can be made" in here.text
            assert here.field("label").value == here.field("place").value != ""
        else:
            assert here.shows(NameCardsScreen)
            assert "\x1b" not in made(here).label


async def test_a_tiny_terminal_still_takes_a_group(tmp_path):
    async with at_study(new_study(tmp_path), size=TINY) as here:
        await whole(here)
        await here.press("ctrl+s")
        assert here.shows(NameCardsScreen)


async def test_leaving_asks_only_when_something_was_typed(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("n", "escape")
        assert here.shows(StudyScreen)
        await here.press("n", "x", "escape")
        assert here.shows(Confirm)
        await here.press("n")
        assert here.field("label").value == "x"
        await here.press("escape", "y")
        assert here.shows(StudyScreen)


async def test_the_second_group_gets_the_next_code(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here)
        await here.press("ctrl+s", "escape")
        await whole(here)
        await here.press("ctrl+s", "escape")
        assert [s.code for s in here.app.study.file.sessions()] == ["G1", "G2"]
        assert "known" in here.text, "the names of both are in memory"


async def test_no_guide_at_all_is_said_and_stops_the_group(tmp_path, monkeypatch):
    path = new_study(tmp_path)
    monkeypatch.setattr("focusgroup.tui.screens.session_setup.available", lambda _: ())
    async with at_study(path) as here:
        await here.press("n", "x", "ctrl+s")
        assert "There is no guide that can be read." in here.flowing
        assert here.app.study.file.sessions() == []


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("", NameCard()),
        ("Ana", NameCard("Ana")),
        ("  Ana   Brook ", NameCard("Ana", "Brook")),
        ("Ana van Brook (Annie, AB)", NameCard("Ana", "van Brook", ("Annie", "AB"))),
        ("Ana (Annie", NameCard("Ana", "", ("Annie",))),
        ("(Annie)", NameCard("", "", ("Annie",))),
    ],
)
def test_a_cell_holds_first_name_surname_and_what_else_somebody_is_called(text, card):
    assert card_from(text) == card
    assert card_from(card_text(card)) == card


def test_the_mix_names_what_is_missing():
    seats = [SeatEntry("1", department="Sales", role="create"), SeatEntry("2")]
    assert mix(seats) == "2 seats · Sales 1, no department 1 · create 1, no role 1"
    assert mix([]) == "0 seats"


async def test_names_in_the_form_are_in_no_text_form_of_it(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await whole(here)
        screen = here.app.screen
        for widget in screen.walk_children():
            assert not any(word in repr(widget) for word in SECRET)
        assert not any(word in repr(screen.plan().seats[0].card) for word in SECRET)


async def test_the_names_do_not_outlive_the_program(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        await whole(here)
        await here.press("ctrl+s")
    with StudyFile.open(path) as study:
        assert len(study.seats(study.sessions()[0].id)) == 3
    async with at_study(path) as here:
        assert here.app.study.names == {}


async def test_a_runtime_folder_too_long_for_a_socket_stops_nobody(tmp_path, monkeypatch):
    long = tmp_path / ("x" * 90)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    async with at_study(new_study(tmp_path)) as here:
        await whole(here)
        await here.press("ctrl+s", "enter")
        assert type(here.app.screen).__name__ == "ModeratorScreen"
