"""The demo's registers as records, without a workbook in between."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lotbook.artefacts.demo import csv_files
from lotbook.commands import assign
from lotbook.domain.values import Value
from lotbook.tables.book import TABLES, sheet
from lotbook.tables.records import Records
from tests.story import MemorySource, MemoryView

DEMO = Path(__file__).resolve().parents[2] / "workbook" / "demo"
Rows = dict[str, list[dict[str, Value]]]


@cache
def typed() -> Rows:
    """Sheet name -> rows of header -> value, as the csv files have them."""
    return csv_files.read(DEMO)


def records_of(rows: Mapping[str, list[dict[str, Value]]]) -> Records:
    views = {}
    for spec in TABLES:
        headers = [column.header for column in spec.columns.values()]
        cells = [[row.get(header) for header in headers] for row in rows.get(spec.name, [])]
        views[spec.name] = MemoryView(spec.name, headers, cells)
    return Records(MemorySource(views))


@cache
def numbered() -> Records:
    """The records after Assign IDs."""
    rows = {name: [dict(row) for row in found] for name, found in typed().items()}
    plan = assign.plan(records_of(rows), {})
    for edit in plan.edits:
        rows[edit.sheet][edit.row - 2][edit.column] = edit.new
    return records_of(rows)


def texts(name: str) -> list[dict[str, str]]:
    assert sheet(name)
    return csv_files.read_text(DEMO, name)
