"""The helper's window."""
