"""Where a row that a journal entry names stands now: people sort, insert and delete rows after a command wrote into them.

A row is known by its identifier, never by its number alone: the row that stands at the number now may hold the same
value, and taking it back there would change somebody else's data.
"""

from __future__ import annotations

from lotbook.domain.identifiers import key as compared
from lotbook.domain.values import text_of
from lotbook.hosts.expected import specification
from lotbook.tables.headers import match_sheet
from lotbook.tables.source import Source


class RowsNow:
    """The rows of a workbook by what names them.

    Args:
        source: the workbook as it is now.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, dict[str, list[int]]] = {}

    def row(self, sheet: str, row: int, key: str) -> int | None:
        """The sheet row number where the row called ``key`` stands, which was row ``row``; None when it is not sure."""
        if not key or specification(sheet) is None:
            return row
        named = self._rows_by_name(sheet)
        found = named.get(compared(key), [])
        if row in found:
            return row
        if found:
            return found[0] if len(found) == 1 else None
        taken = any(row in others for others in named.values())
        return None if taken else row

    def _rows_by_name(self, name: str) -> dict[str, list[int]]:
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> dict[str, list[int]]:
        """Every identifier of a sheet, alone and together with what belongs to it, and the rows it stands in."""
        spec = specification(name)
        view = (
            self._source.view(name, spec.table, [c.header for c in spec.columns.values()]) if spec else None
        )
        if spec is None or view is None:
            return {}
        positions = match_sheet(spec, view.headers).positions
        fields = [field for field in spec.key or tuple(spec.columns)[:1] if field in positions]
        columns = view.columns([positions[field] for field in fields])
        found: dict[str, list[int]] = {}
        for row, *cells in zip(view.rows, *columns, strict=True):
            texts = [text_of(cell).strip() for cell in cells]
            if texts and texts[0]:
                for text in {compared(texts[0]), compared(" ".join(texts))}:
                    found.setdefault(text, []).append(row)
        return found
