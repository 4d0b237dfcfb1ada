"""What a note-taker types, and what the line is taken for."""

from __future__ import annotations

import pytest

from focusgroup.capture.describe import Chip, describe
from focusgroup.capture.grammar import GRAMMAR, Row
from focusgroup.capture.line import parse
from focusgroup.domain.comment import CommentKind, DraftComment, Valence, Voice
from focusgroup.domain.element import Element, Frame
from focusgroup.domain.session import Seat

FRAME = Frame(
    id="crm-joined",
    name="Joined",
    elements=(
        Element(key="people", name="People", hotkey="p"),
        Element(key="process", name="Process", hotkey="r", aliases=("proc",)),
        Element(key="procedures", name="Procedures", hotkey="d", aliases=("pcd",)),
        Element(key="technology", name="Technology", hotkey="t"),
        Element(key="programs", name="Programs", hotkey="g", aliases=("prog",)),
    ),
)
SEATS = tuple(Seat(id=f"s{n}", session="g1", code=f"P{n}") for n in range(1, 9))
NUMBERS = range(1, 9)


def read(line: str, hint: CommentKind | None = None) -> DraftComment:
    return parse(line, FRAME, kind_hint=hint, seats=NUMBERS)


@pytest.mark.parametrize(
    ("sign", "valence"),
    [
        ("", Valence.NEUTRAL),
        (":", Valence.NEUTRAL),
        ("·", Valence.NEUTRAL),
        ("+", Valence.STRENGTH),
        ("-", Valence.WEAKNESS),
        ("!", Valence.IDEA),
        ("~", Valence.MIXED),
    ],
)
def test_the_sign_behind_the_seat_is_the_valence(sign: str, valence: Valence) -> None:
    draft = read(f"3{sign} they re-key every order")
    assert (draft.voice, draft.seats, draft.valence) == (Voice.SEAT, (3,), valence)
    assert draft.text == "they re-key every order"
    assert draft.notices == ()


def test_the_line_of_the_design_is_seat_weakness_verbatim_and_two_elements() -> None:
    draft = read('3- "they re-key every order" #tech #proc')
    assert draft.seats == (3,)
    assert draft.valence is Valence.WEAKNESS
    assert draft.kind is CommentKind.VERBATIM
    assert draft.text == "they re-key every order"
    assert draft.elements == ("technology", "process")


def test_several_seats_and_an_answer() -> None:
    assert read("3,5,3+ both of us").seats == (3, 5)
    draft = read("p3>P5+ that is not what we see")
    assert (draft.seats, draft.answers, draft.valence) == ((3,), 5, Valence.STRENGTH)


def test_room_and_unknown_speaker() -> None:
    assert read("* everyone nods").voice is Voice.ROOM
    assert read("*- nobody likes it").valence is Valence.WEAKNESS
    draft = read("? someone at the back: lost a day")
    assert (draft.voice, draft.text) == (Voice.UNKNOWN, "someone at the back: lost a day")


@pytest.mark.parametrize(
    "line", ["*word* was stressed", "??? no idea", "*", "3.5 hours", "3:30 it was"]
)
def test_only_a_mark_that_stands_alone_is_a_mark(line: str) -> None:
    draft = read(line)
    assert draft.text == ("" if line == "*" else line)
    assert draft.seats == ()


@pytest.mark.parametrize("quotes", ['""', "“”", "«»", "‘’", "''", "„“"])
def test_quotes_around_the_whole_text_make_it_verbatim(quotes: str) -> None:
    draft = read(
        f"3 {quotes[0]}we don’t know, we can't{quotes[1]}" if quotes != "‘’" else "3 ‘we can't’"
    )
    assert draft.kind is CommentKind.VERBATIM
    assert draft.text.startswith("we")
    assert draft.text.endswith("can't")


@pytest.mark.parametrize(
    "line",
    ['"one" and "two"', "“one” and “two”", "'one' and 'two'", '"', "'tis late", '"open only'],
)
def test_quotes_inside_a_sentence_stay_in_the_text(line: str) -> None:
    draft = read("3 " + line)
    assert draft.kind is CommentKind.PARAPHRASE
    assert draft.text == line


def test_brackets_are_the_observers_own_note() -> None:
    draft = read("(they look (long) at each other)")
    assert (draft.kind, draft.voice) == (CommentKind.OBSERVATION, Voice.TEAM)
    assert draft.text == "they look (long) at each other"
    assert read("3 (shrugs)").voice is Voice.SEAT
    assert read("(laughs) no, never (really)").kind is CommentKind.PARAPHRASE


def test_an_unclosed_bracket_is_still_a_note_and_says_so() -> None:
    draft = read("(they look away")
    assert (draft.kind, draft.text) == (CommentKind.OBSERVATION, "they look away")
    assert "not closed" in draft.notices[0]


def test_a_question_to_come_back_to() -> None:
    draft = read("^ what happened to the pilot?")
    assert (draft.kind, draft.voice) == (CommentKind.QUESTION, Voice.TEAM)
    assert draft.text == "what happened to the pilot?"
    assert read("3 ^what pilot").seats == (3,)


@pytest.mark.parametrize("dots", ["…", " …", "...", " ..."])
def test_dots_at_the_end_ask_for_the_recording(dots: str) -> None:
    draft = read(f"5 the callback promise{dots} #people")
    assert draft.incomplete
    assert draft.text == "the callback promise"


def test_dots_elsewhere_mean_nothing() -> None:
    draft = read('5 well... "I … maybe"')
    assert not draft.incomplete
    assert draft.text == 'well... "I … maybe"'


def test_a_seat_and_dots_alone_hold_the_place() -> None:
    draft = read("3 …")
    assert (draft.seats, draft.text, draft.incomplete) == ((3,), "…", True)


def test_two_exclamation_marks_at_the_end_are_force() -> None:
    assert read("3- every week !!").strong
    assert read("3- every week !! …").strong
    assert read("3- every week!!").text == "every week!!"
    assert not read("3- every !! week").strong


@pytest.mark.feature("3.03", "4.01")
def test_tags_are_keys_aliases_or_clear_beginnings_anywhere() -> None:
    draft = read("3- #TECH they re-key #pcd, daily #peo.")
    assert draft.elements == ("technology", "procedures", "people")
    assert draft.text == "they re-key, daily."
    assert read("#tech, #prog: 3- it is slow").text == "it is slow"
    assert read("#tech 3- it is slow").seats == (3,)


@pytest.mark.feature("1.38")
def test_ideas_carry_what_they_would_do_for_the_relationship() -> None:
    draft = read("3! ring before they ring us #maintain #exp #tech")
    assert draft.valence is Valence.IDEA
    assert draft.aims == ("maintain", "expand")
    assert draft.elements == ("technology",)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("3 slow #pro", "#process, #procedures or #programs"),
        ("3 slow #tecnology", "type #technology"),
        ("3 slow #zzz", "#people"),
    ],
)
def test_a_tag_not_understood_stays_in_the_text_with_what_to_type(line: str, says: str) -> None:
    draft = read(line)
    assert draft.text == line[2:]
    assert says in draft.notices[0]
    assert not draft.elements


@pytest.mark.parametrize("text", ["ticket #1", "a#tech", "# tech", "(#tech) was said", "C#"])
def test_a_hash_that_starts_no_word_is_text(text: str) -> None:
    draft = read("3 " + text)
    assert (draft.text, draft.elements, draft.notices) == (text, (), ())


@pytest.mark.parametrize("line", ["9- they re-key", "3,12+ both", "3>9 no", "p9 hello", "41 rang"])
def test_an_unknown_seat_stays_in_the_text_and_the_seats_are_named(line: str) -> None:
    draft = read(line)
    assert (draft.text, draft.voice, draft.seats) == (line, Voice.UNKNOWN, ())
    assert "1, 2, 3" in draft.notices[0]


def test_before_seats_are_set_up_an_unknown_seat_says_none_yet() -> None:
    assert "none yet" in parse("3- slow", FRAME, seats=()).notices[0]


def test_without_a_seating_any_number_up_to_99_may_be_a_seat() -> None:
    assert parse("41- rang", FRAME).seats == (41,)
    assert parse("412- rang", FRAME).text == "412- rang"


@pytest.mark.parametrize(
    "line",
    [
        "3 people told me",
        "2 of us left",
        "5 years I have been here",
        "3 to 5 of them",
        "2 per cent",
    ],
)
def test_a_count_at_the_start_of_a_sentence_is_no_seat_and_says_so(line: str) -> None:
    draft = read(line)
    assert (draft.text, draft.seats) == (line, ())
    assert draft.notices[0].endswith(f"for the seat type {line[0]}:")
    assert read(f"{line[0]}:{line[1:]}").seats == (int(line[0]),)


@pytest.mark.parametrize(
    "line", ["12 years I have been here", "1,000 customers", "2026 was bad", "3-day wait"]
)
def test_numbers_that_are_no_seat_are_simply_words(line: str) -> None:
    draft = read(line)
    assert (draft.text, draft.seats, draft.notices) == (line, (), ())


def test_a_leading_space_or_backslash_makes_it_words() -> None:
    for line in (" 3- slow", "\\3- slow"):
        draft = read(line)
        assert (draft.text, draft.seats, draft.valence) == ("3- slow", (), Valence.NEUTRAL)
    assert read(' "quoted"').kind is CommentKind.PARAPHRASE
    assert read("3 \\#tech").text == "#tech"
    assert read("3 \\…").text == "…"
    assert read("3 so \\!!").text == "so !!"
    assert read("3 \\(sic)").text == "(sic)"
    assert read("* \\=6 is a mark").text == "=6 is a mark"


def test_backslashes_that_escape_nothing_stay() -> None:
    assert read(r"3 it is on \\server\share\n").text == r"it is on \\server\share\n"


def test_a_show_of_hands() -> None:
    draft = read("* =6 prefer the old form")
    assert (draft.hands, draft.text) == (6, "prefer the old form")
    draft = read("*+ =6/9 prefer the old form !!")
    assert (draft.hands, draft.text, draft.strong) == (6, "prefer the old form [6 of 9]", True)
    assert read("* =0").hands == 0


def test_hands_without_who_or_more_than_there_are_stay_in_the_text() -> None:
    assert read("=6 agree").text == "=6 agree"
    assert "* =6" in read("=6 agree").notices[0]
    draft = read("* =9/6 agree")
    assert (draft.hands, draft.text) == (None, "=9/6 agree")
    assert draft.notices


def test_a_sign_apart_from_its_seat_is_pointed_out() -> None:
    draft = read("3 - it is slow")
    assert (draft.seats, draft.valence, draft.text) == ((3,), Valence.NEUTRAL, "- it is slow")
    assert draft.notices == ("For a weakness type the sign against the seat: 3-",)


def test_a_seat_cannot_answer_itself() -> None:
    draft = read("3>3 hm")
    assert (draft.text, draft.answers) == ("3>3 hm", None)
    assert draft.notices


def test_the_kind_hint_holds_where_the_line_says_nothing_itself() -> None:
    assert read("3 yes, fair", CommentKind.SUMMARY).kind is CommentKind.SUMMARY
    assert read('3 "yes, fair"', CommentKind.SUMMARY).kind is CommentKind.VERBATIM


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3 [b]bold[/b] [/or] {x}", "[b]bold[/b] [/or] {x}"),
        ("3 red\x1b[31m alert\x1b[0m\x00", "red alert"),
        ("3 one\ntwo\tthree", "one two three"),
        ("3 שלום \u202eabc\u202c 👩🏽‍🔧 e\u0301", "שלום abc 👩🏽‍🔧 é"),
        ("3 \ud800 lone", " lone".strip()),
        ("3 =SUM(A1)", "=SUM(A1)"),
        ("", ""),
        ("   ", ""),
        ("3-", ""),
    ],
)
def test_strange_input_is_kept_as_far_as_it_can_be_stored(typed: str, kept: str) -> None:
    assert read(typed).text == kept


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "\\",
        "(",
        ")",
        '"',
        "'",
        "#",
        "#a ",
        "#tech ",
        "1,",
        "!",
        "…",
        "..",
        "=6 ",
        "\\#",
        '\\"',
        ".#",
    ],
)
def test_ten_thousand_characters_of_anything_are_read(unit: str) -> None:
    line = "3- " + unit * (10_000 // len(unit))
    draft = read(line)
    assert draft.seats == (3,)
    assert len(draft.notices) <= 6
    assert all(len(notice) < 200 for notice in draft.notices)
    assert read('3- "' + unit * 5_000 + '" end').text.endswith("end")


def test_a_draft_hides_its_words_from_logs() -> None:
    assert "order" not in repr(read("3- they re-key every order"))


@pytest.mark.parametrize(
    "row", [row for rows in GRAMMAR.values() for row in rows], ids=lambda r: r.what
)
def test_every_example_of_the_grammar_is_understood(row: Row) -> None:
    draft = read(row.example)
    assert draft.notices == ()
    assert draft.text
    plain = parse("\\" + row.example, FRAME, seats=())
    assert row.example.startswith(" ") or draft != plain


def test_the_preview_says_everything_in_words() -> None:
    draft = read('3,5>1- "they re-key" #tech #create #zz … !!')
    texts = describe(draft, SEATS, FRAME)
    assert texts[:5] == (
        Chip("who", "P3, P5 answering P1"),
        Chip("valence", "- weakness"),
        Chip("element", "Technology"),
        Chip("aim", "to create"),
        Chip("flag", "said with force"),
    )
    assert texts[5] == Chip("flag", "to be completed")
    assert texts[6].role == "notice"


@pytest.mark.parametrize(
    ("line", "chips"),
    [
        ("they nod", (Chip("who", "speaker not known"),)),
        ("* =1", (Chip("who", "the room"), Chip("flag", "1 hand"))),
        ("(they nod)", (Chip("who", "the team"), Chip("kind", "your own note"))),
        ("^ why", (Chip("who", "the team"), Chip("kind", "to come back to"))),
        ('3 "no"', (Chip("who", "P3"), Chip("kind", "word for word"))),
    ],
)
def test_the_preview_of_short_lines(line: str, chips: tuple[Chip, ...]) -> None:
    assert describe(read(line), SEATS, FRAME) == chips
