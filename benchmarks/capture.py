"""From Enter to durable, and eight writers at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.material import lines, new_study
from benchmarks.measure import median, p95, show, timed
from focusgroup.privacy import Person, Scrubber, ner
from focusgroup.room.room import Room

TWELVE = "Wren Iqbal Solveig Tunde Marit Osei Bronagh Ravi Linnea Kofi Agnieszka Tomas"
TWENTY = (
    "ash birch cedar dogwood elm fir gorse hazel ivy juniper kelp larch maple nettle oak pine "
    "quince rowan sorrel thyme"
)


def plain_insert(folder: Path) -> sqlite3.Connection:
    """Return a plain database with a comment table, an FTS5 index and synchronous=FULL."""
    database = sqlite3.connect(folder / "plain.db", isolation_level=None)
    database.executescript(
        """PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        CREATE TABLE comment (id INTEGER PRIMARY KEY, at REAL, text TEXT) STRICT;
        CREATE VIRTUAL TABLE fts USING fts5 (text, content='comment', content_rowid='id');
        CREATE TRIGGER ins AFTER INSERT ON comment BEGIN
        INSERT INTO fts (rowid, text) VALUES (new.id, new.text); END;"""
    )
    return database


def enter_to_durable() -> None:
    """Masked, logged, projected, committed with FULL and indexed, against a plain insert."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = plain_insert(folder)
        study, session, cards = new_study(folder / "s.focusgroup")
        room = Room(study, session, names=cards)
        room.agenda.start()
        ours, theirs = [], []
        for number, line in enumerate(lines(700, named=True)):
            one = timed(
                lambda t=line: plain.execute("INSERT INTO comment (at, text) VALUES (1, ?)", (t,))
            )
            other = timed(lambda t=line: room.notes.note(t))
            if number >= 100:  # caches warm, as after the first minutes of a group
                theirs.append(one)
                ours.append(other)
        ratio = p95(ours) / p95(theirs)
        show(
            "Enter to durable, p95 against a plain insert with FTS and FULL",
            f"{ratio:.2f}x ({p95(ours) * 1e3:.2f} / {p95(theirs) * 1e3:.2f} ms)",
            "<= 3x",
            ratio <= 3,
        )
        show("   the same, median", f"{median(ours) / median(theirs):.2f}x", "")
        room.close()
        study.close()
        plain.close()


def scrub() -> None:
    """Masking alone, with a roster of twelve and twenty phrases never to write."""
    roster = [Person(f"P{n}", first) for n, first in enumerate(TWELVE.split(), start=1)]
    scrubber = Scrubber(roster, [f"Client {word}" for word in TWENTY.split()])
    texts = [line.split(" ", 1)[1] for line in lines(2000, named=True)]
    for text in texts[:200]:
        scrubber.scrub(text)
    times = [timed(lambda t=text: scrubber.scrub(t)) for text in texts]
    show(
        "scrub, p95 a comment",
        f"{p95(times) * 1e3:.3f} ms (median {median(times) * 1e3:.3f})",
        "<= 1 ms",
        p95(times) <= 1e-3,
    )


_WRITER = """
import sys, time
from pathlib import Path
from focusgroup.room.room import Room
from focusgroup.store.study_file import StudyFile
study = StudyFile.open(Path(sys.argv[1]))
room = Room(study, sys.argv[2], actor=sys.argv[3])
lost = 0
for n in range(150):
    try:
        room.notes.note(f"{1 + n % 8} writer {sys.argv[3]} remark {n}")
    except Exception as error:
        lost += 1
        print(type(error).__name__, error)
print("LOST", lost)
"""


def eight_writers() -> None:
    """Eight processes on one file, 150 comments each."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "s.focusgroup"
        study, session, _ = new_study(path)
        start = time.perf_counter()
        running = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITER, str(path), session, f"w{n}"],
                stdout=subprocess.PIPE,
                text=True,
            )
            for n in range(8)
        ]
        told = [process.communicate()[0] for process in running]
        took = time.perf_counter() - start
        kept = len(study.comments(session))
        errors = sum(text.count("Error") + text.count("Busy") for text in told)
        good = kept == 1200 and not errors and study.check().good
        show(
            "eight processes writing to one file",
            f"{1200 - kept} lost, {errors} errors, {1200 / took:.0f}/s",
            "0 lost, 0 errors",
            good,
        )
        study.close()


def scrub_with_model() -> None:
    """Masking with the extra [ner] beside the rules, each text asked for afresh."""
    if not ner.installed():
        show("scrub with the model, p95 a comment", "the extra [ner] is not installed", "")
        return
    loaded: list[ner.Reader] = []
    loading = timed(lambda: loaded.append(ner.load_model()))
    spotter = ner.Spotter(lambda: loaded[0])
    roster = [Person(f"P{n}", first) for n, first in enumerate(TWELVE.split(), start=1)]
    scrubber = Scrubber(roster, spotter=spotter)
    texts = [line.split(" ", 1)[1] for line in lines(600, named=True)]
    for text in texts[:50]:
        scrubber.scrub(text)
    times = [timed(lambda t=text: scrubber.scrub(t)) for text in texts]
    show("model, loaded beside the first screen", f"{loading:.2f} s", "")
    show(
        "scrub with the model, p95 a comment",
        f"{p95(times) * 1e3:.1f} ms (median {median(times) * 1e3:.1f}), {spotter.late} late",
        "<= 50 ms, 0 late",
        p95(times) <= 0.05 and not spotter.late,
    )
    spotter.close()


def main() -> None:
    """Print the figures."""
    enter_to_durable()
    scrub()
    scrub_with_model()
    eight_writers()


if __name__ == "__main__":
    main()
