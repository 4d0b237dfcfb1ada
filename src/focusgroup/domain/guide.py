"""A discussion guide: what is said and asked, in which order, in how many minutes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, field_validator

ITEM_ID = r"^[a-z][a-z0-9_-]*(:[a-z0-9_-]+)?$"


class Part(StrEnum):
    """The five parts every guide holds (feature row 1.27), and a close."""

    INTRODUCTIONS = "introductions"
    PURPOSE = "purpose"
    CONFIDENTIALITY = "confidentiality"
    HOUSEKEEPING = "housekeeping"
    QUESTIONS = "questions"
    CLOSING = "closing"


class Kind(StrEnum):
    """Kinds of question after Krueger & Casey; script is for what is only read out."""

    SCRIPT = "script"
    OPENING = "opening"
    INTRODUCTORY = "introductory"
    TRANSITION = "transition"
    KEY = "key"
    ENDING = "ending"
    SUMMARY = "summary"


class Method(StrEnum):
    """What the live screen shows for an item."""

    SCRIPT = "script"
    DISCUSS = "discuss"
    FLIP_CHART = "flip_chart"
    EACH = "each"
    BRAINSTORM = "brainstorm"
    KJ = "kj"
    VOTE = "vote"
    RATE = "rate"
    WORKSHEET = "worksheet"


class GuideItem(BaseModel):
    """One step of a guide: a script to read or a question to ask, with its minutes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=ITEM_ID)
    title: str = Field(min_length=1)
    kind: Kind = Kind.KEY
    method: str = Method.DISCUSS.value
    minutes: float = Field(ge=0, le=600)
    say: str = Field(default="", description="read aloud; {{ placeholders }} are filled in")
    ask: str = Field(default="", description="the question in its words")
    note: str = Field(default="", description="for the moderator's eyes only")
    probes: tuple[str, ...] = ()
    checklist: tuple[str, ...] = Field(default=(), description="ticked off one by one")
    repeat_for: str | None = Field(
        default=None, description="method each: the flip-chart item whose entries it repeats for"
    )
    only_for: str = Field(default="", description="asked only in groups of this description")
    optional: bool = Field(default=False, description="may be dropped when time is short")
    introduce: bool = Field(default=False, description="everyone is ticked once they have spoken")

    @field_validator("method")
    @classmethod
    def _known_method(cls, value: str) -> str:
        name, _, worksheet = value.partition(":")
        if name.strip() not in set(Method) or (name.strip() == "worksheet") != bool(worksheet):
            known = ", ".join(m.value for m in Method if m is not Method.WORKSHEET)
            raise ValueError(f"expected one of {known}, or 'worksheet: NAME'")
        return value

    @property
    def way(self) -> Method:
        """The method without the worksheet's name."""
        return Method(self.method.partition(":")[0].strip())

    @property
    def worksheet(self) -> str:
        """The key of the worksheet that this step fills in; "" where its method is another."""
        return self.method.partition(":")[2].strip() if self.way is Method.WORKSHEET else ""

    @property
    def is_question(self) -> bool:
        """Whether comments are expected here, rather than a script being read."""
        return self.kind is not Kind.SCRIPT


class GuideSection(BaseModel):
    """A run of items that belong to one part of the guide."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: Part
    title: str = Field(min_length=1)
    items: tuple[GuideItem, ...] = Field(min_length=1)


class Guide(BaseModel):
    """A whole discussion guide (feature row 1.26)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field(min_length=1)
    version: str = "1"
    description: str = ""
    language: str = "en"
    length: int = Field(default=90, ge=5, le=600, description="minutes, 90 on average (row 1.33)")
    frame: str = Field(default="crm-joined", description="id of the frame comments are tagged to")
    group_kind: str = Field(default="staff", description="staff, leaders or workshop")
    sections: tuple[GuideSection, ...] = Field(min_length=1)

    def items(self) -> Iterator[GuideItem]:
        """Yield the items in the order they are run."""
        for section in self.sections:
            yield from section.items

    def item(self, item_id: str) -> GuideItem | None:
        """Return the item of that id, or None."""
        return next((each for each in self.items() if each.id == item_id), None)

    def part_of(self, item_id: str) -> Part | None:
        """Return the part an item stands in, or None for an unknown id."""
        for section in self.sections:
            if any(item.id == item_id for item in section.items):
                return section.part
        return None

    @property
    def minutes(self) -> float:
        """Sum of the items' minutes, optional ones included."""
        return sum(item.minutes for item in self.items())
