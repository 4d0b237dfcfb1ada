"""What went wrong once between rooms: names, invisible characters, a report in a study's place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.cli.plain import _answer
from focusgroup.privacy import scrub
from focusgroup.report.errors import ReportError
from focusgroup.report.gate import write_report
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.room import Room
from focusgroup.room.setup import remarks
from focusgroup.store.study_file import StudyFile
from support.rooms import plan, session_in
from support.studies import JOINED

UNSEEN = [
    chr(n)
    for n in (
        0xAD,
        0x34F,
        0x61C,
        0x115F,
        0x180E,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x2060,
        0x2061,
        0x2062,
        0x2064,
        0x206A,
        0x3164,
        0xFE0F,
        0xFEFF,
        0xE0061,
        0xE0100,
    )
]


@pytest.fixture
def study(tmp_path):
    with StudyFile.create(tmp_path / "reset.focusgroup", title="Reset", frame=JOINED) as held:
        yield held


def test_a_report_never_takes_the_place_of_a_study(study):
    before = study.path.read_bytes()
    with pytest.raises(ReportError, match="ends in .docx"):
        write_report(study.record(), study.path, names=None, today=date(2026, 11, 23))
    assert study.path.read_bytes() == before


@pytest.mark.feature("1.32")
@pytest.mark.parametrize(
    "field",
    ["label", "place", "department", "moderator_unit", "recording_use", "recording_keeper"],
)
def test_no_text_of_a_plan_may_hold_a_name_or_a_client(field):
    for text in ("Solveig's corner", "the Norwell Homes office"):
        stops = [r.field for r in remarks(plan(**{field: text})) if r.stops]
        assert field in stops


@pytest.mark.feature("1.32")
def test_names_of_team_and_other_groups_are_masked_even_with_no_card_on_the_table(study):
    room = session_in(study)
    names = NameCards(moderator=NameCard("Solveig"), note_takers=[NameCard("Brindle")])
    room.close()
    again = Room(study, room.session.id, names=names)
    kept = again.notes.note("1 ask solveig and brindle")
    assert kept
    assert kept.text == "ask [moderator] and [note-taker]"
    again.close()


def test_plain_notes_keep_what_begins_with_a_slash_and_remember_whom_they_masked(study):
    room = session_in(study)
    room.learn_names(NameCards(note_takers=[NameCard("Brindle")]))
    assert "Kept" in _answer(room, "/and then they left")
    assert _answer(room, "/names P2 Iqbal, nonsense without a seat").startswith("1 names")
    told = _answer(room, "1 brindle told iqbal")
    assert "[note-taker] told [P2]" in told
    room.close()


@given(unseen=st.sampled_from(UNSEEN), at=st.integers(1, 5))
def test_a_character_nobody_sees_hides_no_name(unseen, at):
    text = f"i asked {'denise'[:at]}{unseen}{'denise'[at:]} about it"
    assert scrub(text, roster=[("P3", "Denise", "Oakhollow")]).text == "i asked [P3] about it"


def test_emoji_and_right_to_left_marks_survive_where_they_are_no_disguise():
    for text in ("fine ❤️ so far", "👩‍🔧 came", "שלום \u200f!", "1️⃣ first"):
        assert scrub(text).text == text
