"""No typed text is ever lost: properties of the capture line over any input whatever."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import focusgroup
from focusgroup.capture.line import parse, unparse
from focusgroup.domain.comment import AIMS, CommentKind, DraftComment, Valence, Voice
from focusgroup.domain.element import Element, Frame
from focusgroup.domain.text import clean

FRAME = Frame(
    id="joined",
    name="Joined",
    elements=(
        Element(key="people", name="People", hotkey="p"),
        Element(key="process", name="Process", hotkey="r", aliases=("proc",)),
        Element(key="procedures", name="Procedures", hotkey="d", aliases=("pcd",)),
        Element(key="technology", name="Technology", hotkey="t"),
    ),
)
KEYS = tuple(element.key for element in FRAME.elements)
SEATS = range(1, 100)

# Half of it made of the grammar's own characters, where a parser goes wrong.
SYNTAX = ["3-", "3", "p5+", "3,5", "3>5!", "*", "?", "(", ")", "^", '"', "“", "”", "'", "…", "..."]
SYNTAX += [
    "!!",
    "#tech",
    "#pro",
    "#create",
    "=6",
    "=6/9",
    "\\",
    " ",
    "  ",
    ",",
    "#",
    "people",
    "\t",
]
pieces = st.one_of(st.text(max_size=8), st.sampled_from(SYNTAX))
anything = st.lists(pieces, max_size=10).map("".join)
words = anything.map(lambda text: clean(text).strip())


def drafts() -> st.SearchStrategy[DraftComment]:
    return st.builds(DraftComment, **fields()).map(sensible)


def fields() -> dict[str, st.SearchStrategy[object]]:
    return {
        "text": words,
        "voice": st.sampled_from(Voice),
        "seats": st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True).map(tuple),
        "answers": st.none() | st.integers(1, 99),
        "valence": st.sampled_from(Valence),
        "kind": st.sampled_from(CommentKind),
        "elements": st.lists(st.sampled_from(KEYS), max_size=3, unique=True).map(tuple),
        "aims": st.lists(st.sampled_from(AIMS), max_size=3, unique=True).map(tuple),
        "strong": st.booleans(),
        "hands": st.none() | st.integers(0, 999),
        "incomplete": st.booleans(),
    }


def sensible(draft: DraftComment) -> DraftComment:
    """Leave out what no line can say: a team's praise, a seat that answers itself."""
    change: dict[str, object] = {}
    kind = draft.kind
    if draft.voice is not Voice.SEAT:
        change |= {"seats": (), "answers": None}
    elif draft.answers in draft.seats:
        change["answers"] = None
    if draft.voice is Voice.TEAM:
        kind = kind if kind is CommentKind.QUESTION else CommentKind.OBSERVATION
        change |= {"kind": kind, "valence": Valence.NEUTRAL, "hands": None}
    if draft.incomplete and not draft.text:
        change["text"] = "…"
    if draft.incomplete and draft.text == "…":
        change["kind"] = CommentKind.OBSERVATION if draft.voice is Voice.TEAM else kind
    return DraftComment(
        **{name: getattr(draft, name) for name in draft.__dataclass_fields__} | change
    )


@given(drafts())
@settings(max_examples=600, deadline=None)
@example(DraftComment(text="3- #tech", voice=Voice.UNKNOWN))
@example(DraftComment(text="people told me", voice=Voice.SEAT, seats=(3,)))
@example(DraftComment(text="a) b (c", voice=Voice.TEAM, kind=CommentKind.OBSERVATION))
@example(DraftComment(text='say "no"\\', voice=Voice.ROOM, kind=CommentKind.VERBATIM))
def test_a_draft_written_as_a_line_reads_back_the_same(draft: DraftComment) -> None:
    hint = CommentKind.SUMMARY if draft.kind is CommentKind.SUMMARY else None
    again = parse(unparse(draft), FRAME, kind_hint=hint, seats=SEATS)
    assert fields_of(again) == fields_of(draft)


def fields_of(draft: DraftComment) -> dict[str, object]:
    return {n: getattr(draft, n) for n in draft.__dataclass_fields__ if n != "notices"}


@given(anything)
@settings(max_examples=600, deadline=None)
def test_a_line_read_and_written_again_means_the_same(line: str) -> None:
    draft = parse(line, FRAME, seats=range(1, 9))
    again = parse(unparse(draft), FRAME, seats=range(1, 9))
    assert fields_of(again) == fields_of(draft)


@given(anything.filter(lambda text: not set(text) & set("#=\\")))
@settings(max_examples=600, deadline=None)
def test_only_the_marks_at_both_ends_are_taken_off_a_line(line: str) -> None:
    text = clean(line)
    draft = parse(line, FRAME, seats=range(1, 9))
    kept = "" if draft.text == "…" and draft.incomplete else draft.text
    places = [found.start() for found in re.finditer(f"(?={re.escape(kept)})", text)]
    head = re.compile(
        r"\s*(?:(?:[pP]?[1-9](?:,[pP]?[1-9])*(?:>[pP]?[1-9])?|[*?])[-+!~:·]?)?\s*[(^\"“„«‘']?\s*"
    )
    tail = re.compile(r"\s*[)\"”“»’']?(?:\s*(?:…|\.\.\.|!!))*\s*")
    assert any(
        head.fullmatch(text[:place]) and tail.fullmatch(text[place + len(kept) :])
        for place in places
    )


plain_word = st.text("abcdefgh'é日", min_size=1, max_size=6).filter(lambda w: w[0] not in "'")
tag = st.sampled_from([*KEYS, "tech", "proc", *AIMS])


@given(st.lists(st.tuples(st.booleans(), plain_word, tag), max_size=12))
@settings(deadline=None)
def test_every_word_between_tags_survives_in_order(parts: list[tuple[bool, str, str]]) -> None:
    line = " ".join(f"#{code}" if is_tag else word for is_tag, word, code in parts)
    draft = parse("3- " + line, FRAME, seats=(3,))
    assert draft.text.split() == [word for is_tag, word, _ in parts if not is_tag]
    assert len(draft.elements) + len(draft.aims) <= sum(is_tag for is_tag, _, _ in parts)


@given(anything)
@settings(max_examples=600, deadline=None)
def test_no_letter_is_lost_that_is_not_a_tag_or_a_seat(line: str) -> None:
    text = clean(line)
    draft = parse(line, FRAME, seats=range(1, 9))
    without_tags = re.sub(r"#[^\W\d_][\w-]*", "", text)
    letters = [c for c in without_tags if c.isalpha() and c not in "pP"]
    kept = [c for c in draft.text if c.isalpha() and c not in "pP"]
    remaining = iter(kept)
    assert all(any(c == other for other in remaining) for c in letters)


def test_every_comment_of_the_sample_study_survives_being_typed() -> None:
    rows = (Path(focusgroup.__file__).parent / "exchange" / "sample" / "comments.jsonl").read_text(
        encoding="utf-8"
    )
    comments = [json.loads(row) for row in rows.splitlines()]
    assert len(comments) == 269
    for comment in comments:
        room = comment["seat"] == "?"
        draft = DraftComment(
            text=clean(comment["text"]).strip(),
            voice=Voice.ROOM if room else Voice.SEAT,
            seats=() if room else (int(comment["seat"][1:]),),
            valence=Valence(comment["valence"]),
            elements=tuple(key for key in comment["elements"] if key in KEYS),
        )
        again = parse(unparse(draft), FRAME, seats=range(1, 10))
        assert (fields_of(again), again.notices) == (fields_of(draft), ())
