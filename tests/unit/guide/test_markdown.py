"""A guide written in Markdown comes in with every word, its ids, and nobody's name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import focusgroup
from focusgroup.domain.guide import Guide, Kind, Part
from focusgroup.domain.text import clean_lines
from focusgroup.guide.heading import length, timing
from focusgroup.guide.markdown import Imported, parse_markdown, read_markdown
from focusgroup.guide.reader import GuideError, dump_guide, parse_guide

SAMPLE = Path(focusgroup.__file__).parent / "exchange" / "sample"


@pytest.fixture(scope="module")
def sample() -> Imported:
    return read_markdown(SAMPLE / "guide.md")


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def everything(guide: Guide) -> str:
    """All the words a guide holds."""
    return json.dumps(guide.model_dump(mode="json"), ensure_ascii=False).replace("\\n", " ")


@pytest.mark.feature("1.26")
def test_the_sample_guide_keeps_every_id_that_comments_refer_to(sample: Imported) -> None:
    rows = (SAMPLE / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    used = {json.loads(row)["guide_item"] for row in rows}
    assert {item.id for item in sample.guide.items()} >= used
    assert len(used) == 11


@pytest.mark.feature("1.26", "1.27")
def test_the_sample_guide_comes_in_with_parts_minutes_methods_and_conditions(
    sample: Imported,
) -> None:
    guide = sample.guide
    assert [section.part for section in guide.sections] == list(Part)[:5]
    assert (guide.length, guide.minutes) == (90, 93)
    items = {item.id: item for item in guide.items()}
    assert (items["a"].method, items["a"].minutes) == ("flip_chart", 11)
    assert items["a"].probes == ("Who taught you that? Is it written down anywhere?",)
    assert items["d"].only_for == "support functions"
    assert items["journey"].optional
    assert items["opening"].introduce
    assert [items[i].kind for i in ("opening", "a", "ending", "summary")] == [
        Kind.OPENING, Kind.KEY, Kind.ENDING, Kind.SUMMARY,
    ]  # fmt: skip


@pytest.mark.feature("1.32")
def test_names_of_the_team_become_blanks_everywhere_and_this_is_told(sample: Imported) -> None:
    text = everything(sample.guide)
    for name in ("Helen", "Strand", "Idris", "Vane"):
        assert name not in text
        assert name not in " ".join(sample.guesses)
    welcome = sample.guide.item("introductions")
    assert welcome is not None
    assert "I am {{ moderator }}, I do not work" in welcome.say
    assert "and {{ note_taker }} is here" in welcome.say
    assert "A name became {{ moderator }} in 2 places; no guide names people." in sample.guesses


def test_every_word_of_the_sample_guide_is_kept(sample: Imported) -> None:
    source = (SAMPLE / "guide.md").read_text(encoding="utf-8")
    # What becomes a field: minutes, the method, the condition, and the names.
    fields = words("minutes flip chart only if time allows probe Helen Strand Idris Vane")
    numbers = {word for word in words(source) if word.isdigit()}
    assert words(source) - words(everything(sample.guide)) <= fields | numbers


def test_an_imported_guide_can_be_saved_and_read_as_yaml(sample: Imported) -> None:
    assert parse_guide(dump_guide(sample.guide)) == sample.guide


BOLD = """\
Moderator: Dr. Ada Holt-Fenn and note-takers: Bo Lind, C. Marsh

**Welcome**
Duration: ~5 minutes
Ada welcomes everyone. C. Marsh and Lind take notes.

**Discussion**
1. What do you use? Bo asks.
   - 10 minutes
   - Can you give an example?
   - If yes, for how long?
   - bring the chart
2. Q
(pause here)
| time | what |
"""


def test_bold_lines_and_numbered_questions_are_understood_too() -> None:
    imported = parse_markdown(BOLD)
    guide = imported.guide
    assert [section.part for section in guide.sections] == [Part.INTRODUCTIONS, Part.QUESTIONS]
    assert guide.sections[0].items[0].minutes == 5
    first, second = guide.sections[1].items
    assert first.ask == "What do you use? {{ note_taker }} asks."
    assert first.minutes == 10
    assert first.probes == ("Can you give an example?", "If yes, for how long?")
    assert first.note == "bring the chart"
    assert second.note == "(pause here)\n| time | what |"
    assert "{{ note_taker }} and {{ note_taker }} take notes" in guide.sections[0].items[0].say
    assert not {"ada", "holt", "fenn", "lind", "marsh"} & words(everything(guide))
    assert "Line 7: a numbered line was taken as a question." not in imported.guesses
    assert "Line 8: a numbered line was taken as a question." in imported.guesses


def test_bold_is_emphasis_where_there_are_headings() -> None:
    guide = parse_markdown("## Welcome (2 min)\n**Smile**\n## Questions\n### a: A\nWhat?").guide
    assert [item.id for item in guide.items()] == ["introductions", "a"]
    assert guide.sections[0].items[0].say == "**Smile**"


def test_an_id_used_twice_is_changed_and_told() -> None:
    imported = parse_markdown("## Questions\n### a: One (1 min)\nWhat?\n### a: Two (1 min)\nHow?")
    assert [item.id for item in imported.guide.items()] == ["a", "two"]
    assert "Line 4: id 'a' was taken; now 'two'." in imported.guesses


def test_what_is_missing_is_guessed_and_told() -> None:
    imported = parse_markdown("## Something else\n### First\nWhat?")
    assert imported.guide.sections[0].part is Part.QUESTIONS
    assert imported.guide.length == 90
    assert imported.guesses == (
        "Line 1: a part of its own was taken as questions.",
        "Line 2: no minutes are given for 'first'.",
        "No length was stated; the items add to 0 minutes.",
    )


@pytest.mark.parametrize("text", ["", "\n\n", "only words", "# Only a title\n\nand words"])
def test_a_text_without_parts_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(GuideError, match="expected headings such as '## Questions'"):
        parse_markdown(text)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(GuideError, match="cannot be read"):
        read_markdown(tmp_path / "none.md")
    with pytest.raises(GuideError, match="too large"):
        parse_markdown("x" * 250_001)


@pytest.mark.parametrize("line", ["### a" + " " * 99_000 + "b", "- " * 99_000, "(" * 99_000])
def test_a_line_of_absurd_length_is_kept_as_words(line: str) -> None:
    guide = parse_markdown(f"## Welcome\n{line} end").guide
    assert "end" in everything(guide)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("10 minutes", 10), ("5 min", 5), ("~15 minutes", 15), ("7.5 min.", 7.5), ("1 minute", 1),
        ("11:25-12:00", 35), ("23:50–00:10", 20), ("about 5 mins", 5), ("5-minute", 5),
        ("five minutes", None), ("10", None), ("10 people", None),
    ],
)  # fmt: skip
def test_lengths_as_people_write_them(said: str, minutes: float | None) -> None:
    assert length(said) == minutes
    assert timing(f"- Duration: {said}") == minutes


LINES = ["# T", "## Welcome (5 min)", "## Questions", "### a: One (5 min, flip chart, odd)", "###"]
LINES += [
    "**bold**",
    "- Probe: why so?",
    "1. What now?",
    "* a point",
    "---",
    "```",
    "",
    "| a | b |",
]
LINES += ["Note: be slow", "(aside)", "{{ site }}", "## Other (x only)", "5 minutes", "> said"]
line = st.one_of(
    st.sampled_from(LINES), st.text("abcdefg hij?.", max_size=20), st.text(max_size=12)
)


@given(st.lists(line, max_size=25).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_no_word_of_any_text_is_lost(text: str) -> None:
    try:
        guide = parse_markdown("## Start\n" + text).guide
    except GuideError:
        return
    assert parse_guide(dump_guide(guide)) == guide
    syntax = words("probe note min minute minutes flip chart only 1 5")
    plain = {word for word in words(clean_lines(text)) if word.isascii()}
    held = words(everything(guide))
    assert plain - held <= syntax
