"""A KJ round on a real terminal, from the comments of a group to its pages in Word, by keys."""

from __future__ import annotations

import re
import time
import zipfile
from pathlib import Path

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Part
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat
from focusgroup.domain.wall import Card, Tally
from focusgroup.privacy import Scrubber
from focusgroup.room.setup import make_session
from focusgroup.room.wall.boards import WallRoom, make_board
from focusgroup.store.study_file import StudyFile
from focusgroup.store.wall_rows import placements_of
from support.rooms import plan
from support.studies import JOINED, add_session
from support.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("terminal")]

SAID = (
    "they re-key every order into three systems",
    "orders are typed twice",
    "nobody rings back as promised",
    "the call back never comes",
    "the canteen is cold",
)


def study_with_comments(path: Path) -> None:
    with StudyFile.create(path, title="Strategy reset", frame=JOINED) as study:
        session = add_session(study, seats=5)
        with study.act("comment", actor="note-taker", session=session.id) as act:
            for n, (seat, text) in enumerate(zip(study.seats(session.id), SAID, strict=True)):
                act.set(Seat, seat.id, quote=1)
                act.add(Comment(new_id(), session.id, "a", text, seat=seat.id, at_s=60.0 * n))


def press(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        terminal.press(key)
        terminal.settle(0.1)


def name_group(terminal: Terminal, name: str) -> None:
    press(terminal, "r")
    terminal.wait_for("A name for this group")
    terminal.type(name)
    terminal.settle(0.1)
    press(terminal, "enter", "ctrl+s")
    terminal.wait_gone("A name for this group")


def cast(terminal: Terminal, seat: int, first: str, second: str) -> None:
    press(terminal, "enter")
    terminal.wait_for("Still to give")
    press(terminal, first, "down", second)
    terminal.wait_for("All points are given")
    press(terminal, "ctrl+s")
    terminal.wait_for("have not voted" if seat < 5 else "All have voted")


@pytest.mark.feature("3.05", "3.06", "3.07", "3.14")
def test_a_round_of_gaps_from_comments_to_the_word_report(tmp_path):
    path = tmp_path / "reset.focusgroup"
    study_with_comments(path)
    with Terminal("open", str(path), home=tmp_path, size=(80, 24)) as terminal:
        terminal.wait_for("Strategy reset", "G1")
        press(terminal, "k", "n")
        terminal.wait_for("New board")
        terminal.type("What keeps us from keeping promises?")
        press(terminal, "tab", "tab", "right", "right", "right")  # the kind: gap
        press(terminal, "ctrl+s")
        terminal.wait_for("Step 1 of 8", "gap")
        press(terminal, "f7", "f7")
        terminal.wait_for("Silent writing", "nobody speaks")
        press(terminal, "c")
        terminal.wait_for("5 shown")
        press(terminal, "down", "a", "ctrl+s")
        terminal.wait_for("re-key every order")
        press(terminal, "f7", "f7")
        terminal.wait_for("Silent sorting")
        press(terminal, "home", "g", "1")  # the first two together
        press(terminal, "g", "2")  # and the next two
        press(terminal, "f7")
        terminal.wait_for("Silent naming")
        press(terminal, "right")
        name_group(terminal, "Typing twice")
        press(terminal, "right")
        name_group(terminal, "Broken promises")
        press(terminal, "f7", "v")
        terminal.wait_for("Vote on 2 groups")
        press(terminal, "ctrl+s")
        terminal.wait_for("5 of 5 have not voted")
        for seat in range(1, 6):
            cast(terminal, seat, *(("1", "2") if seat < 4 else ("2", "1")))
        press(terminal, "k")
        terminal.wait_for("13 points", "12 points")
        press(terminal, "escape", "escape", "escape")
        terminal.wait_for("new group")
        press(terminal, "w")
        terminal.wait_for("Word")
        press(terminal, "ctrl+s")
        end = time.monotonic() + 30
        while not list(tmp_path.rglob("*.docx")) and time.monotonic() < end:
            terminal.read()
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    with zipfile.ZipFile(next(tmp_path.rglob("*.docx"))) as parts:
        told = re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())
    flowing = " ".join(told.split())
    assert "What keeps us from keeping promises?" in flowing
    assert "The gap between now and then; group G1." in flowing
    assert "1 Typing twice 13 5 of 5 2 2 Broken promises 12 5 of 5 2" in flowing
    assert "G1-P5. the canteen is cold" in flowing
    with StudyFile.open(path) as study:
        assert study.check().good
        assert len(study.rows(Tally)) == 2
        assert {c.comment for c in study.rows(Card)} == {c.id for c in study.rows(Comment)}
        assert study.connection.execute("SELECT count(*) FROM ballot").fetchone() == (5,)
        assert study.connection.execute("SELECT count(*) FROM ballot_cast").fetchone() == (0,)


GUIDE = Guide(
    id="workshop",
    title="Gap workshop",
    sections=(
        GuideSection(
            part=Part.QUESTIONS,
            title="Gaps",
            items=(
                GuideItem(
                    id="gaps", title="Gaps", minutes=60, method="kj", ask="What lies between?"
                ),
                GuideItem(id="vote", title="Which first?", minutes=10, method="vote"),
            ),
        ),
    ),
)


def write_cards(terminal: Terminal, *texts: str) -> None:
    press(terminal, "n")
    terminal.wait_for("one answer a card")
    for text in texts:
        terminal.type(text)
        terminal.settle(0.1)
        press(terminal, "enter")
    press(terminal, "enter")
    terminal.wait_gone("one answer a card")


@pytest.mark.feature("3.14")
def test_a_guide_leads_to_the_wall_inside_the_session_and_names_stay_out(tmp_path):
    path = tmp_path / "workshop.focusgroup"
    with StudyFile.create(path, title="Workshop", frame=JOINED) as study:
        make_session(study, plan(), GUIDE)
    with Terminal("run", str(path), "G1", home=tmp_path, size=(100, 30)) as terminal:
        terminal.wait_for("Press F5")
        press(terminal, "f5")
        terminal.wait_for("KJ round: F3")
        press(terminal, "f3")
        terminal.wait_for("Step 1 of 8", "What lies between?")
        press(terminal, "f7")
        terminal.wait_for("6 take part", "Contact centre 6")
        press(terminal, "f7")
        write_cards(
            terminal, "Mr Thistlewood waits a week", "we type it twice", "nobody rings", "no list"
        )
        terminal.wait_for("waits a week")
        assert "Thistlewood" not in terminal.text
        press(terminal, "f7", "f7", "home", "g", "1", "g", "2", "f7", "right")
        name_group(terminal, "Waiting")
        press(terminal, "right")
        name_group(terminal, "Ringing")
        press(terminal, "escape")  # the clock of the session goes on below
        terminal.wait_for("What lies between?", "who has spoken")
        press(terminal, "f7", "f3", "f7", "v")
        terminal.wait_for("Vote on 2 groups")
        press(terminal, "right", "ctrl+s")  # dots
        terminal.wait_for("6 of 6 have not voted")
        for seat in range(1, 7):
            press(terminal, "enter")
            terminal.wait_for("dots spent")
            press(terminal, *(["space", "down", "space"] if seat % 2 else ["space"]), "ctrl+s")
            terminal.wait_for("have not voted" if seat < 6 else "All have voted")
        press(terminal, "k")
        terminal.wait_for("6 points", "3 points")
        press(terminal, "escape", "escape", "escape")
        terminal.wait_for("new group")
        press(terminal, "w")
        terminal.wait_for("Word")
        press(terminal, "ctrl+s")
        end = time.monotonic() + 30
        while not list(tmp_path.rglob("*.docx")) and time.monotonic() < end:
            terminal.read()
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    with zipfile.ZipFile(next(tmp_path.rglob("*.docx"))) as parts:
        told = re.sub(r"<[^>]+>", " ", parts.read("word/document.xml").decode())
    flowing = " ".join(told.split())
    assert "1 Waiting 6 6 of 6 2 2 Ringing 3 3 of 6 2" in flowing
    assert "3 dots each, one on a group" in flowing
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"histlewood" not in file.read_bytes(), file


def test_two_people_move_one_card_at_once_in_two_terminals(tmp_path):
    path = tmp_path / "reset.focusgroup"
    study_with_comments(path)
    with StudyFile.open(path) as study:
        session = study.sessions()[0].id
        board = make_board(study, Scrubber(), "What keeps us?", kj=False, session=session)
        room = WallRoom(study, board.id, Scrubber())
        for text in ("a quiet card", "another card", "the card of both"):
            room.cards.write(text)
        cards = {room.desk.text_of(c): c.id for c in room.desk.arrangement().loose}
        room.cards.name(room.cards.group(cards["a quiet card"]).id, "Left")
        room.cards.name(room.cards.group(cards["another card"]).id, "Right")
    with (
        Terminal("open", str(path), home=tmp_path) as one,
        Terminal("open", str(path), home=tmp_path) as other,
    ):
        for terminal in (one, other):
            terminal.wait_for("Strategy reset", "G1")
            press(terminal, "k", "enter")
            terminal.wait_for("the card of both", "1 Left", "2 Right")
            press(terminal, "home")
        one.type("1")  # both at once, before either has seen the other's move
        other.type("2")
        for terminal in (one, other):
            terminal.wait_for("⇄ the card of both")
        one.settle(0.5)
        other.settle(0.5)
        lies = [re.sub(r"[▌◆│]", " ", t.text.split("Space")[0]).split("\n") for t in (one, other)]
        places = [next(x for x in told if "of both" in x).index("of both") for told in lies]
        assert places[0] == places[1], "both show it in the same group"
        for terminal in (one, other):
            terminal.press("ctrl+q")
            assert terminal.wait_end() == 0
    with StudyFile.open(path) as study:
        assert study.check().good
        moves = placements_of(study, cards["the card of both"])
        assert len({move.cluster for move in moves}) == 2, "neither move is lost"
        assert len({move.hand for move in moves}) == 2
        assert study.row(Card, cards["the card of both"]).cluster == moves[-1].cluster
