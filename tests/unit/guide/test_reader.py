"""A guide in YAML is read whole, or every fault in it is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from focusgroup.domain.guide import Part
from focusgroup.guide.reader import (
    GuideError,
    dump_frame,
    parse_frame,
    parse_guide,
    read_frame,
    read_guide,
)

SMALL = """\
id: small
title: Small
sections:
  - part: questions
    title: Questions
    items:
      - id: a
        title: What we do
        method: flip_chart
        minutes: 10
      - id: b
        title: Is it working
        method: each
        repeat_for: a
        minutes: 20
"""


def problems(text: str, **options: object) -> list[str]:
    with pytest.raises(GuideError) as raised:
        parse_guide(text, "g.yaml", **options)  # type: ignore[arg-type]
    return str(raised.value).splitlines()


@pytest.mark.feature("1.26")
def test_a_guide_is_read_with_its_parts_items_and_minutes() -> None:
    guide = parse_guide(SMALL)
    assert [item.id for item in guide.items()] == ["a", "b"]
    assert guide.part_of("b") is Part.QUESTIONS
    assert guide.minutes == 30


def test_words_that_yaml_takes_for_something_else_stay_as_typed() -> None:
    guide = parse_guide(SMALL.replace("title: Small", "title: Yes\nversion: 1.10\nlanguage: no"))
    assert (guide.title, guide.version, guide.language) == ("Yes", "1.10", "no")


def test_all_faults_are_named_at_once_each_with_its_line() -> None:
    text = SMALL.replace("id: small", "id: Not Good").replace("minutes: 10", "minutes: ten")
    text = text.replace("repeat_for: a", "repeat_for: zz").replace("title: Small", "titel: Small")
    assert [line.split(":")[1] for line in problems(text)] == ["1", "1", "2", "10", "14"]


NUMBER = "expected a number such as 5 or 7.5"
WHOLE = "expected a whole number such as 90"
CHART = "expected the id of a flip-chart item (a)"
KEYS = "expected 'key: value' lines"
TITLE_A = "title: What we do"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "title: Small",
            "titel: x\ntitle: x",
            2,
            "'titel' is not known here, expected 'title' perhaps",
        ),
        ("        minutes: 10\n", "", 7, "'minutes' is missing, expected a line 'minutes: …' here"),
        ("minutes: 10", "minutes: ten", 10, f"'ten' is not a number, {NUMBER}"),
        ("minutes: 10", "minutes: 1e999", 10, "'minutes' is '1e999', expected 600 or less"),
        ("minutes: 10", "minutes: .nan", 10, f"'.nan' is not a number, {NUMBER}"),
        ("minutes: 10", "minutes: -1", 10, "'minutes' is '-1', expected 0 or more"),
        ("part: questions", "part: q", 4, "'q' is no part, expected 'introductions', 'purpose',"),
        ("id: b", "id: a", 11, "'a' is taken (line 7), expected an id of its own for each item"),
        (
            TITLE_A,
            "title: x\n        title: y",
            9,
            "given twice (first on line 8), expected it once",
        ),
        ("repeat_for: a", "repeat_for: c", 14, f"names 'c', which is no item, {CHART}"),
        ("repeat_for: a", "repeat_for: b", 14, f"names 'b', which is no flip chart, {CHART}"),
        (
            "        repeat_for: a\n",
            "",
            13,
            "method 'each' repeats for nothing, expected 'repeat_for:'",
        ),
        ("method: each", "method: kj", 14, "repeat_for goes with method 'each' only, expected"),
        (
            TITLE_A,
            "title: x\n        probes: one",
            9,
            "'probes' is not a list, expected lines that",
        ),
        (
            TITLE_A,
            "title: x\n        probes:\n        - a\n        -",
            11,
            "an empty line is not text",
        ),
        (TITLE_A, "title:", 8, "'title' is empty, expected some text behind it"),
        ("title: Small", "title: x\nlength: 90.5", 3, f"'90.5' is not a whole number, {WHOLE}"),
        ("title: Small", "title: x\nlength: " + "9" * 6000, 3, f"99…' is too large, {WHOLE}"),
        (
            TITLE_A,
            "title: x\n        optional: hm",
            9,
            "'hm' is neither yes nor no, expected true or",
        ),
        (
            "    items:\n",
            "    items:\n      - words\n",
            7,
            f"not a set of 'key: value' lines, {KEYS}",
        ),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_was_expected(
    old: str, new: str, line: int, said: str
) -> None:
    assert old in SMALL
    (problem,) = problems(SMALL.replace(old, new, 1))
    assert problem.startswith(f"g.yaml:{line}: ")
    assert said in problem


def test_an_unknown_frame_is_named_on_its_line() -> None:
    text = SMALL.replace("title: Small", "title: Small\nframe: crm-joind")
    said = "g.yaml:3: there is no frame 'crm-joind', expected 'crm-joined' perhaps"
    assert problems(text, frames=["crm-joined", "four-elements"]) == [said]
    assert parse_guide(text).frame == "crm-joind"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: the file is empty"),
        ("# only a comment", "1: the file is empty"),
        ("- a\n- b", "1: this is not a guide or frame"),
        ("just words", "1: this is not a guide or frame"),
        ("id: a\nsections:\n\t- part: x", "3: there is a tab before the text"),
        ("id: [a, b\ntitle: c", "2: this is not valid YAML"),
        ("title: a: b", "1: a second ': ' stands in this line"),
        ("title: 'open", "1: this is not valid YAML"),
        ("id: a\n---\nid: b", "2: a second document begins here"),
        ("title: a\x00b", "1: character U+0000 cannot be in a guide"),
        ("id: a\ntitle: \x1b[31m", "2: character U+001B cannot be in a guide"),
        ("id: a\ntitle: \ud800", "2: character U+D800 cannot be in a guide"),
        ("a: " + "[" * 5000, "1: too many levels inside each other"),
        ("a:\n" + "\n".join("  " * n + "a:" for n in range(1, 60)), ": too many levels"),
        ("title: *note", "1: text that begins with * names nothing"),
        ("!!python/object/apply:os.system ['true']", "1: the tag 'python/object/apply:os.system'"),
        ("title: !!binary aGk=", "1: the tag 'binary' is not used"),
        ("? [a, b]\n: c", "1: this key is not a word"),
        ("x" * 250_001, "the text is too large, expected at most 250,000 characters"),
    ],
)
def test_what_is_no_guide_gets_a_clear_sentence(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text))


def test_a_few_lines_of_aliases_cannot_become_a_billion_texts() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "aliases (*) make this file too large" in problems("\n".join(levels))[-1]


def test_a_file_full_of_faults_names_the_first_hundred() -> None:
    assert len(problems("a: b\n" * 5_000)) == 100


def test_aliases_cannot_nest_deeper_than_brackets_may() -> None:
    lines = [f"k{n}: &k{n} {'[' * 15}*k{n - 1}{']' * 15}" for n in range(1, 75)]
    text = "\n".join(["k0: &k0 x", *lines])
    assert any("too many levels inside each other" in problem for problem in problems(text))


def test_an_alias_that_holds_itself_is_refused() -> None:
    assert any("refers to what it stands in" in line for line in problems("id: &x [*x]"))


def test_an_honest_alias_is_read() -> None:
    text = SMALL.replace("title: What we do", "title: &t What we do")
    guide = parse_guide(text.replace("title: Is it working", "title: *t"))
    assert {item.title for item in guide.items()} == {"What we do"}


def test_right_to_left_and_emoji_text_is_kept_and_overrides_are_not() -> None:
    guide = parse_guide(SMALL.replace("title: Small", 'title: "שלום \u202e👩🏽‍🔧 e\u0301"'))
    assert guide.title == "שלום 👩🏽‍🔧 é"


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("id: a\ntitle: Café".encode("latin-1"))
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * 250_001)
    expected = {
        latin: f"{latin}:2: this is not UTF-8 text",
        large: f"{large}: the file is too large",
        tmp_path / "none.yaml": "cannot be read (No such file or directory)",
        tmp_path: "cannot be read (Is a directory)",
    }
    for path, said in expected.items():
        with pytest.raises(GuideError, match=r".+") as raised:
            read_guide(path)
        assert said in str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "guide.yaml"
    path.write_text(SMALL, encoding=encoding, newline="\r\n")
    assert read_guide(path) == parse_guide(SMALL)


FRAME = """\
id: mine
name: Mine
elements:
  - key: people
    name: People
    hotkey: p
    aliases: [staff]
  - key: tools
    name: Tools
    hotkey: t
"""


@pytest.mark.feature("3.03", "4.01")
def test_a_frame_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(FRAME, encoding="utf-8")
    frame = read_frame(path)
    assert [element.key for element in frame.elements] == ["people", "tools"]
    assert parse_frame(dump_frame(frame)) == frame


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key: tools", "key: people", "f.yaml:8: the tag 'people' is taken (line 4)"),
        ("key: tools", "key: staff", "f.yaml:8: the tag 'staff' is taken (line 7)"),
        ("hotkey: t", "hotkey: P", "f.yaml:10: the hotkey 'P' is taken (line 6)"),
        ("hotkey: t", "hotkey: to", "f.yaml:10: 'to' is too long for 'hotkey', expected at most 1"),
        ("name: Tools", "nam: Tools", "f.yaml:9: 'nam' is not known here, expected 'name' perhaps"),
    ],
)
def test_a_frame_that_leaves_a_tag_in_doubt_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(GuideError) as raised:
        parse_frame(FRAME.replace(old, new), "f.yaml")
    assert said in str(raised.value)
