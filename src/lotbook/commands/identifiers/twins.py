"""Twin heats at entry: a delivery that gets its number is compared with every heat the shop knows."""

from __future__ import annotations

from datetime import date

from lotbook.domain.edits import Plan
from lotbook.domain.findings import Finding
from lotbook.tables.records import Records


def twins(records: Records, made: Plan, today: date) -> tuple[Finding, ...]:
    """Identical heats of other suppliers or grades, and heats that look alike, for the deliveries numbered just now."""
    rows = {edit.row for edit in made.edits if edit.sheet == "Receiving" and edit.column == "Lot ID"}
    if not rows:
        return ()
    from lotbook.checks.heats import heats
    from lotbook.checks.shop import Shop

    return tuple(finding for finding in heats(Shop(records, today)) if finding.place.row in rows)
