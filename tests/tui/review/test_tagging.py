"""Tagging afterwards, by keys only, on a real study file."""

from __future__ import annotations

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review import ReviewScreen
from tui.review.building import SAID, Seen, add_group, open_screen

SIZE = (80, 24)


def tags_on(study: StudyFile, session_id: str, text: str) -> set[str]:
    """Ask the file itself, past the screen."""
    ids = {c.id for c in study.comments(session_id) if c.text == text}
    return {t.code for t in study.tags(session_id) if t.comment in ids}


def stored(study: StudyFile, session_id: str, start: str) -> Comment:
    return next(c for c in study.comments(session_id) if c.text.startswith(start))


@pytest.mark.feature("4.01")
async def test_each_element_has_its_key_and_a_comment_carries_several(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "t", "r", "d")
        assert tags_on(study, session.id, SAID[1][3]) == {"technology", "process", "procedures"}
        assert "#process #procedures #technology" in Seen(app).pane
        await pilot.press("r")
        assert tags_on(study, session.id, SAID[1][3]) == {"technology", "procedures"}


@pytest.mark.feature("1.38")
async def test_ideas_are_tagged_to_create_maintain_or_expand(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "1", "3")
        assert tags_on(study, session.id, SAID[5][3]) == {"create", "expand"}
        assert "#create #expand" in Seen(app).pane


async def test_how_many_are_tagged_is_always_shown_and_openings_do_not_count(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        seen = Seen(app)
        assert "0 of 5 tagged" in seen.head
        await pilot.press("p")  # the opening round: tagged, yet counted nowhere
        assert "0 of 5 tagged" in seen.head
        await pilot.press("down", "p", "down", "t")
        assert "2 of 5 tagged" in seen.head


@pytest.mark.feature("4.01")
async def test_untagged_only_keeps_a_comment_until_it_is_left(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        seen = Seen(app)
        await pilot.press("u")
        assert len(seen.rows) == 5
        await pilot.press("home", "p", "t")
        assert seen.rows[0] == SAID[1][3]  # still there, for a second tag
        await pilot.press("down")
        await pilot.pause()
        assert SAID[1][3] not in seen.rows
        assert seen.words_in_hand() == SAID[2][3]
        assert "only: untagged (4)" in seen.head
        await pilot.press("u")
        assert len(seen.rows) == 6


@pytest.mark.feature("4.01")
async def test_when_all_is_tagged_the_untagged_list_says_so(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+a", "p", "u")
        seen = Seen(app)
        assert seen.rows == []
        assert "5 of 5 tagged" in seen.head
        assert seen.stream.empty_text().startswith("Every comment that counts is tagged.")


async def test_a_key_works_on_all_selected_and_one_undo_takes_it_back(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        seen = Seen(app)
        await pilot.press("down", "space", "space", "t")
        assert "● 2 selected" in seen.head
        assert tags_on(study, session.id, SAID[1][3]) == {"technology"}
        assert tags_on(study, session.id, SAID[2][3]) == {"technology"}
        await pilot.press("ctrl+z")
        assert tags_on(study, session.id, SAID[1][3]) == set()
        assert tags_on(study, session.id, SAID[2][3]) == set()
        assert "Undone: tag (2 comments)." in seen.toasts


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        (["minus"], "valence", "weakness"),
        (["plus"], "valence", "strength"),
        (["exclamation_mark"], "valence", "idea"),
        (["tilde"], "valence", "mixed"),
        (["x"], "kind", "observation"),
        (["q"], "quotable", 0),
        (["delete"], None, None),
    ],
)
async def test_every_action_is_undone_and_done_again_with_a_word_about_it(
    study, keys, field, value
):
    session = add_group(study)
    before = study.comments(session.id)[0]
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        seen = Seen(app)

        def now() -> object:
            row = study.row(Comment, before.id)
            return row and field and getattr(row, field)

        was = getattr(before, field) if field else None
        await pilot.press(*keys)
        assert now() == value
        assert (study.row(Comment, before.id) is None) == (field is None)
        await pilot.press("ctrl+z")
        assert study.row(Comment, before.id) == before
        assert now() == was
        assert any(toast.startswith("Undone: ") for toast in seen.toasts)
        await pilot.press("ctrl+y")
        assert now() == value
        assert any(toast.startswith("Done again: ") for toast in seen.toasts)


async def test_neutral_is_a_key_too(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "full_stop")
        assert stored(study, session.id, "they re-key").valence == "neutral"


async def test_a_removed_comment_comes_back_with_its_tags(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        seen = Seen(app)
        await pilot.press("down", "t", "delete")
        assert len(seen.rows) == 5
        assert seen.words_in_hand() == SAID[2][3]
        assert "0 of 4 tagged" in seen.head
        await pilot.press("ctrl+z")
        assert seen.rows[1] == SAID[1][3]
        assert "1 of 5 tagged" in seen.head


async def test_undo_with_nothing_done_says_so(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("ctrl+z", "ctrl+y")
        assert Seen(app).toasts == ["There is nothing to undo.", "There is nothing to do again."]


async def test_an_undo_reaches_back_into_an_earlier_run_of_the_program(study):
    session = add_group(study)
    async with (app := open_screen(study, ReviewScreen(session.id))).run_test() as pilot:
        await pilot.press("down", "t")
    async with (app := open_screen(study, ReviewScreen(session.id))).run_test() as pilot:
        assert "1 of 5 tagged" in Seen(app).head
        await pilot.press("ctrl+z")
        assert tags_on(study, session.id, SAID[1][3]) == set()


async def test_nobody_is_made_quotable_who_did_not_agree_to_it(study):
    session = add_group(study, quote=False)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("q")  # as taken down: quotable; taken back
        assert study.comments(session.id)[0].quotable == 0
        await pilot.press("q")
        assert study.comments(session.id)[0].quotable == 0
        assert any("P1 did not agree to be quoted" in toast for toast in Seen(app).toasts)


async def test_all_groups_are_reviewed_together_and_undone_key_by_key(study):
    first, second = add_group(study, "G1"), add_group(study, "G2")
    app = open_screen(study, ReviewScreen(None))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        seen = Seen(app)
        assert "Review: all groups" in seen.head
        assert "0 of 10 tagged" in seen.head
        assert [row.who for row in seen.stream.rows][:7:6] == ["G1-P1", "G2-P1"]
        await pilot.press("ctrl+a", "g", "escape", "end", "t", "ctrl+z")
        assert {t.code for t in study.tags(second.id)} == {"programs"}
        await pilot.press("ctrl+z")
        assert study.tags(first.id) == study.tags(second.id) == []
        assert "Undone: tag (12 comments)." in seen.toasts


async def test_escape_closes_one_thing_at_a_time_and_then_goes_back(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE) as pilot:
        seen = Seen(app)
        await pilot.press("u", "space", "slash", *"order", "escape")
        assert "found" not in seen.head
        await pilot.press("escape")
        assert "selected" not in seen.head
        await pilot.press("escape")
        assert "only" not in seen.head
        await pilot.press("escape")
        assert app.screen is not app.first


async def test_a_tag_that_cannot_be_written_is_told_and_nothing_is_shown_as_tagged(study):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        app.desk.file.connection.execute("PRAGMA query_only = ON")
        await pilot.press("down", "t", "minus", "delete", "ctrl+z")
        seen = Seen(app)
        assert len(seen.rows) == 6
        assert "0 of 5 tagged" in seen.head
        assert any("cannot be written" in toast for toast in seen.toasts)
