"""Asks the spreadsheet to calculate everything when it opens the workbook, and forgets an order that is no longer true."""

from __future__ import annotations

import re

from lotbook.hosts.file.outline import Outline
from lotbook.hosts.file.package import Package, relations_part
from lotbook.hosts.file.parts import Parts
from lotbook.hosts.file.relations import Relations

_AFTER_CALCULATION = frozenset(
    [
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
        "fileRecoveryPr",
        "webPublishObjects",
        "extLst",
        "mc:AlternateContent",
    ]
)  # the order of a workbook's elements, ECMA-376 part 1, 18.2.27


def recalculating(data: bytes, part: str) -> bytes:
    """The workbook part, asking for a full calculation on load."""
    outline = Outline(data, 1, part)
    prefix = outline.root.name.rpartition(":")[0]
    name = f"{prefix}:calcPr" if prefix else "calcPr"
    found = outline.child(name)
    if found is None:
        before = {f"{prefix}:{each}" if prefix else each for each in _AFTER_CALCULATION}
        return outline.put(name, f'<{name} fullCalcOnLoad="1"/>'.encode(), before | {"mc:AlternateContent"})
    if found.attributes.get("fullCalcOnLoad") in ("1", "true"):
        return data
    tag = data[found.start : found.inner]
    bare = re.sub(rb'\s+fullCalcOnLoad=(?:"[^"]*"|\'[^\']*\')', b"", tag)
    told = bare[: len(name) + 1] + b' fullCalcOnLoad="1"' + bare[len(name) + 1 :]
    return data[: found.start] + told + data[found.inner :]


def remove_calculation_chain(package: Package, chain: str, parts: Parts) -> None:
    """Takes the calculation chain out; Excel makes a new one.

    A chain may leave formulas out, but must not name a cell that holds none any more.
    """
    relations = relations_part(package.workbook_part)
    kept = Relations(parts.read(relations), relations)
    kept.remove({i for i, r in package.relations_of_workbook.items() if r.target == chain})
    parts.put(relations, kept.data)
    parts.remove(chain)
