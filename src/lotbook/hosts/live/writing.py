"""Carries a plan out in the open workbook: all of it, told to the journal first, or none of it.

Everything that can be refused is refused before the first cell is touched. What goes wrong afterwards is taken back,
the last change first; report sheets come last, because they are rebuilt whole by their own command.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from lotbook.domain.edits import Append, Edit, Link, NewColumn, Plan, Report
from lotbook.domain.values import Value
from lotbook.errors import LotbookError, SpreadsheetError, UnsafeEditError
from lotbook.hosts.entries import LIVE, plan_as_json
from lotbook.hosts.expected import missing_sheet, moved, still
from lotbook.hosts.file.rowsplice import reference
from lotbook.hosts.live import native
from lotbook.hosts.live.appending import NewRows
from lotbook.hosts.live.area import formulas
from lotbook.hosts.live.blocks import Blocks
from lotbook.hosts.live.newcolumns import NewColumns
from lotbook.hosts.live.pace import Steady
from lotbook.hosts.live.places import Place, is_typed, placed, refuse_protected
from lotbook.hosts.live.report import rebuild, refuse_report

if TYPE_CHECKING:
    from xlwings import Sheet

    from lotbook.hosts.live.book import LiveBook


class Written(NamedTuple):
    """What a write did: the journal entry that tells of it, and the sheet rows of the appended rows."""

    entry: int
    rows: tuple[int, ...] = ()


def write(book: LiveBook, plan: Plan, *, who: str) -> Written:
    """Carries a plan out; see ``Host.write``.

    Raises:
        RuntimeError: the workbook was not opened for writing; a mistake of the program.
    """
    if not book.writing:
        raise RuntimeError("the workbook was not opened for writing")
    book.reload()  # what the plan saw may have been changed since: the cells are read again
    change = Change(book, plan)
    before = LIVE + sha256(f"{book.journal.head().hash} {plan.command}".encode()).hexdigest()
    said = json.dumps(plan_as_json(plan, change.rows), default=str)
    after = LIVE + sha256((before + said).encode()).hexdigest() if plan.writes else before
    entry = book.journal.begin(plan, who=who, before=before, after=after, rows=change.rows)
    try:
        with Steady(book.book.app):
            change.carry_out()
    except BaseException as error:
        if change.take_back():
            book.journal.abandon(entry)
        if isinstance(error, (LotbookError, KeyboardInterrupt, SystemExit)):
            raise
        raise SpreadsheetError(
            "The spreadsheet did not take the change, so nothing was changed.", cause=str(error)
        ) from error
    book.journal.commit(entry)
    return Written(entry, change.rows)


class Change:
    """Everything a plan does to one open workbook.

    Args:
        book: the workbook, read afresh.
        plan: what to do; what cannot be done is refused here, before anything is touched.

    Raises:
        MovedError: a cell is no longer what the plan saw.
        ReadOnlyError: a sheet is protected.
        UnsafeEditError: a sheet or a column is missing, or a cell holds a formula.
    """

    def __init__(self, book: LiveBook, plan: Plan) -> None:
        self._book = book
        self._plan = plan
        self._places: dict[str, Place] = {}
        self._undo: list[Callable[[], None]] = []
        self._columns = self._new_columns(plan.columns)
        for edit in plan.edits:
            self._refuse_edit(edit)
        self._refuse_formulas(plan.edits)
        self._room = self._find_room(plan.appends)
        self.rows = self._rows_of(plan.appends)
        for link in plan.links:
            self._place(link.sheet).number(link.column)
        self._reports = [(self._report_page(report), report) for report in plan.reports]

    def carry_out(self) -> None:
        """Makes every change."""
        for new in self._columns.values():
            self._undo.append(new.take_back)
            new.make()
        if self._columns:
            self._book.reload()
            self._places.clear()
        for room in self._room.values():
            self._undo.append(room.take_back)
            room.make()
        for name, cells in self._cells().items():
            blocks = Blocks(self._place(name).page)
            self._undo.append(blocks.take_back)
            blocks.put(cells)
        for link in self._links():
            self._link(link)
        for each in self._plan.properties:
            native.set_property(self._book.book, each.name, each.value)
        for page, report in self._reports:
            rebuild(page, report)

    def take_back(self) -> bool:
        """Puts the workbook back as it was; false when even that failed, and the journal must find out later."""
        try:
            with Steady(self._book.book.app):
                while self._undo:
                    self._undo.pop()()
        except Exception:  # noqa: BLE001 - the spreadsheet is gone or busy; the next command looks what became of it
            return False
        return True

    # What is refused

    def _refuse_edit(self, edit: Edit) -> None:
        if any(new.sheet == edit.sheet and new.header == edit.column for new in self._plan.columns):
            return  # a cell of a column that comes into being is empty
        place = self._place(edit.sheet)
        number = place.number(edit.column)
        now = place.view.cells.cell(edit.row, number)
        if not still(place.columns.get(edit.column), now, edit.old):
            raise moved(edit, place.view.sheet, reference(number, edit.row), now)

    def _refuse_formulas(self, edits: Sequence[Edit]) -> None:
        """A formula is never overwritten; the formulas of many cells are asked for at once."""
        new = {(column.sheet, column.header) for column in self._plan.columns}
        spots: dict[str, list[tuple[int, int]]] = {}
        for edit in edits:
            if (edit.sheet, edit.column) not in new:
                number = self._place(edit.sheet).number(edit.column)
                spots.setdefault(edit.sheet, []).append((edit.row, number))
        for name, mine in spots.items():
            place = self._place(name)
            for row, column in formulas(place.page, mine):
                if not is_typed(place, row, column):
                    raise UnsafeEditError(
                        f"{place.view.sheet} {reference(column, row)} holds a formula, which would be overwritten.",
                        next_step="Put its value in its place (Copy, then Paste Special > Values), then try again.",
                    )

    def _report_page(self, report: Report) -> Sheet:
        page = self._book.page(report.sheet)
        if page is None:
            raise missing_sheet(report.sheet)
        refuse_protected(page)
        refuse_report(page)
        return page

    # Where things go

    def _place(self, name: str) -> Place:
        found = self._places.get(name)
        if found is None:
            found = self._places[name] = placed(self._book, name)
            refuse_protected(found.page)
        return found

    def _new_columns(self, columns: Sequence[NewColumn]) -> dict[str, NewColumns]:
        wanted: dict[str, list[NewColumn]] = {}
        for column in columns:
            wanted.setdefault(column.sheet, []).append(column)
        made = {}
        for name, mine in wanted.items():
            place = self._place(name)
            specified = [place.columns.get(column.header) for column in mine]
            headers = [column.header for column in mine]
            made[name] = NewColumns(place.page, place.view, headers, specified)
        return made

    def _find_room(self, appends: Sequence[Append]) -> dict[str, NewRows]:
        room = {}
        for name in dict.fromkeys(each.sheet for each in appends):
            place = self._place(name)
            mine = [each for each in appends if each.sheet == name]
            room[name] = found = NewRows(place.page, place.view, len(mine))
            new = {column.header for column in self._plan.columns if column.sheet == name}
            for header in {header for each in mine for header in each.values if header not in new}:
                number = place.number(header)
                if place.view.numbers.index(number) in found.calculated:
                    raise UnsafeEditError(f"{header!r} of {place.view.sheet} is calculated and not written.")
        return room

    def _rows_of(self, appends: Sequence[Append]) -> tuple[int, ...]:
        left = {name: iter(room.rows) for name, room in self._room.items()}
        return tuple(next(left[each.sheet]) for each in appends)

    def _cells(self) -> dict[str, dict[tuple[int, int], Value]]:
        """Sheet -> (row, column) -> value, of edits and new rows together."""
        cells: dict[str, dict[tuple[int, int], Value]] = {}
        for edit in self._plan.edits:
            number = self._place(edit.sheet).number(edit.column)
            cells.setdefault(edit.sheet, {})[edit.row, number] = edit.new
        for append, row in zip(self._plan.appends, self.rows, strict=True):
            place = self._place(append.sheet)
            mine = cells.setdefault(append.sheet, {})
            mine |= {(row, place.number(header)): value for header, value in append.values.items()}
        return cells

    def _links(self) -> list[Link]:
        of_rows = (
            Link(append.sheet, row, column, target)
            for append, row in zip(self._plan.appends, self.rows, strict=True)
            for column, target in append.links.items()
        )
        return [*self._plan.links, *of_rows]

    def _link(self, link: Link) -> None:
        place = self._place(link.sheet)
        cell = place.page.range((link.row, place.number(link.column)))
        if not link.target:
            native.forget_link(cell)
            return
        shown = cell.value
        cell.add_hyperlink(link.target, str(shown) if shown is not None else link.target, link.target)
