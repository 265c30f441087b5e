"""What stands on a sheet under a name of its own: tables and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotbook.hosts.calc.unolink import Uno

if TYPE_CHECKING:
    from lotbook.hosts.calc.sheets import Sheet


class OnSheet:
    """One such thing.

    Args:
        sheet: the sheet it is on.
        api: LibreOffice's own object.
    """

    api: Uno = None  # set below; xlwings has a property here

    def __init__(self, sheet: Sheet, api: Uno) -> None:
        self.api = api
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        """The sheet it is on."""
        return self._sheet

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.Name = value
