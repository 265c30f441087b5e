"""The parts of `undo`, `log` and `backup`: what was done, and how it is taken back."""
