"""The worksheets of the throw-away study: rows in files, written through the door people use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import yaml

from focusgroup.domain.comment import Comment
from focusgroup.exchange.sample import SHIPPED
from focusgroup.room.findings import FindingsBoard
from focusgroup.room.names import NameCards
from focusgroup.room.steps import skip
from focusgroup.room.wall.masking import wall_scrubber
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store.study_file import StudyFile
from focusgroup.worksheets import sheet_of
from focusgroup.worksheets.outside import CLUSTER
from focusgroup.worksheets.record import LINKING, ColumnKind, Record, column, table_name

_ROWS = SHIPPED / "worksheets"
# A base loader leaves every word as it is typed: "yes" is an answer and 2026-12-07 a date to read.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # eight times as fast, where it is built
Line = Mapping[str, Any]


def fill_worksheets(study_file: StudyFile, names: Mapping[str, NameCards]) -> None:
    """Write every row of the sample's worksheets; raises ValueError where a file names nothing."""
    known = wall_scrubber(study_file, names)  # once: nobody joins meanwhile
    hand = _Hand(study_file, WorksheetDesk(study_file, lambda: known))
    for path in sorted(_ROWS.glob("*.yaml")):
        with path.open(encoding="utf-8") as file:
            for part in yaml.load(file, _LOADER):  # noqa: S506 - strings alone, and our own
                for what, lines in part.items():
                    hand.do(what, lines)


class _Hand:
    """Fills in rows as files tell them: they name other rows, comments and groups by words."""

    def __init__(self, study_file: StudyFile, desk: WorksheetDesk) -> None:
        self._desk = desk
        self._board = FindingsBoard(desk)
        self._rows: dict[str, Record] = {}
        self._said = [(comment.id, comment.text) for comment in study_file.rows(Comment)]
        self._groups = {session.code: session.id for session in study_file.sessions()}
        self._walled = {title: row_id for row_id, title in desk.facts.linkable(CLUSTER)}
        self._ways: dict[str, Callable[[Any], None]] = {
            "change": self._change,
            "remove": self._remove,
            "take": self._take,
            "set_aside": self._set_aside,
            "skip": self._skip,
        }

    def do(self, what: str, lines: Iterable[Any]) -> None:
        """Add rows to a table, or do what a person does with those that stand there."""
        way = self._ways.get(what) or partial(self._add, sheet_of(what).record)
        for line in lines:
            way(line)

    def _add(self, record: type[Record], line: Line) -> None:
        row = self._desk.add(record, self._typed(record, line))
        if "ref" in line:
            self._rows[line["ref"]] = row

    def _change(self, line: Line) -> None:
        row = self._rows[line["ref"]]
        self._rows[line["ref"]] = self._desk.change(row, self._typed(type(row), line))

    def _remove(self, ref: str) -> None:
        self._desk.remove(self._rows.pop(ref))

    def _take(self, line: Line) -> None:
        """Make a finding of what a row offers, and put it into better words."""
        row = self._rows[line["row"]]
        offers = [o for o, _ in self._board.offered() if o.row == row.id and not o.strength]
        (made, *_) = self._board.take(offers[:1])
        self._rows[line["ref"]] = self._desk.change(made, self._typed(type(made), line))

    def _set_aside(self, line: Line) -> None:
        row = self._rows[line["row"]]
        offer = next(o for o, _ in self._board.offered() if o.row == row.id)
        self._board.set_aside(offer, line["reason"])

    def _skip(self, line: Line) -> None:
        skip(self._desk, line["step"], line["reason"])

    # Words to what a form hands in

    def _typed(self, record: type[Record], line: Line) -> dict[str, str]:
        return {
            name: self._value(record, name, told)
            for name, told in line.items()
            if name not in {"ref", "row"}
        }

    def _value(self, record: type[Record], name: str, told: str | list[str]) -> str:
        asked = column(record, name)
        if asked.kind not in LINKING:
            return str(told)
        words = [told] if isinstance(told, str) else told
        if asked.kind is ColumnKind.COMMENTS:
            return " ".join(map(self._comment, words))
        if asked.kind is ColumnKind.GROUP:
            return " ".join(self._groups[word] for word in words)
        if asked.to == CLUSTER:
            return " ".join(self._walled[word] for word in words)
        if asked.kind is ColumnKind.ANYWHERE:
            rows = [self._rows[word] for word in words]
            return " ".join(f"{table_name(type(row))}:{row.id}" for row in rows)
        # Elements are linked by their keys, as the frame gives them.
        return " ".join(self._rows[word].id if word in self._rows else word for word in words)

    def _comment(self, words: str) -> str:
        """Return the one comment in which some words stand."""
        found = [row_id for row_id, text in self._said if words in text]
        if len(found) != 1:
            raise ValueError(f"{len(found)} comments of the sample hold “{words}”, not one.")
        return found[0]
