"""What a start asks for, done once the first frame stands."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from focusgroup.store.errors import StoreError, StudyBusy
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.study_desk import StudyDesk

if TYPE_CHECKING:
    from focusgroup.room.names import NameCards
    from focusgroup.tui.app import FocusGroupApp, Opening

_AGAIN_S, _TRIES = 0.4, 10


def open_first(app: FocusGroupApp, opening: Opening) -> None:
    """Open the study, session or form that the command line named."""
    if opening.what == "new":
        from focusgroup.tui.screens.new_study import NewStudyScreen

        app.push_screen(NewStudyScreen())
    elif opening.what == "demo":
        _open_demo(app)
    elif opening.path is not None:
        _open_path(app, opening, opening.path)


def _open_path(app: FocusGroupApp, opening: Opening, path: Path) -> None:
    from focusgroup.tui.screens.open_file import open_study

    def enter(tries: int = _TRIES) -> None:
        if opening.what in {"run", "note"}:
            try:
                enter_session(app, opening.session, opening.what)
            except StudyBusy as busy:
                if not tries:
                    app.tell(str(busy), severity="error", timeout=30)
                    return
                app.set_timer(_AGAIN_S, partial(enter, tries - 1))
            except StoreError as error:
                app.tell(str(error), severity="error", timeout=30)

    refusal = open_study(app, path, enter)
    if refusal:
        app.tell(refusal, severity="error", timeout=30)


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


def _open_demo(app: FocusGroupApp) -> None:
    """Build the sample study in a worker (two seconds or so), then open its running group."""
    app.throw_away = TemporaryDirectory(prefix="focusgroup-demo-")
    path = Path(app.throw_away.name) / "sample.focusgroup"
    app.tell(
        "Preparing the sample study: 269 comments, a wall and all worksheets, each word masked.",
        timeout=4,
    )

    def build() -> None:
        from focusgroup.exchange.demo import build_demo

        running, names = build_demo(path)
        app.call_from_thread(_show_demo, app, path, running, names)

    app.run_worker(build, thread=True, exit_on_error=True, group="demo", description="demo")


def _show_demo(app: FocusGroupApp, path: Path, running: str, names: dict[str, NameCards]) -> None:
    desk = StudyDesk.open(path)
    desk.names.update(names)
    app.take_study(desk)
    app.push_screen(StudyScreen())
    code = next(s.code for s in desk.file.sessions() if s.id == running)
    enter_session(app, code, "note")
    app.tell(
        "A throw-away study: type a remark, say: 3- Grace said they re-key every order #tech. "
        "Esc leaves for the overview.",
        timeout=6,
    )
