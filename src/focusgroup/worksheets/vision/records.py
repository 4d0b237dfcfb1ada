"""What a vision of the customer relationship is made of."""

from __future__ import annotations

from dataclasses import dataclass

from focusgroup.worksheets.record import (
    Choices,
    Record,
    choice,
    comments,
    day,
    lines,
    link,
    links,
    text,
)

STATES: Choices = (("draft", "draft"), ("final", "final"))
VIEWS: Choices = (
    ("customers", "customers"),
    ("employees", "employees"),
    ("management", "management"),
    ("executives", "executives"),
)
COMPANY: Choices = (
    ("executives", "executives"),
    ("managers", "managers"),
    ("employees", "employees"),
)
TESTS: Choices = (
    ("transaction", "a transaction"),
    ("inquiry", "an inquiry"),
    ("decision", "a corporate decision"),
)
STEPS: Choices = tuple((str(n), f"step {n}") for n in range(1, 5))
FIRST_STEP = "Picture the new relationship with customers"


@dataclass(frozen=True, slots=True)
class Vision(Record):
    """The vision: the new relationship first, everything else behind it."""

    relationship: str = lines("New relationship", "how customers and you will be with each other",
                              needed=True)  # fmt: skip
    notice: str = lines("Customers notice", "what will the customer notice? else it stays flat")
    organisation: str = lines("Organisation", "its side of the triangle")
    employees: str = lines("Employees", "their side of the triangle")
    customer: str = lines("Customer", "their side of the triangle")
    technology: str = lines("Supporting factors", "technology and the like: it only supports")
    results: str = lines("Consequences", "transactions, sales, counts: what follows from it")
    road: str = lines("The road", "how you will get there, in a sentence or two")
    state: str = choice("State", STATES, "a draft, or final as the report calls it")


@dataclass(frozen=True, slots=True)
class VisionStep(Record):
    """One of the four steps to the vision; the first is given, the others you name."""

    step: str = choice("Step", STEPS, needed=True)
    name: str = text("Name", "what this step is")
    done: str = lines("What came of it", "empty while the step is not done")


@dataclass(frozen=True, slots=True)
class FutureView(Record):
    """The future relationship as one side will see it."""

    who: str = choice("Seen by", VIEWS, needed=True)
    picture: str = lines("The future relationship", "in their words")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class VisionTest(Record):
    """A transaction, an inquiry or a decision that tests the vision."""

    kind: str = choice("Test", TESTS, needed=True)
    name: str = lines("What happens", "a case out of daily work")
    answer: str = lines("The vision's answer", "what the vision says to do")


@dataclass(frozen=True, slots=True)
class CustomerGroup(Record):
    """A group of customers that may behave differently from others."""

    name: str = text("Customer group", "such as: small firms", needed=True)
    note: str = lines("Note")


@dataclass(frozen=True, slots=True)
class CustomerBehaviour(Record):
    """What a group of customers does now, and ideally."""

    desired: str = lines("Desired", "what they would do ideally", needed=True)
    group: str = link("Group", "customer_group")
    current: str = lines("Current", "what they do now")
    catalyst: str = lines("Catalyst", "what in today's behaviour can set the change off")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class CompanyBehaviour(Record):
    """What executives, managers or employees must do for the vision, and do now."""

    desired: str = lines("Desired", "the behaviour that is critical for the vision", needed=True)
    who: str = choice("Who", COMPANY, needed=True)
    current: str = lines("Current", "what they do now")
    catalyst: str = lines("Catalyst", "what in today's behaviour can set the change off")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Objective(Record):
    """A part of the vision that can be reached."""

    name: str = text("Objective", "what of the vision is to come true", needed=True)
    note: str = lines("Note")


@dataclass(frozen=True, slots=True)
class Milestone(Record):
    """A dated point on the road."""

    name: str = text("Milestone", "how one sees that it is reached", needed=True)
    due: str = day("By", "the day it is to be reached")
    objective: str = link("Objective", "objective")
    task: str = link("On the road map", "task", "the task, or milestone, that reaches it")


@dataclass(frozen=True, slots=True)
class Activity(Record):
    """Something that is done because of the vision."""

    name: str = text("Activity", "what is done", needed=True)
    serves: str = links("Serves", "objective", "which objectives of the vision")
    unit: str = text("By", "the role or unit that does it")
