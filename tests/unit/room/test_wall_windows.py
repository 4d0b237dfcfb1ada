"""Two windows on one board: whatever is done in either, both show what the file holds."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focusgroup.domain.wall import Card
from focusgroup.privacy import Scrubber
from focusgroup.room.wall.boards import WallRoom, make_board, take_away
from focusgroup.room.wall.desk import NotNow, WallDesk
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from support.studies import FRAME, add_session
from support.walls import comments

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["write", "bring", "group", "move", "name", "take_off", "dissolve", "undo", "redo"]
        ),
        st.integers(0, 1),  # which window
        st.integers(0, 5),
    ),
    max_size=25,
)


def do(room: WallRoom, said: list, what: str, number: int) -> None:
    cards, groups = list(room.desk.cards), list(room.desk.clusters)
    card = cards[number % len(cards)] if cards else ""
    group = groups[number % len(groups)] if groups else ""
    if what == "write":
        room.cards.write(f"card {number}")
    elif what == "bring":
        room.cards.bring(said[: number + 1])
    elif what in {"undo", "redo"}:
        getattr(room.desk, what)()
    elif what == "move" and card:
        room.cards.move(card, group or None, number)
    elif what in {"group", "take_off"} and card:
        getattr(room.cards, what)(card)
    elif what == "name" and group:
        room.cards.name(group, f"group {number}")
    elif what == "dissolve" and group:
        room.cards.dissolve(group)


def held(desk: WallDesk) -> object:
    return (
        dict(sorted(desk.cards.items())),
        dict(sorted(desk.clusters.items())),
        {card: moves for card, moves in sorted(desk.moves.items()) if card in desk.cards and moves},
        desk.arrangement(),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_both_windows_show_what_a_third_that_opens_now_would(deeds):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reset.focusgroup"
        with (
            StudyFile.create(path, title="Reset", frame=FRAME) as study,
            StudyFile.open(path) as other_file,
        ):
            session = add_session(study)
            said = comments(study, session.id)
            board = make_board(study, Scrubber(), "Why?", kj=False, session=session.id)
            rooms = [WallRoom(file, board.id, Scrubber()) for file in (study, other_file)]
            for what, window, number in deeds:
                # What the other window took away meanwhile is told, not done.
                with contextlib.suppress(NotNow):
                    do(rooms[window], said, what, number)
            for room in rooms:
                room.desk.follow()
            fresh = held(WallDesk(study, board.id, Scrubber()))
            assert held(rooms[0].desk) == fresh
            assert held(rooms[1].desk) == fresh
            study.rebuild()
            assert held(WallDesk(study, board.id, Scrubber())) == fresh


def test_no_card_goes_onto_a_board_that_another_window_took_away(tmp_path):
    with StudyFile.create(tmp_path / "a.focusgroup", title="R", frame=FRAME) as study:
        room = WallRoom(study, make_board(study, Scrubber(), "Why?", kj=False).id, Scrubber())
        with StudyFile.open(study.path) as other:
            take_away(other, room.desk.board_id)
            for look in (room.desk.follow, room.desk.follow, lambda: room.cards.write("a card")):
                with pytest.raises(StoreError, match="taken away in another window"):
                    look()
            assert study.rows(Card) == []
            other.undo(actor="wall")
        assert room.desk.follow()
        assert room.cards.write("a card"), "it is there again"
