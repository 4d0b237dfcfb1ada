"""Studies of many comments to measure on; every word is invented."""

from __future__ import annotations

import random
from pathlib import Path

from focusgroup.domain.comment import Comment, Tag
from focusgroup.domain.ids import new_id
from focusgroup.guide.library import load_frame, load_guide
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.setup import SeatPlan, SessionPlan, make_session
from focusgroup.store.study_file import StudyFile

NAMES = ("Wren", "Iqbal", "Solveig", "Tunde", "Marit", "Osei", "Bronagh", "Ravi")
WORDS = (
    "they re-key every order and nobody sees the promise again the call goes to the wrong desk "
    "we find out when the customer rings it works on the days when the list is fresh the app "
    "says one thing and the letter another I have counted the clicks it is slow in the morning"
).split()


def lines(count: int, *, named: bool = False, seed: int = 7) -> list[str]:
    """Return typed lines of 6 to 30 words; some name people when `named`."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        words = chance.choices(WORDS, k=chance.randint(6, 30))
        if named and chance.random() < 0.3:
            words.insert(chance.randrange(len(words)), chance.choice(NAMES))
        sign = chance.choice("+-! ")
        made.append(f"{chance.randint(1, 8)}{sign} {' '.join(words)} #tech".replace("  ", " "))
    return made


def new_study(path: Path) -> tuple[StudyFile, str, NameCards]:
    """Return an empty study with one running-ready session of eight seats."""
    study = StudyFile.create(path, title="Benchmark", frame=load_frame("crm-joined"))
    plan = SessionPlan(
        label="Benchmark",
        never_write=["Norwell Homes"],
        seats=[
            SeatPlan(NameCard(n), "Desk", "manage", "1-3 years", True, True, True) for n in NAMES
        ],
    )
    session, names = make_session(study, plan, load_guide("crm-strategy-reset"))
    return study, session.id, names


def filled_study(path: Path, comments: int) -> str:
    """Make a study with so many comments, in few transactions; return its session's id."""
    study, session, _ = new_study(path)
    seats = study.seats(session)
    texts = lines(comments)
    for start in range(0, comments, 500):
        with study.act("comment", actor="note-taker", session=session) as act:
            for number, line in enumerate(texts[start : start + 500], start=start):
                comment = Comment(
                    new_id(),
                    session,
                    "a",
                    line.split(" ", 1)[1].removesuffix(" #tech"),
                    seat=seats[number % len(seats)].id,
                    at_s=float(number % 5400),
                    valence=("strength", "weakness", "idea", "neutral")[number % 4],
                )
                act.add(comment)
                act.add(Tag(new_id(), comment.id, "element", "technology", "note-taker"))
    study.close()
    return session
