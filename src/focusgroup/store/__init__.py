"""The study file: one write path, a grow-only change log and the tables projected from it."""
