"""The search for garbage while a study is open: short, and nothing of it stays when it is left."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: what is left out of the search here would be left out of all tests.
_SITTING = """
import gc, weakref
from focusgroup.tui.collecting import settle, unsettle

class Name:
    pass

def in_a_ring():
    one = Name()
    one.itself = one
    return one

alive = in_a_ring()
gone = weakref.ref(in_a_ring())
settle()
assert gone() is None, "searched once"
assert len(gc.get_objects(generation=2)) < 1000 < gc.get_freeze_count(), "little is left to search"
left = weakref.ref(alive)
del alive
unsettle()
gc.collect()
assert left() is None, "what the study left behind is found"
"""


def test_a_full_search_is_short_while_a_study_is_open_and_whole_once_it_is_left():
    done = subprocess.run([sys.executable, "-c", _SITTING], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
