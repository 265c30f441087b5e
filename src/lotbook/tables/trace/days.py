"""Which lots and runs lie within the days asked for; where a row does not tell, it might."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lotbook.domain.filters import Filters
from lotbook.domain.identifiers import key
from lotbook.tables.chain import Chain
from lotbook.tables.part_rows import column
from lotbook.tables.records import Records

# A run that was asked for by what was done to it counts by the day of that, not by the days it was worked on.
_DONE = {
    "gauge": ("Measurements", "gauge", "measured_on"),
    "process_supplier": ("Outside processes", "supplier", "done_on"),
}
LOT_FIELDS = ("lot_id", "received_on")
RUN_FIELDS = ("run_id", "started_on", "finished_on", "status")


def fields_of(filters: Filters) -> dict[str, tuple[str, ...]]:
    """What must be read of every row for the days, by sheet."""
    done = {
        sheet: ("run_id", field, day) for name, (sheet, field, day) in _DONE.items() if name in filters.named
    }
    return {"Receiving": LOT_FIELDS, "Manufacture": RUN_FIELDS, **done} if filters.has_days else {}


def lots_within(records: Records, links: Chain, filters: Filters) -> set[str]:
    """The keys of lots received within the days."""
    rows = records.receiving
    pairs = zip(links.keys.column(rows, "lot_id"), column(rows, "received_on"), strict=True)
    return {lot for lot, day in pairs if filters.is_within(day)} - {""}


def runs_within(records: Records, links: Chain, filters: Filters) -> set[str]:
    """The keys of runs worked on within the days, if only on one of them.

    Asked by gauge or outside processor: of runs measured with it, or done there, within the days; a gauge that is out
    of order since Monday spoils what is measured since, whenever that was made.
    """
    done = [set(_done(records, links, filters, name)) for name in _DONE if name in filters.named]
    return set.intersection(*done) if done else set(_worked_on(records, links, filters)) - {""}


def _done(records: Records, links: Chain, filters: Filters, name: str) -> Iterator[str]:
    sheet, field, day_field = _DONE[name]
    rows = records.loaded(sheet).rows
    wanted = set(map(key, filters.named[name]))
    each = (links.keys.column(rows, "run_id"), links.keys.column(rows, field), column(rows, day_field))
    for run, value, day in zip(*each, strict=True):
        if run and value in wanted and filters.is_within(day):
            yield run


def _worked_on(records: Records, links: Chain, filters: Filters) -> Iterator[str]:
    rows = records.manufacture
    days = (column(rows, field) for field in RUN_FIELDS[1:])
    for run, started, finished, status in zip(links.keys.column(rows, "run_id"), *days, strict=True):
        if _overlaps(filters, started, finished or (started if status == "Cancelled" else None)):
            yield run


def _overlaps(filters: Filters, started: date | None, finished: date | None) -> bool:
    """Whether a run may have been worked on within the days: some day from its first to its last day lies there.

    A run that does not say when it ended may be worked on still, also when it says Complete; one whose days stand the
    wrong way round was worked on from the earlier to the later of them.
    """
    if started and finished:
        started, finished = min(started, finished), max(started, finished)
    late = filters.to_day is not None and started is not None and started > filters.to_day
    early = filters.from_day is not None and finished is not None and finished < filters.from_day
    return not late and not early
