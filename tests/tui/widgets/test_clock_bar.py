"""The clock: a glance tells time left, the time box, ahead or behind."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from focusgroup.tui.widgets.clock_bar import ClockBar, ClockFace, ClockWarning
from support.hostile import HOSTILE
from tui.widgets.gallery import FACE, Stage


async def drawn(face: ClockFace, width: int = 80) -> list[str]:
    bar = ClockBar(face)
    async with Stage(bar).run_test(size=(width, 24)):
        lines = str(bar.render()).split("\n")
        assert len(lines) == 2
        assert all(cell_len(line) <= bar.content_size.width for line in lines)
        return lines


@pytest.mark.feature("1.33")
@pytest.mark.parametrize("width", [80, 120])
async def test_time_gone_left_and_the_time_box_stand_on_one_line(width):
    line, bar = await drawn(FACE, width)
    assert line.startswith("34:12 gone   55:48 left")
    assert "▸ Approaches" in line
    assert "6:10 of 10:00" in line
    assert line.endswith("2 min behind")
    assert bar.count("━") == round(0.617 * (width - 2))


@pytest.mark.parametrize(
    ("face", "words"),
    [
        (ClockFace(drift_s=-130), "2 min ahead"),
        (ClockFace(drift_s=10), "on time"),
        (ClockFace(paused=True, drift_s=300), "‖ paused"),
        (ClockFace(started=False), "not started"),
        (ClockFace(left_s=-90), "1:30 over"),
    ],
)
async def test_the_state_of_the_clock_is_told_in_words(face, words):
    assert words in (await drawn(face))[0]


@pytest.mark.parametrize(
    ("warning", "words"),
    [
        (ClockWarning.BOX_20, "20 % of this time box left"),
        (ClockWarning.BOX_5, "5 % of this time box left"),
        (ClockWarning.BOX_OVER, "time box is over"),
        (ClockWarning.END_15, "15 minutes to the end"),
        (ClockWarning.END_5, "5 minutes to the end"),
        (ClockWarning.OVER, "the session is over its time"),
    ],
)
async def test_each_warning_has_a_sign_and_words(warning, words):
    _, bar = await drawn(ClockFace(box_used_s=9, box_s=10, warnings=(warning,)))
    assert words in bar
    assert bar.split(words)[0].rstrip()[-1] in "◕◑●▲"


async def test_two_warnings_are_both_told():
    _, bar = await drawn(ClockFace(warnings=(ClockWarning.BOX_20, ClockWarning.END_15)))
    assert "20 % of this time box left" in bar
    assert "15 minutes to the end" in bar


async def test_without_a_warning_the_bar_is_only_a_line():
    _, bar = await drawn(ClockFace(box_used_s=5, box_s=10))
    assert set(bar) == {"━", "─"}


@pytest.mark.parametrize("title", HOSTILE)
async def test_any_title_is_shown_as_it_is(title):
    await drawn(ClockFace(title=title, box_s=60, box_used_s=5))
