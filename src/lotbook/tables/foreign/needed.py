"""Columns that a register must have, because without them no row tells what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from lotbook.domain.findings import Finding, Place
from lotbook.tables.column import Sheet
from lotbook.tables.foreign import kinds
from lotbook.tables.headers import HeaderMap

# Beside the sheet's own key: what sheets without one hang on, and what a result is a result by.
_BESIDES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Materials used": ("Run ID", "Source"),
        "Outside processes": ("Run ID", "Process"),
        "Measurements": ("Result",),
    }
)
_LATER = "revision"  # a shop without revisions has no such column; Check asks for what goes there
_SAID = MappingProxyType({"Run ID": ", or name the run: --run MFG-0001"})


def needed(sheet: Sheet) -> tuple[str, ...]:
    """Headers of the columns without which a row of the sheet says nothing; identifiers that Lotbook issues are none."""
    keys = [(field, sheet.columns[field]) for field in sheet.key]
    own = [column.header for field, column in keys if column.required and _LATER not in field]
    return (*own, *_BESIDES.get(sheet.name, ()))


def not_there(sheet: Sheet, file: str, headers: HeaderMap, there: Sequence[str]) -> Iterator[Finding]:
    """A question for each such column that a register has not; those that could be two columns are asked about anyway.

    Args:
        sheet: where it goes.
        file: the register's name.
        headers: which of its columns were understood.
        there: its headers.
    """
    asked = {header for header, _ in headers.doubtful}
    for header in needed(sheet):
        if header in headers.missing and header not in asked:
            named = ", ".join(each for each in there if each.strip())
            way = _SAID.get(header, "") if sheet.name == "Measurements" else ""
            told = f"{file} has no column for {header} of {sheet.name}; it has: {named}{way}."
            yield kinds.KEY_MISSING.at(Place(file, 1, "", header), told)
