"""Documents say what is so."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from focusgroup.guide import library
from focusgroup.worksheets import WORKSHEETS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tables", ROOT / "docs/make_tables.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_keys_page_is_what_the_program_binds(tables):
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8") == tables.keys(), "run: make tables"


def test_the_features_page_is_what_the_tests_name(tables):
    told = (ROOT / "docs/features.md").read_text(encoding="utf-8")
    assert told == tables.features(), "run: make tables"


def test_every_row_that_is_due_has_a_test_a_screen_and_a_shipped_guide(tables):
    proved, where = tables.proofs(), tables.places()
    assert len(tables.rows()) == 137
    later = {row for row, (screen, _) in where.items() if screen == tables.LATER}
    assert later == {"0.03", "0.04", "1.22", "1.24", "1.39", "1.40", "1.49", "4.16", "4.17"}
    assert [row for row in tables.rows() if row not in later and not proved.get(row)] == []
    unknown = set(proved) - set(tables.rows())
    assert not unknown
    screens = {one.__name__ for one in tables.every_screen()}
    sheets = {f"worksheet {each.key}" for each in WORKSHEETS if each.shelved}
    guides = {entry.id for entry in library.shipped() if entry.kind == "guide"}
    for row in tables.rows().keys() - later:
        assert where[row][0] in screens | sheets, row
        assert where[row][1] in guides, row


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.name)
def test_every_link_of_a_document_leads_somewhere(path):
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in link:
            assert (path.parent / link).exists(), link


def commands() -> set[str]:
    import typer

    from focusgroup.cli.main import app

    found = set()
    for name, command in typer.main.get_command(app).commands.items():
        found.add(name)
        for inner in getattr(command, "commands", {}):
            found.add(f"{name} {inner}")
    return found


def test_the_readme_names_every_command_and_no_other():
    known = commands()
    for name in known:
        if " " not in name:
            assert f"focusgroup {name}" in README, f"README does not name {name}"
    for told in re.findall(r"`focusgroup ([a-z][a-z-]*)", README):
        assert told in known, told


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_help(name):
    done = subprocess.run(
        [sys.executable, "-m", "focusgroup", *name.split(), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert len(done.stdout) > 80


def test_the_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^ {4}make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_masking_example_of_the_readme_is_true():
    from focusgroup.privacy import scrub

    example = re.search(r"scrub\(\"(.+?)\", roster=(\[.+?\])\)\.text\n\s*# '(.+?)'", README)
    assert example
    roster = [("P3", "Wren", "Hallowtree")]
    assert str(roster).replace("'", '"') == example[2]
    assert scrub(example[1], roster=roster).text == example[3]
