"""Comments, tags and worksheets as CSV files, for whoever reads them with other programs.

What goes out is what a report may show: masked words, codes instead of seats, no words of anybody
who did not agree to be quoted. A spreadsheet must neither run what somebody typed nor be confused
by it, so no cell begins like a formula.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from focusgroup.analysis.quoting import QuoteRules
from focusgroup.analysis.spoken_of import without_codes_beside_roles
from focusgroup.domain.comment import Comment
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.text import clean_lines
from focusgroup.exchange.errors import ExportFailed, NamesFound
from focusgroup.privacy import Scrubber
from focusgroup.room.exports import as_words, record_export, withdrawals_known
from focusgroup.store.errors import StoreError
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.declare import Sheet
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import WORDS, Column, ColumnKind, Record, columns

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

NOT_QUOTED = "(not to be quoted)"
_COMMENTS = "comment.csv"
_LINKS = frozenset({ColumnKind.LINK, ColumnKind.LINKS})
_FORMULA = frozenset("=+-@\t\r＝＋－＠")  # the full-width ones begin formulas in Japanese Excel
_COMMENT_HEADER = (
    "id", "group", "said_by", "question", "at_s", "kind", "valence", "strong", "hands",
    "incomplete", "text",
)  # fmt: skip


class Names(Protocol):
    """What a text is searched by: a scrubber, or the rosters of several groups as one."""

    def hits(self, text: str) -> Iterable[object]:
        """Return where names stand in a text."""
        ...


@dataclass(frozen=True, repr=False)
class CsvTable:
    """One file: its name, heading and rows; `typed` are the columns people typed."""

    file_name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    typed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and whether a list of names was at hand to search it by."""

    files: tuple[Path, ...]
    checked: bool


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula and no terminal for a command."""
    text = clean_lines(text)
    first = text.lstrip()[:1]  # some programs trim a cell before they look at it
    return f"'{text}" if first and first in _FORMULA else text


def csv_tables(record: StudyRecord) -> Iterator[CsvTable]:
    """Yield comments, tags and every worksheet's sheet that holds rows."""
    record = without_codes_beside_roles(record)
    yield _comments(record)
    living = {comment.id for comment in record.comments}
    yield CsvTable(
        "tag.csv",
        ("id", "comment", "vocabulary", "code", "coder"),
        tuple(
            (tag.id, tag.comment, tag.vocabulary, tag.code, tag.coder)
            for tag in record.tags
            if tag.comment in living
        ),
        frozenset({4}),
    )
    facts = Facts.of(record)
    for table, sheet in SHEETS.items():
        if facts.count(table):
            yield _sheet(facts, sheet)


def _comments(record: StudyRecord) -> CsvTable:
    rules = QuoteRules(record)
    return CsvTable(
        _COMMENTS,
        _COMMENT_HEADER,
        tuple(_comment(record, rules, comment) for comment in record.comments),
        frozenset({len(_COMMENT_HEADER) - 1}),
    )


def _comment(record: StudyRecord, rules: QuoteRules, comment: Comment) -> tuple[str, ...]:
    session = record.session_by_id.get(comment.session)
    return (
        comment.id,
        session.code if session else "",
        rules.code(comment),
        comment.item,
        f"{comment.at_s:.0f}",
        comment.kind,
        comment.valence,
        str(comment.strong),
        "" if comment.hands is None else str(comment.hands),
        str(comment.incomplete),
        rules.words(comment) if rules.allows(comment) else NOT_QUOTED,
    )


def _sheet(facts: Facts, sheet: Sheet) -> CsvTable:
    """Return a sheet's rows; beside the ids of linked rows stand their titles."""
    header, typed = ["id"], set()
    asked = columns(sheet.record)
    for each in asked:
        if each.kind in WORDS:
            typed.add(len(header))
        header.append(each.name)
        if each.kind in _LINKS:
            typed.add(len(header))
            header.append(f"{each.name}_title")
    rows = tuple(
        (row.id, *(cell for each in asked for cell in _cells(facts, each, row)))
        for row in facts.of_table(sheet.table)
    )
    return CsvTable(f"{sheet.table}.csv", tuple(header), rows, frozenset(typed))


def _cells(facts: Facts, asked: Column, row: Record) -> tuple[str, ...]:
    value = getattr(row, asked.name)
    if asked.kind in _LINKS:
        return str(value), facts.words(asked, value)
    if isinstance(value, float):
        return (f"{value:g}",)
    if asked.kind is ColumnKind.COMMENTS:
        return (str(value),)
    return (asked.words(value),)


def places(tables: Iterable[CsvTable], names: Names) -> Iterator[str]:
    """Yield where a name stands in what people typed, by file, row and column."""
    for table in tables:
        for number, row in enumerate(table.rows, start=1):
            for at in sorted(table.typed):
                if row[at] and any(True for _ in names.hits(row[at])):
                    yield f"{table.file_name}, row {number}, column {table.header[at]}"


def export_csv(study_file: StudyFile, folder: Path, *, names: Names | None) -> Exported:
    """Write the tables into a new or empty folder, and keep in the record that they left.

    Raises NamesFound with the places, ExportFailed for a folder that will not do, or StoreError;
    nothing is left behind then.
    """
    folder = Path(folder).absolute()
    knew = withdrawals_known(study_file)  # before reading: a later withdrawal makes it stale
    record = study_file.record()
    tables = tuple(csv_tables(record))
    found = tuple(places(tables, names)) if names else ()
    if names and any(True for _ in names.hits(as_words(folder))):
        found = ("the folder's name", *found)
    if found:
        raise NamesFound(found)
    try:
        _write(tables, folder)
    except OSError as error:
        raise ExportFailed(
            f"The tables could not be written to {folder} ({error.strerror}). Choose another "
            "folder; nothing was left there."
        ) from error
    try:
        record_export(
            study_file,
            folder / _COMMENTS,
            scope="",
            comments=len(record.comments),
            checked=names is not None,
            reason="",
            places=(),
            masked=lambda text: Scrubber().scrub(text).text,
            knew=knew,
        )
    except StoreError:
        shutil.rmtree(folder)  # made by us a moment ago
        raise
    return Exported(tuple(folder / table.file_name for table in tables), names is not None)


def _write(tables: Iterable[CsvTable], folder: Path) -> None:
    """Write beside the folder, then put it in place as a whole; other people may not read it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportFailed(f"{folder} is not an empty folder. Name a new one: it is made.")
    made = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    try:
        for table in tables:
            _write_table(table, made / table.file_name)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _write_table(table: CsvTable, path: Path) -> None:
    # With a byte order mark, without which Excel takes UTF-8 for the local code page.
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(table.header)
        writer.writerows([neutral(cell) for cell in row] for row in table.rows)
