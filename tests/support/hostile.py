"""Texts that break screens: markup, escape sequences, two directions, wide and long."""

from __future__ import annotations

HOSTILE = (
    "[/or]",
    "[P3] I pay [a lot]",
    "[b]bold[/b] [@click=app.quit]press[/]",
    "\x1b[31mred\x1b[0m and \x1b]0;title\x07",
    "\u202eright to left override\u202c",
    "שלום עולם, and مرحبا",
    "👩‍👩‍👧‍👦 family, ❤️ heart, 日本語, e\u0301\u0301\u0301",
    "\x00\x07\x08 control",
    "word " * 2_000,
    "x" * 10_000,
    "",
    " ",
    "\\[not markup]",
    "$accent {curly} %s",
)
