"""Commands over the same core as the screens."""
