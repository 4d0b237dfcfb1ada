"""The labelled sets: rules may be tuned on `tune`, chosen on `choose`, reported on `report`."""

from __future__ import annotations

import json

import pytest

from focusgroup.privacy import Person, Scrubbed, Scrubber
from focusgroup.privacy.evaluate import (
    Example,
    evaluate,
    leaks_in,
    lowered,
    read_examples,
    survives,
)
from support.privacy_rooms import LABELLED

SETS = ("tune", "choose", "report", "attack", "fresh", "second", "unseen", "third", "fourth")
# Beyond the bars today: (leaks, altered) as measured and a little; they may only come down.
SHORT = {
    "fifth": (0.03, 0.02),
    "sixth": (0.07, 0.085),
    "hard": (0.14, 0.125),
    "hard_too": (0.14, 0.125),
}


@pytest.mark.parametrize("name", SETS)
def test_the_bars_hold_on_every_set(name: str) -> None:
    labelled = read_examples(LABELLED / f"{name}.jsonl")
    figures = evaluate(labelled.examples, labelled.scrubber)
    assert figures.leak_rate <= 0.02
    assert figures.altered_rate <= 0.04


@pytest.mark.parametrize("name", SHORT)
def test_where_the_bars_do_not_hold_it_gets_no_worse(name: str) -> None:
    labelled = read_examples(LABELLED / f"{name}.jsonl")
    figures = evaluate(labelled.examples, labelled.scrubber)
    leaks, altered = SHORT[name]
    assert figures.leak_rate <= leaks
    assert figures.altered_rate <= altered


@pytest.mark.parametrize("name", SETS)
def test_the_bar_for_small_letters_holds_on_every_set(name: str) -> None:
    labelled = read_examples(LABELLED / f"{name}.jsonl")
    figures = evaluate(lowered(labelled.examples), labelled.scrubber)
    assert figures.leak_rate <= 0.15
    assert figures.altered_rate <= 0.04


def test_the_sets_are_unequal_and_share_no_comment() -> None:
    names = (*SETS, *SHORT)
    texts = [{each.text for each in read_examples(LABELLED / f"{s}.jsonl").examples} for s in names]
    assert len({len(each) for each in texts}) == len(names)
    # Of 5,693 comments two hands wrote four alike, such as a well-worn phrase by itself.
    assert sum(map(len, texts)) - len(set.union(*texts)) <= 4


def test_scoring_asks_what_would_be_written() -> None:
    examples = [
        Example("Xhqzt rang", ((0, 5, "person"),)),  # masked
        Example("we call it zorp", ((11, 15, "person"),)),  # stays: no neighbour tells
        Example("nothing here", ()),
        Example("the Zephyrex pump", ()),  # altered: an unknown capital
    ]
    figures = evaluate(examples, Scrubber)
    assert (figures.identifying, figures.leaking, figures.leaks) == (2, 1, (1,))
    assert (figures.ordinary, figures.altered, figures.changes) == (2, 1, (3,))
    assert (figures.leak_rate, figures.altered_rate) == (0.5, 0.5)


def test_half_a_name_left_is_a_leak_but_a_title_is_not() -> None:
    assert survives("Sandra Veitch", "it was [name 1] Veitch")
    assert survives("Siân", "it was sian")
    assert not survives("Mrs Veitch", "it was Mrs [name 1]")
    assert not survives("name", "it was [name 1]")


def test_a_broken_line_is_told_by_its_number_and_without_its_words(tmp_path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps({"text": "fine"}) + '\n{"text": "Sandra Veitch", "spans": [{}]}\n')
    with pytest.raises(ValueError, match="line 2") as caught:
        read_examples(file)
    assert "Sandra" not in str(caught.value)


def test_an_example_does_not_print_its_words() -> None:
    assert "Sandra" not in repr(Example("Sandra", ((0, 6, "person"),)))


def test_a_word_that_is_also_said_as_a_word_leaks_only_in_the_names_place():
    roster = [Person("P1", "Mark", "Price")]
    said = Example("Mark said mark it as done", ((0, 4, "participant"),))
    assert not leaks_in(said, Scrubber(roster).scrub(said.text))
    kept = Example("mark it, said Mark", ((14, 18, "participant"),))
    assert leaks_in(kept, Scrubbed(kept.text, (), ()))
