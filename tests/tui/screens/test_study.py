"""A study's groups: what stands where, what to do next, and what other windows write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Session, SessionState
from focusgroup.guide.library import load_guide
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.screens.home import HomeScreen
from focusgroup.tui.screens.names import NamesScreen
from focusgroup.tui.screens.session_setup import SessionSetupScreen
from focusgroup.tui.screens.study import StudyScreen
from focusgroup.tui.screens.study_rows import GroupRow, columns, group_line, next_step
from support.hostile import HOSTILE
from tui.screens.sitting import LARGE, SMALL, TINY, ascii_start, at_study, new_study


def add_group(study: StudyFile, label: str = "Customer contact", seats: int = 6) -> Session:
    plan = SessionPlan(label=label, seats=[SeatPlan(take_part=True) for _ in range(seats)])
    return make_session(study, plan, load_guide("crm-strategy-reset"))[0]


def put(study: StudyFile, session: Session, **fields) -> None:
    with study.act("close", actor="moderator", session=session.id) as act:
        act.set(Session, session.id, **fields)


def say(study: StudyFile, session: Session, text: str, *, element: str = "") -> None:
    with study.act("comment", actor="note-taker", session=session.id) as act:
        comment = Comment(new_id(), session.id, "a", text)
        act.add(comment)
        if element:
            act.add(Tag(new_id(), comment.id, "element", element, "note-taker"))


async def test_an_empty_study_says_what_to_do_and_offers_only_that(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        assert "No groups yet" in here.text
        assert "n  set up a group" in here.text
        shown = ["n", "new", "group", "s", "sheets", "F1", "help"]
        assert here.footer.split() == shown, "what needs no group is offered before there is one"
        await here.press("v", "w", "t", "r", "l", "slash")
        assert here.shows(StudyScreen), "keys that need a group do nothing yet"
        await here.press("n")
        assert here.shows(SessionSetupScreen)


async def test_each_group_stands_with_state_seats_comments_and_minutes(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        first = add_group(study, "Customer contact", 6)
        add_group(study, "Back office", 8)
        put(study, first, state=SessionState.CLOSED, clock_s=5280.0)
        for n in range(3):
            say(study, first, f"remark {n}")
    async with at_study(path) as here:
        row = next(line for line in here.text.splitlines() if "G1" in line and "Customer" in line)
        assert row.split() == ["▌", "G1", "Customer", "contact", "closed", "6", "3", "88", "of",
                               "90", "–"]  # fmt: skip
        row = next(line for line in here.text.splitlines() if "Back office" in line)
        assert row.split() == ["G2", "Back", "office", "planned", "8", "0", "90", "–"]
        assert "CRM strategy reset" in here.text
        assert "3 comments" in here.text


async def test_what_another_window_writes_shows_by_itself(tmp_path):
    path = new_study(tmp_path)
    async with at_study(path) as here:
        with StudyFile.open(path) as other:
            group = add_group(other)
            await here.until(lambda: "Customer contact" in here.text)
            say(other, group, "they re-key every order")
            await here.until(lambda: "1 comments" in here.text)


async def test_a_window_in_front_keeps_its_own_news(tmp_path):
    """The overview must not eat the news a live screen above it waits for."""
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        group = add_group(study)
    async with at_study(path) as here:
        await here.press("t")
        room = here.app.screen.room
        with StudyFile.open(path) as other:
            say(other, group, "seen in the room")
        await here.until(lambda: any("seen in" in c.text for c in room.desk.comments.values()))


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("enter", "ModeratorScreen"),
        ("r", "ModeratorScreen"),
        ("t", "NoteScreen"),
        ("v", "ReviewScreen"),
        ("slash", "ReviewScreen"),
        ("g", "GuidesScreen"),
        ("l", "NamesScreen"),
        ("n", "SessionSetupScreen"),
    ],
)
async def test_a_key_leads_to_each_screen_and_escape_back(tmp_path, key, kind):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        add_group(study)
    async with at_study(path) as here:
        await here.press(key)
        assert type(here.app.screen).__name__ == kind
        for _ in range(3):
            if not here.shows(StudyScreen):
                await here.press("escape")
        assert here.shows(StudyScreen)


async def test_a_closed_group_opens_in_the_review(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        put(study, add_group(study), state=SessionState.CLOSED)
    async with at_study(path) as here:
        await here.press("enter")
        assert type(here.app.screen).__name__ == "ReviewScreen"


async def test_setting_a_group_up_is_taken_back_and_done_again(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        add_group(study, "Customer contact")
        add_group(study, "Back office")
    async with at_study(path) as here:
        await here.press("down", "u")
        assert "G2 is taken back" in here.told
        assert "Back office" not in here.text
        assert [s.label for s in here.app.study.file.sessions()] == ["Customer contact"]
        await here.press("ctrl+y")
        assert "Back office" in here.text
        assert len(here.app.study.file.seats(here.app.study.file.sessions()[1].id)) == 6


async def test_a_group_that_has_begun_is_not_taken_back_here(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        put(study, add_group(study), state=SessionState.RUNNING)
    async with at_study(path) as here:
        await here.press("u")
        assert "G1 has begun" in here.told
        assert "Customer contact" in here.text


async def test_making_the_study_itself_is_never_taken_back(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("u", "ctrl+z")
        assert "Nothing to take back here" in here.told
        assert here.app.study.file.study.title == "CRM strategy reset"


async def test_escape_closes_the_study_and_goes_home(tmp_path):
    async with at_study(new_study(tmp_path)) as here:
        await here.press("escape")
        assert here.shows(HomeScreen)
        assert here.app.study is None


@pytest.mark.parametrize("text", [h for h in HOSTILE if h.strip()], ids=ascii_start)
async def test_any_title_and_label_is_shown_as_text(tmp_path, text):
    path = new_study(tmp_path, title=text)
    with StudyFile.open(path) as study:
        group = add_group(study)
        put(study, group, label=text)
    async with at_study(path) as here:
        assert "G1" in here.text
        assert "planned" in here.text
        assert "\x1b" not in here.text


@pytest.mark.parametrize("size", [SMALL, LARGE, TINY])
async def test_it_fits_and_no_column_is_cut_off(tmp_path, size):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        for n in range(12):
            add_group(study, f"Department number {n} with a rather long name")
    async with at_study(path, size=size) as here:
        assert "comments" in here.text
        assert "F1 help" in here.footer
        await here.press("end")
        assert "G12" in here.text


@pytest.mark.parametrize("width", [30, 58, 76, 116, 200])
def test_heading_and_rows_line_up(width):
    row = GroupRow(Session("1", "G10", "g", label="Long " * 40), 12, 10_000)
    heading = "".join(text for text, _ in columns(width))
    line = "".join(text for text, _ in group_line(row, width))
    assert len(heading) == len(line)
    assert heading.index("comments") + len("comments") == line.index("10000") + len("10000")


def rows(*states: str, names: bool = True) -> list[GroupRow]:
    base = Session("1", "G1", "g")
    return [
        GroupRow(replace(base, code=f"G{n}", state=state), names_known=names)
        for n, state in enumerate(states, start=1)
    ]


def test_the_next_step_names_what_is_most_pressing():
    closed, planned, running = SessionState.CLOSED, SessionState.PLANNED, SessionState.RUNNING
    assert next_step(rows(planned, running), lambda: 0).startswith("G2 is under way. Enter")
    assert "l types them again" in next_step(rows(running, names=False), lambda: 0)
    assert next_step(rows(closed, planned), lambda: 9).startswith("G2 is ready")
    assert next_step(rows(closed), lambda: 1).startswith("1 comment carries no element")
    assert next_step(rows(closed), lambda: 7).startswith("7 comments carry no element")
    assert next_step(rows(closed), lambda: 0).startswith("All comments are tagged")


async def test_untagged_comments_are_counted_from_the_file(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        group = add_group(study)
        put(study, group, state=SessionState.CLOSED)
        say(study, group, "tagged", element="people")
        say(study, group, "not yet")
    async with at_study(path) as here:
        assert "1 comment carries no element yet: v reviews and tags" in here.flowing


async def test_names_of_a_group_are_a_key_away(tmp_path):
    path = new_study(tmp_path)
    with StudyFile.open(path) as study:
        add_group(study)
    async with at_study(path) as here:
        await here.press("l")
        assert here.shows(NamesScreen)
