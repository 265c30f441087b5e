"""The parts of `comply`: the folder, and what is noted of an answer."""
