"""Makes backups beside the interface: one thread, its own connection, silent unless it fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from focusgroup.store import backup
from focusgroup.store.errors import StoreError

FIRST_S = 1.0  # after the first screen stands
EVERY_S = 5 * 60.0
_LEAVING_S = 2.0  # a copy stops within one step; this is for a disk that hangs


class BackupKeeper:
    """Backs a study up when it is opened and every few minutes while it changes."""

    def __init__(
        self,
        study: Path,
        *,
        failed: Callable[[str], None] = lambda _: None,
        every_s: float = EVERY_S,
        first_s: float = FIRST_S,
        newest: int = backup.NEWEST,
    ) -> None:
        self._study = study
        self._failed = failed
        self._every_s = every_s
        self._first_s = first_s
        self._newest = newest
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)

    def start(self) -> None:
        """Begin, unless the file is a backup itself."""
        if not backup.is_backup(self._study):
            self._thread.start()

    def stop(self) -> None:
        """Stop, dropping a copy that is half done."""
        self._leaving.set()
        if self._thread.is_alive():
            self._thread.join(_LEAVING_S)

    def _run(self) -> None:
        wait, failing = self._first_s, False
        while not self._leaving.wait(wait):
            wait = self._every_s
            try:
                backup.back_up_if_changed(
                    self._study, newest=self._newest, stopped=self._leaving.is_set
                )
                failing = False
            except backup.BackupStopped:
                return
            except StoreError as error:
                # Once for each trouble, not every few minutes: people are talking.
                if not failing:
                    self._failed(str(error))
                failing = True
