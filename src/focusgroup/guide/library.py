"""The guides and frames there are: the shipped ones and, before them, the user's own."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, TypeVar

from focusgroup.domain.element import Frame
from focusgroup.domain.guide import Guide
from focusgroup.guide.document import read
from focusgroup.guide.problem import GuideError, Problem
from focusgroup.guide.reader import parse_frame, parse_guide

Kind = Literal["guide", "frame"]
Origin = Literal["shipped", "own", "file"]

_SUFFIXES = (".yaml", ".yml")
_FOLDERS: dict[Kind, tuple[str, ...]] = {"guide": (), "frame": ("frames",)}
_T = TypeVar("_T", Guide, Frame)


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
    return tuple(_entries(shipped_root(), "shipped"))


def available(own: Path | None = None) -> tuple[Entry, ...]:
    """Return all there is; in the folder `own` guides lie at the top and frames in frames/.

    Files that cannot be read are listed with their problems rather than left out.
    """
    mine = tuple(_entries(own, "own")) if own else ()
    hidden = {(entry.kind, entry.id) for entry in mine if not entry.problems}
    theirs = shipped()
    known = {(entry.kind, entry.id) for entry in theirs}
    entries = [
        Entry(e.id, e.title, e.kind, e.origin, e.place, (e.kind, e.id) in known, e.problems)
        for e in mine
    ]
    entries += [entry for entry in theirs if (entry.kind, entry.id) not in hidden]
    return tuple(sorted(entries, key=lambda entry: (entry.kind == "frame", entry.id)))


def frame_ids(own: Path | None = None) -> frozenset[str]:
    """Return the ids of every frame that can be read."""
    return frozenset(
        entry.id for entry in available(own) if entry.kind == "frame" and not entry.problems
    )


def find(id_or_path: str, kind: Kind = "guide", own: Path | None = None) -> Entry:
    """Return the entry of an id, or of a file's path; GuideError when there is none.

    A path is told by its suffix or by a separator in it; ids have neither.
    """
    if id_or_path.endswith(_SUFFIXES) or "/" in id_or_path or "\\" in id_or_path:
        return _entry(Path(id_or_path), kind, "file")
    entries = [entry for entry in available(own) if entry.kind == kind]
    found = [entry for entry in entries if entry.id == id_or_path]
    if not found:
        known = ", ".join(entry.id for entry in entries) or "none"
        expected = f"one of {known}, or a path such as ./my-{kind}.yaml"
        raise GuideError((Problem(id_or_path, 0, f"there is no {kind} of this name", expected),))
    return next((entry for entry in found if not entry.problems), found[0])


def load_guide(id_or_path: str, own: Path | None = None) -> Guide:
    """Return a guide by id or path; the frame it names must be there too."""
    frames = frame_ids(own)
    return _load(find(id_or_path, "guide", own), lambda t, f: parse_guide(t, f, frames=frames))


def load_frame(id_or_path: str, own: Path | None = None) -> Frame:
    """Return a frame by id or path."""
    return _load(find(id_or_path, "frame", own), parse_frame)


def _load(entry: Entry, parse: Callable[[str, str], _T]) -> _T:
    return parse(read(entry.place), str(entry.place))


def _entries(root: Traversable, origin: Origin) -> Iterator[Entry]:
    for kind, folders in _FOLDERS.items():
        folder = root.joinpath(*folders) if folders else root
        try:
            places = [each for each in folder.iterdir() if each.name.endswith(_SUFFIXES)]
        except OSError:  # no such folder, or one that may not be read: nothing to list
            continue
        for place in sorted(places, key=lambda each: each.name):
            yield _entry(place, kind, origin)


def _entry(place: Traversable, kind: Kind, origin: Origin) -> Entry:
    try:
        text = read(place)
        if kind == "guide":
            guide = parse_guide(text, str(place))
            return Entry(guide.id, guide.title, kind, origin, place)
        frame = parse_frame(text, str(place))
    except GuideError as error:
        stem = place.name.rpartition(".")[0]
        return Entry(stem, stem, kind, origin, place, problems=error.problems)
    return Entry(frame.id, frame.name, kind, origin, place)
