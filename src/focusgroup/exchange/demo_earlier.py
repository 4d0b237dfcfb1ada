"""The cycle before the throw-away study's: its file beside it, its old cards taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from focusgroup.exchange.demo_workshop import WORKSHOP
from focusgroup.guide.library import load_guide
from focusgroup.room.names import NameCards
from focusgroup.room.next_cycle import the_cycle
from focusgroup.room.steps import skip
from focusgroup.room.wall.boards import WallRoom, board_for, make_board
from focusgroup.room.wall.masking import wall_scrubber
from focusgroup.room.worksheet_desk import WorksheetDesk
from focusgroup.store.study_file import PROGRAM, StudyFile
from focusgroup.worksheets.cycle import AFTER, BEFORE
from focusgroup.worksheets.findings import RESET, FindingsDecision

FILE_NAME = "reset-2021.focusgroup"
_TITLE = "CRM strategy reset of 2021"
_QUESTION = "What would make a customer come back to us?"
# The flip chart of 2021 that one of the sample's comments speaks of: cards by group.
_CARDS = {
    "Keep our word": (
        "Ring back on the day we said, even with no news",
        "One diary for showroom, phones and vans",
    ),
    "Know the home": (
        "Write the age of the boiler on every job sheet",
        "Ask what changed since we were last here",
    ),
    "Say thank you": (
        "A card when somebody has been with us for ten years",
        "Read one customer's letter at each Monday meeting",
    ),
}
_LEFT_OUT = (
    "customer-data",
    "Nobody could say in 2021 who keeps which data; it was left to the cycle after.",
)
_DECISION = (
    "The strategy of 2021 spoke of products and not of customers: it had to be set anew before "
    "tactics were worth mending."
)
_STEP = "old-cards"  # of the working session's guide
# Where the working session put them, by a few of their words; new cards stand beside the old.
_TAKEN_UP = {
    "Promises nobody else can see": ("Ring back on the day", "One diary", "board of promises"),
    "The record does not know the home": ("age of the boiler", "what changed"),
}
_NEW = ("Put the diary of 2021 on the board of promises, one line a promise",)


def hold_earlier_cycle(study_file: StudyFile) -> Path:
    """Make the study that this one goes on from, in a file beside it; each tells of the other."""
    path = study_file.path.with_name(FILE_NAME)
    with StudyFile.create(path, title=_TITLE, frame=study_file.frame) as earlier:
        known = wall_scrubber(earlier, {})
        board = make_board(earlier, known, _QUESTION, kj=False)
        room = WallRoom(earlier, board.id, known)
        for name, texts in _CARDS.items():
            made = [card.id for text in texts if (card := room.cards.write(text))]
            room.cards.name(room.cards.group(*made).id, name)
        desk = WorksheetDesk(earlier, lambda: known)
        skip(desk, *_LEFT_OUT)
        desk.add(FindingsDecision, {"decision": RESET, "reason": _DECISION})
        with earlier.act("begin the next cycle", actor=PROGRAM) as act:
            act.add(the_cycle(AFTER, study_file))
        with study_file.act("new cycle", actor=PROGRAM) as act:
            act.add(the_cycle(BEFORE, earlier))
    return path


def reuse_old_cards(study_file: StudyFile, names: Mapping[str, NameCards], earlier: Path) -> None:
    """Bring the earlier cycle's cards to the working session's board, marked old (row 1.48)."""
    session = next(s for s in study_file.sessions() if s.code == WORKSHOP)
    guide = load_guide("working-session")
    known = wall_scrubber(study_file, names, session.id)
    step = next(item for item in guide.items() if item.id == _STEP)
    room = WallRoom(study_file, board_for(study_file, known, session.id, step).id, known)
    room.earlier.bring(room.earlier.of_file(earlier))
    for text in _NEW:
        room.cards.write(text)
    for name, phrases in _TAKEN_UP.items():
        loose = room.desk.arrangement().loose
        found = [
            card.id for card in loose if any(each in room.desk.text_of(card) for each in phrases)
        ]
        room.cards.name(room.cards.group(*found).id, name)
