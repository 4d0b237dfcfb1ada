"""A KJ round on a real study file: from comments to a tally, and what is refused on the way."""

from __future__ import annotations

import re
import shutil

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.wall import BoardKind, VotingKind
from focusgroup.privacy import Person, Scrubber
from focusgroup.room.wall.boards import WallRoom, boards, make_board
from focusgroup.room.wall.desk import NotNow
from focusgroup.store import ballots
from focusgroup.store.ballots import BallotRefused
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from support.studies import FRAME
from support.walls import opened, sorted_wall, wall


@pytest.fixture
def study(tmp_path):
    with StudyFile.create(tmp_path / "reset.focusgroup", title="Reset", frame=FRAME) as study_file:
        yield study_file


@pytest.mark.feature("3.06", "3.07")
def test_groups_come_from_comments_get_names_and_are_voted_on(study):
    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    for n, seat in enumerate(room.desk.seats):
        assert room.votes.result() == [], "nothing is counted before all have voted"
        room.votes.cast(seat.id, {one: 3, two: 2} if n < 3 else {two: 3, one: 2})
    room.votes.close()
    first, second = room.votes.result()
    assert (first.cluster, first.points, first.rank, first.tied) == (one, 13, 1, False)
    assert (second.cluster, second.points) == (two, 12)
    card = next(iter(room.desk.cards.values()))
    assert card.comment in {c.id for c in study.comments(room.desk.board.session)}
    assert len(room.desk.arrangement().loose) == 1, "a card may stay alone"


def test_a_group_without_a_name_is_not_voted_on(study):
    room = wall(study)
    ids = list(room.desk.cards)
    room.steps.go_on()
    room.steps.go_on()
    room.cards.group(*ids[:2])
    room.cards.group(*ids[2:4])
    room.steps.go_on()
    with pytest.raises(NotNow, match="2 groups have no name yet"):
        room.steps.go_on()
    free = WallRoom(study, make_board(study, Scrubber(), "Free", kj=False).id, Scrubber())
    for text in ("a first card", "a second card"):
        free.cards.group(free.cards.write(text).id)
    with pytest.raises(NotNow, match="no name yet. A group needs a name"):
        free.votes.open(["V1", "V2"])


def test_names_come_after_sorting_and_nothing_new_once_the_voting_is_open(study):
    room = wall(study)
    ids = list(room.desk.cards)
    with pytest.raises(NotNow, match="Silent sorting"):
        room.cards.group(ids[0])
    room.steps.go_on()
    room.steps.go_on()
    group = room.cards.group(*ids[:2])
    with pytest.raises(NotNow, match="names after sorting"):
        room.cards.name(group.id, "Too early")
    with pytest.raises(NotNow, match="Silent writing"):
        room.cards.write("one more")


def test_an_open_voting_holds_everything_else_still(study):
    room = opened(sorted_wall(study, kj=False))
    card = next(iter(room.desk.cards))
    for act in (
        lambda: room.cards.write("a new option"),
        lambda: room.cards.group(card),
        lambda: room.cards.move(card, None),
        lambda: room.desk.undo(),
        lambda: room.votes.open(["V1"]),
    ):
        with pytest.raises(NotNow):
            act()
    assert len(room.desk.clusters) == 2


def test_a_ballot_over_spent_or_cast_twice_is_refused_with_a_sentence(study):
    room = opened(sorted_wall(study), kind=VotingKind.DOTS, dots=3)
    one, two = (key for key, _ in room.votes.options())
    seat, other = room.desk.seats[:2]
    with pytest.raises(BallotRefused, match="4 dots are spent, and there are 3. Take 1 off"):
        room.votes.cast(seat.id, {one: 2, two: 2})
    with pytest.raises(BallotRefused, match="several on one are not allowed"):
        room.votes.cast(seat.id, {one: 2})
    room.votes.cast(seat.id, {one: 1, two: 1})
    with pytest.raises(BallotRefused, match="voted already"):
        room.votes.cast(seat.id, {one: 1})
    with pytest.raises(BallotRefused, match="not on the list"):
        room.votes.cast(other.id, {"another": 1})
    with pytest.raises(BallotRefused, match="4 seats have not voted yet"):
        room.votes.close()
    assert [s.id for s in room.desk.seats[1:]] == room.votes.waiting()


@pytest.mark.feature("3.14")
def test_the_file_tells_neither_who_voted_what_nor_when(study):
    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    before = study.log.last_number()
    for seat in room.desk.seats:
        room.votes.cast(seat.id, {one: 3, two: 2})
    assert study.log.last_number() == before, "no line of the log stands for a ballot"
    rows = study.connection.execute("SELECT * FROM ballot").fetchall()
    assert [r[0] for r in rows] == sorted(r[0] for r in rows), "not in the order they were cast"
    seats = {s.id for s in room.desk.seats}
    for ballot in rows:
        assert ballot[0][14] == "4", "an id that tells no time"
        assert not any(seat in str(ballot) for seat in seats)
    room.votes.close()
    assert study.connection.execute("SELECT count(*) FROM ballot_cast").fetchone() == (0,)
    assert study.connection.execute("SELECT count(*) FROM ballot").fetchone() == (5,)


def test_silently_written_cards_and_names_tell_no_time(study):
    room = WallRoom(study, make_board(study, Scrubber(), "Why?", kj=False).id, Scrubber())
    card = room.cards.write("we never ring back")
    name = room.cards.propose(room.cards.group(card.id).id, "Ringing back")
    for row in (card.id, name.id):
        line = study.connection.execute(
            "SELECT id, act, at FROM change WHERE row_id = ?", (row,)
        ).fetchone()
        assert (row[14], line[0][14], line[1][14], line[2]) == ("4", "4", "4", "")


def test_typed_words_are_masked_before_they_are_written(study):
    scrubber = Scrubber([Person("P3", "Solveig", "Nygaardsen")])
    board = make_board(study, scrubber, "What did Solveig promise?", kj=False)
    room = WallRoom(study, board.id, scrubber)
    card = room.cards.write("Solveig never rings back")
    group = room.cards.group(card.id)
    room.cards.propose(group.id, "Solveig's promises")
    room.cards.name(group.id, "What Solveig says")
    room.cards.reword(card.id, "Nygaardsen never rings back")
    study.close()
    for path in study.path.parent.iterdir():
        assert b"olveig" not in path.read_bytes(), path
        assert b"ygaardsen" not in path.read_bytes(), path


def test_a_card_follows_its_comment_until_it_is_given_other_words(study):
    room = wall(study)
    card = next(iter(room.desk.cards.values()))
    with study.act("mask a name", actor="analyst") as act:
        act.set(Comment, card.comment, text="they re-key every order of [P2]")
    room.desk.follow()
    assert room.desk.text_of(room.desk.cards[card.id]) == "they re-key every order of [P2]"
    assert (
        b"re-key"
        not in study.connection.execute("SELECT text FROM card WHERE id = ?", (card.id,))
        .fetchone()[0]
        .encode()
    )


def test_bringing_the_same_comments_again_makes_no_second_cards(study):
    room = wall(study)
    assert room.cards.bring(study.comments(room.desk.board.session)) == []


def test_groups_join_only_if_everybody_agrees_and_then_points_add(study):
    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    for seat in room.desk.seats:
        room.votes.cast(seat.id, {one: 3, two: 2})
    room.votes.close()
    room.steps.go_on()
    assert "4 of 5 agree" in room.votes.join(two, one, 4, 5)
    assert [s.points for s in room.votes.result()] == [15, 10]
    with pytest.raises(NotNow, match="6 cannot agree where 5"):
        room.votes.join(two, one, 6, 5)
    assert room.votes.join(two, one, 5, 5) == ""
    (all_of_it,) = room.votes.result()
    assert (all_of_it.points, all_of_it.clusters) == (25, (one, two))
    assert len(room.desk.arrangement().filled[0].cards) == 4, "its cards lie together now"
    room.desk.undo()
    assert [s.points for s in room.votes.result()] == [15, 10]


def test_ties_are_shown_and_a_re_vote_is_a_new_round(study):
    room = opened(sorted_wall(study, seats=4))
    one, two = (key for key, _ in room.votes.options())
    for n, seat in enumerate(room.desk.seats):
        room.votes.cast(seat.id, {one: 3, two: 2} if n % 2 else {two: 3, one: 2})
    room.votes.close()
    assert [(s.rank, s.tied) for s in room.votes.result()] == [(1, True), (1, True)]
    again = room.votes.open([s.id for s in room.desk.seats])
    assert again.number == 2
    for seat in room.desk.seats:
        room.votes.cast(seat.id, {one: 3, two: 2})
    room.votes.close()
    assert [s.points for s in room.votes.result()] == [12, 8]
    assert [s.points for s in room.votes.result(room.desk.closed[0])] == [10, 10]


def test_a_seat_that_left_is_taken_off_before_counting(study):
    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    *here, left = room.desk.seats
    for seat in here:
        room.votes.cast(seat.id, {one: 3, two: 2})
    with pytest.raises(NotNow, match="voted already"):
        room.votes.excuse(here[0].id)
    room.votes.excuse(left.id)
    room.votes.close()
    assert room.desk.closed[0].ballots == 4


def test_a_voting_called_off_leaves_no_ballot(study):
    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    room.votes.cast(room.desk.seats[0].id, {one: 3, two: 2})
    room.votes.call_off()
    assert study.connection.execute("SELECT count(*) FROM ballot").fetchone() == (0,)
    assert room.desk.voting is None
    assert room.votes.result() == []


def test_two_windows_move_one_card_the_last_wins_and_it_shows_as_contested(study):
    room = sorted_wall(study)
    one, two = room.desk.arrangement().filled
    card = room.desk.arrangement().loose[0].id
    with StudyFile.open(study.path) as other_file:
        other = WallRoom(other_file, room.desk.board_id, Scrubber())
        room.cards.move(card, one.cluster.id)
        other.cards.move(card, two.cluster.id)
        room.desk.follow()
        for window in (room, other):
            assert window.desk.cards[card].cluster == two.cluster.id
            assert window.desk.contested(card)
    assert len(room.desk.moves[card]) == 2, "nobody's move is lost"


def test_a_card_moved_again_and_again_is_contested_and_undo_takes_moves_back(study):
    room = sorted_wall(study)
    one, two = room.desk.arrangement().filled
    card = one.cards[0].id
    for to in (two, one, two):
        room.cards.move(card, to.cluster.id)
    assert room.desk.contested(card)
    assert not room.desk.contested(one.cards[1].id)
    room.desk.undo()
    assert room.desk.cards[card].cluster == one.cluster.id


def test_no_card_is_lost_when_its_group_is_taken_away(study):
    room = sorted_wall(study)
    one = room.desk.arrangement().filled[0]
    room.cards.dissolve(one.cluster.id)
    assert {c.id for c in one.cards} <= {c.id for c in room.desk.arrangement().loose}
    room.desk.undo()
    assert room.desk.arrangement().filled[0].cluster.id == one.cluster.id


def test_word_for_word_duplicate_names_are_dropped(study):
    room = wall(study, kj=False)
    group = room.cards.group(next(iter(room.desk.cards)))
    assert room.cards.propose(group.id, "Typing twice")
    assert room.cards.propose(group.id, "  typing  TWICE. ") is None
    assert room.cards.propose(group.id, "Orders")
    assert room.cards.proposed(group.id) == ["Orders", "Typing twice"]


def test_similar_cards_are_offered_and_nothing_moves_by_itself(study):
    room = wall(study, kj=False)
    cards = {room.desk.text_of(c): c for c in room.desk.cards.values()}
    offered = room.cards.like(cards["they re-key every order into three systems"].id)
    assert room.desk.text_of(offered[0][0]) == "orders are typed twice"
    assert cards["the canteen is cold"].id not in {c.id for c, _ in offered}
    assert room.desk.arrangement().groups == ()
    room.cards.together(cards["nobody rings back as promised"].id, [offered[0][0].id])
    assert len(room.desk.arrangement().filled[0].cards) == 2


@pytest.mark.feature("3.13")
def test_number_and_mix_are_looked_at_before_the_round(study):
    room = wall(study, seats=3)
    mix = room.steps.mix()
    assert mix.people == 3
    assert mix.remarks[0].startswith("3 take part: a KJ round wants four or more")


def test_ballots_are_of_this_file_and_no_merge_brings_them(study, tmp_path):
    room = opened(sorted_wall(study))
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "copy.focusgroup"
    shutil.copy(study.path, copy)
    one, two = (key for key, _ in room.votes.options())
    with StudyFile.open(copy) as other_file:
        other = WallRoom(other_file, room.desk.board_id, Scrubber())
        for window in (room, other):
            for seat in window.desk.seats:
                marks = {one: 3, two: 2} if window is room else {two: 3, one: 2}
                window.votes.cast(seat.id, marks)
            window.votes.close()
        study.merge_from(other_file)
        other_file.merge_from(study)
        assert study.connection.execute("SELECT count(*) FROM ballot").fetchone() == (5,)
        told = [
            [
                (s.cluster, s.points)
                for s in WallRoom(f, room.desk.board_id, Scrubber()).votes.result()
            ]
            for f in (study, other_file)
        ]
        assert told[0] == told[1], "both copies tell one result"
        assert sum(points for _, points in told[0]) == 25


def test_what_withdrawn_seats_said_goes_from_the_wall(study):
    from focusgroup.room.withdrawal import withdraw

    room = wall(study, kj=False)
    card = next(iter(room.desk.cards.values()))
    room.cards.reword(card.id, "orders are keyed three times")
    comment = room.desk.comments[card.comment]
    withdraw(study, comment.seat)
    room.desk.follow()
    assert card.id not in room.desk.cards
    study.rebuild()
    study.close()
    assert b"keyed three times" not in study.path.read_bytes()


def test_a_typed_card_of_a_withdrawn_seats_very_words_goes_too(study):
    from focusgroup.room.withdrawal import plan, withdraw

    room = wall(study, kj=False)
    said = study.comments(room.desk.board.session)[1]
    typed = room.cards.write(said.text.upper())
    other = room.cards.write("orders are typed, and twice at that")
    assert plan(study, said.seat).entries == 1
    withdraw(study, said.seat)
    room.desk.follow()
    assert typed.id not in room.desk.cards
    assert other.id in room.desk.cards
    study.close()
    assert said.text.upper().encode() not in study.path.read_bytes()


def test_what_names_a_withdrawn_seat_on_the_wall_is_there_to_decide_on(study):
    from focusgroup.domain.erasure import Verdict
    from focusgroup.room.withdrawal import decide, related, withdraw, withdrawals

    room = wall(study, kj=False)
    card = room.cards.write("ask [P2] about the list")
    group = room.cards.group(card.id)
    room.cards.name(group.id, "What P2 knows")
    seat = next(s for s in room.desk.seats if s.code == "P2")
    withdraw(study, seat.id)
    (mark,) = withdrawals(study)
    rows = {row.table: row for row in related(study, mark)}
    assert set(rows) == {"card", "cluster"}
    decide(study, mark, rows["cluster"], Verdict.CODE)
    decide(study, mark, rows["card"], Verdict.WITHDRAW)
    room.desk.reload()
    assert room.desk.clusters[group.id].name == "What [a participant] knows"
    assert card.id not in room.desk.cards


def test_a_withdrawn_seat_is_not_waited_for(study):
    from focusgroup.room.withdrawal import withdraw

    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    *here, gone = room.desk.seats
    for seat in here:
        room.votes.cast(seat.id, {one: 3, two: 2})
    withdraw(study, gone.id)
    room.desk.follow()
    assert room.votes.waiting() == []
    room.votes.close()


def test_a_backup_holds_no_ballot_of_an_open_round(study):
    from focusgroup.store.backup import make_backup

    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    room.votes.cast(room.desk.seats[0].id, {one: 3, two: 2})
    copy = make_backup(study.path)
    with StudyFile.open(copy.path) as held:
        assert held.connection.execute("SELECT count(*) FROM ballot").fetchone() == (0,)
        assert held.connection.execute("SELECT count(*) FROM ballot_cast").fetchone() == (0,)
        assert held.check().good
    assert study.connection.execute("SELECT count(*) FROM ballot").fetchone() == (1,)


def test_similar_loose_cards_are_put_near_each_other_and_stay_loose(study):
    room = wall(study, kj=False)
    before = [card.id for card in room.desk.arrangement().loose]
    room.cards.move(before[1], None)  # away from what it is like
    room.cards.put_near()
    texts = [room.desk.text_of(card) for card in room.desk.arrangement().loose]
    assert texts.index("orders are typed twice") - texts.index(
        "they re-key every order into three systems"
    ) in {1, -1}
    assert len(texts) == 5
    assert not any(room.desk.contested(card) for card in before)


def test_boards_of_each_kind_and_element_stand_side_by_side(study):
    for kind in BoardKind:
        make_board(study, Scrubber(), f"Board {kind}", kind=kind, element="people")
    assert [b.kind for b in boards(study)] == ["open", "current", "desired", "gap"]
    with pytest.raises(NotNow, match="focus question"):
        make_board(study, Scrubber(), "   ")
    with pytest.raises(StoreError, match="taken away"):
        WallRoom(study, "no such board", Scrubber())
    assert ballots.seats_that_cast(study, "none") == set()


def cast_by_all(room: WallRoom) -> list[str]:
    """Cast a ballot a seat; return the ids in the order they were cast."""
    one, two = (key for key, _ in room.votes.options())
    order: list[str] = []
    for seat in room.desk.seats:
        room.votes.cast(seat.id, {one: 3, two: 2})
        held = room.desk.file.connection.execute("SELECT id FROM ballot").fetchall()
        order += [key for (key,) in held if key not in order]
    return order


def lying(path, ids: list[str]) -> list[str]:
    """Return ids as they lie in a file's bytes; all that is there to be found of each."""
    body = path.read_bytes()
    places = [at.start() for key in ids for at in re.finditer(key.encode(), body)]
    assert len(places) == len(ids), "one copy of each, in no gap of a page"
    return [body[at : at + 36].decode() for at in sorted(places)]


@pytest.mark.parametrize("way", ["closed", "killed before that", "in a backup"])
def test_the_bytes_of_a_file_do_not_tell_in_which_order_ballots_were_cast(study, way, monkeypatch):
    from focusgroup.store import purge
    from focusgroup.store.backup import make_backup

    room = opened(sorted_wall(study, seats=12))
    order = cast_by_all(room)
    path = study.path
    if way == "closed":
        room.votes.close()
    else:  # the round is closed, and nothing more was done to its pages
        with monkeypatch.context() as stopped:
            stopped.setattr(purge, "finish", lambda *_: purge.Purged("not now"))
            room.votes.close()
        if way == "in a backup":
            path = make_backup(study.path).path
        else:
            StudyFile.open(study.path).close()
    if way == "closed":
        assert not path.with_name(f"{path.name}-wal").stat().st_size
    found = lying(path, order)
    assert found == sorted(order, reverse=True), "by their ids, which tell nothing"


def test_neither_do_those_of_a_round_that_is_still_open(study):
    room = opened(sorted_wall(study, seats=12))
    order = cast_by_all(room)
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = lying(study.path, order)
    assert found in (sorted(order), sorted(order, reverse=True))


def test_backups_stay_when_a_round_is_closed(study):
    from focusgroup.store.backup import backups, make_backup

    room = opened(sorted_wall(study))
    kept = make_backup(study.path)
    cast_by_all(room)
    room.votes.close()
    assert backups(study.path) == [kept]
    assert not study.owes_purge


def test_a_round_closed_in_the_other_copy_leaves_no_list_of_who_voted_here(study, tmp_path):
    room = opened(sorted_wall(study))
    one, two = (key for key, _ in room.votes.options())
    study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "copy.focusgroup"
    shutil.copy(study.path, copy)
    room.votes.cast(room.desk.seats[0].id, {one: 3, two: 2})
    with StudyFile.open(copy) as other_file:
        other = WallRoom(other_file, room.desk.board_id, Scrubber())
        cast_by_all(other)
        other.votes.close()
        study.merge_from(other_file)
    assert study.connection.execute("SELECT count(*) FROM ballot_cast").fetchone() == (0,)
    room.desk.follow()
    assert [each.points for each in room.votes.result()] == [15, 10]


@pytest.mark.feature("1.48")
def test_of_two_who_share_a_first_name_no_code_of_the_earlier_study_comes_along(study, tmp_path):
    annas = [Person("P9", "Anna", "Ketteridge"), Person("P10", "Anna", "Bramwick")]
    with StudyFile.create(tmp_path / "b.focusgroup", title="Before", frame=FRAME) as before:
        board = make_board(before, Scrubber(), "What then?", kj=False)
        WallRoom(before, board.id, Scrubber(annas)).cards.write("Anna asked twice")
    room = WallRoom(study, make_board(study, Scrubber(), "Now?", kj=False).id, Scrubber())
    (told,) = room.earlier.of_file(before.path)
    assert told.text == "[a participant] asked twice"


def test_a_strangers_number_on_a_board_is_given_to_nobody_else(study):
    scrubber = Scrubber()
    board = make_board(study, scrubber, "What did Mr Hetherling promise?", kj=False)
    room = WallRoom(study, board.id, scrubber)
    group = room.cards.group(room.cards.write("a card").id)
    assert study.next_name_number() == 2
    room.cards.propose(group.id, "what Ms Abernathy says")
    room.cards.name(group.id, "what Mrs Quennell says")
    assert study.next_name_number() == 4
