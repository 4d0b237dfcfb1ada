"""With the extra [ner]: the typed line waits for the name check, the keyboard never does."""

from __future__ import annotations

import threading

import pytest

from focusgroup.config import ConfigError, load
from focusgroup.privacy import context, ner
from focusgroup.privacy.records import Spot
from focusgroup.tui.widgets.capture_line import CapturePreview

SIZE = (100, 30)


class Reader:
    """Takes "ewa" for a name; answers when it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, text: str) -> tuple[Spot, ...]:
        self.go.wait(60)
        at = text.find("ewa")
        return (Spot(at, at + 3, 0.99),) if at >= 0 else ()


@pytest.fixture(autouse=True)
def nothing_learned(monkeypatch):
    """Leave what was learned of talk out: it would find the names that the model is to find."""
    monkeypatch.setattr(context, "least", lambda _token, *, small: 2.0)


@pytest.fixture
def reader(monkeypatch):
    made = Reader()
    spotters = []

    def spotter_for(setting: str) -> ner.Spotter:
        spotters.append(ner.Spotter(lambda: made, wait_s=30))
        return spotters[-1]

    monkeypatch.setattr(ner, "spotter_for", spotter_for)
    made.spotters = spotters
    yield made
    made.go.set()


def hint(live) -> str:
    return str(live.screen.query_one(".capture--hint").render())


async def settled(pilot, done) -> None:
    for _ in range(200):
        await pilot.pause(0.02)
        if done():
            return
    raise AssertionError("it did not come about")


async def test_the_typed_text_stays_while_names_are_checked_and_is_kept_masked_then(live, reader):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        live.screen.line.text = "3- it went to ewa later"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert live.screen.line.text == "3- it went to ewa later"
        assert "Checking names" in hint(live)
        assert live.room.file.comments(live.session) == []
        await pilot.press(*" 2")  # the keyboard is free
        reader.go.set()
        await settled(pilot, lambda: live.screen.line.text == "2")
        assert [c.text for c in live.room.file.comments(live.session)] == [
            "it went to [name 1] later"
        ]
        assert "Checking" not in hint(live)


async def test_a_second_enter_meanwhile_keeps_no_line_twice(live, reader):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        live.screen.line.text = "1 first"
        await pilot.pause()
        await pilot.press("enter", "enter", *" 2", "space", *"agreed", "enter")
        reader.go.set()
        await settled(pilot, lambda: len(live.room.file.comments(live.session)) == 2)
        assert [c.text for c in live.room.file.comments(live.session)] == ["first", "agreed"]
        assert live.screen.line.text == ""


async def test_a_check_that_takes_too_long_gives_way_to_the_rules_and_says_so(live, reader):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        reader.spotters[-1].wait_s = 0.05
        live.screen.line.text = "3- Solveig and ewa"
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot, lambda: live.screen.line.text == "")
        (kept,) = live.room.file.comments(live.session)
        assert kept.text == "[P3] and ewa"
        assert "rules alone" in hint(live)


async def test_preview_and_saved_draft_show_what_the_check_found_once_it_has(live, reader):
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        live.screen.line.text = "3- it went to ewa later "
        await pilot.pause()
        assert "ewa" not in live.room.load_draft()  # nothing is saved unchecked
        reader.go.set()
        await settled(pilot, lambda: live.room.load_draft() == "3- it went to [name 1] later")
        assert "[name 1]" in str(live.screen.query_one(CapturePreview).render())
        await pilot.press("enter")  # looked at already: kept at once
        await pilot.pause()
        assert live.screen.line.text == ""


async def test_correcting_a_comment_is_checked_too(live, reader):
    reader.go.set()
    live = live("note")
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        live.screen.line.text = "3- it went somewhere"
        await pilot.press("enter")
        await settled(pilot, lambda: live.screen.line.text == "")
        await pilot.press("ctrl+o")
        live.screen.line.text = "it went to ewa later"
        await pilot.press("enter")
        await settled(pilot, lambda: live.screen.line.text == "")
        (kept,) = live.room.file.comments(live.session)
        assert kept.text == "it went to [name 1] later"


@pytest.mark.parametrize("setting", ["auto", "off"])
async def test_without_the_extra_or_switched_off_there_is_no_check_and_no_thread(
    live, setting, monkeypatch, home
):
    if setting == "off":
        monkeypatch.setattr(ner, "installed", lambda: True)
    live = live("note")
    live.app.config = type(live.app.config)(ner=setting)
    async with live.app.run_test(size=SIZE) as pilot:
        live.open()
        await pilot.pause()
        assert live.room.spotter is None
        assert not any(t.name.startswith("names") for t in threading.enumerate())


def test_the_setting_takes_auto_and_off_and_nothing_else(tmp_path):
    file = tmp_path / "config.toml"
    assert load(file).ner == "auto"
    file.write_text('ner = "off"\n')
    assert load(file).ner == "off"
    file.write_text('ner = "always"\n')
    with pytest.raises(ConfigError, match='must be "auto" or "off"'):
        load(file)
