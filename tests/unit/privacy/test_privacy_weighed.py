"""Several soft cues together: names that are words, names of no list, initials, references."""

from __future__ import annotations

import pytest

from focusgroup.privacy import Person, Scrubber, scrub
from focusgroup.privacy.records import Spot

ROOM = [
    Person("P1", "Will", "Ashgrove"),
    Person("P2", "Dawn", "Obuya"),
    Person("P3", "Joy", "Marchetti"),
    Person("P4", "Mark", "Teplitz"),
    Person("P5", "Kwabena", "Asante-Boadu"),
    Person("P6", "Rose", "Kettering"),
    Person("P7", "Siobhán", "Kearns", ("Shiv",)),
]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("is it you will?", "is it you [P1]?"),
        ("have you got the keys, will?", "have you got the keys, [P1]?"),
        ("will here, sorry i'm late", "[P1] here, sorry i'm late"),
        ("so will, how does that work?", "so [P1], how does that work?"),
        ("he rings them and will types it in", "he rings them and [P1] types it in"),
        ("what dawn was saying is right", "what [P2] was saying is right"),
        ("i think dawn, shiv and me said that", "i think [P2], [P7] and me said that"),
        ("after dawn had explained it i got it", "after [P2] had explained it i got it"),
        ("i trust dawn more than the screen", "i trust [P2] more than the screen"),
        ("why can't rose see it?", "why can't [P6] see it?"),
        ("without rose we'd be lost", "without [P6] we'd be lost"),
        ("the one joy made is better", "the one [P3] made is better"),
        ("if joy isn't in we can't open", "if [P3] isn't in we can't open"),
        ("they put mark on nights", "they put [P4] on nights"),
        ("the sheet mark built broke", "the sheet [P4] built broke"),
        ("there should be more shivs here", "there should be more [P7] here"),
    ],
)
def test_a_participants_name_that_is_a_word_goes_in_small_letters(typed, written) -> None:
    assert Scrubber(ROOM).scrub(typed).text == written


@pytest.mark.parametrize(
    "typed",
    [
        "will it work, they will see, nobody will use it",
        "neither will ours",
        "what will happen to the old one?",
        "mark it as done, and mark it off",
        "you have to mark each one",
        "a question mark over it",
        "sales rose by a third, costs rose too",
        "no joy with that one, it's a joy to use",
        "before dawn the servers restart, from dawn to dusk",
        "it dawned on me at the crack of dawn",
        "rose-tinted glasses, the rose bushes by the car park",
    ],
)
def test_the_same_words_stay_where_they_are_words(typed) -> None:
    assert Scrubber(ROOM).scrub(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("It's KAB, those are his initials", "It's [P5], those are his initials"),
        ("they'd initial it wa, or KB", "they'd initial it [P1], or [P5]"),
        ("Ask MT, he'll know", "Ask [P4], he'll know"),
        ("K.D. said leave it", "[name 1] said leave it"),
        ("we asked j.p. about it", "we asked [name 1] about it"),
        ("initialled RZ in the corner", "initialled [name 1] in the corner"),
    ],
)
def test_initials_stand_for_somebody_where_something_says_so(typed, written) -> None:
    assert Scrubber(ROOM).scrub(typed).text == written


@pytest.mark.parametrize(
    "typed",
    [
        "The initial setup, e.g. the first week, took till 5 p.m.",
        "IT said no, HR said yes, ask QA.",
        "it needs initials and a PIN, then OK",
        "The U.K. said one thing.",
        "MT is the Montana code.",
    ],
)
def test_other_letters_stay(typed) -> None:
    assert Scrubber(ROOM).scrub(typed).text == typed


@pytest.mark.parametrize(
    "said",
    [
        "RMA 55-10392",
        "po 90018846",
        "wx-60-1148",
        "grn 40012",
        "INV 2291-04",
        "jd0002 1234 5678 90",
        "1Z999AA10123456784",
        "88-12044",
    ],
)
def test_a_reference_goes_with_the_letters_before_it(said) -> None:
    assert scrub(f"it says {said} on the label").text == "it says [reference] on the label"


def test_digits_may_stand_apart_behind_the_word_for_them() -> None:
    assert scrub("her reference is 44 71 09 2").text == "her reference is [reference]"
    assert scrub("ring 07700 900 812, ext 4").text == "ring [phone]"


@pytest.mark.parametrize(
    "typed",
    [
        "so 40000 people got it, 200-300 in winter, 10-15 a day",
        "in FY 2021/22 and 2020-2021",
        "a po box, an extension of 30 days",
        "it takes 10-12 at christmas, 1000-1500 in all",
    ],
)
def test_ranges_years_and_amounts_stay(typed) -> None:
    assert scrub(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("this kid, amadou, a temp, saw it", "this kid, [name 1], a temp, saw it"),
        ("a contractor, sorrel, never came back", "a contractor, [name 1], never came back"),
        ("captain ferreira da costa rings us", "captain [name 1] rings us"),
        ("i go through bev for that", "i go through [name 1] for that"),
        ("In Derek's day it was paper.", "In [name 1]'s day it was paper."),
        ("We lost the Humeniukova file.", "We lost the [name 1] file."),
        ("we had bill from billing in", "we had [name 1] from billing in"),
    ],
)
def test_a_stranger_is_told_by_a_frame(typed, written) -> None:
    assert scrub(typed).text == written


@pytest.mark.parametrize(
    "typed",
    [
        "a customer, furious, who had waited a week",
        "the new starter, keen, asked the same",
        "we call it zorp",
        "naw, nae chance",
        "it comes up in Merlin",
        "April's always bad, June's worse",
    ],
)
def test_what_only_stands_like_a_stranger_stays(typed) -> None:
    assert scrub(typed).text == typed


class _Certain:
    """A model that takes one word for a name, this surely."""

    def __init__(self, word: str, certainty: float) -> None:
        self._word, self._certainty = word, certainty

    def spots(self, text: str) -> tuple[Spot, ...]:
        at = text.find(self._word)
        return (Spot(at, at + len(self._word), self._certainty),) if at >= 0 else ()

    def expect(self, text: str) -> None:
        return None

    def seen(self, text: str) -> tuple[Spot, ...]:
        return self.spots(text)

    def checked(self, text: str) -> tuple[int, tuple[Spot, ...]]:
        return len(text), self.spots(text)


def test_a_models_certainty_and_the_frame_weigh_together() -> None:
    typed = "it all lands on joy"
    assert Scrubber(ROOM).scrub(typed).text == typed
    assert Scrubber(ROOM, spotter=_Certain("joy", 0.2)).scrub(typed).text == typed
    assert Scrubber(ROOM, spotter=_Certain("joy", 0.5)).scrub(typed).text == "it all lands on [P3]"


def test_of_a_word_of_no_everyday_talk_a_sure_model_is_believed() -> None:
    typed = "that was us and peregrine"
    assert "[name 1]" in Scrubber(spotter=_Certain("peregrine", 0.95)).scrub(typed).text
    assert Scrubber(spotter=_Certain("peregrine", 0.5)).scrub(typed).text == typed
