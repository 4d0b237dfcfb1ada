"""The user's own folder of guides: making, copying and importing, each a sentence when refused."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from focusgroup.guide.library import Entry
from focusgroup.guide.markdown import read_markdown
from focusgroup.guide.problem import GuideError
from focusgroup.guide.reader import dump_guide
from focusgroup.guide.template import new_guide, slug


class ShelfRefused(Exception):
    """The folder or a file did not do what was wanted; str() is the sentence to show."""


def make(folder: Path, title: str) -> Path:
    """Write a commented new guide of that title; return its file."""
    guide_id = slug(title)
    place = _free(folder, guide_id)
    return _write(place, new_guide(title, guide_id=place.stem))


def copy(folder: Path, entry: Entry) -> Path:
    """Copy a shipped guide into the folder, comments and all; it then stands before that one."""
    place = folder / f"{entry.id}.yaml"
    try:
        if place.exists():
            raise ShelfRefused(f"{place.name} is already in your folder: e opens it.")
        return _write(place, entry.place.read_text(encoding="utf-8"))
    except OSError as error:
        raise ShelfRefused(f"{entry.id} cannot be copied: {error.strerror}.") from error


def bring_in(folder: Path, source: Path) -> tuple[Path, tuple[str, ...]]:
    """Make a guide of a Markdown or text file; return its file and what was guessed."""
    try:
        found = read_markdown(source)
    except GuideError as error:
        raise ShelfRefused(str(error.problems[0])) from error
    place = _free(folder, found.guide.id)
    guide = found.guide.model_copy(update={"id": place.stem})
    guesses = "".join(f"# guessed: {' '.join(each.split())}\n" for each in found.guesses)
    return _write(place, guesses + dump_guide(guide)), found.guesses


def editor() -> list[str]:
    """Return the user's editor as a command; empty when there is none."""
    told = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(told)
    except ValueError:  # a quote left open
        command = []
    if not command:
        command = [next((e for e in ("nano", "vi", "notepad") if shutil.which(e)), "")]
    found = shutil.which(command[0]) if command[0] else None
    return [found, *command[1:]] if found else []


def _free(folder: Path, guide_id: str) -> Path:
    for number in range(1, 1000):
        place = folder / f"{guide_id}{'' if number == 1 else f'-{number}'}.yaml"
        if not place.exists():
            return place
    raise ShelfRefused(f"There are too many guides called {guide_id} already.")


def _write(place: Path, text: str) -> Path:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        why = error.strerror or "it cannot be written"
        raise ShelfRefused(f"{place.parent} cannot take {place.name}: {why}.") from error
    return place
