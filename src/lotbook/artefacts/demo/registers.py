"""All registers of the demo shop, made from its story and its master data; the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from lotbook.artefacts.demo import csv_files, papers, production, sales, stock
from lotbook.artefacts.demo.chance import Dice
from lotbook.artefacts.demo.csv_files import TextRow
from lotbook.artefacts.demo.faults import plant
from lotbook.artefacts.demo.latest import add_latest
from lotbook.artefacts.demo.story import BASE_PLATE_RUN, CONTRACTS, PLATE, REMNANT_DAY

MASTERS = (
    "Suppliers",
    "Customers",
    "Materials",
    "Parts",
    "BOM",
    "Characteristics",
    "Grade limits",
    "People",
    "Settings",
)
Tables = dict[str, list[dict[str, str]]]


def tables(masters_folder: Path) -> Tables:
    """Every register the shop typed: sheet name -> rows of field -> text; master data is read from its csv files."""
    masters = {name: csv_files.read_text(masters_folder, name) for name in MASTERS}
    materials = {row["material"]: row for row in masters["Materials"]}
    dice = Dice(20240503)
    shelves = stock.Stock(dice)
    runs = production.plan_runs(dice)
    production.feed(runs, masters["BOM"], shelves)
    shelves.number(materials)
    rows = _rows(runs, shelves, masters, dice)
    filled = {name: [dict(row) for row in found] for name, found in rows.items()}
    add_latest(filled)
    plant(filled)
    return filled


def _rows(
    runs: list[production.Run], shelves: stock.Stock, masters: Mapping[str, list[dict[str, str]]], dice: Dice
) -> Mapping[str, list[TextRow]]:
    """The rows of every register while everything went well."""
    materials = {row["material"]: row for row in masters["Materials"]}
    cuts = production.cut(runs, materials)
    cuts.append(_remnant(shelves, len(cuts)))
    made = [run for run in runs if run.used_lots]
    business = sales.Sales(dice, masters["Customers"])
    business.sell(made)
    return {
        "Receiving": stock.receiving_rows(shelves, materials),
        "Cuts": cuts,
        "Custody": papers.custody_rows(shelves.lots),
        "Manufacture": production.manufacture_rows(runs),
        "Materials used": _uses(runs),
        "Outside processes": papers.process_rows(runs),
        "Measurements": papers.measurement_rows(made, masters["Characteristics"], dice),
        "Orders": sales.order_rows(business.orders),
        "Shipments": sales.shipment_rows(business.shipments),
        "Declarations": papers.declaration_rows(shelves.lots, materials),
        "Chemistry": papers.chemistry_rows(shelves.lots, dice),
        "Nonconformances": [],
    }


def _uses(runs: list[production.Run]) -> list[TextRow]:
    """The Materials used register, each fitting of a serialised housing under its serial number."""
    rows: list[TextRow] = []
    for run in runs:
        serials = iter(sales.serial_numbers(run))
        for source, quantity, unit in run.uses:
            row = {
                "run_id": run.run_id,
                "source": source,
                "quantity": f"{quantity.normalize():f}",
                "unit": unit,
                "used_on": run.started_on.isoformat(),
            }
            if run.part == "HSG-120" and source.startswith("FTG"):
                rows += [row | {"quantity": "1", "unit_serial": next(serials)} for _ in range(int(quantity))]
            else:
                rows.append(row)
    return rows


def _remnant(shelves: stock.Stock, cuts: int) -> TextRow:
    """What was left of the story's plate goes back to the rack with its own tag."""
    plate = next(lot for lot in shelves.lots if lot.tag == PLATE)
    row = production.cut_row(plate, Decimal(900), "mm", REMNANT_DAY, "Tag")
    return row | {"cut_id": f"CUT-{cuts + 1:04}", "reason": "Remnant"}


def certified_order(folder: Path) -> str:
    """The order the demo certifies: the newest anodised base plates of the customer with the awkward name."""
    plates = CONTRACTS[BASE_PLATE_RUN]
    return next(
        row["order_id"]
        for row in csv_files.read_text(folder, "Orders")
        if (row["customer_po"], row["po_line"]) == (plates.customer_po, plates.po_line)
    )
