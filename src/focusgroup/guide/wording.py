"""What pydantic found wrong, in the words of somebody who writes guides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SHOWN = 40

# pydantic's name of a fault: what is wrong, what was expected; {} is filled from the fault.
_SENTENCES: dict[str, tuple[str, str]] = {
    "string_type": ("{value} is not text", "text"),
    "string_too_short": ("{key} is empty", "some text"),
    "string_too_long": ("{value} is too long for {key}", "at most {max_length} character"),
    "float_parsing": ("{value} is not a number", "a number such as 5 or 7.5"),
    "float_type": ("{key} is not a number", "a number such as 5 or 7.5"),
    "finite_number": ("{value} is not a number that can be counted", "a number such as 5"),
    "int_parsing": ("{value} is not a whole number", "a whole number such as 90"),
    "int_parsing_size": ("{value} is too large", "a whole number such as 90"),
    "int_from_float": ("{value} is not a whole number", "a whole number such as 90"),
    "int_type": ("{key} is not a whole number", "a whole number such as 90"),
    "greater_than_equal": ("{key} is {value}", "{ge} or more"),
    "less_than_equal": ("{key} is {value}", "{le} or less"),
    "bool_parsing": ("{value} is neither yes nor no", "true or false"),
    "bool_type": ("{key} is neither yes nor no", "true or false"),
    "enum": ("{value} is no {key}", "{expected}"),
    "tuple_type": ("{key} is not a list", "lines that begin with '- '"),
    "dict_type": ("{key} is not a set of 'key: value' lines", "'key: value' lines"),
    "model_type": ("this is not a set of 'key: value' lines", "'key: value' lines"),
    "too_short": ("{key} is empty", "at least one"),
}

_PATTERNS: dict[str, str] = {
    "id": "lower-case letters, digits and -, beginning with a letter, such as renewal-calls",
    "key": "lower-case letters, digits and -, beginning with a letter",
}


def wrong(fault: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is wrong and what was expected, for one of pydantic's error details."""
    kind = str(fault["type"])
    key = next((part for part in reversed(fault["loc"]) if isinstance(part, str)), "this")
    context = fault.get("ctx") or {}
    if kind == "string_pattern_mismatch":
        return (
            f"{_shown(fault['input'])} cannot be {'an' if key == 'id' else 'a'} {key}",
            _PATTERNS.get(key, f"text like {context.get('pattern')}"),
        )
    if kind == "value_error":
        return f"{_shown(fault['input'])} is no {key}", str(context.get("error")).removeprefix(
            "expected "
        )
    what, expected = _SENTENCES.get(kind, ("{value} does not fit {key}", str(fault["msg"])))
    words = {
        name: f"{value:g}" if isinstance(value, float) else value for name, value in context.items()
    }
    words |= {"key": f"'{key}'" if "no {key}" not in what else key, "value": _shown(fault["input"])}
    return what.format_map(words), expected.format_map(words) if kind in _SENTENCES else expected


def _shown(value: object) -> str:
    if value is None:
        return "an empty line"
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a set of keys"
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}'"
