"""YAML to Guide and Frame, with every fault named by file and line; and back to YAML."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from focusgroup.domain.element import Criterion, Element, Frame
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Method
from focusgroup.guide import document
from focusgroup.guide.document import Data, Document
from focusgroup.guide.problem import GuideError, Problem
from focusgroup.guide.wording import wrong

__all__ = [
    "GuideError",
    "Problem",
    "dump_frame",
    "dump_guide",
    "parse_frame",
    "parse_guide",
    "read_frame",
    "read_guide",
]

_Model = TypeVar("_Model", bound=BaseModel)
_ITEM_FIELDS = frozenset(GuideItem.model_fields)


def read_guide(path: Path, *, frames: Collection[str] | None = None) -> Guide:
    """Return the guide in a file; GuideError holds all that is wrong with it.

    `frames` are the frame ids there are; None leaves the guide's frame unchecked.
    """
    return parse_guide(document.read(path), str(path), frames=frames)


def read_frame(path: Path) -> Frame:
    """Return the frame in a file; GuideError holds all that is wrong with it."""
    return parse_frame(document.read(path), str(path))


def parse_guide(text: str, file: str = "guide", *, frames: Collection[str] | None = None) -> Guide:
    """Return the guide a YAML text holds; `file` is only what errors call it."""
    found = document.compose(text, file)
    _check_items(found)
    if frames is not None and isinstance(found.data, dict):
        _check_frame_name(found, found.data.get("frame"), frames)
    return _build(Guide, found)


def parse_frame(text: str, file: str = "frame") -> Frame:
    """Return the frame a YAML text holds; `file` is only what errors call it."""
    found = document.compose(text, file)
    _check_elements(found)
    return _build(Frame, found)


def _build(model: type[_Model], found: Document) -> _Model:
    if found.data is not None or not found.problems:
        if not isinstance(found.data, dict):
            found.add(found.line(()), "this is not a guide or frame", "'key: value' lines")
        else:
            try:
                built = model.model_validate(found.data)
            except ValidationError as error:
                _explain(error, model, found)
            else:
                if not found.problems:
                    return built
    raise GuideError(tuple(sorted(set(found.problems))))


def _explain(error: ValidationError, model: type[BaseModel], found: Document) -> None:
    for fault in error.errors(include_url=False):
        path = tuple(part for part in fault["loc"] if part != "[key]")
        known = _fields_at(model, path[:-1])
        key = path[-1] if path else ""
        if fault["type"] == "too_short" and fault["input"]:
            continue  # not empty: what stands in it is wrong, and said so already
        if fault["type"] == "extra_forbidden":
            what, expected = f"'{key}' is not known here", _nearest(str(key), known)
        elif fault["type"] == "missing":
            given = path in found.lines
            what = f"'{key}' is {'empty' if given else 'missing'}"
            expected = "some text behind it" if given else f"a line '{key}: …' here"
        else:
            what, expected = wrong(fault)
        found.add(found.line(path), what, expected)


def _nearest(key: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(key[:40].casefold(), known, n=1, cutoff=0.5)
    return f"'{near[0]}' perhaps" if near else f"one of {', '.join(known)}"


def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys known at a path, found through the models' annotations."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            inner = _model_in(model.model_fields[part].annotation)
            if inner is None:
                return ()
            model = inner
    return tuple(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for each in get_args(annotation) if (m := _model_in(each))), None)


def _rows(data: Data, key: str) -> Iterator[tuple[int, dict[str, Data]]]:
    """Yield the mappings of a list, whatever else stands there."""
    rows = data.get(key) if isinstance(data, dict) else None
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            yield index, row


def _check_items(found: Document) -> None:
    """Note item ids given twice, and repeats of what is no flip chart."""
    methods: dict[str, str] = {}
    lines: dict[str, int] = {}
    repeats: list[tuple[int, str, Data]] = []
    for s, section in _rows(found.data, "sections"):
        for i, item in _rows(section, "items"):
            path = ("sections", s, "items", i)
            item_id, line = item.get("id"), found.line((*path, "id"))
            if isinstance(item_id, str):
                if item_id in lines:
                    what = f"the item id '{item_id}' is taken (line {lines[item_id]})"
                    found.add(line, what, "an id of its own for each item")
                lines.setdefault(item_id, line)
                methods.setdefault(item_id, str(item.get("method", "")))
            each = str(item.get("method", "")) == Method.EACH.value
            if each or "repeat_for" in item:
                where = found.line((*path, "repeat_for" if "repeat_for" in item else "method"))
                repeats.append((where, "each" if each else "", item.get("repeat_for")))
    charts = [item for item, method in methods.items() if method == Method.FLIP_CHART.value]
    for line, method, target in repeats:
        _check_repeat(found, line, method, target, methods, charts)


def _check_repeat(
    found: Document,
    line: int,
    method: str,
    target: Data,
    methods: dict[str, str],
    charts: list[str],
) -> None:
    expected = f"the id of a flip-chart item ({', '.join(charts) or 'there is none yet'})"
    if target is None:
        found.add(line, "method 'each' repeats for nothing", f"'repeat_for:' and {expected}")
    elif not method:
        found.add(line, "repeat_for goes with method 'each' only", "'method: each' beside it")
    elif not isinstance(target, str) or target not in methods:
        found.add(line, f"repeat_for names '{str(target)[:40]}', which is no item", expected)
    elif target not in charts:
        found.add(line, f"repeat_for names '{target}', which is no flip chart", expected)


def _check_frame_name(found: Document, name: Data, frames: Collection[str]) -> None:
    name = Guide.model_fields["frame"].default if name is None else name
    if isinstance(name, str) and name not in frames:
        expected = _nearest(name, sorted(frames)) if frames else "a frame file of that id"
        found.add(found.line(("frame",)), f"there is no frame '{name[:40]}'", expected)


def _check_elements(found: Document) -> None:
    """Note keys, aliases and hotkeys that would leave a typed tag or key in doubt."""
    words: dict[str, int] = {}
    hotkeys: dict[str, int] = {}
    for e, element in _rows(found.data, "elements"):
        path = ("elements", e)
        aliases = element.get("aliases")
        named = [(element.get("key"), "key")]
        named += [(alias, "aliases") for alias in (aliases if isinstance(aliases, list) else [])]
        for word, key in named:
            _once(found, words, word, found.line((*path, key)), "tag")
        _once(found, hotkeys, element.get("hotkey"), found.line((*path, "hotkey")), "hotkey")
        criteria: dict[str, int] = {}
        for c, criterion in _rows(element, "criteria"):
            line = found.line((*path, "criteria", c, "id"))
            _once(found, criteria, criterion.get("id"), line, "criterion")


def _once(found: Document, taken: dict[str, int], word: Data, line: int, what: str) -> None:
    if not isinstance(word, str):
        return
    if word.casefold() in taken:
        first = taken[word.casefold()]
        found.add(line, f"the {what} '{word[:40]}' is taken (line {first})", "another one")
    taken.setdefault(word.casefold(), line)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks that can be read and edited."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists under their key, as people write them; PyYAML asks for them flush."""
        super().increase_indent(flow, indentless=False)


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)


def dump_guide(guide: Guide) -> str:
    """Return YAML that `parse_guide` reads as the same guide; defaults are left out."""
    return _dump(guide)


def dump_frame(frame: Frame) -> str:
    """Return YAML that `parse_frame` reads as the same frame; defaults are left out."""
    return _dump(frame)


def _dump(model: BaseModel) -> str:
    data = model.model_dump(mode="json", exclude_defaults=True)
    text = yaml.dump(_whole(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return str(text)


def _whole(data: object) -> object:
    """Write 5.0 minutes as 5."""
    if isinstance(data, dict):
        return {key: _whole(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_whole(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


# The models a guide and a frame are made of, so that the schema can describe each.
MODELS: tuple[type[BaseModel], ...] = (Guide, GuideSection, GuideItem, Frame, Element, Criterion)
