"""The package's own directory: which part is the workbook, which sheets it has, which tables stand on them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lotbook.errors import NotAWorkbookError
from lotbook.hosts.file.container import Container
from lotbook.hosts.file.markup import (
    MAIN,
    RELATIONSHIPS,
    STRICT,
    Area,
    Element,
    area,
    elements,
    unescape_cell,
    walk,
)


class Relation(NamedTuple):
    """One relationship of a part: the last word of its type, and the part or outside address it leads to."""

    kind: str
    target: str
    external: bool


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str


class TableColumn(NamedTuple):
    """A column of an Excel Table: its name as typed, and the formula of a calculated column."""

    name: str
    formula: str = ""
    array: bool = False


class Table(NamedTuple):
    """An Excel Table: where it stands and what it consists of."""

    name: str
    part: str
    sheet: SheetPart
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[TableColumn, ...]


class Package:
    """What the parts of a workbook file are to each other.

    Raises:
        NotAWorkbookError: a zip file that is no workbook Lotbook can read.
    """

    def __init__(self, container: Container) -> None:
        self.container = container
        if "[Content_Types].xml" not in container:
            raise NotAWorkbookError(f"{container.path.name} is a zip file, but not an Excel workbook.")
        self.workbook_part = self._workbook_part()
        self.dates_1904 = False
        self.sheets = self._sheets()
        self._tables: dict[str, tuple[Table, ...]] = {}

    def _workbook_part(self) -> str:
        name = self.container.path.name
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                if relation.target.endswith(".bin"):
                    raise NotAWorkbookError(
                        f"{name} is a binary workbook (.xlsb).",
                        next_step="Open it in Excel and save it as Excel Workbook (.xlsx).",
                    )
                if relation.target in self.container:
                    return relation.target
        raise NotAWorkbookError(f"{name} is not an Excel workbook.")

    def relations(self, part: str) -> Mapping[str, Relation]:
        """The relationships of a part by their ids; of the package itself for an empty name."""
        name = relations_part(part)
        return relations_of(self.container.read(name), part) if name in self.container else {}

    def _sheets(self) -> tuple[SheetPart, ...]:
        listed = elements(self.container.read(self.workbook_part), self.workbook_part)
        if listed[0].name.startswith(STRICT):
            raise NotAWorkbookError(
                f"{self.container.path.name} was saved as Strict Open XML Spreadsheet.",
                next_step="Open it in Excel and save it as Excel Workbook (.xlsx).",
            )
        if listed[0].name != f"{MAIN} workbook":
            raise NotAWorkbookError(f"{self.container.path.name} is not an Excel workbook.")
        relations = self.relations(self.workbook_part)
        sheets = []
        for element in listed:
            if element.name == f"{MAIN} workbookPr":
                self.dates_1904 = element.attributes.get("date1904", "0") in ("1", "true")
            elif element.name == f"{MAIN} sheet":
                relation = relations.get(element.attributes.get(f"{RELATIONSHIPS} id", ""))
                if relation and relation.kind == "worksheet":
                    sheets.append(SheetPart(element.attributes["name"], relation.target))
        return tuple(sheets)

    def named(self, kind: str) -> str | None:
        """The part of this kind that belongs to the workbook, such as ``styles``."""
        for relation in self.relations_of_workbook.values():
            if relation.kind == kind and relation.target in self.container:
                return relation.target
        return None

    @cached_property
    def relations_of_workbook(self) -> Mapping[str, Relation]:
        """The relationships of the workbook part."""
        return self.relations(self.workbook_part)

    def sheet(self, name: str) -> SheetPart | None:
        """A sheet by its name, whatever its capitals."""
        wanted = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == wanted), None)

    def tables(self, sheet: SheetPart) -> tuple[Table, ...]:
        """The Excel Tables of one sheet."""
        found = self._tables.get(sheet.part)
        if found is None:
            found = self._tables[sheet.part] = tuple(
                self._table(sheet, relation.target)
                for relation in self.relations(sheet.part).values()
                if relation.kind == "table" and relation.target in self.container
            )
        return found

    def table(self, name: str, likely: str) -> Table | None:
        """A table by its name, whatever its capitals, looking at the sheet ``likely`` first."""
        first = self.sheet(likely)
        others = [sheet for sheet in self.sheets if sheet != first]
        wanted = name.casefold()
        for sheet in [first, *others] if first else others:
            for table in self.tables(sheet):
                if table.name.casefold() == wanted:
                    return table
        return None

    def _table(self, sheet: SheetPart, part: str) -> Table:
        found = _TableReader()
        walk(self.container.read(part), found.start, found.text, found.end, part=part)
        told = found.told
        where = area(told.get("ref", ""))
        if where is None:
            raise NotAWorkbookError(f"The workbook is damaged: {part} does not say where its table stands.")
        name = told.get("displayName") or told.get("name", "")
        headers, totals = int(told.get("headerRowCount", "1")), int(told.get("totalsRowCount", "0"))
        return Table(name, part, sheet, where, headers, totals, tuple(found.columns))

    def property_value(self, name: str) -> str | None:
        """A custom document property."""
        part = next((r.target for r in self.relations("").values() if r.kind == "custom-properties"), None)
        if part is None or part not in self.container:
            return None
        values: dict[str, list[str]] = {}
        current: list[str] | None = None

        def start(element: Element) -> None:
            nonlocal current
            if element.local == "property":
                current = values.setdefault(element.attributes.get("name", ""), [])

        def text(data: str) -> None:
            if current is not None:
                current.append(data)

        walk(self.container.read(part), start, text, part=part)
        return "".join(values[name]).strip() if name in values else None


class _TableReader:
    """Gathers what a table's part tells while it is walked."""

    def __init__(self) -> None:
        self.told: Mapping[str, str] = {}
        self.columns: list[TableColumn] = []
        self._formula: list[str] | None = None

    def start(self, element: Element) -> None:
        name, attributes, depth = element
        if depth == 0:
            self.told = attributes
        elif name == f"{MAIN} tableColumn":
            self.columns.append(TableColumn(unescape_cell(attributes.get("name", ""))))
        elif name == f"{MAIN} calculatedColumnFormula":
            array = attributes.get("array", "0") in ("1", "true")
            self.columns[-1] = self.columns[-1]._replace(array=array)
            self._formula = []

    def text(self, data: str) -> None:
        if self._formula is not None:
            self._formula.append(data)

    def end(self, name: str) -> None:
        if name == f"{MAIN} calculatedColumnFormula" and self._formula is not None:
            self.columns[-1] = self.columns[-1]._replace(formula="".join(self._formula))
            self._formula = None


def relations_of(data: bytes, part: str) -> dict[str, Relation]:
    """The relationships of a part by their ids, read from the part that holds them."""
    found = {}
    for element in elements(data, relations_part(part)):
        if element.local == "Relationship":
            told = element.attributes
            external = told.get("TargetMode") == "External"
            target = told.get("Target", "")
            found[told.get("Id", "")] = Relation(
                told.get("Type", "").rpartition("/")[2],
                target if external else _resolve(part, target),
                external,
            )
    return found


def relations_part(part: str) -> str:
    """The name of the part that holds another part's relationships."""
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def _resolve(part: str, target: str) -> str:
    whole = target[1:] if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    if "%" in whole:
        from urllib.parse import unquote

        whole = unquote(whole)
    return posixpath.normpath(whole)
