"""Where this program keeps things. FOCUSGROUP_HOME puts all of it into one folder."""

from __future__ import annotations

import os
from pathlib import Path


def _base(kind: str) -> Path:
    home = os.environ.get("FOCUSGROUP_HOME")
    if home:
        return Path(home)
    # Imported here: `--version` and the first frame need no paths.
    import platformdirs

    told = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
    }[kind]
    return told("focusgroup", appauthor=False)


def config_file() -> Path:
    """The settings a user writes: theme and keys."""
    return _base("config") / "config.toml"


def guide_folder() -> Path:
    """The user's own guides and frames."""
    return _base("config") / "guides"


def study_folder() -> Path:
    """Where new studies are put unless somebody chooses another place."""
    return _base("data") / "studies"


def rescue_folder() -> Path:
    """Where a study goes whose own file cannot be written any more."""
    return _base("data") / "rescued"


def state_file() -> Path:
    """What the program remembers: the last theme, the studies opened lately."""
    return _base("state") / "state.json"


def crash_folder() -> Path:
    """Where crash notes go; they hold places in the code, never words."""
    return _base("state") / "crashes"
