"""Workbooks for tests, written by several programs and by hand, and every reader of ours side by side."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

from lotbook.domain.values import CellError, Value
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.container import Container
from lotbook.hosts.file.even import EvenSheet
from lotbook.hosts.file.package import Package
from lotbook.hosts.file.patient import PatientSheet
from lotbook.hosts.file.quick import OddSheetError, QuickSheet
from lotbook.hosts.file.shape import framed_region, plain_region
from lotbook.hosts.file.strings import shared_texts
from lotbook.hosts.file.styles import Styles
from lotbook.tables.book import sheet as spec_of

Rows = Sequence[Sequence[Value]]


class Formula:
    """A formula with the value it shows; without one it was never calculated."""

    def __init__(self, text: str, shown: Value = None) -> None:
        self.text = text
        self.shown = shown


def headers(name: str) -> list[str]:
    return [column.header for column in spec_of(name).columns.values()]


def table_name(name: str) -> str:
    return name.replace(" ", "")


def by_xlsxwriter(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], *, tables: bool = True
) -> Path:
    """Shared texts, formulas with values."""
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    text = book.add_format({"num_format": "@"})
    for name, rows in sheets.items():
        ws = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                _put(ws, r, c, value, (day, moment, text))
        if tables and rows:
            ws.add_table(
                0, 0, max(len(rows) - 1, 1), len(rows[0]) - 1,
                {"name": table_name(name), "columns": [{"header": str(h)} for h in rows[0]]},
            )  # fmt: skip
    book.close()
    return path


def _put(ws: Any, r: int, c: int, value: object, formats: tuple[Any, Any, Any]) -> None:
    day, moment, text = formats
    if isinstance(value, Formula):
        shown = "" if value.shown is None else value.shown
        ws.write_formula(r, c, value.text, None, shown.code if isinstance(shown, CellError) else shown)
    elif isinstance(value, bool):
        ws.write_boolean(r, c, value)
    elif isinstance(value, str):
        ws.write_string(r, c, value, text)
    elif isinstance(value, datetime):
        ws.write_datetime(r, c, value, moment)
    elif isinstance(value, date):
        ws.write_datetime(r, c, datetime(value.year, value.month, value.day), day)
    elif value is not None:
        ws.write_number(r, c, value)


def by_openpyxl(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], *, tables: bool = True) -> Path:
    """Texts inside the cells, formulas without values."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        ws = book.create_sheet(name)
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row, start=1):
                if value is None:
                    continue
                cell = ws.cell(r, c)
                if isinstance(value, Formula):
                    cell.value = value.text
                elif isinstance(value, CellError):
                    cell.value = value.code
                    cell.data_type = "e"
                elif isinstance(value, str):
                    cell.value = value
                    cell.data_type = "s" if value else "inlineStr"
                    cell.number_format = "@"
                else:
                    cell.value = value
                    if isinstance(value, date) and not isinstance(value, datetime):
                        cell.number_format = "yyyy-mm-dd"
        if tables and rows:
            last = f"{get_column_letter(len(rows[0]))}{max(len(rows), 2)}"
            ws.add_table(Table(displayName=table_name(name), ref=f"A1:{last}"))
    book.save(path)
    return path


def lotbook(path: Path, sheets: Mapping[str, Rows] | None = None) -> Path:
    """A small workbook of ours: the sheets given, filled up with empty ones."""
    content: dict[str, Sequence[Sequence[object]]] = {
        name: [headers(name), *((sheets or {}).get(name, ()))]
        for name in ("Receiving", "Cuts", "Shipments", "Orders")
    }
    return by_openpyxl(path, content)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def rewrite(path: Path, changes: Mapping[str, bytes | None], *, target: Path | None = None) -> Path:
    """The same file with some parts exchanged, added or (None) left out."""
    content: dict[str, bytes | None] = {**parts(path), **changes}
    with zipfile.ZipFile(target or path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(name, data)
    return target or path


class Readers:
    """Every reader of ours on one sheet of one file."""

    def __init__(self, path: Path, sheet: str) -> None:
        container = Container(path.read_bytes(), path)
        self.package = Package(container)
        found = self.package.sheet(sheet)
        assert found is not None
        self.data = container.read(found.part)
        texts, styles = self.package.named("sharedStrings"), self.package.named("styles")
        self.reader = CellReader(
            shared_texts(container.read(texts) if texts else None),
            Styles(container.read(styles) if styles else None),
            dates_1904=self.package.dates_1904,
        )

    def patient(self) -> PatientSheet:
        return PatientSheet(self.data, self.reader)

    def quick(self) -> QuickSheet:
        region = plain_region(self.data)
        if region is None:
            raise OddSheetError
        return QuickSheet(self.data, region, self.reader)

    def even(self) -> EvenSheet:
        region = framed_region(self.data)
        if region is None:
            raise OddSheetError
        return EvenSheet(self.data, region, self.reader)

    def broad(self) -> EvenSheet:
        region = framed_region(self.data)
        if region is None:
            raise OddSheetError
        return EvenSheet(self.data, region, self.reader, broad=True)


def cells(sheet: PatientSheet | QuickSheet | EvenSheet, width: int) -> dict[tuple[int, str], Value]:
    """Every cell of the first columns that holds anything; read by columns, and the same read by rows."""
    letters = [get_column_letter(number) for number in range(1, width + 1)]
    rows = sheet.rows()
    found = {
        (row, letter): value
        for letter, column in zip(letters, sheet.columns(letters, rows), strict=True)
        for row, value in zip(rows, column, strict=True)
        if value is not None
    }
    by_row = {
        (row, letter): value
        for row in rows
        for letter, value in sheet.row(row).items()
        if value is not None and letter in letters
    }
    assert by_row == found
    assert {key: type(value) for key, value in by_row.items()} == {key: type(v) for key, v in found.items()}
    return found
