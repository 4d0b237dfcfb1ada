"""Starts the screens and says on the way out what is left to know."""

from __future__ import annotations

import sys
from contextlib import suppress
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
    _leave_no_dump()
    from focusgroup.domain.text import clean_lines
    from focusgroup.tui.app import FocusGroupApp

    app = FocusGroupApp(opening)
    app.run()
    if app.parting:
        sys.stderr.write(f"{clean_lines(app.parting)}\n")
    return app.return_code or 0


def _leave_no_dump() -> None:
    """See that the system writes no dump of a memory in which names are."""
    with suppress(ImportError, OSError, ValueError):  # Windows writes none unless asked
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
