"""Writing the Word report off the screen's thread, and what is known before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroup.domain.text import clean

if TYPE_CHECKING:
    from focusgroup.domain.session import Session
    from focusgroup.privacy import Scrubber
    from focusgroup.report.gate import Written
    from focusgroup.tui.study_desk import StudyDesk

SUFFIX = ".docx"


@dataclass(frozen=True, slots=True)
class ReportJob:
    """One report to write; everything a worker thread needs, with a connection of its own."""

    study_path: Path
    path: Path
    session: str | None  # a session's code, or None for the whole study
    names: Scrubber | None
    today: date
    reason: str = ""

    def run(self) -> Written:
        """Write it; raises ExportRefused, ReportError or StoreError, each with its sentence."""
        from focusgroup.report.recorded import write_recorded
        from focusgroup.store.study_file import StudyFile

        with StudyFile.open(self.study_path) as study_file:
            return write_recorded(
                study_file,
                self.path,
                session=self.session,
                names=self.names,
                today=self.today,
                override_reason=self.reason or None,
            )


def proposed(folder: Path, session: str, today: date) -> Path:
    """Return a file name of date and group only: titles and labels may name somebody."""
    start = f"focus-group-{session or 'study'}-{today.isoformat()}"
    path = folder / (start + SUFFIX)
    number = 2
    while path.exists():
        path = folder / f"{start}-{number}{SUFFIX}"
        number += 1
    return path


def typed_report_path(typed: str, folder: Path) -> Path | None:
    """Return the path somebody typed, with its suffix; None for nonsense."""
    words = clean(typed).strip()
    try:
        path = Path(words).expanduser()
    except RuntimeError:  # ~somebody who is no user here
        return None
    if not words or not path.name:
        return None
    path = path if path.is_absolute() else folder / path
    return path if path.suffix.casefold() == SUFFIX else path.with_name(path.name + SUFFIX)


def ask_other_windows(study: StudyDesk, sessions: list[Session]) -> None:
    """Fetch names that another window holds, or that are sealed; they stay in memory here too."""
    from focusgroup.room.sealed import names_at_hand

    for session in sessions:
        if session.id not in study.names:
            handed = names_at_hand(study.file, session.id)
            if handed is not None:
                study.names[session.id] = handed


def without_names(study: StudyDesk, sessions: list[Session]) -> list[str]:
    """Return the codes of groups whose first names this window does not hold."""
    return [s.code for s in sessions if not study.knows_all(s.id)]


def readable_size(path: Path) -> str:
    """Return a file's size as people read it."""
    size = path.stat().st_size
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
