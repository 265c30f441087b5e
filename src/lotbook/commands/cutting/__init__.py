"""The parts of `cut`: plan, stock and verification of marks."""
