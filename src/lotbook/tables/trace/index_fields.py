"""What an index of a workbook must know to find every row that a recall could look at."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress

from lotbook.domain.filters import Filters
from lotbook.tables.chain import Chain, chain
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records
from lotbook.tables.trace import gaps
from lotbook.tables.trace.filters import FILTERS, PROCESS_CERTIFICATE
from lotbook.tables.trace.moved_rows import moved_rows
from lotbook.tables.trace.recall import fields
from lotbook.tables.trace.serial_ranges import rows_with_ranges
from lotbook.tables.trace.spellings import rows_with_twins

OPEN_PART = "open part"  # the part of an order line that is not closed, beside the fields of Orders
_CLOSED = ("Shipped", "Closed", "Cancelled")
_WALKED: Mapping[str, tuple[str, ...]] = {
    "Receiving": ("lot_id",),
    "Cuts": ("source", "new_lot_id"),
    "Manufacture": ("run_id",),
    "Materials used": ("run_id", "source"),
    "Shipments": ("run_id", "order_id"),
    "Orders": ("order_id", OPEN_PART),
    "Customers": ("customer",),
    "Outside processes": ("run_id",),
    "Nonconformances": ("subject",),
}


def looked_up() -> dict[str, set[str]]:
    """Sheet -> the fields by whose identifiers rows are looked up."""
    found = {sheet: set(names) for sheet, names in _WALKED.items()}
    for each in (*FILTERS.values(), PROCESS_CERTIFICATE):
        for sheet, names in each.fields.items():
            found.setdefault(sheet, set()).update(names)
    return found


def read_for() -> dict[str, set[str]]:
    """Sheet -> the fields that must be read to build the index: those looked up, and those every recall reads.

    With fewer, a row that holds nothing else would be taken for an empty one.
    """
    found = {sheet: names - {OPEN_PART} for sheet, names in looked_up().items()}
    for sheet, names in fields(Filters()).items():
        found.setdefault(sheet, set()).update(names)
    found["Orders"].add("customer")
    return found


def is_open(status: object) -> bool:
    """Whether an order line may still have to be stopped."""
    return status not in _CLOSED


def has_moved_rows(records: Records) -> bool:
    """Whether rows of the shop stand on sheets of their own, which only a reader of the whole workbook can tell."""
    return any(moved_rows(records, gaps.linking(Filters())))


def odd_rows(records: Records) -> dict[str, set[int]]:
    """Sheet -> the rows that every recall must look at, whatever it starts from: those that may hide a link."""
    found = {name: _unreadable(records, name) for name in read_for()}
    links = chain(records)
    for sheet, numbers in zip(
        ("Cuts", "Materials used"), links.rows_of(_strange(records, links)), strict=True
    ):
        found[sheet].update(numbers)
    runs = links.keys.column(records.manufacture, "run_id")
    sent = links.keys.column(records.shipments, "run_id")
    untold = set(sent).difference(
        links.steps.takers, links.keys.column(links.uses, "run_id"), links.cancelled
    )
    lost = (set(sent) - set(runs)) | {""}
    found["Manufacture"].update(compress(column(records.manufacture, "row"), map(untold.__contains__, runs)))
    strange = untold | lost
    found["Shipments"].update(compress(column(records.shipments, "row"), map(strange.__contains__, sent)))
    for more in (rows_with_twins(records, links), rows_with_ranges(records)):
        for sheet, rows in more.items():
            found.setdefault(sheet, set()).update(rows)
    return {sheet: rows for sheet, rows in found.items() if rows}


def _unreadable(records: Records, name: str) -> set[int]:
    """The rows of which a cell that was read is not as it should be."""
    loaded = records.loaded(name)
    header = loaded.view.header_row if loaded.view else 0
    return {finding.place.row for finding in loaded.findings if finding.place.row > header}


def _strange(records: Records, links: Chain) -> list[int]:
    """The positions of the steps that name no source, or one that is not in the workbook."""
    known = {
        *links.keys.column(records.receiving, "lot_id"),
        *links.keys.column(records.cuts, "new_lot_id"),
        *links.keys.column(records.manufacture, "run_id"),
    }
    strange = links.steps.givers - known
    return [*links.idle.get("", ()), *(links.steps.leading_out(strange) if strange else ())]
