"""What masks the words typed on the wall: every name this window knows, of all groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from focusgroup.domain.session import Session
from focusgroup.privacy import Scrubber
from focusgroup.room.names import NameCards

if TYPE_CHECKING:
    from focusgroup.privacy.ner import Spotter
    from focusgroup.store.study_file import StudyFile


def wall_scrubber(
    study_file: StudyFile,
    names: Mapping[str, NameCards],
    session: str | None = None,
    *,
    spotter: Spotter | None = None,
) -> Scrubber:
    """Return a scrubber that knows the names of every group, by session id.

    People of the board's own group are written as "[P3]", those of others as "[G2-P3]".
    """
    codes = {s.id: s.code for s in study_file.sessions()}
    elsewhere = [
        replace(person, code=f"{codes.get(home, '?')}-{person.code}")
        if person.code.startswith("P")
        else person
        for home, cards in names.items()
        if home != session
        for person in cards.people()
    ]
    known = NameCards(
        elsewhere=elsewhere,
        never_write=[word for cards in names.values() for word in cards.never_write],
    )
    own = names.get(session or "")
    held = study_file.row(Session, session) if session else None
    return (own.joined(known) if own else known).scrubber(
        study_file.guide_of(held) if held else None,
        study_file.study.glossary.splitlines(),
        study_file.next_name_number(),
        spotter,
    )
