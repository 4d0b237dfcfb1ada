"""The working session: a group of its own kind, ideas, actions, and who owns them."""

from __future__ import annotations

import pytest

from focusgroup.worksheets.actions import WORKSHEET, AgreedAction, SessionIdea
from focusgroup.worksheets.facts import Group
from support.worksheets import facts_of, grid, told, views

WORKSHOP = Group("g4", "G4", "those responsible", "workshop", "closed", 6)
STAFF = Group("g1", "G1", "customer contact", "staff", "closed", 8)


@pytest.mark.feature("1.47")
def test_a_working_session_shows_attendees_ideas_and_actions():
    facts = facts_of(
        SessionIdea("i1", name="one list of promises", held_in="g4"),
        SessionIdea("i2", name="a second screen"),
        AgreedAction("a1", name="try one list in billing", owner="head of billing",
                     due="2026-12-18", ideas="i1", held_in="g4"),
        groups=[STAFF, WORKSHOP],
    )  # fmt: skip
    assert grid(WORKSHEET, "session", facts).rows == (
        ("G4 those responsible", "closed", "6", "1", "1"),
    )
    agreed = views(WORKSHEET, "session", facts)[1]
    assert agreed.rows == (
        ("try one list in billing", "head of billing", "2026-12-18", "open", ""),
    )


@pytest.mark.feature("1.47")
def test_actions_without_an_owner_are_listed():
    facts = facts_of(
        AgreedAction("a1", 0, name="write it down", due="2026-12-18"),
        AgreedAction("a2", 1, name="ask the vendor", owner="purchasing"),
        AgreedAction("a3", 2, name="given up", state="dropped"),
        groups=[WORKSHOP],
    )
    assert told(WORKSHEET, facts) == [
        "write it down: It has no owner.",
        "ask the vendor: It has no date.",
    ]
    assert views(WORKSHEET, "session", facts)[-1].items == (("write it down", ""),)


def test_ideas_without_a_session_say_how_to_set_one_up():
    (line,) = told(WORKSHEET, facts_of(SessionIdea("i", name="x"), groups=[STAFF]))
    assert line.startswith("No working session is set up")
