"""The three colour themes: deep ink, warm paper, and black with yellow.

Widgets use only the variable names every Textual theme has, so they also work under a stock
theme. What the names mean here:

    $foreground / $foreground-muted   values / labels
    $accent                           the one accent: what is in hand, keys, focus
    $success  $error  $secondary      strength, weakness, idea (each also has its sign)
    $warning                          time running out, words to look at
    $border-blurred                   thin rules
    $panel                            chips and the row under the cursor
"""

from __future__ import annotations

from typing import Any, Final

from textual.app import App
from textual.theme import Theme

DARK: Final = "focusgroup-dark"
LIGHT: Final = "focusgroup-light"
CONTRAST: Final = "focusgroup-contrast"


def _variables(
    *, text: str, muted: str, rule: str, accent: str, on_accent: str, cursor: str, track: str
) -> dict[str, str]:
    """Name the derived variables, so that none is left to an automatic, paler shade."""
    return {
        "text": text,
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "border": accent,
        "border-blurred": rule,
        "block-cursor-foreground": text,
        "block-cursor-background": cursor,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-background": cursor,
        "block-hover-background": cursor,
        "input-cursor-background": accent,
        "input-cursor-foreground": on_accent,
        "input-selection-background": accent,
        "input-selection-foreground": on_accent,
        "footer-key-foreground": accent,
        "footer-description-foreground": muted,
        "footer-background": track,
        "button-foreground": text,
        "button-color-foreground": on_accent,
        "button-focus-text-style": "bold",
        "scrollbar": rule,
        "scrollbar-hover": muted,
        "scrollbar-active": accent,
        "scrollbar-background": track,
        "scrollbar-background-hover": track,
        "scrollbar-background-active": track,
        "scrollbar-corner-color": track,
        "link-color": accent,
        "link-color-hover": on_accent,
        "link-background-hover": accent,
    }


INK = Theme(
    name=DARK,
    dark=True,
    background="#13171d",
    surface="#1a1f27",
    panel="#262d38",
    foreground="#ece5d6",
    primary="#d8b36c",
    accent="#d8b36c",
    secondary="#95badd",
    success="#a5c795",
    warning="#e8a469",
    error="#eb9a8d",
    boost="#1f252e",
    variables=_variables(
        text="#ece5d6",
        muted="#a8a498",
        rule="#3a4350",
        accent="#d8b36c",
        on_accent="#13171d",
        cursor="#262d38",
        track="#13171d",
    ),
)

PAPER = Theme(
    name=LIGHT,
    dark=False,
    background="#f8f4ea",
    surface="#f1ebde",
    panel="#e6decd",
    foreground="#21262d",
    primary="#77500b",
    accent="#77500b",
    secondary="#24527f",
    success="#2b6136",
    warning="#8a4408",
    error="#96322a",
    boost="#efe8d9",
    variables=_variables(
        text="#21262d",
        muted="#5a5a54",
        rule="#c6bca6",
        accent="#77500b",
        on_accent="#fffdf6",
        cursor="#e6decd",
        track="#f8f4ea",
    ),
)

BLACK = Theme(
    name=CONTRAST,
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#2b2b2b",
    foreground="#ffffff",
    primary="#ffe600",
    accent="#ffe600",
    secondary="#ffffff",
    success="#ffffff",
    warning="#ffe600",
    error="#ffe600",
    boost="#000000",
    variables=_variables(
        text="#ffffff",
        muted="#e2e2e2",
        rule="#ffffff",
        accent="#ffe600",
        on_accent="#000000",
        cursor="#2b2b2b",
        track="#000000",
    ),
)

THEMES: Final[tuple[Theme, ...]] = (INK, PAPER, BLACK)
NAMES: Final[tuple[str, ...]] = tuple(theme.name for theme in THEMES)


def install(app: App[Any], name: str = DARK) -> None:
    """Register the three themes with an app and switch to one of them; unknown names get dark."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = name if name in NAMES else DARK
