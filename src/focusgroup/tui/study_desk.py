"""The study open in this window, and the names that this window holds in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focusgroup.privacy import Person, Scrubber
    from focusgroup.privacy.ner import Spotter
    from focusgroup.room.memory import RunMemory
    from focusgroup.room.names import NameCards
    from focusgroup.room.room import Room
    from focusgroup.room.wall.boards import WallRoom
    from focusgroup.room.worksheet_desk import WorksheetDesk
    from focusgroup.store.backup_keeper import BackupKeeper
    from focusgroup.store.cipher import FileKey
    from focusgroup.store.outbox import Outbox, Waiting
    from focusgroup.store.study_file import StudyFile

# A held file answers within this, or the window says so and tries again: no key waits longer.
BUSY_MS = 250
_ASK_AGAIN_S = 2.0  # a window that is stopped answers after 0.3 s only, and keys wait for it


class StudyDesk:
    """One open study file and its names by session id; nothing of the names is ever written."""

    def __init__(self, study_file: StudyFile) -> None:
        self.file = study_file
        self.names: dict[str, NameCards] = {}
        self._handed: dict[str, float] = {}  # when another window last handed a group's names over
        self.outboxes: dict[str, Outbox] = {}  # what the file would not take, by session id
        self.memories: dict[str, RunMemory] = {}  # what no view may forget, by session id
        self.spotter: Callable[[], Spotter | None] = lambda: None  # the program has one to lend
        self._worksheets: WorksheetDesk | None = None
        self._backups: BackupKeeper | None = None
        self._given_up = False

    @classmethod
    def open(cls, path: Path, *, key: FileKey | None = None) -> StudyDesk:
        """Open a study, an encrypted one with its key; raises StoreError with a sentence."""
        from focusgroup.store.study_file import StudyFile

        return cls(StudyFile.open(path, busy_ms=BUSY_MS, key=key))

    def room(self, session_id: str, actor: str) -> Room:
        """Enter a session's room, with names of this window, of another one, or sealed ones."""
        from focusgroup.room.memory import RunMemory
        from focusgroup.room.room import Room
        from focusgroup.room.sealed import names_at_hand
        from focusgroup.store.outbox import Outbox

        if session_id not in self.names:
            handed = names_at_hand(self.file, session_id)
            if handed is not None:
                self.names[session_id] = handed
        self._handed.pop(session_id, None)  # from now on the room itself hears of more
        return Room(
            self.file,
            session_id,
            actor=actor,
            names=self.names.get(session_id),
            outbox=self.outboxes.setdefault(session_id, Outbox()),
            spotter=self.spotter(),
            memory=self.memories.setdefault(session_id, RunMemory()),
        )

    def wall_scrubber(self, session_id: str | None) -> Scrubber:
        """Return what masks the words typed on a wall, with every name this window can know."""
        from focusgroup.room.wall.masking import wall_scrubber

        self._learn_names()
        return wall_scrubber(self.file, self.names, session_id, spotter=self.spotter())

    def _learn_names(self) -> None:
        """Ask for names of groups this window knows none of: other windows', and sealed ones.

        Another window may have had the first few only: it is asked again while some are missing.
        """
        from focusgroup.room.sealed import names_at_hand

        for session in self.file.sessions():
            held = self.names.get(session.id)
            if held is not None and not self._ask_again(session.id):
                continue
            handed = names_at_hand(self.file, session.id)
            if handed is not None:
                self.names[session.id] = held.joined(handed) if held else handed
                self._handed[session.id] = time.monotonic()

    def _ask_again(self, session_id: str) -> bool:
        asked = self._handed.get(session_id)
        waited = asked is not None and time.monotonic() - asked > _ASK_AGAIN_S
        return waited and not self.knows_all(session_id)

    def wall(self, board_id: str) -> WallRoom:
        """Open a board; raises StoreError where it was taken away."""
        from focusgroup.domain.wall import Board
        from focusgroup.room.wall.boards import WallRoom

        board = self.file.row(Board, board_id)
        return WallRoom(self.file, board_id, self._wall_scrubbing(board.session if board else None))

    def _wall_scrubbing(self, session_id: str | None) -> Callable[[], Scrubber]:
        """Return what gives an open board its scrubber: a new one once more names are known.

        Names may be typed, here or in another window, while the board stays open. Strangers keep
        their numbers, and none is given that another room has given meanwhile.
        """
        held = self.wall_scrubber(session_id)
        known = self._known()

        def asked() -> Scrubber:
            nonlocal held, known
            self._learn_names()
            if self._known() != known:
                made = self.wall_scrubber(session_id)
                made.go_on_from(held)
                held, known = made, self._known()
            held.reserve(self.file.next_name_number())
            return held

        return asked

    def _known(self) -> list[tuple[str, list[Person], list[str]]]:
        return [(key, each.people(), [*each.never_write]) for key, each in self.names.items()]

    def knows_all(self, session_id: str) -> bool:
        """Return whether this window holds a name for every seat of a group."""
        held = self.names.get(session_id)
        return held is not None and all(
            held.cards.get(seat.code) for seat in self.file.seats(session_id)
        )

    def forgets(self) -> bool:
        """Return whether closing the study loses names that are nowhere else."""
        from focusgroup.room.sealed import is_sealed

        return any(
            cards.people() and not is_sealed(self.file, session)
            for session, cards in self.names.items()
        )

    def scrubber(self) -> Scrubber | None:
        """Return a scrubber that knows every name of this window, or None when it holds none."""
        from focusgroup.privacy import Scrubber

        people = [p for cards in self.names.values() for p in cards.people()]
        words = [w for cards in self.names.values() for w in cards.never_write]
        return Scrubber(people, words) if people or words else None

    @property
    def worksheets(self) -> WorksheetDesk:
        """The worksheets of the study; read when first asked for. Raises StoreError."""
        from focusgroup.room.worksheet_desk import WorksheetDesk

        if self._worksheets is None:
            self._worksheets = WorksheetDesk(self.file, self._study_scrubber)
        return self._worksheets

    def _study_scrubber(self) -> Scrubber:
        """Return a scrubber for words that belong to no group: it knows everybody of all groups.

        Names of other windows, and sealed ones, are asked for as in a room.
        """
        from focusgroup.privacy import Person, Scrubber

        self._learn_names()
        people: list[Person] = []
        never: list[str] = []
        for session in self.file.sessions():
            cards = self.names.get(session.id)
            if cards is None:
                continue
            for person in cards.people():
                seat = person.code in cards.cards
                code = f"{session.code}-{person.code}" if seat else person.code
                people.append(Person(code, person.first, person.last, person.also))
            never += cards.never_write
        return Scrubber(
            people,
            never,
            keep=self.file.study.glossary.splitlines(),
            next_number=self.file.next_name_number(),
            spotter=self.spotter(),
        )

    @property
    def in_place(self) -> bool:
        """Whether the study is still found under its name."""
        from focusgroup.store.errors import StoreError

        try:
            self.file.log.place.check()
        except StoreError:
            return False
        return True

    # What is in no file yet

    def waiting(self) -> list[Waiting]:
        """Return the comments that the file would not take and that are written nowhere else."""
        return [w for box in self.outboxes.values() if not box.rescued for w in box]

    def trouble(self) -> str:
        """Say what would be lost by leaving now; "" when everything is in the file."""
        from focusgroup.store.errors import StoreError

        if self._given_up:
            return ""
        for box in self.outboxes.values():
            box.send(self.file)
        count = len(self.waiting())
        also = f"{count} {'comment waits' if count == 1 else 'comments wait'} in memory."
        try:
            self.file.log.place.check()
        except StoreError as error:
            return f"{error} {also}" if count else str(error)
        return f"{self.file.path.name} cannot be written just now. {also}" if count else ""

    def rescued(self) -> None:
        """Note that all of it is written elsewhere now."""
        for box in self.outboxes.values():
            box.rescued = True
        self._given_up = True

    def give_up(self) -> None:
        """Leave without what waits, as somebody chose."""
        self._given_up = True

    # Backups

    def keep_backups(self, failed: Callable[[str], None], *, minutes: int, kept: int) -> None:
        """Back the study up from now on; `failed` is called from a thread, once for a trouble."""
        from focusgroup.store.backup_keeper import BackupKeeper

        if minutes > 0 and self._backups is None:
            self._backups = BackupKeeper(
                self.file.path, failed=failed, every_s=minutes * 60, newest=max(1, kept)
            )
            self._backups.start()

    def close(self) -> None:
        """Let the file and the names go."""
        if self._backups is not None:
            self._backups.stop()
            self._backups = None
        if self._worksheets is not None:
            self._worksheets.close()
        self.names.clear()
        for memory in self.memories.values():
            memory.clear()
        self.memories.clear()
        self.file.close()
