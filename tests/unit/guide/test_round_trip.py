"""Guides and frames survive being written as YAML; any text whatever is a guide or an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.element import Criterion, Element, Frame
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Kind, Method, Part
from focusgroup.domain.text import clean_lines
from focusgroup.guide.reader import (
    GuideError,
    dump_frame,
    dump_guide,
    parse_frame,
    parse_guide,
)
from focusgroup.guide.template import new_guide

SMALL = new_guide("Small", 30)


# Texts as the reader leaves them: cleaned, without white space at either end.
def _tidy(text: str) -> str:
    return clean_lines(text).strip()


texts = st.text(max_size=30).map(_tidy) | st.sampled_from(
    ["yes", "null", "~", "1.0", "- x", "a: b", "# c", "'", '"', "a\n\n  b\nc", "{{ x }}", "=", "<<"]
)
titles = texts.filter(bool)
lists = st.lists(titles, max_size=3).map(tuple)
minutes = st.integers(0, 600) | st.floats(0, 600, allow_nan=False)
methods = [m.value for m in Method if m not in {Method.EACH, Method.WORKSHEET}]


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    ids = draw(
        st.lists(st.from_regex(r"[a-z][a-z0-9_-]{0,5}(:[a-z0-9_-]{1,4})?", fullmatch=True),
                 min_size=1, max_size=5, unique=True)
    )  # fmt: skip
    items = [
        draw(
            st.builds(
                GuideItem, id=st.just(each), title=titles, kind=st.sampled_from(Kind),
                method=st.sampled_from([*methods, "worksheet: gaps"]), minutes=minutes, say=texts,
                ask=texts, note=texts, probes=lists, checklist=lists, only_for=texts,
                optional=st.booleans(), introduce=st.booleans(),
            )
        )
        for each in ids
    ]  # fmt: skip
    sections = tuple(
        GuideSection(part=draw(st.sampled_from(Part)), title=draw(titles), items=(item,))
        for item in items
    )
    return draw(
        st.builds(
            Guide, id=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), title=titles,
            version=texts, description=texts, language=texts, length=st.integers(5, 600),
            frame=texts, group_kind=texts, sections=st.just(sections),
        )
    )  # fmt: skip


@given(guides())
@settings(max_examples=150, deadline=None)
def test_a_guide_written_to_yaml_reads_back_the_same(guide: Guide) -> None:
    assert parse_guide(dump_guide(guide)) == guide


@given(texts, titles, lists)
@settings(deadline=None)
def test_a_frame_written_to_yaml_reads_back_the_same(
    words: str, name: str, aliases: tuple[str, ...]
) -> None:
    aliases = tuple(a for a in dict.fromkeys(a.casefold() for a in aliases) if a != "people")
    criteria = (Criterion(id="one", text=words),)
    element = Element(
        key="people", name=name, hotkey="p", aliases=aliases, description=words,
        criteria=criteria, same_as={"other": "ppl"},
    )  # fmt: skip
    frame = Frame(id="mine", name=name, description=words, elements=(element,))
    assert parse_frame(dump_frame(frame)) == frame


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_gives_a_guide_or_a_guide_error(text: str) -> None:
    with pytest.raises(GuideError):
        parse_guide(text)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_guide_broken_anywhere_still_gives_a_sentence(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(SMALL)))
    junk = data.draw(
        st.sampled_from(["\t", "{", "]", ": ", "- ", "&a", "*a", "'", "\x00", "|", "!x "])
    )
    said = ""
    try:
        parse_guide(SMALL[:place] + junk + SMALL[place:], "g.yaml")
    except GuideError as error:
        said = str(error)
    assert all(line.startswith("g.yaml:") for line in said.splitlines())
