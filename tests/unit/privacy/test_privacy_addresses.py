"""Addresses, postcodes and codes of more countries, and what only looks like them."""

from __future__ import annotations

import pytest

from focusgroup.privacy import scrub


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("it went to 2290 Cottonmill Road, Suite 310, and back", "it went to [address], and back"),
        ("at Shed 4, 19 Barrier Road, Broken Hill the whole time", "at [address] the whole time"),
        ("go to 3 Pump Cottages, knock", "go to [address], knock"),
        ("it was 16/3 Pilrig Wynd", "it was [address]"),
        ("Hafenstraße 112 is closed", "[address] is closed"),
        ("he lives at 12 rue Lepic", "he lives at [address]"),
        ("24 kirk wynd, left of the shop", "[address], left of the shop"),
        ("the letter for flat 5 came back", "the letter for [address] came back"),
        ("send it to PO Box 1187", "send it to [address]"),
        ("her code is K1A 0B1", "her code is [postcode]"),
        ("it said D02 X285", "it said [postcode]"),
        ("postcode 2150 here and 2151 there", "postcode [postcode] here and [postcode] there"),
        ("ring ext. 4471", "ring [phone]"),
        ("ring extension 2089", "ring extension [reference]"),
        ("policy number P/0093318/RN", "policy number [reference]"),
        ("the lot is LOT 8841-C", "the lot is [reference]"),
        ("Plate LND 482 KJ again", "Plate [reference] again"),
        ("who is TEMP-119", "who is [reference]"),
        ("it came as RSV-90C41-2", "it came as [reference]"),
        ("type in drv2291", "type in [reference]"),
    ],
)
def test_what_leads_to_somebodys_door_or_file_is_masked(typed, written):
    assert scrub(typed).text == written


@pytest.mark.parametrize(
    "typed",
    [
        "it takes 20 minutes down the road",
        "we had 300 calls by 12 on Monday",
        "form 12B and screen 4 are wrong",
        "a Customer 360 nobody looks at",
        "in 2021 we had 2150 calls",
        "COVID-19 and ISO 9001 came up",
        "Q3-2024 was worse than FY 2024",
        "24/7 and 9-to-5 people",
        "two cottages and a farm",
        "the B2B team, 4 of them",
        "Windows 365 and Office 2019",
        "we call it W1-2026-11-27",
    ],
)
def test_counts_forms_and_years_stay(typed):
    assert scrub(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("At Saint Brannocs infirmary they wait", "At [withheld] they wait"),
        (
            "no one told us that harbour and vale was closing",
            "no one told us that [withheld] was closing",
        ),
    ],
)
def test_a_phrase_never_to_write_is_known_by_its_start_and_by_saint_for_st(typed, written):
    never = ["St Brannoc's Infirmary", "Harbour & Vale Mutual"]
    assert scrub(typed, never_write=never).text == written


@pytest.mark.parametrize(
    "typed",
    ["the letter said Dear Big Tone", "a lad called Wilder", "I know Everton Cuffy in Recoveries"],
)
def test_a_byname_and_a_first_name_like_a_town_are_masked(typed):
    assert "[name 1]" in scrub(typed).text
    assert not {"Tone", "Wilder", "Chelsea", "Cuffy"} & set(scrub(typed).text.split())


@pytest.mark.parametrize(
    "typed", ["it is all Big Data now", "Big Ben struck", "the office in Leeds moved"]
)
def test_big_things_and_towns_stay(typed):
    assert scrub(typed).text == typed


def test_what_was_learned_of_talk_is_never_asked_of_people_of_the_room():
    """Who is in the room was weighed as such, and a verb of that form stays."""
    room = [("P1", "Mark", "Teplitz")]
    assert scrub("you have to mark each one", roster=room).replacements == ()
    told = scrub("i rang okwuosa about it and she never came back", roster=room)
    assert "okwuosa" not in told.text
