"""The report's speed: ratios against naive python-docx code, and growth with the comments.

Run `python -m benchmarks.report`; `--quick` leaves 50,000 out, `--measure-all` guesses nothing.

The naive table is measured at 1,000 and 2,000 rows and carried on to 10,000 by the growth seen
between the two, since it takes long; the line says which figures are measured and which are not.
"""

from __future__ import annotations

import argparse
import gc
import io
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import docx

from benchmarks.measure import show
from focusgroup.domain.comment import AIMS, Comment, CommentKind, Tag, Valence, Vocabulary
from focusgroup.domain.element import Element, Frame
from focusgroup.domain.guide import Guide, GuideItem, GuideSection, Method, Part
from focusgroup.domain.record import StudyRecord
from focusgroup.domain.session import Seat, Session, Study
from focusgroup.domain.wall import Wall
from focusgroup.exchange.demo import build_demo
from focusgroup.privacy.records import Person
from focusgroup.privacy.scrubber import Scrubber
from focusgroup.report.blocks import Outline, Table
from focusgroup.report.gate import EveryRoster, write_report
from focusgroup.report.outline import build
from focusgroup.report.scope import ReportScope
from focusgroup.report.word import write_docx
from focusgroup.store.study_file import StudyFile

TODAY = date(2026, 11, 23)
SENTENCES = (
    "the callback is kept where somebody owns it and lost where nobody does",
    "we type every order twice because the record does not reach the van",
    "customers ask for one number that picks up",
)
WORDS = tuple(word for sentence in SENTENCES for word in sentence.split())
WORD_NAMES = ("Hope", "Mark", "Will")
KEYS = ("people", "process", "procedures", "technology", "programs", "systems")


def study(comments: int) -> StudyRecord:
    """A study of about 90 comments a group, 8 seats each, as large as asked for."""
    rng = random.Random(7)
    frame = Frame(
        id="crm-joined",
        name="Six elements",
        elements=tuple(Element(key=k, name=k.capitalize(), hotkey=k[0]) for k in KEYS),
    )
    items = (
        GuideItem(id="a", title="What we do now", method=Method.FLIP_CHART, minutes=20),
        GuideItem(id="b", title="Is it working", minutes=40),
        GuideItem(id="c", title="What should change", minutes=30),
    )
    guide = Guide(
        id="reset",
        title="Reset",
        sections=(GuideSection(part=Part.QUESTIONS, title="Questions", items=items),),
    )
    groups = max(3, comments // 1_000)
    sessions = tuple(Session(id=f"s{n}", code=f"G{n}", guide="g") for n in range(1, groups + 1))
    seats = tuple(
        Seat(id=f"{s.id}-{n}", session=s.id, code=f"P{n}", department=f"Unit {n % 3}", quote=1)
        for s in sessions
        for n in range(1, 9)
    )
    rows, tags = [], []
    for n in range(comments):
        seat = seats[n * len(seats) // comments // 8 * 8 + rng.randrange(8)]
        text = " ".join(rng.choices(WORDS, k=rng.randint(4, 34)))
        row = Comment(
            id=f"{n:06d}",
            session=seat.session,
            item=rng.choice("abc"),
            text=text,
            seat=seat.id,
            at_s=n % 5_400,
            kind=rng.choice((CommentKind.VERBATIM, CommentKind.PARAPHRASE)),
            valence=rng.choice(list(Valence)),
        )
        rows.append(row)
        for key in rng.sample(KEYS, rng.randint(1, 2)):
            tags.append(Tag(f"t{len(tags)}", row.id, Vocabulary.ELEMENT, key, "a"))
        if row.valence == Valence.IDEA:
            tags.append(Tag(f"t{len(tags)}", row.id, Vocabulary.AIM, rng.choice(AIMS), "a"))
    return StudyRecord(
        study=Study("study", "Benchmark"),
        frame=frame,
        sessions=sessions,
        seats=seats,
        comments=tuple(rows),
        tags=tuple(tags),
        guides={"g": guide},
    )


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of some runs, in seconds: what the work costs when nothing else disturbs it."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def comment_rows(count: int) -> Table:
    """The appendix's table of so many comments."""
    outline = build(study(count), ReportScope(), today=TODAY)
    (found,) = [b for b in outline.blocks if isinstance(b, Table) and b.title.startswith("All com")]
    return found


def own_table(table: Table) -> None:
    """Only the comment table, through the report's own code, saved."""
    write_docx(Outline("B", "B", "en", (table,)), io.BytesIO(), created=TODAY)


def naive_table(table: Table) -> None:
    """The same rows as anybody would write them first, saved."""
    document = docx.Document()
    grid = document.add_table(rows=1, cols=len(table.header))
    for cell, text in zip(grid.rows[0].cells, table.header, strict=True):
        cell.text = text
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    document.save(io.BytesIO())


def against_naive(*, measure_all: bool) -> None:
    """Show the comment table beside `add_row().cells`, both saved, side by side in one run."""
    tables = {n: comment_rows(n) for n in (1_000, 2_000, 10_000)}
    measured = (1_000, 2_000, 10_000) if measure_all else (1_000, 2_000)
    own, naive = {}, {}
    for n, table in tables.items():
        own[n] = best(partial(own_table, table))
        if n in measured:
            naive[n] = best(partial(naive_table, table), 3 if n < 10_000 else 1)
    for n in measured:
        ratio = naive[n] / own[n]
        show(
            f"comment table, {n:,} rows, against add_row().cells",
            f"{ratio:.0f}x ({own[n]:.2f} s / {naive[n]:.2f} s)",
            "20x at 10,000",
            ratio >= 20 if n == 10_000 else None,
        )
    if not measure_all:
        power = math.log2(naive[2_000] / naive[1_000])
        guessed = naive[2_000] * 5**power
        ratio = guessed / own[10_000]
        show(
            f"the same, 10,000 rows, naive carried on as n^{power:.2f}",
            f"{ratio:.0f}x ({own[10_000]:.2f} s / {guessed:.1f} s)",
            "20x",
            ratio >= 20,
        )


def three_rosters() -> EveryRoster:
    """Three groups' lists of nine, a third of the first names words of every day."""
    return EveryRoster(
        tuple(
            Scrubber(
                Person(
                    f"P{n}", WORD_NAMES[n % 3] if n < 4 else f"Quill{n}an", f"Maris{group}{n}ole"
                )
                for n in range(1, 10)
            )
            for group in "abc"
        )
    )


def whole_report(counts: tuple[int, ...]) -> None:
    """Show outline, written file, and both searches with a roster, for growing studies."""
    roster = [Person(f"P{n}", f"Quill{n}an", f"Maris{n}ole") for n in range(1, 25)]
    earlier: tuple[int, float] | None = None
    for count in counts:
        record = study(count)
        said = best(partial(build, record, ReportScope(), today=TODAY))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "out.docx"
            write = partial(write_report, record, path, today=TODAY)
            plain = best(partial(write, names=None))
            checked = best(partial(write, names=Scrubber(roster)), 2)
            threefold = best(partial(write, names=three_rosters()), 2)
            size = path.stat().st_size / 1e6
        show(f"report of {count:,}: what it says", f"{said:.2f} s", "-")
        good = plain <= 2 if count == 10_000 else None
        show(
            f"report of {count:,}: written", f"{plain:.2f} s, {size:.1f} MB", "2 s at 10,000", good
        )
        show(
            f"report of {count:,}: searched for 24 names, written, searched",
            f"{checked:.2f} s",
            "2 s at 10,000",
            checked <= 2 if count == 10_000 else None,
        )
        show(
            f"report of {count:,}: the same, three lists of 9",
            f"{threefold:.2f} s ({threefold / plain:.1f}x unsearched)",
            "2 s at 10,000",
            threefold <= 2 if count == 10_000 else None,
        )
        if earlier:
            growth, factor = plain / earlier[1], count / earlier[0]
            show(f"growth from {earlier[0]:,} to {count:,}", f"{growth:.1f}x", f"{factor:.0f}x")
        earlier = (count, plain)


def everything_against_comments(rounds: int = 7) -> None:
    """Show the demo's report with all that is in it beside the report of its comments alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.docx"
        _, names = build_demo(Path(folder) / "demo.focusgroup")
        with StudyFile.open(Path(folder) / "demo.focusgroup") as held:
            full = held.record()
        alone = replace(full, worksheets={}, wall=Wall())
        lists = EveryRoster(tuple(cards.scrubber() for cards in names.values()))
        for words, roster in ((", as exported", lists), (", unsearched", None)):
            write = partial(write_report, path=path, names=roster, today=TODAY)
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(rounds):  # in turns: what disturbs the one disturbs the other
                for record, taken in zip((full, alone), times, strict=True):
                    taken.append(best(partial(write, record), 1))
            whole, bare = map(min, times)
            show(
                f"demo: whole report / comments alone{words}",
                f"{whole / bare:.2f}x ({whole:.2f} s / {bare:.2f} s)",
                "2x",
                whole <= 2 * bare,
            )


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave 50,000 comments out")
    parser.add_argument("--measure-all", action="store_true", help="the naive 10,000 rows too")
    options = parser.parse_args(arguments)
    whole_report((1_000, 10_000) if options.quick else (1_000, 10_000, 50_000))
    against_naive(measure_all=options.measure_all)
    everything_against_comments()


if __name__ == "__main__":
    main(sys.argv[1:])
