"""What is said before and after a withdrawal, on the screen and on the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focusgroup.room.withdrawal import Plan, Withdrawal
    from focusgroup.store.purge import Purged


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def plan_lines(planned: Plan) -> list[str]:
    """Return what a withdrawal would take, in sentences."""
    removed = f" and {planned.removed:,} taken away before" if planned.removed else ""
    counts = [
        f"{counted(planned.comments, 'comment')}{removed}",
        counted(planned.tags, "tag"),
        counted(planned.entries, "flip-chart line or card", "flip-chart lines or cards")
        if planned.entries
        else "",
        f"{counted(planned.lines, 'line')} of notes that repeat it" if planned.lines else "",
    ]
    lines = [
        f"{planned.code}: {', '.join(filter(None, counts))}.",
        "They go from lists, counts, charts, quotes, search, the change log and every backup, and "
        "the seat's bands and consents with them. Only that it withdrew, and when, stays.",
        "This cannot be undone, by nobody and with no backup.",
    ]
    if planned.session.withdraw_by:
        lines.append(
            f"Participants were told: withdrawing is possible until {planned.session.withdraw_by}."
        )
    if planned.reports:
        lines.append(
            f"{counted(len(planned.reports), 'report')} written before cannot be called back: "
            "write anew, and tell whoever has the old one."
        )
    if planned.related:
        verb = "answers or names it" if planned.related == 1 else "answer or name it"
        lines.append(
            f"{counted(planned.related, 'note')} of others {verb}; you decide on each afterwards."
        )
    return lines


def done_lines(done: Withdrawal) -> list[str]:
    """Return what a withdrawal did, in sentences."""
    lines = [f"{done.mark.code} has withdrawn: {counted(done.mark.comments, 'comment')} blanked."]
    if not done.purged.complete:
        return [*lines, owed_line(done.purged)]
    if done.purged.backups_destroyed:
        lines.append(
            f"{counted(done.purged.backups_destroyed, 'backup')} destroyed, a new one made."
        )
    told = done.searched
    size = f"{told.size / 1024 / 1024:.1f} MB"
    if told.holding:
        names = ", ".join(path.name for path in told.holding)
        lines.append(f"LOOK: words of it were still found in {names}.")
    elif not told.files:
        lines.append("The study is encrypted; its pages and its search index were written anew.")
    elif told.texts:
        lines.append(
            f"{counted(told.files, 'file')} ({size}) searched byte by byte for "
            f"{counted(told.texts, 'text')} of it: none is left."
        )
    return lines


def owed_line(purged: Purged) -> str:
    """Return why the bytes are not overwritten yet, and when they will be."""
    return (
        f"Not overwritten on the disk yet: {purged.owed.rstrip('.')}. It is done by itself when "
        "the study is next opened or closed; close other windows on it."
    )
