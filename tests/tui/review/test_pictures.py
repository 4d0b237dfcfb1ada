"""What the review and a refused report look like at the two sizes that are promised."""

from __future__ import annotations

import pytest

from focusgroup.tui.screens.review import ReviewScreen
from tui.review.building import add_group, cards, open_screen, still
from tui.review.test_report_screen import field, name_in_a_comment, report_screen, written


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_the_review(snap_compare, study, size):
    session = add_group(study)
    app = open_screen(study, ReviewScreen(session.id))

    async def tag(pilot) -> None:
        await pilot.press("down", "r", "t", "down", "space", "down", "d", "plus")
        app.clear_notifications()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=tag)


def test_a_refused_report(snap_compare, study):
    session = add_group(study)
    name_in_a_comment(study, session)
    app = open_screen(
        study, report_screen(), {session.id: cards(P1="Marisol", P2="Oyelaran", P3="Tindra")}
    )

    async def refuse(pilot) -> None:
        await pilot.press("ctrl+s")
        await written(app, pilot)
        field(app, "file").value = "focus-group-study.docx"  # its folder is another at each run
        still(app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=refuse)
