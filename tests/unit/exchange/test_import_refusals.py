"""A folder that cannot be imported: file and line, nothing made, no name repeated."""

from __future__ import annotations

import json

import pytest

from focusgroup.exchange.errors import ImportRefused
from focusgroup.exchange.roster import read_roster
from focusgroup.exchange.sample import import_sample
from focusgroup.store.study_file import StudyFile

GUIDE = """# Guide

## Questions (60 minutes)
### a: What we do now (15 minutes)
Ask: What do you do?
"""
ROSTER = "group,seat,name\nG1,P1,Wren Hallowtree\nG1,2,Iqbal\nG2,P1,Solveig\n"


def comment(group="G1", seat="P1", at=10.0, text="we re-key it"):
    return json.dumps(
        {"group": group, "seat": seat, "t_seconds": at, "guide_item": "a", "text": text},
        ensure_ascii=False,
    )


@pytest.fixture
def folder(tmp_path):
    def made(*comments, roster=ROSTER, never_write="Norwell Homes\n"):
        (tmp_path / "comments.jsonl").write_text("\n".join(comments), encoding="utf-8")
        (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
        (tmp_path / "guide.md").write_text(GUIDE, encoding="utf-8")
        (tmp_path / "never_write.txt").write_text(never_write, encoding="utf-8")
        return tmp_path

    return made


def test_a_group_nobody_is_seated_in_is_refused_before_a_study_is_made(folder):
    place = folder(comment(), comment(group="G9"))
    with pytest.raises(ImportRefused, match=r"roster\.csv: seats nobody of group 2"):
        import_sample(place, place / "made.focusgroup")
    assert not (place / "made.focusgroup").exists()


def test_a_word_never_to_be_written_in_a_groups_own_name_is_refused_first(folder):
    place = folder(comment(), never_write="Group\n")
    with pytest.raises(ImportRefused, match="label: This line holds a name"):
        import_sample(place, place / "made.focusgroup")
    assert not (place / "made.focusgroup").exists()


@pytest.mark.parametrize("word", ["questions", "key", "discuss", "crm-joined", "a", "small", "en"])
def test_a_word_never_to_be_written_may_be_a_word_the_guide_is_built_with(folder, word):
    place = folder(comment(), never_write=f"{word}\n")
    path, _ = import_sample(place, place / "made.focusgroup")
    with StudyFile.open(path) as study:
        assert study.guide_of(study.sessions()[0]).item("a") is not None


def test_comments_of_a_group_that_stand_apart_come_into_one_session(folder):
    place = folder(comment(), comment(group="G2"), comment(at=20.0))
    path, _ = import_sample(place, place / "made.focusgroup")
    with StudyFile.open(path) as study:
        assert [s.code for s in study.sessions()] == ["G1", "G2"]
        assert sorted(study.comment_counts().values()) == [1, 2]


def test_a_line_separator_within_a_comment_does_not_end_the_line(folder):
    place = folder(comment(text="one\u2028two"))
    path, _ = import_sample(place, place / "made.focusgroup")
    with StudyFile.open(path) as study:
        assert [c.text for c in study.record().comments] == ["one two"]


def test_a_seat_of_the_roster_is_written_one_way(folder):
    assert [row.seat for row in read_roster(folder() / "roster.csv")] == ["P1", "P2", "P1"]


@pytest.mark.parametrize("seat", ["Wren", "P123", "P", "3rd", "P1; x", "-1", "P\u0663"])
def test_what_is_no_seat_cannot_come_in_as_one(folder, seat):
    place = folder(roster=f"group,seat,name\nG1,{seat},Hallowtree\n")
    with pytest.raises(ImportRefused, match=r"roster\.csv:2: needs a seat such as P3") as caught:
        read_roster(place / "roster.csv")
    assert "Hallowtree" not in str(caught.value)


def test_a_quote_that_is_never_closed_is_refused_without_its_words(folder):
    row = 'group,seat,name\nG1,P1,"Wren ' + "Hallowtree " * 20_000
    with pytest.raises(ImportRefused, match="a quote is not closed") as caught:
        read_roster(folder(roster=row) / "roster.csv")
    assert "Hallowtree" not in str(caught.value)
