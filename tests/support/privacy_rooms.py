"""The rooms of the sample study and of the labelled sets, as tests use them."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from focusgroup.privacy import Person, Scrubber

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "src/focusgroup/exchange/sample"
LABELLED = ROOT / "tests/data/privacy"
GROUPS = ("G1", "G2", "G3")
PEOPLE_KINDS = {"participant", "staff", "customer", "other_person", "contact", "reference"}
# The month, which stays; the person of that name stands in other comments (README of the sample).
MONTH_TIMES = {("G2", 830), ("G3", 2110)}


@dataclass(frozen=True)
class Term:
    words: str
    kind: str
    groups: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        return bool(re.search(rf"(?<!\w){re.escape(self.words)}(?!\w)", text))


@cache
def comments() -> tuple[dict, ...]:
    lines = (SAMPLE / "comments.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def terms() -> tuple[Term, ...]:
    with (ROOT / "tests/data/expected_masks.csv").open(encoding="utf-8") as rows:
        return tuple(
            Term(row["term"], row["kind"], tuple(row["groups"].split()))
            for row in csv.DictReader(rows)
        )


@cache
def roster(group: str) -> tuple[Person, ...]:
    """This group's people as P1 ..., the other groups' as G1-P1 ..."""
    with (SAMPLE / "roster.csv").open(encoding="utf-8") as rows:
        people = []
        for row in csv.DictReader(rows):
            first, _, last = row["name"].partition(" ")
            code = row["seat"] if row["group"] == group else f"{row['group']}-{row['seat']}"
            also = (row["also_called"],) if row["also_called"] else ()
            people.append(Person(code, first, last, also))
        return tuple(people)


def never_write() -> list[str]:
    """What the moderator would list: the firm's clients and places."""
    places = [term.words for term in terms() if term.kind in {"place", "organisation"}]
    return [*places, "Marlow & Pike"]


def scrubber(group: str = "G1") -> Scrubber:
    return Scrubber(roster(group), never_write())


def terms_of(comment: dict, *, people_only: bool = False) -> list[Term]:
    return [
        term
        for term in terms()
        if comment["group"] in term.groups
        and term.stands_in(comment["text"])
        and (term.kind in PEOPLE_KINDS or not people_only)
    ]
