"""What another program wrote into a study file is read without commands to the terminal."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.domain.comment import Comment
from focusgroup.domain.element import Frame
from focusgroup.domain.session import KeptGuide, Session, Study
from focusgroup.domain.text import clean_lines
from focusgroup.store.damage import model_in
from focusgroup.store.drafts import DraftBook
from focusgroup.store.study_file import StudyFile
from support.rooms import session_in
from support.studies import FRAME, JOINED

EVIL = "\x1b]0;T\x07\x1b[31m\x9b31m\x1bc\x08\u202e"
_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture
def written_into(tmp_path):
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study:
        room = session_in(study)
        room.notes.note("1 they re-key every order")
        room.save_draft("2 and then they all went home and")
        room.close()
    with sqlite3.connect(path) as rows:
        for table, column in (("comment", "text"), ("session", "themes"), ("study", "title")):
            rows.execute(f"UPDATE {table} SET {column} = {column} || ?", (f"\nline {EVIL}two",))
        rows.execute("UPDATE draft SET text = text || ?", (EVIL,))
        evil = json.dumps(EVIL)[1:-1]
        rows.execute("UPDATE kept_guide SET body = replace(body, 'What', ?)", (f"{evil}What",))
    return path


def test_no_row_and_no_draft_holds_a_command(written_into):
    with StudyFile.open(written_into) as study:
        session = study.sessions()[0]
        for record in (Comment, Session, Study, KeptGuide):
            for row in study.rows(record):
                assert not _COMMANDS.search("".join(map(str, asdict(row).values())))
        assert study.comments(session.id)[0].text == "they re-key every order\nline 31mctwo"
        assert not _COMMANDS.search(study.guide_of(session).model_dump_json())
        assert "\\u00" not in study.guide_of(session).model_dump_json()
        book = DraftBook(written_into)
        draft = book.load(session.id, "note-taker")
        book.close()
        assert draft
        assert not _COMMANDS.search(draft)


@given(st.text(st.sampled_from('\\u00"1b9baf\x1b\x07\x08\x0c\x9b\u202e\n\\\\'), max_size=24))
def test_taking_escapes_out_of_json_breaks_no_json(name: str):
    frame = FRAME.model_copy(update={"name": name})
    for body in (frame.model_dump_json(), json.dumps(frame.model_dump(mode="json"))):
        read = model_in(Frame, clean_lines(body))  # as a row is read
        kept = "".join(c for c in name if c in "\n" or not _COMMANDS.search(c))
        assert read.name == kept
