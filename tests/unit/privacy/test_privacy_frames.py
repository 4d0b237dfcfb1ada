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


TEAM = [
    Person("P1", "Rob", "Szczypior", ("Robbo",)),
    Person("P2", "Mehreen", "Chandran"),
    Person("P3", "Priyanka", "Hartigan"),
    Person("P4", "Joy", "Veitch"),
]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Tag @rob.szcz, or @may-2.", "Tag [link], or [link]."),
        ("It says on the page:@rob.szcz", "It says on the page:[link]"),
        ("Captain Ferreira da Costa orders by phone.", "Captain [name 1] orders by phone."),
        ("I asked Jan van der Berg twice.", "I asked [name 1] twice."),
        ("The form went to Omar bin Saleh.", "The form went to [name 1]."),
        ("She is Aoife Nic Giolla on the bill.", "She is [name 1] on the bill."),
        ("There are two Robs on the floor.", "There are two [P1] on the floor."),
        ("We need more Mehreens, honestly.", "We need more [P2], honestly."),
        ("Ask the Priyankas' desk.", "Ask the [P3]' desk."),
        ("Li from procurement never picks up.", "[name 1] from procurement never picks up."),
        ("Ng is two letters.", "[name 1] is two letters."),
        ("I can't say much about Saffron.", "I can't say much about [withheld]."),
        ("Hope put it in the wrong queue.", "[name 1] put it in the wrong queue."),
        ("Summer does winters here.", "[name 1] does winters here."),
        ("Will will do it if you ask.", "[name 1] will do it if you ask."),
        ("Bill in billing, not the other one.", "[name 1] in billing, not the other one."),
        ("We call him Tiny in the bay.", "We call him [name 1] in the bay."),
        ("yeah, i'm with joy on that one.", "yeah, i'm with [P4] on that one."),
        ("a customer called precious told me.", "a customer called [name 1] told me."),
    ],
)
def test_a_name_is_masked_whole_wherever_it_stands(typed: str, written: str) -> None:
    assert Scrubber(TEAM, ["Project Saffron"]).scrub(typed).text == written


@pytest.mark.parametrize(
    "typed",
    [
        "Meet me @10.30 or @3pm.",
        "Saffron rice, a saffron box and the project.",
        "He robs us. The queue mehs.",
        "Already three Diwalis have passed.",
        "Paris wants it in French, Brussels wants it in both.",
        "There's a Church Lane in every village.",
        "Our old building was on Victoria Street, next to the chemist.",
        "April is when the tax people ring.",
        "Someone asked Alexa for our hours and she gave the old ones.",
        "Chad was missing from the country list.",
        "Will you do it? Will that work?",
        "Hope put paid to that.",
        "mark in the book when he comes.",
        "They put #nosuch and #tehc on it.",
    ],
)
def test_what_only_looks_like_these_stays(typed: str) -> None:
    assert Scrubber(TEAM, ["Project Saffron"]).scrub(typed).text == typed


def test_a_tag_that_is_a_participants_name_is_masked() -> None:
    assert Scrubber(TEAM).scrub("#priyanka and #rob").text == "#[P3] and #[P1]"


def test_the_rescan_finds_a_telling_word_of_a_phrase() -> None:
    scrubber = Scrubber(TEAM, ["Project Saffron"])
    assert [hit.kind for hit in scrubber.hits("What they said about Saffron")] == ["never_write"]
