"""Identifiers that two laptops can hand out without asking each other."""

from __future__ import annotations

import uuid

import uuid6


def new_id() -> str:
    """Return a UUIDv7: unique everywhere, sorted by the millisecond it was made in."""
    return str(uuid6.uuid7())


def anonymous_id() -> str:
    """Return a UUIDv4, which tells no time: for ballots and participants' own cards."""
    return str(uuid.uuid4())
