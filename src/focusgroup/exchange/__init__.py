"""Studies and transcripts in, data out."""
