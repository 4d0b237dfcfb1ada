"""The wall on screen: boards, cards, names for groups, ballots and what they came to."""
