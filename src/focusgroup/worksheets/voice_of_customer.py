"""What is known of customers and from where; what nobody asks (rows 4.05, 4.12 to 4.14)."""

from __future__ import annotations

from collections.abc import Iterator
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
from focusgroup.worksheets.processes import Process
from focusgroup.worksheets.record import (
    Choices,
    Record,
    choice,
    comments,
    lines,
    links,
    text,
    yes_partly_no,
)

_TOOLS: Choices = (
    ("crm", "CRM system"),
    ("survey", "survey tool"),
    ("contact", "contact centre"),
    ("analysis", "analysis"),
    ("other", "other"),
)
_TOPICS_A_GRID = 5  # beside the source; more would be too narrow at 80 columns


@dataclass(frozen=True, slots=True)
class CustomerAspect(Record):
    """Something about customers that one has to know to build around them."""

    name: str = text("Aspect", "such as: why they left, who decides", needed=True)
    source: str = text("Source", "where it is known from; empty: from nowhere")
    serves: str = lines("Serves", "what knowing it is good for")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class Tool(Record):
    """A tool, the processes it carries out and what it holds of customers."""

    name: str = text("Tool", "what it is called in the house", needed=True)
    sort: str = choice("Kind", _TOOLS)
    processes: str = links("Serves", "process", "the processes it carries out")
    understanding: str = yes_partly_no(
        "Understanding", "does it help to understand customers, or only to book them?"
    )
    holds: str = lines("Holds", "what it holds of customers, such as: address, calls, ratings")
    aspects: str = links("Aspects it holds", "customer_aspect")
    evidence: str = comments()


@dataclass(frozen=True, slots=True)
class VoiceSource(Record):
    """A way by which customers are heard, tools apart."""

    name: str = text("Source", "such as: complaints, a yearly survey", needed=True)
    aspects: str = links("Covers", "customer_aspect", "aspects that customers speak of there")
    stages: str = links("Stages", "journey_stage", "stages of the journey it covers", if_there=True)
    kept: str = text("Kept where", "where what they say can be found again")
    note: str = lines("Note")


Topic = tuple[str, str]  # table and id
Source = VoiceSource | Tool


def topics(facts: Facts) -> list[tuple[Topic, str]]:
    """Return what customers could be heard on: aspects, then the stages of their journey."""
    found: list[tuple[Topic, str]] = [
        (("customer_aspect", row.id), row.name) for row in facts.rows(CustomerAspect)
    ]
    found += [
        (("journey_stage", row.id), facts.title(row)) for row in facts.of_table("journey_stage")
    ]
    return found


def covered(row: Source) -> set[Topic]:
    """Return what one source covers."""
    found = {("customer_aspect", each) for each in row.aspects.split()}
    if isinstance(row, VoiceSource):
        found |= {("journey_stage", each) for each in row.stages.split()}
    return found


def _sources(facts: Facts) -> list[Source]:
    """Return the sources, and the tools that hold some aspect."""
    return [*facts.rows(VoiceSource), *(row for row in facts.rows(Tool) if row.aspects)]


def uncovered(facts: Facts) -> list[tuple[str, list[str]]]:
    """Return each topic with the sources that say nothing of it, those of no source first."""
    sources = [(row.name, covered(row)) for row in _sources(facts)]
    found = [
        (name, [source for source, mine in sources if topic not in mine])
        for topic, name in topics(facts)
    ]
    silent = [each for each in found if each[1] or not sources]
    return sorted(silent, key=lambda each: -len(each[1]))


def _unheard(facts: Facts) -> Iterator[OpenPoint]:
    if not facts.rows(VoiceSource) and not any(row.aspects for row in facts.rows(Tool)):
        return
    heard = {topic for row in _sources(facts) for topic in covered(row)}
    for row in facts.rows(CustomerAspect):
        if ("customer_aspect", row.id) not in heard:
            yield OpenPoint("customer_aspect", "No source of the customers' voice covers it.",
                            row.id)  # fmt: skip
    stages = facts.of_table("journey_stage")
    left = sum(("journey_stage", row.id) not in heard for row in stages)
    if left:
        yield OpenPoint("voice_source", f"No source covers {left} of {len(stages)} stages of the "
                        "journey.")  # fmt: skip


def _covers_nothing(facts: Facts) -> Iterator[OpenPoint]:
    for row in facts.rows(VoiceSource):
        if not covered(row):
            yield OpenPoint("voice_source", "It covers nothing yet.", row.id)


def _offers(facts: Facts) -> Iterator[Offer]:
    for point in _unheard(facts):
        if point.row:
            yield Offer("customer_aspect", point.row, "Customers are not heard on it.", "tool")
    for row in facts.rows(Tool):
        if row.understanding == "no":
            yield Offer("tool", row.id, "It does not help to understand customers.", "tool")


def _coverage(facts: Facts) -> Iterator[View]:
    """Yield source by topic, and what is not covered (row 4.14)."""
    sources, asked = _sources(facts), topics(facts)
    if not sources or not asked:
        return
    held = [covered(row) for row in sources]
    full = any(all(topic in mine for topic, _ in asked) for mine in held)
    note = "One source covers all of it." if full else "No one source covers all of it."
    starts = range(0, len(asked), _TOPICS_A_GRID)
    for number, start in enumerate(starts, start=1):
        part = asked[start : start + _TOPICS_A_GRID]
        of = f", part {number} of {len(starts)}" if len(starts) > 1 else ""
        yield Grid(
            f"Where customers are heard{of}",
            ("Source", *(name for _, name in part)),
            tuple(
                (row.name, *("yes" if topic in mine else "–" for topic, _ in part))
                for row, mine in zip(sources, held, strict=True)
            ),
            note=note,
            widths=(3.5, *(2.0 for _ in part)),
        )
    silent = uncovered(facts)
    if silent:
        nowhere = len(sources)
        yield Points(
            "Not covered",
            tuple(
                (name, "by no source" if len(of_it) == nowhere else f"not by {', '.join(of_it)}")
                for name, of_it in silent
            ),
        )


def _known(facts: Facts) -> Iterator[View]:
    """Yield each aspect with every source of it (row 4.05)."""
    rows = []
    sources: dict[Topic, list[str]] = {}
    for source in _sources(facts):
        for topic in covered(source):
            sources.setdefault(topic, []).append(source.name)
    for row in facts.rows(CustomerAspect):
        named = [row.source, *sources.get(("customer_aspect", row.id), ())]
        told = dict.fromkeys(filter(None, named))
        rows.append((row.name, "; ".join(told) or "from nowhere", row.serves))
    if rows:
        yield Grid(
            "Aspects of customers and where they are known from",
            ("Aspect", "Known from", "Serves"),
            tuple(rows),
            widths=(4, 4, 4),
        )


def _inventory(facts: Facts) -> Iterator[View]:
    """Yield what each tool serves and holds (rows 4.12 and 4.13)."""
    sorts = dict(_TOOLS)
    rows = []
    for row in facts.rows(Tool):
        served = [facts.title(each) for each in facts.linked(Process, row.processes)]
        aspects = [each.name for each in facts.linked(CustomerAspect, row.aspects)]
        rows.append(
            (
                row.name,
                sorts.get(row.sort, row.sort),
                "; ".join(served) or "no process",
                row.understanding or "?",
                "; ".join(filter(None, (row.holds, *aspects))) or "not known",
            )
        )
    if rows:
        yield Grid(
            "Tools: the process each serves and what it holds",
            ("Tool", "Kind", "Serves", "Helps to know", "Holds of customers"),
            tuple(rows),
            widths=(2.5, 2, 3, 1.6, 4),
        )


WORKSHEET = Worksheet(
    key="voice-of-customer",
    title="Tools and customers' voice",
    phase=2,
    place=43,
    about="What one has to know of customers, which tool holds what of it, and where customers "
    "are heard.",
    sheets=(
        Sheet(
            CustomerAspect,
            "Aspects",
            "customer aspect",
            "Write down what one has to know of customers to build around them, and where it is "
            "known from.",
            ("name", "source", "serves", "evidence"),
            checks=(
                lacking(CustomerAspect, "source", "No source: it is known from nowhere."),
                _unheard,
            ),
        ),
        Sheet(
            Tool,
            "Tools",
            "tool",
            "Write down each tool, the process it serves and what it holds of customers.",
            ("name", "sort", "processes", "understanding", "holds", "aspects", "evidence"),
            checks=(
                lacking(Tool, "processes", "It serves no process."),
                lacking(Tool, "holds", "What it holds of customers is not said."),
                lacking(Tool, "understanding", "Nobody said whether it helps to understand."),
            ),
            filter_by="sort",
        ),
        Sheet(
            VoiceSource,
            "Sources",
            "source",
            "Write down where customers are heard, and link what they speak of there.",
            ("name", "aspects", "kept", "note"),
            checks=(_covers_nothing,),
            examples=tuple(
                VoiceSource("", name=words)
                for words in ("Focus groups", "Complaints", "Survey", "Calls", "Sales visits")
            ),
        ),
    ),
    views=(("coverage", _coverage), ("known from", _known), ("inventory", _inventory)),
    offering=_offers,
)
