"""The demo's registers tell the story, agree with each other, and are the ones the story makes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

import pytest

from lotbook.artefacts.demo import csv_files
from lotbook.artefacts.demo.faults import FAULTS, OVERSOLD_RUN
from lotbook.artefacts.demo.files import README
from lotbook.artefacts.demo.registers import MASTERS, certified_order, tables
from lotbook.checks.all import run as run_checks
from lotbook.domain.identifiers import key
from lotbook.tables.book import sheet
from lotbook.tables.chain import lineage
from tests.demo.shop import DEMO, numbered, texts, typed

RECALLED = "ACR-0923-01"


def test_the_csv_files_are_what_the_story_makes() -> None:
    for name, rows in tables(DEMO).items():
        committed = (DEMO / csv_files.file_name(name)).read_text(encoding="utf-8")
        assert committed == csv_files.as_text(sheet(name), rows), (
            f"{name}: run python -m lotbook.artefacts.demo.files"
        )
    assert (DEMO / "README.md").read_text(encoding="utf-8") == README


def test_the_story_is_told_the_same_way_each_time() -> None:
    assert tables(DEMO) == tables(DEMO)


@pytest.mark.parametrize("name", MASTERS)
def test_master_data_has_the_headers_of_the_specification(name: str) -> None:
    header = (DEMO / csv_files.file_name(name)).read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(column.header for column in sheet(name).columns.values())


def test_there_are_more_than_four_hundred_customers_and_each_but_a_few_bought_something() -> None:
    customers = {row["customer"] for row in texts("Customers")}
    assert len(customers) == len(texts("Customers")) > 400
    buyers = {row["customer"] for row in texts("Orders")}
    assert buyers <= customers
    assert len(buyers) > 400


def test_the_registers_cover_more_than_a_year() -> None:
    days = sorted(row["shipped_on"] for row in texts("Shipments"))
    assert (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days > 400


def test_the_recalled_acrylic_went_into_three_runs_and_reached_thirty_four_customers() -> None:
    records = numbered()
    reached = lineage(records).forward([key(RECALLED)]).nodes
    runs = {row.run_id for row in records.manufacture if key(row.run_id or "") in reached}
    assert runs == {"MFG-0016", "MFG-0018", "MFG-0021"}
    shipments = [row for row in records.shipments if row.run_id in runs]
    customer = {row.order_id: row.customer for row in records.orders}
    assert len(shipments) == 41
    assert len({customer[row.order_id] for row in shipments}) == 34


def test_the_enclosures_took_five_sheets_and_two_hundred_grams() -> None:
    run = next(row for row in texts("Manufacture") if row.get("run_id") == "MFG-0056")
    assert (run["part_number"], run["quantity_made"], run["quantity_scrapped"]) == ("ENC-100", "10", "0")
    used = [
        (row["source"], row["quantity"], row["unit"])
        for row in texts("Materials used")
        if row["run_id"] == "MFG-0056"
    ]
    assert used == [("ACR-0524-02", "5", "sheet"), ("PLA-0424-01", "200", "g")]


def test_assign_names_the_late_plywood_after_its_month() -> None:
    late = [
        row for row in numbered().receiving if row.material == "PLY" and row.received_on == date(2024, 5, 3)
    ]
    assert [row.lot_id for row in late] == ["PLY-0524-001"]
    in_may = [
        row
        for row in texts("Receiving")
        if row["material"] == "PLY" and row["received_on"] < "2024-06" and row["received_on"] > "2024-05"
    ]
    assert [row.get("lot_id") for row in in_may] == [None], (
        "no other plywood of that month was numbered before"
    )


def test_every_sheet_that_is_numbered_has_rows_for_assign_to_number() -> None:
    for name, field in (
        ("Receiving", "lot_id"),
        ("Cuts", "cut_id"),
        ("Manufacture", "run_id"),
        ("Orders", "order_id"),
        ("Shipments", "shipment_id"),
    ):
        assert any(field not in row for row in texts(name)), name
        assert all(field in row for row in texts(name)[:-4]), f"{name}: only the last rows wait for a number"


def test_lots_of_a_material_are_counted_through_each_month_in_the_order_they_came() -> None:
    counted: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in numbered().receiving:
        stem, _, number = (row.lot_id or "").rpartition("-")
        assert row.received_on
        assert stem == f"{row.material}-{row.received_on:%m%y}"
        counted[stem].append((row.received_on.isoformat(), int(number)))
    for stem, lots in counted.items():
        assert [number for _, number in sorted(lots)] == list(range(1, len(lots) + 1)), stem


def test_nothing_is_used_beyond_what_was_there() -> None:
    there = {row.lot_id: row.quantity for row in numbered().receiving}
    for cut in numbered().cuts:
        assert there[cut.source] is not None
        assert cut.quantity is not None
        there[cut.source] -= cut.quantity
        there[cut.new_lot_id] = cut.quantity
    for run in numbered().manufacture:
        there[run.run_id] = (run.quantity_made or Decimal(0)) - (run.quantity_scrapped or Decimal(0))
    for use in numbered().materials_used:
        there[use.source] -= use.quantity
    for shipment in numbered().shipments:
        there[shipment.run_id] -= shipment.quantity
    assert [name for name, left in there.items() if left < 0] == [OVERSOLD_RUN]


@pytest.mark.parametrize("today", [date(2025, 9, 1), date(2039, 1, 1)])
def test_check_finds_the_planted_mistakes_and_no_others_whatever_the_day(today: date) -> None:
    found = {
        (f.place.sheet, f.place.key, f.place.column, f.code, str(f.severity))
        for f in run_checks(numbered(), today=today)
    }
    assert found == {(f.sheet, f.key, f.column, f.code, f.severity) for f in FAULTS}


def test_planted_mistakes_leave_the_recalled_acrylic_and_the_certified_order_alone() -> None:
    records = numbered()
    runs = {row.run_id for row in records.shipments if row.order_id == certified_order(DEMO)}
    assert runs == {"MFG-0115"}
    chain = lineage(records)
    touched = chain.backward(key(run or "") for run in runs).nodes | chain.forward([key(RECALLED)]).nodes
    touched |= {key(row.shipment_id or "") for row in records.shipments if key(row.run_id or "") in touched}
    assert key("AL6-0824-001") in touched
    assert not touched & {key(fault.key) for fault in FAULTS}


def test_the_delivery_with_another_heat_stays_rejected_and_is_not_a_mistake() -> None:
    row = next(row for row in texts("Receiving") if row.get("lot_id") == "AL6-0824-002")
    assert row["heat_on_certificate"] != row["heat_on_material"]
    assert row["status"] == "Rejected"
    assert row["reason"]
    assert all(use["source"] != "AL6-0824-002" for use in texts("Materials used"))


def test_a_raw_number_in_a_csv_file_becomes_a_number_in_the_workbook() -> None:
    heats = [
        row["Heat on material"] for row in typed()["Receiving"] if row.get("Heat on certificate") == "22E1"
    ]
    assert heats == [220.0]


def test_the_committed_workbook_holds_the_registers() -> None:
    import openpyxl

    book = openpyxl.load_workbook(DEMO.parent / "demo.xlsx", read_only=True)
    for name, rows in typed().items():
        lines = book[name].iter_rows(values_only=True)
        headers = next(lines)
        held = [
            dict(zip(headers, line, strict=True)) for line in lines if any(cell is not None for cell in line)
        ]
        if name == "Settings":  # the builder adds every setting the shop left as it is
            held = [row for row in held if row["Setting"] in {own["Setting"] for own in rows}]
        given = [{header: plain(row.get(header)) for header in row} for row in rows]
        shown = [
            {header: plain(line[header]) for header in row} for line, row in zip(held, rows, strict=True)
        ]
        if name == "Settings":
            given.sort(key=str)
            shown = sorted(
                ({h: plain(row[h]) for h in ("Setting", "Value", "Meaning")} for row in held), key=str
            )
        assert shown == given, name
    book.close()


def plain(value: object) -> object:
    """Numbers and days as any reader would compare them."""
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, (int, float, Decimal)) else value
