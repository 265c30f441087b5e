"""How long records must be kept for each customer, and which files until when. Nothing is ever deleted by Lotbook.

The years stand on the sheet Customers and count from the day the goods left. Buyers ask for 3 years (FAR 4.703) to 15, ten from
shipment or final payment most often; AS9100 and ISO 13485 leave the number to customer and law. Where none is entered, ten
are taken, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from lotbook.domain.identifiers import key
from lotbook.tables.chain import chain
from lotbook.tables.receiving import Receipt
from lotbook.tables.records import Records

USUAL_YEARS = Decimal(10)
_MOST_YEARS = 200  # beyond it a typing error


class Duty(NamedTuple):
    """What one customer's orders ask for.

    Attributes:
        customer: as on the orders.
        years: how long, from the day the goods left.
        is_given: the years are entered on Customers; else the usual ten are taken.
        last_shipped: the last day goods left for this customer.
        until: the last day the records of that shipment must be kept.
    """

    customer: str
    years: Decimal
    is_given: bool
    last_shipped: date
    until: date

    def as_json(self) -> dict[str, object]:
        """The documented, stable JSON form."""
        return {
            "customer": self.customer,
            "years": float(self.years),
            "entered": self.is_given,
            "last_shipped": self.last_shipped.isoformat(),
            "keep_until": self.until.isoformat(),
        }


class Retention(NamedTuple):
    """All duties, the longest first, and the last day for each file that a cell names.

    Attributes:
        duties: one for each customer that goods left for.
        files: what a cell says of a file or package -> the last day it must be kept; those not named here must be kept
            as long as the longest duty, or belong to goods that have not left yet.
    """

    duties: tuple[Duty, ...]
    files: Mapping[str, date]

    @property
    def longest(self) -> Duty | None:
        """The duty that ends last; the workbook and its journal are kept until then."""
        return self.duties[0] if self.duties else None


def retention(records: Records, today: date) -> Retention:
    """What must be kept until when.

    Args:
        records: the workbook.
        today: the day of a shipment that has none.
    """
    years = {key(row.customer or ""): _years(row.retention_years) for row in records.customers}
    customers = {key(row.order_id or ""): row.customer or "" for row in records.orders}
    duties: dict[str, Duty] = {}
    by_run: dict[str, date] = {}
    by_order: dict[str, date] = {}
    for shipment in records.shipments:
        order, left = key(shipment.order_id or ""), shipment.shipped_on or today
        name = customers.get(order, "")
        told = years.get(key(name))
        until = after(left, told or USUAL_YEARS)
        _latest(by_order, order, until)
        _latest(by_run, key(shipment.run_id or ""), until)
        known = duties.get(key(name))
        if name and (known is None or until > known.until):
            duties[key(name)] = Duty(name, told or USUAL_YEARS, told is not None, left, until)
    longest_first = sorted(duties.values(), key=lambda duty: (-duty.until.toordinal(), duty.customer))
    return Retention(tuple(longest_first), _files(records, by_order, by_run))


def after(day: date, years: Decimal) -> date:
    """The last day of so many years from a day, months counted up; 29 February ends on 1 March."""
    months = day.year * 12 + day.month - 1 + ceil(years * 12)
    year, month = divmod(months, 12)
    if year > date.max.year:
        return date.max
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # a shorter month
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def _years(entered: Decimal | None) -> Decimal | None:
    return entered if entered is not None and 0 < entered <= _MOST_YEARS else None


def _latest(found: dict[str, date], name: str, day: date) -> None:
    if name:
        found[name] = max(day, found.get(name, day))


def _files(records: Records, by_order: Mapping[str, date], by_run: Mapping[str, date]) -> dict[str, date]:
    """The last day of each file: of a lot's papers by every run that its material went into."""
    reached = _reached(records, by_run)
    lots = {key(lot.lot_id or ""): lot for lot in records.receiving if lot.lot_id}
    named: list[tuple[str | None, date | None]] = []
    named += [(row.package, by_order.get(key(row.order_id or ""))) for row in records.certificates]
    named += [(lot.certificate_file, reached.get(name)) for name, lot in lots.items()]
    named += [(step.file, reached.get(key(step.lot_id or ""))) for step in records.custody]
    named += [(row.certificate_file, reached.get(key(row.run_id or ""))) for row in records.outside_processes]
    for row in records.declarations:
        about = _about(lots, row.lot_id, row.supplier, row.material)
        named.append((row.file, max((reached[name] for name in about if name in reached), default=None)))
    found: dict[str, date] = {}
    for file, until in named:
        if file and until:
            _latest(found, file, until)
    return found


def _about(
    lots: Mapping[str, Receipt], lot: str | None, supplier: str | None, material: str | None
) -> Iterable[str]:
    """The lots that a declaration speaks of: one, or all of a supplier's material."""
    if lot:
        return (key(lot),)
    wanted = (key(supplier or ""), key(material or ""))
    return _of_supplier(lots, wanted)


def _of_supplier(lots: Mapping[str, Receipt], wanted: tuple[str, str]) -> Iterator[str]:
    for name, each in lots.items():
        if (key(each.supplier or ""), key(each.material or "")) == wanted:
            yield name


def _reached(records: Records, by_run: Mapping[str, date]) -> dict[str, date]:
    """Every lot, piece and run -> the last day of all goods that were made of it."""
    days = sorted(set(by_run.values()))
    marks = {run: 1 << days.index(day) for run, day in by_run.items()}
    gathered = chain(records).steps.gathered(marks)
    found = {name: days[bits.bit_length() - 1] for name, bits in gathered.items() if bits}
    return {**by_run, **found}
