"""What worksheets link to beside each other, as read from the study file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.domain.wall import Card, Cluster, Tally, Voting
from focusgroup.worksheets.outside import ELEMENT, Outsiders, elements, walled

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile

_ON_A_BOARD = "board IN (SELECT id FROM board WHERE deleted = 0)"


def outside(study_file: StudyFile) -> Outsiders:
    """Return the frame's elements and the wall's groups and cards; raises StoreError."""
    return {
        ELEMENT: elements(study_file.frame),
        **walled(
            study_file.rows(Cluster, _ON_A_BOARD),
            study_file.rows(Card, _ON_A_BOARD),
            study_file.rows(Voting),
            study_file.rows(Tally),
        ),
    }
