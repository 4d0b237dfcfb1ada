"""The demo's wall: a whole round on the sample, the same at every start, and nobody named by it."""

from __future__ import annotations

from datetime import date

import pytest

from focusgroup.exchange.demo import build_demo
from focusgroup.report.gate import EveryRoster, write_report
from focusgroup.store.study_file import StudyFile
from focusgroup.wall.priority import priorities

pytestmark = pytest.mark.slow


@pytest.mark.feature("3.05", "3.06", "3.07")
def test_the_demo_shows_a_whole_round_of_gaps_and_its_report_passes_the_gate(tmp_path):
    path = tmp_path / "demo.focusgroup"
    _, names = build_demo(path)
    with StudyFile.open(path) as study:
        assert study.check().good
        wall = study.record().wall
        board = next(each for each in wall.boards if each.kind == "gap")
        assert (board.kind, board.step) == ("gap", "tally")
        told = [(p.name, p.points, len(p.cards)) for p in priorities(wall, board.id)]
        assert told == [
            ("What we are measured on pulls the other way", 15, 4),
            ("After the sale nobody hands over", 13, 5),
            ("We miss the moments that count", 11, 3),
            ("The record does not know the customer", 9, 5),
        ]
        assert sum(points for _, points, _ in told) == 8 * 6
        rosters = EveryRoster(tuple(cards.scrubber() for cards in names.values()))
        written = write_report(
            study.record(), tmp_path / "report.docx", names=rosters, today=date(2026, 11, 26)
        )
        assert written.path.exists()


def test_another_group_of_the_demo_puts_dots_on_its_own_ideas(tmp_path):
    path = tmp_path / "demo.focusgroup"
    build_demo(path)
    with StudyFile.open(path) as study:
        wall = study.record().wall
    board = next(each for each in wall.boards if each.kind == "open")
    (voting,) = (each for each in wall.votings if each.board == board.id)
    assert (voting.kind, voting.dots, voting.state) == ("dots", 5, "closed")
    assert sum(p.points for p in priorities(wall, board.id)) == 5 * 9
