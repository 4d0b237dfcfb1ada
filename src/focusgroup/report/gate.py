"""The last door: a report is searched for names before it is written, and again as written."""

from __future__ import annotations

import errno
import itertools
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from focusgroup.domain.record import StudyRecord
from focusgroup.domain.text import clean
from focusgroup.report.blocks import Outline
from focusgroup.report.errors import ExportRefused, ReportError, UnknownSession
from focusgroup.report.outline import build
from focusgroup.report.own_wording import is_own
from focusgroup.report.scope import ReportScope, narrowed

_WORD_ENDS = re.compile(r"[\W_\d]+|(?<=[a-z])(?=[A-Z])")
__all__ = [
    "EveryRoster",
    "ExportRefused",
    "Names",
    "ReportError",
    "ReportScope",
    "UnknownSession",
    "Written",
    "cleared",
    "write_report",
]

# A time or a count, of which a study of 10,000 comments has thousands; no telephone is so short.
_TIME_OR_COUNT = re.compile(r"\d?\d?:?\d?\d:\d\d|[\d,]{1,5}|–?")


class Hit(Protocol):
    """Where a name stands in a text; the word itself is never carried along."""

    @property
    def start(self) -> int:
        """Index of its first character."""
        ...

    @property
    def end(self) -> int:
        """Index behind its last character."""
        ...


class Names(Protocol):
    """What the gate asks: focusgroup.privacy.Scrubber answers it from the roster in memory."""

    def hits(self, text: str) -> Iterable[Hit]:
        """Return where names of the roster stand in a text."""
        ...


@dataclass(frozen=True, repr=False)
class EveryRoster:
    """The lists of several groups asked as one: a study's report may name nobody of any."""

    each: tuple[Names, ...]

    def hits(self, text: str) -> list[Hit]:
        """Return where a name of any list stands; finds of two lists may overlap."""
        return [hit for names in self.each for hit in names.hits(text)]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written and how it was checked."""

    path: Path
    checked_against_roster: bool  # False: no list of names was at hand, say so plainly
    comments: int  # comments within the scope
    coded_by_group: int  # comments whose flagged words keep the seat's code out
    warnings: tuple[str, ...] = ()
    overridden: tuple[str, ...] = ()  # places let through by the reason given
    override_reason: str = ""


def write_report(
    record: StudyRecord,
    path: Path,
    *,
    scope: ReportScope | None = None,
    names: Names | None,
    today: date,
    override_reason: str | None = None,
) -> Written:
    """Write the report of a study or one session as .docx, unless a name would appear in it.

    Every text is searched before anything is written, and the finished file part by part before it
    takes its place; until then a file that stood there stays. `override_reason` lets through places
    that a person has looked at and found to be no name; the caller keeps reason and places on
    record. It does not reach to the file's name.

    Raises ExportRefused with the places, ReportError for a folder or disk that will not have it,
    UnknownSession where the scope names no session.
    """
    if path.suffix.lower() != ".docx":
        # A study's own name given by mistake would put the report in the place of the study.
        raise ReportError(f"A report ends in .docx: call it {path.stem}.docx.")
    scope = scope or ReportScope()
    finder = _Finder(names)
    if finder.in_file_name(path):
        raise ExportRefused(("the file's name",))
    outline = build(record, scope, today=today, checked=names is not None)
    places = tuple(finder.places(outline.places()))
    reason = (override_reason or "").strip()
    if places and not reason:
        raise ExportRefused(places)
    _write(outline, path, today, finder if not places else _Finder(None))
    return _written(narrowed(record, scope), path, names, places, reason)


def _written(
    record: StudyRecord, path: Path, names: Names | None, places: tuple[str, ...], reason: str
) -> Written:
    minimum = record.study.cell_minimum
    seated = {s.id: 0 for s in record.sessions}
    for seat in record.seats:
        seated[seat.session] = seated.get(seat.session, 0) + 1
    small = [s.code for s in record.sessions if 0 < seated[s.id] < minimum]
    return Written(
        path=path,
        checked_against_roster=names is not None,
        comments=len(record.comments),
        coded_by_group=sum(1 for c in record.comments if c.flags),
        warnings=tuple(
            f"Group {code} has fewer than {minimum} seats: readers who know who was there may "
            "recognise remarks."
            for code in small
        ),
        overridden=places,
        override_reason=reason if places else "",
    )


def cleared(text: str, names: Names | None) -> str:
    """Return a text with […] for every name of the lists: the gate's own notes hold none."""
    return _Finder(names).cleared(text)


class _Finder:
    """Asks for names, each different text once: most texts of the file were in the outline."""

    def __init__(self, names: Names | None) -> None:
        self._names = names
        self._known: dict[str, bool] = {}

    def found(self, text: str) -> bool:
        """Return whether a name stands in a text that is not the report's own wording."""
        if self._names is None or _TIME_OR_COUNT.fullmatch(text):
            return False
        known = self._known.get(text)
        if known is None:
            known = any(True for _ in self._names.hits(text)) and not is_own(text)
            self._known[text] = known
        return known

    def places(self, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield each place with a name once, itself cleared of names."""
        if self._names is None:
            return
        seen: set[str] = set()
        for place, text in texts:
            if self.found(text):
                cleared = self.cleared(place)
                if cleared not in seen:
                    seen.add(cleared)
                    yield cleared

    def cleared(self, text: str) -> str:
        """Return a text with […] for every name: a heading may hold one too."""
        text = clean(text)  # which is what the positions of hits refer to
        hidden = [False] * len(text)
        for hit in self._names.hits(text) if self._names else ():
            hidden[hit.start : hit.end] = [True] * (hit.end - hit.start)
        runs = itertools.groupby(zip(hidden, text, strict=True), key=lambda each: each[0])
        return "".join("[…]" if gone else "".join(c for _, c in kept) for gone, kept in runs)

    def in_file_name(self, path: Path) -> bool:
        """Return whether a name stands in a file's name, joined as file names are."""
        return self.found(_WORD_ENDS.sub(" ", path.stem).strip()) or self.found(path.stem)


def _write(outline: Outline, path: Path, today: date, finder: _Finder) -> None:
    """Write beside the target under a name that says nothing, read back, then put it in place."""
    # Word's library is loaded here, not with the program: it takes as long as the first screen.
    from focusgroup.report import readback, word

    temporary: Path | None = None
    try:
        with (path.parent / f".report-{secrets.token_hex(8)}.tmp").open("xb") as file:
            temporary = Path(file.name)
            word.write_docx(outline, file, created=today)
            file.flush()
            os.fsync(file.fileno())
        with temporary.open("rb") as file:
            places = tuple(finder.places(readback.texts(file)))
        if places:
            raise ExportRefused(places)
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise ReportError(_sentence(error, path)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(error: OSError, path: Path) -> str:
    folder = path.parent
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: the report was not written to {folder}. Make room and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"The report cannot be written in {folder}: it is read-only. Choose another folder."
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"There is no folder {folder}. Make it first or choose another."
    if error.errno == errno.EISDIR:
        return f"{path} is a folder. Give the report a file name."
    return f"The report could not be written to {path}: {error.strerror or 'the system refused'}."
