"""What a focus group is: guide, frame, study, session, seat, comment. No input, no output."""
