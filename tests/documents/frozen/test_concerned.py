"""Rows that a certificate must not overlook: two of one name, and those that name nothing or the wrong run."""

from __future__ import annotations

import json
from datetime import date

import openpyxl
import pytest

from lotbook.cli import main
from lotbook.commands.issuing.order import case_of, the_order, the_shipments
from lotbook.documents.gate.rules import gate
from lotbook.domain.findings import Finding
from tests.documents.gate_story import SOUND, TODAY, changed, found
from tests.documents.shop import certificates, shop
from tests.story import records


def judged(text: str, folder, today: date = TODAY) -> list[Finding]:
    """What the gate says of the order together with everything the checks know."""
    rows = records(text)
    order = the_order(rows, "ORD-0001")
    case = case_of(rows, certificates(folder), order, the_shipments(rows, order, ()), today=today)
    return gate(case)


def inserted(after: str, row: str) -> str:
    """The story with one more row behind the first row that starts with a text."""
    lines = SOUND.splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(after))
    return "\n".join([*lines[: at + 1], f"    {row}", *lines[at + 1 :]])


@pytest.mark.parametrize(
    ("after", "row", "sheet", "number"),
    [
        ("Smith & Sons", "smith & sons <uk> | 5 Dock Rd | COC | We certify nothing |", "Customers", 3),
        ("BRK-100     | C ", "BRK-100 | C | Another bracket | pcs | Yes |", "Parts", 3),
        ("Ann  |", "Ann | Intern | 2030-01-01 | No", "People", 3),
        ("AL6      |", "AL6 | 7075 plate | Aluminium | sheet | Yes | 3.1 | ASTM B000 | 1 |", "Materials", 3),
        ("North Metals", "north metals", "Suppliers", 3),
        ("BrightCoat", "BRIGHTCOAT", "Suppliers", 4),
        ("Company name", "Company name | Somebody else", "Settings", 3),
        (
            "ORD-0001",
            "ORD-0001 | 2024-01-02 | Smith & Sons <UK> | 0099-2 | BRK-100 | C | 9 | pcs | | Open",
            "Orders",
            3,
        ),
        ("SHP-0001", "SHP-0001 | 2024-02-05 | ORD-0002 | MFG-0001 | 1 | pcs | |", "Shipments", 3),
    ],
)
def test_of_two_rows_with_one_name_none_is_taken_in_silence(tmp_path, after, row, sheet, number):
    assert judged(SOUND, tmp_path) == []
    places = {(f.place.sheet, f.place.row, f.code) for f in judged(inserted(after, row), tmp_path) if f.stops}
    assert (sheet, number, "duplicate-key") in places


def test_a_use_without_a_source_leaves_a_run_with_unknown_material():
    text = changed(("MFG-0001 | OIL-0124-001   |", "MFG-0001 |                |"))
    assert found(text) == [("Materials used", 4, "Source", "gate-unresolved")]


@pytest.mark.parametrize(
    ("old", "new", "sheet", "row"),
    [
        ("MFG-0001 | OIL-0124-001", "MFG-OOO1 | OIL-0124-001", "Materials used", 4),
        ("MFG-0001 | Anodise", "MFG-00O1 | Anodise", "Outside processes", 2),
        ("MFG-0001 | BRK #1", "MFG0001 | BRK #1", "Measurements", 2),
    ],
)
def test_a_row_of_a_run_that_only_looks_like_ours_stops(old, new, sheet, row):
    assert (sheet, row, "Run ID", "gate-unresolved") in found(changed((old, new)))


@pytest.mark.parametrize("owner", ["        ", "56", "MFG-0777"])
def test_a_row_that_names_no_run_may_be_ours_and_is_asked_about(owner):
    text = changed(("MFG-0001 | OIL-0124-001", f"{owner} | OIL-0124-001"))
    assert found(text) == [("Materials used", 4, "Run ID", "gate-unassigned?")]


NCR = """
    Nonconformances
    NCR ID   | Found on   | Lot or run | Description | Disposition
    NCR-0001 | 2024-02-04 | {}         | Cracks      | Open
"""


@pytest.mark.parametrize("subject", ["SHP-0001", "ORD-0001", "MFG-00O1", "AL60124-001-1"])
def test_a_nonconformance_on_the_order_or_a_misspelt_run_is_not_lost(subject):
    assert found(SOUND + NCR.format(subject)) == [("Nonconformances", 2, "Lot or run", "gate-unresolved")]


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("Nonconformances", "Lot or run"),
        ("Manufacture", "Quantity scrapped"),
        ("Receiving", "Expires on"),
        ("Materials", "Mark transfer needed"),
        ("Parts", "Serialised"),
        ("Customers", "Statement wording"),
        ("Certificates", "Shipment IDs"),
    ],
)
def test_a_column_that_was_renamed_beyond_recognition_stops(tmp_path, capsys, sheet, header):
    assert ready(tmp_path, capsys, lambda book: _rename(book[sheet], header)) == [
        (sheet, header, "column-missing", "stop")
    ]


@pytest.mark.parametrize("sheet", ["Nonconformances", "Outside processes", "Measurements", "Certificates"])
def test_a_sheet_that_is_gone_stops(tmp_path, capsys, sheet):
    assert (sheet, "", "sheet-missing", "stop") in ready(
        tmp_path, capsys, lambda book: book.remove(book[sheet])
    )


def ready(folder, capsys, change) -> list[tuple[str, str, str, str]]:
    """What `ready` finds in the real workbook after somebody changed it."""
    workbook = shop(folder)
    book = openpyxl.load_workbook(workbook)
    change(book)
    book.save(workbook)
    capsys.readouterr()
    main(["ready", str(workbook), "ORD-0001", "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [(f["sheet"], f["column"], f["code"], f["severity"]) for f in findings]


def _rename(sheet, header: str) -> None:
    (cell,) = (cell for cell in sheet[1] if cell.value == header)
    cell.value = "Zzz own"
    for table in sheet.tables.values():
        for column in table.tableColumns:
            column.name = "Zzz own" if column.name == header else column.name
