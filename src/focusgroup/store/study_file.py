"""An open study file: what the rest of the program asks of the store."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.element import Frame
from focusgroup.domain.guide import Guide
from focusgroup.domain.ids import new_id
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import ChartEntry, ItemRun, KeptGuide, Seat, Session, Study, Tick
from focusgroup.store import connection as opening
from focusgroup.store import health, history, merge, purge, search
from focusgroup.store.blanking import TEXTS
from focusgroup.store.change_log import Act, ChangeLog, rebuild
from focusgroup.store.cipher import FileKey
from focusgroup.store.damage import model_in
from focusgroup.store.errors import DATABASE_ERRORS, NotAStudy, damaged, told_plainly
from focusgroup.store.place import whole
from focusgroup.store.tables import TABLES, Row, select, table_of
from focusgroup.store.wall_rows import wall_of
from focusgroup.worksheets import SHEETS
from focusgroup.worksheets.facts import Heard

if TYPE_CHECKING:
    from sqlite_utils.db import Database

    from focusgroup.worksheets.record import Record

ANALYST = "analyst"
PROGRAM = "program"  # what nobody takes back
_NUMBERED = re.compile(r"\[name (\d{1,9})\]")


class StudyFile:
    """One study, opened by one program run."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.log = ChangeLog(connection, path)
        self._numbered = (-1, 1)  # at which place in the log, and the first free number there
        self._sheet_numbers = (0, 0)  # up to which place, and the highest one in worksheets

    @classmethod
    def open(cls, path: Path, *, busy_ms: int = 5000, key: FileKey | None = None) -> StudyFile:
        """Open a study; raises a StoreError whose text says what is wrong and what to do.

        An encrypted study is opened with `key`, or by asking (see store.cipher.asking).
        """
        path = whole(path)

        def look(connection: sqlite3.Connection) -> None:
            ChangeLog(connection, path).last_number()
            purge.owed(connection)
            for study in select(connection, Study):
                model_in(Frame, study.frame_json)
                return
            raise NotAStudy(f"{path.name} holds no study. Make a new one: focusgroup new")

        connection = opening.connect(path, busy_ms=busy_ms, key=key, look=look)
        study_file = cls(path, connection)
        with told_plainly(path):
            owed = purge.owed(connection)
        if owed:  # a withdrawal was cut short: its words may still lie in the bytes
            purge.finish(connection, path)
        return study_file

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str,
        frame: Frame,
        purpose: str = "",
        glossary: str = "",
        cell_minimum: int = 5,
        key: FileKey | None = None,
    ) -> StudyFile:
        """Make a new study file, encrypted with a key. Every text must be masked already."""
        path = whole(path)
        study_file = cls(path, opening.create(path, key=key))
        with study_file.act("new study", actor=PROGRAM) as act:
            act.add(
                Study(
                    id=new_id(),
                    title=title,
                    purpose=purpose,
                    frame=frame.id,
                    frame_json=frame.model_dump_json(),
                    glossary=glossary,
                    cell_minimum=cell_minimum,
                    created_at=datetime.now(UTC).isoformat(timespec="seconds"),
                )
            )
        return study_file

    def close(self) -> None:
        """Let the file go; the log of the last writes is folded into it first."""
        try:
            self.connection.execute("PRAGMA busy_timeout = 200")
            if purge.owed(self.connection):
                purge.finish(self.connection, self.path)
            self.log.end()
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except DATABASE_ERRORS:
            pass  # another window still has it open, or its disk is gone: closing must not fail
        finally:
            self.connection.close()

    def __enter__(self) -> StudyFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def db(self) -> Database:
        """The file through sqlite-utils, for work off the capture path (its import takes 0.2 s)."""
        from sqlite_utils import Database

        return Database(self.connection, recursive_triggers=False)

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted at rest."""
        return opening.is_encrypted(self.connection)

    # Writing

    def act(
        self, label: str, *, actor: str, session: str = "", timeless: bool = False
    ) -> AbstractContextManager[Act]:
        """Open one undoable action; see ChangeLog.act."""
        return self.log.act(label, actor=actor, session=session, timeless=timeless)

    def undo(self, *, actor: str, session: str = "") -> history.Undone | None:
        """Take back an actor's last action; None when there is none."""
        with told_plainly(self.path):
            return history.step(self.log, self.connection, actor=actor, session=session, back=True)

    def redo(self, *, actor: str, session: str = "") -> history.Undone | None:
        """Do again what was last taken back; None when there is none."""
        with told_plainly(self.path):
            return history.step(self.log, self.connection, actor=actor, session=session, back=False)

    def undoable(self, *, actor: str, session: str = "") -> str:
        """Return the label of what undo would take back, or ""."""
        with told_plainly(self.path):
            last = history.next_step(
                self.log, self.connection, actor=actor, session=session, back=True
            )
        return last.label if last else ""

    def keep_guide(self, act: Act, guide: Guide) -> KeptGuide:
        """Keep a guide's text as it is now, once for each different text (row 1.26)."""
        import hashlib

        body = guide.model_dump_json()
        sha = hashlib.sha256(body.encode()).hexdigest()
        held = self.rows(KeptGuide, "sha256 = ?", (sha,))
        if held:
            return held[0]
        kept = KeptGuide(new_id(), guide.id, guide.title, guide.version, body, sha)
        act.add(kept)
        return kept

    def merge_from(self, other: StudyFile) -> int:
        """Bring in what another copy of this study holds; return how many changes were new."""
        with told_plainly(self.path):
            return merge.merge_log(self.connection, other.connection)

    def rebuild(self) -> None:
        """Make the tables anew from the change log."""
        with told_plainly(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                rebuild(self.connection)
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise

    @property
    def owes_purge(self) -> bool:
        """Whether blanked words still lie in the bytes of the file."""
        with told_plainly(self.path):
            return purge.owed(self.connection)

    def pay_purge(self) -> purge.Purged | None:
        """Overwrite what a withdrawal still owes; None when nothing is owed. Raises StoreError."""
        if not self.owes_purge:
            return None
        return purge.finish(self.connection, self.path)

    def check(self) -> health.Health:
        """Check the file; changes nothing."""
        with told_plainly(self.path):
            return health.check(self.connection)

    # Reading

    def rows(
        self,
        record: type[Row],
        where: str = "",
        parameters: Iterable[str | int | float | None] = (),
        order: str = "rowid",
    ) -> list[Row]:
        """Return living rows of a record type."""
        with told_plainly(self.path):
            return select(self.connection, record, where, parameters, order)

    def row(self, record: type[Row], row_id: str) -> Row | None:
        """Return one living row, or None."""
        found = self.rows(record, "id = ?", (row_id,))
        return found[0] if found else None

    def living_ids(self, record: type[Row]) -> set[str]:
        """Return the ids of all living rows of a record type."""
        name = table_of(record).name
        with told_plainly(self.path):
            rows = self.connection.execute(f"SELECT id FROM {name} WHERE deleted = 0")  # noqa: S608
            return {row[0] for row in rows}

    def heard(self) -> dict[str, Heard]:
        """Return where each living comment fell and which seats spoke it, without its words."""
        with told_plainly(self.path):
            rows = self.connection.execute(
                "SELECT id, session, seat, with_seats FROM comment WHERE deleted = 0"
            )
            return {
                row_id: Heard(session, (*((seat,) if seat else ()), *also.split()))
                for row_id, session, seat, also in rows
            }

    @property
    def study(self) -> Study:
        """The study itself."""
        held = self.rows(Study)
        if not held:  # a merge brought a copy whose study was taken away
            raise damaged(self.path)
        return held[0]

    @property
    def frame(self) -> Frame:
        """The frame of elements this study tags to, as it was when the study was made."""
        with told_plainly(self.path):
            return model_in(Frame, self.study.frame_json)

    def sessions(self) -> list[Session]:
        """Return the sessions by their code's number."""
        return sorted(self.rows(Session), key=lambda s: (len(s.code), s.code))

    def seats(self, session: str) -> list[Seat]:
        """Return a session's seats by their number."""
        return sorted(self.rows(Seat, "session = ?", (session,)), key=lambda s: s.number)

    def withdrawn_seats(self, session: str) -> list[Seat]:
        """Return what is left of seats that have withdrawn: their codes, by number."""
        columns = TABLES["seat"].column_list
        with told_plainly(self.path):
            rows = self.connection.execute(
                f"SELECT {columns} FROM seat WHERE session = ? AND withdrawn <> ''",  # noqa: S608
                (session,),
            ).fetchall()
        return sorted((Seat(*row) for row in rows), key=lambda s: s.number)

    def comments(self, session: str) -> list[Comment]:
        """Return a session's comments in the order they fell."""
        return self.rows(Comment, "session = ?", (session,), order="at_s, id")

    def tags(self, session: str) -> list[Tag]:
        """Return the tags on a session's comments."""
        return self.rows(
            Tag, "comment IN (SELECT id FROM comment WHERE session = ?)", (session,), order="id"
        )

    def guide_of(self, session: Session) -> Guide:
        """Return the guide a session was set up with."""
        kept = self.row(KeptGuide, session.guide)
        if kept is None:
            raise NotAStudy(f"{self.path.name} has lost the guide of {session.code}.")
        with told_plainly(self.path):
            return model_in(Guide, kept.body)

    def comment_counts(self) -> dict[str, int]:
        """Return how many comments each session has."""
        with told_plainly(self.path):
            return dict(
                self.connection.execute(
                    "SELECT session, count(*) FROM comment WHERE deleted = 0 GROUP BY session"
                ).fetchall()
            )

    def search(self, text: str, *, limit: int = 50) -> list[str]:
        """Return ids of comments that hold every word, newest first (0.1 ms at 1,000,000)."""
        with told_plainly(self.path):
            return search.find(self.connection, text, limit)

    def next_name_number(self) -> int:
        """Return the first number no "[name n]" in this file carries."""
        with told_plainly(self.path):
            last = self.log.last_number()
            if self._numbered[0] != last:  # several rooms ask after each change
                texts = self.connection.execute(
                    "SELECT text FROM comment WHERE text LIKE '%[name %' "
                    "UNION ALL SELECT text FROM card WHERE text LIKE '%[name %'"
                ).fetchall()
                numbers = [int(n) for (text,) in texts for n in _NUMBERED.findall(text)]
                self._numbered = (last, max([self._number_on_sheets(last), *numbers]) + 1)
        return self._numbered[1]

    def _number_on_sheets(self, last: int) -> int:
        """Return the highest number of a "[name n]" in worksheets, notes, flip charts and boards.

        Only lines of the log up to `last` that were not looked at before are read: rooms ask after
        each comment, and there are dozens of tables.
        """
        seen, highest = self._sheet_numbers
        if seen < last:
            bodies = self.connection.execute(
                "SELECT fields FROM change WHERE rowid > ? AND fields LIKE '%[name %' "
                "AND row_table IN (SELECT value FROM json_each(?))",
                (seen, json.dumps([name for name in TEXTS if name not in {"comment", "card"}])),
            )
            found = (int(n) for (body,) in bodies for n in _NUMBERED.findall(body))
            highest = max([highest, *found])
            self._sheet_numbers = (last, highest)
        return highest

    def record(self, sessions: Iterable[str] | None = None) -> StudyRecord:
        """Return everything of some or all sessions, for analysis and report."""
        wanted = [s for s in self.sessions() if sessions is None or s.id in set(sessions)]
        ids = [s.id for s in wanted]
        mark = json.dumps(ids)
        inside = "session IN (SELECT value FROM json_each(?))"
        comments = self.rows(Comment, inside, (mark,), order="at_s, id")
        place = {session_id: number for number, session_id in enumerate(ids)}
        comments.sort(key=lambda c: place[c.session])
        kept = self.rows(KeptGuide)
        with told_plainly(self.path):
            guides = {k.id: model_in(Guide, k.body) for k in kept}
        return StudyRecord(
            study=self.study,
            frame=self.frame,
            sessions=tuple(wanted),
            seats=tuple(seat for s in wanted for seat in self.seats(s.id)),
            comments=tuple(comments),
            tags=tuple(
                self.rows(
                    Tag,
                    f"comment IN (SELECT id FROM comment WHERE deleted = 0 AND {inside})",  # noqa: S608
                    (mark,),
                    order="id",
                )
            ),
            runs=tuple(self.rows(ItemRun, inside, (mark,), order="position, id")),
            entries=tuple(self.rows(ChartEntry, inside, (mark,), order="position, id")),
            ticks=tuple(self.rows(Tick, inside, (mark,), order="at_s, id")),
            withdrawn=tuple(seat for s in wanted for seat in self.withdrawn_seats(s.id)),
            guides=guides,
            kept_guides=tuple(kept),
            worksheets=self.worksheet_rows(),
            wall=wall_of(self),
        )

    def worksheet_rows(self) -> dict[str, tuple[Record, ...]]:
        """Return the rows of every worksheet that has any, by table."""
        held = {name: tuple(self.rows(sheet.record)) for name, sheet in SHEETS.items()}
        return {name: rows for name, rows in held.items() if rows}
