"""Dates: none in the future that should be past, none before 2000, and in the order the work was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.book import TABLES
from lotbook.tables.column import Kind as ColumnKind
from lotbook.tables.manufacture import Run

DATE_IN_FUTURE = Kind(
    "date-in-future",
    Severity.WARN,
    "A date lies in the future",
    "What has been done cannot be dated later than today; mostly the year or the month is mistyped.",
    "Type the right date.",
)
DATE_TOO_OLD = Kind(
    "date-too-old",
    Severity.WARN,
    "A date lies before the year 2000",
    "Mostly the year was typed with two digits or a number was taken for a date.",
    "Type the date with four digits of the year.",
)
DATES_OUT_OF_ORDER = Kind(
    "dates-out-of-order",
    Severity.WARN,
    "Two dates are in the wrong order",
    "A buyer or auditor reads the dates first: received, checked, used, finished, shipped must follow each other.",
    "Compare both dates with the papers and correct the one that is wrong.",
)

# Dates that may lie ahead: plans, ends of validity, and shipments or runs that are only planned.
_MAY_LIE_AHEAD = frozenset({
    "Due on", "Expires on", "Valid until", "Trained until", "Approved until", "Shipped on",
})  # fmt: skip
_FOLLOWING = {
    "Receiving": (
        ("received_on", "checked_on"),
        ("received_on", "reviewed_on"),
        ("received_on", "expires_on"),
    ),
    "Cuts": (("cut_on", "verified_on"),),
    "Manufacture": (("started_on", "finished_on"),),
    "Orders": (("ordered_on", "due_on"),),
    "Declarations": (("dated", "valid_until"),),
}
_OLDEST = date(2000, 1, 1)


def plausible(shop: Shop) -> Iterator[Finding]:
    """No date lies before 2000, and none that tells of the past lies in the future."""
    for sheet in TABLES:
        rows = shop.records.loaded(sheet.name).rows
        for position, (field, column) in enumerate(sheet.columns.items(), 1):
            if column.kind is not ColumnKind.DAY:
                continue
            ahead = column.header in _MAY_LIE_AHEAD
            odd = {
                day
                for day in set(map(itemgetter(position), rows))
                if isinstance(day, date) and (day < _OLDEST or (day > shop.today and not ahead))
            }
            for row in rows if odd else ():
                day = row[position]
                if day not in odd or (isinstance(row, Run) and row.status == "Planned"):
                    continue
                old = isinstance(day, date) and day < _OLDEST
                kind = DATE_TOO_OLD if old else DATE_IN_FUTURE
                message = f"{column.header} of {named(row)} is {day}" + (
                    "." if old else f", after today ({shop.today})."
                )
                yield kind.at(at(row, field), message)


def within_rows(shop: Shop) -> Iterator[Finding]:
    """In one row, what comes later has the later date."""
    for sheet in TABLES:
        fields = list(sheet.columns)
        for earlier, later in _FOLLOWING.get(sheet.name, ()):
            first, second = fields.index(earlier) + 1, fields.index(later) + 1
            for row in shop.records.loaded(sheet.name).rows:
                if row[first] and row[second] and row[second] < row[first]:  # type: ignore[operator]
                    header, before = sheet.columns[later].header, sheet.columns[earlier].header
                    yield DATES_OUT_OF_ORDER.at(
                        at(row, later),
                        f"{named(row)}: {header} {row[second]} is before {before} {row[first]}.",
                    )


def use_within_run(shop: Shop) -> Iterator[Finding]:
    """Material is used between start and end of its run."""
    uses = shop.records.materials_used
    runs = map(shop.runs.get, shop.keys.column(uses, "run_id"))
    for use, run in zip(uses, runs, strict=True):
        if run is None or use.used_on is None:
            continue
        if run.finished_on and use.used_on > run.finished_on:
            message = f"{use.source} was used on {use.used_on}, after {use.run_id} was finished on {run.finished_on}."
            yield DATES_OUT_OF_ORDER.at(at(use, "used_on"), message)
        elif run.started_on and use.used_on < run.started_on:
            message = f"{use.source} was used on {use.used_on}, before {use.run_id} was started on {run.started_on}."
            yield DATES_OUT_OF_ORDER.at(at(use, "used_on"), message)


def measured_in_time(shop: Shop) -> Iterator[Finding]:
    """Pieces are measured after their run was started, and shipments leave after their order came."""
    for each in shop.records.measurements:
        run = shop.runs.get(shop.keys[each.run_id])
        if run and each.measured_on and run.started_on and each.measured_on < run.started_on:
            message = f"{named(each)} was measured on {each.measured_on}, before the run started on {run.started_on}."
            yield DATES_OUT_OF_ORDER.at(at(each, "measured_on"), message)
    for shipment, order, _ in shop.shipped:
        if order and shipment.shipped_on and order.ordered_on and shipment.shipped_on < order.ordered_on:
            message = (
                f"{named(shipment)} left on {shipment.shipped_on}, before {shipment.order_id} was ordered on "
                f"{order.ordered_on}."
            )
            yield DATES_OUT_OF_ORDER.at(at(shipment, "shipped_on"), message)


CHECKS: tuple[Check, ...] = (plausible, within_rows, use_within_run, measured_in_time)
