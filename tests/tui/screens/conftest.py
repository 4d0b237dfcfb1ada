from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """Everything the program keeps goes into one folder of this test."""
    place = tmp_path / "home"
    monkeypatch.setenv("FOCUSGROUP_HOME", str(place))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir(mode=0o700)
    return place
