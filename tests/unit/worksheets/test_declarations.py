"""Every declared worksheet, whatever it asks: its tables, checks and pages hold for any rows."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focusgroup.store.tables import TABLES
from focusgroup.worksheets import SHEETS, WORKSHEETS, offers, open_points
from focusgroup.worksheets.declare import Curve, Gantt, Grid, Points
from focusgroup.worksheets.facts import Facts
from focusgroup.worksheets.outside import NOUNS
from focusgroup.worksheets.record import ANY, ColumnKind, Record, columns

# Columns that the store gives a meaning of its own: who said it, what it hangs on, what is left.
TAKEN = {"comment", "seat", "with_seats", "withdrawn", "session", "deleted", "named", "answers"}


@pytest.mark.parametrize("table", SHEETS)
def test_a_sheet_shows_and_links_what_there_is(table):
    sheet = SHEETS[table]
    asked = {each.name: each for each in columns(sheet.record)}
    assert set(sheet.grid) <= set(asked)
    assert sheet.grid[0] == next(iter(asked)), "the first column is what a row is known by"
    assert not TAKEN & set(asked)
    may = {"", "comment", "session", ANY, *NOUNS, *SHEETS}
    assert all(each.to in may for each in asked.values())
    assert sheet.filter_by in {"", *asked}
    assert all(isinstance(row, sheet.record) for row in sheet.examples)


@pytest.mark.parametrize("table", SHEETS)
def test_a_row_may_be_empty(table):
    sheet = SHEETS[table]
    assert sheet.record("an id").id == "an id"
    sqlite3.connect(":memory:").execute(f"CREATE TABLE {table} (id)")  # no word of SQL's own


def test_tables_and_keys_are_told_apart():
    assert len({each.key for each in WORKSHEETS}) == len(WORKSHEETS)
    assert len(SHEETS) == sum(len(each.sheets) for each in WORKSHEETS)
    assert set(SHEETS) <= set(TABLES)
    assert {each.phase for each in WORKSHEETS} <= {1, 2, 3}


def value_of(asked, ids):
    if asked.kind in {ColumnKind.NUMBER, ColumnKind.PERCENT}:
        return st.one_of(st.none(), st.floats(0, 100))
    if asked.kind is ColumnKind.CHOICE:
        return st.sampled_from(["", "unheard of", *(key for key, _ in asked.choices)])
    if asked.kind is ColumnKind.DATE:
        return st.sampled_from(["", "2026-11-02", "2026-12-24"])
    if asked.kind is ColumnKind.ANYWHERE:
        anywhere = [f"{table}:{each}" for table in (*SHEETS, "gone") for each in ids]
        return st.lists(st.sampled_from([*anywhere, "no place"]), max_size=3).map(" ".join)
    if asked.to:
        return st.lists(st.sampled_from(ids), max_size=3).map(" ".join)
    return st.text(max_size=20)


@st.composite
def rows(draw):
    """Any rows of all worksheets, links that lead nowhere included."""
    found: dict[str, list[Record]] = {}
    for table, sheet in SHEETS.items():
        ids = [f"r{n}" for n in range(4)]
        count = draw(st.integers(0, 3))
        found[table] = [
            sheet.record(
                f"r{n}",
                float(n),
                **{each.name: draw(value_of(each, ids)) for each in columns(sheet.record)},
            )
            for n in range(count)
        ]
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows(), st.sets(st.sampled_from(["r0", "r1"])))
def test_checks_offers_and_pages_take_any_rows(held, comments):
    facts = Facts(held, comments=comments, attended={"billing": 3})
    known = {(table, row.id) for table, each in held.items() for row in each}
    for worksheet in WORKSHEETS:
        for point in open_points(facts)[worksheet.key]:
            assert point.table in {sheet.table for sheet in worksheet.sheets}
            assert not point.row or (point.table, point.row) in known
        for _, viewer in worksheet.views:
            for view in viewer(facts):
                check_view(view)
    assert all((offer.table, offer.row) in known for offer in offers(facts))


def check_view(view):
    if isinstance(view, Grid):
        assert all(len(row) == len(view.header) for row in view.rows)
        assert not view.widths or len(view.widths) == len(view.header)
    elif isinstance(view, Curve):
        assert all(len(values) == len(view.places) for _, values in view.series)
        shown = [v for _, values in view.series for v in values if v is not None]
        assert all(view.low[0] <= v <= view.high[0] for v in shown)
    elif isinstance(view, Gantt):
        assert view.bars
        assert all(0 <= bar.wished <= bar.start <= bar.end for bar in view.bars)
    else:
        assert isinstance(view, Points)
        assert view.items


def test_a_worksheet_nobody_began_has_nothing_open():
    assert not any(open_points(Facts()).values())
    assert offers(Facts()) == []


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("number", "abc", "expected a number"),
        ("number", "-3", "from 0"),
        ("number", "nan", "expected a number"),
        ("number", "1e400", "expected a number"),
        ("percent", "101", "from 0 to 100"),
        ("choice", "maybe", "choose one"),
        ("day", "next week", "2026-12-31"),
    ],
)
def test_what_a_column_cannot_take_is_told(kind, typed, told):
    asked = next(
        each
        for sheet in SHEETS.values()
        for each in columns(sheet.record)
        if each.kind == ("date" if kind == "day" else kind)
    )
    with pytest.raises(ValueError, match=told):
        asked.read(typed)
