"""Stand-ins for what a damaged log has lost, so that what refers to it need not go as well."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from dataclasses import MISSING, fields

from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Part
from focusgroup.domain.ids import new_id
from focusgroup.guide.library import load_frame
from focusgroup.store.change_log import utc_now
from focusgroup.store.reading_damaged import LINE
from focusgroup.store.tables import TABLES, Value

States = dict[str, dict[str, dict[str, Value]]]  # fields by row id by table


class LogWriter:
    """Adds lines to a log under an origin of their own, inside the caller's transaction."""

    def __init__(self, log: sqlite3.Connection) -> None:
        self._log = log
        self._origin, self._act, self._seq = new_id(), new_id(), 0
        last = log.execute("SELECT max(lamport) FROM change").fetchone()[0]
        self._after = int(last or 0) + 1

    def latest(self, table: str, row_id: str, said: dict[str, Value]) -> None:
        """Add what holds in spite of all the log says."""
        self._add(self._after, table, row_id, said)

    def earliest(self, table: str, row_id: str, said: dict[str, Value]) -> None:
        """Add what holds only as long as nothing else is known."""
        self._add(0, table, row_id, said)

    def drop(self, table: str, row_id: str) -> None:
        """Take the lines of a row out of the log."""
        self._log.execute("DELETE FROM change WHERE row_table = ? AND row_id = ?", (table, row_id))

    def _add(self, lamport: int, table: str, row_id: str, said: dict[str, Value]) -> None:
        self._seq += 1
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        session = str(said.get("session") or "")
        self._log.execute(
            f"INSERT INTO change ({LINE}) VALUES ({', '.join('?' * 15)})",  # noqa: S608
            (
                *(new_id(), session, self._origin, self._seq, lamport, utc_now(), "program"),
                *(self._act, "do", None, "repair", table, row_id, body, 0),
            ),
        )


def states_of(log: sqlite3.Connection) -> States:
    """Return what the log says of each row."""
    told: States = {name: defaultdict(dict) for name in TABLES}
    for table, row_id, body in log.execute(
        "SELECT row_table, row_id, fields FROM change ORDER BY lamport, id"
    ):
        if table in told:
            told[table][row_id].update(json.loads(body))
    return told


# Which column names a row of which table.
_REFERS: dict[str, dict[str, str]] = {
    "session": {"guide": "kept_guide"},
    "seat": {"session": "session"},
    "chart_entry": {"session": "session"},
    "item_run": {"session": "session", "entry": "chart_entry"},
    "tick": {"session": "session"},
    "comment": {"session": "session", "entry": "chart_entry", "seat": "seat", "answers": "seat"},
    "tag": {"comment": "comment"},
    "erasure": {"session": "session"},
    "decision": {"erasure": "erasure"},
}
_LOST = "[lost]"


def complete(states: States, log: LogWriter) -> int:
    """Add lines that give each row what it cannot do without; return how many rows were made up.

    Children come before what they refer to, so that a stand-in gets its own stand-ins. Only a
    withdrawal is never made up: decisions on one that is lost are dropped.
    """
    made_up = 0
    home: dict[str, str] = {}  # one session and one guide stand in for all that are lost
    for row_id, said in list(states["decision"].items()):
        if said.get("erasure") not in states["erasure"]:
            log.drop("decision", row_id)
            del states["decision"][row_id]
    for table in reversed(TABLES):
        for row_id, said in list(states[table].items()):
            _fill(states, log, home, table, row_id, said)
            for column, parent in _REFERS.get(table, {}).items():
                other = said.get(column)
                if other and str(other) not in states[parent]:
                    states[parent][str(other)] = {}
                    made_up += 1
    if not states["study"]:
        states["study"][new_id()] = said = {}
        _fill(states, log, home, "study", next(iter(states["study"])), said)
        made_up += 1
    return made_up


def _fill(
    states: States,
    log: LogWriter,
    home: dict[str, str],
    table: str,
    row_id: str,
    said: dict[str, Value],
) -> None:
    needed = [
        f.name for f in fields(TABLES[table].record) if f.default is MISSING and f.name != "id"
    ]
    lacking = {name: None for name in needed if said.get(name) is None}
    if not lacking:
        return
    filled = {name: _stand_in(states, home, table, name) for name in lacking}
    if table == "study" and not said.get("frame_json"):
        filled["frame_json"] = load_frame("crm-joined").model_dump_json()
    said.update(filled)
    log.earliest(table, row_id, filled)


def _stand_in(states: States, home: dict[str, str], table: str, column: str) -> Value:
    parent = _REFERS.get(table, {}).get(column)
    if parent is not None:
        # Their own is unknown: they go where everything homeless goes.
        home.setdefault(parent, new_id())
        states[parent].setdefault(home[parent], {})
        return home[parent]
    if column == "body":
        return _guide().model_dump_json()
    if column == "sha256":
        return hashlib.sha256(_guide().model_dump_json().encode()).hexdigest()
    if column == "code":
        return {"session": "G0", "seat": "P0"}.get(table, "lost")
    record = {f.name: f.type for f in fields(TABLES[table].record)}
    return {"int": 0, "float": 0.0}.get(str(record[column]), _LOST)


def _guide() -> Guide:
    return Guide(
        id="lost",
        title="A guide that could not be read any more",
        sections=(
            GuideSection(
                part=Part.QUESTIONS,
                title="Questions",
                items=(GuideItem(id="lost", title="Lost", minutes=5),),
            ),
        ),
    )
