"""The registers of the demo as csv files: one a sheet, ISO dates, headers as in the workbook.

A cell that starts with ``!`` is what Excel made of an entry on its own, ``!220`` being the number it makes of 22E1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lotbook.domain.values import Value
from lotbook.tables.book import TABLES, sheet
from lotbook.tables.column import Kind, Sheet

TextRow = Mapping[str, str]


def file_name(sheet_name: str) -> str:
    """``Materials used`` -> ``materials_used.csv``."""
    return sheet_name.lower().replace(" ", "_") + ".csv"


def as_text(spec: Sheet, rows: Iterable[TextRow]) -> str:
    """The csv text of one sheet; rows name the sheet's fields, and a field that is missing is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    fields = {name: column for name, column in spec.columns.items() if column.kind is not Kind.CALCULATED}
    writer.writerow([column.header for column in fields.values()])
    for row in rows:
        unknown = set(row) - set(fields)
        if unknown:
            raise KeyError(f"{spec.name} has no {sorted(unknown)}")
        writer.writerow([row.get(name, "") for name in fields])
    return out.getvalue()


def read_text(folder: Path, sheet_name: str) -> list[dict[str, str]]:
    """The rows of one sheet's csv as they stand there, by field; no file means no rows."""
    path = folder / file_name(sheet_name)
    if not path.exists():
        return []
    fields = {column.header: name for name, column in sheet(sheet_name).columns.items()}
    with path.open(encoding="utf-8", newline="") as lines:
        return [{fields[h]: text for h, text in row.items() if text} for row in csv.DictReader(lines)]


def read(folder: Path) -> dict[str, list[dict[str, Value]]]:
    """Every register of a folder as sheet name -> rows of header -> value, each value of its column's kind."""
    return {
        spec.name: [_typed(spec, row) for row in read_text(folder, spec.name)]
        for spec in TABLES
        if (folder / file_name(spec.name)).exists()
    }


def _typed(spec: Sheet, row: TextRow) -> dict[str, Value]:
    return {spec.columns[name].header: value(text, spec.columns[name].kind) for name, text in row.items()}


def value(text: str, kind: Kind) -> Value:
    """One cell's value; text that is no date or number in such a column stays text, as a hasty hand would leave it."""
    if text.startswith("!"):
        return _raw(text[1:])
    try:
        if kind is Kind.NUMBER:
            return Decimal(text)
        if kind is Kind.DAY:
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        return text
    return text


def _raw(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return float(text)


def write(folder: Path, tables: Mapping[str, Sequence[TextRow]]) -> None:
    """Writes one csv file a sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / file_name(name)).write_text(as_text(sheet(name), rows), encoding="utf-8", newline="\n")
