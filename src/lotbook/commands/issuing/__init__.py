"""The parts of `ready`, `issue` and `void`: one certificate or many on the way, and the register."""
