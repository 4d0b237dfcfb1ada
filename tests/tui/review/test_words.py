"""Correcting words, masks, searching, filters and tallies."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from focusgroup.domain.comment import Comment
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.screens.review.panes import EditBox
from focusgroup.tui.screens.review.picking import Pick
from focusgroup.tui.screens.review.tallies import TallyScreen
from focusgroup.tui.screens.study import StudyScreen
from support.hostile import HOSTILE
from tui.review.building import (
    SAID,
    Analyst,
    Seen,
    add_group,
    add_many,
    cards,
    open_screen,
    text_of,
)

SIZE = (80, 24)


def text_in_file(study: StudyFile, comment_id: str) -> str:
    row = study.row(Comment, comment_id)
    assert row is not None
    return row.text


def write(app: Analyst, text: str) -> None:
    """Put a text where typing goes: a key at a time takes 80 ms each."""
    focused = app.focused
    if isinstance(focused, Input):
        focused.value = text
    else:
        app.screen.query_one(EditBox).words.load_text(text)


async def test_an_edited_text_is_masked_before_it_is_kept(study):
    session = add_group(study)
    names = {session.id: cards(P1="Marisol", P2="Oyelaran")}
    app = open_screen(study, ReviewScreen(session.id), names)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("down", "e")
        write(app, "Oyelaran re-keys every order")
        await pilot.press("enter")
        comment = study.comments(session.id)[1]
        assert comment.text == "[P2] re-keys every order"
        assert "[P2] re-keys" in Seen(app).pane
        assert "masked: 1 participant" in Seen(app).pane
        assert b"Oyelaran" not in study.path.read_bytes()
        await pilot.press("ctrl+z")
        assert text_in_file(study, comment.id) == SAID[1][3]
        assert "Undone: edit." in Seen(app).toasts


async def test_escape_leaves_the_words_as_they_were(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        write(app, "something else")
        await pilot.press("escape")
        assert study.comments(session.id)[0].text == SAID[0][3]
        assert app.focused is Seen(app).stream


async def test_without_name_cards_the_edit_box_says_that_names_are_not_known(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        below = app.screen.query_one(".edit--below")
        assert "names of this group are not known in this window" in text_of(below)


async def test_a_comment_is_not_emptied_by_editing(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        write(app, "   ")
        await pilot.press("enter")
        assert "✗" in text_of(app.screen.query_one(".edit--below"))
        assert study.comments(session.id)[0].text == SAID[0][3]


async def test_a_full_or_lost_disk_keeps_what_was_typed(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        write(app, "a correction")
        app.desk.file.connection.execute("PRAGMA query_only = ON")
        await pilot.press("enter")
        assert app.screen.query_one(EditBox).words.text == "a correction"
        assert "cannot be written" in text_of(app.screen.query_one(".edit--below"))


async def test_m_restores_a_word_that_was_no_name(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id), {session.id: cards(P1="Hope")})
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("down", "e")
        write(app, "we asked Hope about it")
        await pilot.press("enter")
        assert "m restores" in Seen(app).pane
        await pilot.press("m")
        assert study.comments(session.id)[1].text == "we asked Hope about it"
        await pilot.press("ctrl+z")
        assert study.comments(session.id)[1].text == "we asked [P1] about it"


async def test_a_mask_whose_word_is_forgotten_cannot_be_restored_and_says_so(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("m")
        assert any("no longer in memory" in toast for toast in Seen(app).toasts)


async def test_a_missed_name_is_masked_wherever_it_stands_and_one_undo_takes_it_back(study):
    first, second = add_group(study, "G1"), add_group(study, "G2")
    app = open_screen(study, ReviewScreen(None))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("M")
        write(app, "customers")
        await pilot.press("enter")
        for session in (first, second):
            texts = " ".join(c.text for c in study.comments(session.id))
            assert "customers" not in texts
            assert "[name 1] notice it" in texts
        assert any(toast.startswith("Masked in 4 comments.") for toast in Seen(app).toasts)
        await pilot.press("ctrl+z")
        texts = " ".join(c.text for c in study.comments(second.id))
        assert "customers notice it" in texts
        assert app.desk.scrubber().hits("our customers say")  # a report is searched for it


async def test_search_shows_the_newest_first_while_typing(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        seen = Seen(app)
        await pilot.press("slash", "c", "u", "s")
        assert seen.rows == [SAID[4][3], SAID[2][3]]
        assert "found: 2" in seen.head
        await pilot.press("enter", "g")
        assert seen.ledger.elements_of(seen.screen.in_hand.id) == {"programs"}
        await pilot.press("escape")
        assert len(seen.rows) == 6


async def test_a_search_stays_within_the_group_under_review(study):
    first = add_group(study, "G1")
    add_group(study, "G2")
    app = open_screen(study, ReviewScreen(first.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"desk")
        assert Seen(app).rows == [SAID[4][3]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("weakness", {SAID[1][3], SAID[3][3]}),
        ("seat p3", {SAID[3][3]}),
        ("should change", {SAID[4][3], SAID[5][3]}),
        ("#people", {SAID[0][3]}),
        ("flagged", {SAID[2][3]}),
        ("recording", {SAID[4][3]}),
    ],
)
async def test_the_list_is_filtered_by_typing_a_part_of_what_is_looked_for(study, typed, expected):
    session = add_group(study)
    comments = study.comments(session.id)
    with study.act("mark", actor="test") as act:
        act.set(Comment, comments[2].id, flags="role")
        act.set(Comment, comments[4].id, incomplete=1)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("p", "f")
        assert isinstance(app.screen, Pick)
        write(app, typed)
        await pilot.press("enter")
        assert set(Seen(app).rows) == expected
        await pilot.press("f", "enter")  # the first line shows all again
        assert len(Seen(app).rows) == 6


@pytest.mark.feature("4.01")
async def test_the_tallies_read_the_same_tags_in_three_frames(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "r", "s", "down", "d", "f2")
        assert isinstance(app.screen, TallyScreen)

        def lines() -> list[str]:
            rows = app.screen.query_one("#tally-rows")
            return ["".join(text for text, _ in line) for line in rows.shown]

        own = lines()
        assert "CRM, six elements" in text_of(app.screen.query_one("#tally-title"))
        assert any(line.startswith("Systems") and "1/1/1" in line for line in own)
        seen = {}
        for _ in range(2):
            await pilot.press("right")
            seen[text_of(app.screen.query_one("#tally-title")).split("   ")[0]] = lines()
        programme = seen["Tallies: CRM programme"]
        assert any(line.startswith("Processes") and "1/1/1" in line for line in programme)
        assert "No counterpart in this reading: 1/1/1" in programme  # procedures
        four = seen["Tallies: Four elements of CRM"]
        assert any(line.startswith("Procedures") and "1/1/1" in line for line in four)
        assert not any(line.startswith("Systems") for line in four)
        assert "Untagged: 3/3/1" in four


@pytest.mark.parametrize("text", [t for t in HOSTILE if t.strip()])
async def test_any_text_is_shown_as_typed_in_list_pane_and_edit_box(study, text):
    session = add_group(study)
    comment = study.comments(session.id)[0]
    with study.act("edit", actor="test") as act:
        act.set(Comment, comment.id, text=text.replace("\x00", ""))
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        pane = Seen(app).pane
        assert "\x1b" not in pane
        for word in ("[/or]", "[a lot]", "[@click=app.quit]press[/]", "{curly}", "[not markup]"):
            if word in text:
                assert word in pane
        await pilot.press("e", "escape", "p")
        assert study.tags(session.id)


async def test_at_60_by_15_nothing_breaks_and_tagging_works(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=(60, 15)) as pilot:
        await pilot.press("down", "t", "f2", "escape", "f", "escape", "e", "escape")
        assert Seen(app).stream.size.height >= 3
        assert {t.code for t in study.tags(session.id)} == {"technology"}


async def test_a_study_without_comments_says_what_to_do(study):
    app = open_screen(study, ReviewScreen(None))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t", "e", "m", "M", "x", "f2", "escape", "u")
        assert Seen(app).stream.empty_text().startswith("No comments yet.")


async def test_ten_thousand_comments_are_tagged_without_reading_them_all_again(study):
    session = add_group(study)
    add_many(study, session, 10_000)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        seen = Seen(app)
        assert "5000 of 10005 tagged" in seen.head
        statements: list[str] = []
        app.desk.file.connection.set_trace_callback(statements.append)
        await pilot.press("end", "t")
        app.desk.file.connection.set_trace_callback(None)
        assert "#technology" in seen.pane
        assert not [s for s in statements if "FROM comment WHERE deleted = 0 AND session" in s]
        await pilot.press("slash", *"9999")
        assert seen.rows == ["remark 9999 about the way orders go from desk to desk and back again"]


async def test_names_typed_again_mask_the_next_edit(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f6")
        app.screen.query_one("#seat-1").value = "Oyelaran"
        await pilot.press("ctrl+s", "e")
        write(app, "ask Oyelaran")
        await pilot.press("enter")
        assert study.comments(session.id)[0].text == "ask [P2]"


async def test_the_study_screen_leads_straight_to_searching_all_groups(study):
    add_group(study, "G1")
    add_group(study, "G2")
    app = open_screen(study, StudyScreen())
    async with app.run_test(size=SIZE) as pilot:
        await app.first.run_action("search")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert app.focused.id == "review-find"


async def test_a_file_that_cannot_be_read_is_told_and_leaves_the_way_back(study):
    session = add_group(study)
    app = open_screen(study, StudyScreen())
    async with app.run_test(size=SIZE) as pilot:
        app.desk.file.connection.execute("DROP TABLE tag")
        screen = ReviewScreen(session.id)
        await app.push_screen(screen)
        assert "cannot be read" in text_of(screen.query_one("EmptyState"))
        await pilot.press("t", "u", "f", "slash", "e", "f2", "delete", "escape")
        assert app.screen is app.first
