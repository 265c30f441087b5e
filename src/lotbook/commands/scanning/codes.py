"""What a scanned code says for one sheet: columns and values, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from lotbook.domain.findings import Finding, Kind, Place, Severity
from lotbook.domain.identifiers import key, same
from lotbook.domain.keyboard_layouts import Read
from lotbook.domain.values import Value
from lotbook.tables.records import Records

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


def said(
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
