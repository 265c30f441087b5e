"""Which recall a click means: by the column the cursor stands in, else by what the row is about."""

from __future__ import annotations

from collections.abc import Mapping

from lotbook.commands.shell.selection import Clicked, Refusal, Run, Selection

_ANY = ("lot", "run", "heat", "serial", "work-order", "certificate", "purchase-order")
_MADE = ("lot", "run")

# Sheet -> our header -> the filters that its cells are for, tried in this order. The first header names the row.
_MEANT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Receiving": {
        "Lot ID": ("lot",), "Supplier": ("supplier",), "Purchase order": ("purchase-order",), "Material": ("material",),
        "Heat on certificate": ("heat",), "Heat on material": ("heat",), "Certificate number": ("certificate",),
    },
    "Cuts": {"New lot ID": ("lot",), "From": ("lot",), "Heat marked": ("heat",)},
    "Custody": {"Lot ID": ("lot",), "Heat on document": ("heat",)},
    "Manufacture": {
        "Run ID": ("run",), "Work order": ("work-order",), "Part number": ("part",), "Machine": ("machine",),
        "Operator": ("operator",),
    },
    "Materials used": {"Source": _MADE, "Run ID": ("run",)},
    "Outside processes": {
        "Run ID": ("run",), "Supplier": ("process-supplier",), "Certificate number": ("certificate",),
    },
    "Measurements": {"Run ID": ("run",), "Gauge": ("gauge",)},
    "Shipments": {"Run ID": ("run",)},
    "Declarations": {"Lot ID": ("lot",), "Supplier": ("supplier",), "Material": ("material",)},
    "Chemistry": {"Lot ID": ("lot",)},
    "Nonconformances": {"Lot or run": _MADE},
    "Suppliers": {"Supplier": ("supplier",)},
    "Materials": {"Material": ("material",)},
    "Parts": {"Part number": ("part",)},
    "BOM": {"Part number": ("part",)},
    "Characteristics": {"Part number": ("part",)},
}  # fmt: skip
_OTHERS = ("Orders", "Certificates", "Customers", "People", "Settings", "Recalls", "Recall notices")

_WHAT = "a lot, a heat, a supplier, a run or a machine"
_EMPTY = f"Select the cell of {_WHAT} first; then Recall follows it to every customer."


def clicked(selection: Selection) -> Clicked:
    """Recalls what the cursor stands on; on a sheet of ours without such a cell, what its row is about."""
    meant = _MEANT.get(selection.sheet)
    if selection.sheet in _OTHERS:
        return Refusal(f"A recall does not start from {selection.sheet}. {_EMPTY}")
    if meant is None or not selection.rows:
        return _tried((selection.text,), _ANY) if selection.text else Refusal(_EMPTY)
    if selection.column in meant and selection.texts(selection.column):
        return _tried(selection.texts(selection.column), meant[selection.column])
    first, filters = next(iter(meant.items()))
    values = selection.texts(first)
    if values:
        return _tried(values, filters)
    return Refusal(
        f"This row of {selection.sheet} has no {first} yet. Click Assign IDs first, or select another row."
        if first in ("Lot ID", "New lot ID", "Run ID")
        else _EMPTY
    )


def _tried(values: tuple[str, ...], filters: tuple[str, ...]) -> Run:
    first, *others = (_words(values, name) for name in filters)
    return Run((first,), instead=tuple(others))


def _words(values: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(
        f"--{name}={value}" for value in values
    )  # as one word, so that no value is taken for an option
