"""What the study screen says of its groups: plain values made from the file's rows."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from focusgroup.domain.comment import Comment
from focusgroup.domain.session import GroupKind, Seat, Session, SessionState
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.widgets.cells import fit, pad, safe
from focusgroup.tui.widgets.row_view import Line

_UNDER_WAY = {SessionState.RUNNING, SessionState.PAUSED}
# Columns behind the label: state, seats, comments, minutes, names.
_FIXED = 10 + 7 + 10 + 12 + 8
_NARROW = 64  # below this many cells only state and comments stay


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One session with its counts."""

    session: Session
    seats: int = 0
    comments: int = 0
    names_known: bool = False


def group_rows(study_file: StudyFile, named: frozenset[str]) -> list[GroupRow]:
    """Return the sessions with counts; `named` are ids of those whose names are in memory."""
    seats = Counter(seat.session for seat in study_file.rows(Seat))
    comments = study_file.comment_counts()
    return [
        GroupRow(s, seats[s.id], comments.get(s.id, 0), s.id in named)
        for s in study_file.sessions()
    ]


def untagged(study_file: StudyFile) -> int:
    """Return how many comments carry no element yet."""
    return len(
        study_file.rows(
            Comment,
            "id NOT IN (SELECT comment FROM tag WHERE deleted = 0 AND vocabulary = 'element') "
            "AND voice <> 'team'",
        )
    )


def columns(width: int) -> Line:
    """Return the heading over the groups."""
    line: Line = [(pad("", 5), "muted"), (pad("group", _label_cells(width)), "muted")]
    line.append((pad("state", 10), "muted"))
    if width >= _NARROW:
        line += [(pad("seats", 7, right=True), "muted")]
    line += [(pad("comments", 10, right=True), "muted")]
    if width >= _NARROW:
        line += [(pad("minutes", 12, right=True), "muted"), (pad("names", 8, right=True), "muted")]
    return line


def _label_cells(width: int) -> int:
    return max(8, width - 5 - (_FIXED if width >= _NARROW else 20))


def group_line(row: GroupRow, width: int) -> Line:
    """Return one group as a line of `width` cells."""
    session = row.session
    cells = _label_cells(width)
    under_way = session.state in _UNDER_WAY
    line: Line = [
        (pad(safe(session.code), 5), "code"),
        (pad(_called(session, cells - 1), cells), "strong" if under_way else ""),
        (pad(session.state, 10), "warning" if under_way else "muted"),
    ]
    if width >= _NARROW:
        line.append((pad(str(row.seats), 7, right=True), ""))
    line.append((pad(str(row.comments), 10, right=True), ""))
    if width >= _NARROW:
        line.append((pad(_minutes(session), 12, right=True), "muted"))
        line.append((pad("known" if row.names_known else "–", 8, right=True), "muted"))
    return line


def _called(session: Session, width: int) -> str:
    """Return a group's label, and what kind of group it is unless it is one of staff.

    Where both have no room, the label is cut: the kind tells groups apart.
    """
    kind = "" if session.kind == GroupKind.STAFF else f" · {safe(session.kind)}"
    return fit(fit(safe(session.label), max(4, width - len(kind))) + kind, width)


def _minutes(session: Session) -> str:
    if session.state == SessionState.PLANNED:
        return f"{session.minutes}"
    gone = session.clock_s + (max(0.0, time.time() - session.clock_at) if session.clock_on else 0)
    return f"{int(gone // 60)} of {session.minutes}"


def next_step(rows: Sequence[GroupRow], count_untagged: Callable[[], int]) -> str:
    """Return what to do next, in one sentence that names the key.

    `count_untagged` is asked only when no group is before or under way: it reads comments.
    """
    for row in rows:
        if row.session.state in _UNDER_WAY:
            if not row.names_known:
                return (
                    f"{row.session.code} is under way, but this window does not know its first "
                    f"names: l types them again. Enter is the {row.session.leader}'s view, "
                    "t the notes."
                )
            return (
                f"{row.session.code} is under way. Enter is the {row.session.leader}'s view, "
                "t the notes."
            )
    for row in rows:
        if row.session.state == SessionState.PLANNED:
            return f"{row.session.code} is ready. Enter opens it; F5 in there starts the clock."
    left = count_untagged()
    if left:
        words = "comment carries" if left == 1 else "comments carry"
        return f"{left} {words} no element yet: v reviews and tags. w writes the Word report."
    return "All comments are tagged. w writes the Word report; n sets up the next group."
