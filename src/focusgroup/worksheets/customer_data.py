"""Customer data of four kinds: held, managed, used, and by whom (rows 3.27 to 3.30)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from focusgroup.worksheets.declare import (
    Grid,
    Offer,
    OpenPoint,
    Points,
    Sheet,
    View,
    Worksheet,
    lacking,
)
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.record import (
    Choices,
    Record,
    choice,
    comments,
    lines,
    text,
    yes_partly_no,
)

KINDS: Choices = (
    ("base", "base ID"),
    ("behaviour", "transactional and behavioural"),
    ("conversation", "conversational"),
    ("insight", "insight"),
)
_ASKED = (("held", "held"), ("managed", "managed"), ("used", "used"))


@dataclass(frozen=True, slots=True)
class CustomerData(Record):
    """One kind of data about customers, in one place."""

    name: str = text("Data", "such as: address book, orders, churn model", needed=True)
    sort: str = choice("Kind", KINDS, needed=True)
    held: str = yes_partly_no("Held", "is it there?")
    held_where: str = text("Held where", "which system or drawer")
    managed: str = yes_partly_no("Managed", "is it kept complete, right and up to date?")
    managed_by: str = text("Managed by", "which role or unit; no names")
    used: str = yes_partly_no("Used", "does anything depend on it?")
    used_by: str = text("Used by", "roles or units, with commas")
    used_for: str = lines("Used for")
    evidence: str = comments()


def _of_kind(facts: Facts, sort: str) -> list[CustomerData]:
    return [row for row in facts.rows(CustomerData) if row.sort == sort]


def _groups(facts: Facts, sort: str) -> int:
    """Return 1 where the comments of the study's groups count as a source of this kind."""
    return int(sort == "conversation" and bool(facts.comments))


def sources(facts: Facts, sort: str) -> int:
    """Return how many sources of a kind there are; the study's comments are one of them."""
    return len(_of_kind(facts, sort)) + _groups(facts, sort)


def _each_kind(facts: Facts) -> Iterator[OpenPoint]:
    for sort, words in KINDS:
        if not sources(facts, sort):
            yield OpenPoint("customer_data", f"No row yet for {words} data.")


def _by_whom(facts: Facts) -> Iterator[OpenPoint]:
    for row in facts.rows(CustomerData):
        left = [words for name, words in _ASKED if not getattr(row, name)]
        if left:
            yield OpenPoint("customer_data", f"Not answered yet: {', '.join(left)}.", row.id)
        if row.held == "yes" and row.used == "no":
            yield OpenPoint("customer_data", "It is held and not used.", row.id)


def _offers(facts: Facts) -> Iterator[Offer]:
    for row in facts.rows(CustomerData):
        for name, words in _ASKED:
            if getattr(row, name) == "no":
                yield Offer("customer_data", row.id, f"This data is not {words}.", "tool")


def _inventory(facts: Facts) -> Iterator[View]:
    """Yield the data by kind, with the study's comments as one conversational source."""
    if not facts.rows(CustomerData):
        return
    body = []
    for sort, words in KINDS:
        body += [_line(words, row) for row in _of_kind(facts, sort)]
        if _groups(facts, sort):
            count = len(facts.comments)
            noun = "comment" if count == 1 else "comments"
            body.append((words, f"Focus groups of this study: {count} {noun}", "yes",
                         "yes", "this study", "yes", "this study"))  # fmt: skip
    body += [_line("?", row) for row in facts.rows(CustomerData) if row.sort not in dict(KINDS)]
    yield Grid(
        "Customer data: held, managed, used, and by whom",
        ("Kind", "Data", "Held", "Managed", "by", "Used", "by"),
        tuple(body),
        note="Comments are counted from this study.",
        widths=(3.4, 3, 1.2, 1.6, 1.6, 1.2, 1.6),
    )
    yield Points(
        "Sources of each kind",
        tuple((words, _told(facts, sort)) for sort, words in KINDS),
    )


def _told(facts: Facts, sort: str) -> str:
    count = sources(facts, sort)
    if not count:
        return "none"
    held, used = (
        sum(getattr(row, name) == "yes" for row in _of_kind(facts, sort)) + _groups(facts, sort)
        for name in ("held", "used")
    )
    return f"{count}, held {held}, used {used}"


def _line(words: str, row: CustomerData) -> tuple[str, ...]:
    return (
        words,
        row.name,
        row.held or "?",
        row.managed or "?",
        row.managed_by,
        row.used or "?",
        row.used_by,
    )


def _if(name: str, *answers: str) -> Callable[[Record], bool]:
    return lambda row: getattr(row, name) in answers


WORKSHEET = Worksheet(
    key="customer-data",
    title="Customer data",
    phase=2,
    place=45,
    about="Which data about customers is held, managed and used, and by whom. What was said in "
    "the groups counts as one source.",
    sheets=(
        Sheet(
            CustomerData,
            "Data",
            "kind of data",
            "Put in one row for each of the four kinds; add your own.",
            ("name", "sort", "held", "managed", "managed_by", "used", "used_by", "evidence"),
            checks=(
                _by_whom,
                lacking(
                    CustomerData,
                    "managed_by",
                    "It is managed, but nobody said by whom.",
                    when=_if("managed", "yes", "partly"),
                ),
                lacking(
                    CustomerData,
                    "used_by",
                    "It is used, but nobody said by whom.",
                    when=_if("used", "yes", "partly"),
                ),
                _each_kind,
            ),
            examples=(
                CustomerData("", name="Customer numbers and addresses", sort="base"),
                CustomerData("", name="Orders, payments, visits", sort="behaviour"),
                CustomerData("", name="Calls, letters, survey answers", sort="conversation"),
                CustomerData("", name="Analyses and models", sort="insight"),
            ),
            filter_by="sort",
        ),
    ),
    views=(("inventory", _inventory),),
    offering=_offers,
)
