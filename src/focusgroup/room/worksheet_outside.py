"""What worksheets link to beside each other, as read from the study file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from focusgroup.store.tables import TABLES
from focusgroup.worksheets.outside import CLUSTER, ELEMENT, Outsiders, elements, groups

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile


def outside(study_file: StudyFile) -> Outsiders:
    """Return the frame's elements and the wall's groups; raises StoreError."""
    return {
        ELEMENT: elements(study_file.frame),
        CLUSTER: groups(
            *(_rows(study_file, name) for name in (CLUSTER, "card", "voting", "tally"))
        ),
    }


def _rows(study_file: StudyFile, table: str) -> list[Any]:
    """Return the rows of a table of the wall; none where this program keeps none."""
    held = TABLES.get(table)
    return study_file.rows(held.record) if held else []
