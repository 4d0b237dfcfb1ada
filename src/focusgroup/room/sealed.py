"""Name cards kept in an encrypted study, so that a session over several days needs no retyping."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from focusgroup.room.handover import ask_for_names
from focusgroup.room.names import NameCards, packed, unpacked
from focusgroup.store import sealed

if TYPE_CHECKING:
    from focusgroup.store.study_file import StudyFile


def names_at_hand(study_file: StudyFile, session_id: str) -> NameCards | None:
    """Return the cards another window holds, or those sealed in the study; None for neither."""
    return ask_for_names(study_file.path, session_id) or unseal(study_file, session_id)


def seal(study_file: StudyFile, session_id: str, names: NameCards) -> None:
    """Keep a session's cards; raises NotSealed, with a sentence, in a plain study."""
    sealed.save(study_file, session_id, packed(names))


def unseal(study_file: StudyFile, session_id: str) -> NameCards | None:
    """Return the cards kept for a session, or None."""
    body = sealed.load(study_file, session_id)
    return None if body is None else unpacked(body)


def is_sealed(study_file: StudyFile, session_id: str) -> bool:
    """Tell whether a session's cards are kept in the study."""
    return sealed.load(study_file, session_id) is not None


def keep_sealed(study_file: StudyFile, session_id: str, names: NameCards) -> None:
    """Bring sealed cards up to date; does nothing where none are sealed."""
    if is_sealed(study_file, session_id):
        seal(study_file, session_id, names)


def forget_seat(study_file: StudyFile, session_id: str, code: str) -> None:
    """Take one seat's card out of what is sealed: its person has withdrawn."""
    names = unseal(study_file, session_id)
    if names is not None and code in names.cards:
        cards = {seat: card for seat, card in names.cards.items() if seat != code}
        seal(study_file, session_id, replace(names, cards=cards))
