"""What could not be resolved, on the screen: each gap with its cell, whole, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lotbook.domain.findings import Finding, Place
from lotbook.tables.trace.listing import Listing

_MOST = 60  # gaps on the screen


def gap_lines(found: Listing, gaps: Sequence[Finding], cells: Mapping[Place, str]) -> list[str]:
    """The gaps in their order: where, what is wrong, and below it what to do.

    Args:
        found: the list of gaps, for its title.
        gaps: the gaps themselves.
        cells: the cell of each place.
    """
    if not gaps:
        return [f"{found.title}: {found.nothing}"]
    lines = [f"{found.title} ({len(gaps)})"]
    for gap in gaps[:_MOST]:
        cell = cells.get(gap.place, "")
        where = f"{gap.place.sheet}!{cell}" if cell else gap.place.sheet
        lines.append(f"  {where}  {gap.message} ({gap.code})")
        if gap.fix:
            lines.append(f"      {gap.fix}")
    if len(gaps) > _MOST:
        lines.append(f"  ... and {len(gaps) - _MOST} more; --json tells all.")
    return lines
