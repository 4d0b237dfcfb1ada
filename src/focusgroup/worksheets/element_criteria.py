"""What each element is checked by, and how staff groups see management (rows 3.16 to 3.25)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from focusgroup.domain.element import Frame
from focusgroup.worksheets.declare import Grid, Offer, OpenPoint, Sheet, View, Viewer, lacking
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.measure_audit import Measure
from focusgroup.worksheets.outside import ELEMENT
from focusgroup.worksheets.record import (
    FIVE,
    Choices,
    Record,
    choice,
    comments,
    lines,
    link,
    links,
    number,
    text,
    yes_partly_no,
)

_PROGRAMME = "crm-programme"  # the frame whose element keys stand below
# Id as in the shipped frames, its element there, its sentence, and a few words for it.
_TEN = (
    ("understand", "people", "People understand what it means and what changes daily.",
     "understand it"),
    ("skills", "people", "People have the skills for it.", "have the skills"),
    ("rewarded", "people", "People are measured and rewarded for the new outcomes.",
     "measured and rewarded"),
    ("walk-the-talk", "people",
     "Management walks the talk: it is on the daily list, not only in the budget.",
     "management walks the talk"),
    ("personal", "processes", "Processes are personal for the chosen customers.", "personal"),
    ("interactive", "processes", "Processes are interactive.", "interactive"),
    ("responsive", "processes", "Processes are responsive.", "responsive"),
    ("integrated", "processes", "Processes are integrated internally.", "integrated"),
    ("targeted", "programs", "Programs target by value, and by needs known from insight.",
     "target by value"),
    ("gather-insight", "programs", "Programs gather insight that makes the next one better.",
     "gather insight"),
)  # fmt: skip
CRITERIA: Choices = (*((key, words) for key, _, _, words in _TEN), ("own", "one of our own"))
_LOW = {"1", "2"}
_FEWEST = 5  # who rated in a group smaller than that might be told by it


@dataclass(frozen=True, slots=True)
class ElementCriterion(Record):
    """A criterion of an element, rated, with the comments behind it."""

    name: str = text("Criterion", "what should be so", needed=True)
    element: str = link("Element", ELEMENT, "one of the elements of the study")
    asks: str = choice("Asks whether", CRITERIA, "what it is about")
    rating: str = choice("Rating", FIVE, "1 not at all, 5 fully")
    note: str = lines("Why", "what shows it")
    training: str = lines("Training need", "of skills: who has to learn what")
    measures: str = links("Measures", "measure", "of the measure audit: what rewards it, or not")
    hand_offs: str = links("Hand-offs", "hand_off", "where work changes hands inside")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class StaffRating(Record):
    """How one group of staff sees whether management walks the talk (row 3.19)."""

    name: str = text("Staff group", "such as: team leads of the contact centre", needed=True)
    rating: str = choice("Rating", FIVE, "management walks the talk: 1 not at all, 5 fully")
    daily: str = yes_partly_no("Daily list", "is it on the daily list, not only in the budget?")
    people: float | None = number("People", "how many rated")
    note: str = lines("Why")
    evidence: str = comments()


def _from_frame(frame: Frame) -> Iterator[ElementCriterion]:
    known = dict(CRITERIA)
    for element in frame.elements:
        for each in element.criteria:
            asks = each.id if each.id in known else "own"
            yield ElementCriterion("", name=each.text, element=element.key, asks=asks)


def _element_for(frame: Frame | None, key: str) -> str:
    """Return the study's element for one of a CRM programme; "" where none reads as it."""
    if frame is None:
        return key
    for each in frame.elements:
        if each.key == key or each.same_as.get(_PROGRAMME) == key:
            return each.key
    named = frame.matching(key)
    return named[0].key if named else ""


def usual_criteria(facts: Facts) -> tuple[ElementCriterion, ...]:
    """Return the criteria of the study's frame, and of the ten usual ones those it leaves out."""
    own = tuple(_from_frame(facts.frame)) if facts.frame else ()
    told = {row.asks for row in own}
    more = (
        ElementCriterion("", name=words, element=_element_for(facts.frame, element), asks=key)
        for key, element, words, _ in _TEN
        if key not in told
    )
    return (*own, *more)


def _asked_for(facts: Facts) -> Iterator[OpenPoint]:
    """Yield what each kind of criterion wants besides its rating."""
    for row in facts.rows(ElementCriterion):
        lacks = {
            "skills": row.rating in _LOW | {"3"} and not row.training
            and "Say who has to learn what: the training need is missing.",
            "rewarded": not facts.linked(Measure, row.measures)
            and "Link the measures of the audit that reward it, or do not.",
            "walk-the-talk": not facts.rows(StaffRating)
            and "No staff group has rated it yet.",
            "integrated": bool(facts.count("hand_off")) and not row.hand_offs
            and "Link the hand-offs it shows in.",
        }.get(row.asks)  # fmt: skip
        if lacks:
            yield OpenPoint("element_criterion", lacks, row.id)


def _few(facts: Facts) -> Iterator[OpenPoint]:
    for row in facts.rows(StaffRating):
        if row.people is not None and row.people < _FEWEST:
            yield OpenPoint("staff_rating", f"Fewer than {_FEWEST} rated: it may show who said "
                            "what. Join it with another group.", row.id)  # fmt: skip


def is_low(row: ElementCriterion) -> bool:
    """Return whether a criterion is rated 1 or 2."""
    return row.rating in _LOW


def rated_low_without(spoken_of: Collection[str], facts: Facts) -> Iterator[OpenPoint]:
    """Yield criteria rated low that are not among those spoken of."""
    for row in facts.rows(ElementCriterion):
        if is_low(row) and row.id not in spoken_of:
            yield OpenPoint("element_criterion", "It is rated low; no gap speaks of it.", row.id)


def low_criteria(facts: Facts) -> Iterator[Offer]:
    """Yield each criterion that is rated low as a weakness."""
    for row in facts.rows(ElementCriterion):
        if is_low(row):
            yield Offer("element_criterion", row.id, f"It is rated {row.rating} of 5.")


def _criteria(facts: Facts) -> Iterator[View]:
    """Yield every criterion, element by element, with its rating and what it is linked to."""
    rows = facts.rows(ElementCriterion)
    order = {key: at for at, (key, _) in enumerate(facts.linkable(ELEMENT))}
    ordered = sorted(rows, key=lambda row: order.get(row.element, len(order)))
    body = tuple(
        (
            facts.named(ELEMENT, row.element) if row.element else "?",
            row.name,
            f"{row.rating} of 5" if row.rating else "?",
            _beside(facts, row),
            str(len(row.evidence.split()) or "none"),
        )
        for row in ordered
    )
    if body:
        yield Grid(
            "Criteria by element",
            ("Element", "Criterion", "Rating", "Besides", "Comments"),
            body,
            widths=(2, 5, 1.4, 4, 1.6),
        )


def _beside(facts: Facts, row: ElementCriterion) -> str:
    """Return what goes with a rating: training, measures with what the audit says, hand-offs."""
    rewards = {"yes": "rewards it", "no": "does not reward it"}
    told = [row.note.removesuffix("."), f"Training: {row.training}" if row.training else ""]
    told += [
        f"{measure.name}: {rewards.get(measure.rewards, 'not audited')}"
        for measure in facts.linked(Measure, row.measures)
    ]
    told += [facts.named("hand_off", each) for each in row.hand_offs.split()]
    if row.asks == "walk-the-talk":
        told += [f"{each.name}: {each.rating or '?'}" for each in facts.rows(StaffRating)]
    return "; ".join(filter(None, told))


def _staff(facts: Facts) -> Iterator[View]:
    """Yield whether management walks the talk, as each staff group sees it."""
    words = {"": "?", "yes": "yes", "partly": "partly", "no": "no"}
    rows = tuple(
        (
            row.name,
            f"{row.rating} of 5" if row.rating else "?",
            words.get(row.daily, row.daily),
            "" if row.people is None else f"{row.people:g}",
            row.note,
        )
        for row in facts.rows(StaffRating)
    )
    if rows:
        yield Grid(
            "Management walks the talk, by staff group",
            ("Staff group", "Rating", "Daily list", "People", "Why"),
            rows,
            note="Groups stand apart: no average is taken across them.",
            widths=(4, 1.6, 1.6, 1.4, 5),
            numbers=frozenset({3}),
        )


CRITERIA_SHEETS = (
    Sheet(
        ElementCriterion,
        "Criteria",
        "criterion",
        "Put in the criteria of the study's elements, then rate each one with comments.",
        ("name", "element", "rating", "asks", "training", "measures", "evidence"),
        proposed=usual_criteria,
        filter_by="asks",
        checks=(
            lacking(ElementCriterion, "rating", "It is not rated."),
            lacking(
                ElementCriterion,
                "evidence",
                "It is rated without a comment.",
                when=lambda row: bool(getattr(row, "rating", "")),
            ),
            lacking(ElementCriterion, "element", "It belongs to no element."),
            _asked_for,
        ),
    ),
    Sheet(
        StaffRating,
        "Walks the talk",
        "staff rating",
        "Let each group of staff rate whether management walks the talk; write one row a group.",
        ("name", "rating", "daily", "people", "note", "evidence"),
        checks=(lacking(StaffRating, "rating", "This group has not rated it."), _few),
    ),
)


def criteria_pages() -> tuple[tuple[str, Viewer], ...]:
    """Return the pages worked out of criteria."""
    return (("criteria", _criteria), ("walks the talk", _staff))
