"""Puts back what LibreOffice drops when it saves an Excel workbook, from the workbook as it was before.

LibreOffice keeps cells, formulas, links, names, validations and charts. It drops the looks of tables, the formulas that
fill themselves into new rows, what totals rows are made of, the difference between hidden and very hidden sheets, and
it renames cell styles whose names are its own. Only those are touched; every other part of the file stays as saved.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from lotbook.documents.whole_file import write_whole

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORKBOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_TABLE = re.compile(r"xl/tables/[^/]+\.xml")
_OF_COLUMN = ("calculatedColumnFormula", "totalsRowFormula")
_SAID_OF_COLUMN = ("totalsRowFunction", "totalsRowLabel")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_STYLE = re.compile(r'(<(?:\w+:)?cellStyle\s[^>]*?\bname=")([^"]*)(")')
_NAME = re.compile(r'\bname="([^"]*)"')
_RENAMED = re.compile(r"(.+) \d+")
_LARGEST = 200_000_000  # bytes of one part; a workbook of a shop has a few million

ET.register_namespace("", _MAIN)


def mend(saved: Path, before: bytes) -> bool:
    """Mends the file that LibreOffice just saved; whether anything had to be.

    The file keeps the time it was saved at, so that LibreOffice does not take it for changed by somebody else.

    Args:
        saved: the file.
        before: the workbook before it was saved, or another of the same make.
    """
    if not (zipfile.is_zipfile(saved) and zipfile.is_zipfile(io.BytesIO(before))):
        return False  # with a password it is no package any more
    with zipfile.ZipFile(saved) as new, zipfile.ZipFile(io.BytesIO(before)) as old:
        changed = dict(_mended(new, old))
        if not changed:
            return False
        content = _packed(new, changed)
    at = saved.stat()
    write_whole(saved, content)
    os.utime(saved, ns=(at.st_atime_ns, at.st_mtime_ns))
    return True


def _mended(new: zipfile.ZipFile, old: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts that must differ from what LibreOffice wrote."""
    yield from _tables(new, old)
    for part, mended in ((_WORKBOOK, _very_hidden), (_STYLES, _named)):
        if part in new.namelist() and part in old.namelist():
            now = _read(new, part).decode("utf-8")
            text = mended(now, _read(old, part).decode("utf-8"))
            if text != now:
                yield part, text.encode("utf-8")


def _tables(new: zipfile.ZipFile, old: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    models = {table.get("name", "").casefold(): table for _, table in _every_table(old)}
    for part, table in _every_table(new):
        model = models.get(table.get("name", "").casefold())
        if model is not None and _mend_table(table, model):
            yield part, ET.tostring(table, encoding="UTF-8", xml_declaration=True)


def _every_table(package: zipfile.ZipFile) -> Iterator[tuple[str, ET.Element]]:
    for part in package.namelist():
        if _TABLE.fullmatch(part):
            yield part, ET.fromstring(_read(package, part))  # noqa: S314 - LibreOffice's own file, or one it opened


def _mend_table(table: ET.Element, model: ET.Element) -> bool:
    before = ET.tostring(table)
    of_model = {column.get("name", ""): column for column in model.iter(_q("tableColumn"))}
    for column in table.iter(_q("tableColumn")):
        if (known := of_model.get(column.get("name", ""))) is not None:
            _mend_column(column, known)
    _mend_filter(table)
    style = model.find(_q("tableStyleInfo"))
    if style is not None and table.find(_q("tableStyleInfo")) is None:
        table.append(style)
    return ET.tostring(table) != before


def _mend_column(column: ET.Element, known: ET.Element) -> None:
    for name in _SAID_OF_COLUMN:
        if (value := known.get(name)) is not None:
            column.attrib.setdefault(name, value)
    for name in _OF_COLUMN:
        formula = known.find(_q(name))
        if formula is not None and column.find(_q(name)) is None:
            column.append(formula)


def _mend_filter(table: ET.Element) -> None:
    """The filter arrows end above the row of totals; Excel offers to repair a workbook where they do not."""
    arrows = table.find(_q("autoFilter"))
    totals = int(table.get("totalsRowCount", "0"))
    found = re.fullmatch(r"(\w+:[A-Z]+)(\d+)", table.get("ref", ""))
    if arrows is not None and totals and found:
        arrows.set("ref", f"{found[1]}{int(found[2]) - totals}")


def _very_hidden(now: str, before: str) -> str:
    """Sheets that nobody should see stay out of the list of hidden ones."""
    names = {_name_in(tag) for tag in _SHEET.findall(before) if 'state="veryHidden"' in tag}

    def put_back(found: re.Match[str]) -> str:
        return (
            found[0].replace('state="hidden"', 'state="veryHidden"')
            if _name_in(found[0]) in names
            else found[0]
        )

    return _SHEET.sub(put_back, now)


def _name_in(tag: str) -> str:
    found = _NAME.search(tag)
    return found[1] if found else ""


def _named(now: str, before: str) -> str:
    """Cell styles get their names back: LibreOffice calls ours ``Note 1`` where it has a ``Note`` of its own."""
    ours = {found[2] for found in _STYLE.finditer(before)}
    present = {found[2] for found in _STYLE.finditer(now)}
    back: Mapping[str, str] = {
        name: found[1]
        for name in present - ours
        if (found := _RENAMED.fullmatch(name)) and found[1] in ours - present
    }
    return _STYLE.sub(lambda found: f"{found[1]}{back.get(found[2], found[2])}{found[3]}", now)


def _packed(package: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for part in package.infolist():
            made.writestr(part, changed.get(part.filename) or _read(package, part.filename))
    return content.getvalue()


def _read(package: zipfile.ZipFile, part: str) -> bytes:
    if package.getinfo(part).file_size > _LARGEST:
        raise ValueError(f"{part} is larger than any workbook's.")
    return package.read(part)


def _q(name: str) -> str:
    return f"{{{_MAIN}}}{name}"
