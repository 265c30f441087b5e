"""A range of cells, whole: values, places, looks, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.hosts.calc.celllinks import Links
from lotbook.hosts.calc.celllooks import Looks
from lotbook.hosts.calc.cellplaces import Places
from lotbook.hosts.calc.cellvalues import Values
from lotbook.hosts.calc.honest import honest

if TYPE_CHECKING:
    from lotbook.hosts.calc.filters import AutoFilter
    from lotbook.hosts.calc.names import Name
    from lotbook.hosts.calc.tables import Table


@honest
class Range(Values, Places, Looks, Links):
    """What xlwings' ``Range`` asks of an engine."""

    @property
    def name(self) -> Name | None:
        """The name of exactly these cells, if they have one."""
        return self._sheet.book.names.of(self)

    @name.setter
    def name(self, value: str) -> None:
        self._sheet.book.names.add(value, f"='{self._sheet.name}'!{self.span.address()}")

    @property
    def table(self) -> Table | None:
        """The table the first cell lies in, if it lies in one."""
        inside = (table for table in self._sheet.tables if table.span.holds(self.span.top, self.span.left))
        return next(inside, None)

    @property
    def autofilter(self) -> AutoFilter:
        """The filter arrows of the table it lies in."""
        table = self.table
        if table is None:
            raise NotImplementedError("Range.autofilter outside a table is not there in LibreOffice.")
        return table.autofilter
