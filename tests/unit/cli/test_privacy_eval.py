"""focusgroup privacy eval: what anybody can score on their own material."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from focusgroup.cli.privacy import app
from focusgroup.privacy import context, ner
from focusgroup.privacy.records import Spot


@pytest.fixture(autouse=True)
def nothing_learned(monkeypatch):
    """Leave what was learned of talk out: it would find the one name that the rules leave."""
    monkeypatch.setattr(context, "least", lambda _token, *, small: 2.0)


@pytest.fixture
def labelled(tmp_path):
    file = tmp_path / "set.jsonl"
    rows = [
        {"text": "it is gone to Ewa later", "spans": [{"start": 14, "end": 17, "kind": "person"}]},
        {"text": "nothing much to say", "spans": []},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    return str(file)


def test_the_rules_are_scored_as_typed_and_in_small_letters(labelled):
    told = CliRunner().invoke(app, ["eval", labelled])
    assert told.exit_code == 0
    typed, small = told.stdout.splitlines()
    assert typed.startswith("rules alone, as typed:")
    assert "0 of 1 comments with an identifier leak" in typed
    assert "1 of 1 comments with an identifier leak" in small
    assert "ewa" not in told.stdout.casefold()


def test_with_the_model_both_are_scored_side_by_side(labelled, monkeypatch):
    def reader(text: str) -> tuple[Spot, ...]:
        return (Spot(14, 17, 0.99),) if "ewa" in text.casefold() else ()

    monkeypatch.setattr(ner, "installed", lambda: True)
    monkeypatch.setattr(ner.Spotter, "__init__", _with(reader, ner.Spotter.__init__))
    told = CliRunner().invoke(app, ["eval", labelled, "--ner"])
    assert told.exit_code == 0
    rules, model = told.stdout.splitlines()[1::2]
    assert rules.startswith("rules alone, all lower case:")
    assert "1 of 1 comments with an identifier leak" in rules
    assert model.startswith("with the model, all lower case:")
    assert "0 of 1 comments with an identifier leak" in model


def _with(reader, original):
    return lambda self, **more: original(self, lambda: reader, **more)


def test_without_the_extra_it_says_how_to_get_it(labelled):
    told = CliRunner().invoke(app, ["eval", labelled, "--ner"])
    assert told.exit_code == 1
    assert "pip install 'focusgroup[ner]'" in told.output
