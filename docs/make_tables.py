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
LATER = "later"


def every_screen() -> list[type[App[None]] | type[Screen[object]]]:
    """Return the program and all of its screens."""
    import focusgroup.tui

    found = set()
    for module in pkgutil.walk_packages(focusgroup.tui.__path__, "focusgroup.tui."):
        for _, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            ours = one.__module__.startswith("focusgroup.tui")
            if ours and issubclass(one, App | Screen):
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
    for screen in every_screen():
        rows = [
            f"| `{b.key}` | {b.tooltip or b.description} | `{b.id}` |"
            for b in vars(screen).get("BINDINGS", ())
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


def _cells(name: str) -> list[list[str]]:
    """Return the cells of a table kept beside the tests."""
    text = (ROOT / "tests/data" / name).read_text(encoding="utf-8")
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]


def rows() -> dict[str, str]:
    """Return what each row of the feature table asks for, by its id."""
    return dict(_cells("feature_rows.txt"))


def places() -> dict[str, tuple[str, str]]:
    """Return the screen and the guide of each row, by its id; "later" is not due yet."""
    found: dict[str, tuple[str, str]] = {}
    for span, screen, guide in _cells("feature_places.txt"):
        first, _, last = span.partition("-")
        found |= {row: (screen, guide) for row in rows() if first <= row <= (last or first)}
    return found


def features() -> str:
    """Return every row of the feature table with its screen, its guide and the tests."""
    proved, where = proofs(), places()
    due = [row for row in rows() if where[row][0] != LATER]
    done = sum(1 for row in due if proved.get(row))
    lines = [
        "# Rows of the feature table, where they are and what proves them",
        "",
        f"{done} of {len(due)} rows are named by a test (`@pytest.mark.feature`);",
        f"{len(rows()) - len(due)} more come later. `make test` fails while a row that is due has",
        "no test. A worksheet is opened by `s` on the study's screen, a board by `k`; `F3` opens",
        "either from a guide's step.",
        "",
        "| row | check | screen | guide | proved by |",
        "|---|---|---|---|---|",
    ]
    for row, check in rows().items():
        tests = proved.get(row, [])
        more = f" and {len(tests) - 1} more" if len(tests) > 1 else ""
        screen, guide = where[row]
        told = tests[0] + more if tests else "not yet"
        lines.append(f"| {row} | {check} | {_seen(screen)} | {guide} | {told} |")
    return "\n".join(lines) + "\n"


def _seen(screen: str) -> str:
    """Return a screen as its users call it."""
    kind, _, key = screen.partition(" ")
    if kind != "worksheet":
        return LATER if screen == LATER else _words(screen)
    from focusgroup.worksheets import WORKSHEETS

    return next(each.title for each in WORKSHEETS if each.key == key)


def main() -> None:
    """Write both files."""
    (ROOT / "docs/keys.md").write_text(keys(), encoding="utf-8")
    (ROOT / "docs/features.md").write_text(features(), encoding="utf-8")


if __name__ == "__main__":
    main()
