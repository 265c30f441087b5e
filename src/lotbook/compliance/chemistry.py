"""A lot's own analysis: element shares in percent, whatever unit the certificate prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from lotbook.compliance.measures import told_in
from lotbook.compliance.verdict import Evidence
from lotbook.domain.findings import Place
from lotbook.domain.identifiers import key, same
from lotbook.domain.values import number_text
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records


class Share(NamedTuple):
    """One share of an analysis: in percent, the cell it stands in, the paper it is from."""

    percent: Decimal
    place: Place
    source: str


def shares(records: Records, lot: Receipt) -> dict[str, Share]:
    """Comparison key of each element or substance -> its share of one lot; of two values the larger.

    A share above 100 % cannot be and is left out, so that no verdict rests on it.
    """
    found: dict[str, Share] = {}
    for analysis in records.chemistry:
        if analysis.value is None or not same(analysis.lot_id, lot.lot_id):
            continue
        name, percent = key(analysis.element or ""), told_in(analysis.value, analysis.unit or "%", "%")
        if (
            name
            and percent is not None
            and 0 <= percent <= 100
            and (name not in found or percent > found[name].percent)
        ):
            place = Place("Chemistry", analysis.row, f"{analysis.lot_id} {analysis.element}", "Value")
            found[name] = Share(percent, place, analysis.source or "")
    return found


def share_of(found: Mapping[str, Share], names: Iterable[str]) -> Share | None:
    """The largest share of a substance by any of its names."""
    known = (found[name] for name in map(key, names) if name in found)
    return max(known, key=lambda share: share.percent, default=None)


def analysis(symbol: str, share: Share, lot: Receipt) -> Evidence:
    """A value of a lot's certificate as a piece of evidence."""
    what = " ".join(part for part in ("Analysis", share.source) if part)
    return Evidence(
        f"{what}: {symbol} {number_text(share.percent)} %", lot.certificate_file or "", place=share.place
    )
