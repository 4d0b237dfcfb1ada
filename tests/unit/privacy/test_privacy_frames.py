"""Names that are words, towns or tongues: the frame around them decides."""

from __future__ import annotations

import pytest

from focusgroup.privacy import Person, Scrubber

ROSTER = [
    Person("P1", "May", "Tolentino"),
    Person("P2", "Will", "Brackenridge"),
    Person("P3", "Grace", "Farthing"),
    Person("P4", "Mark", "Sedgeway"),
]


@pytest.mark.parametrize(
    "typed",
    [
        "Carol singers, that's our hold music.",
        "Max four per household, the system says six.",
        "Heather and gravel, fifty pallets of it.",
        "Chase, chase, chase, that's the job.",
        "May is our worst month, then September.",
        "Sydney's asleep when we're awake.",
        "Leeds and Lincoln are on the new system.",
        "The Charlotte office never answers.",
        "We fly to Florence twice a year.",
        "They all speak German or Gaelic.",
        "Alexa knows more about our customers.",
        "I don’t know him from Adam.",
    ],
)
def test_a_word_a_town_or_a_tongue_stays(typed: str) -> None:
    assert Scrubber(ROSTER).scrub(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("May, who does the rota, said no", "[P1], who does the rota, said no"),
        ("May may know", "[P1] may know"),
        ("it was opened by May and closed by a bot", "it was opened by [P1] and closed by a bot"),
        ("There are two Graces here", "There are two [P3] here"),
        ("we call it doing a Farthing", "we call it doing a [P3]"),
        ("it's always will, isn't it?", "it's always [P2], isn't it?"),
        ("will and may were there", "[P2] and [P1] were there"),
        ("her buyer rings grace directly", "her buyer rings [P3] directly"),
        ("Carol upstairs does them by hand", "[name 1] upstairs does them by hand"),
        ("Georgia said no", "[name 1] said no"),
        ("then Quang Dũng blocked it", "then [name 1] blocked it"),
    ],
)
def test_somebody_in_the_same_words_is_masked(typed: str, written: str) -> None:
    assert Scrubber(ROSTER).scrub(typed).text == written


def test_a_half_typed_word_makes_no_word_of_a_name() -> None:
    scrubber = Scrubber(ROSTER)
    assert "Max" not in scrubber.scrub_draft("Max tw")
