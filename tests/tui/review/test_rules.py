"""Rules of the review that need no screen: keys, filters, tallies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.analysis.reach import Reach
from focusgroup.domain.comment import Tag, Vocabulary
from focusgroup.domain.element import Element, Frame
from focusgroup.domain.ids import new_id
from focusgroup.guide.library import load_frame
from focusgroup.room.review_ledger import CommentLedger
from focusgroup.tui.screens.review.filters import Filter, choices
from focusgroup.tui.screens.review.keys import RESERVED, element_keys
from focusgroup.tui.screens.review.tallies import aims, readings, tally
from tui.review.building import add_group

FRAMES = ("crm-joined", "crm-programme", "four-elements")


@pytest.mark.parametrize("frame_id", FRAMES)
def test_shipped_frames_keep_their_own_hotkeys(frame_id):
    frame = load_frame(frame_id)
    assert element_keys(frame) == {e.key: e.hotkey for e in frame.elements}


@st.composite
def frames(draw) -> Frame:
    keys = draw(st.lists(st.from_regex(r"\A[a-z]{1,8}\Z"), min_size=1, max_size=30, unique=True))
    hotkeys = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
    return Frame(
        id="own",
        name="Own",
        elements=tuple(Element(key=k, name=k.title(), hotkey=draw(hotkeys)) for k in keys),
    )


@given(frames())
def test_no_key_stands_for_two_things_whatever_a_frame_asks_for(frame):
    keys = element_keys(frame)
    assert set(keys) == {e.key for e in frame.elements}
    assert len(set(keys.values())) == len(keys)
    assert not RESERVED & set(keys.values())
    assert all(key.isascii() and key.isalpha() for key in keys.values())


def tag(study, comment, code: str, vocabulary=Vocabulary.ELEMENT, coder: str = "analyst") -> None:
    with study.act("tag", actor=coder) as act:
        act.add(Tag(new_id(), comment.id, vocabulary, code, coder))


@pytest.mark.feature("4.01")
def test_two_elements_that_read_as_one_elsewhere_count_a_comment_once(study):
    joined = Frame(
        id="own",
        name="Own",
        elements=(
            Element(key="tools", name="Tools", hotkey="o", same_as={"old": "technology"}),
            Element(key="data", name="Data", hotkey="a", same_as={"old": "technology"}),
        ),
    )
    session = add_group(study)
    with study.act("frame", actor="test") as act:
        act.put("study", study.study.id, {"frame": "own", "frame_json": joined.model_dump_json()})
    comment = study.comments(session.id)[1]
    tag(study, comment, "tools")
    tag(study, comment, "data")
    tag(study, comment, "data", coder="somebody else")
    record = study.record()
    assert readings(record.frame) == ["own", "old"]
    own = {row.name: row.total for row in tally(record, "own").rows}
    assert own == {"Tools": Reach(1, 1, 1), "Data": Reach(1, 1, 1)}
    old = tally(record, "old")
    assert {row.name: row.total for row in old.rows} == {"Technology": Reach(1, 1, 1)}
    assert old.untagged == Reach(4, 3, 1)


@pytest.mark.feature("4.01")
def test_every_counted_comment_stands_in_each_reading_somewhere(study):
    session = add_group(study)
    for comment, code in zip(
        study.comments(session.id), ("people", "systems", "procedures", "process"), strict=False
    ):
        tag(study, comment, code)
    record = study.record()
    for frame_id in readings(record.frame):
        counted = tally(record, frame_id, load_frame(frame_id))
        # no comment here carries two elements, so the parts add up to the whole
        rows = sum(row.total.comments for row in counted.rows)
        assert rows + counted.unread.comments + counted.untagged.comments == 5


@pytest.mark.feature("1.38")
def test_ideas_are_counted_by_aim_and_other_comments_are_not(study):
    session = add_group(study)
    comments = study.comments(session.id)
    tag(study, comments[1], "create", Vocabulary.AIM)  # a weakness: no idea to create anything
    tag(study, comments[4], "create", Vocabulary.AIM)
    tag(study, comments[5], "create", Vocabulary.AIM)
    counted = {row.name: row.total for row in aims(study.record())}
    assert counted == {"Create": Reach(2, 2, 1), "Maintain": Reach(), "Expand": Reach()}


def test_every_choice_of_the_filter_list_can_be_set_and_taken_off_again(study):
    add_group(study, "G1")
    add_group(study, "G2")
    ledger = CommentLedger(study, None)
    assert {c.side for c in choices(ledger)} == {"all", *Filter.__dataclass_fields__}
    for choice in choices(ledger):
        chosen = Filter().toggled(choice.side, choice.value)
        assert chosen.is_on(choice.side, choice.value)
        assert bool(chosen.told(ledger)) == (choice.side != "all")
        assert chosen.toggled(choice.side, choice.value) == Filter()


def test_sides_of_a_filter_work_together(study):
    session = add_group(study)
    ledger = CommentLedger(study, session.id)
    seat = next(s.id for s in ledger.seats.values() if s.code == "P1")
    both = Filter(seat=seat, valence="idea")
    shown = [c.text for c in ledger.in_order() if both.passes(ledger, c)]
    assert shown == ["let us close a complaint ourselves"]


def test_one_group_of_several_is_shown_alone(study):
    first, second = add_group(study, "G1"), add_group(study, "G2")
    ledger = CommentLedger(study, None)
    only = Filter(group=second.id)
    shown = [c for c in ledger.in_order() if only.passes(ledger, c)]
    assert {c.session for c in shown} == {second.id} != {first.id}
    assert len(shown) == 6
    assert only.told(ledger) == "G2"


def test_a_ledger_followed_change_by_change_equals_one_read_anew(study):
    session = add_group(study)
    ledger = CommentLedger(study, session.id)
    comments = study.comments(session.id)
    tag(study, comments[0], "people")
    tag(study, comments[1], "systems")
    with study.act("remove", actor="analyst") as act:
        act.remove(type(comments[2]), comments[2].id)
    ledger.take_over((c.row_table, c.row_id) for c in ledger.feed.news())
    with study.act("undo", actor="analyst") as act:
        act.put("comment", comments[2].id, {"deleted": 0})
        act.put("tag", study.tags(session.id)[0].id, {"deleted": 1})
    ledger.take_over((c.row_table, c.row_id) for c in ledger.feed.news())
    anew = CommentLedger(study, session.id)
    assert ledger.in_order() == anew.in_order()
    assert (ledger.tagged, ledger.counted) == (anew.tagged, anew.counted)
    for comment in comments:
        assert ledger.elements_of(comment.id) == anew.elements_of(comment.id)
