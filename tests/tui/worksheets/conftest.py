from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Iterator[Path]:
    """Everything the program keeps goes into one folder of this test."""
    place = tmp_path / "home"
    monkeypatch.setenv("FOCUSGROUP_HOME", str(place))
    # A socket's path may have about 100 bytes, which those of pytest exceed.
    with tempfile.TemporaryDirectory(prefix="fg") as short:
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        yield place
