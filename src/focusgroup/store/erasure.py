"""A seat withdraws: one mark, and everything it said is blank from then on, in one transaction."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from focusgroup.domain.comment import Comment
from focusgroup.domain.erasure import (
    Decision,
    Erasure,
    ErasureReason,
    ErasureScope,
    Verdict,
)
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat, Session
from focusgroup.store import blanking, purge
from focusgroup.store.blanking import TEXTS, Fields, Line, RowKey
from focusgroup.store.change_log import utc_now
from focusgroup.store.drafts import STUDY
from focusgroup.store.errors import StoreError
from focusgroup.store.history import PROGRAM
from focusgroup.store.tables import said_in
from focusgroup.worksheets import WORKSHEET_TEXTS

if TYPE_CHECKING:
    from focusgroup.store.change_log import Act
    from focusgroup.store.study_file import StudyFile

LABEL = "withdrawal"
# A note repeats somebody when it shares this many words in a row; four are shared by chance, as in
# "at the end of the".
_RUN = 5
_WORD = re.compile(r"\w+")
# Where words are typed that keep no speaker: table, column, and what stands there now. Cards made
# of a comment that were given other words are looked at line by line, like what was changed since.
_TYPED = (
    ("chart_entry", "text", "SELECT id, text FROM chart_entry WHERE session = ?"),
    ("card", "text", "SELECT id, iif(comment IS NULL, text, '') FROM card"),
    ("cluster", "name", "SELECT id, name FROM cluster"),
    ("cluster_name", "text", "SELECT id, text FROM cluster_name"),
)


@dataclass(repr=False)
class Found:
    """What one seat said, as the file holds it now."""

    comments: list[str] = field(default_factory=list)  # of this seat alone
    living: int = 0  # of these, not removed before
    joint: dict[str, Fields] = field(default_factory=dict)  # said with others: what it becomes
    spared: list[str] = field(default_factory=list)  # changes
    texts: set[str] = field(default_factory=set)
    entries: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)  # typed ones that are a remark word for word
    cleared: list[str] = field(default_factory=list)  # "change:field"
    notes: dict[RowKey, Fields] = field(default_factory=dict)  # rows of notes as they become
    lines: int = 0
    tags: int = 0


def look(connection: sqlite3.Connection, seat: Seat, code: str) -> Found:
    """Return everything a seat said and what repeats it; `code` is "G1-P3". Changes nothing."""
    found = Found()
    _find_comments(connection, seat, found)
    repeats = _Repeats(found.texts, code)
    _find_typed(connection, seat.session, repeats, found)
    _find_notes(connection, seat.session, repeats, found)
    found.tags = int(
        connection.execute(
            "SELECT count(*) FROM tag WHERE deleted = 0 "
            "AND comment IN (SELECT value FROM json_each(?))",
            (json.dumps(found.comments),),
        ).fetchone()[0]
    )
    return found


def _find_comments(connection: sqlite3.Connection, seat: Seat, found: Found) -> None:
    lines: dict[str, list[Line]] = {}
    for change, row_id, body in connection.execute(
        "SELECT id, row_id, fields FROM change WHERE row_table = 'comment' AND row_id IN "
        "(SELECT row_id FROM change WHERE row_table = 'comment' AND instr(fields, ?)) "
        "ORDER BY lamport, id",
        (seat.id,),
    ):
        lines.setdefault(row_id, []).append(
            Line(change, "comment", row_id, said_in("comment", body))
        )
    for row_id, told in lines.items():
        naming = [line for line in told if seat.id in blanking.speakers(line.fields)]
        if not naming:
            continue
        now: Fields = {}
        for line in told:
            now |= line.fields
        if now.get("withdrawn"):  # blank already, by a verdict of an earlier withdrawal
            continue
        if now.get("seat") == seat.id and not _others(now, seat.id):
            found.comments.append(row_id)
            found.living += not now.get("deleted")
            found.texts |= {str(line.fields["text"]) for line in told if "text" in line.fields}
            continue
        found.spared += [line.id for line in naming]
        if seat.id in blanking.speakers(now):
            others = _others(now, seat.id)
            found.joint[row_id] = {"seat": others[0], "with_seats": " ".join(others[1:])}


def _others(now: Fields, seat: str) -> list[str]:
    every = [now.get("seat"), *str(now.get("with_seats") or "").split()]
    return [str(s) for s in every if s and s != seat]


class _Repeats:
    """Tells whether a note repeats what a seat said."""

    def __init__(self, texts: Iterable[str], code: str) -> None:
        self._runs: set[tuple[str, ...]] = set()
        self._whole: set[str] = set()
        self._code = blanking.code_pattern(code, own_group=True)
        for text in texts:
            words = _words(text)
            if len(words) >= 2:
                self._whole.add(" ".join(words))
            self._runs |= _runs(words)

    def has(self, line: str) -> bool:
        """Return whether a line shares five words in a row, or the whole of a short remark."""
        words = _words(line)
        if not self._runs.isdisjoint(_runs(words)):
            return True
        said = f" {' '.join(words)} "
        return any(f" {each} " in said for each in self._whole)

    def equal(self, text: str) -> bool:
        """Return whether a flip-chart line is one of the remarks, word for word."""
        return " ".join(_words(text)) in self._whole

    def without(self, name: str, text: str) -> tuple[str, int]:
        """Return a note without the lines that repeat the seat, and how many went.

        Among the quotes to keep, a line with the seat's code is a quote of it.
        """
        lines = text.split("\n")
        quotes = name == "quotes_to_keep"
        kept = [e for e in lines if not self.has(e) and not (quotes and self._code.search(e))]
        return "\n".join(kept), len(lines) - len(kept)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _find_typed(
    connection: sqlite3.Connection, session: str, repeats: _Repeats, found: Found
) -> None:
    """Find what was typed on flip charts and walls that is, or once was, a remark of the seat.

    Neither keeps a speaker, so what is word for word a remark of it and of nobody else is all that
    can be known. Of a group's chart only that group can have said it; a board is anybody's. Cards
    made of the seat's comments hang on these and go with them.
    """
    mine = set(found.comments)
    said = {
        (home, " ".join(_words(text)))
        for row_id, home, text in connection.execute(
            "SELECT id, session, text FROM comment WHERE deleted = 0"
        )
        if row_id not in mine
    }
    by_others = {"chart_entry": {words for home, words in said if home == session}}
    anybody = {words for _, words in said}

    def theirs(table: str, text: object) -> bool:
        others = by_others.get(table, anybody)
        return repeats.equal(str(text)) and " ".join(_words(str(text))) not in others

    for table, name, sql in _TYPED:
        now = dict(connection.execute(sql, (session,) if "?" in sql else ()))
        whole = {row_id for row_id, text in now.items() if theirs(table, text)}
        kept = {"chart_entry": found.entries, "card": found.cards}.get(table)
        if kept is not None:
            kept += sorted(whole)
        for row_id in set() if kept is not None else whole:
            found.notes[table, row_id] = {name: ""}
            found.lines += 1
        for change, row_id, body in connection.execute(
            "SELECT id, row_id, fields FROM change WHERE row_table = ? ORDER BY lamport, id",
            (table,),
        ):
            if row_id in now and theirs(table, said_in(table, body).get(name, "")):
                found.cleared.append(f"{change}:{name}")


def _find_notes(
    connection: sqlite3.Connection, session: str, repeats: _Repeats, found: Found
) -> None:
    rows = [("session", session)]
    rows += [
        ("item_run", row_id)
        for (row_id,) in connection.execute("SELECT id FROM item_run WHERE session = ?", (session,))
    ]
    rows += [
        (table, row_id)
        for table in WORKSHEET_TEXTS
        for (row_id,) in connection.execute(f"SELECT id FROM {table}")  # noqa: S608 - own names
    ]
    for table, row_id in rows:
        now: Fields = {}
        for change, body in connection.execute(
            "SELECT id, fields FROM change WHERE row_id = ? AND row_table = ? ORDER BY lamport, id",
            (row_id, table),
        ).fetchall():
            said = said_in(table, body)
            for name in TEXTS[table]:
                if name in said:
                    now[name] = said[name]
                    if repeats.without(name, str(said[name]))[1]:
                        found.cleared.append(f"{change}:{name}")
        for name, text in now.items():
            kept, gone = repeats.without(name, str(text))
            if gone:
                found.notes.setdefault((table, row_id), {})[name] = kept
                found.lines += gone


def seat_code(study_file: StudyFile, seat: Seat) -> str:
    """Return what a seat is called in reports, such as "G1-P3"."""
    session = study_file.row(Session, seat.session)
    return f"{session.code if session else ''}-{seat.code}"


def withdraw_seat(
    study_file: StudyFile, seat_id: str, *, reason: ErasureReason = ErasureReason.ASKED
) -> tuple[Erasure, Found]:
    """Blank everything a seat said, for good; return the mark that stays and what went.

    The bytes are overwritten by `purge.finish`, which the caller asks next. Raises StoreError.
    """
    with study_file.act(LABEL, actor=PROGRAM) as act:
        seat = study_file.row(Seat, seat_id)
        if seat is None:
            raise StoreError("There is no such seat, or it has withdrawn already.")
        code = seat_code(study_file, seat)
        connection = study_file.connection
        found = look(connection, seat, code)
        rows = [("comment", c) for c in found.comments]
        rows += [("chart_entry", e) for e in found.entries]
        rows += [("card", c) for c in found.cards]
        mark = Erasure(
            id=new_id(),
            session=seat.session,
            seat=seat.id,
            code=code,
            reason=reason,
            at=utc_now(),
            rows=" ".join(f"{table}:{row_id}" for table, row_id in rows),
            spared=" ".join(found.spared),
            cleared=" ".join(found.cleared),
            comments=len(found.comments),
            tags=found.tags,
            entries=len(found.entries) + len(found.cards),
            lines=found.lines,
        )
        act.add(mark)
        for row_id, said in found.joint.items():
            act.put("comment", row_id, said)
        for (table, row_id), said in found.notes.items():
            act.put(table, row_id, said)
        _mark_rows(act, [*rows, ("seat", seat.id)])
        connection.execute("DELETE FROM draft WHERE session IN (?, ?)", (seat.session, STUDY))
        blanking.apply(connection)
        purge.owe(connection)
    return mark, found


def _mark_rows(act: Act, rows: Iterable[RowKey]) -> None:
    """Add an empty line for each row, so that other windows read it again."""
    for table, row_id in rows:
        act.put(table, row_id, {})


def decide(
    study_file: StudyFile, mark: Erasure, table: str, row_id: str, verdict: Verdict
) -> Erasure | None:
    """Keep a person's verdict on a row that names a withdrawn seat, and do it for good.

    Returns the further mark, None where the row stays as it is. Only comments and flip-chart
    entries can be withdrawn too; in notes the code is blanked.
    """
    if verdict is Verdict.WITHDRAW and table not in {"comment", "chart_entry", "card"}:
        raise ValueError("only comments, flip-chart entries and cards are withdrawn whole")
    with study_file.act(LABEL, actor=PROGRAM) as act:
        act.add(Decision(new_id(), mark.id, table, row_id, verdict, utc_now()))
        if verdict is Verdict.KEEP:
            return None
        connection = study_file.connection
        # A worksheet's row is of no group: there the seat is named with its group or not at all.
        of_sheet = table in WORKSHEET_TEXTS
        session = "" if of_sheet else _session_of(connection, table, row_id) or mark.session
        whole = verdict is Verdict.WITHDRAW
        further = Erasure(
            id=new_id(),
            session=session or mark.session,
            scope=ErasureScope.ROW if whole else ErasureScope.CODE,
            seat=mark.seat,
            code=mark.code,
            own_group=int(session == mark.session),
            reason=mark.reason,
            at=utc_now(),
            rows=f"{table}:{row_id}",
            comments=int(whole and table == "comment"),
            entries=int(whole and table in {"chart_entry", "card"}),
        )
        act.add(further)
        _mark_rows(act, [(table, row_id)])
        blanking.apply(connection)
        purge.owe(connection)
    return further


# Where a row of the wall belongs; a board may belong to no group.
_BOARD_OF = {
    "board": "SELECT session FROM board WHERE id = ? AND deleted = 0",
    **{
        table: f"SELECT b.session FROM {table} t JOIN board b ON b.id = t.board "  # noqa: S608
        "WHERE t.id = ? AND t.deleted = 0"
        for table in ("card", "cluster")
    },
    "cluster_name": "SELECT b.session FROM cluster_name t JOIN cluster c ON c.id = t.cluster "
    "JOIN board b ON b.id = c.board WHERE t.id = ? AND t.deleted = 0",
}


def _session_of(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    """Return the group a row belongs to, "" for none."""
    if table == "session":
        return row_id
    known = f"SELECT session FROM {table} WHERE id = ? AND deleted = 0"  # noqa: S608 - own names
    row = connection.execute(_BOARD_OF.get(table, known), (row_id,)).fetchone()
    if row is None or table not in TEXTS:
        raise StoreError("This was taken away meanwhile. Look at the list again.")
    return str(row[0] or "")


def stubs(study_file: StudyFile, mark: Erasure) -> list[Comment]:
    """Return what is left of a seat's comments: where and when, no words."""
    columns = ", ".join(f'"{name}"' for name in Comment.__dataclass_fields__)
    rows = study_file.connection.execute(
        f"SELECT {columns} FROM comment WHERE withdrawn = ? ORDER BY at_s, id",  # noqa: S608
        (mark.id,),
    )
    return [Comment(*row) for row in rows]
