"""The packing slip: what is in the box, of which order, from which batch, and what of the order is still open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lotbook.documents import coc, heading
from lotbook.documents.certificate_head import CertificateHead
from lotbook.documents.fields import Field
from lotbook.documents.frozen import Frozen
from lotbook.documents.text_format import quantity
from lotbook.domain.identifiers import same

TEMPLATE = "packing_slip.docx"
TITLE = "Packing slip"
FIELDS = (
    *heading.FIELDS,
    *(field for field in coc.FIELDS if field.name.startswith(("items[].", "serial_lists"))),
    Field(
        "order.ship_to",
        "Where the goods go: the destination, else the customer's address.",
        "Hull works, gate 3",
    ),
    Field("order.shipped_before", "What was shipped of this order line before.", "20 pcs"),
    Field("order.still_open", "What is still to come; empty when the order line is complete.", "10 pcs"),
    Field("enclosed[]", "The papers in the package.", "Certificate of Conformance"),
    Field("logo", "Picture named in Settings as Logo file; empty when there is none.", ""),
)


def context(frozen: Frozen, head: CertificateHead, enclosed: Sequence[str] = ()) -> dict[str, object]:
    """The fields of the packing slip; everything is finished text, lists of it or mappings of it.

    Args:
        frozen: the chain.
        head: the certificate's.
        enclosed: the papers of the package besides the certificate.
    """
    certificate = coc.context(frozen, head)
    order = certificate["order"]
    assert isinstance(order, dict)
    before, left = _amounts(frozen)
    customer = certificate["customer"]
    assert isinstance(customer, dict)
    return {
        **{name: value for name, value in certificate.items() if name in _SHOWN},
        "order": {
            **order,
            "ship_to": customer["destination"] or customer["address"],
            "shipped_before": before,
            "still_open": left,
        },
        "enclosed": ["Certificate of Conformance", *enclosed],
    }


_SHOWN = frozenset(
    (
        "company",
        "certificate",
        "signer",
        "customer",
        "part",
        "shipped",
        "logo",
        "extra",
        "items",
        "serial_lists",
    )
)


def _amounts(frozen: Frozen) -> tuple[str, str]:
    """What was shipped of the order line before and what is left of it, in the order's unit.

    Shipments in another unit cannot be added up: then neither is said. Before means an earlier day, or the same day and
    an earlier row of the sheet.
    """
    order = frozen.order
    mine = [record.shipment for record in frozen.shipments]
    others = [row for row in frozen.around.shipments if same(row.order_id, order.order_id)]
    units = {row.unit for row in (*mine, *others)} | {order.unit}
    if len(units) > 1 or order.quantity is None or not mine:
        return "", ""
    last = max((row.shipped_on.toordinal() if row.shipped_on else 0, row.row) for row in mine)
    before = sum(
        (
            row.quantity or Decimal(0)
            for row in others
            if (row.shipped_on.toordinal() if row.shipped_on else 0, row.row) < last
        ),
        Decimal(0),
    )
    left = order.quantity - before - frozen.quantity
    return (
        quantity(before, order.unit) if before else "",
        quantity(left, order.unit) if left > 0 else "",
    )
