"""What is wrong in a guide or frame file, and on which line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file; line 0 stands for the file as a whole."""

    file: str
    line: int
    what: str
    expected: str

    def __str__(self) -> str:
        """`file:line: what is wrong, expected what`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}, expected {self.expected}"


class GuideError(Exception):
    """A guide or frame that cannot be used, with every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        """One problem a line."""
        return "\n".join(str(problem) for problem in self.problems)
