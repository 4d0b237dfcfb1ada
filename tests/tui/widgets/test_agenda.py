"""The agenda: where we are in the guide."""

from __future__ import annotations

import pytest

from focusgroup.domain.session import ItemState
from focusgroup.tui.widgets.agenda import AgendaList, AgendaRow
from support.hostile import HOSTILE
from tui.widgets.gallery import AGENDA, Stage


class Guide(Stage):
    """Keeps the steps that were chosen."""

    def __init__(self, agenda: AgendaList) -> None:
        super().__init__(agenda)
        self.chosen: list[str] = []

    def on_agenda_list_chosen(self, event: AgendaList.Chosen) -> None:
        self.chosen.append(event.run_id)


def text(agenda: AgendaList) -> str:
    return "\n".join(agenda.render_line(y).text.rstrip() for y in range(agenda.size.height))


@pytest.mark.feature("1.37")
async def test_each_state_has_its_sign_and_repeats_are_set_in():
    agenda = AgendaList(AGENDA)
    async with Guide(agenda).run_test(size=(60, 30)):
        shown = text(agenda)
        assert "  ✓ Welcome" in shown
        assert "– What happens with the recording" in shown
        assert "skipped" in shown
        assert "▸ Approaches your department uses" in shown
        assert "▌   ▸ callback promise" in shown
        assert "    · one form for everything" in shown


async def test_minutes_used_and_planned_stand_at_the_right():
    agenda = AgendaList(AGENDA)
    async with Guide(agenda).run_test(size=(60, 30)):
        welcome = next(line for line in text(agenda).split("\n") if "Welcome" in line)
        assert welcome.endswith("3/3")
        coming = next(line for line in text(agenda).split("\n") if "What should" in line)
        assert coming.endswith("20")


async def test_the_step_in_hand_is_in_view_and_follows_the_guide():
    rows = [AgendaRow(f"r{n}", f"step {n}", ItemState.DONE) for n in range(40)]
    rows[35] = AgendaRow("r35", "step 35", ItemState.RUNNING, 5)
    agenda = AgendaList(rows)
    async with Guide(agenda).run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert "▸ step 35" in text(agenda)
        rows[35] = AgendaRow("r35", "step 35", ItemState.DONE, 5)
        rows[3] = AgendaRow("r3", "step 3", ItemState.RUNNING, 5)
        agenda.set_rows(rows)
        assert "▸ step 3" in text(agenda)


async def test_enter_and_a_double_click_choose_a_step_and_headings_are_passed_over():
    agenda = AgendaList(AGENDA)
    app = Guide(agenda)
    async with app.run_test(size=(60, 30)) as pilot:
        agenda.focus()
        await pilot.press("home", "enter", "down", "down", "enter")
        await pilot.click(agenda, offset=(5, 0), times=2)
        await pilot.click(agenda, offset=(5, 1), times=2)
    assert app.chosen == ["r1", "r3", "r1"]


@pytest.mark.parametrize("title", HOSTILE)
async def test_any_title_is_only_text(title):
    agenda = AgendaList([AgendaRow("", title), AgendaRow("a", title, minutes=5)])
    async with Guide(agenda).run_test(size=(40, 12)):
        assert all(agenda.render_line(y).cell_length == 40 for y in range(12))
