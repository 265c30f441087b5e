"""Reads one sheet of a workbook that is none of ours, with the numbers that are shown with zeros or as powers of ten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lotbook.domain.values import Value, text_of
from lotbook.errors import NotAWorkbookError, UsageError
from lotbook.hosts.file.cellvalues import CellReader
from lotbook.hosts.file.container import Container
from lotbook.hosts.file.markup import column_letters, column_number
from lotbook.hosts.file.package import Package, SheetPart
from lotbook.hosts.file.rowsplice import Rows
from lotbook.hosts.file.strings import shared_texts
from lotbook.hosts.file.styles import Styles
from lotbook.hosts.file.view import SheetReader

SUFFIXES = frozenset({".xlsx", ".xlsm"})

_ZEROS = re.compile(r'(?:"[^"]*"|\\.|[- /])*0{2,}(?:"[^"]*"|\\.|[- /]|0)*\Z')
_POWERS = re.compile(r"[0#?]+(?:\.[0#?]+)?E\+[0#?]+\Z", re.IGNORECASE)
_BUILT_IN_POWERS = {11: "0.00E+00", 48: "##0.0E+0"}  # ECMA-376 part 1, 18.8.30
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')


def sheet_rows(
    data: bytes, path: Path, named: str
) -> tuple[list[tuple[int, tuple[Value, ...]]], dict[tuple[int, int], str]]:
    """The rows of one sheet with their numbers, and (row number, position) -> text of numbers shown otherwise.

    Args:
        data: the workbook's bytes.
        path: its name, for messages.
        named: the sheet; the first one when empty.

    Raises:
        NotAWorkbookError: it is not a workbook, or a damaged one.
        EncryptedError: it has a password.
        UsageError: it has no such sheet.
    """
    container = Container(data, path)
    package = Package(container)
    part = _sheet(package, path, named).part
    texts, formats = package.named("sharedStrings"), package.named("styles")
    styles = Styles(container.read(formats) if formats else None)
    reader = CellReader(
        shared_texts(container.read(texts) if texts else None), styles, dates_1904=package.dates_1904
    )
    cells = SheetReader(container.read(part), reader, part)
    numbers = cells.rows()
    found = [(number, cells.row(number)) for number in numbers]
    width = max((column_number(letter) for _, row in found for letter in row), default=0)
    letters = [column_letters(number) for number in range(1, width + 1)]
    rows = [(number, tuple(_filled(row.get(letter)) for letter in letters)) for number, row in found]
    return rows, dict(_shown(cells, styles, rows))


def _sheet(package: Package, path: Path, named: str) -> SheetPart:
    if not package.sheets:
        raise NotAWorkbookError(f"{path.name} has no sheet with cells.")
    found = package.sheet(named.strip()) if named else package.sheets[0]
    if found is None:
        names = ", ".join(sheet.name for sheet in package.sheets)
        raise UsageError(
            f"{path.name} has no sheet {named!r}; it has {names}.",
            next_step="Name one of these with --from-sheet.",
        )
    return found


def _filled(value: Value) -> Value:
    return None if isinstance(value, str) and not value.strip() else value


def _shown(
    cells: SheetReader, styles: Styles, rows: list[tuple[int, tuple[Value, ...]]]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Numbers whose format shows more than their value: 123 as 00123, 220 as 2.20E+02."""
    codes = _telling_formats(styles)
    if not codes or cells.region is None:
        return
    lines = Rows(cells.data, cells.region)
    for number, values in rows:
        whole = [i for i, value in enumerate(values) if _is_whole(value)]
        line = lines.find(number) if whole else None
        if line is None:
            continue
        for position in whole:
            cell = line.cell(position + 1)
            code = codes.get(cell.cell_format) if cell else None
            if code:
                text = _by_format(int(text_of(values[position])), code)
                if text != text_of(values[position]):
                    yield (number, position), text


def _is_whole(value: Value) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and text_of(value).isdecimal()


def _by_format(number: int, code: str) -> str:
    return f"{number:.2E}" if _POWERS.match(code) else with_zeros(number, code)


def _telling_formats(styles: Styles) -> Mapping[int, str]:
    """Cell format -> code, for the number formats that consist of zeros and fixed signs, or show a power of ten."""
    found = {}
    for number, told in enumerate(styles.cell_formats):
        number_format = int(told.get("numFmtId", "0"))
        code = styles.formats.get(number_format, _BUILT_IN_POWERS.get(number_format, "")).partition(";")[0]
        if _ZEROS.match(code) or _POWERS.match(code):
            found[number] = code
    return found


def with_zeros(number: int, code: str) -> str:
    """A whole number as a format of zeros and fixed signs shows it: 123 by ``00000`` is 00123."""
    plain = _QUOTED.sub(
        lambda found: "".join(chr(ord(c) + 0xE000) for c in (found[1] or found[2] or "")), code
    )
    digits = str(number).rjust(plain.count("0"), "0")
    shown = []
    for sign in reversed(plain):
        if sign == "0":
            shown.append(digits[-1])
            digits = digits[:-1]
        else:
            shown.append(chr(ord(sign) - 0xE000) if ord(sign) >= 0xE000 else sign)
    first = next(i for i, sign in enumerate(plain) if sign == "0")
    left = len(plain) - first
    return "".join(reversed([*shown[:left], *reversed(digits), *shown[left:]]))
