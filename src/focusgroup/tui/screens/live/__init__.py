"""The live screen in its two views: the moderator's and the note-taker's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.room.room import MODERATOR, NOTE_TAKER

if TYPE_CHECKING:
    from focusgroup.tui.screens.live.base import LiveScreen
    from focusgroup.tui.study_desk import StudyDesk


def live_screen(study: StudyDesk, session_id: str, view: str) -> LiveScreen:
    """Return the live screen of a session: view "run" for the moderator, "note" for notes.

    Raises StoreError when the session or its file cannot be read.
    """
    from focusgroup.tui.screens.live.moderator import ModeratorScreen
    from focusgroup.tui.screens.live.note_taker import NoteScreen

    if view == "note":
        return NoteScreen(study, study.room(session_id, NOTE_TAKER))
    return ModeratorScreen(study, study.room(session_id, MODERATOR))
