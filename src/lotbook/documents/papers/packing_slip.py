"""The packing slip: what is in the box, of which order, from which batch, and what of the order is still open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.language.text_format import quantity
from lotbook.documents.papers import coc, heading
from lotbook.documents.template.fields import Field
from lotbook.domain.identifiers import same
from lotbook.domain.units import converted
from lotbook.tables.shipments import Shipment

TEMPLATE = "packing_slip.docx"
TITLE = "Packing slip"
_NOT_KNOWN = "not known, the quantities cannot be added up"
FIELDS = (
    *heading.FIELDS,
    *(field for field in coc.FIELDS if field.name.startswith(("items[].", "serial_lists"))),
    Field(
        "order.ship_to",
        "Where the goods go: the destination, else the customer's address.",
        "Hull works, gate 3",
    ),
    Field("order.shipped_before", "What was shipped of this order line before.", "20 pcs"),
    Field(
        "order.still_open",
        "What is still to come, or that it is not known; empty when the order line is complete.",
        "10 pcs",
    ),
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

    Where the amounts cannot be added up, that is said: nothing there would read as a complete order line. Before means an
    earlier day, or the same day and an earlier row of the sheet.
    """
    order = frozen.order
    mine = [record.shipment for record in frozen.shipments]
    others = [row for row in frozen.around.shipments if same(row.order_id, order.order_id)]
    last = max(map(_when, mine), default=(0, 0))
    earlier = [row for row in others if _when(row) < last]
    before, here = _in_unit(earlier, order.unit), _in_unit(mine, order.unit)
    if order.quantity is None:
        return quantity(before, order.unit) if before else "", _NOT_KNOWN
    if before is None or here is None:
        return _NOT_KNOWN if before is None else "", _NOT_KNOWN
    left = order.quantity - before - here
    return (
        quantity(before, order.unit) if before else "",
        quantity(left, order.unit) if left > 0 else "",
    )


def _when(row: Shipment) -> tuple[int, int]:
    return row.shipped_on.toordinal() if row.shipped_on else 0, row.row


def _in_unit(rows: Sequence[Shipment], unit: str | None) -> Decimal | None:
    """All of them together in one unit; None where one has no quantity, or one in a unit that does not convert."""
    told = [
        converted(row.quantity, row.unit or unit, unit) if row.quantity is not None else None for row in rows
    ]
    known = [amount for amount in told if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(told) else None
