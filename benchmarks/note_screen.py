"""The note-taker's view to measure on, with storage switched off when asked: not for use."""

from __future__ import annotations

import sys
from pathlib import Path

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.room import room as rooms
from focusgroup.room.notes import NoteDesk
from focusgroup.tui.app import FocusGroupApp, Opening


def _keep_in_memory(self: NoteDesk, draft, *, at_s=None) -> Comment:
    scrubbed = self.scrubber.scrub(draft.text)
    seat = self._desk.seat_numbered(draft.seats[0]) if draft.seats else None
    comment = Comment(
        new_id(),
        self._desk.session_id,
        "a",
        scrubbed.text,
        seat=seat.id if seat else None,
        at_s=self._clock.elapsed(),
        valence=draft.valence,
    )
    self._desk.comments[comment.id] = comment
    self.turns.add(comment)
    return comment


def main() -> None:
    """Run the view."""
    path, *flags = sys.argv[1:]
    if "--no-storage" in flags:
        NoteDesk.keep = _keep_in_memory
        rooms.Room.save_draft = lambda self, line: True
    FocusGroupApp(Opening("note", Path(path))).run()


if __name__ == "__main__":
    main()
