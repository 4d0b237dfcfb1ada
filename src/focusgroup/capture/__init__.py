"""The capture line: one line of typing to a draft comment."""
