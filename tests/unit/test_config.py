"""Settings that cannot be used are told by file; what was remembered is used or forgotten."""

from __future__ import annotations

import pytest

from focusgroup import paths
from focusgroup.config import Config, ConfigError, Remembered, load


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FOCUSGROUP_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pause_s = -1", "pause_s must be 0 to 10,000"),
        ("pause_s = true", "pause_s must be a int"),
        ("backups_kept = 99999999999999999999", "backups_kept must be 0 to"),
        ("backup_minutes = 1.5", "backup_minutes must be a int"),
        ("keys = {x = 1}", "must give keys in quotes"),
        ('study_folder = "a\\u0000b"', "a character that cannot be seen"),
        ("a = " + "[" * 5_000, "too many brackets"),
        ("x" * 5_000 + " = 1", "unknown setting 'xxxxx"),
        ("theme = ", "Mend it"),
    ],
    ids=lambda text: text[:24],
)
def test_a_setting_that_cannot_be_used_is_told(text, told):
    paths.config_file().write_text(text)
    with pytest.raises(ConfigError, match=told) as caught:
        load()
    assert str(paths.config_file()) in str(caught.value)
    assert len(str(caught.value)) < 600


def test_settings_within_bounds_are_taken_over():
    paths.config_file().write_text('pause_s = 0\nbackups_kept = 3\n[keys]\n"app.theme" = "f7"\n')
    assert load() == Config(pause_s=0, backups_kept=3, keys={"app.theme": "f7"})


@pytest.mark.parametrize(
    "text", ["", "[]", "5", "null", "[" * 100_000, '{"recent": 5}', '{"recent": null}', '{"theme"']
)
def test_a_broken_memory_counts_as_none(text):
    paths.state_file().write_text(text)
    assert Remembered.load() == Remembered()


def test_names_that_no_file_can_have_are_passed_over(home):
    there = home / "s.focusgroup"
    there.touch()
    told = Remembered(recent=["\0", "x" * 5_000, "\ud800", "", str(there)])
    assert told.studies() == [there]
