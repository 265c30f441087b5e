"""What stands on the papers beside the chain, kept in the manifest so that a certificate issued again tells every difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.papers import rows as chain_rows
from lotbook.documents.papers.measured import Measured, measured
from lotbook.domain.values import number_text

# What the chain keeps only since a later Lotbook, by its names there. It stands there even when empty: a certificate of
# an older Lotbook does not have it, and then nothing can be compared.
LATER = frozenset(
    (
        "checked_by", "checked_on", "operator", "inspectors", "used_on", "work_order", "machine", "work_instruction", "made",
        "scrapped", "first_article", "their_part_number", "part_name", "cut_on", "amount", "reason", "mark_method",
        "described_as", "heat_on_material", "bought_on", "delivered", "certificate_file", "carrier", "tracking", "contact",
        "ordered", "issuer", "issuer_address", "issuer_phone", "issuer_email", "supplier_code", "place", "drawn", "gauges",
        "pieces", "measured_on", "reports", "gaps",
    )
)  # fmt: skip
_SAY_MORE = frozenset(
    {"Dimensional report", "First article"}
)  # papers that say who measured, when and with what


def printed(frozen: Frozen) -> dict[str, object]:
    """What the papers print beside the rows of the chain; empty values are left out but for what is kept since later."""
    order, customer, part = frozen.order, frozen.customer, frozen.part
    sent, settings = [record.shipment for record in frozen.shipments], frozen.settings
    more = bool(_SAY_MORE.intersection(frozen.documents_required))
    said = filled(
        {
            "address": customer and customer.address,
            "destination": order.destination,
            "order_date": day(order.ordered_on),
            "material_required": order.material_required,
            "finish": order.finish,
            "description": part and part.description,
            "packing_slips": [row.packing_slip for row in sent if row.packing_slip],
            "exceptions": list(chain_rows.exceptions(frozen)),
            "measured": [_measured(row, more=more) for row in measured(frozen) if row.records],
        }
    )
    return said | always(
        {
            "contact": customer and customer.contact,
            "ordered": amount(order.quantity, order.unit),
            "issuer": settings["Company name"],
            "issuer_address": settings["Company address"],
            "issuer_phone": settings["Company phone"],
            "issuer_email": settings["Company e-mail"],
            "supplier_code": settings["Supplier code"],
            "place": settings["Place of issue"],
            "gaps": [gap.message for gap in frozen.gaps],
        }
    )


def _measured(row: Measured, *, more: bool) -> dict[str, object]:
    """What was measured of one characteristic; who, when, with what only where a paper says so."""
    results = [row.value(record.measurement.result, unit=False) or "none" for record in row.records]
    said = filled(
        {"characteristic": f"{row.name} of {row.run.run_id}", "limits": row.limits_text, "results": results}
    )
    if not more:
        return said
    rows, limits = [record.measurement for record in row.records], row.limits
    drawn = (
        limits and limits.balloon,
        limits and limits.description,
        row.drawn(limits.nominal) if limits else "",
    )
    return said | {
        "inspectors": list(dict.fromkeys(each.inspector or "" for each in rows)),
        "drawn": ", ".join(filter(None, drawn)),
        "gauges": list(dict.fromkeys(each.gauge or "" for each in rows)),
        "pieces": [each.piece or "" for each in rows],
        "measured_on": list(dict.fromkeys(day(each.measured_on) or "" for each in rows)),
        "reports": [each.nonconformance for each in rows if each.nonconformance],
    }


def filled(values: Mapping[str, object]) -> dict[str, object]:
    """Values without the empty ones."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def always(values: Mapping[str, object]) -> dict[str, object]:
    """Values of which the empty ones stand there as an empty text."""
    return {name: "" if value is None else value for name, value in values.items()}


def day(value: date | None) -> str | None:
    """A day as the manifest keeps it."""
    return value.isoformat() if value else None


def number(value: Decimal | None) -> str | None:
    """A number as the manifest keeps it."""
    return None if value is None else number_text(value)


def amount(value: Decimal | None, unit: str | None) -> str:
    """A quantity with its unit; empty where there is none."""
    return "" if value is None else " ".join(filter(None, (number_text(value), unit)))
