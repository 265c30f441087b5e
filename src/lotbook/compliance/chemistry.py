"""A lot's own analysis: element shares in percent, whatever unit the certificate prints."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from lotbook.domain.identifiers import key, same
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

# How many percent one of the unit is; mg/kg and ppm are parts per million by weight.
_PERCENT: Mapping[str, Decimal] = MappingProxyType(
    {
        "%": Decimal(1),
        "wt%": Decimal(1),
        "wt.-%": Decimal(1),
        "ppm": Decimal("0.0001"),
        "mg/kg": Decimal("0.0001"),
    }
)


def shares(records: Records, lot: Receipt) -> dict[str, Decimal]:
    """Element symbol -> share in percent, for the values of one lot that are shares.

    A share above 100 % cannot be and is left out, so that no verdict rests on it.
    """
    found: dict[str, Decimal] = {}
    for analysis in records.chemistry:
        factor = _PERCENT.get(key(analysis.unit or "").replace(" ", ""))
        if factor is None or analysis.value is None or not same(analysis.lot_id, lot.lot_id):
            continue
        share = analysis.value * factor
        if analysis.element and 0 <= share <= 100:
            found[analysis.element.strip()] = share
    return found
