from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from support.studies import FRAME


@pytest.fixture
def study(tmp_path: Path):
    with StudyFile.create(tmp_path / "reset.focusgroup", title="Reset", frame=FRAME) as study_file:
        yield study_file
