"""Recalls of whole files against a slow answer that shares no code with them: who is missing must be told as a gap."""

from __future__ import annotations

import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lotbook.artefacts.workbook import build_workbook
from lotbook.cli import main
from lotbook.domain.filters import Filters
from lotbook.domain.values import CellError
from lotbook.tables.cells import NO_VALUE
from lotbook.tables.records import Records
from lotbook.tables.trace.recall import recall
from tests.story import source

Rows = list[dict[str, Any]]
Book = Any  # openpyxl's workbook, which has no types
LINKS = ("Receiving", "Cuts", "Manufacture", "Materials used", "Orders", "Shipments", "Customers")


def shop(chance: random.Random) -> dict[str, Rows]:
    """A small shop with pieces of pieces, sub-assemblies, blends, cancelled runs and orders."""
    lots = [f"PLY-0{month}24-001" for month in range(1, 6)]
    pieces = [f"{chance.choice(lots)}-{number}" for number in range(1, 5)]
    runs = [f"MFG-{number:04}" for number in range(1, 31, 3)]
    orders = [f"ORD-{number:04}" for number in range(1, 60, 4)]
    buyers = [f"Customer {number}" for number in range(6)]
    return {
        "Receiving": [
            {"Lot ID": lot, "Received on": date(2024, 1, 2), "Quantity": 100, "Unit": "kg"} for lot in lots
        ],
        "Cuts": [
            {"Cut ID": f"CUT-{i}", "From": chance.choice(lots + pieces[:i]), "New lot ID": piece, "Unit": "kg", "Quantity": 1}
            for i, piece in enumerate(pieces)
        ],
        "Manufacture": [
            {"Run ID": run, "Quantity made": 9, "Unit": "pcs", "Status": chance.choice(["Complete"] * 6 + ["Cancelled"])}
            for run in runs
        ],
        "Materials used": [
            {"Run ID": run, "Source": source, "Quantity": 1}
            for i, run in enumerate(runs)
            for source in chance.sample(lots + pieces + runs[:i], chance.randint(1, 2))
        ],
        "Orders": [
            {"Order ID": order, "Customer": chance.choice(buyers), "Status": chance.choice(["Open"] * 6 + ["Cancelled"])}
            for order in orders
        ],
        "Shipments": [
            {"Shipment ID": f"SHP-{i:04}", "Order ID": order, "Run ID": chance.choice(runs), "Quantity": 1}
            for i, order in enumerate(orders * 2)
        ],
        "Customers": [{"Customer": buyer} for buyer in buyers],
    }  # fmt: skip


def told(text: object) -> str:
    """An identifier as a careful person compares it."""
    plain = unicodedata.normalize("NFKC", "" if text is None else str(text))
    return re.sub(r"\s+", " ", re.sub("[\u2010-\u2015\u2212]", "-", plain)).strip().casefold()


def sheets(path: Path) -> dict[str, list[dict[str, str]]]:
    """Every sheet that links, as rows of compared texts by header."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for name in LINKS:
        headers, *rows = book[name].iter_rows(values_only=True)
        filled = [row for row in rows if any(cell is not None for cell in row)]
        found[name] = [dict(zip(map(str, headers), map(told, row), strict=True)) for row in filled]
    return found


def slow_customers(rows: dict[str, list[dict[str, str]]], lot: str) -> set[str]:
    """Everybody who received something of a lot: row by row, until nothing is added."""
    live = {run["Run ID"] for run in rows["Manufacture"] if run["Status"] != "cancelled"}
    cancelled = {run["Run ID"] for run in rows["Manufacture"]} - live
    steps = [(cut["From"], cut["New lot ID"]) for cut in rows["Cuts"]]
    steps += [(u["Source"], u["Run ID"]) for u in rows["Materials used"] if u["Run ID"] not in cancelled]
    reached, before = {told(lot)}, 0
    while before != len(reached):
        before = len(reached)
        reached |= {target for source, target in steps if source in reached and target}
    buyers = {o["Order ID"]: o["Customer"] for o in rows["Orders"] if o["Status"] != "cancelled"}
    sent = [s for s in rows["Shipments"] if s["Run ID"] in reached - cancelled]
    return {buyers[shipment["Order ID"]] for shipment in sent if shipment["Order ID"] in buyers}


def recalled(path: Path, lot: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    main(["recall", str(path), "--lot", lot, "--no-write", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said


def customers(said: dict[str, Any]) -> set[str]:
    return {told(each["customer"]) for each in said["customers"]}


def without_tables(book: Book) -> None:
    for name in LINKS:
        for table in list(book[name].tables):
            del book[name].tables[table]


def column(sheet: Any, header: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == header)


def sort_rows(book: Book, chance: random.Random) -> None:
    for name in LINKS:
        sheet = book[name]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        chance.shuffle(cells)
        for number, row in enumerate(cells, start=2):
            for position, value in enumerate(row, start=1):
                sheet.cell(number, position).value = value


def move_columns(book: Book, chance: random.Random) -> None:
    without_tables(book)
    for name in LINKS:
        sheet = book[name]
        order = list(range(1, sheet.max_column + 1))
        chance.shuffle(order)
        cells = [[sheet.cell(row, old).value for old in order] for row in range(1, sheet.max_row + 1)]
        for number, row in enumerate(cells, start=1):
            for position, value in enumerate(row, start=1):
                sheet.cell(number, position).value = value


def disguise(book: Book, chance: random.Random) -> None:
    """Spaces, capitals, dashes and widths that people and programs bring; none of them makes another identifier."""
    changes: list[Callable[[str], str]] = [
        str.lower, lambda text: f" {text}\u00a0", lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", "\u2013"), lambda text: text.replace("P", "\uff30"), lambda text: f"{text}\t",
    ]  # fmt: skip
    for name, header in (
        ("Materials used", "Source"),
        ("Shipments", "Run ID"),
        ("Cuts", "From"),
        ("Orders", "Order ID"),
    ):
        sheet = book[name]
        for number in range(2, sheet.max_row + 1):
            cell = sheet.cell(number, column(sheet, header))
            if cell.value:
                cell.value = chance.choice(changes)(cell.value)


def hide(book: Book, chance: random.Random) -> None:
    for name in LINKS:
        for number in range(2, book[name].max_row + 1):
            book[name].row_dimensions[number].hidden = chance.random() < 0.5
        book[name].sheet_state = "hidden"


def rename_sheets(book: Book, chance: random.Random) -> None:
    for name in LINKS:
        book[name].title = f"{name[:20]} {chance.randint(1, 9)}"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("change", [sort_rows, move_columns, disguise, hide, None])
def test_a_recall_names_the_same_customers_as_a_slow_reading_of_the_file(tmp_path, capsys, seed, change):
    chance = random.Random(seed)
    path = tmp_path / "shop.xlsx"
    build_workbook(path, rows=shop(chance))
    if change:
        book = openpyxl.load_workbook(path)
        change(book, chance)
        book.save(path)
    rows, found = sheets(path), 0
    for lot in [f"PLY-0{month}24-001" for month in range(1, 6)]:
        said = recalled(path, lot, capsys)
        assert customers(said) == slow_customers(rows, lot)
        found += len(said["customers"])
    assert found, "a shop in which nobody received anything proves nothing"


def test_renamed_sheets_and_another_spelling_of_the_file_change_nothing(tmp_path, capsys):
    chance = random.Random(7)
    path, other = tmp_path / "shop.xlsx", tmp_path / "other.xlsx"
    build_workbook(path, rows=shop(chance))
    book = openpyxl.load_workbook(path)
    rename_sheets(book, chance)
    book.save(other)
    in_utf_16(other)
    for lot in [f"PLY-0{month}24-001" for month in range(1, 6)]:
        here, there = recalled(path, lot, capsys), recalled(other, lot, capsys)
        same = here.keys() - {"workbook", "recalled_at", "elapsed_seconds"}
        assert {name: here[name] for name in same} == {name: there[name] for name in same}


def in_utf_16(path: Path) -> None:
    """Spells every sheet in an encoding that only the patient reader understands."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(r"^<\?xml[^>]*\?>\s*", "", data.decode("utf-8"))
                data = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
            new.writestr(name, data)


def slips(identifier: str) -> list[object]:
    """What happens to an identifier that is typed by hand, so that it is another one."""
    return [
        identifier.replace("0", "O"), identifier[:-1] + "7", identifier.replace("24", "42"), identifier[1:],
        identifier.replace("-", "/"), identifier.replace("-", ""), f"{identifier} (rest)", f"{identifier}, XYZ-1",
        identifier + "0", identifier[:-2], f"{identifier}-77", 4711.0, date(2024, 5, 1), CellError("#N/A"), None, NO_VALUE,
    ]  # fmt: skip


STORY = """
    Receiving
    Lot ID       | Quantity | Unit
    PLY-0524-001 | 9        | kg
    AL6-1123-002 | 9        | kg

    Cuts
    Cut ID | From         | New lot ID     | Quantity | Unit
    CUT-1  | PLY-0524-001 | PLY-0524-001-1 | 1        | kg

    Manufacture
    Run ID   | Quantity made | Unit | Status
    MFG-0012 | 9             | pcs  | Complete
    MFG-0056 | 9             | pcs  | Complete
    MFG-0899 | 9             | pcs  | Complete

    Materials used
    Run ID   | Source         | Quantity | Unit
    MFG-0012 | PLY-0524-001-1 | 1        | kg
    MFG-0056 | MFG-0012       | 1        | pcs
    MFG-0899 | AL6-1123-002   | 1        | kg

    Orders
    Order ID | Customer
    ORD-0034 | Acme
    ORD-0777 | Bolt

    Shipments
    Shipment ID | Order ID | Run ID   | Quantity
    SHP-1       | ORD-0034 | MFG-0056 | 1
    SHP-2       | ORD-0777 | MFG-0899 | 1
"""


@pytest.mark.parametrize(
    ("sheet", "header", "row"),
    [("Cuts", "From", 0), ("Cuts", "New lot ID", 0), ("Materials used", "Source", 0), ("Materials used", "Source", 1),
     ("Materials used", "Run ID", 0), ("Materials used", "Run ID", 1), ("Manufacture", "Run ID", 0),
     ("Manufacture", "Run ID", 1), ("Shipments", "Run ID", 0), ("Shipments", "Order ID", 0), ("Orders", "Order ID", 0)],
)  # fmt: skip
@pytest.mark.parametrize("slip", range(16))
def test_who_is_missing_after_a_slip_of_the_pen_is_not_missing_in_silence(sheet, header, row, slip):
    book = source(STORY)
    view = book.view(sheet, "", ())
    position = view.headers.index(header)
    cells = view._cells[row]
    cells[position] = slips(str(cells[position]))[slip]
    found = recall(Records(book), Filters(lot=("PLY-0524-001",)), today=date(2024, 6, 1))
    assert found.customers or not found.is_complete
    assert found.gaps


def test_without_a_slip_the_customer_is_told_and_nothing_is_doubtful():
    found = recall(Records(source(STORY)), Filters(lot=("PLY-0524-001",)), today=date(2024, 6, 1))
    assert [each.customer for each in found.customers] == ["Acme"]
    assert found.is_complete
