"""A word list left on the disk: it holds just the words of its file, whatever their place."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focusgroup.privacy import lexicon
from focusgroup.privacy.lexicon import Lines

WORDS = st.lists(st.text("abcdxyzé'-", min_size=1, max_size=30), max_size=900, unique=True)


@given(WORDS, st.text("abcdxyzé'-", min_size=1, max_size=30))
def test_a_list_holds_its_words_and_no_other(words: list[str], other: str) -> None:
    held = "".join(f"{word}\n" for word in sorted(words, key=str.encode)).encode()
    lines = Lines(lambda size, at: held[at : at + size])
    assert all(word in lines for word in words)
    assert (other in lines) == (other in words)


@pytest.mark.parametrize("name", lexicon._LISTS)
def test_every_shipped_list_ends_its_lines_and_is_sorted(name: str) -> None:
    text = files("focusgroup.privacy").joinpath("words", name).read_text("utf-8")
    words = text.split("\n")
    assert words.pop() == ""
    encoded = [word.encode() for word in words]
    assert encoded == sorted(encoded)
    assert all(word in lexicon._lines(name) for word in (words[0], words[-1], *words[::97]))
