"""What the team did after the sample groups: ideas tagged to their aim, and a debrief."""

from __future__ import annotations

from collections.abc import Mapping

from focusgroup.domain.comment import Valence, Vocabulary
from focusgroup.room.names import NameCards
from focusgroup.room.room import Room
from focusgroup.store.study_file import ANALYST, StudyFile

# Ideas by a few of their words, under what they would do for relationships with customers.
_AIMS = {
    "create": ("the builders in twice a year", "eleven hundred of those"),
    "maintain": (
        "One board",
        "I'll hold two slots",
        "A text every Friday",
        "six-month call a real job",
        "Merge the",
        "stays on the job till the heat's on",
        "Somebody has to own the customer record",
        "A win-back call at day ninety",
    ),
    "expand": (
        "Boiler over eleven years",
        "Ask us",
        "Give me the install date",
        "plan on a page",
        "Include one part in the plan",
        "how many landlords add a property",
    ),
}
_DEBRIEFS = {
    "G1": {
        "themes": "Promises nobody else can see. It is always a person, never the company.",
        "surprises": "The tick for a callback has led nowhere for a year.",
        "contrasts": "Same day or same week: it depends on whether there is heat.",
    },
    "G2": {
        "themes": "After the sale nobody has the customer, and the figures pull the other way.",
        "surprises": "The only figure they trust is a jar of thank-yous.",
        "guide_changes": "Ask landlord sales about the callback earlier.",
    },
    "G3": {
        "themes": "Uninformed, not disengaged. Small money stands in the way of large repairs.",
        "surprises": "Two faults were mended in the room.",
        "contrasts": "Finance says yes when it is asked at the start.",
    },
}


def look_back(study_file: StudyFile, names: Mapping[str, NameCards]) -> None:
    """Tag ideas to create, maintain or expand, and write down what the team thought."""
    for session in study_file.sessions():
        if session.code not in _DEBRIEFS:
            continue
        room = Room(study_file, session.id, actor=ANALYST, names=names[session.id])
        ideas = [c for c in study_file.comments(session.id) if c.valence == Valence.IDEA]
        for aim, phrases in _AIMS.items():
            found = [c.id for c in ideas if any(phrase in c.text for phrase in phrases)]
            if found:
                room.notes.toggle_tag(found, Vocabulary.AIM, aim)
        room.write_session("debrief", **_DEBRIEFS[session.code])
        room.close()
