"""Number formats: LibreOffice knows each of a workbook by a number, Excel by its code in English."""

from __future__ import annotations

from lotbook.hosts.calc.celltypes import IS_DATE, IS_TIME, as_excel_code
from lotbook.hosts.calc.unolink import Uno, struct

_ENGLISH = ("en", "US", "")


class NumberFormats:
    """The number formats of one workbook, each asked of LibreOffice once.

    Args:
        api: LibreOffice's collection of them.
    """

    def __init__(self, api: Uno) -> None:
        self._api = api
        self._kinds: dict[int, int] = {}
        self._keys: dict[str, int] = {}

    def kind(self, key: int) -> int:
        """Whether a format shows dates, times, truth values or text: bits of com.sun.star.util.NumberFormat."""
        if key not in self._kinds:
            self._kinds[key] = int(self._api.getByKey(key).Type)
        return self._kinds[key]

    def key(self, code: str) -> int:
        """LibreOffice's number of a format."""
        if code not in self._keys:
            language, country, variant = _ENGLISH
            english = struct("lang.Locale", Language=language, Country=country, Variant=variant)
            found = self._api.queryKey(code, english, False)
            self._keys[code] = found if found != -1 else self._api.addNew(code, english)
        return self._keys[code]

    def code(self, key: int) -> str:
        """The code of a format by LibreOffice's number."""
        code = str(self._api.getByKey(key).FormatString)
        return as_excel_code(code) if self.kind(key) & (IS_DATE | IS_TIME) else code
