"""The 269 comments of the sample study, masked as a note-taker would type them."""

from __future__ import annotations

import pytest

from focusgroup.privacy import Scrubber
from support import privacy_rooms as rooms


@pytest.fixture(scope="module")
def written() -> list[tuple[dict, str]]:
    scrubbers = {group: rooms.scrubber(group) for group in rooms.GROUPS}
    return [(c, scrubbers[c["group"]].scrub(c["text"]).text) for c in rooms.comments()]


def left_in(written: list[tuple[dict, str]]) -> list[tuple[str, int, str]]:
    return [
        (comment["group"], comment["t_seconds"], term.words)
        for comment, text in written
        for term in rooms.terms_of(comment, people_only=True)
        if term.stands_in(text)
        and not (
            term.words == "May" and (comment["group"], comment["t_seconds"]) in rooms.MONTH_TIMES
        )
    ]


@pytest.mark.feature("1.32")
def test_no_term_that_tells_a_person_survives(written: list[tuple[dict, str]]) -> None:
    assert len(written) == 269
    assert left_in(written) == []


@pytest.mark.feature("1.32")
def test_places_and_organisations_on_the_never_write_list_do_not_survive(written) -> None:
    listed = [term for term in rooms.terms() if term.kind in {"place", "organisation"}]
    left = [term.words for _, text in written for term in listed if term.stands_in(text)]
    assert left == []


def test_fewer_than_four_ordinary_comments_in_a_hundred_are_altered(written) -> None:
    ordinary = [(c["text"], text) for c, text in written if not rooms.terms_of(c)]
    altered = [text for said, text in ordinary if said != text]
    assert len(ordinary) > 150
    assert len(altered) < 0.04 * len(ordinary), altered


@pytest.mark.parametrize(
    "words",
    [
        "a pump we fitted in May",
        "dated the 4th of May",
        "a bill for leaving",
        "A named person will call within the week",
        "nineteen years in March",
        "come back after Christmas",
        "I write it on a Post-it",
        "they'd go and ring Italy",
        "From IT, the approach was",
        "Beacon takes eleven clicks",
        "WarmPlan renewal calls.",
        "(laughs)",
        "Ah'll be straight wi ye, I didnae ken we had a strategy.",
    ],
)
def test_months_bills_wills_products_and_dialect_come_through_unharmed(written, words) -> None:
    assert any(words in text for _, text in written)


def test_the_same_people_keep_their_codes_all_through_a_group() -> None:
    scrubber = rooms.scrubber("G1")
    first = scrubber.scrub("It came from Sandra Veitch when she ran the floor.").text
    again = scrubber.scrub("It's Omar, it's Sandra, it's Siân with her cards.").text
    assert first == "It came from [name 1] when she ran the floor."
    assert again == "It's [name 2], it's [name 1], it's [P5] with her cards."


def test_without_a_roster_only_doubtful_words_stay() -> None:
    # The rows a moderator without any list would leave: "May, I run the showroom" reads as the
    # month or the verb until somebody says that a May is in the room.
    scrubbers = {group: Scrubber() for group in rooms.GROUPS}
    bare = [(c, scrubbers[c["group"]].scrub(c["text"]).text) for c in rooms.comments()]
    assert {term for _, _, term in left_in(bare)} <= {"May"}


def test_in_small_letters_at_most_15_comments_in_a_hundred_leak() -> None:
    scrubbers = {group: rooms.scrubber(group) for group in rooms.GROUPS}
    identifying = leaking = 0
    for comment in rooms.comments():
        terms = rooms.terms_of(comment, people_only=True)
        months = (comment["group"], comment["t_seconds"]) in rooms.MONTH_TIMES
        terms = [term for term in terms if not (months and term.words == "May")]
        text = scrubbers[comment["group"]].scrub(comment["text"].lower()).text
        identifying += bool(terms)
        leaking += any(rooms.Term(t.words.lower(), t.kind, ()).stands_in(text) for t in terms)
    assert identifying > 60
    assert leaking <= 0.15 * identifying
