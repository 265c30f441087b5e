"""Where findings are, as Excel names the cell: ``F12``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lotbook.domain.findings import Finding, Place
from lotbook.tables.records import Records


def cells_of(records: Records, findings: Sequence[Finding]) -> dict[Place, str]:
    """The cell of each finding by its place; a finding about a whole row or sheet points at its first cell."""
    letters: dict[tuple[str, str], str] = {}
    for name in {finding.place.sheet for finding in findings}:
        loaded = records.loaded(name)
        if loaded.view is not None:
            for field, position in loaded.headers.positions.items():
                letters[name, loaded.sheet.columns[field].header] = loaded.view.letters[position]
    return {place: _cell(records, place, letters) for place in {finding.place for finding in findings}}


def _cell(records: Records, place: Place, letters: Mapping[tuple[str, str], str]) -> str:
    view = records.loaded(place.sheet).view
    if view is None:
        return ""
    first = view.letters[0] if view.letters else "A"
    return f"{letters.get((place.sheet, place.column), first)}{place.row or view.header_row}"
