"""The 32 lines of the COREQ checklist, filled from what a study records."""

from __future__ import annotations

from focusgroup.domain.comment import CommentKind
from focusgroup.report.outline.source import Source
from focusgroup.report.outline.wording import in_words, leaders, listed, number

NOT_RECORDED = "not recorded"


def coreq(source: Source) -> tuple[tuple[str, str], ...]:
    """Return (line, answer) in the checklist's order."""
    return (*_team(source), *_design(source), *_analysis(source))


def _each(values: list[str]) -> str:
    """Return different non-empty values, or "not recorded"."""
    known = [value for value in dict.fromkeys(values) if value]
    return "; ".join(known) if known else NOT_RECORDED


def _team(source: Source) -> tuple[tuple[str, str], ...]:
    sessions = source.record.sessions
    unit = _each([s.moderator_unit for s in sessions])
    return (
        ("Facilitator", f"{leaders(sessions)} from {unit}" if unit != NOT_RECORDED else unit),
        ("Credentials", NOT_RECORDED),
        ("Occupation", NOT_RECORDED),
        ("Gender", NOT_RECORDED),
        ("Training", NOT_RECORDED),
        ("Relationship beforehand", NOT_RECORDED),
        ("What participants knew of the facilitator", _script(source)),
        ("Facilitator's bias and interests", NOT_RECORDED),
    )


def _script(source: Source) -> str:
    read_out = [i for i in source.items if i.say]
    return "as read out from the guide (Appendix A)" if read_out else NOT_RECORDED


def _design(source: Source) -> tuple[tuple[str, str], ...]:
    record = source.record
    sessions = record.sessions
    consent = sum(1 for seat in record.seats if seat.take_part)
    return (
        ("Orientation", f"comments tagged to a frame set beforehand: {record.frame.name}"),
        ("Sampling", NOT_RECORDED),
        ("Approach to participants", NOT_RECORDED),
        ("Size", f"{number(len(record.seats), 'person')} in {number(len(sessions), 'group')}"),
        ("Those who did not take part", NOT_RECORDED),
        ("Setting", _each([s.place for s in sessions])),
        ("Others present", _takers(source)),
        ("Who they were", "see “Who took part”; small numbers are held back"),
        ("Guide", _guides(source)),
        ("Repeat sessions", NOT_RECORDED),
        ("Recording", _recording(source)),
        ("Field notes", "typed live by the note-taker, names replaced before storing"),
        ("Length", _each([f"{s.code}: {s.minutes} minutes planned" for s in sessions])),
        ("Saturation", NOT_RECORDED),
        (
            "Consent and return of notes",
            f"consent to take part noted for {consent} of {number(len(record.seats), 'seat')}; "
            f"whether notes were returned is {NOT_RECORDED}",
        ),
    )


def _takers(source: Source) -> str:
    takers = [f"{s.code}: {in_words(s.note_takers, 'note-taker')}" for s in source.record.sessions]
    return _each(takers)


def _guides(source: Source) -> str:
    guides = [source.record.guide_of(s) for s in source.record.sessions]
    return _each([f"{g.title}, version {g.version} (Appendix A)" for g in guides if g])


def _recording(source: Source) -> str:
    taped = [s.code for s in source.record.sessions if s.recording]
    if taped:
        return f"sound, in {listed(taped)}"
    return "no sound was recorded" if source.record.sessions else NOT_RECORDED


def _analysis(source: Source) -> tuple[tuple[str, str], ...]:
    record = source.record
    coders = len({tag.coder for tag in record.tags})
    checked = [c for c in record.comments if c.kind == CommentKind.SUMMARY]
    return (
        ("Coders", str(coders) if coders else NOT_RECORDED),
        ("Coding tree", listed([element.name for element in record.frame.elements])),
        ("Where themes come from", "elements set beforehand; comments by question"),
        ("Software", "focusgroup"),
        (
            "Checked by participants",
            f"closing summary put to the groups; {number(len(checked), 'answer')} noted"
            if checked
            else NOT_RECORDED,
        ),
        ("Quotes", "given with seat codes"),
        ("Data and findings agree", "every count can be traced to the comments in Appendix C"),
        ("Major themes", "strengths and weaknesses, ranked by reach"),
        ("Minor themes", "all elements are shown, however few the comments"),
    )
