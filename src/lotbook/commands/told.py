"""How commands about certificates tell findings: stops first, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.commands.overrides import place
from lotbook.domain.findings import Finding


def findings_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Stops, then warnings, each with its place, its code and what to do."""
    for title, stops in (("STOPS", True), ("WARNINGS", False)):
        shown = [finding for finding in findings if finding.stops is stops]
        if not shown:
            continue
        yield f"{title} ({len(shown)})"
        for finding in shown:
            yield f"  {place(finding)}: {finding.message} ({finding.code})"
            yield f"      {finding.fix}"
        yield ""


def counted(findings: Sequence[Finding]) -> str:
    """How many stops and warnings, in words."""
    stops = sum(finding.stops for finding in findings)
    warnings = len(findings) - stops
    parts = [f"{stops} {'stop' if stops == 1 else 'stops'}"] if stops else []
    parts += [f"{warnings} {'warning' if warnings == 1 else 'warnings'}"] if warnings else []
    return " and ".join(parts) or "nothing"
