"""Comments that the study file would not take: masked already, in memory, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focusgroup.domain.comment import Comment, Tag
from focusgroup.store.errors import StoreError
from focusgroup.store.study_file import StudyFile
from focusgroup.store.withdrawn import SeatWithdrawn


@dataclass(frozen=True, slots=True)
class Waiting:
    """One comment as it is to be written, by whom, and in a line for people to read."""

    comment: Comment
    tags: tuple[Tag, ...]
    actor: str
    told: str


class Outbox:
    """What waits to be written. It belongs to the window, so that leaving a view loses nothing."""

    def __init__(self) -> None:
        self._waiting: list[Waiting] = []
        self.rescued = False  # all of it is written elsewhere, so nobody is asked again

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Waiting]:
        return iter(tuple(self._waiting))

    def put(self, waiting: Waiting) -> None:
        """Add a comment at the end."""
        self._waiting.append(waiting)
        self.rescued = False

    def send(self, study_file: StudyFile) -> list[Waiting]:
        """Write what waits, in order, as far as the file takes it; return what was written."""
        sent: list[Waiting] = []
        for waiting in self:
            try:
                with study_file.log.hurried():
                    _write(study_file, waiting)
                sent.append(waiting)
            except SeatWithdrawn:
                pass  # meanwhile: what they said is not written any more
            except StoreError:
                break
            self._waiting.remove(waiting)
        return sent


def _write(study_file: StudyFile, waiting: Waiting) -> None:
    comment = waiting.comment
    if study_file.row(Comment, comment.id):
        return  # written after all, though the disk said no
    with study_file.act("comment", actor=waiting.actor, session=comment.session) as act:
        act.add(comment, *waiting.tags)
