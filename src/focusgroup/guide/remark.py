"""What the linter has to say of a guide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much it matters: something a guide must hold is missing, it will hurt, or a hint."""

    MISSING = "missing"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to do about a guide."""

    severity: Severity
    code: str  # stays the same over versions
    where: str  # item id or part; "" for the whole guide
    text: str  # a sentence that says what to do

    def __str__(self) -> str:
        """`missing purpose-reset [purpose]: sentence`."""
        where = f" [{self.where}]" if self.where else ""
        return f"{self.severity} {self.code}{where}: {self.text}"


def missing(code: str, where: str, text: str) -> Remark:
    """Return a remark on something a guide must hold."""
    return Remark(Severity.MISSING, code, where, text)


def warning(code: str, where: str, text: str) -> Remark:
    """Return a remark on something that will hurt in the room."""
    return Remark(Severity.WARNING, code, where, text)


def note(code: str, where: str, text: str) -> Remark:
    """Return a hint."""
    return Remark(Severity.NOTE, code, where, text)
