"""LibreOffice's own sheets, each made an object of Python's once: that takes eight questions, and most of a click was that."""

from __future__ import annotations

from lotbook.hosts.calc.unolink import Uno


class KeptSheets:
    """The sheets of one workbook by their names.

    Args:
        sheets: LibreOffice's collection of them.
    """

    def __init__(self, sheets: Uno) -> None:
        self._sheets = sheets
        self._kept: dict[str, tuple[Uno, str]] = {}

    def of(self, name: str) -> Uno:
        """The sheet of this name.

        One that is kept shrinks with every row that is taken out, and its name may have gone to another sheet. Both
        show in its address, which is one question; then it is fetched anew.
        """
        known = self._kept.get(name)
        if known is not None and _address(known[0]) == known[1]:
            return known[0]
        sheet = self._sheets.getByName(name)
        self._kept[name] = sheet, _address(sheet)
        return sheet


def _address(sheet: Uno) -> str:
    """Its name and all its cells; empty where it was deleted."""
    try:
        return str(sheet.AbsoluteName)
    except Exception:  # noqa: BLE001 - LibreOffice's exceptions have no common Python class; any of them means gone
        return ""
