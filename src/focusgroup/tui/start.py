"""Starts the screens and says on the way out what is left to know."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focusgroup.tui.app import Opening


def start(opening: Opening | None = None) -> int:
    """Run the program on screen until it is left; return the exit code."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        sys.stderr.write(
            "focusgroup draws on a terminal and found none. For scripts there are commands: "
            "focusgroup --help\n"
        )
        return 2
    from focusgroup.tui.app import FocusGroupApp

    app = FocusGroupApp(opening)
    app.run()
    if app.parting:
        sys.stderr.write(f"{app.parting}\n")
    return app.return_code or 0
