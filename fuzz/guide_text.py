"""Guides and frames from YAML and Markdown: any file is one, or a GuideError."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from focusgroup.domain.guide import Guide
from focusgroup.guide import library
from focusgroup.guide.linter import lint
from focusgroup.guide.markdown import parse_markdown, read_markdown
from focusgroup.guide.placeholders import fill, foreign_in, names_in, recording_sentence
from focusgroup.guide.problem import GuideError
from focusgroup.guide.reader import (
    dump_frame,
    dump_guide,
    parse_frame,
    parse_guide,
    read_frame,
    read_guide,
)
from fuzz.target import Target, hold_linear, text_of

_MOST_PROBLEMS = 200
_VALUES = {"moderator": "Wren", "company": "{{ department }}", "approach": ""}


def check_yaml(text: str) -> None:
    """Assert that a YAML text is a guide, a frame, or a GuideError that says where."""
    try:
        guide = parse_guide(text, frames=library.frame_ids())
    except GuideError as error:
        _sayable(error)
    else:
        check_guide(guide)
    try:
        frame = parse_frame(text)
    except GuideError as error:
        _sayable(error)
    else:
        assert parse_frame(dump_frame(frame)) == frame


def check_markdown(text: str) -> None:
    """Assert that a Markdown text becomes a guide that can be kept as YAML, or a GuideError."""
    try:
        imported = parse_markdown(text)
    except GuideError as error:
        _sayable(error)
    else:
        assert all(imported.guesses)
        check_guide(imported.guide)


def check_guide(guide: Guide) -> None:
    """Assert that a guide can be checked, filled in and written down, whatever it says."""
    assert parse_guide(dump_guide(guide)) == guide, "the guide written down reads differently"
    assert all(remark.text for remark in lint(guide))
    for item in guide.items():
        check_placeholders("\n".join((item.title, item.say, item.ask)))


def check_placeholders(text: str) -> None:
    """Assert that filling blanks takes any text, and never fills a blank that a value brought."""
    names = names_in(text)
    filled, still_open = fill(text, _VALUES)
    assert set(still_open) <= set(names)
    assert "company" not in names or "{{ department }}" in filled
    foreign_in(text)
    assert recording_sentence(True, text, text, text[:20]).strip()


def check_file(data: bytes) -> None:
    """Assert that any bytes in a file are read as a guide or refused by GuideError."""
    with TemporaryDirectory(prefix="fuzz-guide-") as folder:
        path = Path(folder) / "guide.yaml"
        path.write_bytes(data)
        for read in (read_guide, read_frame, read_markdown, library.load_guide):
            try:
                read(str(path) if read is library.load_guide else path)  # type: ignore[operator]
            except GuideError as error:
                _sayable(error)


def check_growth(unit: str) -> None:
    """Assert that blanks and Markdown take work in step with their length."""
    hold_linear(unit, names_in)
    hold_linear(unit, lambda text: fill(text, _VALUES))
    hold_linear(unit, _markdown)


def _markdown(text: str) -> None:
    try:
        parse_markdown("## Questions\n\n" + text)
    except GuideError:
        return


def _sayable(error: GuideError) -> None:
    assert error.problems
    assert len(error.problems) <= _MOST_PROBLEMS
    assert all(p.what and p.expected and p.line >= 0 for p in error.problems)
    assert all(len(str(problem)) < 2_000 for problem in error.problems)


def check(data: bytes) -> None:
    """Take the first byte for the door, and the rest for what comes in."""
    door, rest = (data[0] if data else 0) % 32, data[1:]
    if door < 16:
        check_yaml(text_of(rest))
    elif door < 24:
        check_markdown(text_of(rest))
    elif door < 28:
        check_file(rest)
    else:
        check_placeholders(text_of(rest))
        if door == 31:
            check_growth(text_of(rest)[:24])


BOMB = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))])
# Each line nests 18 levels round the line before: no level is too deep by itself.
DEEP = "\n".join(
    ["k0: &k0 x", *(f"k{n}: &k{n} {'[' * 15}*k{n - 1}{']' * 15}" for n in range(1, 75))]
)
SMALL = """id: small
title: Small guide
length: 30
sections:
  - part: questions
    title: Questions
    items:
      - id: a
        title: What we do now
        minutes: 15
        method: flip_chart
        ask: What does {{ department }} do?
        probes: ["Who?", "Why: really?"]
      - {id: "b:one", title: "Working?", minutes: 15, method: each, repeat_for: a, ask: "Is it?"}
"""
FRAME = """id: small
name: Small
elements:
  - {key: people, name: People, hotkey: p, aliases: [ppl], criteria: [{id: x, text: They listen}]}
  - {key: systems, name: Systems, hotkey: s}
"""
MARKDOWN = """# Guide
Moderator: Wren Hallowtree

## Introductions (5 minutes)
Hello, my name is Wren.

## Questions (60 minutes)
### a: What we do now (15 minutes)
Ask: What do you do?
- Would you give an example?
"""


def _seeds() -> Iterable[bytes]:
    for text in (SMALL, FRAME, BOMB, DEEP, "length: " + "9" * 400, "a: !!python/object:os.x", "- "):
        yield b"\x00" + text.encode()
        yield b"\x18" + text.encode()
    yield b"\x18" + SMALL.encode("utf-16")
    yield b"\x10" + MARKDOWN.encode()
    yield b"\x1f" + b"{{ moderator }} <topic> [name] {{company}}"


TARGET = Target(
    "guide_text",
    check,
    _seeds,
    longest=4_000,
    words=(
        "sections:", "items:", "minutes: ", "length: ", "repeat_for: ", "method: each", "&a ", "*a",
        "!!int ", "<<: *a", "\0", "{{ approach }}", "1e999", ".nan", "? ", "| \n", "---\n", "## ",
    ),
)  # fmt: skip
