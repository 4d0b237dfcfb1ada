"""What the study screen points out: recordings due, reports out of date, decisions that wait."""

from __future__ import annotations

from datetime import date

from focusgroup.room import exports, retention, withdrawal
from focusgroup.room.withdrawal_words import counted
from focusgroup.store.study_file import StudyFile

_MOST = 3  # lines; the screen is for the groups


def notices(study_file: StudyFile, today: date) -> list[tuple[str, bool]]:
    """Return sentences to show, the most pressing first, each with whether it is overdue."""
    waiting = [r for r in retention.recordings(study_file.sessions(), today) if r.soon]
    told = [(f"{r.words} d notes that it is done.", r.due) for r in waiting]
    if withdrawal.withdrawals(study_file):
        told += _after_withdrawals(study_file)
    more = len(told) - _MOST
    return told if more <= 0 else [*told[: _MOST - 1], (f"{more + 1} more like this.", False)]


def _after_withdrawals(study_file: StudyFile) -> list[tuple[str, bool]]:
    told = []
    stale = sum(made.stale for made in exports.reports_made(study_file))
    if stale:
        them = "it" if stale == 1 else "them"
        told.append(
            (f"{counted(stale, 'report')} written before a withdrawal: w writes {them} anew.", True)
        )
    left = withdrawal.undecided(study_file)
    if left:
        them = "that names or answers" if left == 1 else "that name or answer"
        told.append((f"{counted(left, 'note')} {them} a withdrawn seat: x decides.", False))
    return told
