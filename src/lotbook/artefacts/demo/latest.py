"""What lies on the desk on the last day: rows without a number, a delivery that was refused, what was found wrong."""

from __future__ import annotations

from lotbook.artefacts.demo.story import LAST_DAY, SMITH

Tables = dict[str, list[dict[str, str]]]

_CHECKED = {
    "received_by": "Tom Becker",
    "checked_by": "Aisha Khan",
}
# Left empty on purpose: Assign IDs numbers them. The plywood becomes PLY-0524-001.
UNNUMBERED_DELIVERIES = (
    _CHECKED
    | {
        "received_on": "2024-05-03",
        "supplier": "Baltic Birch Imports",
        "purchase_order": "HP-24-133",
        "material": "PLY",
        "heat_on_certificate": "VNT-24-386",
        "heat_on_material": "VNT-24-386",
        "quantity": "14",
        "unit": "sheet",
        "certificate_type": "CofC",
        "certificate_number": "BB-3107",
        "certificate_file": "certificates/BB-3107.pdf",
        "mill": "Kurzeme Plywood Mill",
        "location": "Rack A3",
        "checked_on": "2024-05-06",
        "status": "Released",
        "note": "Delivery note found in September; entered late.",
    },
    {
        "received_on": "2024-09-18",
        "supplier": "Northwind Filament Co.",
        "purchase_order": "HP-24-171",
        "material": "PLA",
        "heat_on_certificate": "NWG24-8417",
        "heat_on_material": "NWG24-8417",
        "quantity": "3000",
        "unit": "g",
        "certificate_type": "CofC",
        "certificate_number": "NW-COC-7716",
        "certificate_file": "certificates/NW-COC-7716.pdf",
        "mill": "Northwind Filament Co.",
        "location": "Cabinet 1",
        "received_by": "Tom Becker",
        "status": "Quarantine",
    },
    {
        "received_on": "2024-09-19",
        "supplier": "Fjord Fasteners AS",
        "purchase_order": "HP-24-172",
        "material": "SCR",
        "heat_on_certificate": "S71846M",
        "heat_on_material": "S71846M",
        "quantity": "100",
        "unit": "pcs",
        "certificate_type": "2.1",
        "certificate_number": "FJ-55218",
        "certificate_file": "certificates/FJ-55218.pdf",
        "mill": "Fjord Fasteners AS",
        "location": "Bin 14",
        "received_by": "Tom Becker",
        "status": "Quarantine",
    },
)
REFUSED = _CHECKED | {
    "lot_id": "AL6-0824-002",
    "received_on": "2024-08-28",
    "supplier": "Cascade Metals Supply",
    "purchase_order": "HP-24-168",
    "material": "AL6",
    "heat_on_certificate": "61T-39127",
    "heat_on_material": "61T-39172",
    "quantity": "3660",
    "unit": "mm",
    "certificate_type": "3.1",
    "certificate_number": "MTR-639127",
    "certificate_file": "certificates/MTR-639127.pdf",
    "mill": "Great Lakes Rolling, Inc.",
    "country_of_melt": "USA",
    "location": "Red cage",
    "checked_on": "2024-08-29",
    "status": "Rejected",
    "reason": "Plate is marked 61T-39172, certificate says 61T-39127; right certificate asked for on 2024-08-29",
}
_PLANNED_RUN = {
    "started_on": "2024-09-24",
    "work_order": "WO-24-530",
    "part_number": "BRK-100",
    "part_revision": "C",
    "unit": "pcs",
    "machine": "Mill 1",
    "operator": "Joe Park",
    "sop": "WI-MIL-07 rev D",
    "status": "Planned",
}
_OPEN = {"po_line": "1", "unit": "pcs", "status": "Open"}
_OPEN_ORDERS = (
    _OPEN
    | {
        "ordered_on": "2024-09-18",
        "customer": SMITH,
        "customer_po": "PO-77902",
        "part_number": "BRK-100",
        "part_revision": "C",
        "quantity": "20",
        "due_on": "2024-10-18",
        "documents_required": "COC, Material certificates",
    },
    _OPEN
    | {
        "ordered_on": "2024-09-19",
        "customer": "Puget Marine Instruments",
        "customer_po": "PMI-0127",
        "po_line": "2",
        "part_number": "PAN-140",
        "part_revision": "A",
        "quantity": "12",
        "due_on": "2024-10-25",
        "documents_required": "COC",
    },
    _OPEN
    | {
        "ordered_on": "2024-09-20",
        "customer": "+Plus Interiors",
        "customer_po": "PLUS-311",
        "part_number": "CST-010",
        "part_revision": "A",
        "quantity": "24",
        "due_on": "2024-10-04",
    },
)
_FOUND_WRONG = (
    {
        "ncr_id": "NCR-0001",
        "found_on": "2023-11-21",
        "subject": "MFG-0027",
        "description": "Bore 8.06 mm on two knobs, reamer worn; limit is 8.03 mm.",
        "quantity": "2",
        "disposition": "Scrap",
        "approved_by": "Maria Lindqvist",
    },
    {
        "ncr_id": "NCR-0002",
        "found_on": "2024-05-31",
        "subject": "MFG-0066",
        "description": "Manifold 4 is 55.13 mm long; limit is 55.10 mm. Customer accepts.",
        "quantity": "1",
        "disposition": "Concession",
        "concession": "TI-DEV-0031",
        "approved_by": "Maria Lindqvist",
    },
    {
        "ncr_id": "NCR-0003",
        "found_on": "2024-08-29",
        "subject": "AL6-0824-002",
        "description": "Heat on the plate is not the heat on its certificate.",
        "quantity": "1",
        "disposition": "Return to supplier",
        "approved_by": "Maria Lindqvist",
    },
)


def add_latest(tables: Tables) -> None:
    """Adds the rows that have no number yet at the end of their registers, the refused delivery at its date."""
    receiving = tables["Receiving"]
    place = sum(row["received_on"] <= REFUSED["received_on"] for row in receiving)
    receiving.insert(place, dict(REFUSED))
    receiving += [dict(row) for row in UNNUMBERED_DELIVERIES]
    tables["Manufacture"].append(dict(_PLANNED_RUN))
    tables["Orders"] += [dict(row) for row in _OPEN_ORDERS]
    tables["Cuts"].append(_unnumbered_cut(tables))
    tables["Nonconformances"] += [dict(row) for row in _FOUND_WRONG]
    _accept_long_manifold(tables["Measurements"])
    ran = {row["run_id"]: row for row in tables["Manufacture"] if row.get("run_id")}
    tables["Nonconformances"][0]["found_on"] = ran["MFG-0027"]["finished_on"]
    tables["Nonconformances"][1]["found_on"] = ran["MFG-0066"]["finished_on"]


def _unnumbered_cut(tables: Tables) -> dict[str, str]:
    """The newest stainless bar gives a piece for next week; Assign IDs names it after its parent."""
    bar = [row for row in tables["Receiving"] if row["material"] == "SSR"][-1]
    return {
        "cut_on": LAST_DAY.isoformat(),
        "source": bar["lot_id"],
        "quantity": "300",
        "unit": "mm",
        "reason": "Cut",
        "heat_marked": bar["heat_on_material"],
        "mark_method": "Hard punch",
        "marked_by": "Pete Novak",
        "verified_by": "Aisha Khan",
        "verified_on": LAST_DAY.isoformat(),
    }


def _accept_long_manifold(measurements: list[dict[str, str]]) -> None:
    for row in measurements:
        if (row["run_id"], row["characteristic"], row["piece"]) == ("MFG-0066", "MNF-130-A #2", "4"):
            row["result"] = "55.130"
            row["nonconformance"] = "NCR-0002"
