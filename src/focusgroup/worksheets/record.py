"""Records of worksheets and what their columns ask for."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

Value = str | int | float | None
Choices = tuple[tuple[str, str], ...]  # value as written, words as shown

YES_PARTLY_NO: Choices = (("yes", "yes"), ("partly", "partly"), ("no", "no"))
YES_NO: Choices = (("yes", "yes"), ("no", "no"))
FIVE: Choices = tuple((str(n), str(n)) for n in range(1, 6))
ANY = "*"  # the table of a link that may lead to any
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,80}")  # a link is chosen; free words would stay unmasked
_FARTHEST = 1e12  # the largest figure that the study file takes


class ColumnKind(StrEnum):
    """How a column is asked for, checked and shown."""

    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    LINK = "link"
    LINKS = "links"
    COMMENTS = "comments"
    ANYWHERE = "anywhere"
    GROUP = "group"


# What a person types freely: masked before it is written.
WORDS = frozenset({ColumnKind.TEXT, ColumnKind.LINES})
_NUMBERS = frozenset({ColumnKind.NUMBER, ColumnKind.PERCENT})
# What holds ids instead of words.
LINKING = frozenset({
    ColumnKind.LINK, ColumnKind.LINKS, ColumnKind.COMMENTS, ColumnKind.ANYWHERE, ColumnKind.GROUP,
})  # fmt: skip
_SEVERAL = frozenset({ColumnKind.LINKS, ColumnKind.COMMENTS, ColumnKind.ANYWHERE})
Place = tuple[str, str]  # table and id of a row


@dataclass(frozen=True, slots=True)
class Column:
    """One thing a record is asked for."""

    name: str
    kind: ColumnKind
    label: str
    help: str = ""
    choices: Choices = ()
    to: str = ""  # table of the rows a link leads to
    needed: bool = False
    if_there: bool = False  # asked for only where some worksheet declares the table it leads to

    @property
    def multiple(self) -> bool:
        """Whether it holds several ids."""
        return self.kind in _SEVERAL

    def places(self, value: Value) -> list[Place]:
        """Return where a value leads, as (table, id); nothing for what is no link."""
        if not self.to:
            return []
        ids = str(value or "").split()
        if self.kind is not ColumnKind.ANYWHERE:
            return [(self.to, each) for each in ids]
        return [(table, row_id) for table, _, row_id in (each.partition(":") for each in ids)]

    def words(self, value: Value) -> str:
        """Return a value that is no link as a person reads it."""
        if value is None or value == "":
            return ""
        if self.kind is ColumnKind.CHOICE:
            return dict(self.choices).get(str(value), str(value))
        if self.kind is ColumnKind.PERCENT:
            return f"{value:g} %"
        return f"{value:g}" if isinstance(value, float) else str(value)

    def read(self, typed: str) -> Value:
        """Return what was typed as it may be written; raises ValueError with a sentence."""
        typed = typed.strip()
        if self.needed and not typed:
            raise ValueError(f"“{self.label}” is needed: fill it in first.")
        if self.kind in _NUMBERS:
            return self._number(typed)
        if not typed or self.kind in WORDS:
            return typed
        if self.kind is ColumnKind.CHOICE and typed not in dict(self.choices):
            raise ValueError(f"{self.label}: choose one of the answers.")
        if self.kind in LINKING and not all(map(_ID.fullmatch, typed.split())):
            raise ValueError(f"{self.label}: choose from the list.")
        if self.kind is ColumnKind.DATE:
            try:
                return date.fromisoformat(typed).isoformat()
            except ValueError:
                raise ValueError(f"{self.label}: write the date as 2026-12-31.") from None
        return typed

    def _number(self, typed: str) -> float | None:
        if not typed:
            return None
        try:
            value = float(typed.rstrip("% ").replace(",", "."))
        except ValueError:
            raise ValueError(f"{self.label}: expected a number, such as 40.") from None
        percent = self.kind is ColumnKind.PERCENT
        if not math.isfinite(value) or abs(value) > _FARTHEST or (percent and value > 100):
            raise ValueError(
                f"{self.label}: expected a number from 0 to {100 if percent else 1e12:g}."
            )
        if value < 0:
            raise ValueError(f"{self.label}: expected a number from 0 on.")
        return value


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a worksheet; subclasses declare its columns with the functions below."""

    id: str
    position: float = 0.0  # order among its fellows


def _column(kind: ColumnKind, label: str, help: str, default: Value, **more: Any) -> Any:  # noqa: A002, ANN401
    return field(default=default, metadata={"kind": kind, "label": label, "help": help, **more})


def text(label: str, help: str = "", *, needed: bool = False) -> Any:  # noqa: A002, ANN401
    """Declare one line of free text."""
    return _column(ColumnKind.TEXT, label, help, "", needed=needed)


def lines(label: str, help: str = "", *, needed: bool = False) -> Any:  # noqa: A002, ANN401
    """Declare several lines of free text."""
    return _column(ColumnKind.LINES, label, help, "", needed=needed)


def choice(
    label: str,
    choices: Choices,
    help: str = "",  # noqa: A002
    *,
    needed: bool = False,
) -> Any:  # noqa: ANN401
    """Declare one answer of a few; "" while none is given."""
    return _column(ColumnKind.CHOICE, label, help, "", choices=choices, needed=needed)


def yes_partly_no(label: str, help: str = "") -> Any:  # noqa: A002, ANN401
    """Declare a question that yes, partly or no answers."""
    return choice(label, YES_PARTLY_NO, help)


def number(label: str, help: str = "") -> Any:  # noqa: A002, ANN401
    """Declare a figure from 0 on; None while none is given."""
    return _column(ColumnKind.NUMBER, label, help, None)


def percent(label: str, help: str = "") -> Any:  # noqa: A002, ANN401
    """Declare a share from 0 to 100; None while none is given."""
    return _column(ColumnKind.PERCENT, label, help, None)


def day(label: str, help: str = "") -> Any:  # noqa: A002, ANN401
    """Declare a date, written as 2026-12-31."""
    return _column(ColumnKind.DATE, label, help, "")


def link(
    label: str,
    to: str,
    help: str = "",  # noqa: A002
    *,
    needed: bool = False,
    if_there: bool = False,
) -> Any:  # noqa: ANN401
    """Declare a link to one row of a table; `if_there`: of one that may be declared nowhere."""
    return _column(ColumnKind.LINK, label, help, "", to=to, needed=needed, if_there=if_there)


def links(label: str, to: str, help: str = "", *, if_there: bool = False) -> Any:  # noqa: A002, ANN401
    """Declare links to rows of a table; `if_there`: of one that may be declared nowhere."""
    return _column(ColumnKind.LINKS, label, help, "", to=to, if_there=if_there)


def comments(label: str = "Comments", help: str = "what was said in the groups") -> Any:  # noqa: A002, ANN401
    """Declare links to comments, the evidence."""
    return _column(ColumnKind.COMMENTS, label, help, "", to="comment")


def anywhere(label: str, help: str = "") -> Any:  # noqa: A002, ANN401
    """Declare links to rows of any worksheet, each kept as table:id."""
    return _column(ColumnKind.ANYWHERE, label, help, "", to=ANY)


def group(label: str = "Group", help: str = "the group it comes from") -> Any:  # noqa: A002, ANN401
    """Declare a link to a group of the study."""
    return _column(ColumnKind.GROUP, label, help, "", to="session")


# Kept in dictionaries of our own: mypy takes no class with a __hash__ for functools.cache.
_COLUMNS: dict[type[Record], tuple[Column, ...]] = {}
_TABLES: dict[type[Record], str] = {}


def columns(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns a record is asked for, in the order of its declaration."""
    found = _COLUMNS.get(record)
    if found is None:
        found = tuple(Column(name=f.name, **f.metadata) for f in fields(record) if f.metadata)
        _COLUMNS[record] = found
    return found


def link_only_to(record: type[Record], tables: Collection[str]) -> None:
    """Ask no longer for `if_there` links to tables that there are not; the file keeps room."""
    _COLUMNS[record] = tuple(c for c in columns(record) if not c.if_there or c.to in tables)


def column(record: type[Record], name: str) -> Column:
    """Return one column of a record."""
    return next(each for each in columns(record) if each.name == name)


def table_name(record: type[Record]) -> str:
    """Return the table of a record: CustomerLevel is kept in customer_level."""
    found = _TABLES.get(record)
    if found is None:
        found = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", record.__name__).lower()
        _TABLES[record] = found
    return found
