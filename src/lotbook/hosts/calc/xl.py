"""xlwings as the engine takes it: without the heavy libraries it would bring along."""

from __future__ import annotations

from lotbook.hosts.live.lean import xlwings

xw = xlwings()

from xlwings import base_classes  # noqa: E402 - only after the lean import

__all__ = ["base_classes", "xw"]
