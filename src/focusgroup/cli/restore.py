"""focusgroup restore FILE: lists the backups of a study and puts one in its place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from focusgroup.cli.speech import plainly, say, warn

if TYPE_CHECKING:
    from focusgroup.store.backup import Backup


def restore(
    file: Annotated[Path, typer.Argument(help="A study file, NAME.focusgroup")],
    number: Annotated[
        int, typer.Option("--number", "-n", help="Restore this one of the list, without asking")
    ] = 0,
) -> None:
    """List the backups of a study and restore one; the present file is kept beside it."""
    from focusgroup.store.place import whole

    with plainly():  # an encrypted study is asked for once, by the first backup that is looked into
        _choose(whole(file), number)


def _choose(file: Path, number: int) -> None:
    from focusgroup.store.backup import backups, folder_of

    held = backups(file)
    if not held:
        warn(f"There are no backups of {file.name} in {folder_of(file)}.")
        raise typer.Exit(1)
    if not number:
        say(f"Backups of {file.name}, newest first:")
        for each in held:
            say(f"{each.number:>4}  {described(file, each)}")
        if not sys.stdin.isatty():
            say("Restore one of them: focusgroup restore FILE --number N")
            return
        number = typer.prompt(
            "Which one? 0 leaves everything as it is", default=0, type=int, show_default=False
        )
        if not number:
            return
    chosen = next((each for each in held if each.number == number), None)
    if chosen is None:
        there = ", ".join(str(each.number) for each in held)
        warn(f"There is no backup {number}; there are {there}.")
        raise typer.Exit(1)
    _restore(file, chosen)


def _restore(file: Path, chosen: Backup) -> None:
    from focusgroup.store.restore import restore as put_back

    done = put_back(file, chosen.path)
    say(f"{file.name} is now the backup of {described(file, chosen)}.")
    if done.kept:
        say(f"What stood there is kept as {done.kept.name}.")


def described(study: Path, backup: Backup) -> str:
    """Return a backup in one line: its time here, and what it holds."""
    from focusgroup.store.backup import content
    from focusgroup.store.errors import StoreError

    when = backup.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    try:
        held = content(study, backup.path)
    except StoreError:
        return f"{when}  cannot be read"
    kilobytes = max(1, round(held.size / 1024))
    return f"{when}  {held.comments} comments, {held.groups} groups, {kilobytes} KB"
