"""Leaving the program or a study: nothing that was typed goes with it."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import TYPE_CHECKING

from focusgroup import paths

if TYPE_CHECKING:
    from focusgroup.store.rescue import HalfTyped
    from focusgroup.tui.app import FocusGroupApp
    from focusgroup.tui.screens.live.note_taker import NoteScreen
    from focusgroup.tui.study_desk import StudyDesk

_ENDING = ("SIGTERM", "SIGINT", "SIGHUP")  # Windows knows fewer


def quit_or_ask(app: FocusGroupApp) -> None:
    """End the program; first ask when something typed is in no file yet."""
    for view in _note_views(app):
        view.keep_line()
    trouble = app.study.trouble() if app.study else ""
    if not trouble:
        app.exit()
        return
    from focusgroup.tui.screens.rescue import RescueDialog

    def answered(answer: str | None) -> None:
        if answer == "rescue":
            put_away(app)
            app.exit()
        elif answer == "leave":
            app.study.give_up() if app.study else None
            app.exit()

    app.push_screen(RescueDialog(trouble, paths.rescue_folder()), answered)


def put_away(app: FocusGroupApp) -> None:
    """Write what is in no file yet into the rescue folder, without asking; say where it is."""
    desk = app.study
    if desk is None or not desk.trouble():
        return
    from focusgroup.store.errors import StoreError
    from focusgroup.store.rescue import rescue

    waiting = desk.waiting()
    try:
        done = rescue(desk.file, waiting, _half_typed(app), folder=paths.rescue_folder())
    except StoreError as error:
        app.parting = f"{_count(len(waiting))} could not be written anywhere: {error}"
        return
    desk.rescued()
    app.parting = (
        f"{desk.file.path.name} could not be written any more. The whole study, with "
        f"{_count(len(waiting))} that waited, is in\n{done.path}"
        if done.whole
        else f"{_count(len(waiting))} that waited, names masked, are in\n{done.path}"
    )


def _count(comments: int) -> str:
    return f"{comments} comment" + ("" if comments == 1 else "s")


def _half_typed(app: FocusGroupApp) -> list[HalfTyped]:
    return [line for view in _note_views(app) if (line := view.half_typed()).masked]


def _note_views(app: FocusGroupApp) -> list[NoteScreen]:
    if app.study is None:  # nothing is open, so nothing heavy needs to be imported to look
        return []
    from focusgroup.tui.screens.live.note_taker import NoteScreen

    return [s for s in app.screen_stack if isinstance(s, NoteScreen) and s.is_mounted]


def obey_signals(app: FocusGroupApp) -> None:
    """End cleanly when told to: by the system, or because the terminal was closed."""
    import asyncio

    loop = asyncio.get_running_loop()
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            # Windows has none of it, and a program run inside a test is not to be ended so.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, _end, app, number)


def _end(app: FocusGroupApp, number: int) -> None:
    for view in _note_views(app):
        view.keep_line()
    put_away(app)
    for screen in app.screen_stack:
        leave_room = getattr(screen, "leave_room", None)
        if leave_room is not None:
            leave_room()
    app.leave_study()
    if number == getattr(signal, "SIGHUP", None):
        # The terminal is gone: drawing the farewell on it would fail, or wait for ever.
        if app.throw_away is not None:
            app.throw_away.cleanup()
        os._exit(128 + number)
    app.exit(return_code=128 + number)


def study_left(app: FocusGroupApp, desk: StudyDesk) -> None:
    """Rescue what waits when a study is left for another; toasts where it is."""
    if desk.trouble():
        put_away(app)
        if app.parting:
            app.tell(app.parting, severity="warning", timeout=30)
