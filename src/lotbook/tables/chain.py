"""The shop's chain as links between identifiers: cuts and materials used, read from the rows.

Cancelled runs carry nothing. A link whose source or run is not in the workbook is kept: the walk meets an unknown
identifier there and the caller reports it as incompleteness.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.domain.findings import Place
from lotbook.domain.genealogy import Lineage, Link
from lotbook.domain.identifiers import key
from lotbook.tables.records import Records


def links(records: Records) -> Iterator[Link]:
    """Every link of the chain with its place, as the sheets state them: From -> New lot, Source -> Run."""
    cancelled = {key(run.run_id) for run in records.manufacture if run.run_id and run.status == "Cancelled"}
    for cut in records.cuts:
        if cut.source and cut.new_lot_id:
            place = Place("Cuts", cut.row, cut.new_lot_id, "From")
            yield Link(key(cut.source), key(cut.new_lot_id), cut.quantity, cut.unit, place)
    for use in records.materials_used:
        if use.source and use.run_id and key(use.run_id) not in cancelled:
            place = Place("Materials used", use.row, use.run_id, "Source")
            yield Link(key(use.source), key(use.run_id), use.quantity, use.unit, place)


def lineage(records: Records) -> Lineage:
    """The whole chain, ready to be walked forward and backward."""
    return Lineage(links(records))
