"""A study file with other bytes in it: refused with a sentence and left alone, or read and mended.

A case is a door and a list of small changes to the same sound study, so that a mutation reaches
deep pages; or raw bytes that claim to be a study.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from focusgroup.cli.doctor import check_study
from focusgroup.domain.wall import VotingKind
from focusgroup.guide.library import load_frame, load_guide
from focusgroup.privacy import Scrubber
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.room.names import NameCard
from focusgroup.room.room import NOTE_TAKER, Room
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.room.wall.boards import boards, make_board
from focusgroup.room.wall.cards import CardDesk
from focusgroup.room.wall.desk import WallDesk
from focusgroup.room.wall.voting import VotingDesk
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store import backup
from focusgroup.store.errors import StoreError
from focusgroup.store.feed import Feed
from focusgroup.store.restore import restore
from focusgroup.store.study_file import StudyFile
from focusgroup.store.tables import TABLES
from focusgroup.worksheets import SHEETS, WORKSHEETS, offers, open_points
from focusgroup.worksheets.record import WORDS, columns
from fuzz.target import Target, hold_sayable, text_of

_WORK = (
    40_000_000  # steps of SQLite's machine that one connection may take: sound files need 50,000
)
_STEP = 4
_LINES = (
    '2+ "We know them by name when they come in." #people',
    "4- nobody writes down what they told us #tech",
    "5>4- and then somebody rings them a third time",
    "* nods round the table",
)
_TRIGGERS = ("comment_fts_insert", "comment_fts_delete", "comment_fts_update")


@dataclass(frozen=True)
class Sound:
    """A sound study as bytes: the file, its log of last writes, and one of its backups."""

    main: bytes
    wal: bytes
    backup: bytes


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Give a folder in memory where there is one: a case writes a dozen files."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    base = memory if os.access(memory, os.W_OK) else None
    made = Path(tempfile.mkdtemp(prefix="fuzz-study-", dir=base))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@functools.cache
def sound() -> Sound:
    """Make the study that all cases begin from."""
    with folder() as place:
        path = place / "s.focusgroup"
        with StudyFile.create(path, title="Fuzzed", frame=load_frame("crm-joined")) as study:
            seats = [
                SeatPlan(NameCard(f"Wren{n}"), "Desk", "manage", "1-3 years", True, True, True)
                for n in range(1, 7)
            ]
            plan = SessionPlan(label="Group", minutes=60, moderator_unit="outside", seats=seats)
            session, names = make_session(study, plan, load_guide("crm-strategy-reset"))
            room = Room(study, session.id, actor=NOTE_TAKER, names=names)
            room.agenda.start()
            for line in _LINES * 3:
                room.notes.note(line)
            _fill_in(study, session.id)
            backup.make_backup(path)
            study.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for line in _LINES:
                room.notes.note(line)
            study.undo(actor=NOTE_TAKER, session=session.id)
            kept = backup.backups(path)[0].path.read_bytes()
            made = Sound(path.read_bytes(), _wal(path).read_bytes(), kept)
            room.close()
    return made


def _fill_in(study: StudyFile, session: str) -> None:
    """Write rows of worksheets and a board with two counted groups, for changes to reach."""
    sheets = WorksheetDesk(study, Scrubber)
    for name in ("goal", "measure", "journey_stage", "touchpoint", "gap", "task", "weakness"):
        asked = columns(SHEETS[name].record)
        said = {each.name: each.choices[0][0] if each.choices else "said" for each in asked}
        typed = {e.name: said[e.name] for e in asked if e.kind in WORDS or e.needed or e.choices}
        sheets.add(SHEETS[name].record, typed)
    board = make_board(study, Scrubber(), "What keeps us apart?", kj=False, session=session)
    desk = WallDesk(study, board.id, Scrubber())
    cards, voting = CardDesk(desk), VotingDesk(desk)
    for name in ("forms", "calls"):
        two = [cards.write(f"{name} {n}") for n in range(2)]
        cards.name(cards.group(*(card.id for card in two if card)).id, name)
    seats = [seat.id for seat in study.seats(session)]
    voting.open(seats, kind=VotingKind.DOTS, dots=1)
    for seat in seats:
        voting.cast(seat, {voting.options()[0][0]: 1})
    voting.close()


def mutated(content: bytes, changes: bytes) -> bytes:
    """Apply changes of six bytes each (what, three of place, value, length) to some content."""
    out = bytearray(content)
    for at in range(0, len(changes) - 5, 6):
        what, value, length = changes[at] % 6, changes[at + 4], changes[at + 5]
        place = int.from_bytes(changes[at + 1 : at + 4], "big") % max(1, len(out))
        if what == 0 and out:
            out[place] ^= value or 1
        elif what == 1:
            del out[place:]
        elif what == 2:
            out[place:place] = bytes([value]) * (length or 1)
        elif what == 3:
            del out[place : place + (length or 1)]
        elif what == 4:
            out[place : place + length] = bytes([value]) * min(length, len(out) - place)
        elif len(out) >= 8192:  # pages take each other's place
            one, two = place // 4096 * 4096, value * 4096 % (len(out) // 4096 * 4096)
            out[one : one + 4096], out[two : two + 4096] = (
                out[two : two + 4096],
                out[one : one + 4096],
            )
    return bytes(out)


def check_changed(main: bytes = b"", wal: bytes = b"", *, with_log: bool = True) -> None:
    """Assert what holds of the sound study with these changes in file and log."""
    base = sound()
    log = mutated(base.wal, wal) if with_log else b""
    check_content(mutated(base.main, main), log)


def check_content(main: bytes, wal: bytes = b"") -> None:
    """Assert what holds of any bytes called a study, by every door."""
    with folder() as place:
        path = place / "s.focusgroup"
        path.write_bytes(main)
        if wal:
            _wal(path).write_bytes(wal)
        _open_and_use(path)
        _tried(lambda: check_study(path))
        _tried(lambda: check_study(path, repair=True))
        _merge(path, place)
        _backups(path)


def check_values(
    table: int, column: int, row: int, value: str | int | float | bytes | None
) -> None:
    """Assert what holds of a study whose rows or log say what this program never writes."""
    names = ["change", *TABLES]
    name = names[table % len(names)]
    with folder() as place:
        path = place / "s.focusgroup"
        path.write_bytes(sound().main)
        with contextlib.closing(sqlite3.connect(path)) as raw:
            raw.execute("PRAGMA foreign_keys = OFF")
            for trigger in _TRIGGERS:
                raw.execute(f"DROP TRIGGER {trigger}")
            columns = [each[1] for each in raw.execute(f"PRAGMA table_info({name})")]
            chosen = columns[column % len(columns)]
            with contextlib.suppress(sqlite3.Error, UnicodeEncodeError), raw:
                raw.execute(
                    f'UPDATE {name} SET "{chosen}" = ? WHERE rowid = 1 + ? % '  # noqa: S608
                    f"(SELECT max(rowid) FROM {name})",
                    (value, row),
                )
        _open_and_use(path)
        _tried(lambda: check_study(path, repair=True))
        _merge(path, place)


def _open_and_use(path: Path) -> None:
    before = _bytes(path)
    try:
        study = StudyFile.open(path, busy_ms=50)
    except StoreError as error:
        hold_sayable(error)
        assert _bytes(path) == before, "a refused study was changed"
        return
    try:
        _bounded(study)
        for use in _uses(study):
            _tried(use)
    finally:
        study.close()


def _uses(study: StudyFile) -> Iterator[Callable[[], object]]:
    yield study.check
    yield study.record
    yield lambda: build(study.record(), ReportScope(), today=date(2026, 11, 23), checked=False)
    yield study.comment_counts
    yield study.next_name_number
    yield lambda: study.search("nobody writes")
    yield lambda: study.frame
    yield lambda: Feed(study).news()
    yield lambda: _sit_down(study)
    yield lambda: _look_at_sheets(study)
    yield lambda: _look_at_walls(study)
    yield lambda: study.undo(actor=NOTE_TAKER)
    yield study.rebuild


def _sit_down(study: StudyFile) -> None:
    for session in study.sessions():
        study.guide_of(session)
        study.seats(session.id)
        study.tags(session.id)
        room = Room(study, session.id, actor=NOTE_TAKER)
        try:
            room.notes.note("3- still here #tech")
            study.undo(actor=NOTE_TAKER, session=session.id)
        finally:
            room.close()


def _look_at_sheets(study: StudyFile) -> None:
    facts = WorksheetDesk(study, Scrubber).facts
    open_points(facts)
    offers(facts)
    for worksheet in WORKSHEETS:
        for _, viewer in worksheet.views:
            list(viewer(facts))


def _look_at_walls(study: StudyFile) -> None:
    for board in boards(study):
        desk = WallDesk(study, board.id, Scrubber())
        desk.arrangement()
        VotingDesk(desk).result()


def _bounded(study: StudyFile) -> None:
    left = [_WORK // 1000]

    def tick() -> int:
        left[0] -= 1
        assert left[0] > 0, "a damaged file made SQLite go round and round"
        return 0

    study.connection.set_progress_handler(tick, 1000)


def _merge(path: Path, place: Path) -> None:
    whole = place / "whole.focusgroup"
    whole.write_bytes(sound().main)
    for into, other in ((whole, path), (path, whole)):
        _tried(lambda into=into, other=other: _merged(into, other))  # type: ignore[misc]
    with StudyFile.open(whole) as study:  # what is damaged must not spread
        study.record()


def _merged(into: Path, other: Path) -> None:
    with StudyFile.open(into, busy_ms=50) as study, StudyFile.open(other, busy_ms=50) as second:
        study.merge_from(second)


def _backups(path: Path) -> None:
    """Back the damaged study up, restore it as if it were a backup, and restore a sound one."""
    _tried(lambda: backup.make_backup(path))
    kept = path.with_name("kept.focusgroup")
    kept.write_bytes(path.read_bytes())
    _tried(lambda: restore(path, kept))
    kept.write_bytes(sound().backup)
    restore(path, kept)
    with StudyFile.open(path) as study:
        assert study.check().good, "a restored study is not sound"


def _tried(use: Callable[[], object]) -> None:
    try:
        use()
    except StoreError as error:
        hold_sayable(error)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _bytes(path: Path) -> tuple[bytes, bytes]:
    return path.read_bytes(), (_wal(path).read_bytes() if _wal(path).exists() else b"")


def _value(data: bytes) -> str | int | float | bytes | None:
    kind, rest = (data[0] if data else 0) % 6, data[1:]
    if kind < 3:
        return text_of(rest)
    if kind == 3:
        return int.from_bytes(rest[:8], "big", signed=True)
    return None if kind == 4 else rest


def check(data: bytes) -> None:
    """Take the first byte for the door, and the rest for changes, values or a whole file."""
    door, rest = (data[0] if data else 0) % 8, data[1:]
    if door < 2:
        check_changed(rest, with_log=False)
    elif door < 4:
        check_changed(wal=rest)
    elif door == 4:
        half = len(rest) // 12 * 6
        check_changed(rest[:half], rest[half:])
    elif door < 7:
        head = rest[:3].ljust(3, b"\0")
        check_values(head[0], head[1], head[2], _value(rest[3:]))
    else:
        check_content(rest)


def _seeds() -> Iterable[bytes]:
    for door in (0, 2, 4):
        for what in range(6):
            for place in (20, 4_096 + 100, 90_000):
                yield bytes([door, what, *place.to_bytes(3, "big"), 0x41, 7])
    for table in range(len(TABLES) + 1):
        yield bytes([5, table, 2, 0, 0]) + b"{}"
        yield bytes([5, table, 7, 1, 0]) + b'{"text": [[]], "deleted": "x"}'
    yield b"\x07" + b"SQLite format 3\0" + b"\x10\x00\x02\x02\x00\x40\x20\x20" * 12


TARGET = Target(
    "study_bytes",
    check,
    _seeds,
    longest=96,
    words=("null", "[]", "1e999", '{"id":', "G1", '{"seat": "x"}'),
)
