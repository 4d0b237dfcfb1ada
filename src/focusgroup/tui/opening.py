"""What a start asks for, done once the first frame stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focusgroup.tui.app import FocusGroupApp, Opening


def open_first(app: FocusGroupApp, opening: Opening) -> None:
    """Open the study, session or form that the command line named."""
    from focusgroup.store.errors import StoreError
    from focusgroup.tui.screens.study import StudyScreen
    from focusgroup.tui.study_desk import StudyDesk

    if opening.what == "new":
        from focusgroup.tui.screens.new_study import NewStudyScreen

        app.push_screen(NewStudyScreen())
        return
    if opening.path is None:
        return
    try:
        app.take_study(StudyDesk.open(opening.path))
        screen = StudyScreen()
        app.push_screen(screen)
        if opening.what in {"run", "note"}:
            enter_session(app, opening.session, opening.what)
    except StoreError as error:
        app.tell(str(error), severity="error", timeout=30)


def enter_session(app: FocusGroupApp, code: str, view: str) -> None:
    """Open the live screen of a session by its code; the last session when none is named."""
    from focusgroup.tui.screens.live import live_screen

    study = app.study
    if study is None:
        return
    sessions = study.file.sessions()
    wanted = [s for s in sessions if not code or s.code.casefold() == code.casefold()]
    if not wanted:
        known = ", ".join(s.code for s in sessions) or "none yet"
        app.tell(f"There is no session {code}. Sessions: {known}.", severity="error", timeout=30)
        return
    app.push_screen(live_screen(study, wanted[-1].id, view))
