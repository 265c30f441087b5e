"""The manifest of a package: what it certifies, every file with its SHA-256, who signed, with what it was made.

Customers read it, so it holds what the papers say and nothing else: no own columns, no notes, no other customers. Who
overrode a warning, and why, stands in the shop's own copy only, not in the one inside the merged PDF.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.rows import LotRecord, RunRecord
from lotbook.documents.package.printed import always, amount, day, filled, number, printed
from lotbook.tables.cuts import Cut
from lotbook.tables.outside_processes import OutsideProcess
from lotbook.tables.parts import Part

FORMAT = 1

MERGED = "Everything in one PDF"  # what the manifest calls the merged PDF that holds our papers


class Filed(NamedTuple):
    """One file of the package: its path in the package's folder, what it is, its fingerprint and size."""

    path: str
    what: str
    sha256: str
    size: int

    def as_json(self) -> dict[str, str | int]:
        """Its entry in the manifest."""
        return {"path": self.path, "what": self.what, "sha256": self.sha256, "bytes": self.size}


class Override(NamedTuple):
    """One warning that somebody answered for."""

    code: str
    place: str
    message: str
    name: str
    reason: str

    def as_json(self) -> dict[str, str]:
        """Its entry in the manifest."""
        return self._asdict()


def file_entry(folder: Path, path: Path, what: str) -> Filed:
    """The entry of one file that lies in the package's folder."""
    content = path.read_bytes()
    return Filed(path.relative_to(folder).as_posix(), what, hashlib.sha256(content).hexdigest(), len(content))


def to_bytes(manifest: Mapping[str, object]) -> bytes:
    """The manifest as its file: readable by people, the same bytes for the same content."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def for_others(said: Mapping[str, object], merged: str = "") -> dict[str, object]:
    """The manifest as it stands inside the merged PDF, which is what customers get.

    Who answered for a warning of the gate, and why, is for the shop and its auditors: it stays in ``manifest.json``,
    register and journal. The merged PDF cannot name itself.

    Args:
        said: the whole manifest.
        merged: path of the merged PDF, to be left out of the files.
    """
    gate, files = said.get("gate"), said.get("files")
    shown = dict(said)
    if isinstance(gate, Mapping):
        shown["gate"] = {name: value for name, value in gate.items() if name != "overrides"}
    if isinstance(files, list):
        shown["files"] = [entry for entry in files if entry["path"] != merged]
    return shown


def fingerprint(chain: Mapping[str, object], certificate_id: str, revision: str) -> str:
    """Short text that stands on the certificate and belongs to exactly this number, revision and chain.

    >>> len(fingerprint({}, "COC-0001", "A"))
    19
    """
    said = json.dumps(
        [certificate_id, revision, chain], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    digits = hashlib.sha256(said.encode()).hexdigest()[:16].upper()
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def chain(frozen: Frozen, certificates: Mapping[str, str]) -> dict[str, object]:
    """What the certificate speaks about, as plain JSON; empty values are left out.

    Args:
        frozen: the chain.
        certificates: SHA-256 of certificate files, by what their cell says.
    """
    order, part = frozen.order, frozen.part
    return filled(
        {
            "order": order.order_id,
            "customer": order.customer,
            "customer_po": order.customer_po,
            "po_line": order.po_line,
            "part_number": order.part_number,
            "customer_part_number": part and part.customer_part_number,
            "part_revision": order.part_revision,
            "drawing": part and part.drawing,
            "drawing_revision": part and part.drawing_revision,
            "statement": frozen.statement,
            "shipments": [
                filled(
                    {
                        "shipment": record.shipment.shipment_id,
                        "shipped_on": day(record.shipment.shipped_on),
                        "run": record.shipment.run_id,
                        "quantity": number(record.shipment.quantity),
                        "unit": record.shipment.unit,
                        "serials": list(record.serials),
                    }
                )
                | always({"carrier": record.shipment.carrier, "tracking": record.shipment.tracking})
                for record in frozen.shipments
            ],
            "runs": [_run(record, certificates, part) for record in frozen.runs],
            "lots": [_lot(record, certificates) for record in frozen.lots],
            "printed": printed(frozen),
        }
    )


def _run(record: RunRecord, certificates: Mapping[str, str], ordered: Part | None) -> dict[str, object]:
    run = record.run
    said = filled(
        {
            "run": run.run_id,
            "part_number": run.part_number,
            "part_revision": run.part_revision,
            "started_on": day(run.started_on),
            "finished_on": day(run.finished_on),
            "used": [
                filled({"source": use.source, "quantity": number(use.quantity), "unit": use.unit})
                | always({"used_on": day(use.used_on)})
                for use in record.uses
            ],
            "processes": [_process(done.process, certificates) for done in record.processes],
            "nonconformances": [
                filled({"ncr": ncr.ncr_id, "disposition": ncr.disposition, "concession": ncr.concession})
                for ncr in record.nonconformances
            ],
        }
    )
    is_ordered = record.part is not None and ordered is not None and record.part.row == ordered.row
    part = None if is_ordered else record.part  # the ordered one is told once, at the head
    return said | always(
        {
            "operator": run.operator,
            "work_order": run.work_order,
            "machine": run.machine,
            "work_instruction": run.sop,
            "made": amount(run.quantity_made, run.unit),
            "scrapped": amount(run.quantity_scrapped, run.unit),
            "first_article": run.first_article,
            "their_part_number": part and part.customer_part_number,
            "part_name": part and part.description,
        }
    )


def _process(done: OutsideProcess, certificates: Mapping[str, str]) -> dict[str, object]:
    return filled(
        {
            "process": done.process,
            "specification": done.specification,
            "spec_revision": done.spec_revision,
            "processor": done.supplier,
            "certificate": done.certificate_number,
            "certificate_sha256": certificates.get(done.certificate_file or ""),
            "done_on": day(done.done_on),
        }
    )


def _lot(record: LotRecord, certificates: Mapping[str, str]) -> dict[str, object]:
    receipt, material = record.receipt, record.material
    is_needless = material is not None and material.certificate_needed == "None"
    said = filled(
        {
            "lot": record.lot_id,
            "received_on": day(receipt.received_on),
            "supplier": receipt.supplier,
            "material": receipt.material,
            "grade": material and material.grade,
            "specification": material and material.specification,
            "spec_revision": material and material.spec_revision,
            "heat": record.heat,
            "mill": receipt.mill,
            "country_of_melt": receipt.country_of_melt,
            "certificate_type": receipt.certificate_type,
            "certificate": receipt.certificate_number,
            "certificate_sha256": certificates.get(receipt.certificate_file or ""),
            "cuts": [_piece(cut) for cut in record.cuts],
        }
    )
    return said | always(
        {
            "checked_by": receipt.checked_by,
            "checked_on": day(receipt.checked_on),
            "described_as": material and material.description,
            "heat_on_material": receipt.heat_on_material,
            "bought_on": receipt.purchase_order,
            "delivered": amount(receipt.quantity, receipt.unit),
            "certificate_file": receipt.certificate_file or ("none needed" if is_needless else ""),
        }
    )


def _piece(cut: Cut) -> dict[str, object]:
    said = filled(
        {
            "piece": cut.new_lot_id,
            "from": cut.source,
            "heat_marked": cut.heat_marked,
            "marked_by": cut.marked_by,
            "verified_by": cut.verified_by,
            "verified_on": day(cut.verified_on),
        }
    )
    return said | always(
        {
            "cut_on": day(cut.cut_on),
            "amount": amount(cut.quantity, cut.unit),
            "reason": cut.reason,
            "mark_method": cut.mark_method,
        }
    )


def overrides_text(overrides: Sequence[Override]) -> str:
    """Overrides as the register prints them."""
    once = dict.fromkeys((each.code, each.name, each.reason) for each in overrides)
    return "; ".join(f"Override {code}: {name}: {reason}" for code, name, reason in once)
