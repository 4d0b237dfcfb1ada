"""What can be wrong with material that comes in."""

from __future__ import annotations

from pathlib import Path


class ImportRefused(Exception):
    """A file to import cannot be used; str() is `file:line: what is wrong, what to do`."""

    def __init__(self, file: Path, line: int, what: str) -> None:
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {what}")
