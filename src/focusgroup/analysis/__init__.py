"""Questions asked of a study record: who was heard, what of, how widely. No input, no output."""
