"""Old registers and measured results of other programs, read by header and brought in."""
