"""Small studies to test with."""

from __future__ import annotations

from focusgroup.domain.element import Element, Frame
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Part
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat, Session
from focusgroup.guide.library import load_frame
from focusgroup.store.study_file import StudyFile

FRAME = Frame(
    id="four-elements",
    name="Four elements",
    elements=(
        Element(key="people", name="People", hotkey="p"),
        Element(key="technology", name="Technology", hotkey="t"),
    ),
)
GUIDE = Guide(
    id="short",
    title="Short guide",
    sections=(
        GuideSection(
            part=Part.QUESTIONS,
            title="Questions",
            items=(GuideItem(id="a", title="What we do now", minutes=5),),
        ),
    ),
)


def add_session(study_file: StudyFile, code: str = "G1", seats: int = 3) -> Session:
    with study_file.act("new session", actor="moderator") as act:
        kept = study_file.keep_guide(act, GUIDE)
        session = Session(new_id(), code, guide=kept.id)
        act.add(session)
        act.add(*(Seat(new_id(), session.id, f"P{n}") for n in range(1, seats + 1)))
    return session


JOINED = load_frame("crm-joined")
