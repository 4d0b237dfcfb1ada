"""Tables for other programs: complete, joined by ids, harmless in a spreadsheet, naming nobody."""

from __future__ import annotations

import csv
import io
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from focusgroup.cli.main import app
from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat
from focusgroup.exchange import csv_tables
from focusgroup.exchange.csv_tables import CsvTable, export_csv, neutral, places
from focusgroup.exchange.errors import ExportFailed, NamesFound
from focusgroup.privacy import Person, Scrubber
from focusgroup.room.exports import reports_made
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets.hand_offs import HandOff
from support.element_sheets import filled_study

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\x00=1",
            "\ufeff=1", "\x1b[31m=1", "＝1+1", "\n=1")  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return filled_study(tmp_path)[0]


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def read(file) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def hostile(study: StudyFile, text: str) -> None:
    """Put a text into the file as somebody with another program could."""
    session = study.sessions()[0]
    with study.act("by hand", actor="analyst", session=session.id) as act:
        seat = study.seats(session.id)[0].id
        act.add(
            Comment(new_id(), session.id, "a", text, seat=seat, at_s=99.0),
            HandOff(new_id(), 9, name=text),
        )


def test_every_filled_table_can_be_read_by_other_programs(path, tmp_path):
    told = run("export", path, "--csv", tmp_path / "out")
    assert told.exit_code == 0, told.output
    files = {file.name for file in (tmp_path / "out").iterdir()}
    assert files == {"comment.csv", "tag.csv", "service_domain.csv", "service_role.csv", "duty.csv",
                     "hand_off.csv", "process.csv", "process_step.csv", "procedure.csv",
                     "customer_aspect.csv", "tool.csv", "voice_source.csv", "element_level.csv",
                     "customer_data.csv"}  # fmt: skip
    assert all(str(tmp_path / "out" / name) in told.stdout for name in files)
    assert "No roster was given" in told.stderr
    (one, _) = read(tmp_path / "out" / "hand_off.csv")
    assert (one["name"], one["felt"], one["partner"]) == (
        "a signed order", "it hurts", "Billing team lead",
    )  # fmt: skip
    said = {row["id"]: row for row in read(tmp_path / "out" / "comment.csv")}
    assert said[one["evidence"]]["text"] == "remark 0 of people"
    assert said[one["evidence"]]["said_by"] == "G1-P1"
    assert {row["comment"] for row in read(tmp_path / "out" / "tag.csv")} <= set(said)
    steps = read(tmp_path / "out" / "process_step.csv")
    assert steps[0]["process_title"] == "Complaint to answer"
    held = {row["id"] for row in read(tmp_path / "out" / "process.csv")}
    assert {row["process"] for row in steps} <= {"", *held}
    with sqlite3.connect(path) as plain:
        found = plain.execute("SELECT name, felt FROM hand_off WHERE deleted = 0").fetchall()
    assert ("a signed order", "bad") in found


def test_words_of_somebody_who_did_not_agree_stay_in_the_study(path, tmp_path):
    with StudyFile.open(path) as study:
        seat = study.seats(study.sessions()[0].id)[0]
        with study.act("consent", actor="moderator") as act:
            act.set(Seat, seat.id, quote=0)
    assert run("export", path, "--csv", tmp_path / "out").exit_code == 0
    assert b"remark" not in (tmp_path / "out" / "comment.csv").read_bytes()
    assert {r["text"] for r in read(tmp_path / "out" / "comment.csv")} == {csv_tables.NOT_QUOTED}


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_what_somebody_typed_is_no_formula_to_a_spreadsheet(path, tmp_path, text):
    with StudyFile.open(path) as study:
        hostile(study, text)
        export_csv(study, tmp_path / "out", names=None)
    told = read(tmp_path / "out" / "comment.csv")[-1]["text"]
    assert told.startswith("'")
    assert read(tmp_path / "out" / "hand_off.csv")[-1]["name"] == told


@given(st.text())
def test_no_cell_begins_like_a_formula_or_holds_a_control_character(text):
    cell = neutral(text)
    assert cell.lstrip()[:1] not in set("=+-@\t\r＝＋－＠") or not cell
    assert all(char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"} for char in cell)
    assert neutral(cell) == cell, "nothing is put before it twice"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"])))
def test_words_come_back_as_they_were(text):
    line = io.StringIO(newline="")
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow([neutral(text), "next"])
    line.seek(0)
    ((cell, beside),) = csv.reader(line)
    assert beside == "next"
    assert cell.removeprefix("'") == neutral(text).removeprefix("'")
    assert unicodedata.normalize("NFC", cell).endswith(neutral(text)[1:])


ROSTER = Scrubber([Person("G1-P3", "Solveig", "Nygaardsen")], ["Norwell Homes"])
NAMED = st.sampled_from(["Solveig", "SOLVEIG NYGAARDSEN", "ask Solveig's team", "Norwell Homes"])


@given(st.lists(st.lists(st.just("we re-key it") | NAMED, min_size=2, max_size=2), max_size=5))
def test_each_place_of_a_name_is_told_and_no_word_of_it(rows):
    table = CsvTable("hand_off.csv", ("name", "feels"), tuple(map(tuple, rows)), frozenset({0, 1}))
    found = list(places([table], ROSTER))
    expected = [
        f"hand_off.csv, row {number}, column {('name', 'feels')[at]}"
        for number, row in enumerate(rows, start=1)
        for at, cell in enumerate(row)
        if cell != "we re-key it"
    ]
    assert found == expected
    assert not any("olveig" in place or "Norwell" in place for place in found)


@pytest.mark.feature("1.32")
def test_a_name_stops_the_export_before_anything_is_written(path, tmp_path):
    with StudyFile.open(path) as study:
        hostile(study, "that was Solveig")
    roster = tmp_path / "roster.csv"
    roster.write_text("group,seat,name\nG1,P3,Solveig Nygaardsen\n", encoding="utf-8")
    told = run("export", path, "--csv", tmp_path / "out", "--roster", roster)
    assert told.exit_code == 3
    assert "comment.csv, row 14, column text" in told.stderr
    assert "hand_off.csv, row 3, column name" in told.stderr
    assert "Solveig" not in told.output
    assert not (tmp_path / "out").exists()
    with StudyFile.open(path) as study:
        assert reports_made(study) == []


def test_a_clean_study_searched_by_a_roster_says_nothing_beside(path, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("group,seat,name\nG1,P3,Solveig Nygaardsen\n", encoding="utf-8")
    told = run("export", path, "--csv", tmp_path / "out", "--roster", roster)
    assert (told.exit_code, told.stderr) == (0, "")
    with StudyFile.open(path) as study:
        ((made),) = reports_made(study)
        assert (made.export.file_name, made.export.checked, made.export.comments) == (
            "comment.csv", 1, 13,
        )  # fmt: skip
        assert not made.stale


def test_a_folder_with_something_in_it_is_left_alone(path, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    told = run("export", path, "--csv", tmp_path / "out")
    assert told.exit_code == 1
    assert "is not an empty folder" in told.stderr
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled_and_nobody_else_may_read_it(path, tmp_path):
    (tmp_path / "out").mkdir()
    assert run("export", path, "--csv", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "comment.csv").exists()
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


def test_a_folder_below_nothing_is_said_plainly(path, tmp_path):
    told = run("export", path, "--csv", tmp_path / "no" / "out")
    assert told.exit_code == 1
    assert "could not be written" in told.stderr
    assert "Traceback" not in told.output


def test_a_disk_that_fills_up_leaves_nothing_behind(path, tmp_path, monkeypatch):
    def full(table, file):
        if table.file_name == "hand_off.csv":
            raise OSError(28, "No space left on device")
        file.write_text("words")

    monkeypatch.setattr(csv_tables, "_write_table", full)
    with StudyFile.open(path) as study, pytest.raises(ExportFailed, match="No space left"):
        export_csv(study, tmp_path / "out", names=None)
    assert not (tmp_path / "out").exists()
    assert list(tmp_path.glob(".export-*")) == []


def test_an_export_that_cannot_be_recorded_does_not_stay(path, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise StoreError("The study file is busy.")

    monkeypatch.setattr(csv_tables, "record_export", refuse)
    with StudyFile.open(path) as study, pytest.raises(StoreError):
        export_csv(study, tmp_path / "out", names=None)
    assert not (tmp_path / "out").exists()


def test_a_name_found_is_told_once_for_all_places():
    assert str(NamesFound(("tag.csv, row 1, column coder",))).startswith(
        "A name stands in 1 place;"
    )


@pytest.mark.parametrize("name", ["nygaardsen_tables", "Solveig", "norwell-homes"])
def test_a_folder_called_after_somebody_is_refused(path, tmp_path, name):
    with StudyFile.open(path) as study, pytest.raises(NamesFound, match="the folder's name"):
        export_csv(study, tmp_path / name, names=ROSTER)
    assert not (tmp_path / name).exists()
