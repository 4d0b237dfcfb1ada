"""Codes of people left out where the same line tells a role or a trait: the two may name somebody.

Comments carry what was flagged when they were written, and quoting looks at that. What people typed
elsewhere, on cards, worksheets, flip charts and in the debrief, carries nothing: it is looked at
here, before a report or a table is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from focusgroup.domain.comment import SOMEBODY, SPOKEN_OF
from focusgroup.domain.record import StudyRecord
from focusgroup.privacy.flags import flags_in
from focusgroup.store.blanking import TEXTS

Each = TypeVar("Each")
# A moderator writes codes without brackets too: "G1-P3 is the head of billing".
_ANY_CODE = re.compile(rf"{SPOKEN_OF.pattern}|(?<![\w\[-])(?:G\d+-)?P\d+(?![\w\]])")


def beside_no_role(text: str) -> str:
    """Return a text in which no line tells a role or trait beside a seat's code."""
    if not _ANY_CODE.search(text):
        return text
    return "\n".join(
        _ANY_CODE.sub(SOMEBODY, line) if _ANY_CODE.search(line) and flags_in(line) else line
        for line in text.split("\n")
    )


def flags_of(text: str, before: str) -> str:
    """Return what is flagged in a comment's words as they are shown, beside what was `before`."""
    return " ".join(sorted({*before.split(), *(flag.kind for flag in flags_in(text))}))


def without_codes_beside_roles(record: StudyRecord) -> StudyRecord:
    """Return a study whose typed words, those of comments aside, hold no code beside a role."""
    wall = record.wall
    return replace(
        record,
        sessions=_rows("session", record.sessions),
        runs=_rows("item_run", record.runs),
        entries=_rows("chart_entry", record.entries),
        worksheets={table: _rows(table, rows) for table, rows in record.worksheets.items()},
        wall=replace(
            wall,
            boards=_rows("board", wall.boards),
            cards=_rows("card", wall.cards),
            clusters=_rows("cluster", wall.clusters),
        ),
    )


def _rows(table: str, rows: Iterable[Each]) -> tuple[Each, ...]:
    names = TEXTS.get(table, ())
    return tuple(_row(row, names) for row in rows)


def _row(row: Any, names: Iterable[str]) -> Any:  # noqa: ANN401 - rows of every table
    told = {name: str(getattr(row, name)) for name in names}
    said = {name: beside_no_role(text) for name, text in told.items()}
    return row if said == told else replace(row, **said)
