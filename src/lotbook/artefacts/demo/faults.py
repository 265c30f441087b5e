"""The mistakes planted in the demo, each with the finding it must give; everything else in the demo is right.

None of them touches the chain of the recalled acrylic or of the aluminium order that the demo certifies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Tables = dict[str, list[dict[str, str]]]
OVERSOLD_RUN = "MFG-0087"


class Fault(NamedTuple):
    """One planted mistake: where `check` must find it (after Assign IDs), with which code, and how it came about."""

    sheet: str
    key: str
    column: str
    code: str
    severity: str
    how: str


FAULTS = (
    Fault("Receiving", "RSN-0823-001", "Status", "released-expired", "warn", "The rest of the resin is past its last day, but nobody took it off the shelf."),
    Fault("Receiving", "SS4-0224-001", "Heat on certificate", "heat-two-suppliers", "warn", "Two suppliers delivered stainless sheet with the same heat number."),
    Fault("Receiving", "SCR-0924-001", "Heat on material", "identifier-became-number", "stop", "22E1 was typed into a cell that was not Text; Excel made 220 of it."),
    Fault("Receiving", "SCR-0924-001", "Heat on material", "heat-mismatch", "stop", "Because of that 220 the material no longer seems to fit its certificate."),
    Fault("Cuts", "SSR-1023-001-3", "Verified by", "verified-by-marker", "stop", "Pete Novak verified the mark he had put on himself."),
    Fault("Manufacture", "MFG-0070", "Operator", "person-untrained", "warn", "Ravi Menon ran a machine after his training had lapsed."),
    Fault("Orders", "ORD-0815", "Due on", "date-is-text", "stop", "The date was pasted as text: 25/10/2024."),
    Fault("Shipments", "SHP-0613", "Quantity", "shipped-more-than-made", "stop", "More left for a customer than the run had made."),
)  # fmt: skip


def plant(tables: Tables) -> None:
    """Makes each mistake the way a hurried hand makes it."""
    receiving = tables["Receiving"]
    _row(receiving, "lot_id", "SS4-0224-001").update(_heats(_row(receiving, "lot_id", "SS4-0723-001")))
    _row(receiving, "certificate_number", "FJ-55218").update(
        {"heat_on_certificate": "22E1", "heat_on_material": "!220"}
    )
    _row(tables["Cuts"], "new_lot_id", "SSR-1023-001-3")["verified_by"] = "Pete Novak"
    _row(tables["Manufacture"], "run_id", "MFG-0070")["operator"] = "Ravi Menon"
    _row(tables["Orders"], "customer_po", "PMI-0127")["due_on"] = "25/10/2024"
    _oversell(tables)


def _row(rows: list[dict[str, str]], field: str, value: str) -> dict[str, str]:
    return next(row for row in rows if row.get(field) == value)


def _heats(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((field, row[field]) for field in ("heat_on_certificate", "heat_on_material"))


def _oversell(tables: Tables) -> None:
    """The last parcel of one run holds three pieces more than were left."""
    made = _row(tables["Manufacture"], "run_id", OVERSOLD_RUN)
    sent = [row for row in tables["Shipments"] if row["run_id"] == OVERSOLD_RUN]
    good = int(made["quantity_made"]) - int(made["quantity_scrapped"])
    more = good - sum(int(row["quantity"]) for row in sent) + 3
    order = _row(tables["Orders"], "order_id", sent[-1]["order_id"])
    for row in (sent[-1], order):
        row["quantity"] = str(int(row["quantity"]) + more)
