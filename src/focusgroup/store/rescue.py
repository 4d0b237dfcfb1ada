"""Writes a study elsewhere when its own file will not take it any more, before the program ends."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from focusgroup.store.backup import copy_to
from focusgroup.store.connection import key_of
from focusgroup.store.drafts import DraftBook
from focusgroup.store.errors import StoreError, StudyReadOnly
from focusgroup.store.outbox import Outbox, Waiting
from focusgroup.store.restore import free_name
from focusgroup.store.study_file import StudyFile


@dataclass(frozen=True, slots=True, repr=False)
class HalfTyped:
    """A line that was being typed, masked."""

    session: str
    actor: str
    masked: str


@dataclass(frozen=True, slots=True)
class Rescued:
    """Where it is now; `whole` when that file is the study itself with what waited written in."""

    path: Path
    whole: bool


def rescue(
    study_file: StudyFile,
    waiting: Sequence[Waiting],
    half_typed: Iterable[HalfTyped] = (),
    *,
    folder: Path,
) -> Rescued:
    """Write the open study and what waits into a folder; raises StoreError when that fails too.

    What is open can still be read after its file was deleted, so the whole study is copied. Where
    even that fails, the waiting comments become a text file; of an encrypted study never, for
    that file would lie there in plain.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StudyReadOnly(f"{folder} cannot be written ({error.strerror}).") from error
    target = free_name(folder / study_file.path.name, "rescued")
    try:
        _copy(study_file, target, waiting, half_typed)
        return Rescued(target, whole=True)
    except (StoreError, OSError) as error:
        with contextlib.suppress(OSError):
            for left in folder.glob(f"{target.name}*"):
                left.unlink()
        if study_file.encrypted:
            raise StudyReadOnly(f"{folder} would not take it either.") from error
    return Rescued(_as_text(study_file, target, waiting), whole=False)


def _copy(
    study_file: StudyFile,
    target: Path,
    waiting: Sequence[Waiting],
    half_typed: Iterable[HalfTyped],
) -> None:
    copy_to(study_file.connection, target)
    with StudyFile.open(target, key=key_of(study_file.connection)) as copy:
        box = Outbox()
        for each in waiting:
            box.put(each)
        box.send(copy)
        if len(box):
            raise StudyReadOnly(f"{target} does not take what waits.")
        book = DraftBook(target)
        for line in half_typed:
            book.save(line.session, line.actor, line.masked)
        book.close()


def _as_text(study_file: StudyFile, target: Path, waiting: Sequence[Waiting]) -> Path:
    """Write one comment a line; the first line names the study, so that a purge finds its words."""
    head = study_file.path.name
    with contextlib.suppress(StoreError):
        head += f" {study_file.study.id}"
    path = target.with_name(f"{target.stem}-{secrets.token_hex(2)}.txt")
    try:
        path.touch(mode=0o600, exist_ok=False)
        text = "".join(f"{line}\n" for line in (head, *(each.told for each in waiting)))
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StudyReadOnly(f"{path} cannot be written ({error.strerror}).") from error
    return path
