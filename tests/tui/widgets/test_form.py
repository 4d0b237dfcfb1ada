"""Form pieces: what is wrong is said where it is, and nothing typed goes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from focusgroup.domain.text import clean
from focusgroup.tui.widgets.form import ChoiceRow, DateField, Field, read_date
from support.hostile import HOSTILE
from tui.widgets.gallery import Stage

TODAY = date(2026, 9, 1)
ANSWERS = (("yes", "yes"), ("partly", "partly [so]"), ("no", "no"))


def below(field: Field) -> str:
    return str(field.query_one(".field--below", Static).render())


async def test_an_error_takes_the_hints_place_and_the_value_stays():
    field = Field("Group label", hint="such as 'contact centre'")
    async with Stage(field).run_test(size=(80, 24)):
        field.value = "[/or]"
        field.show_error("too short [/or]")
        assert below(field) == "✗ too short [/or]"
        assert field.value == "[/or]"
        field.show_error("")
        assert below(field) == "such as 'contact centre'"


@pytest.mark.parametrize("text", HOSTILE)
async def test_any_text_can_be_label_value_hint_and_error(text):
    def make():
        return [Field(text, value=text, hint=text), Field(text, ChoiceRow((("a", text),), "a"))]

    app = Stage(make)
    async with app.run_test(size=(80, 24)):
        field = app.query(Field).first()
        assert field.value == clean(text)
        field.show_error(text)
        assert "\x1b" not in below(field)


async def test_a_choice_is_made_by_arrows_by_letter_and_by_mouse():
    choice = ChoiceRow(ANSWERS, "no")
    heard = []

    class Form(Stage):
        def on_choice_row_changed(self, event: ChoiceRow.Changed) -> None:
            heard.append(event.value)

    async with Form(choice).run_test(size=(80, 24)) as pilot:
        choice.focus()
        await pilot.press("left", "right", "right", "y", "space")
        await pilot.click(choice, offset=(4, 0))
        await pilot.pause()
        assert heard == ["partly", "no", "yes", "partly", "yes"]
        assert str(choice.render()).startswith("● yes   ○ partly")


async def test_a_date_is_read_back_in_words_and_goes_by_days():
    field = DateField("Destroy by", today=lambda: TODAY)
    async with Stage(field).run_test(size=(80, 24)) as pilot:
        field.focus()
        field.value = "+90"
        await pilot.pause()
        assert field.date == date(2026, 11, 30)
        assert below(field) == "Monday 30 November 2026"
        await pilot.press("up")
        assert field.value == "2026-12-01"


async def test_a_date_that_cannot_be_read_is_said_and_kept():
    field = DateField("Destroy by", today=lambda: TODAY)
    async with Stage(field).run_test(size=(80, 24)) as pilot:
        field.value = "next spring"
        await pilot.pause()
        assert not field.check()
        assert "expected something like 2026-12-04" in below(field)
        assert field.value == "next spring"
        field.value = ""
        await pilot.pause()
        assert field.check()
        assert not field.check(required=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("4.12.2026", date(2026, 12, 4)),
        ("4/12/2026", date(2026, 12, 4)),
        ("4 Dec 2026", date(2026, 12, 4)),
        ("4 december 2026", date(2026, 12, 4)),
        ("+0", TODAY),
        ("31.2.2026", None),
        ("4 Foo 2026", None),
        ("", None),
    ],
)
def test_dates_are_read_in_the_usual_forms(text, expected):
    assert read_date(text, TODAY) == expected


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_date_written_in_iso_reads_back(day):
    assert read_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_dates(text):
    assert read_date(text, TODAY) is None or isinstance(read_date(text, TODAY), date)
