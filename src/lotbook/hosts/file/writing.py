"""Carries a plan out on the closed file: all of it, told to the journal first, or none of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lotbook.domain.edits import Append, Edit, Link, NewColumn, Plan, Property, Report
from lotbook.hosts.expected import missing_column, missing_sheet, moved, specification, still
from lotbook.hosts.file.appending import Appender
from lotbook.hosts.file.draft import SheetDraft
from lotbook.hosts.file.markup import column_number
from lotbook.hosts.file.newcolumns import add_column, widened_table
from lotbook.hosts.file.package import Table
from lotbook.hosts.file.parts import Parts
from lotbook.hosts.file.properties import set_properties
from lotbook.hosts.file.replacing import replace
from lotbook.hosts.file.report import rebuild
from lotbook.hosts.file.rowsplice import Piece, reference
from lotbook.hosts.file.save import NewFile
from lotbook.hosts.file.styleedit import StyleEditor
from lotbook.hosts.file.tablepart import grown_table
from lotbook.hosts.file.view import FileView
from lotbook.hosts.file.workbookpart import recalculating, remove_calculation_chain
from lotbook.tables.column import Column, Sheet
from lotbook.tables.headers import match_sheet

if TYPE_CHECKING:
    from lotbook.hosts.file.book import FileBook


class Written(NamedTuple):
    """What a write did: the journal entry that tells of it, and the sheet rows of the appended rows."""

    entry: int
    rows: tuple[int, ...] = ()


class Place(NamedTuple):
    """A table of the workbook as a plan names it."""

    view: FileView
    positions: Mapping[str, int]  # header text, ours or the user's own -> position
    columns: Mapping[str, Column]  # our header text -> specification


def write(book: FileBook, plan: Plan, *, who: str) -> Written:
    """Carries a plan out; see ``Host.write``.

    Raises:
        RuntimeError: the workbook was not opened for writing; a mistake of the program.
    """
    if not book.writing:
        raise RuntimeError("the workbook was not opened for writing")
    if not plan.writes:
        entry = book.journal.begin(plan, who=who, before=book.fingerprint, after=book.fingerprint, rows=())
        book.journal.commit(entry)
        return Written(entry)
    change = Change(book)
    for column in plan.columns:
        change.column(column)
    for edit in plan.edits:
        change.edit(edit)
    rows = change.append(plan.appends)
    for link in plan.links:
        change.link(link)
    for report in plan.reports:
        change.report(report)
    for each in plan.properties:
        change.set_property(each)
    changed, removed = change.finish()
    new = NewFile(book.container, book.path, changed, removed)
    return Written(replace(book, new, plan, who=who, rows=rows), rows)


class Change:
    """Everything a plan does to the parts of one workbook."""

    def __init__(self, book: FileBook) -> None:
        self._book = book
        self._styles = StyleEditor(book.styles, book.package.named("styles") or "")
        self._drafts: dict[str, SheetDraft] = {}
        self._places: dict[str, Place] = {}
        self._tables: dict[str, bytes] = {}
        self._parts = Parts(book.container)
        self._properties: list[Property] = []
        self._formulas_lost = False

    def edit(self, edit: Edit) -> None:
        """One cell gets a new value, if it still holds what the plan saw."""
        place = self._place(edit.sheet)
        position = place.positions.get(edit.column)
        if position is None:
            raise missing_column(place.view.sheet, edit.column)
        ((now,),) = place.view.rows_at([edit.row], [position])
        column = column_number(place.view.letters[position])
        if not still(place.columns.get(edit.column), now, edit.old):
            raise moved(edit, place.view.sheet, reference(column, edit.row), now)
        draft = self._draft(place.view)
        draft.refuse_formula(edit.row, column)
        draft.put(edit.row, column, edit.new, draft.cell_format(edit.row, column))

    def column(self, new: NewColumn) -> None:
        """A new column at the right end of a sheet's table; from here on the sheet has it."""
        place = self._place(new.sheet)
        view = place.view
        draft = self._draft(view)
        others = self._others(view)
        table = add_column(draft, view, new.header, others, place.columns.get(new.header))
        assert view.table
        data = self._tables.get(table.part) or self._book.container.read(table.part)
        self._tables[table.part] = widened_table(data, view.table.area, new.header, table.part)
        wider = FileView(view.sheet, view.cells, table)
        self._places[new.sheet] = _place_of(wider, specification(new.sheet))

    def set_property(self, new: Property) -> None:
        """A document property gets a value."""
        self._properties.append(new)

    def append(self, appends: Sequence[Append]) -> tuple[int, ...]:
        """New rows at the end of tables; returns their row numbers in the order given."""
        rows: dict[int, int] = {}
        for name in dict.fromkeys(each.sheet for each in appends):
            mine = [(index, each) for index, each in enumerate(appends) if each.sheet == name]
            placed = self._append_to(name, [each for _, each in mine])
            rows |= {index: row for (index, _), row in zip(mine, placed, strict=True)}
        return tuple(rows[index] for index in range(len(appends)))

    def _append_to(self, name: str, appends: Sequence[Append]) -> tuple[int, ...]:
        place = self._place(name)
        draft = self._draft(place.view)
        table = place.view.table
        placed = Appender(draft, place.view, place.positions, self._others(place.view)).append(appends)
        if table and placed.bottom > table.area.bottom:
            draft.frame.grow_areas(table.area, placed.bottom)
            data = self._tables.get(table.part) or self._book.container.read(table.part)
            self._tables[table.part] = grown_table(data, table.area, placed.bottom)
        return placed.rows

    def _others(self, view: FileView) -> list[Table]:
        """The other tables of a table's sheet."""
        table = view.table
        if table is None:
            return []
        return [other for other in self._book.package.tables(table.sheet) if other.part != table.part]

    def link(self, link: Link) -> None:
        """A hyperlink on a cell."""
        place = self._place(link.sheet)
        position = place.positions.get(link.column)
        if position is None:
            raise missing_column(place.view.sheet, link.column)
        column = column_number(place.view.letters[position])
        self._draft(place.view).links[reference(column, link.row)] = link.target

    def report(self, report: Report) -> None:
        """A report sheet rebuilt whole."""
        sheet = self._book.package.sheet(report.sheet)
        if sheet is None:
            raise missing_sheet(report.sheet)
        draft = self._drafts.setdefault(sheet.part, SheetDraft(self._book, sheet, self._styles))
        rebuild(draft, report, self._parts)
        self._formulas_lost |= b"<f" in draft.data[draft.region.start : draft.region.end]

    def finish(self) -> tuple[dict[str, Sequence[Piece]], frozenset[str]]:
        """The new content of every part that changes, and the parts that go."""
        book = self._book
        package = book.package
        changed: dict[str, Sequence[Piece]] = {}
        for draft in self._drafts.values():
            changed |= draft.finish()
        changed |= {part: [data] for part, data in self._tables.items()}
        styles = self._styles.data
        if styles is not None:
            changed[package.named("styles") or ""] = [styles]
        workbook = book.container.read(package.workbook_part)
        asking = recalculating(workbook, package.workbook_part)
        if asking is not workbook:
            changed[package.workbook_part] = [asking]
        parts = self._parts
        chain = package.named("calcChain")
        if self._formulas_lost and chain:
            remove_calculation_chain(package, chain, parts)
        set_properties(package, self._properties, parts)
        return changed | {part: [data] for part, data in parts.changed.items()}, frozenset(parts.removed)

    def _place(self, name: str) -> Place:
        found = self._places.get(name)
        if found is None:
            found = self._places[name] = _placed(self._book, name)
        return found

    def _draft(self, view: FileView) -> SheetDraft:
        sheet = self._book.package.sheet(view.sheet)
        assert sheet is not None
        found = self._drafts.get(sheet.part)
        if found is None:
            found = self._drafts[sheet.part] = SheetDraft(self._book, sheet, self._styles)
        return found


def _placed(book: FileBook, name: str) -> Place:
    spec = specification(name)
    headers = [column.header for column in spec.columns.values()] if spec else []
    view = book.view(name, spec.table if spec else name.replace(" ", ""), headers)
    if view is None:
        raise missing_sheet(name)
    return _place_of(view, spec)


def _place_of(view: FileView, spec: Sheet | None) -> Place:
    positions = {header: position for position, header in reversed(list(enumerate(view.headers)))}
    if spec is None:
        return Place(view, positions, {})
    matched = match_sheet(spec, view.headers).positions
    positions |= {spec.columns[field].header: position for field, position in matched.items()}
    return Place(view, positions, {column.header: column for column in spec.columns.values()})
