"""What happened in a study since a reader last asked; each reader has a place of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.store.errors import told_plainly

if TYPE_CHECKING:
    from focusgroup.store.change_log import Change
    from focusgroup.store.study_file import StudyFile


class Feed:
    """Changes by any window, this one included, in the order they came into the file."""

    def __init__(self, study_file: StudyFile) -> None:
        self._path = study_file.path
        self._log = study_file.log
        with told_plainly(self._path):
            self._seen = self._log.last_number()

    def news(self) -> list[Change]:
        """Return what was written since the last call. Raises StoreError."""
        with told_plainly(self._path):
            if self._log.last_number() == self._seen:
                return []
            changes = self._log.feed(self._seen)
        if changes:
            self._seen = changes[-1].number
        return changes

    def pass_over(self, number: int) -> None:
        """Take everything up to a place in the log for seen."""
        self._seen = max(self._seen, number)
