"""The board by keys and mouse: cards walked over, carried, sent, dragged, and told apart."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from focusgroup.domain.comment import Comment
from focusgroup.domain.wall import BoardKind, Card
from focusgroup.privacy import Scrubber
from focusgroup.room import withdrawal
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.wall.boards import WallRoom, boards, make_board
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.screens.wall.board import BoardScreen
from focusgroup.tui.screens.wall.boards import BoardsScreen
from focusgroup.tui.screens.wall.old_cards import OldCards
from focusgroup.tui.screens.wall.pick_comments import PickComments
from focusgroup.tui.widgets.card_board import CardBoard
from support.hostile import HOSTILE
from tui.screens.sitting import LARGE, SMALL, TINY, Sitting, at_study

TEXTS = ("orders are typed twice", "we re-key every order", "nobody rings back", "cold canteen")


def free_board(study: StudyFile, *texts: str, kj: bool = False) -> WallRoom:
    session = study.sessions()[0].id
    board = make_board(study, Scrubber(), "What keeps us?", kj=kj, session=session)
    room = WallRoom(study, board.id, Scrubber())
    if kj:
        room.steps.go_on()
        room.steps.go_on()
    for text in texts or TEXTS:
        room.cards.write(text)
    return room


async def to_board(here: Sitting) -> CardBoard:
    await here.press("k", "enter")
    assert here.shows(BoardScreen)
    return here.app.screen.query_one(CardBoard)


def shown(board: CardBoard) -> list[tuple[str, list[str]]]:
    return [(c.title, [face.text for face in c.cards]) for c in board.columns]


async def test_space_picks_a_card_up_arrows_carry_it_and_space_puts_it_down(study):
    free_board(study)
    study.close()
    async with at_study(study.path, size=SMALL) as here:
        board = await to_board(here)
        await here.press("home", "g", "space", "right")
        assert board.carrying
        assert "◆ we re-key every order" in here.text
        await here.press("space")
        assert shown(board) == [
            ("alone", [TEXTS[2], TEXTS[3]]),
            ("(no name)", [TEXTS[1], TEXTS[0]]),
        ], "it lies where it was carried to"
        await here.press("space", "left", "escape")
        assert not board.carrying
        assert shown(board)[1][1] == [TEXTS[1], TEXTS[0]], "Esc lets it lie"
        await here.press("0")
        assert shown(board)[0][1] == [TEXTS[2], TEXTS[3], TEXTS[1]]
        await here.press("u", "u", "u")
        assert shown(board) == [("alone", list(TEXTS))]


async def test_a_card_is_dragged_by_the_mouse(study):
    room = free_board(study)
    room.cards.group(next(iter(room.desk.cards)))
    study.close()
    async with at_study(study.path, size=LARGE) as here:
        board = await to_board(here)
        region = board.content_region.offset - board.region.offset
        width = board.content_size.width // 2
        at = (region.x + 3, region.y + 3)
        await here.pilot.mouse_down(CardBoard, offset=at)
        await here.pilot.hover(CardBoard, offset=(at[0] + 5, at[1]))
        await here.pilot.hover(CardBoard, offset=(at[0] + width, at[1]))
        assert board.carrying
        await here.pilot.mouse_up(CardBoard, offset=(at[0] + width, at[1]))
        await here.settle()
        assert not board.carrying
        assert [len(cards) for _, cards in shown(board)] == [2, 2]


async def test_what_another_window_does_shows_while_a_card_is_carried(study):
    room = free_board(study)
    async with at_study(study.path) as here:
        board = await to_board(here)
        await here.press("home", "space")
        room.cards.write("typed in the other window")
        await here.until(lambda: "typed in the other" in here.text)
        assert board.carrying
        other = room.desk.arrangement().loose[1].id
        room.cards.group(other)
        await here.until(lambda: len(board.columns) == 2)
        await here.press("right", "space")
        assert [len(cards) for _, cards in shown(board)] == [3, 2]


async def test_a_contested_card_is_marked_and_enter_tells_of_its_moves(study):
    room = free_board(study)
    ids = [card.id for card in room.desk.arrangement().loose]
    one, two = room.cards.group(ids[0]), room.cards.group(ids[1])
    for to in (one, two, one):
        room.cards.move(ids[2], to.id)
    study.close()
    async with at_study(study.path) as here:
        board = await to_board(here)
        assert "⇄ nobody rings back" in here.text
        board.take_in_hand(ids[2])
        await here.press("enter")
        assert "contested" in here.text
        assert "moved 3 times" in here.text


async def test_what_the_step_does_not_allow_is_told_with_when_it_is(study):
    free_board(study, kj=True)
    study.close()
    async with at_study(study.path) as here:
        board = await to_board(here)
        await here.press("g")
        assert "Not in this step. Cards are moved in the step “Silent sorting”" in here.told
        await here.press("r")
        await here.press("right", "v")
        assert "Groups are ranked when all have a name" in here.told
        assert len(board.columns) == 1


async def test_similar_cards_are_offered_and_put_together_when_marked(study):
    free_board(study)
    study.close()
    async with at_study(study.path) as here:
        board = await to_board(here)
        await here.press("home", "s")
        assert "re-key every order" in here.text
        assert "canteen" not in here.text.split("○")[-1]
        await here.press("enter")
        assert len(board.columns) == 1, "offered, never imposed"
        await here.press("s", "space", "enter")
        assert shown(board)[1][1] == [TEXTS[0], TEXTS[1]]


async def test_names_typed_on_a_card_are_masked_before_they_are_on_disk(study):
    free_board(study)
    study.close()
    async with at_study(study.path) as here:
        session = here.app.study.file.sessions()[0].id
        here.app.study.names[session] = NameCards(cards={"P2": NameCard("Solveig")})
        await to_board(here)
        await here.press("n")
        await here.paste("Solveig never rings back")
        await here.press("enter")
        assert "1 up: [P2] never rings back" in here.text
        await here.press("escape")
        assert "[P2] never rings back" in here.flowing
    assert b"olveig" not in study.path.read_bytes()


async def test_names_learnt_while_a_board_is_open_are_masked_on_its_next_card(study):
    free_board(study)
    study.close()
    async with at_study(study.path) as here:
        session = here.app.study.file.sessions()[0].id
        await to_board(here)
        await here.press("n")
        await here.paste("Mrs Hetherling rang")
        await here.press("enter")
        assert "1 up: Mrs [name 1] rang" in here.text
        here.app.study.names[session] = NameCards(
            cards={"P2": NameCard("Solveig")}, never_write=["Copper Kettle"]
        )
        for text in ("Solveig told the copper kettle", "Ms Abernathy and Mrs Hetherling too"):
            await here.paste(text)
            await here.press("enter")
        assert "up: Ms [name 2] and Mrs [name 1] too" in here.text, "strangers keep their number"
        await here.press("escape")
        assert "[P2] told the [withheld]" in here.flowing
    assert b"opper kettle" not in study.path.read_bytes()


@pytest.mark.feature("1.48")
async def test_cards_of_an_earlier_study_are_pulled_out_and_marked_old(study, tmp_path):
    with StudyFile.create(
        tmp_path / "before.focusgroup", title="The year before", frame=study.frame
    ) as before:
        board = make_board(before, Scrubber(), "What then?", kj=False)
        then = WallRoom(before, board.id, Scrubber())
        card = then.cards.write("callback slips get lost")
        then.cards.name(then.cards.group(card.id).id, "Callbacks")
        with before.act("card", actor="wall") as act:
            act.add(Card("seat", board.id, "[P3] said it already"))
    held = before.path.read_bytes()
    free_board(study, "a new card")
    study.close()
    async with at_study(study.path, size=LARGE) as here:
        await to_board(here)
        await here.press("o")
        assert here.shows(OldCards)
        await here.paste(str(tmp_path / "nothing.focusgroup"))
        await here.press("enter")
        assert "There is no file nothing.focusgroup" in here.flowing
        here.app.screen.query_one("#pick-line").value = ""
        await here.paste(str(before.path))
        await here.press("enter")
        assert "callback slips get lost (Callbacks)" in here.flowing
        await here.press("a", "ctrl+s")
        assert "◷ callback slips get lost" in here.text
        assert "◷ [a participant] said it already" in here.text, "its seat is nobody's here"
        assert "│ a new card" in here.text or "▌ a new card" in here.text
        await here.press("n")
        await here.paste("and one more")
        await here.press("enter", "escape")
        room = here.app.screen.room
        old = {room.desk.text_of(c): bool(c.old) for c in room.desk.cards.values()}
        assert old == {
            "callback slips get lost": True,
            "[a participant] said it already": True,
            "a new card": False,
            "and one more": False,
        }
        assert {c.source for c in room.desk.cards.values() if c.old} == {"The year before"}
    assert before.path.read_bytes() == held, "the other file is only read"


@pytest.mark.feature("1.48")
async def test_cards_kept_on_another_board_keep_their_comments(study):
    session = study.sessions()[0].id
    first = make_board(study, Scrubber(), "The first board", kj=False, session=session)
    WallRoom(study, first.id, Scrubber()).cards.bring(study.comments(session)[1:3])
    second = make_board(study, Scrubber(), "The second board", kj=False, session=session)
    study.close()
    async with at_study(study.path) as here:
        await here.press("k", "down", "enter", "o", "down", "enter", "a", "ctrl+s")
        assert "◷ they re-key every order" in here.flowing
    with StudyFile.open(study.path) as after:
        cards = after.rows(Card, "board = ?", (second.id,))
        assert len(cards) == 2
        assert all(card.comment and card.old and card.source == "The first board" for card in cards)


@pytest.mark.feature("3.04", "3.05")
async def test_desired_and_gap_are_rounds_of_their_own_for_each_element(study):
    study.close()
    async with at_study(study.path) as here:
        for kind, question in (
            ("current", "How is it now?"),
            ("desired", "How should it be?"),
            ("gap", "What lies between?"),
        ):
            await here.press("k", "n")
            await here.paste(question)
            here.field("kind").value = kind
            here.field("element").value = "people"
            await here.press("ctrl+s")
            assert f"({kind} · People)" in here.text
            assert "Step 1 of 8" in here.text
            await here.press("escape", "escape")
        await here.press("k")
        assert "desired · People" in here.text
        assert "gap · People" in here.text
    with StudyFile.open(study.path) as after:
        told = [(b.kind, b.element, b.step) for b in boards(after)]
        assert told == [
            (BoardKind.CURRENT, "people", "question"),
            (BoardKind.DESIRED, "people", "question"),
            (BoardKind.GAP, "people", "question"),
        ]


@pytest.mark.feature("3.13")
async def test_number_and_mix_are_on_screen_before_the_round_starts(study):
    session = study.sessions()[0].id
    make_board(study, Scrubber(), "What keeps us?", session=session)
    study.close()
    async with at_study(study.path) as here:
        await to_board(here)
        await here.press("f7")
        assert "Step 2 of 8 · Who takes part" in here.text
        told = here.flowing
        assert "3 take part. Departments: not told 3." in told
        assert "! 3 take part: a KJ round wants four or more, ideally 8 to 12." in told


async def test_comments_are_found_by_words_signs_and_elements(study):
    free_board(study, "a card")
    study.close()
    async with at_study(study.path) as here:
        await to_board(here)
        await here.press("c")
        assert here.shows(PickComments)
        assert "5 shown" in here.text, "answers to the opening round are not offered"
        await here.paste("+")
        assert "1 shown" in here.text
        assert "the morning call works" in here.text
        await here.press("backspace")
        await here.paste("g1 re-key")
        assert "1 shown" in here.text
        await here.press("down", "space", "ctrl+s")
        assert "they re-key every order" in here.flowing
        await here.press("c")
        await here.paste("re-key")
        assert "0 shown" in here.text, "what is on the board is not offered again"


async def test_what_somebody_withdraws_in_another_window_is_offered_as_a_card_no_more(study):
    free_board(study)
    study.close()
    async with at_study(study.path) as here:
        await to_board(here)
        await here.press("c")
        await here.paste("g1")
        await here.press("down", "a")
        (gone,) = {c.seat for c in here.app.screen._every if "re-key" in c.text}
        with StudyFile.open(study.path) as other:
            withdrawal.withdraw(other, gone)
        await here.until(lambda: "re-key" not in here.text)
        held = vars(here.app.screen)
        assert not any("re-key" in str(each) for each in (held["_every"], held["_keys"]))
        await here.press("ctrl+s")
        assert here.shows(BoardScreen), "the others are made into cards"


@pytest.mark.parametrize("keys", [["enter"], ["s"], ["x", "o", "down", "enter"]])
async def test_words_shown_over_the_board_go_with_who_said_them(study, keys):
    room, other = free_board(study, "x"), free_board(study, "y")
    said = next(c for c in study.comments(room.desk.board.session) if "re-key" in c.text)
    for each in (room, other):
        each.cards.bring([said])
        each.cards.write("we re-key every order too")
    study.close()
    async with at_study(study.path) as here:
        board = await to_board(here)
        board.take_in_hand(
            next(
                c.id
                for c in here.app.screen.room.desk.cards.values()
                if (c.comment if keys == ["enter"] else "too" in c.text)
            )
        )
        await here.press(*keys)
        assert not here.shows(BoardScreen)
        assert said.text in here.flowing
        with StudyFile.open(study.path) as elsewhere:
            withdrawal.withdraw(elsewhere, said.seat)
        await here.until(lambda: here.shows(BoardScreen))
        await here.until(lambda: said.text not in here.flowing)


async def test_a_board_taken_away_comes_back_by_undo(study):
    free_board(study)
    study.close()
    async with at_study(study.path) as here:
        await here.press("k")
        assert "What keeps us?" in here.text
        assert "4 cards" in here.text
        await here.press("x")
        assert "No board yet" in here.text
        await here.press("u")
        assert here.shows(BoardsScreen)
        assert "What keeps us?" in here.text


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
async def test_whatever_is_typed_is_text_and_breaks_no_screen(study, size):
    room = free_board(study, *(text for text in HOSTILE if text.strip()))
    for card in list(room.desk.arrangement().loose)[:4]:
        group = room.cards.group(card.id)
        room.cards.name(group.id, room.desk.text_of(card))
    with study.act("comment", actor="note-taker") as act:
        act.set(Comment, study.comments(study.sessions()[0].id)[1].id, text=HOSTILE[0])
    study.close()
    async with at_study(study.path, size=size) as here:
        board = await to_board(here)
        for _ in range(6):
            await here.press("right", "end", "space", "left", "escape", "enter", "escape")
        await here.press("c", "escape", "s", "escape", "home")
        assert "[/or]" in str(shown(board))
        assert here.shows(BoardScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_footer_never_shows_more_than_seven_keys_and_help_is_one(study, size):
    free_board(study)
    study.close()
    async with at_study(study.path, size=size) as here:
        await to_board(here)
        assert here.footer.rstrip().endswith("F1 help")
        await here.press("f1")
        assert "The wall." in here.flowing


async def test_time_that_is_over_is_told_once(study):
    room = free_board(study, kj=True)
    study.close()
    async with at_study(study.path) as here:
        await to_board(here)
        screen = here.app.screen
        screen.room.desk.now = lambda: room.desk.board.began + 301
        for _ in range(3):
            screen.tick()
        await here.settle()
        assert "0:01 over" in str(screen.query_one("#board-step", Static).content)
        assert here.told.count("The time of this step is over") == 1


async def test_a_card_goes_into_a_group_chosen_by_its_name(study):
    room = free_board(study)
    ids = [card.id for card in room.desk.arrangement().loose]
    for at, name in ((0, "Typing"), (1, "Keys")):
        room.cards.name(room.cards.group(ids[at]).id, name)
    study.close()
    async with at_study(study.path) as here:
        board = await to_board(here)
        await here.press("home", "f")
        await here.paste("key")
        await here.press("enter")
        assert shown(board)[2] == ("Keys", [TEXTS[1], TEXTS[2]])


async def test_a_file_that_vanishes_is_told_once_and_nothing_is_lost(study):
    free_board(study)
    study.close()
    away = study.path.with_name("away.focusgroup")
    async with at_study(study.path) as here:
        board = await to_board(here)
        study.path.rename(away)
        await here.until(lambda: "reset.focusgroup is gone" in here.told)
        await here.press("home", "g", "v", "n")
        await here.paste("typed while it was gone")
        await here.press("enter")
        assert "typed while it was gone" in here.text, "the words stay in the line"
        assert len(board.columns) == 1
        away.rename(study.path)
        await here.until(lambda: "at its place again" in here.told)
        await here.press("enter", "escape")
        assert "typed while it was gone" in str(shown(board))


async def test_the_palette_leads_to_the_wall_and_to_its_actions(study):
    free_board(study)
    study.close()
    async with at_study(study.path) as here:
        await here.press("ctrl+p")
        await here.paste("wall")
        await here.until(lambda: "wall  (k)" in here.text)
        await here.press("enter")
        assert here.shows(BoardsScreen), "the best fit comes first"
        await here.press("enter", "ctrl+p")
        await here.paste("similar")
        await here.until(lambda: "similar  (s)" in here.text)


async def test_b_leads_from_a_card_to_its_comment_and_back(study):
    session = study.sessions()[0].id
    board = make_board(study, Scrubber(), "What keeps us?", kj=False, session=session)
    said = study.comments(session)
    WallRoom(study, board.id, Scrubber()).cards.bring(said[2:4])
    study.close()
    async with at_study(study.path) as here:
        await to_board(here)
        await here.press("home", "down", "b")
        assert here.shows(ReviewScreen)
        assert here.app.screen.in_hand.id == said[3].id
        await here.press("escape")
        assert here.shows(BoardScreen)


async def test_minutes_of_a_step_are_added_and_what_began_stays_on_record(study):
    room = free_board(study, kj=True)
    began = room.desk.steps[-1].began
    async with at_study(study.path) as here:
        await to_board(here)
        await here.press("plus", "plus", "minus")
        assert "5:5" in here.text, "five minutes and one more, less what has gone"
    room.desk.reload()
    assert room.desk.board.began == began + 60
    assert room.desk.steps[-1].began == began


async def test_a_long_name_of_a_group_takes_two_lines(study):
    room = free_board(study)
    card = room.desk.arrangement().loose[0].id
    room.cards.name(room.cards.group(card).id, "What we are measured on pulls the other way")
    study.close()
    async with at_study(study.path, size=SMALL) as here:
        await to_board(here)
        assert "1 What we are measured on pulls the" in here.text
        assert "other way" in here.text


async def test_the_last_loose_card_sent_away_leaves_its_empty_place_in_hand(study):
    room = free_board(study, "one", "two")
    room.cards.group(room.desk.arrangement().loose[0].id)
    study.close()
    async with at_study(study.path) as here:
        board = await to_board(here)
        await here.press("1")
        assert shown(board) == [("alone", []), ("(no name)", ["one", "two"])]
        assert (board.column_in_hand, board.card_in_hand) == ("", "")
        await here.press("space", "g", "x", "s")
        assert "No card is in hand here" in here.told


@pytest.mark.parametrize("kj", [False, True], ids=["free", "writing"])
async def test_the_footer_always_shows_esc_at_80_columns_and_what_it_does_while_carrying(study, kj):
    free_board(study, kj=kj)
    study.close()
    async with at_study(study.path, size=SMALL) as here:
        await to_board(here)
        assert "Esc back" in here.footer
        if not kj:
            await here.press("space")
            assert "Esc let it lie" in here.footer
            await here.press("space")
            assert "Esc back" in here.footer


async def test_an_empty_group_says_so_and_a_tall_screen_shows_more_of_a_card(study):
    long = " ".join(f"word{n}" for n in range(25))
    room = free_board(study, long)
    room.cards.group(next(iter(room.desk.cards)))
    study.close()
    async with at_study(study.path, size=SMALL) as here:
        await to_board(here)
        assert "▌ no card" in here.text
        assert "word24" not in here.text
    async with at_study(study.path, size=(80, 50)) as here:
        await to_board(here)
        assert "word24" in here.text


async def test_a_new_board_taken_back_by_mistake_is_brought_back_with_all_its_cards(study):
    free_board(study)
    study.close()
    async with at_study(study.path) as here:
        await here.press("k", "u")
        assert "No board yet" in here.text
        await here.press("ctrl+y")
        assert "4 cards" in here.text


async def test_a_board_that_people_vote_on_is_not_taken_back(study):
    room = free_board(study)
    for at, card in enumerate(list(room.desk.cards)[:2]):
        room.cards.name(room.cards.group(card).id, f"Group {at}")
    room.votes.open([seat.id for seat in room.desk.seats])
    study.close()
    async with at_study(study.path) as here:
        await here.press("k", "u")
        assert "A voting is open" in here.told
        assert "What keeps us?" in here.text
