"""Pieces that are handed data and send messages."""
