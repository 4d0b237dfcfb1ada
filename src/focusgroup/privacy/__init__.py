"""Masking before the only write, and the checks before anything leaves."""
