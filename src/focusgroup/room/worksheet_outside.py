"""What worksheets link to beside each other, as read from the study file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focusgroup.store.wall_rows import wall_as_it_stands
from focusgroup.worksheets.outside import ELEMENT, Outsiders, elements, walled

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile


def outside(study_file: StudyFile) -> Outsiders:
    """Return the frame's elements and the wall's groups and cards; raises StoreError."""
    return {
        ELEMENT: elements(study_file.frame),
        **walled(wall_as_it_stands(study_file)),
    }
