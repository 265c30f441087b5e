"""A value as a cell of a sheet's XML: text is always text, whatever sign it starts with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite

from lotbook.domain.values import CellError, Value, number_text
from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.cellvalues import serial_of
from lotbook.hosts.file.markup import LONGEST_TEXT, escape_cell


def cell_xml(reference: str, cell_format: int, value: Value, *, dates_1904: bool) -> bytes:
    """The cell element.

    Args:
        reference: such as ``B7``.
        cell_format: the number of its format; 0 writes none.
        value: what it holds; nothing and empty text leave the cell empty.
        dates_1904: the workbook counts days from 1904.

    Raises:
        UnsafeEditError: a cell cannot hold this value.
    """
    style = f' s="{cell_format}"' if cell_format else ""
    if value is None or value == "":
        return f'<c r="{reference}"{style}/>'.encode()
    if isinstance(value, str):
        if len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT:
            raise UnsafeEditError(
                f"The text for {reference} is longer than the {LONGEST_TEXT:,} characters a cell can hold."
            )
        text = escape_cell(value)
        inner = f'<is><t xml:space="preserve">{text}</t></is>'
        return f'<c r="{reference}"{style} t="inlineStr">{inner}</c>'.encode()
    kind, text = _plain(value, reference, dates_1904=dates_1904)
    return f'<c r="{reference}"{style}{kind}><v>{text}</v></c>'.encode()


def formula_xml(reference: str, cell_format: int, formula: str) -> bytes:
    """A cell with a formula that the spreadsheet calculates when it opens the workbook."""
    style = f' s="{cell_format}"' if cell_format else ""
    return f'<c r="{reference}"{style}><f>{escape_cell(formula)}</f></c>'.encode()


def _plain(value: Value, reference: str, *, dates_1904: bool) -> tuple[str, str]:
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, CellError):
        if not value.code.startswith("#"):
            raise UnsafeEditError(f"{reference} cannot be given the value {value.code!r}.")
        return ' t="e"', escape_cell(value.code)
    if isinstance(value, date):
        try:
            return "", _number(serial_of(value, dates_1904=dates_1904))
        except ValueError as error:
            raise UnsafeEditError(f"{reference} cannot hold {value}: {error}.") from error
    assert isinstance(value, (int, float, Decimal))
    if not isfinite(value):
        raise UnsafeEditError(f"{reference} cannot hold {value}: it is not a number a sheet knows.")
    return "", _number(value)


def _number(value: float | Decimal) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    return repr(value)
