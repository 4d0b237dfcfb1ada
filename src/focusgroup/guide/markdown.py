"""Guides written in Markdown: every line is kept, and what had to be guessed is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Kind, Method, Part
from focusgroup.domain.text import clean_lines
from focusgroup.guide import document, heading, names
from focusgroup.guide.heading import Heading
from focusgroup.guide.problem import GuideError, Problem
from focusgroup.guide.template import slug

_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*$")
_BULLET = re.compile(r"\s*[-*+•]\s+(.*)$")
_NUMBERED = re.compile(r"\s*(?:\[?Q\s?)?[0-9]{1,2}(?:\.[0-9]{1,2})*[.):\]]+\s+(.*)$")
_LABEL = re.compile(
    r"(?P<label>probes?|prompts?|follow[- ]?ups?|say|read(?: aloud)?|ask|note(?: to moderator)?"
    r"|moderator note|instruction|checklist)\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:\(.*\)|\[.*\]|_[^_].*_|\*[^*].*\*)\s*$")
_LENGTH = re.compile(r"\blength\b[^0-9\n]{0,20}([0-9]{1,3})\s*min", re.IGNORECASE)
_TITLE_CHARS = 60


@dataclass(frozen=True, slots=True)
class Imported:
    """A guide made from a text, and what was guessed on the way, as sentences."""

    guide: Guide
    guesses: tuple[str, ...]


@dataclass(slots=True)
class _Item:
    """An item while its lines are still coming in."""

    head: Heading
    line: int
    script: bool
    prose: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # said to be the question by its label
    said: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    probes: list[str] = field(default_factory=list)
    checklist: list[str] = field(default_factory=list)
    numbered: bool = False
    minutes: float | None = None


@dataclass(slots=True)
class _Section:
    part: Part
    head: Heading
    line: int
    items: list[_Item] = field(default_factory=list)


def read_markdown(path: Path) -> Imported:
    """Return the guide in a Markdown or plain-text file; GuideError when there is none in it."""
    return parse_markdown(document.read(path), str(path))


def parse_markdown(text: str, file: str = "guide.md") -> Imported:
    """Return the guide a Markdown text holds; names of the team become {{ blanks }}.

    Nothing is dropped: a line whose role is unclear goes into `say`, `ask` or `note`.
    """
    if len(text) > document.LARGEST:
        expected = f"at most {document.LARGEST:,} characters"
        raise GuideError((Problem(file, 0, "the text is too large", expected),))
    lines = clean_lines(text).replace("\ufeff", "").split("\n")
    team = names.find(_before_sections(lines))
    found = [head for line in lines if (head := heading.read(line))]
    reader = _Reader(bold_heads=all(head.level < 2 for head in found))
    for number, line in enumerate(lines, 1):
        reader.take(number, team.replace(line))
    if not reader.sections:
        expected = "headings such as '## Questions', and text below them"
        raise GuideError((Problem(file, 0, "there is no guide in this text", expected),))
    guesses = list(reader.guesses)
    for blank, count in team.counts.items():
        places = "place" if count == 1 else "places"
        guesses.append(
            f"A name became {{{{ {blank} }}}} in {count} {places}; no guide names people."
        )
    return Imported(_Builder(guesses).guide(reader), tuple(guesses))


def _before_sections(lines: list[str]) -> list[str]:
    for index, line in enumerate(lines):
        found = heading.read(line)
        if found and found.level != 1:
            return lines[:index]
    return lines[:20]


class _Reader:
    """Takes lines one by one and keeps which section and item they belong to."""

    def __init__(self, *, bold_heads: bool) -> None:
        self._bold_heads = bold_heads  # with ## headings about, bold is only emphasis
        self.title = ""
        self.header: list[str] = []
        self.sections: list[_Section] = []
        self.item: _Item | None = None
        self.guesses: list[str] = []
        self._fenced = False

    def take(self, number: int, line: str) -> None:
        """File one line."""
        if line.lstrip().startswith("```"):
            self._fenced = not self._fenced
        head = None if self._fenced else heading.read(line)
        if head is not None and (head.level or self._bold_heads):
            self._heading(number, head)
        elif self.sections:
            self._body(number, line)
        elif line.strip() and not _RULE.match(line):
            self.header.append(line.strip())

    def _heading(self, number: int, head: Heading) -> None:
        if head.level == 1 and not self.title and not self.sections:
            self.title = head.whole
            if head.minutes is not None:
                self.header.append(f"Length: {head.minutes:g} minutes.")
        elif self._is_section(head):
            self._section(number, head)
        else:
            self._section_for_item(number)
            section = self.sections[-1]
            script = section.part is not Part.QUESTIONS
            self.item = _Item(head, number, script)
            section.items.append(self.item)

    def _is_section(self, head: Heading) -> bool:
        if head.id or head.level > 2:
            return False
        return head.level in {1, 2} or heading.part(head.title) is not None

    def _section(self, number: int, head: Heading) -> None:
        part = heading.part(head.title)
        if part is None:
            self.guesses.append(f"Line {number}: a part of its own was taken as questions.")
        self.sections.append(_Section(part or Part.QUESTIONS, head, number))
        self.item = None

    def _section_for_item(self, number: int) -> None:
        if not self.sections:
            self._section(number, Heading(2, "Questions"))

    def _body(self, number: int, line: str) -> None:
        section = self.sections[-1]
        numbered = _NUMBERED.match(line)
        free = self.item is None or self.item.numbered
        if numbered and free and section.part is Part.QUESTIONS and not self._fenced:
            self._question(number, numbered[1])
            return
        if self.item is None:
            if not line.strip() or _RULE.match(line):
                return
            script = section.part is not Part.QUESTIONS or "?" not in line
            self.item = _Item(section.head, section.line, script)
            section.items.append(self.item)
        _file(self.item, line, self._fenced, section.part)

    def _question(self, number: int, words: str) -> None:
        words = words.strip() or "Question"
        title = words if len(words) <= _TITLE_CHARS else words[: _TITLE_CHARS - 1].rstrip() + "…"
        self.item = _Item(Heading(3, title), number, script=False, numbered=True)
        self.item.asked.append(words)
        self.sections[-1].items.append(self.item)
        self.guesses.append(f"Line {number}: a numbered line was taken as a question.")


def _file(item: _Item, line: str, fenced: bool, part: Part) -> None:
    """Put a line where it belongs within its item."""
    words = line.strip()
    if _RULE.match(line) and not fenced:
        return  # a drawn line says nothing
    minutes = heading.timing(words)
    if minutes is not None and item.minutes is None and item.head.minutes is None:
        item.minutes = minutes
        return
    bullet = _BULLET.match(line)
    inner = bullet[1].strip() if bullet else words
    label = _LABEL.match(inner)
    if len(words) > heading.LONGEST and not bullet:
        item.prose.append(words)
    elif fenced or words.startswith(("|", ">", "<!--", "```")) or minutes is not None:
        item.notes.append(words)
    elif label and label["rest"]:
        _labelled(item, label["label"].casefold(), label["rest"])
    elif bullet:
        _bullet(item, inner, words, part)
    elif words and _ASIDE.match(words) and not words.startswith("**"):
        item.notes.append(words)
    else:
        item.prose.append(words)


def _labelled(item: _Item, label: str, rest: str) -> None:
    if label.startswith(("probe", "prompt", "follow")):
        item.probes.append(rest)
    elif label.startswith(("say", "read")):
        item.said.append(rest)
    elif label == "ask":
        item.asked.append(rest)
    elif label == "checklist":
        item.checklist.append(rest)
    else:
        item.notes.append(rest)


def _bullet(item: _Item, inner: str, words: str, part: Part) -> None:
    if not inner:
        return
    if not item.script:
        asks = inner.endswith("?") or inner.casefold().startswith(("if ", "tell "))
        (item.probes if asks else item.notes).append(inner)
    elif part in {Part.HOUSEKEEPING, Part.CLOSING}:
        item.checklist.append(inner)
    else:
        item.prose.append(words)


class _Builder:
    """Makes the guide of what was read, giving each item an id of its own."""

    def __init__(self, guesses: list[str]) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # the last one given to each base
        self._guesses = guesses

    def guide(self, read: _Reader) -> Guide:
        """Return the guide."""
        description = "\n".join(read.header).strip()
        for section in read.sections:  # ids that were written win over those made up here
            self._taken |= {item.head.id for item in section.items if item.head.id}
        sections = tuple(self._section(section) for section in read.sections)
        total = sum(item.minutes for section in sections for item in section.items)
        stated = _LENGTH.search(description)
        length = int(stated[1]) if stated else round(total)
        if not stated:
            self._guesses.append(f"No length was stated; the items add to {total:g} minutes.")
        title = read.title or "Imported guide"
        return Guide(
            id=slug(title),
            title=title,
            description=description,
            length=min(max(length, 5), 600) if length else 90,
            sections=sections,
        )

    def _section(self, section: _Section) -> GuideSection:
        items = section.items or [_Item(section.head, section.line, script=True)]
        own = any(item.head is section.head for item in items)
        title = section.head.title if own else section.head.whole
        built = tuple(self._item(item, section.part) for item in items)
        return GuideSection(part=section.part, title=title, items=built)

    def _item(self, item: _Item, part: Part) -> GuideItem:
        head = item.head
        item_id = self._own_id(item, part)
        minutes = head.minutes if head.minutes is not None else item.minutes
        if minutes is None:
            self._guesses.append(f"Line {item.line}: no minutes are given for '{item_id}'.")
        say, ask = _say_and_ask(item)
        kind = Kind.SCRIPT if item.script else heading.kind(item_id, head.title)
        if kind is Kind.OPENING:
            self._guesses.append(f"Line {item.line}: '{item_id}' was taken as the round of names.")
        notes = [*item.notes, *head.asides]
        return GuideItem(
            id=item_id,
            title=head.title,
            kind=kind,
            method=(head.method or (Method.SCRIPT if item.script else Method.DISCUSS)).value,
            minutes=minutes or 0,
            say=say,
            ask=ask,
            note="\n".join(notes).strip(),
            probes=tuple(item.probes),
            checklist=tuple(item.checklist),
            only_for=head.only_for,
            optional=head.optional,
            introduce=kind is Kind.OPENING,
        )

    def _own_id(self, item: _Item, part: Part) -> str:
        if item.head.id and item.head.id in self._taken:
            self._taken.discard(item.head.id)  # the first to claim it
            self._taken.add(item.head.id + " ")
            return item.head.id
        base = part.value if item.script and item.head.level in {0, 2} else ""
        base = base or slug(item.head.title, "question")[:30].strip("-")
        made = base
        while made in self._taken or made + " " in self._taken:
            self._numbers[base] = self._numbers.get(base, 1) + 1
            made = f"{base}-{self._numbers[base]}"
        self._taken.add(made + " ")
        if item.head.id:
            self._guesses.append(f"Line {item.line}: id '{item.head.id}' was taken; now '{made}'.")
        return made


def _say_and_ask(item: _Item) -> tuple[str, str]:
    """Return what is said and what is asked; the question begins at the first line with a ?."""
    if item.script:
        return _paragraphs([*item.said, *item.prose, *item.asked]), ""
    first = next((i for i, line in enumerate(item.prose) if "?" in line), None)
    if first is None:
        first = len(item.prose) if item.asked else 0
    said, asked = item.prose[:first], item.prose[first:]
    return _paragraphs([*item.said, *said]), _paragraphs([*item.asked, *asked])


def _paragraphs(lines: list[str]) -> str:
    """Join lines that were only wrapped; blank lines and bullets stay lines of their own."""
    text = ""
    for line in lines:
        if not line:
            text = text.rstrip("\n") + "\n\n" if text else text
        elif not text or text.endswith("\n"):
            text += line
        else:
            text += ("\n" if _BULLET.match(line) else " ") + line
    return text.strip()
