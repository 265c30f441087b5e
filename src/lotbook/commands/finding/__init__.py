"""The parts of `find` beside the sheets: papers and journal."""
