"""Values and formulas of a range, a whole block at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from lotbook.hosts.calc.blocks import as_block, content, formulas_in, plain, runs, runs_of_formulas, tell
from lotbook.hosts.calc.celltypes import (
    IS_DATE,
    IS_LOGICAL,
    IS_TEXT,
    IS_TIME,
    CellError,
    Serial,
    error_of,
)
from lotbook.hosts.calc.formats import Raw, Shown, listed
from lotbook.hosts.calc.formula import to_calc, to_excel
from lotbook.hosts.calc.rectangle import Rectangle
from lotbook.hosts.calc.span import Span

_TRUTH_FORMAT = "BOOLEAN"


class Values(Rectangle):
    """What stands in the cells."""

    @property
    def raw_value(self) -> Sequence[Sequence[object]]:
        """The block: text, float, datetime, bool, an error, and None or empty text for nothing.

        Calc keeps dates and truth values as numbers; which they are is told by the format they are shown in.
        """
        data: Raw = self.api.getDataArray()
        if len(self) == 1 and data[0][0] == "":
            return ((None,),)
        kinds = set(map(type, chain.from_iterable(data)))
        if type(None) in kinds:  # errors; which they are shows in no block
            return self._told(data, listed(self).telling, failed=True)
        return self._sheet.last_read.block(self, data, self._told) if float in kinds else data

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        self.allow_change()
        block = as_block(data, self.shape)
        height, width = len(block), len(block[0])
        target = self if (height, width) == self.shape else self.at(self._sized(height, width))
        target.write(block)

    def _told(self, data: Raw, shown: Shown, *, failed: bool = False) -> list[list[object]]:
        """The block with moments, truth values and errors in it."""
        block = [list(row) for row in data]
        for span, kind in shown:
            tell(block, span, kind)
        if failed:
            self._name_errors(block)
        return block

    def _sized(self, height: int, width: int) -> Span:
        return Span(self.span.top, self.span.left, self.span.top + height - 1, self.span.left + width - 1)

    def _name_errors(self, block: list[list[object]]) -> None:
        """Puts errors in; which one is asked of each cell, so only when the caller wants them as text."""
        wanted = bool(self.options.get("err_to_str"))
        for down, row in enumerate(block):
            for across, value in enumerate(row):
                if value is None:
                    row[across] = (
                        error_of(self.api.getCellByPosition(across, down).getError())
                        if wanted
                        else CellError("")
                    )

    def write(self, block: Sequence[Sequence[object]]) -> None:
        """Puts values of exactly this range's shape into the cells: one call, then one for each run of dates.

        Text that starts with ``=`` is a formula, unless the cells are formatted as text or an apostrophe stands
        before it, as in Excel.
        """
        worked_out = [run for run in runs_of_formulas(formulas_in(block)) if not self._is_text(*run)]
        held = {(down + at, across) for across, down, texts in worked_out for at in range(len(texts))}
        self.api.setDataArray(
            tuple(
                tuple("" if (down, across) in held else plain(value) for across, value in enumerate(row))
                if held
                else tuple(map(plain, row))
                for down, row in enumerate(block)
            )
        )
        self._show(block)
        for across, down, texts in worked_out:
            self._put_formulas(down, across, texts)

    def _is_text(self, across: int, down: int, texts: Sequence[str]) -> bool:
        """Whether the cells of a run are formatted as text, so that a formula would be shown and not worked out."""
        cells = self.api.getCellRangeByPosition(across, down, across, down + len(texts) - 1)
        return bool(self._sheet.book.number_formats.kind(cells.NumberFormat) & IS_TEXT)

    def _show(self, block: Sequence[Sequence[object]]) -> None:
        """Gives dates and truth values the format that makes them so, where the cells have none already."""
        book = self._sheet.book
        wanted: dict[tuple[int, str], list[int]] = {}
        for down, row in enumerate(block):
            for across, value in enumerate(row):
                if type(value) is Serial:
                    wanted.setdefault((across, value.format), []).append(down)
                elif isinstance(value, bool):
                    wanted.setdefault((across, _TRUTH_FORMAT), []).append(down)
        for (across, code), rows in wanted.items():
            kind = IS_LOGICAL if code == _TRUTH_FORMAT else IS_DATE | IS_TIME
            for first, last in runs(rows):
                cells = self.api.getCellRangeByPosition(across, first, across, last)
                kinds = cells.getUniqueCellFormatRanges()
                if kinds.Count > 1 or not book.number_formats.kind(cells.NumberFormat) & kind:
                    cells.NumberFormat = book.number_formats.key(code)

    def _put_formulas(self, down: int, across: int, texts: Sequence[str]) -> None:
        row, column = self.span.top + down, self.span.left + across
        table = self._sheet.table_at(row, column) if any("[" in text for text in texts) else None
        cells = self.api.getCellRangeByPosition(across, down, across, down + len(texts) - 1)
        if table is None:
            cells.setFormulaArray(tuple((to_calc(text),) for text in texts))
            return
        for at, text in enumerate(texts):
            cells.getCellByPosition(0, at).setFormula(to_calc(text, table))

    @property
    def formula(self) -> object:
        """The formulas as Excel writes them; of a cell without one, its content as text."""
        values = self.api.getDataArray()
        rows = tuple(
            tuple(
                to_excel(text) if text.startswith(("=", "{=")) else content(value)
                for text, value in zip(texts, row, strict=True)
            )
            for texts, row in zip(self.api.getFormulaArray(), values, strict=True)
        )
        return rows[0][0] if len(self) == 1 else rows

    @formula.setter
    def formula(self, value: object) -> None:
        self.allow_change()
        if isinstance(value, str) and value.startswith("=") and len(self) > 1:
            self._fill(value)
            return
        block = as_block(value, self.shape)
        self.at(self._sized(len(block), len(block[0]))).write(block)

    formula2 = formula

    def _fill(self, text: str) -> None:
        """One formula for every cell, its relative addresses moving along, as Excel fills a block."""
        if "[" in text:  # it speaks of a table by name; as tokens it would lose the table
            self.write(((text,) * self.span.width,) * self.span.height)
            return
        first = self.at(Span(self.span.top, self.span.left, self.span.top, self.span.left))
        first.write(((text,),))
        tokens = first.corner.getTokens()
        for down in range(self.span.height):
            for across in range(self.span.width):
                if down or across:
                    self.api.getCellByPosition(across, down).setTokens(tokens)

    @property
    def has_array(self) -> bool:
        """Whether an array formula stands here."""
        return bool(self.api.getArrayFormula())

    @property
    def formula_array(self) -> str | None:
        """The array formula of the range."""
        text = self.api.getArrayFormula()
        return to_excel(text) if text else None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        self.allow_change()
        self.api.setArrayFormula(to_calc(value, self._sheet.table_at(self.span.top, self.span.left)))
