"""The Certificate of Conformance: what its template may say.

Its contents are those ISO/IEC 17050-1 asks of a declaration of conformity: number, issuer, object with batch, heat and
serials, statement, requirements with revisions, place and date, signer with function, limits of validity.
"""

from __future__ import annotations

import re

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.frozen.rows import ShipmentRecord
from lotbook.documents.language.text_format import NO_BREAK, day, listed, quantity, with_revision
from lotbook.documents.papers import heading
from lotbook.documents.papers import rows as chain_rows
from lotbook.documents.template.fields import Field

TEMPLATE = "coc.docx"
_MOST_SERIALS = 24  # in one cell of a table
FIELDS = (
    *heading.FIELDS,
    Field("items[].shipment", "Our shipment number.", "SHP-0201"),
    Field("items[].run", "The run, which is the batch code.", "MFG-0056"),
    Field("items[].work_order", "Traveler or job.", "WO-3320"),
    Field("items[].made", "When the run was finished; its start while it is not.", "28 Apr 2024"),
    Field("items[].quantity", "Quantity shipped of this run.", "25 pcs"),
    Field(
        "items[].serials",
        "Serial numbers shipped of this run; how many, where they are too many for a cell.",
        "0001, 0002, 0003",
    ),
    Field("items[].date", "When it was shipped.", "2 May 2024"),
    Field("items[].packing_slip", "Packing slip.", "PS-2210"),
    Field(
        "serial_lists[]",
        "Serial numbers that are too many for a cell, one text for each run.",
        "MFG-0056: 0001, 0002, 0003",
    ),
    *chain_rows.LOT_FIELDS,
    *chain_rows.PROCESS_FIELDS,
    Field(
        "requirements[]",
        "Every specification the goods conform to, with its revision.",
        "ASTM B209 rev 21",
    ),
    Field(
        "exceptions[]",
        "Nonconformances and concessions the goods were shipped with.",
        "NCR-0007 (MFG-0056, 2 pcs): Bore 0.02 mm over. Use as is, concession C-118, approved by Ann Miller.",
    ),
    Field(
        "statement",
        "Statement of conformance: the customer's wording, else the shop's.",
        "We certify that ...",
    ),
    Field("code", "QR code of number, revision and verification text, as a picture.", ""),
    Field("enclosed[]", "The papers in the package.", "Material certificate MTR-4711"),
    *heading.PICTURES,
)


def context(frozen: Frozen, head: CertificateHead) -> dict[str, object]:
    """The fields of the certificate; everything is finished text, lists of it or mappings of it."""
    return {
        **heading.context(frozen, head),
        "items": [_item(frozen, record) for record in frozen.shipments],
        "serial_lists": [
            f"{record.shipment.run_id}: {', '.join(record.serials)}"
            for record in frozen.shipments
            if len(record.serials) > _MOST_SERIALS
        ],
        "lots": [chain_rows.lot(record) for record in frozen.lots],
        "processes": chain_rows.processes(frozen),
        "requirements": _requirements(frozen),
        "exceptions": list(dict.fromkeys((*chain_rows.exceptions(frozen), *head.exceptions))),
        "statement": head.statement,
        "enclosed": list(head.enclosed),
        "code": "",
    }


def _item(frozen: Frozen, record: ShipmentRecord) -> dict[str, object]:
    shipment = record.shipment
    found = frozen.run(shipment.run_id)
    run = found.run if found else None
    return {
        "shipment": shipment.shipment_id or "",
        "run": shipment.run_id or "",
        "work_order": (run and run.work_order) or "",
        "made": day(run.finished_on or run.started_on) if run else "",
        "quantity": quantity(shipment.quantity, shipment.unit),
        "serials": listed(record.serials, _MOST_SERIALS, "serial numbers, listed below"),
        "date": day(shipment.shipped_on),
        "packing_slip": shipment.packing_slip or "",
        "extra": heading.own_columns(record.extras),
    }


def _ordered(frozen: Frozen) -> tuple[str, list[str]]:
    """The material as ordered, and the lots' specifications that it does not name already.

    Where it names one without its revision, ``EN AW-6082 EN 485-2``, the revision is put behind it there.
    """
    required, others = frozen.order.material_required or "", []
    for record in frozen.lots:
        name, revision = (
            (record.material.specification, record.material.spec_revision)
            if record.material
            else (None, None)
        )
        spec = with_revision(name, revision)
        if name and (bare := re.search(rf"(?<![\w-]){re.escape(name)}(?=\s*(?:$|[;,)]))", required)):
            required = f"{required[: bare.start()]}{spec}{required[bare.end() :]}"
        elif spec and spec not in required and not _names(required, name or "", revision or ""):
            others.append(spec)
    return required, others


def _names(required: str, name: str, revision: str) -> bool:
    """Whether an order names a specification with this revision in its own way: ASTM B209-21, ASTM B209 rev. 21."""
    between = r"[\s:,-]*(?:rev\.?\s*)?"
    pattern = rf"(?<![\w-]){re.escape(name)}{between}{re.escape(revision)}(?![\w-])"
    return bool(revision) and re.search(pattern, required, re.IGNORECASE) is not None


def _requirements(frozen: Frozen) -> list[str]:
    """Drawing, ordered material and every specification, each once."""
    part = frozen.part
    drawing = with_revision(part.drawing, part.drawing_revision) if part else ""
    required, named = _ordered(frozen)
    done = [
        f"{row['process']} to{NO_BREAK}{row['specification']}"
        for row in chain_rows.processes(frozen)
        if row["specification"]
    ]
    return [
        text
        for text in dict.fromkeys((drawing and f"Drawing{NO_BREAK}{drawing}", required, *named, *done))
        if text
    ]
