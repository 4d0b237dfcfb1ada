"""Tells content that this program never wrote from its own, where SQLite finds nothing wrong.

A flipped byte inside a row leaves every page sound. What is read is therefore checked for its kind,
and a fault is raised as the database error it is, so that `told_plainly` makes a sentence of it.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Callable
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

if TYPE_CHECKING:
    from pydantic import BaseModel

Value = str | int | float | None
_Model = TypeVar("_Model", bound="BaseModel")
_FARTHEST = 1e12  # seconds, positions, counts: what is larger is no figure of a focus group
_LARGEST = 2**63  # of SQLite's integers
_CONTROL = re.compile(
    r"(?<!\\)((?:\\\\)*)\\"
    r"(?:[bf]|u00(?:0[0-8bcef]|1[0-9a-f]|7f|[89][0-9a-f])|u20(?:2[a-e]|6[6-9]))",
    re.IGNORECASE,
)
_LAST = 2**53  # changes: a billion a day for 20,000 years


class Damaged(sqlite3.DatabaseError):
    """A row holds what this program never writes."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    sqlite_errorname = "SQLITE_CORRUPT"


def fields_in(body: object) -> dict[str, Value]:
    """Return what a line of the change log says; raises Damaged for anything but plain values."""
    if not isinstance(body, str):
        raise Damaged("a line of the log is no text")
    try:
        told = json.loads(body)
        if "\\u" in body:  # only an escape brings half a character in, which no file can keep
            json.dumps(told, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # UnicodeEncodeError is a ValueError
        raise Damaged("a line of the log is no JSON") from None
    if not isinstance(told, dict) or not all(map(_plain, told.values())):
        raise Damaged("a line of the log says no fields")
    return told


def next_after(lamport: object) -> int:
    """Return the log's next place in time; raises Damaged when the last one is none.

    A place beyond all counting would let nobody write any more, so a merge refuses it too.
    """
    if lamport is None:
        return 1
    if not isinstance(lamport, int) or not 0 <= lamport < _LAST:
        raise Damaged("a place in the log is none")
    return lamport + 1


def _plain(value: object) -> bool:
    if isinstance(value, int):
        return -_LARGEST <= value < _LARGEST
    return value is None or isinstance(value, str | float)


def model_in(model: type[_Model], body: str) -> _Model:
    """Return the guide or frame that a JSON text holds; raises Damaged when it holds none."""
    from pydantic import ValidationError

    # A row is read without control characters; here they may still stand as JSON writes them.
    body = _CONTROL.sub(r"\1", body)
    try:
        return model.model_validate_json(body)
    except (ValidationError, RecursionError):
        raise Damaged(f"a kept {model.__name__} cannot be read") from None


def row_check(record: type[Any]) -> Callable[[tuple[Any, ...]], None]:
    """Return a function that raises Damaged for a row whose values are not of the record's kinds.

    Most rows of a table have their kinds in common, so a kind seen before costs one look-up.
    """
    allowed = list(kinds_of(record).values())
    numbers = [n for n, kinds in enumerate(allowed) if float in kinds or int in kinds]
    words = {
        n: frozenset(type(f.default))
        for n, f in enumerate(fields(record))
        if isinstance(f.default, StrEnum)
    }
    seen: set[tuple[type, ...]] = set()

    def check(row: tuple[Any, ...]) -> None:
        kinds = tuple(map(type, row))
        if kinds not in seen:
            if not all(kind in may for kind, may in zip(kinds, allowed, strict=True)):
                raise Damaged(f"a row of {record.__name__} is of another kind")
            seen.add(kinds)
        for place in numbers:
            value = row[place]
            if value is not None and not (math.fabs(value) <= _FARTHEST):
                raise Damaged(f"a figure of {record.__name__} is none")
        for place, known in words.items():
            if row[place] not in known:
                raise Damaged(f"a word of {record.__name__} is unknown")

    return check


def kinds_of(record: type[Any]) -> dict[str, frozenset[type]]:
    """Return the types that each column's values may have: `float | None` gives both."""
    hints = get_type_hints(record)
    return {f.name: frozenset(get_args(hints[f.name]) or (hints[f.name],)) for f in fields(record)}
