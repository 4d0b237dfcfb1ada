"""The record of reports that left a study: when, what, how checked, and whether they still hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from focusgroup.domain.erasure import Erasure, Export
from focusgroup.domain.ids import new_id
from focusgroup.domain.text import clean
from focusgroup.store.change_log import utc_now
from focusgroup.store.history import PROGRAM

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

_JOINTS = re.compile(r"[\W_\d]+|(?<=[a-z])(?=[A-Z])")  # how words are joined in a file's name


@dataclass(frozen=True, slots=True)
class ReportMade:
    """One report, and whether somebody has withdrawn since from what it covers."""

    export: Export
    stale: bool


def record_export(
    study_file: StudyFile,
    path: Path,
    *,
    scope: str,
    comments: int,
    checked: bool,
    reason: str,
    places: tuple[str, ...],
    masked: Callable[[str], str],
    knew: str,
) -> Export:
    """Keep one written report in the change log, for good; raises StoreError.

    `scope` is a session's code or ""; `places` are cleared of words already; `masked` takes names
    out of a text; `knew` are the ids of the withdrawals that were in the file when it was read.
    """
    export = Export(
        id=new_id(),
        scope=scope,
        at=utc_now(),
        sha256=_sha256(path),
        file_name=_tellable(path, masked),
        comments=comments,
        checked=int(checked),
        reason=masked(clean(reason)),
        places="\n".join(places),
        knew=knew,
    )
    with study_file.act("report written", actor=PROGRAM) as act:
        act.add(export)
    return export


def withdrawals_known(study_file: StudyFile) -> str:
    """Return the ids of the withdrawals a file holds now."""
    return " ".join(sorted(mark.id for mark in study_file.rows(Erasure)))


def reports_made(study_file: StudyFile) -> list[ReportMade]:
    """Return every report written, oldest first.

    Whether one is stale follows from what it knew, so that two copies agree after a merge.
    """
    codes = {s.id: s.code for s in study_file.sessions()}
    marks = study_file.rows(Erasure)
    made = []
    for export in study_file.rows(Export, order="at, id"):
        knew = set(export.knew.split())
        stale = any(
            mark.id not in knew and export.scope in {"", codes.get(mark.session)} for mark in marks
        )
        made.append(ReportMade(export, stale))
    return made


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_words(path: Path) -> str:
    """Return a file's name as words, for a search of names: "after_denise" as "after denise"."""
    return clean(_JOINTS.sub(" ", path.stem).strip())


def _tellable(path: Path, masked: Callable[[str], str]) -> str:
    """Return the file's name, or "" where masking finds anything in it, joined up or as words."""
    ways = (as_words(path), clean(path.stem))
    return clean(path.name) if all(masked(way) == way for way in ways) else ""
