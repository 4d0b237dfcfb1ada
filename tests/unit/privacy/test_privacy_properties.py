"""What must hold of masking for any text whatever."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.text import clean
from focusgroup.privacy import Person, Scrubber, scrub
from focusgroup.privacy.draft import behind_the_key
from focusgroup.privacy.glance import Glance
from focusgroup.report.gate import EveryRoster
from support import privacy_rooms as rooms

ROSTER = (
    Person("P1", "Denise", "Okafor"),
    Person("P2", "Will", "Hartnoll"),
    Person("P3", "Siân", "Pritchard-Rees"),
    Person("P4", "May", "Sutcliffe"),
    Person("P5", "Tomasz", "Wilk", ("Tomek",)),
    Person("P6", "Hye-jin", "Park"),
    Person("P7", "Mark", "Cole"),
    Person("P8", "愛子", "田中"),
)
NEVER = ("Norwell Homes", "Marlow & Pike", "Dunmere")

# Pieces that meet every layer, put together in any order; then text of any kind at all.
_PIECES = """
Denise Okafor denise Will will May may Hartnoll Siân sian Sian's Tomek tomasz Wilk Hye-jin Cole
Coles the a and of Mr Mrs Dr D. J Van der de Oyelaran Xhqzt Sharon sharon Bill bill Um Yeah I I'm
said asked called boss in by to with Norwell Homes norwell-homes Norwel Marlow & Pike Dunmere
Dunmeres April June IT CRM WarmPlan joy_test [P3] [name 7] [name [ ] ( ) . , ! ? … — ' " ’s 's - _
@ / 07700 900412 4471-09 ends 3319 a@b.example www.x.example 2021 £40 14 Mill Rise 愛子さん עברית
😀 ß İ ŁUKASZ Łukasz O'Brien McAllan SandraVeitch
"""
PIECES = st.sampled_from([*_PIECES.split(), "\x1b[31m", "\u202e", "\u0301", "\x00"])
LINES = st.one_of(
    st.lists(
        st.tuples(PIECES, st.sampled_from(["", " ", " ", " ", "-", "_", ". "])), max_size=25
    ).map(lambda pairs: "".join(piece + gap for piece, gap in pairs)),
    st.text(max_size=200),
    st.text(alphabet="abIJMcdO'’-_.@ 0123456789[]P", max_size=80),
)


def make() -> Scrubber:
    return Scrubber(ROSTER, NEVER)


@given(LINES)
@settings(max_examples=400, deadline=None)
def test_scrubbing_again_changes_nothing(text: str) -> None:
    scrubber = make()
    once = scrubber.scrub(text).text
    assert scrubber.scrub(once).text == once


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_another_scrubber_of_the_same_room_changes_nothing_either(text: str) -> None:
    once = make().scrub(text).text
    assert make().scrub(once).text == once


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_replacements_rebuild_the_written_text_from_the_cleaned_original(text: str) -> None:
    result = make().scrub(text)
    original, rebuilt, end = clean(text), "", 0
    for each in result.replacements:
        assert end <= each.start < each.end <= len(original)
        assert original[each.start : each.end] == each.original
        assert 0 < each.certainty <= 1
        rebuilt += original[end : each.start] + each.code
        end = each.end
    assert rebuilt + original[end:] == result.text


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_the_text_grows_by_at_most_forty_characters_a_replacement(text: str) -> None:
    result = make().scrub(text)
    assert len(result.text) <= len(clean(text)) + 40 * len(result.replacements)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_any_door_raise(text: str) -> None:
    scrubber = Scrubber(
        [Person("P1", text[:9], text[9:20], (text[20:30],))], [text[:40]], keep=[text[5:9]]
    )
    scrubber.scrub(text)
    scrubber.scrub_draft(text)
    scrubber.hits(text)
    scrubber.keep_word(text[:12])
    scrubber.mask_word(text[3:15])
    scrubber.scrub(text)


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_nothing_printed_of_the_machinery_shows_a_word(text: str) -> None:
    scrubber = make()
    result = scrubber.scrub(text)
    shown = repr(scrubber) + repr(ROSTER) + "".join(map(repr, result.replacements))
    for person in ROSTER:
        assert person.first not in shown
        assert person.last not in shown


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_what_was_scrubbed_has_no_hits_left(text: str) -> None:
    scrubber = make()
    assert scrubber.hits(scrubber.scrub(text).text) == ()


class Thorough(Scrubber):
    """Looks closer at every text, where the rescan passes most of them at a glance."""

    def _may_hold_known(self, glance: Glance) -> bool:
        return True


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_the_rescan_at_a_glance_misses_nothing_a_close_look_finds(text: str) -> None:
    assert make().hits(text) == Thorough(ROSTER, NEVER).hits(text)


OTHERS = (
    (Person("P1", "Hope", "Lyle"), Person("P2", "Mark", "Wilk")),
    (Person("P1", "Denise", "Adu"), Person("P2", "Bill", "Maine")),
)


@given(st.lists(LINES, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_lists_asked_together_find_what_each_finds_alone_and_slowly(texts: list[str]) -> None:
    rosters = (ROSTER, *OTHERS)
    together = EveryRoster(tuple(Scrubber(roster, NEVER) for roster in rosters))
    for text in texts:  # one after the other, so that what is remembered may mislead
        slowly = [hit for roster in rosters for hit in Thorough(roster, NEVER).hits(text)]
        assert together.hits(text) == slowly


@given(LINES, LINES, st.sampled_from(["Denise", "Xhqzt", "joy", "grey heron"]))
@settings(max_examples=150, deadline=None)
def test_a_rescan_after_somebody_became_known_finds_them_too(first, second, phrase) -> None:
    quick, slow = make(), Thorough(ROSTER, NEVER)
    for scrubber in (quick, slow):
        scrubber.hits(second)
        scrubber.scrub(first)
        scrubber.mask_word(phrase)
    assert quick.hits(second) == slow.hits(second)


def steps(text: str) -> int:
    """Count the Python lines run while a text is scrubbed: a cost without a clock."""
    counted = 0

    def count(frame, event, arg):
        nonlocal counted
        counted += event == "line"
        return count

    scrubber = make()
    scrubber.scrub("warm")
    sys.settrace(count)
    try:
        scrubber.scrub(text)
    finally:
        sys.settrace(None)
    return counted


@pytest.mark.parametrize(
    "piece",
    [
        "x ",
        "Will ",
        "Denise ",
        "Xhqzt ",
        "a@",
        "1-",
        "1 ",
        "A. ",
        "de la ",
        "[P3]",
        "Norwell ",
        "no-",
        "May and ",
        "0\u00de",
    ],
)
def test_the_work_grows_with_the_length_of_the_line_and_no_faster(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (2_000, 8_000))
    assert steps(long) <= 4.6 * steps(short) + 2_000


def test_a_line_of_ten_thousand_characters_is_masked_whole() -> None:
    line = "Denise said it and Sharon heard it. " * 280
    result = scrub(line, [("P1", "Denise", "Okafor")])
    assert "Denise" not in result.text
    assert "Sharon" not in result.text
    assert len(result.replacements) == 560


_TALK = "they we said that the board was late and it came from then about with"
ORDINARY = st.sampled_from(sorted(set(_TALK.split())))
_NAMES = """Denise;Denise Okafor;Will Hartnoll;Siân;Tomek;denise;norwell homes;marlow and pike;
tomasz;Norwell Homes;Dunmere;
Marlow & Pike;Hye-jin;07700 900412;denise.o@norwell.example;Sharon;Xhqzt"""
NAMES = st.sampled_from([name.strip() for name in _NAMES.split(";")])


@given(st.lists(ORDINARY, max_size=5), NAMES, st.lists(ORDINARY, max_size=3))
@settings(max_examples=150, deadline=None)
def test_no_start_of_a_name_is_saved_while_it_is_typed(before, name, after) -> None:
    """At each key the saved draft holds no typed start, of two letters or more, of the name."""
    lead = " ".join([*before, ""]) if before else ""
    line = lead + name + " " + " ".join(after)
    others = {word.casefold() for word in (*before, *after)}
    scrubber = make()
    for typed in range(len(lead) + 1, len(line) + 1):
        saved = scrubber.scrub_draft(line[:typed])
        start = line[len(lead) : min(typed, len(lead) + len(name))]
        left = saved.casefold().split()
        for piece in start.split():
            linking = "and".startswith(piece)  # tells nobody
            if len(piece) > 1 and not linking and piece.casefold() not in others:
                assert piece.casefold() not in left, (line[:typed], saved)


@given(
    st.lists(st.sampled_from([*"aehilmorstw", " ", " ", "'", ",", "D", "M"]), max_size=40).map(
        "".join
    )
)
@settings(max_examples=150, deadline=None)
def test_a_draft_is_the_start_of_what_would_be_written_and_never_more(text: str) -> None:
    saved = make().scrub_draft(text)
    assert len(saved) <= len(make().scrub(text).text) + 40
    scrubber = make()
    scrubber.scrub_draft(text)
    assert scrubber.next_number == 1


def test_the_rooms_of_the_sample_are_stable_under_a_second_scrub() -> None:
    for group in rooms.GROUPS:
        scrubber = rooms.scrubber(group)
        for comment in rooms.comments():
            if comment["group"] == group:
                once = scrubber.scrub(comment["text"]).text
                assert scrubber.scrub(once).text == once


@given(st.lists(ORDINARY, min_size=1, max_size=5), NAMES, st.lists(ORDINARY, min_size=1))
@settings(max_examples=150, deadline=None)
def test_no_start_of_a_name_is_saved_while_it_is_typed_into_a_line(before, name, after) -> None:
    """Nor while it is taken out again, letter by letter."""
    others = {word.casefold() for word in (*before, *after)}
    scrubber = make()
    line = " ".join([*before, *after])
    for length in (*range(1, len(name) + 1), *range(len(name) - 1, 0, -1)):
        grown = " ".join([*before, name[:length], *after])
        saved = scrubber.scrub_draft(grown, behind_the_key(line, grown))
        line = grown
        left = saved.casefold().split()
        for piece in name[:length].split():
            if len(piece) > 1 and not "and".startswith(piece) and piece.casefold() not in others:
                assert piece.casefold() not in left, (grown, saved)


def test_what_stands_around_a_name_typed_into_a_line_is_saved() -> None:
    saved = make().scrub_draft("they said Denis was late again", len(" was late again"))
    assert saved == "they said  was late again"
    whole = make().scrub_draft("Sharon said Denise was late", len(" late"))
    assert whole == "[name 1] said [P1] was late"


@pytest.mark.parametrize(
    "half", ["j dot farr", "j dot farrow a", "j dot farrow at quern d", "14 Kes"]
)
def test_half_an_address_is_not_saved_before_it_is_whole(half: str) -> None:
    assert make().scrub_draft(f"they wrote it for {half}") == "they wrote it for"


@given(st.text("ab c", max_size=12), st.text("ab c", max_size=12))
def test_what_stands_behind_the_key_is_the_end_of_both_texts(before: str, after: str) -> None:
    behind = behind_the_key(before, after)
    assert before.endswith(after[len(after) - behind :])
    changed = len(after) - behind
    assert after[:changed] != before[: len(before) - behind] or before == after
