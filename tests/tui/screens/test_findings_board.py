"""The findings board on screen: two sides, offers, links, quotes, the order, the thread."""

from __future__ import annotations

import pytest

from focusgroup.domain.comment import Comment
from focusgroup.domain.ids import new_id
from focusgroup.domain.wall import Board
from focusgroup.guide.library import load_guide
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.screens.worksheets.findings import FindingsScreen
from focusgroup.tui.screens.worksheets.thread import ThreadScreen
from focusgroup.worksheets.actions import AgreedAction, SessionIdea
from focusgroup.worksheets.cycle import LinkedStudy
from focusgroup.worksheets.findings import FindingsDecision, Strength, Weakness
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.phases import SkippedStep
from support.hostile import HOSTILE
from support.studies import add_session
from support.walls import opened, sorted_wall
from tui.screens.sitting import LARGE, SMALL, ascii_start, at_study, new_study

SAID = ("they hang up on us", "we ring back within a day", "[b]nobody[/b] owns it")


def study_with(folder, *rows, **texts):
    """A study with three comments, and rows whose evidence is said by number."""
    path = new_study(folder, **texts)
    with StudyFile.open(path) as study:
        session = add_session(study)
        seats = study.seats(session.id)
        with study.act("notes", actor="note-taker") as act:
            said = [
                Comment(new_id(), session.id, "a", text, seat=seats[n].id, at_s=60.0 * n)
                for n, text in enumerate(SAID)
            ]
            act.add(*said, *rows)
    return path


async def open_board(here):
    await here.press("s")
    await here.press("end")
    for _ in range(20):
        if "What phases 1 and 2 found" in here.text:
            break
        await here.press("up")
    await here.press("enter")
    assert here.shows(FindingsScreen)


def kept(path, record):
    with StudyFile.open(path) as study:
        return study.rows(record)


HOLD = Measure("m1", name="Time on hold", level="tactic", accurate="no", perverse="yes")


@pytest.mark.feature("1.21", "1.41", "1.44")
async def test_an_offer_becomes_a_weakness_by_one_key_and_is_ranked(tmp_path):
    path = study_with(tmp_path, HOLD)
    async with at_study(path) as here:
        await open_board(here)
        assert "2 offered" in here.text
        assert "o" in here.footer
        await here.press("o")
        assert "Time on hold: It is not accurate." in here.text
        await here.press("enter")
        assert "1 offered" in here.text
        assert "Weaknesses 1" in here.text
        assert "measure" in here.flowing
        await here.press("o", "enter")
        assert "offered" not in here.text
        assert "1= " in here.text, "both rest on no comment yet: a tie is seen"
        assert "ranked by people, groups, comments" in here.text
    (first, second) = kept(path, Weakness)
    assert (first.level, first.rests_on) == ("tactic", "measure:m1")
    assert second.name == "Time on hold: It makes people do the wrong thing."


@pytest.mark.feature("1.44")
async def test_plus_and_minus_rank_by_hand_and_the_board_says_so(tmp_path):
    rows = [Weakness(f"w{n}", n, name=name) for n, name in enumerate(("first", "second", "third"))]
    path = study_with(tmp_path, *rows)
    async with at_study(path) as here:
        await open_board(here)
        await here.press("tab", "end", "plus")
        assert "ranked by hand" in here.text
        assert here.text.index("third") < here.text.index("second")
        await here.press("minus", "ctrl+z")
        assert here.text.index("third") < here.text.index("second")
        await here.press("ctrl+z")
        assert "ranked by people" in here.text
    assert [row.name for row in kept(path, Weakness)] == ["first", "second", "third"]


@pytest.mark.feature("1.42", "1.43")
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
async def test_strengths_come_first_with_comments_and_quotes(tmp_path, size):
    path = study_with(tmp_path, Weakness("w", name="long waits"))
    async with at_study(path, size=size) as here:
        await open_board(here)
        assert ("long waits" in here.text) == (size == LARGE), "two columns where there is room"
        assert "No strength yet" in here.text
        await here.press("n")
        await here.fill("We ring back", "a letter of thanks")
        await here.press("ctrl+s")
        await here.press("c")
        await here.paste("ring back")
        await here.press("enter", "escape")
        assert SAID[1] in here.text
        assert "comments" in here.text
        await here.press("u", "enter", "escape")
    (strength,) = kept(path, Strength)
    assert strength.marking == "a letter of thanks"
    assert strength.evidence == strength.quotes != ""


async def test_a_comment_with_brackets_is_shown_as_it_is(tmp_path):
    path = study_with(tmp_path, Strength("s", name="[/or] it works"))
    async with at_study(path) as here:
        await open_board(here)
        await here.press("c")
        await here.paste("nobody")
        await here.press("enter", "escape")
        assert SAID[2] in here.text
        assert "[/or] it works" in here.text


async def test_an_offer_that_is_no_weakness_is_set_aside_with_its_reason(tmp_path):
    path = study_with(tmp_path, HOLD)
    async with at_study(path) as here:
        await open_board(here)
        await here.press("O", "enter", "enter")
        assert "“Why not” is needed" in here.text
        await here.paste("it was checked last week")
        await here.press("enter")
        assert "1 offered" in here.text
        await here.press("shift+tab", "shift+tab", "shift+tab")
        assert "it was checked last" in here.text
        await here.press("delete")
        assert "2 offered" in here.text


async def test_a_click_into_the_other_side_puts_it_in_front(tmp_path):
    path = study_with(tmp_path, Strength("s", name="works"), Weakness("w", name="long waits"))
    async with at_study(path, size=LARGE) as here:
        await open_board(here)
        await here.pilot.click("#grid-weaknesses RecordRows", offset=(8, 0))
        await here.settle()
        assert "[Weaknesses 1]" in here.text
        assert here.app.screen.in_hand.name == "long waits"
        await here.press("delete")
        assert "No weakness yet" in here.text
        await here.press("ctrl+z")
        assert "long waits" in here.text


async def test_the_board_follows_another_window(tmp_path):
    path = study_with(tmp_path)
    async with at_study(path) as here:
        await open_board(here)
        with StudyFile.open(path) as other, other.act("x", actor="analyst") as act:
            act.add(Strength("s", name="written elsewhere"))
        await here.until(lambda: "written elsewhere" in here.text)


async def test_the_thread_goes_from_a_weakness_to_its_comment_and_back(tmp_path):
    path = study_with(tmp_path, HOLD)
    with StudyFile.open(path) as study:
        heard = study.rows(Comment)[0].id
        with study.act("x", actor="analyst") as act:
            act.set(Measure, "m1", evidence=heard)
            act.add(Weakness("w", name="long waits", rests_on="measure:m1"))
    async with at_study(path) as here:
        await open_board(here)
        await here.press("tab", "f4")
        assert here.shows(ThreadScreen)
        assert "Rests on" in here.text
        assert "Time on hold" in here.text
        await here.press("end", "f4")
        assert SAID[0] in here.text
        assert "Is used by" in here.text
        await here.press("right")
        assert "2 steps along" in here.text
        await here.press("left", "backspace", "end", "enter")
        assert here.shows(ReviewScreen)
        assert here.app.screen.in_hand.text == SAID[0]
        await here.press("f4")
        assert here.shows(ThreadScreen)
        assert "Time on hold" in here.text
        await here.press("g")
        assert "Measure audit" in here.text
        assert "Time on hold" in here.text


@pytest.mark.feature("1.45")
async def test_a_major_reset_opens_a_linked_new_cycle(tmp_path):
    path = study_with(tmp_path, glossary="Pipeline Pro")
    async with at_study(path) as here:
        await open_board(here)
        await here.press("tab", "tab", "n", "m", "tab")
        await here.paste("needs have shifted")
        await here.press("ctrl+s")
        assert "new cycle: b" in here.text
        (decided,) = kept(path, FindingsDecision)
        assert (decided.decision, decided.reason) == ("reset", "needs have shifted")
        await here.press("b", "escape")
        assert here.shows(FindingsScreen)
        await here.press("b")
        assert here.field("title").value == "CRM strategy reset, next cycle"
        await here.press("ctrl+s")
        assert here.shows(StudyScreen)
        assert "CRM strategy reset, next cycle" in here.text
        await here.press("s")
        assert "This study goes on from “CRM strategy reset”." in here.flowing
        new = here.app.study.file
        assert new.study.glossary == "Pipeline Pro"
        assert [kept.title for kept in new.record().kept_guides] == ["Short guide"]
        assert new.record().comments == ()
        old = StudyFile.open(path)
        (before,), (after,) = new.rows(LinkedStudy), old.rows(LinkedStudy)
        assert (before.study, before.way) == (old.study.id, "before")
        assert (after.study, after.way) == (new.study.id, "after")
        old.close()
    async with at_study(path) as here:
        await here.press("s")
        assert "A new cycle goes on from here" in here.flowing
        await here.press("escape")
        await open_board(here)
        await here.press("b")
        assert "is begun already" in here.told
        assert here.shows(FindingsScreen)


async def test_a_new_cycle_leaves_the_study_open_whose_names_are_in_memory_only(tmp_path):
    decided = FindingsDecision("d", decision="reset", reason="needs have shifted")
    path = study_with(tmp_path, decided)
    async with at_study(path) as here:
        session = here.app.study.file.sessions()[0]
        here.app.study.names[session.id] = NameCards(cards={"P1": NameCard("Solveig")})
        await open_board(here)
        await here.press("b", "ctrl+s")
        assert here.shows(FindingsScreen)
        assert "This one stays open" in here.told
        assert here.app.study.file.path == path
    assert (tmp_path / "crm-strategy-reset-next-cycle.focusgroup").exists()


async def test_a_new_cycle_is_not_called_after_somebody_of_the_groups(tmp_path):
    path = study_with(tmp_path, FindingsDecision("d", decision="reset", reason="needs"))
    async with at_study(path) as here:
        session = here.app.study.file.sessions()[0]
        here.app.study.names[session.id] = NameCards(cards={"P1": NameCard("Ysolda")})
        await open_board(here)
        await here.press("b", "end")
        await here.paste(" after Ysolda")
        await here.press("ctrl+s")
        assert "The title holds a name" in here.flowing
        assert here.field("title").value.endswith("after Ysolda"), "what was typed stays"
    assert list(tmp_path.rglob("*solda*")) == []


async def test_no_new_cycle_is_offered_for_tactics_and_tools(tmp_path):
    path = study_with(tmp_path, FindingsDecision("d", decision="tactics", reason="x"))
    async with at_study(path) as here:
        await open_board(here)
        await here.press("b")
        assert here.shows(FindingsScreen)


@pytest.mark.feature("1.01", "1.02")
async def test_the_three_phases_show_their_state_and_steps_left_out(tmp_path):
    path = study_with(tmp_path, HOLD)
    async with at_study(path) as here:
        await here.press("s")
        for words in ("1  Look outward", "2  Look inward", "3  Change"):
            assert words in here.text
        assert "begun: 0 of" in here.text
        await here.press("home", "x", "enter")
        assert "with a reason only" in here.text
        await here.paste("there is no strategy on paper")
        await here.press("enter")
        assert "skipped" in here.text
        assert "Left out: there is no strategy on paper" in here.text
        await here.press("x")
        assert "skipped" not in here.text
        await here.press("ctrl+z")
        assert "skipped" in here.text
    (row,) = kept(path, SkippedStep)
    assert row.reason == "there is no strategy on paper"


@pytest.mark.feature("1.47")
async def test_a_working_session_has_attendees_ideas_and_actions_with_owners(tmp_path):
    path = study_with(tmp_path, Weakness("w", name="long waits"))
    plan = SessionPlan(
        label="Those responsible",
        kind=load_guide("working-session").group_kind,
        seats=[SeatPlan(department="Billing", take_part=True) for _ in range(5)],
    )
    with StudyFile.open(path) as study:
        session, _ = make_session(study, plan, load_guide("working-session"))
    async with at_study(path) as here:
        assert "Those" in here.text
        assert "… · workshop" in here.text
        await here.press("s", "end", "up", "enter")  # the last step is the next cycle
        assert "Working session" in here.text
        await here.press("n")
        await here.fill("More people on the lines at noon")
        await here.press("enter", "enter", "tab", "enter")
        await here.paste("Those")
        await here.press("enter", "ctrl+s")
        await here.press("tab", "n")
        await here.fill("Ask what the lines cost")
        await here.press("ctrl+s")
        assert "It has no owner." in here.text
        await here.press("enter", "enter")
        await here.paste("head of service")
        await here.press("ctrl+s")
        assert "It has no owner." not in here.text
        await here.press("tab")
        assert "G2 Those responsible" in here.text
        assert "head of" in here.text
    (idea,), (action,) = kept(path, SessionIdea), kept(path, AgreedAction)
    assert idea.held_in == session.id
    assert idea.mends == "weakness:w"
    assert action.owner == "head of service"


@pytest.mark.parametrize("text", [h for h in HOSTILE if h.strip()], ids=ascii_start)
async def test_no_text_breaks_the_board_or_the_thread(tmp_path, text):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study, study.act("x", actor="analyst") as act:
        act.add(
            Strength("s", name=text, marking=text),
            Weakness("w", name=text, note=text, rests_on="strength:s"),
            SkippedStep("k", reason=text, step="outcomes"),
            LinkedStudy("l", title=text, way="before"),
        )
    async with at_study(path, size=LARGE) as here:
        await open_board(here)
        assert "Strengths 1" in here.text
        await here.press("tab", "f4", "right", "backspace", "escape")
        assert here.shows(FindingsScreen)
        await here.press("tab", "tab", "tab", "escape", "home", "down")
        assert "Left out:" in here.text


@pytest.mark.feature("1.44")
async def test_votes_come_from_the_wall_may_be_set_by_hand_and_follow_a_vote_taken_again(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        room = opened(sorted_wall(study, kj=False), kind="dots", dots=3, several=True)
        with study.act("kind", actor="wall") as act:
            act.set(Board, room.desk.board_id, kind="gap")
            act.add(FindingsDecision("d", ranking="votes"))
        (typing, _), (promises, _) = room.votes.options()
        seats = [seat.id for seat in room.desk.seats]

        def vote(marks):
            for seat in seats:
                room.votes.cast(seat, marks)
            room.votes.close()

        vote({typing: 1, promises: 2})
        async with at_study(path, size=LARGE) as here:
            await open_board(here)
            assert "2 offered: o" in here.text
            await here.press("o", "down", "down", "enter")
            assert in_order(here, "1    Promises", "2    Typing twice")
            await here.press("home")
            assert "Votes: 10 ballot: round 1, 3 dots each, several on one allowed" in here.flowing
            room.votes.open(seats, kind="dots", dots=3, several=True)
            vote({typing: 3})
            await here.until(lambda: in_order(here, "1    Typing twice", "2    Promises"))
            await here.press("end", "enter", *["tab"] * 4)
            assert "empty: the 0 of the ballot, round 2" in here.flowing
            await here.paste("40")
            await here.press("ctrl+s")
            assert in_order(here, "1    Promises", "2    Typing twice")
            assert "40 by hand" in here.text
            assert "by hand, over the 0 of the ballot: round 2" in here.flowing


def in_order(here, *words):
    """Tell whether some words stand on screen, one under the other."""
    places = [here.text.find(each) for each in words]
    return -1 not in places and places == sorted(places)
