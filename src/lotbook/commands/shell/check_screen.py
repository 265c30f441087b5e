"""What a check shows on screen: findings by severity, and those that say the same of many rows in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lotbook.domain.findings import Finding, Place

FEW = 3  # rows of which the same is said one by one; from four on they share a line
_SHOWN = 5  # cells such a line names
# What is said of a cell's own content and not of the row's circumstances, so that saying it once is enough.
_OF_THE_CELL = frozenset(
    {
        "chain-broken",
        "link-not-found",
        "person-not-found",
        "link-spelled-differently",
        "link-empty",
        "required-empty",
        "not-in-list",
        "not-numbered",
    }
)


def grouped(findings: Sequence[Finding]) -> Iterator[tuple[Finding, ...]]:
    """The findings in their order; those that say the same of many rows together, where the first of them stands."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        same = (finding.place.sheet, finding.place.column, finding.code, without_row(finding), finding.fix)
        groups.setdefault(same if finding.code in _OF_THE_CELL else number, []).append(finding)
    for group in groups.values():
        if len(group) > FEW:
            yield tuple(group)
        else:
            yield from ((finding,) for finding in group)


def without_row(finding: Finding) -> str:
    """What a finding says, without the name of its row: ``Supplier of A-1 names 'X'`` becomes ``Supplier names 'X'``."""
    place, message = finding.place, finding.message
    numbered = f"row {place.row} of {place.sheet}"
    for name in filter(None, (place.key, numbered, f"R{numbered[1:]}")):
        for told, instead in ((f"{place.sheet} {name}: ", ""), (f"{name}: ", ""), (f"{name} ", "The row ")):
            if message.startswith(told):
                return instead + message[len(told) :]
        before, told, after = message.partition(f" of {name} ")
        if told:
            return f"{before} {after}"
    return message


def line(group: Sequence[Finding], cells: Mapping[Place, str]) -> str:
    """One line on screen: where it is, what is wrong and the finding's code."""
    first = group[0]
    where = [cells[finding.place] for finding in group]
    sheet = first.place.sheet
    if len(group) == 1:
        return f"  {f'{sheet}!{where[0]}' if where[0] else sheet}  {first.message} ({first.code})"
    shown = ", ".join(where[:_SHOWN]) + (", ..." if len(where) > _SHOWN else "")
    return f"  {sheet}!{shown} ({len(group)} rows)  {without_row(first)} ({first.code})"
