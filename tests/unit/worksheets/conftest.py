from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.store.study_file import StudyFile
from support.studies import JOINED


@pytest.fixture
def study(tmp_path: Path):
    path = tmp_path / "reset.focusgroup"
    with StudyFile.create(path, title="Reset", frame=JOINED) as study_file:
        yield study_file
