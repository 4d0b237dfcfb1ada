"""A group that is reviewed here while another window still writes."""

from __future__ import annotations

import pytest

from focusgroup.domain.comment import Valence, Vocabulary
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.study_desk import StudyDesk
from tui.review.building import SAID, Analyst, Seen, add_group, open_screen


@pytest.fixture
def other(study: StudyFile):
    """Another window: its own connection and rooms, as another program run has them."""
    desk = StudyDesk.open(study.path)
    yield desk
    desk.close()


async def seen_within_a_second(pilot, app: Analyst, what) -> None:
    for _ in range(20):
        if what(Seen(app)):
            return
        await pilot.pause(0.05)
    raise AssertionError("the other window's change never came")


async def test_a_remark_noted_elsewhere_appears_within_a_second(study, other):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "t")
        room = other.room(session.id, "note-taker")
        room.notes.note("2+ we ring back the same day", at_s=900)
        await seen_within_a_second(pilot, app, lambda seen: len(seen.rows) == 7)
        seen = Seen(app)
        assert seen.rows[-1] == "we ring back the same day"
        assert seen.words_in_hand() == SAID[1][3]  # the cursor stays where the analyst is
        assert "1 of 6 tagged" in seen.head
        room.close()


async def test_tags_edits_and_removals_elsewhere_are_shown_here(study, other):
    session = add_group(study)
    ids = [c.id for c in study.comments(session.id)]
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=(80, 24)):
        seen = Seen(app)
        room = other.room(session.id, "analyst")
        room.notes.toggle_tag([ids[0], ids[1]], Vocabulary.ELEMENT, "people")
        room.notes.change(ids[0], "valence", valence=Valence.MIXED.value)
        room.notes.retext(ids[2], "the morning call is good")
        room.notes.remove(ids[3])
        app.first.follow()
        assert "1 of 4 tagged" in seen.head
        assert "#people" in seen.pane
        assert "~ mixed" in seen.pane
        assert seen.rows == [
            SAID[0][3], SAID[1][3], "the morning call is good", SAID[4][3], SAID[5][3]
        ]  # fmt: skip
        room.close()


async def test_a_comment_made_untagged_elsewhere_finds_its_place_in_the_untagged_list(study, other):
    session = add_group(study)
    ids = [c.id for c in study.comments(session.id)]
    room = other.room(session.id, "analyst")
    room.notes.toggle_tag([ids[2]], Vocabulary.ELEMENT, "people")
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("u")
        assert SAID[2][3] not in Seen(app).rows
        room.notes.toggle_tag([ids[2]], Vocabulary.ELEMENT, "people")
        app.first.follow()
        assert Seen(app).rows == [each[3] for each in SAID[1:]]
        room.close()


async def test_undo_leaves_what_somebody_else_changed_since(study, other):
    session = add_group(study)
    comment = study.comments(session.id)[0]
    app = open_screen(study, ReviewScreen(session.id))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("plus")
        room = other.room(session.id, "note-taker")
        room.notes.change(comment.id, "valence", valence=Valence.IDEA.value)
        await pilot.press("ctrl+z")
        assert study.comments(session.id)[0].valence == "idea"
        assert any("changed since by somebody else" in toast for toast in Seen(app).toasts)
        room.close()


async def test_a_group_added_elsewhere_joins_the_review_of_all_groups(study, other):
    add_group(study, "G1")
    app = open_screen(study, ReviewScreen(None))
    async with app.run_test(size=(80, 24)):
        add_group(other.file, "G2")
        app.first.follow()
        assert [row.who for row in Seen(app).stream.rows][6] == "G2-P1"
        assert "0 of 10 tagged" in Seen(app).head
