"""The live session: clock, agenda, who has spoken; joins capture, privacy and store."""
