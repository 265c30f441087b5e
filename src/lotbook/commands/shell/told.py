"""How commands about certificates tell findings: stops first, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lotbook.commands.issuing.overrides import place
from lotbook.domain.findings import Finding, Place


def findings_lines(findings: Sequence[Finding], cells: Mapping[Place, str]) -> Iterator[str]:
    """Stops, then warnings, each with its place and cell, its code and what to do."""
    for title, stops in (("STOPS", True), ("WARNINGS", False)):
        shown = [finding for finding in findings if finding.stops is stops]
        if not shown:
            continue
        yield f"{title} ({len(shown)})"
        for finding in shown:
            cell = f" (cell {cells[finding.place]})" if finding.place.row and cells.get(finding.place) else ""
            yield f"  {place(finding)}{cell}: {finding.message} ({finding.code})"
            yield f"      {finding.fix}"
        yield ""


def counted(findings: Sequence[Finding]) -> str:
    """How many stops and warnings, in words."""
    stops = sum(finding.stops for finding in findings)
    warnings = len(findings) - stops
    parts = [f"{stops} {'stop' if stops == 1 else 'stops'}"] if stops else []
    parts += [f"{warnings} {'warning' if warnings == 1 else 'warnings'}"] if warnings else []
    return " and ".join(parts) or "nothing"
