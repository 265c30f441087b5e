"""What scanned codes fill in: pure, so it can be looked at before it is written.

A scanner types the code of a label into the row's own column Scan, or into the box of a button. What the code says goes
into the cells of that row that are empty; a cell that says something else is never written over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lotbook.domain.edits import Append, Edit, Plan
from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key, same
from lotbook.domain.keyboard_layouts import Read, read
from lotbook.domain.values import Value, text_of
from lotbook.tables.book import sheet
from lotbook.tables.headers import header_key, match_sheet
from lotbook.tables.records import Records
from lotbook.tables.source import TableView

SCAN = "Scan"  # the header of the column a shop adds where it scans
# Sheet -> what a code says (domain.data_identifiers) -> the column it belongs in there. On a delivery the supplier's
# trace number (1T: lot, batch, heat) is the heat on the material; elsewhere it is our own identifier.
FILLS: Mapping[str, Mapping[str, str]] = {
    "Receiving": {
        "lot": "Heat on material",
        "part": "Material",
        "quantity": "Quantity",
        "order": "Purchase order",
        "supplier": "Supplier",
    },
    "Cuts": {"lot": "From"},
    "Materials used": {"lot": "Source"},
    "Shipments": {"lot": "Run ID"},
}

NOT_READ = Kind(
    "scan-not-read",
    Severity.STOP,
    "A scanned code says nothing",
    "It is no code of a label, or the scanner types for a keyboard of another country.",
    "Scan the test card of `lotbook labels --test-card`; type the cells by hand meanwhile.",
)
DIFFERS = Kind(
    "scan-differs",
    Severity.STOP,
    "The label says something else than the row",
    "Either the row or the thing in your hand is the wrong one.",
    "Compare label and row. Empty the cell and scan again, or take the right thing.",
)
UNKNOWN = Kind(
    "scan-unknown",
    Severity.STOP,
    "The label names something that is not in the workbook",
    "What a row names must be there, or the chain ends in it.",
    "Look whether it was entered, and whether the label is one of this shop.",
)
OWN_LABEL = Kind(
    "scan-own-label",
    Severity.STOP,
    "A delivery was scanned from a label of our own",
    "The heat is what the supplier marked on the material; our own Lot ID proves nothing about it.",
    "Scan the supplier's label, or read the heat from the material.",
)


class Scanned(NamedTuple):
    """What scanning will write, what was undone of a keyboard's damage, and what must be looked at."""

    plan: Plan
    repaired: tuple[str, ...]
    findings: tuple[Finding, ...]


def rows_with_scans(records: Records) -> Scanned:
    """Every row whose column Scan holds a code, on every sheet that has such a column."""
    edits: list[Edit] = []
    repaired: list[str] = []
    findings: list[Finding] = []
    for name in FILLS:
        view = _view(records, name)
        spot = _scan_column(view)
        if view is None or spot is None:
            continue
        (codes,) = view.columns([spot])
        for row, code in zip(view.rows, codes, strict=True):
            if text_of(code).strip():
                found, troubles = _of_row(records, name, view, row, text_of(code))
                edits += found
                findings += troubles
                understood = read(text_of(code))
                if understood and understood.layout:
                    repaired.append(
                        f"{name} row {row}: the scanner types for a {understood.layout} keyboard."
                    )
    return Scanned(_plan(tuple(edits), ()), tuple(repaired), tuple(findings))


def one(records: Records, name: str, code: str, row: int | None) -> Scanned:
    """One code: into the empty cells of a row, or as a new row of the sheet.

    Args:
        records: the workbook.
        name: one of the sheets of ``FILLS``.
        code: what the scanner typed.
        row: the sheet's row number; None for a new row.
    """
    understood = read(code)
    remark = (
        (f"The scanner types for a {understood.layout} keyboard.",)
        if understood and understood.layout
        else ()
    )
    if row is not None:
        edits, findings = _of_row(records, name, _view(records, name), row, code)
        return Scanned(_plan(tuple(edits), ()), remark, tuple(findings))
    place = Place(name)
    if understood is None:
        return Scanned(_plan((), ()), (), (NOT_READ.at(place, f"{code!r} is no code of a label."),))
    values: dict[str, Value] = {}
    findings = []
    for column, value, trouble in _said(records, name, understood, place):
        if trouble:
            findings.append(trouble)
        else:
            values[column] = value
    appends = (Append(name, values),) if values and not findings else ()
    return Scanned(_plan((), appends), remark, tuple(findings))


def _plan(edits: tuple[Edit, ...], appends: tuple[Append, ...]) -> Plan:
    rows = len({(edit.sheet, edit.row) for edit in edits}) + len(appends)
    return Plan("scan", f"{rows} {'row' if rows == 1 else 'rows'} filled from scanned codes.", edits, appends)


def _view(records: Records, name: str) -> TableView | None:
    spec = sheet(name)
    return records.source.view(spec.name, spec.table, [column.header for column in spec.columns.values()])


def _scan_column(view: TableView | None) -> int | None:
    headers = view.headers if view else ()
    return next((spot for spot, header in enumerate(headers) if header_key(header) == header_key(SCAN)), None)


def _of_row(
    records: Records, name: str, view: TableView | None, row: int, code: str
) -> tuple[list[Edit], list[Finding]]:
    understood = read(code)
    if understood is None:
        return [], [NOT_READ.at(Place(name, row, "", SCAN), f"{code!r} is no code of a label.")]
    edits: list[Edit] = []
    findings: list[Finding] = []
    spots = match_sheet(sheet(name), view.headers).positions if view else {}
    by_header = {
        column.header: spots[field] for field, column in sheet(name).columns.items() if field in spots
    }
    identifier = next(iter(sheet(name).key or sheet(name).columns))
    of_row = view.rows_at([row], [spots[identifier]])[0][0] if view and identifier in spots else None
    for column, value, trouble in _said(records, name, understood, Place(name, row, "", SCAN)):
        if trouble:
            findings.append(trouble)
        elif view is not None and column in by_header:
            there = view.rows_at([row], [by_header[column]])[0][0]
            if not text_of(there).strip():
                edits.append(Edit(name, row, column, there, value, text_of(of_row).strip()))
            elif not _agree(there, value):
                said = f"{column} holds {text_of(there)}; the label says {text_of(value)}."
                findings.append(DIFFERS.at(Place(name, row, "", column), said))
    return ([], findings) if findings else (edits, [])


def _agree(there: Value, value: Value) -> bool:
    if isinstance(value, Decimal):
        return isinstance(there, (int, float, Decimal)) and Decimal(str(there)) == value
    return same(text_of(there), text_of(value))


def _said(
    records: Records, name: str, understood: Read, place: Place
) -> Iterator[tuple[str, Value, Finding | None]]:
    """What a code says for one sheet: column and value, or what is wrong with it."""
    for field, column in FILLS[name].items():
        text = understood.fields.get(field)
        if text is None:
            continue
        if field == "quantity":
            amount = _amount(text)
            wrong = (
                None
                if amount is not None
                else NOT_READ.at(place, f"The quantity {text!r} on the label is no number.")
            )
            yield column, amount, wrong
        elif field in ("part", "supplier"):
            known = _spelt(records, field, text)
            if known:  # a supplier's own part number or short name says nothing here
                yield column, known, None
        elif field == "lot":
            yield _identifier(records, name, column, text, place)
        else:
            yield column, text, None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None


def _spelt(records: Records, field: str, text: str) -> str | None:
    """A material or supplier as the master data spell it; None when they do not know it."""
    names = (
        [row.material for row in records.materials]
        if field == "part"
        else [row.supplier for row in records.suppliers]
    )
    return next((name for name in names if same(name, text)), None)


def _identifier(
    records: Records, name: str, column: str, text: str, place: Place
) -> tuple[str, Value, Finding | None]:
    lots = {key(lot.lot_id): lot.lot_id for lot in records.receiving if lot.lot_id}
    pieces = {key(cut.new_lot_id): cut.new_lot_id for cut in records.cuts if cut.new_lot_id}
    runs = {key(run.run_id): run.run_id for run in records.manufacture if run.run_id}
    ours = lots | pieces | runs
    if name == "Receiving":
        own = OWN_LABEL.at(place, f"{text} is our own {ours[key(text)]}.") if key(text) in ours else None
        return column, text, own
    known = {"Cuts": lots | pieces, "Materials used": ours, "Shipments": runs}[name]
    if key(text) in known:
        return column, known[key(text)], None
    return column, None, UNKNOWN.at(place, f"{text} does not fit {column} of {name}.")
