"""The gaps of a recall: everything that could not be resolved, each with its place; nothing is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from lotbook.domain.filters import Filters
from lotbook.domain.findings import Finding, Place
from lotbook.domain.genealogy import Steps
from lotbook.domain.identifiers import key
from lotbook.tables import kinds as reading
from lotbook.tables.column import IDENTIFIER_KINDS
from lotbook.tables.records import Records
from lotbook.tables.trace import kinds
from lotbook.tables.trace.affected import Affected, grouped
from lotbook.tables.trace.filters import FILTERS
from lotbook.tables.trace.strange_names import place_of_source

_UNREADABLE = frozenset(
    kind.code
    for kind in (
        reading.IDENTIFIER_BECAME_NUMBER,
        reading.IDENTIFIER_BECAME_DATE,
        reading.CELL_ERROR,
        reading.FORMULA_WITHOUT_VALUE,
    )
)
_EMPTY = frozenset(
    kind.code for kind in (kinds.NO_SOURCE, kinds.NO_TARGET, kinds.SHIPMENT_LOOSE, kinds.CUSTOMER_MISSING)
)
_MOST_NAMES = 10
_NAMED_BY = {"Receiving": "Lot ID", "Cuts": "New lot ID", "Custody": "Lot ID"}  # elsewhere the Run ID
_NUMBERED = ("Receiving", "Cuts", "Manufacture")  # `lotbook assign` gives their rows an identifier
# The columns whose identifiers carry a trace from row to row.
_LINKING = {
    "Cuts": ("source", "new_lot_id"),
    "Manufacture": ("run_id",),
    "Materials used": ("run_id", "source"),
    "Orders": ("order_id", "customer"),
    "Receiving": ("lot_id",),
    "Shipments": ("run_id", "order_id"),
}


def linking(filters: Filters) -> dict[str, set[str]]:
    """The fields, by sheet, where an identifier that cannot be read may have made this recall shorter."""
    found = {sheet: set(fields) for sheet, fields in _LINKING.items()}
    for name in filters.named:
        for sheet, fields in FILTERS[name].fields.items():
            found.setdefault(sheet, set()).update(fields)
    return found


def unreadable(records: Records, sheets: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Cells of these fields that hold no identifier any more, and sheets and columns that are gone."""
    for name, fields in sheets.items():
        loaded = records.loaded(name)
        columns = [loaded.sheet.columns[field] for field in fields]
        headers = {column.header for column in columns if column.kind in IDENTIFIER_KINDS}
        for finding in loaded.findings:
            if finding.code == reading.SHEET_MISSING.code:
                yield kinds.NO_COLUMN.at(finding.place, finding.message)
            elif finding.place.column not in headers:
                continue
            elif finding.code in _UNREADABLE:
                yield kinds.UNREADABLE.at(finding.place, finding.message)
            elif finding.code == reading.COLUMN_MISSING.code:
                yield kinds.NO_COLUMN.at(finding.place, finding.message)
            elif finding.code == reading.COLUMN_REPEATED.code:
                yield kinds.COLUMN_TWICE.at(finding.place, finding.message)


def told_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """The gaps without rows and cells that are empty only because their column is missing or they cannot be read."""
    every = list(found)
    lost = {(g.place.sheet, g.place.column) for g in every if g.code == kinds.NO_COLUMN.code}
    unread = {(g.place.sheet, g.place.row, g.place.column) for g in every if g.code == kinds.UNREADABLE.code}
    for gap in every:
        sheet, row, _, column = gap.place
        empty = gap.code in _EMPTY and ((sheet, column) in lost or (sheet, row, column) in unread)
        if not empty:
            yield gap


def unknown_nodes(reached: Affected, known: Mapping[str, str]) -> Iterator[Finding]:
    """Affected identifiers without a row of their own: starts, runs, and what was cut from them."""
    into = {link.target: link for link in reversed(reached.links)}
    out_of = {link.source: link for link in reversed((*reached.links, *reached.ended))}
    rows = {*reached.lots, *reached.cuts, *reached.runs}
    for node in sorted(set(reached.reach.distance) - rows):
        name = reached.name(node) if node in reached.names else known.get(node, node)
        link, user = into.get(node), out_of.get(node)
        place = (
            link.place._replace(column="Run ID")
            if link
            else user.place
            if user
            else Place("Receiving", 0, name)
        )
        if node in reached.deleted:
            place = user.place if user else Place("Cuts", 0, name)
            sources = sorted({reached.name(link.source) for link in reached.deleted[node]})
            told = f"{name}: its row is gone; the journal tells that it was cut from {' and '.join(sources)}."
            yield kinds.ROW_DELETED.at(place, told)
        elif node in known:
            yield kinds.ROW_DELETED.at(place, f"{known[node]}: it was issued, but its row is gone.")
        elif node in reached.found.nodes:
            yield kinds.START_UNKNOWN.at(place, f"{name} has no row of its own; only other rows name it.")
        else:
            source = reached.name(link.source) if link else ""
            yield kinds.RUN_UNKNOWN.at(place, f"{name} used {source}, but it is not in Manufacture.")


def loose_ends(reached: Affected) -> Iterator[Finding]:
    """Rows that name no source, affected material that went nowhere known, and cancelled runs that hold some."""
    cuts, uses = reached.chain.rows_of(reached.chain.idle.get("", ()))
    for sheet, numbers, column in (("Cuts", cuts, "From"), ("Materials used", uses, "Source")):
        for row in numbers:
            place = Place(sheet, row, "", column)
            yield kinds.NO_SOURCE.at(place, f"Row {row} of {sheet} does not say what was used.")
    for link in reached.ended:
        name = reached.name(link.source)
        if link.target:
            run = link.place.key
            yield kinds.CANCELLED_USE.at(link.place, f"{run} is cancelled, but {name} is booked to it.")
        else:
            column = "New lot ID" if link.place.sheet == "Cuts" else "Run ID"
            place = link.place._replace(column=column)
            yield kinds.NO_TARGET.at(
                place, f"Row {place.row} of {place.sheet} used {name} without a {column}."
            )
    for place in reached.found.nameless:
        column = _NAMED_BY.get(place.sheet, "Run ID")
        fix = "" if place.sheet in _NUMBERED else f"Fill in the {column}, then trace again."
        told = f"Row {place.row} of {place.sheet} ({place.key}) has no {column}."
        yield kinds.NO_LOT_ID.at(place._replace(column=column), told, fix=fix)


def made_from_cancelled(reached: Affected) -> Iterator[Finding]:
    """What was made, directly or not, from cancelled runs that traced material is booked to."""
    chain = reached.chain
    split = len(chain.cuts)
    waiting = sorted({link.target for link in reached.ended} - {""})
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        for position in (*chain.steps.leading_out((node,)), *chain.idle.get(node, ())):
            row = chain.cuts[position].new_lot_id if position < split else chain.uses[position - split].run_id
            made = chain.keys[row]
            if made in chain.cancelled and made not in seen:
                seen.add(made)
                waiting.append(made)
            elif made not in chain.cancelled:
                told = f"{row or 'Something'} was made from {reached.name(node)}, which is cancelled and took traced material."
                yield kinds.MADE_FROM_CANCELLED.at(place_of_source(reached, position), told)


def not_compared(reached: Affected) -> Iterator[Finding]:
    """Lots and runs whose rows do not say what was asked for, or spell it otherwise, so they may be meant or not."""
    for each in reached.found.maybe.alike:
        if each.node not in reached.reach.distance:
            where = f"Row {each.place.row} of {each.place.sheet}: {each.label} {each.value}"
            kind = kinds.FIRM_ALIKE if each.is_firm else kinds.SPELT_OTHERWISE
            yield kind.at(each.place, f"{where} may be what was asked for; it was left out.")
    for sheet, maybe in reached.found.maybe.silent.items():
        names = ", ".join(maybe[:_MOST_NAMES]) + (", ..." if len(maybe) > _MOST_NAMES else "")
        told = f"{len(maybe)} on {sheet} could not be compared with what was asked, because the cell is empty: {names}."
        yield kinds.NOT_COMPARED.at(Place(sheet), told)


def repeated(reached: Affected) -> Iterator[Finding]:
    """Affected identifiers that stand in several rows where one is meant."""
    yield from _repeated(
        "Receiving", "Lot ID", {n: [r.row for r in rows] for n, rows in reached.lots.items()}, reached
    )
    yield from _repeated(
        "Manufacture", "Run ID", {n: [r.row for r in rows] for n, rows in reached.runs.items()}, reached
    )
    orders = {rows[0].order_id or node: [r.row for r in rows] for node, rows in reached.orders.items()}
    yield from _repeated("Orders", "Order ID", orders, reached)
    sent = grouped(reached.shipments, lambda shipment: key(shipment.shipment_id or ""))
    named = {rows[0].shipment_id or node: [r.row for r in rows] for node, rows in sent.items()}
    yield from _repeated("Shipments", "Shipment ID", named, reached)


def _repeated(
    sheet: str, column: str, rows: Mapping[str, Sequence[int]], reached: Affected
) -> Iterator[Finding]:
    for node, same in sorted(rows.items()):
        if len(same) > 1:
            name, numbers = reached.name(node), ", ".join(map(str, sorted(same)))
            told = f"{name} stands in rows {numbers} of {sheet}; all are taken."
            yield kinds.REPEATED.at(Place(sheet, min(same), name, column), told)


def cancelled_starts(reached: Affected) -> Iterator[Finding]:
    """Cancelled runs that were asked for: they made nothing, so nothing of them was delivered."""
    for node in sorted(reached.found.nodes & reached.chain.cancelled):
        place = Place("Manufacture", reached.runs[node][0].row, reached.name(node), "Status")
        yield kinds.START_CANCELLED.at(
            place, f"{reached.name(node)} is cancelled; a cancelled run makes nothing."
        )


def circles(reached: Affected) -> Iterator[Finding]:
    """Affected identifiers that were made from each other."""
    for group in Steps(
        [link.source for link in reached.links], [link.target for link in reached.links]
    ).cycles():
        names = [reached.name(node) for node in group]
        place = min(link.place for link in reached.links if link.source in group and link.target in group)
        yield kinds.CYCLE.at(place, f"{', '.join(names)} were made from each other.")
