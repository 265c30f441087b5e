"""A report sheet of an open workbook, rebuilt whole: its rows, links and looks are new, its column widths stay."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lotbook.domain.edits import Picture, Report, ReportCell
from lotbook.errors import UnsafeEditError
from lotbook.hosts.live.area import Area, areas
from lotbook.hosts.live.blocks import mend
from lotbook.hosts.live.content import read
from lotbook.hosts.live.native import Looks, style_names
from lotbook.hosts.live.values import cell_of, may_be_misread, same_cell, value_of
from lotbook.hosts.report_picture import MARGIN, NAME, shown

if TYPE_CHECKING:
    from xlwings import Sheet

_LONGEST_LITERAL = 255  # characters of a text inside a formula, in Excel
_TITLE_HEIGHT = 34
_TEXT_STYLES = frozenset(
    {"Text", "Input", "Input long", "Locked id"}
)  # those whose cells are formatted as Text
_DAY_STYLES = frozenset({"Input day"})


def refuse_report(page: Sheet) -> None:
    """Before anything is changed.

    Raises:
        UnsafeEditError: the sheet holds an Excel Table, which would lose its rows.
    """
    if len(page.tables):
        raise UnsafeEditError(
            f"The sheet {page.name} is rebuilt by Lotbook, but an Excel Table was put on it.",
            next_step="Move the table to another sheet, then try again.",
        )


def rebuild(page: Sheet, report: Report) -> None:
    """Puts the rows of a report in the place of whatever stood on its sheet, and its picture in that of the one before."""
    for picture in list(page.pictures):
        if picture.name == NAME:
            picture.delete()
    page.clear()
    width = max((len(cells) for cells in report.rows), default=0)
    if not width:
        return
    _set_looks(page, report)
    block = [[*map(_content, cells), *[None] * (width - len(cells))] for cells in report.rows]
    whole = page.range((1, 1), (len(block), width))
    whole.value = block
    _mend_texts(page, report)
    whole.rows.autofit()
    for number, cells in enumerate(report.rows, start=1):
        if any(cell.style == "Title" for cell in cells):
            page.range((number, 1)).row_height = _TITLE_HEIGHT
    if report.picture:
        with suppress(Exception):  # it shows again what the rows tell; without it the report is whole
            _put_picture(page, report.picture)


def _put_picture(page: Sheet, picture: Picture) -> None:
    size = shown(picture.png)
    place = page.range((picture.row, 1))
    place.row_height = size.row_height
    with TemporaryDirectory(prefix="lotbook-") as folder:
        file = Path(folder) / "chain.png"
        file.write_bytes(picture.png)
        page.pictures.add(
            str(file),
            name=NAME,
            left=place.left + MARGIN,
            top=place.top + MARGIN,
            width=size.width,
            height=size.height,
        )


def _mend_texts(page: Sheet, report: Report) -> None:
    """Every text that could be misread is read back: what came out of other people's papers is never a formula."""
    doubtful = [
        (row, column, cell.value)
        for row, cells in enumerate(report.rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if isinstance(cell.value, str) and not _is_link(cell) and may_be_misread(cell.value)
    ]
    if not doubtful:
        return
    width = max(column for _, column, _ in doubtful)
    now = read(page, Area(1, 1, len(report.rows), width))
    for row, column, text in doubtful:
        if not same_cell(value_of(now[row - 1][column - 1]), text):
            mend(page, row, column, text)


def _set_looks(page: Sheet, report: Report) -> None:
    """Named styles and number formats, one call for each rectangle of cells that look the same."""
    styles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    formats: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, cells in enumerate(report.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell.style:
                styles[cell.style].append((row, column))
            number_format = _number_format(cell)
            if number_format:
                formats[number_format].append((row, column))
    names = style_names(page.book, styles)
    looks = Looks(page)
    for style, spots in styles.items():
        looks.style(list(areas(spots)), names[style])
    for number_format, spots in formats.items():
        looks.number_format(list(areas(spots)), number_format)


def _number_format(cell: ReportCell) -> str:
    """The format a value needs where its style has another; empty where it has not."""
    value, style = cell.value, cell.style
    if _is_link(cell):
        return "General" if style in _TEXT_STYLES else ""
    if isinstance(value, str):
        return "@" if style not in _TEXT_STYLES and may_be_misread(value) else ""
    if isinstance(value, date):
        return "yyyy-mm-dd" if style not in _DAY_STYLES else ""
    is_number = isinstance(value, (int, float, Decimal))
    return "General" if is_number and style in (_TEXT_STYLES | _DAY_STYLES) else ""


def _is_link(cell: ReportCell) -> bool:
    """Whether it becomes a link; a text too long for a formula stays a plain text."""
    return bool(cell.target) and isinstance(cell.value, str) and len(cell.value) < _LONGEST_LITERAL // 2


def _content(cell: ReportCell) -> object:
    """A value, or a formula that links: thousands of links are written as fast as thousands of texts."""
    if not _is_link(cell):
        return cell_of(cell.value)
    return f"=HYPERLINK({_literal(cell.target)},{_literal(str(cell.value))})"


def _literal(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
