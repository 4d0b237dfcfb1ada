from __future__ import annotations

import pytest

from focusgroup.store.study_file import StudyFile
from tui.review.building import add_group, new_study


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("FOCUSGROUP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def study(tmp_path) -> StudyFile:
    """A closed group with three seats, what it said, and an element on some of it."""
    with new_study(tmp_path) as study:
        add_group(study)
        yield study
