"""The guides and frames there are: the shipped ones and, before them, the user's own."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from focusgroup.domain.element import Frame
from focusgroup.domain.guide import Guide
from focusgroup.guide.document import read
from focusgroup.guide.problem import GuideError, Problem
from focusgroup.guide.reader import parse_frame, parse_guide

Kind = Literal["guide", "frame"]
Origin = Literal["shipped", "own", "file"]

_SUFFIXES = (".yaml", ".yml")
_KINDS: tuple[Kind, ...] = ("guide", "frame")


@dataclass(frozen=True, slots=True)
class Entry:
    """A guide or frame that can be had, or the fault that keeps it from being read."""

    id: str
    title: str
    kind: Kind
    origin: Origin
    place: Traversable
    hides_shipped: bool = False  # the user's own stands before a shipped one of the same id
    problems: tuple[Problem, ...] = ()
    content: Guide | Frame | None = field(default=None, repr=False, compare=False)

    @property
    def note(self) -> str:
        """What a list says behind the title; "" when there is nothing to say."""
        if self.problems:
            return f"cannot be read: {self.problems[0]}"
        return "your own, in place of the shipped one" if self.hides_shipped else ""


def shipped_root() -> Traversable:
    """Return the folder of shipped guides: inside a wheel, else at the root of a checkout."""
    inside = importlib.resources.files("focusgroup").joinpath("shipped", "guides")
    return inside if inside.is_dir() else Path(__file__).parents[3] / "guides"


def shipped() -> tuple[Entry, ...]:
    """Return the shipped guides and frames, guides first, each by id."""
    return _shipped("guide") + _shipped("frame")


@functools.cache  # they cannot change under a running program, and take 10 ms a file
def _shipped(kind: Kind) -> tuple[Entry, ...]:
    return tuple(sorted(_entries(shipped_root(), kind, "shipped"), key=lambda entry: entry.id))


def available(own: Path | None = None) -> tuple[Entry, ...]:
    """Return all there is; in the folder `own` guides lie at the top and frames in frames/.

    Files that cannot be read are listed with their problems rather than left out.
    """
    return tuple(entry for kind in _KINDS for entry in _available(kind, own))


def _available(kind: Kind, own: Path | None) -> list[Entry]:
    mine = list(_entries(own, kind, "own")) if own else []
    theirs = _shipped(kind)
    known = {entry.id for entry in theirs}
    hidden = {entry.id for entry in mine if not entry.problems}
    entries = [replace(entry, hides_shipped=entry.id in known) for entry in mine]
    entries += [entry for entry in theirs if entry.id not in hidden]
    return sorted(entries, key=lambda entry: entry.id)


def frame_ids(own: Path | None = None) -> frozenset[str]:
    """Return the ids of every frame that can be read."""
    return frozenset(entry.id for entry in _available("frame", own) if not entry.problems)


def find(id_or_path: str, kind: Kind = "guide", own: Path | None = None) -> Entry:
    """Return the entry of an id, or of a file's path; GuideError when there is none.

    A path is told by its suffix or by a separator in it; ids have neither.
    """
    if id_or_path.endswith(_SUFFIXES) or "/" in id_or_path or "\\" in id_or_path:
        return _entry(Path(id_or_path), kind, "file")
    entries = _available(kind, own)
    found = [entry for entry in entries if entry.id == id_or_path]
    if not found:
        known = ", ".join(entry.id for entry in entries) or "none"
        expected = f"one of {known}, or a path such as ./my-{kind}.yaml"
        raise GuideError((Problem(id_or_path, 0, f"there is no {kind} of this name", expected),))
    return next((entry for entry in found if not entry.problems), found[0])


def load_guide(id_or_path: str, own: Path | None = None) -> Guide:
    """Return a guide by id or path; the frame it names must be there too."""
    entry = find(id_or_path, "guide", own)
    frames = frame_ids(own)
    if isinstance(entry.content, Guide) and entry.content.frame in frames:
        return entry.content
    # Read again to name every fault at once, that of the frame too.
    return parse_guide(read(entry.place), str(entry.place), frames=frames)


def load_frame(id_or_path: str, own: Path | None = None) -> Frame:
    """Return a frame by id or path."""
    entry = find(id_or_path, "frame", own)
    if isinstance(entry.content, Frame):
        return entry.content
    raise GuideError(entry.problems)


def _entries(root: Traversable, kind: Kind, origin: Origin) -> Iterator[Entry]:
    folder = root.joinpath("frames") if kind == "frame" else root
    try:
        places = [each for each in folder.iterdir() if each.name.endswith(_SUFFIXES)]
    except OSError:  # no such folder, or one that may not be read: nothing to list
        return
    for place in sorted(places, key=lambda each: each.name):
        yield _entry(place, kind, origin)


def _entry(place: Traversable, kind: Kind, origin: Origin) -> Entry:
    content: Guide | Frame
    try:
        text = read(place)
        content = (
            parse_guide(text, str(place)) if kind == "guide" else parse_frame(text, str(place))
        )
    except GuideError as error:
        stem = place.name.rpartition(".")[0]
        return Entry(stem, stem, kind, origin, place, problems=error.problems)
    title = content.title if isinstance(content, Guide) else content.name
    return Entry(content.id, title, kind, origin, place, content=content)
