"""A study after its groups, as the analyst finds it; real file, real rooms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, TextArea

import focusgroup.tui
from focusgroup.domain.comment import Comment, CommentKind, Tag, Valence
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Kind, Part
from focusgroup.domain.ids import new_id
from focusgroup.domain.session import Seat, Session
from focusgroup.guide.library import load_frame
from focusgroup.room.names import NameCard, NameCards
from focusgroup.room.review_ledger import CommentLedger
from focusgroup.store.study_file import StudyFile
from focusgroup.tui.app import FocusGroupApp
from focusgroup.tui.screens.base import ProgramScreen
from focusgroup.tui.screens.review import ReviewScreen
from focusgroup.tui.study_desk import StudyDesk
from focusgroup.tui.widgets.stream import CommentStream

GUIDE = Guide(
    id="reset",
    title="Strategy reset",
    sections=(
        GuideSection(
            part=Part.QUESTIONS,
            title="Questions",
            items=(
                GuideItem(id="opening", title="Round the table", kind=Kind.OPENING, minutes=5),
                GuideItem(id="a", title="What we do now", minutes=20),
                GuideItem(id="c", title="What should change", minutes=20),
                GuideItem(id="check", title="Have we got it right?", kind=Kind.SUMMARY, minutes=5),
            ),
        ),
    ),
)

SAID = (
    ("opening", "P1", Valence.NEUTRAL, "six years on the phones"),
    ("a", "P1", Valence.WEAKNESS, "they re-key every order into three systems"),
    ("a", "P2", Valence.STRENGTH, "the morning call works, customers notice it"),
    ("a", "P3", Valence.WEAKNESS, "I pay [a lot] for that promise [/or] not at all"),
    ("c", "P2", Valence.IDEA, "one list of customers for every desk"),
    ("c", "P1", Valence.IDEA, "let us close a complaint ourselves"),
)


def new_study(folder: Path) -> StudyFile:
    return StudyFile.create(
        folder / "reset.focusgroup", title="Strategy reset", frame=load_frame("crm-joined")
    )


def add_group(study: StudyFile, code: str = "G1", *, quote: bool = True) -> Session:
    """A closed group with three seats and what was said in it."""
    with study.act("new session", actor="moderator") as act:
        kept = study.keep_guide(act, GUIDE)
        session = Session(new_id(), code, guide=kept.id, label="Customer contact", state="closed")
        act.add(session)
        seats = {f"P{n}": Seat(new_id(), session.id, f"P{n}", quote=int(quote)) for n in (1, 2, 3)}
        act.add(*seats.values())
        for at, (item, seat, valence, text) in enumerate(SAID):
            act.add(
                Comment(
                    id=new_id(),
                    session=session.id,
                    item=item,
                    text=text,
                    seat=seats[seat].id,
                    at_s=60.0 * at,
                    valence=valence,
                    kind=CommentKind.PARAPHRASE,
                )
            )
    return session


def add_many(study: StudyFile, session: Session, count: int) -> None:
    """Comments in one transaction, past the room: these are only there to be many."""
    seats = study.seats(session.id)
    with study.act("import", actor="import") as act:
        for at in range(count):
            comment = Comment(
                id=new_id(),
                session=session.id,
                item="a",
                text=f"remark {at} about the way orders go from desk to desk and back again",
                seat=seats[at % len(seats)].id,
                at_s=float(1000 + at),
            )
            act.add(comment)
            if at % 2:
                act.add(Tag(new_id(), comment.id, "element", "people", "import"))


def cards(**first_names: str) -> NameCards:
    return NameCards(cards={code: NameCard(first) for code, first in first_names.items()})


class Analyst(FocusGroupApp):
    """The program with a study in hand and one screen of it open."""

    CSS_PATH = Path(focusgroup.tui.__file__).parent / "base.tcss"

    def __init__(self, path: Path, screen: ProgramScreen, names: dict[str, NameCards]) -> None:
        super().__init__()
        self.desk = StudyDesk.open(path)
        self.desk.names |= names
        self.first = screen
        self.animation_level = "none"

    def _handle_exception(self, error: Exception) -> None:
        """Fail the test itself, instead of showing the program's last words."""
        App._handle_exception(self, error)

    def on_mount(self) -> None:
        self.take_study(self.desk)
        self.push_screen(self.first)


def open_screen(
    study: StudyFile, screen: ProgramScreen, names: dict[str, NameCards] | None = None
) -> Analyst:
    return Analyst(study.path, screen, names or {})


@dataclass
class Seen:
    """What an analyst sees of a review screen."""

    app: Analyst

    @property
    def screen(self) -> ReviewScreen:
        screen = self.app.first
        assert isinstance(screen, ReviewScreen)
        return screen

    @property
    def ledger(self) -> CommentLedger:
        return self.screen.ledger

    @property
    def rows(self) -> list[str]:
        return [row.text for row in self.screen.stream.rows]

    @property
    def head(self) -> str:
        return text_of(self.screen.query_one("#review-head"))

    @property
    def pane(self) -> str:
        return text_of(self.screen.query_one("#comment-shown"))

    @property
    def toasts(self) -> list[str]:
        return [str(each.message) for each in self.app._notifications]

    @property
    def stream(self) -> CommentStream:
        return self.screen.stream

    def words_in_hand(self) -> str:
        comment = self.screen.in_hand
        assert comment is not None
        return comment.text


def text_of(widget: Widget) -> str:
    return str(widget.render())


def still(app: Analyst) -> None:
    """Stop the cursors, which else make pictures differ."""
    for line in app.screen.query(Input):
        line.cursor_blink = False
    for area in app.screen.query(TextArea):
        area.cursor_blink = False
