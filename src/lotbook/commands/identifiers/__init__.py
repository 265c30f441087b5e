"""The parts of `assign`: which rows wait for a number, and which they get."""
