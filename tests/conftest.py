"""What holds in every room of the tests."""

from __future__ import annotations

import pytest

from focusgroup.privacy import ner


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test's outcome may hang on whether the extra [ner] is installed; some bring a spotter."""
    monkeypatch.setattr(ner, "installed", lambda: False)
