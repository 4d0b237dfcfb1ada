"""Whether an open study is still at its place.

Where a file can be deleted or moved while it is open (everywhere but on Windows), SQLite goes on
writing into it without a word: comments would be acknowledged into a file that nobody finds again.
"""

from __future__ import annotations

from pathlib import Path

from focusgroup.store.errors import StudyMissing


def whole(path: Path) -> Path:
    """Return a path as typed in full, ~ included; raises StudyMissing where that is nobody."""
    try:
        return path.expanduser().absolute()
    except RuntimeError:
        sentence = f"There is no user {path.parts[0][:40]} here. Write the folder out."
        raise StudyMissing(sentence) from None


class Place:
    """Where a file stood when it was opened; asking takes about 2 us."""

    def __init__(self, path: Path) -> None:
        self.path = path
        first, again = _identity(path), _identity(path)
        # Some network file systems number a file anew at each look: there only its name counts.
        self._known = first if first == again else None

    def check(self) -> None:
        """Raise StudyMissing when the file is gone, or another one stands in its place."""
        found = _identity(self.path)
        if found is None:
            raise StudyMissing(
                f"{self.path.name} is gone: its folder was moved, deleted or unplugged. "
                "Put it back; what you type is kept in memory."
            )
        if self._known is not None and found != self._known:
            raise StudyMissing(
                f"Another file stands where {self.path.name} was. "
                "Leave the study and open it again; what you type is kept in memory."
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino
