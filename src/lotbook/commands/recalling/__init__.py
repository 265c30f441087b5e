"""The parts of `recall`, `recalls`, `hold` and `drill`."""
