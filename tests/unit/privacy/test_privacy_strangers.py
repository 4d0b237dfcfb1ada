"""Names that no list holds, and words that look like one; every person is invented."""

from __future__ import annotations

import pytest

from focusgroup.privacy import Person, Scrubber, scrub
from focusgroup.privacy.likeness import likeness


@pytest.mark.parametrize("name", ["ozdemiroglu", "tsukamotu", "wojtkowczyk", "venkatarajan"])
def test_letters_of_a_name_tell_it_from_words_nobody_listed(name) -> None:
    assert likeness(name) > 2
    assert scrub(f"we gave it to {name} and it came back").text == (
        "we gave it to [name 1] and it came back"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "teh systme keeps loosing custmers",
        "the redeploying of the unticked ones",
        "it comes up in Merlin as pending",
        "we log it in Zorblax and in Quandry",
        "there's a portal called Zorblax nobody uses",
        "Obvs it works on the demo",
        "Sue us, then, he says.",
        "It's the Bermuda Triangle of paperwork.",
        "In Gloucester they do it on paper, in Llandudno too",
        "look on gov.uk, ISO 9001 says so",
        "the mrs says just leave",
        "March is dreadful. April's worse.",
    ],
)
def test_slips_tools_places_and_verbs_stay(typed) -> None:
    assert scrub(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Bill was on the gate and he let them in", "[name 1] was on the gate and he let them in"),
        ("We lost April to the competition, and she went", None),
        ("i gave it to summer, she's the apprentice", None),
        ("art and frank did that route", "[name 1] and [name 2] did that route"),
        ("Young Faith on the front desk cried", "Young [name 1] on the front desk cried"),
        ("it's the nwachukwu-price account", "it's the [name 1] account"),
        ("i look and it's pj moynihan", "i look and it's [name 1]"),
        ("scan_mrs_haverstock_bank.pdf", "scan_mrs_[name 1]_bank.pdf"),
        ("her name is María de los Ángeles Quiñones", "her name is [name 1]"),
    ],
)
def test_neighbours_make_somebody_of_a_word(typed, written) -> None:
    text = scrub(typed).text
    assert text == written if written else "[name 1]" in text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("booking reference QZ8KLP", "[reference]"),
        ("Customer ID CUST_0098123", "[reference]"),
        ("policy PL 0099 8812", "[reference]"),
        ("gb29 nwbk 6016 1331 9268 19", "[reference]"),
        ("the sort code's 40-47-84", "[reference]"),
        ("Apartment 12, Corn Exchange Buildings", "[address]"),
        ("flat 3b, 27 tannery row", "[address]"),
        ("oh seven seven double oh nine hundred four two six", "[phone]"),
    ],
)
def test_more_shapes_identify(typed, code) -> None:
    text = scrub(f"it was {typed} in the end").text
    assert code in text
    assert not any(char.isdigit() for char in text)


def test_a_kept_word_is_nobodys_of_the_roster() -> None:
    scrubber = Scrubber([Person("P1", "Denise", "Okafor")], ["Norwell Homes"])
    assert scrubber.keep_word("Zorblax")
    for word in ("Denise", "okafor", "Deniese", "the Okafors", "Norwell Homes"):
        assert not scrubber.keep_word(word)
    written = scrubber.scrub("Denise Okafor, Deniese, Zorblax and Norwell Homes").text
    assert written == "[P1], [P1], Zorblax and [withheld]"
    assert scrubber.scrub("Denise said", staying=["Denise"]).text == "Denise said"
    assert scrubber.scrub("Denise said").text == "[P1] said"
