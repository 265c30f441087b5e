"""Rebuilds a report sheet: its rows and links are new, its column widths, print setup and everything else stay."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from lotbook.domain.edits import Picture, Report, ReportCell
from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.cellxml import cell_xml
from lotbook.hosts.file.draft import SheetDraft
from lotbook.hosts.file.drawing import exchange
from lotbook.hosts.file.markup import Area
from lotbook.hosts.file.parts import Parts
from lotbook.hosts.file.rowsplice import Piece, reference
from lotbook.hosts.report_picture import shown

_TITLE_HEIGHT = 34
_LINE_HEIGHT = 15
_FEW_CELLS = 3

_NOT_WRAPPED = ("Note", "Input")  # of the workbook's named styles


def rebuild(draft: SheetDraft, report: Report, parts: Parts) -> None:
    """Puts the rows of a report in the place of whatever stood on its sheet, and its picture in that of the one before.

    Args:
        draft: the sheet.
        report: its new rows.
        parts: the parts beside the sheet, where its picture goes.

    Raises:
        UnsafeEditError: the sheet holds an Excel Table, which would lose its rows.
    """
    frame = draft.frame
    if "tableParts" in frame.child_names():
        raise UnsafeEditError(
            f"The sheet {report.sheet} is rebuilt by Lotbook, but an Excel Table was put on it.",
            next_step="Move the table to another sheet, then try again.",
        )
    draft.relations.remove(frame.linked_relations())
    frame.drop("hyperlinks", "mergeCells")
    width = max((len(cells) for cells in report.rows), default=1)
    exchange(draft, parts, report.picture)
    widths = [frame.column_width(column) for column in range(1, width + 1)]
    pieces: list[Piece] = []
    for number, cells in enumerate(report.rows, start=1):
        pieces.append(
            f'<row r="{number}"{_height(cells, widths) or _picture_height(report.picture, number)}>'.encode()
        )
        for column, cell in enumerate(cells, start=1):
            where = reference(column, number)
            named = draft.styles.named(cell.style) if cell.style else 0
            cell_format = draft.styles.fitting(named, cell.value)
            if cell_format or cell.value is not None:
                pieces.append(cell_xml(where, cell_format, cell.value, dates_1904=draft.dates_1904))
            if cell.target:
                draft.links[where] = cell.target
        pieces.append(b"</row>")
    draft.rebuilt = pieces
    frame.set_dimension(Area(1, 1, max(width, 1), max(len(report.rows), 1)))


def _height(cells: Sequence[ReportCell], widths: Sequence[float]) -> str:
    """The height of a row whose texts need more than one line; without it LibreOffice shows the first line only.

    A line of few cells is a heading or a note that may run over the empty cells beside it.
    """
    if any(cell.style == "Title" for cell in cells):
        return f' ht="{_TITLE_HEIGHT}" customHeight="1"'
    if len(cells) < _FEW_CELLS:
        return ""
    lines = max(map(_lines, cells, widths))
    return f' ht="{_LINE_HEIGHT * lines}" customHeight="1"' if lines > 1 else ""


def _picture_height(picture: Picture | None, row: int) -> str:
    return (
        f' ht="{shown(picture.png).row_height:.2f}" customHeight="1"'
        if picture and picture.row == row
        else ""
    )


def _lines(cell: ReportCell, width: float) -> int:
    """How many lines a text takes in its column; what is not wrapped runs over the empty cells beside it."""
    if not isinstance(cell.value, str) or cell.style in _NOT_WRAPPED:
        return 1
    return sum(max(ceil(len(part) / max(width, 1)), 1) for part in cell.value.split("\n"))
