"""How commands speak: plain sentences on the right stream, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from focusgroup.domain.text import clean_lines

REFUSED = 3  # exit code of an export that a name would have got into


def say(text: str = "") -> None:
    """Print a line of the answer; what a file or its name holds sends the terminal no commands."""
    sys.stdout.write(f"{clean_lines(text)}\n")


def warn(text: str) -> None:
    """Print a line beside the answer."""
    sys.stderr.write(f"{clean_lines(text)}\n")


@contextmanager
def plainly() -> Iterator[None]:
    """Turn the errors a person can act on into one sentence and exit code 1.

    Inside, an encrypted study is opened by asking for its passphrase on the terminal.
    """
    from focusgroup.cli.cipher import ask
    from focusgroup.exchange.errors import ImportRefused
    from focusgroup.guide.problem import GuideError
    from focusgroup.store.cipher import asking
    from focusgroup.store.errors import StoreError

    try:
        with asking(ask):
            yield
    except (StoreError, GuideError, ImportRefused) as error:
        warn(str(error))
        raise typer.Exit(1) from None
