"""Blanks in a script are filled with what the session knows, and what is open stays visible."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.guide.placeholders import (
    KNOWN,
    fill,
    foreign_in,
    names_in,
    recording_sentence,
)


@pytest.mark.feature("1.29", "1.33")
def test_blanks_are_filled_with_or_without_spaces() -> None:
    text = "I am {{ moderator }} and we have {{length}} minutes."
    filled = fill(text, {"moderator": "Ada", "length": "90"})
    assert filled == ("I am Ada and we have 90 minutes.", ())


def test_a_blank_without_a_value_stays_and_is_listed_once() -> None:
    text = "{{ site }} and {{ moderator }} and {{ site }}"
    assert fill(text, {"moderator": "  "}) == (text, ("site", "moderator"))
    assert names_in(text) == ("site", "moderator")


def test_a_value_is_words_even_when_it_looks_like_a_blank_or_a_pattern() -> None:
    values = {"approach": r"{{ length }} \1 [b] \g<0>", "length": "90"}
    assert fill("On {{ approach }}.", values) == (r"On {{ length }} \1 [b] \g<0>.", ())


@pytest.mark.feature("1.35")
def test_a_group_of_mixed_departments_is_asked_about_your_department() -> None:
    assert fill("What does {{ department }} do?", {})[0] == "What does your department do?"
    assert fill("What does {{ department }} do?", {"department": "Stores"})[1] == ()


@pytest.mark.parametrize("text", ["{{ }}", "{{ a b }}", "{ moderator }", "{{moderator}", "{{ 1 }}"])
def test_what_is_no_blank_is_left_alone(text: str) -> None:
    assert fill(text, dict.fromkeys(KNOWN, "x")) == (text, ())


def test_blanks_of_other_programs_are_found_for_the_linter() -> None:
    text = "I am [your name], <topic>, {{ two words }}, {{ moderator }}; 3 < 4 > 2 [1]"
    assert foreign_in(text) == ("[your name]", "<topic>", "{{ two words }}")


@given(st.text(), st.dictionaries(st.sampled_from(sorted(KNOWN)), st.text(max_size=5)))
@settings(deadline=None)
def test_any_text_is_kept_around_its_blanks(text: str, values: dict[str, str]) -> None:
    filled, still_open = fill(text, values)
    assert set(still_open) <= set(names_in(text))
    if not names_in(text):
        assert filled == text


@pytest.mark.feature("1.31")
def test_the_recording_sentence_follows_the_answers() -> None:
    said = recording_sentence(True, "to check the notes", "the research team", "2027-01-31")
    assert said == (
        "With your agreement we record the sound. If anyone would rather not, we do not record. "
        "The recording is used to check the notes. It is kept by the research team and destroyed"
        " by 31 January 2027."
    )
    assert recording_sentence(False, "x", "y", "z") == (
        "We do not record this session. We take written notes, and they name nobody."
    )


@pytest.mark.feature("1.31")
def test_an_answer_still_open_is_seen_before_it_is_read_out() -> None:
    said = recording_sentence(True, "", "", "")
    for gap in ("[say what it is used for]", "[say who keeps it]", "[say by which date]"):
        assert gap in said
    assert "used for this: the notes." in recording_sentence(True, "the notes.", "us", "May")
    assert recording_sentence(True, "x", "us", "end of May").endswith("by end of May.")


@pytest.mark.feature("1.31")
@given(st.booleans(), st.text(max_size=20), st.text(max_size=20), st.text(max_size=10))
@settings(deadline=None)
def test_the_recording_sentence_itself_promises_nothing_more(
    recording: bool, use: str, keeper: str, day: str
) -> None:
    said = recording_sentence(recording, use, keeper, day)
    own = said.replace(use, "").replace(keeper, "").replace(day, "")
    assert not {"anonymous", "guarantee", "never", "nobody else"} & set(own.casefold().split())
