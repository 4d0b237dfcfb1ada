"""A participant withdraws: what will go, what is left to decide, and the proof that it is gone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focusgroup.domain.comment import Comment, Voice
from focusgroup.domain.erasure import Decision, Erasure, ErasureReason, ErasureScope, Verdict
from focusgroup.domain.session import ChartEntry, ItemRun, Seat, Session
from focusgroup.domain.wall import Board, Card, Cluster, ClusterName
from focusgroup.room import exports
from focusgroup.room.exports import ReportMade
from focusgroup.room.sealed import forget_seat
from focusgroup.store import erasure, purge
from focusgroup.store.blanking import TEXTS, code_pattern
from focusgroup.store.errors import StoreError
from focusgroup.store.purge import Purged, Searched
from focusgroup.worksheets import SHEETS, WORKSHEET_TEXTS

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

_NOTES = {"quotes_to_keep": "quotes to keep", "guide_changes": "changes to the guide"}


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """What a withdrawal would take, in counts; nothing is changed by making one."""

    seat: Seat
    session: Session
    code: str  # "G1-P3"
    comments: int  # shown now
    removed: int  # taken away before, but still in the log
    tags: int
    entries: int
    lines: int
    related: int  # rows to decide on afterwards
    reports: tuple[ReportMade, ...]  # written with the seat's words in them, perhaps


@dataclass(frozen=True, slots=True, repr=False)
class Related:
    """A row of others that answers or names a withdrawn seat."""

    table: str
    row_id: str
    where: str  # "G1-P5, minute 12"
    why: str
    text: str
    verdict: Verdict | None = None  # None: nobody has decided yet

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What may be decided; notes are corrected where they are written, not withdrawn."""
        if self.table in {"comment", "chart_entry", "card"}:
            return (Verdict.KEEP, Verdict.CODE, Verdict.WITHDRAW)
        return (Verdict.KEEP, Verdict.CODE)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was done; `searched` looked for the words as raw bytes in every file of the study.

    In an encrypted study nothing is searched, for no word of it ever lies there as it is.
    """

    mark: Erasure
    purged: Purged
    searched: Searched


def plan(study_file: StudyFile, seat_id: str) -> Plan:
    """Return what would go when a seat withdraws; raises StoreError where there is no such seat."""
    seat = study_file.row(Seat, seat_id)
    session = study_file.row(Session, seat.session) if seat else None
    if seat is None or session is None:
        raise StoreError("There is no such seat, or it has withdrawn already.")
    code = f"{session.code}-{seat.code}"
    found = erasure.look(study_file.connection, seat, code)
    mine = set(found.comments)
    naming = [
        row for row in _naming(study_file, seat.id, code, session.id, set(found.joint))
        if row.row_id not in mine and row.row_id not in {*found.entries, *found.cards}
    ]  # fmt: skip
    return Plan(
        seat=seat,
        session=session,
        code=code,
        comments=found.living,
        removed=len(found.comments) - found.living,
        tags=found.tags,
        entries=len(found.entries) + len(found.cards),
        lines=found.lines,
        related=len(naming),
        reports=tuple(
            made
            for made in exports.reports_made(study_file)
            if made.export.scope in {"", session.code} and not made.stale
        ),
    )


def withdraw(
    study_file: StudyFile, seat_id: str, *, reason: ErasureReason = ErasureReason.ASKED
) -> Withdrawal:
    """Take everything a seat said out of the study and its files; it cannot be undone.

    Rows are blank when this returns, or it raises StoreError and nothing has happened. What could
    not be overwritten yet is told in `purged` and done when the file is next opened or closed.
    """
    mark, found = erasure.withdraw_seat(study_file, seat_id, reason=reason)
    forget_seat(study_file, mark.session, mark.code.rpartition("-")[2])
    purged = purge.finish(study_file.connection, study_file.path)
    if study_file.encrypted:
        return Withdrawal(mark, purged, Searched())
    texts = _only_theirs(study_file, found)
    return Withdrawal(mark, purged, purge.search_bytes(study_file.path, texts))


def _only_theirs(study_file: StudyFile, found: erasure.Found) -> set[str]:
    """Return the texts nobody else said word for word, which may therefore be nowhere any more."""
    left = {text for (text,) in study_file.connection.execute("SELECT text FROM comment")}
    everything = "\n".join(left)
    return {text for text in found.texts if text not in everything}


def withdrawals(study_file: StudyFile) -> list[Erasure]:
    """Return the marks of withdrawn seats, oldest first."""
    return study_file.rows(Erasure, "scope = ?", (ErasureScope.SEAT,), order="at, id")


def related(study_file: StudyFile, mark: Erasure) -> list[Related]:
    """Return what others said or wrote that answers or names the seat, undecided first."""
    decided = {
        (d.row_table, d.row_id): Verdict(d.verdict)
        for d in study_file.rows(Decision, "erasure = ?", (mark.id,), order="at, id")
    }
    joint = _rows_of_changes(study_file, mark.spared.split())
    rows = [
        Related(r.table, r.row_id, r.where, r.why, r.text, decided.get((r.table, r.row_id)))
        for r in _naming(study_file, mark.seat, mark.code, mark.session, joint)
    ]
    return sorted(rows, key=lambda r: r.verdict is not None)


def undecided(study_file: StudyFile) -> int:
    """Return how many rows still wait for a person's decision, over all withdrawals."""
    return sum(
        each.verdict is None
        for mark in withdrawals(study_file)
        for each in related(study_file, mark)
    )


def decide(study_file: StudyFile, mark: Erasure, row: Related, verdict: Verdict) -> None:
    """Keep a person's verdict on a related row and do it; raises StoreError.

    The row is blank at once. Its bytes are owed: `StudyFile.pay_purge` overwrites those of several
    verdicts in one go, and opening or closing the file does.
    """
    erasure.decide(study_file, mark, row.table, row.row_id, verdict)


def _rows_of_changes(study_file: StudyFile, changes: list[str]) -> set[str]:
    rows: set[str] = set()
    for change in changes:
        found = study_file.connection.execute(
            "SELECT row_id FROM change WHERE id = ?", (change,)
        ).fetchone()
        rows |= {found[0]} if found else set()
    return rows


def _naming(
    study_file: StudyFile, seat: str, code: str, session: str, joint: set[str]
) -> list[Related]:
    """Return every living row that answers a seat, names its code, or was said with it."""
    codes = {s.id: s.code for s in study_file.sessions()}
    seats = {s.id: s.code for s in study_file.rows(Seat)}
    found: list[Related] = []
    own, far = (code_pattern(code, own_group=here) for here in (True, False))
    likely = "answers = ? OR instr(text, ?) OR id IN (SELECT value FROM json_each(?))"
    near = (seat, code.rpartition("-")[2], json.dumps(sorted(joint)))
    for comment in study_file.rows(Comment, likely, near, order="session, at_s, id"):
        pattern = own if comment.session == session else far
        why = [
            words
            for words, holds in (
                (f"answers {code}", comment.answers == seat),
                (f"names {code}", bool(pattern.search(comment.text))),
                ("said with others, or first put down to this seat", comment.id in joint),
            )
            if holds
        ]
        if why:
            who = seats.get(comment.seat or "") or str(Voice(comment.voice))
            where = f"{codes.get(comment.session, '')}-{who}, minute {int(comment.at_s // 60)}"
            found.append(Related("comment", comment.id, where, "; ".join(why), comment.text))
    found += _naming_notes(study_file, code, session, codes)
    return found


def _naming_notes(
    study_file: StudyFile, code: str, session: str, codes: dict[str, str]
) -> list[Related]:
    own, far = (code_pattern(code, own_group=here) for here in (True, False))
    entries, runs = study_file.rows(ChartEntry), study_file.rows(ItemRun)
    texts = [("chart_entry", e.id, e.session, "flip chart", e.text) for e in entries]
    texts += [("item_run", r.id, r.session, "agenda", f"{r.why}\n{r.reason}") for r in runs]
    for each in study_file.sessions():
        for name in TEXTS["session"]:
            what = f"debrief, {_NOTES.get(name, name)}"
            texts.append(("session", each.id, each.id, what, str(getattr(each, name))))
    for table, names in WORKSHEET_TEXTS.items():
        for row in study_file.rows(SHEETS[table].record):
            told = "\n".join(str(getattr(row, name)) for name in names)
            texts.append((table, row.id, "", SHEETS[table].title.lower(), told))
    texts += _wall_texts(study_file)
    return [
        Related(
            table,
            row_id,
            ", ".join(filter(None, (codes.get(home, ""), what))),
            f"names {code}",
            text.strip(),
        )
        for table, row_id, home, what, text in texts
        if (own if home == session else far).search(text)
    ]


def _wall_texts(study_file: StudyFile) -> list[tuple[str, str, str, str, str]]:
    """Return (table, id, group, what, text) of every typed word on the wall."""
    boards = {board.id: board for board in study_file.rows(Board)}
    clusters = {c.id: c for c in study_file.rows(Cluster) if c.board in boards}
    home = {board.id: board.session or "" for board in boards.values()}
    texts = [("board", b.id, home[b.id], "focus question", b.question) for b in boards.values()]
    texts += [
        ("card", c.id, home[c.board], "card", c.text)
        for c in study_file.rows(Card)
        if c.board in boards
    ]
    texts += [("cluster", c.id, home[c.board], "group", c.name) for c in clusters.values()]
    texts += [
        ("cluster_name", n.id, home[clusters[n.cluster].board], "name for a group", n.text)
        for n in study_file.rows(ClusterName)
        if n.cluster in clusters
    ]
    return texts
