"""The door of the program: what needs no imports is answered before any is made."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; return the exit code."""
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
