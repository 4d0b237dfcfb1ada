"""The door of the program: what needs no imports is answered before any is made."""

from __future__ import annotations

import os
import sys

# Developers' switches: Textual writes each key, or the screen, to a file where one of them is set.
_TELLTALE = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_SCREENSHOT")


def main() -> int:
    """Run the command line; return the exit code."""
    for switch in _TELLTALE:
        os.environ.pop(switch, None)
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]):
        # argparse would double the time of an answer that is one line (24 ms against 11).
        from focusgroup import __version__

        sys.stdout.write(f"focusgroup {__version__}\n")
        return 0
    if not words:
        from focusgroup.tui.start import start

        return start()
    from focusgroup.cli.main import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
