"""Flip-chart lists in their order (feature row 1.36) and what was said of each line (1.37)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from focusgroup.analysis.matrix import MatrixRow, matrix_row
from focusgroup.analysis.reach import said
from focusgroup.domain.comment import Comment
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import ChartEntry, ItemRun


@dataclass(frozen=True, slots=True)
class Verdict:
    """One group's answers on one approach: is it working, does it help, why or why not."""

    group: str
    item: str
    approach: str
    working: str
    helpful: str
    why: str
    said: MatrixRow  # comments on this line


def chart(record: StudyRecord, session_id: str, item_id: str) -> tuple[ChartEntry, ...]:
    """Return one group's list under one question, in the order it stood on the chart."""
    lines = (e for e in record.entries if e.session == session_id and e.item == item_id)
    return tuple(sorted(lines, key=lambda entry: (entry.position, entry.id)))


def verdicts(record: StudyRecord) -> tuple[Verdict, ...]:
    """Return what each group answered of each approach, by group and chart order.

    A line of the chart that a repeated question was never asked for is there too, unanswered.
    """
    runs = {(run.entry, run.item): run for run in record.runs if run.entry}
    position = {session.id: n for n, session in enumerate(record.sessions)}
    entries = sorted(
        (e for e in record.entries if e.session in position),
        key=lambda e: (position[e.session], e.item, e.position, e.id),
    )
    under: dict[tuple[str | None, str], list[Comment]] = defaultdict(list)
    for comment in said(record):
        under[comment.entry, comment.item].append(comment)
    found = []
    for entry in entries:
        items = [item for at, item in runs if at == entry.id] or _repeating(record, entry)
        found += [
            _verdict(record, entry, item, runs.get((entry.id, item)), under[entry.id, item])
            for item in items
        ]
    return tuple(found)


def _repeating(record: StudyRecord, entry: ChartEntry) -> list[str]:
    guide = record.guide_of(record.session_by_id[entry.session])
    return [i.id for i in guide.items() if i.repeat_for == entry.item] if guide else []


def _verdict(
    record: StudyRecord,
    entry: ChartEntry,
    item: str,
    run: ItemRun | None,
    comments: list[Comment],
) -> Verdict:
    return Verdict(
        group=record.session_by_id[entry.session].code,
        item=item,
        approach=entry.text,
        working=run.working if run else "",
        helpful=run.helpful if run else "",
        why=run.why if run else "",
        said=matrix_row(entry.id, entry.text, comments),
    )
