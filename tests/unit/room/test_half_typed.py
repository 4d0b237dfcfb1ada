"""A half-typed row: masked before it is saved, its unsure end held back, offered to one run."""

from __future__ import annotations

import json
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.session import Seat
from focusgroup.privacy import Person, Scrubber, ner
from focusgroup.room.half_typed import HalfTypedRow
from focusgroup.room.withdrawal import withdraw
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store import drafts
from focusgroup.store.drafts import DraftBook
from focusgroup.worksheets.findings import Weakness
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.record import columns
from support.studies import add_session

ASKED = {each.name: each for each in columns(Weakness)}
PEOPLE = [Person("P3", "Zephrine", "Okwuosa", ())]


@pytest.fixture
def desk(study):
    made = WorksheetDesk(study, lambda: Scrubber(PEOPLE, ["Tarnbrook"]))
    yield made
    made.close()


def half(desk, row_id=""):
    return desk.half_typed(Weakness, ASKED, row_id)


def saved(study) -> str:
    return "\n".join(text for (text,) in study.connection.execute("SELECT text FROM draft"))


def dies(study) -> None:
    """Let it look as if the run that typed had been killed."""
    study.connection.execute("UPDATE draft SET owner = '999999999-dead'")


def test_what_was_typed_comes_back_by_column_and_other_rows_have_none(study, desk):
    typed = {"name": "nobody rings back", "cause": "drift", "votes": "7", "note": "one\ntwo"}
    assert half(desk).save(typed)
    dies(study)
    assert half(desk, "w1").load() == {}
    assert desk.half_typed(Measure, {}, "").load() == {}
    assert half(desk).load() == typed


def test_names_are_masked_and_the_end_of_the_column_in_hand_is_held_back(study, desk):
    row = half(desk)
    assert row.save({"name": "ask Zephri"}, "name")
    assert "Zeph" not in saved(study)
    assert row.save({"name": "ask Zephrine and Tarnbroo"}, "name")
    assert not {"Zeph", "Tarnb"} & {word[:5] for word in saved(study).split()}
    assert row.save({"name": "ask Zephrine at Tarnbrook", "note": "zephrine said "}, "note")
    assert json.loads(saved(study)) == {"name": "ask [P3] at [withheld]", "note": "[P3] said"}


def test_what_the_model_was_still_looking_at_is_saved_by_a_later_beat_without_a_key(study):
    """Else a row typed at one go and left standing would never be saved with the extra [ner]."""
    go = threading.Event()

    def reader(_text):
        go.wait(60)
        return ()

    spotter = ner.Spotter(lambda: reader)
    desk = WorksheetDesk(study, lambda: Scrubber(PEOPLE, [], spotter=spotter))
    row = half(desk)
    typed = {"name": "orders are typed twice in the spring of next year"}
    assert row.save(typed, "name")
    assert "twice" not in saved(study), "nothing is saved unlooked at"
    go.set()
    spotter.ask(typed["name"]).result(60)
    assert row.save(typed, "name")
    assert "twice" in saved(study)
    desk.close()
    spotter.close()


def test_a_column_that_was_left_loses_no_word(study, desk):
    row = half(desk)
    row.save({"name": "orders are typed twice in Febr"}, "name")
    assert "twice" in saved(study)
    row.save({"name": "orders are typed twice", "cause": "drift"}, "cause")
    assert json.loads(saved(study))["name"] == "orders are typed twice"


def test_a_stranger_of_one_column_is_masked_in_small_letters_in_the_next(study, desk):
    half(desk).save({"name": "Xolanile Dlaminika said so", "note": "ask xolanile again "}, "note")
    assert "olanile" not in saved(study)


def test_a_word_in_a_column_of_figures_is_masked_like_any(study, desk):
    row = half(desk)
    row.save({"votes": "ask Zephrine first"})
    assert "Zeph" not in saved(study)
    row.save({"votes": "12,5"})
    assert json.loads(saved(study)) == {"votes": "12,5"}


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_no_text_whatever_is_refused_or_comes_back_into_another_column(name, note):
    book = _InMemory()
    assert book.row().save({"name": name, "note": note}, "note")
    assert set(book.row().load()) <= {"name", "note"}


class _InMemory(DraftBook):
    """A book of drafts without a file."""

    def __init__(self) -> None:
        self.text = ""

    def save(self, _session: str, _actor: str, masked: str) -> bool:
        self.text = masked
        return True

    def load(self, _session: str, _actor: str) -> str:
        return self.text

    def row(self):
        return HalfTypedRow(self, lambda: Scrubber(PEOPLE, []), ASKED, Weakness)


def test_what_a_living_window_types_is_offered_to_no_other(study, desk, monkeypatch):
    half(desk).save({"name": "nobody rings back"})
    monkeypatch.setattr(drafts, "OWNER", "another-run")
    study.connection.execute("UPDATE draft SET owner = '1-living'")
    assert half(desk).load() == {}


def test_a_row_that_is_kept_or_left_is_offered_no_more(study, desk):
    row = half(desk)
    row.save({"name": "nobody rings back"})
    assert row.drop()
    dies(study)
    assert half(desk).load() == {}


def test_a_text_of_another_program_is_passed_over(study, desk):
    for text in ("no json", "[1]", '{"cause": "none of ours", "gone": "x", "name": 3}'):
        half(desk).save({"name": "x"})
        study.connection.execute("UPDATE draft SET text = ?", (text,))
        assert half(desk).load() == {}


def test_a_withdrawal_takes_half_typed_rows_along(study, desk):
    session = add_session(study)
    half(desk).save({"name": "what seat 1 told us"})
    seat = study.rows(Seat, "session = ?", (session.id,))[0]
    withdraw(study, seat.id)
    assert "seat 1" not in saved(study)
