"""The filter arrows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.unolink import Uno, enum, struct
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.tables import Table


_STRING = 1  # com.sun.star.sheet.FilterFieldType


def _text_value(text: str) -> Uno:
    value = struct("sheet.FilterFieldValue", IsNumeric=False, StringValue=text)
    if hasattr(value, "FilterType"):  # since LibreOffice 7.2 it counts instead of IsNumeric
        value.FilterType = _STRING
    return value


@honest
class AutoFilter(base_classes.AutoFilter):
    """Shows the rows of a table that hold certain values."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @property
    def _chosen(self) -> tuple[Uno, ...]:
        return tuple(self._table.api.getFilterDescriptor().getFilterFields3())

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Shows only rows with one of these values in the column, from 1; other columns stay filtered as they are."""
        wanted = tuple(map(_text_value, values))
        new = struct(
            "sheet.TableFilterField3",
            Field=field - 1,
            Operator=2,  # com.sun.star.sheet.FilterOperator2.EQUAL
            Connection=enum("sheet.FilterConnection", "AND"),
            Values=wanted,
        )
        self._show((*(each for each in self._chosen if each.Field != field - 1), new))

    def clear(self, field: int | None) -> None:
        """Shows all rows again, as far as this column, or any, hid them."""
        self._show(() if field is None else tuple(each for each in self._chosen if each.Field != field - 1))

    def _show(self, fields: tuple[Uno, ...]) -> None:
        cells = self._table.range.api
        # a table whose last filter goes does not show its rows by itself: then its cells are filtered by nothing
        description = self._table.api.getFilterDescriptor() if fields else cells.createFilterDescriptor(True)
        description.ContainsHeader = self._table.show_headers
        description.setFilterFields3(fields)
        if fields:
            self._table.api.refresh()
        else:
            cells.filter(description)
