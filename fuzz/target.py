"""What a fuzz target is, and the tools that targets share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import FrameType


@dataclass(frozen=True)
class Target:
    """A check that takes any bytes, and what a fuzzer starts from.

    `check` raises AssertionError for a broken promise; whatever else it raises is a crash.
    """

    name: str
    check: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    longest: int = 4096  # bytes of a case
    words: tuple[str, ...] = field(default=())  # the grammar's own words, for the mutator


def text_of(data: bytes) -> str:
    """Return bytes as text that may hold anything a Python string can, lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


def deeds_of(data: bytes, *, most: int) -> list[tuple[int, int, int, int, bytes]]:
    """Read bytes as deeds: what is done, three figures for where, and what is said with it."""
    parts = data.split(b"\x1e")[:most] if data else []
    heads = [part[:4].ljust(4, b"\0") for part in parts]
    return [(*head, part[4:]) for head, part in zip(heads, parts, strict=True)]  # type: ignore[misc]


def hold_sayable(error: Exception) -> None:
    """Assert that an error is told in a sentence of a fitting length."""
    told = str(error)
    assert 20 < len(told) < 400, told
    assert told.endswith((".", "?", "!", "FILE", "new", "backup")), told


def calls_of(work: Callable[[], object]) -> int:
    """Count the calls, of Python and of C, that some work makes: a cost without a clock."""
    counted = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def hold_linear(unit: str, work: Callable[[str], object], *, length: int = 1_000) -> None:
    """Assert that four times the text costs at most about four times the calls.

    The slack of 15 % and 2,000 calls is for what is looked up once and kept.
    """
    if not unit:
        return
    short = unit * max(1, length // len(unit))
    work(short)  # fills the caches, so that both counts begin from the same place
    work(short * 4)
    few, many = calls_of(lambda: work(short)), calls_of(lambda: work(short * 4))
    assert many <= 4.6 * few + 2_000, f"{few} calls grew to {many} for four times the text"
