"""Saves a workbook that is open in LibreOffice as .xlsx, with what LibreOffice would drop put back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as ET

from lotbook.errors import ReadOnlyError
from lotbook.hosts.calc.mend import mend
from lotbook.hosts.calc.unolink import Uno, local_path, properties, url
from lotbook.shipped import shipped

_XLSX = "Calc MS Excel 2007 XML"


def save(document: Uno, path: str | None, password: str | None) -> None:
    """Saves under this path; without one where it is, or under its title in the present folder."""
    own = Path(local_path(document.URL)) if document.hasLocation() else None
    target = Path(path) if path else own or Path.cwd() / f"{document.Title}.xlsx"
    earlier = own if own and own.is_file() else shipped("workbook", "lotbook.xlsx")
    before = earlier.read_bytes()
    options = {"FilterName": _XLSX, "Overwrite": True, **({"Password": password} if password else {})}
    document.storeAsURL(url(target), properties(**options))
    with suppress(
        OSError, ValueError, ET.ParseError, ReadOnlyError
    ):  # it is saved; without its looks it is whole
        mend(target, before)
