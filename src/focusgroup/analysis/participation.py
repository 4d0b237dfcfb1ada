"""Who was heard: turns and words of each seat, and when it was last heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from focusgroup.analysis.reach import said
from focusgroup.domain.comment import Comment
from focusgroup.domain.record import StudyRecord


@dataclass(frozen=True, slots=True)
class Heard:
    """One seat's part in its group; `share` is of the group's words, from 0 to 1."""

    seat: str
    code: str
    turns: int
    words: int
    share: float
    last_s: float | None  # session seconds; None when never heard


def participation(
    record: StudyRecord, session_id: str, comments: Iterable[Comment] | None = None
) -> tuple[Heard, ...]:
    """Return every seat of a session with its turns and words, in seat order.

    A comment of several seats is a turn of each, but its words are shared evenly: otherwise a
    chorus would weigh more than what was noted. Seats never heard are there too, with zeros. The
    opening round, in which everybody speaks in turn, is left out unless comments are given.
    """
    seats = sorted((s for s in record.seats if s.session == session_id), key=lambda s: s.number)
    turns = dict.fromkeys((s.id for s in seats), 0)
    words = dict.fromkeys(turns, 0.0)
    last: dict[str, float] = {}
    for comment in said(record) if comments is None else comments:
        if comment.session != session_id:
            continue
        speakers = [s for s in dict.fromkeys(comment.seats) if s in turns]
        length = len(comment.text.split())
        for seat in speakers:
            turns[seat] += 1
            words[seat] += length / len(speakers)
            last[seat] = max(comment.at_s, last.get(seat, 0.0))
    total = sum(words.values())
    return tuple(
        Heard(
            seat=s.id,
            code=s.code,
            turns=turns[s.id],
            words=round(words[s.id]),
            share=words[s.id] / total if total else 0.0,
            last_s=last.get(s.id),
        )
        for s in seats
    )
