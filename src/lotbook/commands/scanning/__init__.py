"""The parts of `scan`: codes, and what they fill in."""
