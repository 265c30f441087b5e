"""Whatever cell a certificate was printed from is typed over, checking the workbook names it; every cell is tried."""

from __future__ import annotations

import hashlib
import json

from lotbook.commands.issuing.certified_since import changed_since
from lotbook.documents.package import manifest
from lotbook.documents.papers import changes
from lotbook.tables.records import Records
from tests.documents.gate_story import changed
from tests.documents.papers.test_changes_are_complete import EVERYTHING, MORE, frozen_of, head_of, typed_over
from tests.story import source

# What the page of what changed compares and the check leaves. A row's own name is told as a row that is gone; what is
# added later is no change; titles, wording and limits of master data go on changing after a certificate is out.
LEFT = """
    Characteristics: Balloon, Characteristic, Description, Lower limit, Unit, Upper limit
    Customers: Customer
    Cuts: From, New lot ID
    Manufacture: Run ID
    Materials used: Quantity, Unit, Unit serial, Used on
    Materials: Certificate needed, Description, Material
    Measurements: Characteristic, Nonconformance, Run ID
    Nonconformances: Approved by, Description, Lot or run, NCR ID, Quantity
    Parts: Part number, Revision
    People: Name, Title
    Receiving: Certificate file, Lot ID
    Settings: Setting
    Shipments: Order ID, Packing slip, Shipment ID
    Suppliers: Supplier
"""


def left() -> list[str]:
    lines = (line.partition(": ") for line in LEFT.strip().splitlines())
    return sorted(
        f"{sheet.strip()}: {column}" for sheet, _, columns in lines for column in columns.split(", ")
    )


def test_every_cell_that_a_certificate_was_printed_from_is_named(tmp_path):
    text = EVERYTHING + MORE
    frozen, _ = frozen_of(source(text))
    head = head_of(frozen)
    former = {
        "chain": manifest.chain(frozen, {}),
        "certificate": {"signed_by": head.signer, "title": head.title},
    }
    content = json.dumps(former).encode()
    (tmp_path / "manifest.json").write_bytes(content)
    register = f"""
    Certificates
    Certificate ID | Revision | Order ID | Shipment IDs | Status | Package | SHA-256
    COC-0001       | A        | ORD-0001 | SHP-0001     | Issued | .       | {hashlib.sha256(content).hexdigest()}
"""
    assert list(changed_since(tmp_path, Records(source(text + register)))) == []
    silent, named = set(), set()
    for sheet, column, book in typed_over(text + register):
        now = frozen_of(book)
        if now and changes.since(former, now[0], head_of(now[0]), {}):
            found = list(changed_since(tmp_path, Records(book)))
            (named if found else silent).add(f"{sheet}: {column}")
    assert sorted(silent - named) == left()


def test_what_stands_once_for_many_certificates_is_told_once(tmp_path):
    text = EVERYTHING + MORE
    frozen, _ = frozen_of(source(text))
    content = json.dumps({"chain": manifest.chain(frozen, {})}).encode()
    (tmp_path / "manifest.json").write_bytes(content)
    rows = "".join(
        f"    COC-000{n} | A | ORD-0001 | SHP-0001 | Issued | . | {hashlib.sha256(content).hexdigest()}\n"
        for n in (1, 2, 3)
    )
    head = "\n    Certificates\n    Certificate ID | Revision | Order ID | Shipment IDs | Status | Package | SHA-256\n"
    moved = changed(("4 Dock Rd, Hull", "5 Dock Rd, Hull"), text=text)
    (only,) = changed_since(tmp_path, Records(source(moved + head + rows)))
    assert (only.place.sheet, only.place.column) == ("Customers", "Address")
    assert only.message == (
        "Address of Smith & Sons <UK> is 5 Dock Rd, Hull now; COC-0003 A and 2 more say 4 Dock Rd, Hull."
    )
