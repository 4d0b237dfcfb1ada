"""The wall as a window has it: joins the rules of cards and votes, masking and the study file."""
