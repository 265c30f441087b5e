"""Rebuilds a report sheet: its rows and links are new, its column widths, print setup and everything else stay."""

from __future__ import annotations

from lotbook.domain.edits import Report
from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.cellxml import cell_xml
from lotbook.hosts.file.draft import SheetDraft
from lotbook.hosts.file.markup import Area
from lotbook.hosts.file.rowsplice import Piece, reference


def rebuild(draft: SheetDraft, report: Report) -> None:
    """Puts the rows of a report in the place of whatever stood on its sheet.

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
    pieces: list[Piece] = []
    for number, cells in enumerate(report.rows, start=1):
        pieces.append(f'<row r="{number}">'.encode())
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
    width = max((len(cells) for cells in report.rows), default=1)
    frame.set_dimension(Area(1, 1, max(width, 1), max(len(report.rows), 1)))
