"""What a journey map is made of: stages, touchpoints, weak points, and what a version keeps."""

from __future__ import annotations

from dataclasses import dataclass

from focusgroup.worksheets.record import (
    FIVE,
    YES_NO,
    Choices,
    Record,
    choice,
    comments,
    day,
    lines,
    link,
    links,
    text,
    yes_partly_no,
)

ROLES: Choices = (
    ("first", "first contact"),
    ("between", "in between"),
    ("repurchase", "re-purchase"),
    ("lapse", "lapse"),
    ("return", "return"),
)
SCALE: Choices = (
    ("-2", "−2 very bad"),
    ("-1", "−1 bad"),
    ("0", "0 neither"),
    ("1", "+1 good"),
    ("2", "+2 very good"),
)
AUTOMATION: Choices = (("0", "by hand"), ("1", "partly"), ("2", "by itself"))
PLACES: Choices = (
    ("people", "people"),
    ("process", "process"),
    ("organisation", "organisation"),
    ("measures", "measures"),
    ("technology", "technology"),
)
DEFAULT_STAGES = (
    ("First contact", "first"),
    ("Enquiry", "between"),
    ("First purchase", "between"),
    ("Delivery and use", "between"),
    ("Service and complaints", "between"),
    ("Re-purchase", "repurchase"),
    ("Lapse", "lapse"),
    ("Return", "return"),
)


@dataclass(frozen=True, slots=True)
class JourneyStage(Record):
    """A stage of a customer's life, from first contact to lapse and return."""

    name: str = text("Stage", "such as: delivery and use", needed=True)
    role: str = choice("Part", ROLES, "which part of a customer's life it is")
    managed: str = yes_partly_no("Managed", "is this stage managed systematically?")
    process: str = text("By which process", "the process that manages it, by name")
    known: str = choice("Know them", FIVE, "how well you get to know the customer here: 1 to 5")
    known_shown: str = lines("Know them: shown by", "evidence")
    plans: str = yes_partly_no("Plans in line", "are your plans in line with the customer's?")
    plans_example: str = lines("An example", "where plans meet, or miss each other")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Stakeholder(Record):
    """Somebody, by role, whose view the map needs."""

    name: str = text("Stakeholder", "a role or unit, no names", needed=True)
    note: str = lines("Note")


@dataclass(frozen=True, slots=True)
class Touchpoint(Record):
    """Where a customer meets the organisation."""

    name: str = text("Touchpoint", "what happens, such as: the invoice arrives", needed=True)
    stage: str = link("Stage", "journey_stage")
    channel: str = text("Channel", "roadshow, telephone, letter, web, ...: any word")
    owner: str = text("Owner", "the role that deals with the customer here")
    process: str = text("Process", "the process that is followed, by name")
    emotion: str = choice("Emotion", SCALE, "how the customer feels")
    quality: str = choice("Process quality", SCALE, "how well the customer is processed")
    key: str = choice("Key contact", YES_NO, "does the relationship hang on it?")
    trigger: str = text("Trigger", "what sets it off; “unknown” is an answer")
    time: str = text("When", "at what time it comes; “unknown” is an answer")
    data: str = text("Data held", "what is known of what happens here, and where it is kept")
    now: str = choice("Automated now", AUTOMATION)
    wanted: str = choice("Wanted", AUTOMATION, "how far it should run by itself")
    pushback: str = lines("Users kick back", "what users say against it")
    measures: str = links("Measures", "measure", "what is measured here")
    given_by: str = links("Given by", "stakeholder", "whose view this is")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class WeakPoint(Record):
    """Where the journey is weak, and what would overcome it."""

    name: str = text("Weak point", "what goes wrong", needed=True)
    touchpoint: str = link("Touchpoint", "touchpoint")
    severity: str = choice("Severity", FIVE, "1 a nuisance, 5 loses customers")
    remedy: str = lines("Remedy", "how it is overcome")
    place: str = choice("Change in", PLACES, "where change must happen")
    given_by: str = links("Given by", "stakeholder", "whose view this is")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class JourneyVersion(Record):
    """The map as it stood on a day."""

    made_on: str = day("Date", "the day the map stood like this")
    note: str = lines("Note", "why it is kept; what changed since the last")


@dataclass(frozen=True, slots=True)
class KeptTouchpoint(Record):
    """A touchpoint as a version keeps it, by its words: what it was linked to may change."""

    name: str = text("Touchpoint")
    version: str = ""  # id of the version that keeps it
    stage: str = text("Stage")
    owner: str = text("Owner")
    process: str = text("Process")
    emotion: str = choice("Emotion", SCALE)
    quality: str = choice("Process quality", SCALE)


@dataclass(frozen=True, slots=True)
class KeptWeakPoint(Record):
    """A weak point as a version keeps it."""

    name: str = text("Weak point")
    version: str = ""  # id of the version that keeps it
    touchpoint: str = text("Touchpoint")
    severity: str = choice("Severity", FIVE)
