"""What a guide still lacks and where it will hurt, as sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator

from focusgroup.domain.guide import Guide, Kind, Method
from focusgroup.domain.session import GroupKind
from focusgroup.guide import parts, questions
from focusgroup.guide.placeholders import KNOWN, foreign_in, names_in
from focusgroup.guide.remark import Remark, Severity, note, warning

__all__ = ["Remark", "Severity", "lint"]

_FEWEST_KEY, _MOST_KEY = 2, 5  # Krueger & Casey: two to five key questions a guide
_ORDER = list(Severity)


def lint(guide: Guide) -> tuple[Remark, ...]:
    """Return all there is to say of a guide, what is missing first."""
    remarks = [
        *parts.check(guide),
        *_minutes(guide),
        *_kinds(guide),
        *_group_kind(guide),
        *_items(guide),
        *_placeholders(guide),
    ]
    if guide.language.casefold().startswith("en"):
        remarks += [*parts.phones(guide), *parts.promises(guide), *parts.leaders(guide)]
        for item in guide.items():
            if item.is_question:
                remarks += questions.check(item)
    return tuple(sorted(remarks, key=lambda remark: _ORDER.index(remark.severity)))


def _minutes(guide: Guide) -> Iterator[Remark]:
    over = guide.minutes - guide.length
    spare = sum(item.minutes for item in guide.items() if item.optional or item.only_for)
    if 0 < over <= spare:
        yield note(
            "minutes-optional",
            "",
            f"All items add to {guide.minutes:g} minutes, {guide.minutes - spare:g} without the"
            f" optional ones; the length is {guide.length}, so know beforehand what you will drop.",
        )
    elif abs(over) >= 0.01:  # minutes may be thirds
        change = f"take {over:g} minutes out" if over > 0 else f"give out {-over:g} more"
        yield warning(
            "minutes-sum",
            "",
            f"The items add to {guide.minutes:g} minutes and the length is {guide.length};"
            f" {change}, or change the length.",
        )
    for item in guide.items():
        if item.minutes == 0:
            yield warning("minutes-none", item.id, "Give it minutes, so that the clock can help.")


def _kinds(guide: Guide) -> Iterator[Remark]:
    kinds = [item.kind for item in guide.items()]
    wanted = {
        Kind.OPENING: "Begin with a question of kind 'opening': facts that everyone can answer in"
        " turn, so that each voice is heard.",
        Kind.ENDING: "Add a question of kind 'ending', such as 'Of all we talked about, what"
        " matters most to you?'.",
        Kind.SUMMARY: "Add a question of kind 'summary': sum up, ask whether that is fair and what"
        " was missed.",
    }
    for kind, what in wanted.items():
        if kind not in kinds:
            yield warning(f"{kind}-missing", "", what)
    # b:callback and b:renewal-calls are one question, written out for two approaches
    keys = len({item.id.partition(":")[0] for item in guide.items() if item.kind is Kind.KEY})
    if not _FEWEST_KEY <= keys <= _MOST_KEY:
        yield warning(
            "key-count",
            "",
            f"There are {keys} key questions; two to five leave time to talk each one out.",
        )
    if Kind.KEY in kinds:
        last_key = len(kinds) - 1 - kinds[::-1].index(Kind.KEY)
        early = [i for i, kind in enumerate(kinds) if kind is Kind.ENDING and i < last_key]
        if early:
            item = list(guide.items())[early[0]]
            yield note("ending-early", item.id, "Move the ending question behind the last key one.")


def _group_kind(guide: Guide) -> Iterator[Remark]:
    if guide.group_kind not in set(GroupKind):
        yield warning(
            "group-kind",
            "",
            f"A group of '{guide.group_kind}' is not known; write group_kind:"
            f" {', '.join(GroupKind)}.",
        )


def _items(guide: Guide) -> Iterator[Remark]:
    for item in guide.items():
        if item.is_question and not item.ask.strip():
            yield warning("ask-missing", item.id, "Write the question under 'ask', word for word.")
        if not item.is_question and not (item.say.strip() or item.checklist):
            yield warning("say-missing", item.id, "Write what is read out under 'say'.")
        if item.kind is Kind.KEY and not item.probes:
            yield warning(
                "probes-missing",
                item.id,
                "Add probes, such as 'Can you give an example?', for when the talk dries up.",
            )


def _placeholders(guide: Guide) -> Iterator[Remark]:
    for item in guide.items():
        text = "\n".join((item.title, item.say, item.ask, *item.probes, *item.checklist))
        for name in names_in(text):
            if name not in KNOWN:
                yield warning(
                    "placeholder-unknown",
                    item.id,
                    f"{{{{ {name} }}}} is never filled in; write the words, or use one of"
                    f" {', '.join(KNOWN)}.",
                )
            elif name == "approach" and item.way is not Method.EACH:
                yield warning(
                    "placeholder-approach",
                    item.id,
                    "{{ approach }} is filled in items with 'method: each' only.",
                )
        for blank in foreign_in(text):
            yield note(
                "placeholder-open",
                item.id,
                f"'{blank}' looks like a blank to fill in; write the words before you read it out.",
            )
