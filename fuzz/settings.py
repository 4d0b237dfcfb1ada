"""config.toml, state.json, and names handed over by another window: their own errors or nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from focusgroup import paths
from focusgroup.config import Config, ConfigError, Remembered, load
from focusgroup.room.names import NameCard, NameCards, packed, unpacked
from fuzz.study_bytes import folder
from fuzz.target import Target, text_of


@contextmanager
def _home() -> Iterator[Path]:
    before = os.environ.get("FOCUSGROUP_HOME")
    with folder() as place:
        os.environ["FOCUSGROUP_HOME"] = str(place)
        try:
            yield place
        finally:
            os.environ.pop("FOCUSGROUP_HOME")
            if before is not None:
                os.environ["FOCUSGROUP_HOME"] = before


def check_config(content: bytes) -> None:
    """Assert that settings are read with the kinds they say, or refused with the file's name."""
    with _home():
        paths.config_file().write_bytes(content)
        try:
            config = load()
        except ConfigError as error:
            assert "config.toml" in str(error)
            assert len(str(error)) < 2_000
            return
    for name, default in vars(Config()).items():
        assert type(getattr(config, name)) is type(default), f"{name} is of another kind"
    assert 0 <= config.backup_minutes < 10**6
    assert 0 <= config.backups_kept < 10**6
    assert 0 <= config.pause_s < 10**6
    assert all(isinstance(k, str) and isinstance(v, str) for k, v in config.keys.items())


def check_state(content: bytes) -> None:
    """Assert that whatever was remembered is used or forgotten, and can be written again."""
    with _home() as home:
        paths.state_file().write_bytes(content)
        told = Remembered.load()
        assert isinstance(told.theme, str)
        assert all(isinstance(each, str) for each in told.recent)
        told.studies()
        told.opened(home / "s.focusgroup")
        again = Remembered.load()
        assert again.recent[0] == str(home / "s.focusgroup")
        assert len(again.recent) <= 12


def check_handover(content: bytes) -> None:
    """Assert that another window's answer is names or nothing."""
    names = unpacked(text_of(content))
    if names is not None:
        assert unpacked(packed(names)) == names
        names.scrubber().scrub("Wren said so")


def check(data: bytes) -> None:
    """Take the first byte for the file, and the rest for what it holds."""
    (check_config, check_state, check_handover)[(data[0] if data else 0) % 3](data[1:])


_CARDS = NameCards({"P1": NameCard("Wren", "Hallowtree", ("W",))}, never_write=["Norwell"])


def _seeds() -> Iterable[bytes]:
    yield b'\x00theme = "focus-dark"\npause_s = 7\nbackups_kept = 3\n[keys]\n"app.theme" = "f7"\n'
    yield b"\x00pause_s = -1\n"
    yield b"\x00a = " + b"[" * 2_000
    yield b"\x01" + json.dumps({"theme": "x", "recent": ["/tmp/a"]}).encode()  # noqa: S108
    yield b"\x01" + b"[" * 3_000
    yield b'\x01{"recent": 5}'
    yield b'\x01{"recent": ["\\u0000", "\\ud800"]}'
    yield b"\x02" + packed(_CARDS).encode()
    yield b"\x02" + b'{"cards":' * 400


TARGET = Target(
    "settings",
    check,
    _seeds,
    longest=4_000,
    words=("theme", "keys", "pause_s = ", "study_folder", "backup_minutes", '"recent": [', "inf",
           "true", "1979-05-27", '"\\ud800"', '"cards": {', "9" * 30),
)  # fmt: skip
