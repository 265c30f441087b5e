"""The parts of `mail`: letter, receivers, sending, drafts."""
