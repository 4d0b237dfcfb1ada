"""Settings a user writes in config.toml, and what the program remembers by itself."""

from __future__ import annotations

import contextlib
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from focusgroup import paths

_RECENT = 12
_MOST = 10_000  # seconds, minutes or backups: a week of minutes, in round figures
NER = ("auto", "off")


class ConfigError(Exception):
    """The settings file cannot be used; str() names file and line."""


@dataclass(frozen=True)
class Config:
    """What config.toml may say."""

    theme: str = ""
    keys: dict[str, str] = field(default_factory=dict)  # binding id to keys, e.g. "f7,ctrl+n"
    pause_s: int = 5  # the moderator's silent pause [K02]
    study_folder: str = ""
    backup_minutes: int = 5  # between backups while a study changes; 0 makes none
    backups_kept: int = 10  # besides the last of each hour and day
    ner: str = "auto"  # the name-finding model: "auto" where the extra is installed, or "off"


_KINDS: dict[str, type] = {
    "theme": str,
    "keys": dict,
    "pause_s": int,
    "study_folder": str,
    "backup_minutes": int,
    "backups_kept": int,
    "ner": str,
}


def load(path: Path | None = None) -> Config:
    """Read the settings; no file means defaults. Raises ConfigError with file and line."""
    path = path or paths.config_file()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({type(error).__name__}).") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}. Mend it, or move it away to start afresh.") from error
    except RecursionError:
        raise ConfigError(f"{path}: too many brackets inside each other.") from None
    for name, value in told.items():
        if wrong := _wrong(name, value):
            raise ConfigError(f"{path}: {wrong}.")
    if told.get("ner", "auto") not in NER:
        raise ConfigError(f'{path}: ner must be "auto" or "off".')
    return Config(**told)


def _wrong(name: str, value: object) -> str:
    """Return what is wrong with a setting, or ""."""
    kind = _KINDS.get(name)
    if kind is None:
        return f"unknown setting {name[:40]!r}; known: {', '.join(_KINDS)}"
    if type(value) is not kind:
        return f"{name} must be a {kind.__name__}"
    if isinstance(value, int) and not 0 <= value <= _MOST:
        return f"{name} must be 0 to {_MOST:,}"
    if isinstance(value, dict) and not all(isinstance(keys, str) for keys in value.values()):
        return f'{name} must give keys in quotes, such as "app.theme" = "f7"'
    if isinstance(value, str) and not value.isprintable():
        return f"{name} holds a character that cannot be seen"
    return ""


def _is_there(path: Path) -> bool:
    """Tell whether a file is there and may be seen; a name no system takes is not."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_file()
    return False


@dataclass
class Remembered:
    """The last theme and the studies opened lately, newest first."""

    theme: str = ""
    recent: list[str] = field(default_factory=list)

    @classmethod
    def load(cls) -> Remembered:
        """Read what was remembered; a broken file counts as none."""
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
            told: dict[str, Any] = json.loads(paths.state_file().read_text(encoding="utf-8"))
            recent = [str(p) for p in told.get("recent", [])][:_RECENT]
            return cls(str(told.get("theme", "")), recent)
        return cls()

    def save(self) -> None:
        """Write it down; failing to is no reason to trouble anybody."""
        path = paths.state_file()
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_suffix(".new")
            new.write_text(json.dumps({"theme": self.theme, "recent": self.recent}), "utf-8")
            new.replace(path)

    def opened(self, study: Path) -> None:
        """Put a study at the top of the list."""
        name = str(study.absolute())
        self.recent = [name, *(p for p in self.recent if p != name)][:_RECENT]
        self.save()

    def studies(self) -> list[Path]:
        """Return the studies that are still there."""
        return [p for p in map(Path, self.recent) if _is_there(p)]
