"""Worksheets: whatever is typed into them, in any order and from two windows, is kept or refused.

A case is a list of deeds, each a byte for what is done, three for where, and a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from focusgroup.guide.library import load_frame
from focusgroup.privacy import Scrubber
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import SHEETS, WORKSHEETS, offers, open_points
from focusgroup.worksheets.record import (
    LINKING,
    WORDS,
    Column,
    ColumnKind,
    Record,
    column,
    columns,
)
from fuzz.study_bytes import folder
from fuzz.target import Target, deeds_of, hold_sayable, text_of

TODAY = date(2026, 11, 23)
_TABLES = tuple(SHEETS)
_MOST = 12  # deeds of a case: each is a write to the file
_MOST_ROWS = 40  # of usual rows a case may put in, so that no case is slow for its size alone
_UNDER = ("measure", "gap", "task")  # where rows link to each other most
Deed = tuple[int, int, int, int, bytes]


def check_deeds(deeds: Iterable[Deed]) -> None:
    """Assert that each deed is done or refused, and that both windows and the file then agree."""
    with folder() as place:
        path = place / "s.focusgroup"
        with (
            StudyFile.create(path, title="Fuzzed", frame=load_frame("crm-joined")) as one,
            StudyFile.open(path) as two,
        ):
            desks = (WorksheetDesk(one, Scrubber), WorksheetDesk(two, Scrubber))
            windows = set()
            for what, table, row, where, said in deeds:
                windows.add(what & 1)
                try:
                    _do(desks[what & 1], (what >> 1, table, row, where, said))
                except StoreError as error:
                    hold_sayable(error)
            for desk in desks:
                desk.follow()
                _hold_readable(desk)
            _hold_agreed(one, desks)
            if windows == {0}:  # of two, undo takes back one's own and leaves the other's
                _hold_undoable(desks[0])


def _do(desk: WorksheetDesk, deed: Deed) -> None:
    what, table, number, where, said = deed
    sheet = SHEETS[_TABLES[table % len(_TABLES)]]
    held = desk.facts.of_table(sheet.table)
    row = held[number % len(held)] if held else None
    if what % 8 < 2 or row is None:
        asked = columns(sheet.record)
        wanted = (asked[0], asked[where % len(asked)])
        desk.add(sheet.record, {each.name: _value(desk, each, number, said) for each in wanted})
    elif what % 8 < 4:
        asked = columns(sheet.record)
        each = asked[where % len(asked)]
        desk.change(row, {each.name: _value(desk, each, number, said)})
    elif what % 8 == 4:
        desk.remove(row)
    elif what % 8 == 5:
        desk.move(row, 1 if where % 2 else -1)
    elif what % 8 == 6:
        if sum(map(desk.facts.count, _TABLES)) < _MOST_ROWS:
            desk.add_examples(sheet)
    else:
        desk.step(back=where % 3 > 0)


def _value(desk: WorksheetDesk, asked: Column, number: int, said: bytes) -> str:
    """Return what is typed or chosen: as often something fitting as something else."""
    typed = text_of(said)
    if number % 2 or asked.kind in WORDS:
        return typed or "x"
    if asked.kind is ColumnKind.CHOICE:
        return asked.choices[len(said) % len(asked.choices)][0]
    if asked.kind in LINKING and asked.to in SHEETS:
        held = desk.facts.of_table(asked.to)
        return " ".join(each.id for each in held[: 1 + 2 * asked.multiple]) if held else typed
    if asked.kind is ColumnKind.DATE:
        return TODAY.replace(day=1 + len(said) % 28).isoformat()
    return str(len(said))


def _hold_readable(desk: WorksheetDesk) -> None:
    """Whatever is worked out of the rows is worked out without an error."""
    open_points(desk.facts)
    offers(desk.facts)
    offers(desk.facts, "gap")
    for worksheet in WORKSHEETS:
        for _, viewer in worksheet.views:
            list(viewer(desk.facts))
        for sheet in worksheet.sheets:
            sheet.usual(desk.facts)
            for row in desk.facts.of_table(sheet.table):
                _hold_shown(desk, row)


def _hold_shown(desk: WorksheetDesk, row: Record) -> None:
    assert isinstance(desk.facts.title(row), str)
    for each in columns(type(row)):
        assert isinstance(desk.facts.words(each, getattr(row, each.name)), str)
        assert column(type(row), each.name) is each


def _hold_agreed(study_file: StudyFile, desks: tuple[WorksheetDesk, ...]) -> None:
    """Both windows show what the file holds, the log says the same, and the report is made."""
    kept = {name: {row.id: row for row in rows} for name, rows in _rows(study_file).items()}
    for desk in desks:
        shown = {t: {row.id: row for row in desk.facts.of_table(t)} for t in _TABLES}
        assert {t: rows for t, rows in shown.items() if rows} == kept, "a window shows other rows"
    assert study_file.check().good, "the tables and the log do not agree"
    build(study_file.record(), ReportScope(), today=TODAY, checked=False)


def _rows(study_file: StudyFile) -> dict[str, tuple[Record, ...]]:
    return {name: rows for name, rows in study_file.worksheet_rows().items() if rows}


def _hold_undoable(desk: WorksheetDesk) -> None:
    """Undo ends at an empty study, and redo brings back all that undo took."""
    before = _rows(desk.file)
    steps = 0
    while desk.step(back=True) is not None:
        steps += 1
        assert steps < 500, "undo has no end"
    assert not _rows(desk.file), "undo left rows behind"
    while steps and desk.step(back=False) is not None:
        steps -= 1
    after = _rows(desk.file)
    assert (steps, after) == (0, before), "redo brought back something else"


def check(data: bytes) -> None:
    """Read the bytes as deeds."""
    check_deeds(deeds_of(data, most=_MOST))


def _seeds() -> Iterable[bytes]:
    for table, _ in enumerate(_TABLES):
        yield b"\x1e".join(
            bytes([what, table, row, where]) + said
            for what, row, where, said in (
                (0, 0, 1, b"Repeats"), (1, 2, 2, b"17"), (4, 0, 3, b"2026-02-30"),
                (5, 1, 1, b"\x1b[2J"),
                (12, 0, 0, b""), (6, 1, 4, b"-1"), (8, 0, 0, b""), (10, 1, 1, b""), (14, 0, 1, b""),
            )
        )  # fmt: skip
    for name in _UNDER:
        at = _TABLES.index(name)
        width = len(columns(SHEETS[name].record))
        yield b"\x1e".join(bytes([4 * (n > 2), at, 2 * n, n % width]) + b"A" for n in range(_MOST))


TARGET = Target(
    "worksheets",
    check,
    _seeds,
    longest=400,
    words=("\x1e", "40", "1e999", "2026-12-31", "Mr Abernethy", "=1+1", "yes", "100 %"),
)
