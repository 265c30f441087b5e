"""x."""

from __future__ import annotations


def plant(tables: dict[str, list[dict[str, str]]]) -> None:
    """Adds them."""
