"""A new column at the right end of an Excel Table: its header cell, its place in the table, the format of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lotbook.errors import UnsafeEditError
from lotbook.hosts.file.draft import SheetDraft
from lotbook.hosts.file.markup import Area, area, column_letters, escape_cell
from lotbook.hosts.file.outline import Outline
from lotbook.hosts.file.package import Table, TableColumn
from lotbook.hosts.file.rowsplice import reference
from lotbook.hosts.file.view import FileView
from lotbook.tables.column import TEXT_KINDS, Column, Kind
from lotbook.tables.headers import header_key

_LAST_COLUMN = 16_384  # XFD, Excel's last column
_LONGEST_HEADER = 255  # characters; Excel's limit for the name of a table's column
_AS_TEXT = 49  # the built-in number format "@" (ECMA-376 part 1, 18.8.30)
_NARROWEST, _WIDEST = 14, 40
_COUNT = re.compile(rb'\bcount=(?:"\d+"|\'\d+\')')
_AREA = re.compile(rb'(<(?:\w+:)?(?:table|autoFilter|sortState)\b[^>]*?\bref=["\'])([^"\']*)')
_BREAKS = re.compile("[\t\n\r]")


def add_column(
    draft: SheetDraft, view: FileView, header: str, others: Sequence[Table], column: Column | None
) -> Table:
    """Puts a column's header and format on the sheet and answers with the table as it is with it.

    Args:
        draft: the sheet being changed.
        view: the table as it is, columns added before included.
        header: the new column's header.
        others: the other tables of the sheet.
        column: its specification when it is one of ours; a user's own column holds text.

    Raises:
        UnsafeEditError: it cannot be added without harm to what stands on the sheet.
    """
    table = _fit_table(view)
    _refuse_header(view, header)
    number = table.area.right + 1
    _refuse_neighbours(draft, view, number, others)
    top, bottom = view.header_row, table.area.bottom
    draft.put(top, number, header, _header_format(draft, top, number))
    _set_format(draft, number, header, column)
    columns = (*table.columns, TableColumn(header))
    return table._replace(area=Area(table.area.left, table.area.top, number, bottom), columns=columns)


def widened_table(data: bytes, old: Area, header: str, part: str) -> bytes:
    """The table's part with one more column behind the last one, named as Excel names it.

    Args:
        data: the part.
        old: where the table stands without it.
        header: the new column's header.
        part: its name, for messages.
    """
    outline = Outline(data, 2, part)
    prefix = outline.root.name.rpartition(":")[0]
    listed = outline.child(f"{prefix}:tableColumns" if prefix else "tableColumns")
    if listed is None or listed.closes_itself:
        raise UnsafeEditError(f"The workbook's part {part} does not list the columns of its table.")
    columns = outline.children(listed)
    number = max(int(span.attributes.get("id", "0")) for span in columns) + 1
    name = f"{prefix}:tableColumn" if prefix else "tableColumn"
    told = f'<{name} id="{number}" name="{_table_name(header)}"/>'.encode()
    tag = _COUNT.sub(b'count="%d"' % (len(columns) + 1), data[listed.start : listed.inner])
    middle = data[listed.inner : listed.inner_end]
    new = data[: listed.start] + tag + middle + told + data[listed.inner_end :]
    return _AREA.sub(lambda found: _wider(found, old), new)


def _table_name(header: str) -> str:
    """A header as the name of a table's column: line breaks are told as ``_x000a_``, as Excel does."""
    plain = escape_cell(header).replace("_x000D_", "_x000d_").replace('"', "&quot;")
    return _BREAKS.sub(lambda found: f"_x{ord(found[0]):04x}_", plain)


def _wider(found: re.Match[bytes], old: Area) -> bytes:
    where = area(found[2].decode())
    if where is None or (where.left, where.right) != (old.left, old.right):
        return found[0]
    return found[1] + str(where._replace(right=old.right + 1)).encode()


def _fit_table(view: FileView) -> Table:
    table = view.table
    if table is None:
        raise UnsafeEditError(
            f"{view.sheet} has no Excel Table, so no column can be added to it.",
            next_step=f"Select its rows, choose Insert > Table, name it {view.sheet.replace(' ', '')}, then try again.",
        )
    if not table.header_rows:
        raise UnsafeEditError(
            f"The table on {view.sheet} hides its header row.",
            next_step="Switch it on (Table Design > Header Row), then try again.",
        )
    return table


def _refuse_header(view: FileView, header: str) -> None:
    name = header_key(header)
    same = next((each for each in view.headers if header_key(each) == name), None)
    if same is not None:
        raise UnsafeEditError(
            f"{view.sheet} has the column {same!r} already, so {header!r} cannot be added.",
            next_step="Give one of the two another header, then try again.",
        )
    if not header.strip() or len(header) > _LONGEST_HEADER:
        raise UnsafeEditError(
            f"{header[:40]!r} cannot be the header of a column of {view.sheet}.",
            next_step=f"Give it a header of 1 to {_LONGEST_HEADER} characters, then try again.",
        )


def _refuse_neighbours(draft: SheetDraft, view: FileView, number: int, others: Sequence[Table]) -> None:
    sheet = view.sheet
    top = view.header_row
    letters = column_letters(number)
    if number > _LAST_COLUMN:
        raise UnsafeEditError(f"The sheet {sheet} has no room for another column.")
    for other in others:
        if other.area.left <= number <= other.area.right and other.area.bottom >= top:
            raise UnsafeEditError(
                f"The table {other.name} stands right of the table on {sheet}, where a new column must go.",
                next_step=f"Move {other.name} to another sheet, then try again.",
            )
    for merged in draft.frame.merged():
        if merged.left <= number <= merged.right and merged.bottom >= top:
            raise UnsafeEditError(
                f"The cells {merged} of {sheet} are merged where a new column must go.",
                next_step="Select them, choose Unmerge Cells, then try again.",
            )
    rows = [row for row in view.cells.rows() if row >= top]
    (cells,) = view.cells.columns([letters], rows)
    for row, value in zip(rows, cells, strict=True):
        if value is not None and value != "":
            raise UnsafeEditError(
                f"{sheet} {reference(number, row)} is filled, where a new column of the table must go.",
                next_step=f"Move what stands in column {letters} to another sheet, then try again.",
            )


def _header_format(draft: SheetDraft, row: int, number: int) -> int:
    """The format of the nearest header cell to the left."""
    old = draft.rows.find(row)
    cells = [cell for cell in old.cells if cell.column < number] if old else []
    return cells[-1].cell_format if cells else 0


def _set_format(draft: SheetDraft, number: int, header: str, column: Column | None) -> None:
    """What is typed into the column later keeps its zeros: a column of text is formatted as Text."""
    kind = column.kind if column else Kind.TEXT
    base = draft.frame.column_format(number - 1)
    if kind is Kind.DAY:
        made = draft.styles.as_day(base)
    elif kind in TEXT_KINDS or kind is Kind.YESNO:
        made = draft.styles.numbered(base, _AS_TEXT)
    else:
        made = draft.styles.numbered(base, 0)
    longest = max(map(len, header.splitlines()))
    width = column.width + 1 if column else min(max(longest + 3, _NARROWEST), _WIDEST)
    told = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
    if made:
        told["style"] = str(made)
    draft.frame.set_columns([*_around(draft.frame.columns, number), told])


def _around(columns: Sequence[Mapping[str, str]], number: int) -> list[Mapping[str, str]]:
    """The column formats without this column; a format of several columns is told in two parts around it."""
    kept: list[Mapping[str, str]] = []
    for told in columns:
        first, last = int(told["min"]), int(told["max"])
        if not first <= number <= last:
            kept.append(told)
            continue
        if first < number:
            kept.append({**told, "max": str(number - 1)})
        if last > number:
            kept.append({**told, "min": str(number + 1)})
    return kept
