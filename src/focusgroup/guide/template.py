"""A commented guide to begin with: all the parts are there, the words are to be made one's own."""

from __future__ import annotations

import json
import re
import unicodedata

from focusgroup.domain.text import clean

# Shares of the time, opening to close; what rounding leaves over goes to the approaches.
_SHARES = {
    "welcome": 2,
    "purpose": 2,
    "confidentiality": 3,
    "housekeeping": 2,
    "opening": 6,
    "first-thoughts": 7,
    "a": 12,
    "b": 25,
    "c": 17,
    "ending": 7,
    "summary": 5,
    "thanks": 2,
}

_STARTER = """\
# A discussion guide for focusgroup. Lines that begin with # are comments.
# Check it with: focusgroup guide check FILE
# Blanks filled when the session runs: {{ moderator }} {{ moderator_unit }} {{ note_takers }}
# {{ company }} {{ department }} {{ length }} {{ recording }} and, in 'each' items, {{ approach }}.
id: @id@
title: @title@
version: "1"
description: What this guide is for, in a sentence or two.
length: @length@           # minutes; those of the items should add to it
frame: @frame@       # what comments are tagged to; 'focusgroup guide list' names the frames
group_kind: staff    # staff, leaders or workshop

sections:
  - part: introductions
    title: Welcome and introductions
    items:
      - id: welcome
        title: Welcome
        kind: script
        method: script
        minutes: @welcome@
        say: |
          Welcome, and thank you for coming. My name is {{ moderator }}, from {{ moderator_unit }}.
          {{ note_takers }} will take notes.

  - part: purpose
    title: Why we are here
    items:
      - id: purpose
        title: Purpose
        kind: script
        method: script
        minutes: @purpose@
        say: |
          {{ company }} is resetting its CRM strategy: how we win, keep and grow our relationships
          with customers. Your feedback is vital to it.

  - part: confidentiality
    title: What happens to what you say
    items:
      - id: confidentiality
        title: Confidentiality
        kind: script
        method: script
        minutes: @confidentiality@
        # Promise only what you can keep: others in the room may repeat what was said.
        say: |
          {{ recording }}

          Your comments will appear in the report; nobody is named in it. Please keep what others
          say to yourself. We ask that of everyone and cannot promise it for them.

  - part: housekeeping
    title: Housekeeping
    items:
      - id: housekeeping
        title: Housekeeping
        kind: script
        method: script
        minutes: @housekeeping@
        say: |
          We have {{ length }} minutes. Phones and pagers off, please, and one voice at a time.
        checklist:
          - Phones and pagers off or silent
          - Length and finishing time said

  - part: questions
    title: Questions
    items:
      # Kinds, in this order: opening, introductory, transition, key (two to five), ending, summary.
      - id: opening
        title: Round the table
        kind: opening
        method: discuss
        minutes: @opening@
        introduce: true    # each seat is ticked once it has spoken
        ask: Please introduce yourself, with what you do and when you last dealt with a customer.

      - id: first-thoughts
        title: First thoughts
        kind: introductory
        method: discuss
        minutes: @first-thoughts@
        ask: What comes to mind when you think of our customers?

      - id: a
        title: What we do now
        kind: key
        method: flip_chart   # answers are listed live
        minutes: @a@
        say: Every business has to create, maintain and expand relationships with customers.
        ask: What approaches do you use in {{ department }} to do that?
        probes:
          - Can you give us an example?

      - id: b
        title: Is it working?
        kind: key
        method: each         # once for every line of the flip chart named below
        repeat_for: a
        minutes: @b@         # for all lines together
        say: Let us take "{{ approach }}".
        ask: How well is it working? How helpful is it with your customers? Why, or why not?
        probes:
          - Tell me about the last time it helped, or got in the way.

      - id: c
        title: What should change
        kind: key
        method: discuss
        minutes: @c@
        ask: What should be done to create, maintain and expand relationships with customers?
        probes:
          - What would be the first step?

      - id: ending
        title: All things considered
        kind: ending
        method: discuss
        minutes: @ending@
        ask: Of everything we talked about, what one thing matters most to you?

      - id: summary
        title: Have we got it right?
        kind: summary
        method: discuss
        minutes: @summary@
        say: Let me sum up what I have heard.
        ask: How fair is that as a summary? What did we miss?

  - part: closing
    title: Thanks
    items:
      - id: thanks
        title: Thanks
        kind: script
        method: script
        minutes: @thanks@
        say: Thank you. You will hear what was found and what is done about it.
"""


def slug(title: str, default: str = "guide") -> str:
    """Return a title as an id: plain lower-case letters, digits and single dashes."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return joined if joined[:1].isalpha() else f"{default}-{joined}".rstrip("-")


def new_guide(
    title: str, minutes: int = 90, *, frame: str = "crm-joined", guide_id: str | None = None
) -> str:
    """Return a commented YAML guide of 5 to 600 minutes that the reader and linter accept."""
    title = " ".join(clean(title).split()) or "New guide"
    total = sum(_SHARES.values())
    boxes = {name: _half(minutes * share / total) for name, share in _SHARES.items()}
    boxes["b"] += minutes - sum(boxes.values())
    words = {name: f"{box:g}" for name, box in boxes.items()}
    words |= {
        "id": guide_id or slug(title),
        # JSON's quoting is YAML's too, whatever the title holds.
        "title": json.dumps(title, ensure_ascii=False),
        "length": str(minutes),
        "frame": frame,
    }
    return re.sub(r"@([a-z-]+)@", lambda found: words[found[1]], _STARTER)


def _half(minutes: float) -> float:
    """Round down to a half minute, and to no less than a quarter of one."""
    return max(0.25, int(minutes * 2) / 2)
