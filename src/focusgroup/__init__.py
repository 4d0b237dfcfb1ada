"""Run focus groups from a terminal, keep what was said, name nobody."""

# A literal: reading it from package metadata costs five bare interpreter starts.
__version__ = "0.1.0"
