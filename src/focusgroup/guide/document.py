"""A YAML document as plain data, with the line of every key: nothing in it is ever run.

All scalars stay text, so `title: Yes`, `version: 1.0` and `11:30` are what was typed; pydantic
makes numbers of those that should be. A key with nothing behind it counts as left out.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

import yaml

from focusgroup.domain.text import clean_lines
from focusgroup.guide.problem import GuideError, Problem

LARGEST = 250_000  # bytes; the flagship guide has 8,000, and the worst YAML takes 2 s at this size
_MOST_PROBLEMS = 100  # nobody reads on
_DEEPEST = 20  # a guide needs seven levels
_MOST_NODES = 50_000  # after aliases are written out: ten lines of YAML can mean a billion
_CORE = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    _CORE + name for name in ("str", "int", "float", "bool", "timestamp", "seq", "map", "value")
)
_NULL = _CORE + "null"

Path = tuple[str | int, ...]
Data = str | list["Data"] | dict[str, "Data"] | None


class _TooDeep(yaml.MarkedYAMLError):
    """Nesting that would exhaust the stack."""


class _Loader(yaml.SafeLoader):
    """Composes nodes only, to a limited depth."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooDeep(problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        try:
            return super().compose_node(parent, index)  # type: ignore[arg-type]
        finally:
            self.depth -= 1


@dataclass(slots=True)
class Document:
    """The data of a file, the line of each path in it, and what was wrong with its YAML."""

    file: str
    data: Data = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def add(self, line: int, what: str, expected: str) -> None:
        """Note a problem; at the hundredth GuideError ends it."""
        self.problems.append(Problem(self.file, line, what, expected))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise GuideError(tuple(self.problems))


def read(place: Traversable) -> str:
    """Return the text of a file; one that cannot be read, or is no text, raises GuideError."""
    file = str(place)
    try:
        with place.open("rb") as opened:  # one byte more tells that it is too large
            return _decode(opened.read(LARGEST + 1), file)
    except OSError as error:
        why = error.strerror or "no such file"
    except ValueError:  # a NUL in the path
        why = "no file can be called so"
    raise GuideError((Problem(file, 0, f"cannot be read ({why})", "a file you may read"),))


def _decode(raw: bytes, file: str) -> str:
    if len(raw) > LARGEST:
        raise GuideError((Problem(file, 0, "the file is too large", f"at most {LARGEST:,} bytes"),))
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = "this is not UTF-8 text"
        raise GuideError((Problem(file, line, what, "a text file saved as UTF-8"),)) from None


def compose(text: str, file: str) -> Document:
    """Return a YAML text as a document; YAML that cannot be read raises GuideError."""
    document = Document(file)
    if len(text) > LARGEST:
        document.add(0, "the text is too large", f"at most {LARGEST:,} characters")
        raise GuideError(tuple(document.problems))
    try:
        node = _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        what = f"character U+{_code_point(error.character):04X} cannot be in a guide"
        raise GuideError((Problem(file, line, what, "printable text"),)) from None
    except yaml.MarkedYAMLError as error:
        raise GuideError((_broken(error, file),)) from None
    if node is None:
        document.add(1, "the file is empty", "a guide or frame in YAML")
    else:
        document.data = _plain(node, document, (), ())
    return document


def _code_point(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character)[:1] or "\0")


def _broken(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    said = error.problem or ""
    if isinstance(error, _TooDeep):
        return Problem(file, line, "too many levels inside each other", f"at most {_DEEPEST}")
    if "'\\t'" in said:
        return Problem(file, line, "there is a tab before the text", "spaces, two for each level")
    if "mapping values are not allowed" in said:
        what = "a second ': ' stands in this line, or the line above is indented otherwise"
        return Problem(file, line, what, "text with ': ' in it inside quotes")
    if "but found another document" in said:
        return Problem(file, line, "a second document begins here", "one document a file")
    if "undefined alias" in said:
        return Problem(file, line, "text that begins with * names nothing", "such text in quotes")
    what = f"this is not valid YAML: {said or 'it cannot be read'}"
    return Problem(file, line, what, "'key: value' lines, indented with spaces")


def _plain(node: yaml.Node, document: Document, path: Path, above: tuple[int, ...]) -> Data:
    line = node.start_mark.line + 1
    document.lines.setdefault(path, line)
    document.nodes += 1
    if document.nodes > _MOST_NODES:
        document.add(line, "aliases (*) make this file too large", "each text written where it is")
        raise GuideError(tuple(document.problems))
    if len(path) > _DEEPEST:  # an alias brings levels of its own along
        document.add(line, "too many levels inside each other", f"at most {_DEEPEST}")
        return None
    if id(node) in above:
        document.add(line, "an alias (*) refers to what it stands in", "text written out")
        return None
    if node.tag not in _PLAIN_TAGS and node.tag != _NULL:
        shown = node.tag.removeprefix(_CORE)[:40]
        document.add(line, f"the tag '{shown}' is not used in guides", "plain text")
        return None
    above = (*above, id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, document, path, above)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(each, document, (*path, index), above) for index, each in enumerate(node.value)
        ]
    return None if node.tag == _NULL else clean_lines(str(node.value)).strip()


def _mapping(
    node: yaml.MappingNode, document: Document, path: Path, above: tuple[int, ...]
) -> dict[str, Data]:
    data: dict[str, Data] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.add(line, "this key is not a word", "'key: value'")
            continue
        key = clean_lines(str(key_node.value)).strip()
        if (*path, key) in document.lines:
            first = document.lines[(*path, key)]
            document.add(line, f"'{key}' is given twice (first on line {first})", "it once")
            continue
        document.lines[(*path, key)] = line
        value = _plain(value_node, document, (*path, key), above)
        if value is not None:
            data[key] = value
    return data
