"""Word wrap keeps every character and never overflows a line."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.cells import clusters, fit, minutes_and_seconds, pad, wrap
from support.hostile import HOSTILE

TEXT = st.text(
    st.one_of(
        st.sampled_from("abc de fg “”…"),
        st.sampled_from("日本語👩🙂\u200d\ufe0f\u0301\u0300שלום"),
        st.characters(blacklist_categories=("Cs", "Cc")),
    ),
    max_size=120,
).map(clean)


@given(TEXT, st.integers(2, 60))
def test_wrapped_lines_hold_every_character_but_the_spaces_they_break_at(text, width):
    spans = wrap(text, width)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert text[end:start] in ("", " ")


@given(TEXT, st.integers(2, 60))
def test_no_wrapped_line_is_wider_than_asked_unless_one_character_is(text, width):
    for start, end in wrap(text, width):
        line = text[start:end]
        assert cell_len(line) <= width or len(list(clusters(line))) == 1


def test_words_break_at_spaces_and_a_long_word_only_where_it_must():
    text = "we re-key every order"
    assert [text[a:b] for a, b in wrap(text, 9)] == ["we re-key", "every", "order"]
    assert [b - a for a, b in wrap("x" * 25, 10)] == [10, 10, 5]


def test_wide_characters_take_two_cells_and_joined_ones_stay_together():
    text = "日本語"
    assert [text[a:b] for a, b in wrap(text, 4)] == ["日本", "語"]
    family = "👩‍👩‍👧‍👦"
    assert [family[a:b] for a, b in wrap(family, 2)] == [family]


@given(TEXT, st.integers(0, 40))
def test_fitted_and_padded_text_has_the_asked_width(text, width):
    assert cell_len(fit(text, width)) <= width
    assert cell_len(pad(text, width)) == width
    assert cell_len(pad(text, width, right=True)) == width


def test_every_hostile_text_can_be_wrapped():
    for text in HOSTILE:
        assert wrap(clean(text), 20)


def test_times_read_as_on_a_clock():
    assert minutes_and_seconds(75) == "1:15"
    assert minutes_and_seconds(5025) == "1:23:45"
    assert minutes_and_seconds(-61) == "−1:01"
    assert minutes_and_seconds(0) == "0:00"
