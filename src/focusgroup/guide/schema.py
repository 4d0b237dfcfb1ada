"""JSON Schemas of guides and frames, so that an editor completes and checks as one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from focusgroup.domain.element import Frame
from focusgroup.domain.guide import Guide, Method

# The domain describes what its readers need; these help somebody who writes YAML.
_DESCRIPTIONS: dict[str, dict[str, str]] = {
    "Guide": {
        "id": "name of the guide in commands: lower-case letters, digits and -",
        "title": "what the guide is called on screen and in the report",
        "version": "raise it with each change; the version run is kept with the session",
        "description": "what the guide is for, in a sentence or two",
        "language": "language code; the wording is checked in English only",
        "sections": "the parts in the order they are run",
    },
    "GuideSection": {
        "part": "which of the parts every guide needs this section is",
        "title": "heading of the section",
        "items": "the steps of the section in order",
    },
    "GuideItem": {
        "id": "short name comments refer to, such as a or b:callback; keep it once used",
        "title": "a few words for the outline",
        "kind": "kind of question; script is read out and takes no comments",
        "method": "what the live screen shows: discuss, flip_chart, each ... or 'worksheet: NAME'",
        "minutes": "time box; for 'each' all flip-chart entries together",
        "probes": "follow-up questions, ticked when used",
    },
    "Frame": {
        "id": "name of the frame in guides and commands",
        "name": "what the frame is called",
        "description": "what the frame is for",
        "elements": "what comments are tagged to",
    },
    "Element": {
        "name": "what the element is called",
        "aliases": "other words that may be typed behind #",
        "description": "what belongs here and what does not",
        "criteria": "what the element is checked by",
    },
    "Criterion": {"id": "short name", "text": "the criterion as a sentence"},
}


def guide_schema() -> dict[str, Any]:
    """Return the JSON Schema of a guide file."""
    schema = _described(Guide)
    item = schema["$defs"]["GuideItem"]["properties"]
    plain = [method.value for method in Method if method is not Method.WORKSHEET]
    method = item["method"]
    method.pop("type")
    method["anyOf"] = [{"enum": plain}, {"type": "string", "pattern": r"^worksheet:\s*\S"}]
    # YAML reads an unquoted 1 or 1.0 as a number; the reader takes it as it was typed.
    version = schema["properties"]["version"]
    version["type"] = ["string", "number"]
    return schema


def frame_schema() -> dict[str, Any]:
    """Return the JSON Schema of a frame file."""
    return _described(Frame)


def files() -> dict[str, str]:
    """Return the schema files by name, as they stand in guides/schema."""
    schemas = {"guide.schema.json": guide_schema(), "frame.schema.json": frame_schema()}
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def write(folder: Path) -> None:
    """Write the schema files into a folder."""
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")


def _described(model: type[BaseModel]) -> dict[str, Any]:
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= model.model_json_schema()
    described: dict[str, Any] = {model.__name__: schema, **schema.get("$defs", {})}
    for name, part in described.items():
        for key, words in _DESCRIPTIONS.get(name, {}).items():
            part["properties"][key].setdefault("description", words)
    return schema
