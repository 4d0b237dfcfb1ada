"""Cards, groups of cards, KJ rounds and ballots: pure rules."""
