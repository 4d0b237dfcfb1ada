"""Makes docs/keys.md and docs/features.md from the code and the tests: make tables.

A test compares both with what this would write, so that they stay true.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

ROOT = Path(__file__).parents[1]


def _screens() -> list[type[App[None]] | type[Screen[object]]]:
    import focusgroup.tui

    found = set()
    for module in pkgutil.walk_packages(focusgroup.tui.__path__, "focusgroup.tui."):
        for _, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            ours = one.__module__.startswith("focusgroup.tui")
            if ours and issubclass(one, App | Screen) and "BINDINGS" in vars(one):
                found.add(one)
    return sorted(found, key=lambda one: (not issubclass(one, App), one.__name__))


def _words(name: str) -> str:
    """Return ModeratorScreen as "Moderator screen"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def keys() -> str:
    """Return all keys that have an id, by screen."""
    lines = [
        "# Keys",
        "",
        "`F1` or `?` shows the keys of whatever has the focus; the command palette (`Ctrl+P`)",
        "lists every action. Any key below can be changed by its id in `[keys]` of `config.toml`:",
        "",
        '    "live.next" = "f7,ctrl+n"',
    ]
    for screen in _screens():
        rows = [
            f"| `{b.key}` | {b.tooltip or b.description} | `{b.id}` |"
            for b in vars(screen)["BINDINGS"]
            if isinstance(b, Binding) and b.id
        ]
        if rows:
            head = "Everywhere" if issubclass(screen, App) else _words(screen.__name__)
            lines += ["", f"## {head}", "", "| key | what it does | id |", "|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


def proofs() -> dict[str, list[str]]:
    """Return the tests that name each row."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.feature"):
                    for argument in mark.args:
                        if isinstance(argument, ast.Constant):
                            place = path.relative_to(ROOT / "tests").as_posix()
                            found[str(argument.value)].append(f"{place}: {node.name}")
    return found


def features() -> str:
    """Return every row of the feature table with the tests that prove it."""
    proved = proofs()
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|", 1)]
        for line in (ROOT / "tests/data/feature_rows.txt").read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    done = sum(1 for row, _ in rows if proved.get(row))
    lines = [
        "# Rows of the feature table and the tests that name them",
        "",
        f"{done} of {len(rows)} rows are named by a test (`@pytest.mark.feature`). A row without",
        "one is not built yet, however much of it may be on screen.",
        "",
        "| row | check | proved by |",
        "|---|---|---|",
    ]
    for row, check in rows:
        tests = proved.get(row, [])
        more = f" and {len(tests) - 1} more" if len(tests) > 1 else ""
        lines.append(f"| {row} | {check} | {tests[0] + more if tests else 'not yet'} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write both files."""
    (ROOT / "docs/keys.md").write_text(keys(), encoding="utf-8")
    (ROOT / "docs/features.md").write_text(features(), encoding="utf-8")


if __name__ == "__main__":
    main()
