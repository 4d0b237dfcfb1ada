"""The themes can be read: WCAG contrast of every text tone on every ground."""

from __future__ import annotations

import itertools

import pytest
from textual.color import Color

from focusgroup.tui import theme
from focusgroup.tui.theme import BLACK, INK, PAPER
from tui.widgets.gallery import Stage

TEXT = ("text", "foreground", "foreground-muted", "accent", "success", "error", "secondary",
        "warning", "footer-key-foreground", "footer-description-foreground")  # fmt: skip
GROUND = ("background", "surface", "panel", "block-cursor-background", "footer-background")
PAIRS = [("input-cursor-foreground", "input-cursor-background"),
         ("button-color-foreground", "accent"),
         ("input-selection-foreground", "input-selection-background")]  # fmt: skip


def luminance(color: Color) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b)


def contrast(one: str, other: str) -> float:
    lights = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def test_the_contrast_measure_is_the_one_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("which", "least"), [(INK, 4.5), (PAPER, 4.5), (BLACK, 7.0)])
def test_every_text_tone_can_be_read_on_every_ground(which, least):
    colors = which.to_color_system().generate()
    pairs = [*itertools.product(TEXT, GROUND), *PAIRS]
    low = {
        pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2)
        for pair in pairs
        if contrast(colors[pair[0]], colors[pair[1]]) < least
    }
    assert low == {}


@pytest.mark.parametrize("name", theme.NAMES)
async def test_an_app_can_be_dressed_in_each_theme(name):
    app = Stage(name=name)
    async with app.run_test():
        assert app.theme == name


async def test_an_unknown_theme_name_falls_back_to_dark():
    app = Stage(name="no-such-theme")
    async with app.run_test():
        assert app.theme == theme.DARK
