"""The capture line: reads anything, loses nothing but syntax, costs what its length says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from focusgroup.capture.describe import describe
from focusgroup.capture.grammar import GRAMMAR
from focusgroup.capture.line import parse, unparse
from focusgroup.domain.comment import CommentKind, DraftComment
from focusgroup.domain.session import Seat
from focusgroup.domain.text import clean
from focusgroup.guide.library import load_frame
from fuzz.target import Target, hold_linear, text_of

FRAME = load_frame("crm-joined")
TABLE = range(1, 9)
SEATS = tuple(Seat(f"s{n}", "g", f"P{n}") for n in TABLE)
_TAG = re.compile(r"#[^\W\d_][\w-]*")
# Marks, and the letter and digits of a seat; everything else a person typed must be in the text.
_SYNTAX = frozenset("pP0123456789+-!~:·,;>*?#=/\\()\"“”„«»‘’'^….[] \u3000")


def check_line(line: str, hint: CommentKind | None = None) -> None:
    """Assert all that the capture line promises of one typed line."""
    draft = parse(line, FRAME, kind_hint=hint, seats=TABLE)
    parse(line, FRAME, kind_hint=hint)
    chips = describe(draft, SEATS, FRAME)
    assert chips, "the preview always says who"
    assert all(chip.text for chip in chips)
    again = parse(unparse(draft), FRAME, kind_hint=hint, seats=TABLE)
    assert _said(again) == _said(draft), "a line written again means something else"
    words = [c for c in _TAG.sub("", clean(line)) if c not in _SYNTAX and not c.isspace()]
    kept = iter(draft.text)
    assert all(char in kept for char in words), "a character that is no syntax was lost"


def check_growth(unit: str) -> None:
    """Assert that reading and writing a line takes work in step with its length."""

    def work(line: str) -> None:
        unparse(parse(line, FRAME, seats=TABLE))

    hold_linear(unit, work, length=2_000)
    hold_linear(unit, lambda line: work(f'3- "{line}" !!'), length=2_000)


def _said(draft: DraftComment) -> tuple[object, ...]:
    return tuple(
        getattr(draft, name) for name in DraftComment.__dataclass_fields__ if name != "notices"
    )


def check(data: bytes) -> None:
    """Take the first byte for what to check, and the rest for a line."""
    how, line = (data[0] if data else 0), text_of(data[1:])
    check_line(line, CommentKind.SUMMARY if how % 4 == 1 else None)
    if how % 64 == 2:
        check_growth(clean(line)[:24])


def _seeds() -> Iterable[bytes]:
    examples = [row.example for rows in GRAMMAR.values() for row in rows]
    for how in (0, 1, 2):
        yield from (bytes([how]) + example.encode() for example in examples)


TARGET = Target(
    "capture_line",
    check,
    _seeds,
    longest=600,
    words=("3-", "p5>3+", "#tech", "#create", "=6/9", "!!", "…", "...", "\\#", "„", "“", "«", "^ "),
)
