"""Which rows wait for a number, and which number each one gets; pure, so it can be looked at before it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from lotbook.commands.identifiers.cells import IdCells, Row, Waiting
from lotbook.commands.identifiers.findings import (
    BLEND_UNNAMED,
    FACT_MISSING,
    FORMAT_WRONG,
    HEAT_NOT_USABLE,
    MATERIAL_UNKNOWN,
    NOT_USABLE,
    PARENT_UNKNOWN,
    UNREADABLE,
)
from lotbook.domain.edits import Edit, Issued
from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.lot_ids import CHILD, Facts, Numbers, Refused, format_problem, identifier_problem
from lotbook.tables.book import sheet
from lotbook.tables.materials import Material
from lotbook.tables.records import Records


class Numbered(NamedTuple):
    """One sheet whose rows get numbers: the ID's field, the setting with its format, the field with its date."""

    sheet: str
    field: str
    setting: str
    day: str
    child: str = ""  # a second ID, of the piece a cut makes

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that hold identifiers."""
        return (self.field, self.child) if self.child else (self.field,)


NUMBERED = (
    Numbered("Receiving", "lot_id", "Lot ID format", "received_on"),
    Numbered("Cuts", "cut_id", "Cut ID format", "cut_on", child="new_lot_id"),
    Numbered("Manufacture", "run_id", "Run ID format", "started_on"),
    Numbered("Orders", "order_id", "Order ID format", "ordered_on"),
    Numbered("Shipments", "shipment_id", "Shipment ID format", "shipped_on"),
    Numbered("Nonconformances", "ncr_id", "NCR ID format", "found_on"),
)
_DAY_HEADER = {each.sheet: sheet(each.sheet).columns[each.day].header for each in NUMBERED}
_LOTS = ("Receiving", "Cuts", "Manufacture")  # lots, pieces and runs are named in one column, so they differ


class Numbering:
    """Numbers the rows of one workbook; what it did gathers in ``edits``, ``issued`` and ``findings``."""

    def __init__(self, records: Records, counters: Mapping[str, int], sheets: Collection[str]) -> None:
        self.records = records
        self.edits: list[Edit] = []
        self.issued: list[Issued] = []
        self.findings: list[Finding] = []
        read = {*sheets, *(_LOTS if set(sheets) & set(_LOTS) else ())}
        self._sheets = {name: IdCells(records.source, name) for name in read}
        self._lots: dict[str, str] = {}  # lots and pieces: comparison key -> identifier
        self.numbers = Numbers(counters, self._existing())
        self._materials: dict[str, Material] | None = None
        self._refused_formats: set[Place] = set()

    def _existing(self) -> Iterator[str]:
        for each in NUMBERED:
            if each.sheet in self._sheets:
                for field in each.fields:
                    yield from self._sheets[each.sheet].names(field)

    def number(self, each: Numbered, only: Collection[int] | None) -> None:
        """Numbers the waiting rows of one sheet, or those of them that are in ``only``."""
        cells = self._sheets[each.sheet]
        problems = cells.problems(each.fields)
        if problems:
            self.findings += problems
            return
        self.findings += cells.repeated(each.fields[-1])
        waiting = cells.waiting(each.fields, only)
        if waiting and each.child:
            self._know_parents()
        for one in waiting:
            for field in each.fields:
                self._one(each, field, one)

    def _know_parents(self) -> None:
        given = (edit.new for edit in self.edits if edit.sheet == "Receiving" and edit.column == "Lot ID")
        names = [*self._sheets["Receiving"].names("lot_id"), *self._sheets["Cuts"].names("new_lot_id")]
        self._lots = {key(name): name for name in (*names, *map(str, given))}

    def _one(self, each: Numbered, field: str, waiting: Waiting) -> None:
        row, there = waiting.row, waiting.cells[field]
        if getattr(row, field) is not None:
            return
        column = sheet(each.sheet).columns[field].header
        place = Place(each.sheet, row.row, _name(each, row), column)
        if there is not None and not (isinstance(there, str) and not there.strip()):
            self.findings.append(UNREADABLE.at(place, f"{_at(place)}: {column} holds {there}."))
            return
        if field == "lot_id":
            taken = self._lot(each, row, place)
        elif field == "new_lot_id":
            taken = self._piece(row, place)
        else:
            taken = self._take(each, Facts(day=getattr(row, each.day)), place)
        if taken is None:
            return
        identifier = taken.identifier if isinstance(taken, Issued) else taken
        if isinstance(taken, Issued):
            self.issued.append(taken)
        if field == "new_lot_id":
            self._lots[key(identifier)] = identifier
        self.edits.append(Edit(each.sheet, row.row, column, there, identifier, identifier))
        if field == "lot_id" and row.status is None and "status" in waiting.cells:
            old = waiting.cells["status"]
            self.edits.append(Edit(each.sheet, row.row, "Status", old, "Quarantine", identifier))

    def _take(self, each: Numbered, facts: Facts, place: Place) -> Issued | None:
        pattern = self.records.setting(each.setting)
        rows = {key(row.setting): row.row for row in self.records.settings_rows if row.setting}
        at = Place("Settings", rows.get(key(each.setting), 0), each.setting, "Value")
        return self._number(pattern, at, facts, place)

    def _number(self, pattern: str, of_format: Place, facts: Facts, place: Place) -> Issued | None:
        problem = format_problem(pattern)
        if problem:
            if of_format not in self._refused_formats:
                self._refused_formats.add(of_format)
                said = f"{of_format.sheet} {of_format.key}: {problem}."
                self.findings.append(FORMAT_WRONG.at(of_format, said))
            return None
        taken = self.numbers.take(pattern, facts)
        if isinstance(taken, Issued):
            return taken
        kind = FACT_MISSING if taken.missing else NOT_USABLE
        if taken.missing == "date":
            place = place._replace(column=_DAY_HEADER[place.sheet])
        self.findings.append(kind.at(place, f"{_at(place)}: {taken.reason}."))
        return None

    def _lot(self, each: Numbered, row: Row, place: Place) -> Issued | str | None:
        material = self._material(row.material)
        if material is None:
            said = (
                f"names {row.material!r}, which is not on Materials" if row.material else "names no material"
            )
            self.findings.append(
                MATERIAL_UNKNOWN.at(place._replace(column="Material"), f"{_at(place)} {said}.")
            )
            return None
        if material.lot_id_from == "Heat on certificate":
            return self._makers_number(row, material, place)
        facts = Facts(material.material or "", row.received_on)
        if material.lot_id_format:
            at = Place("Materials", material.row, material.material or "", "Lot ID format")
            return self._number(material.lot_id_format, at, facts, place)
        return self._take(each, facts, place)

    def _makers_number(self, row: Row, material: Material, place: Place) -> str | None:
        at = place._replace(column="Heat on certificate")
        heat = (row.heat_on_certificate or "").strip().upper()
        if not heat:
            said = f"{_at(place)}: Heat on certificate is empty, and {material.material} takes its Lot ID from there."
            self.findings.append(FACT_MISSING.at(at, said))
            return None
        problem = identifier_problem(heat) or ("" if self.numbers.reserve(heat) else "is used already")
        if problem:
            self.findings.append(
                HEAT_NOT_USABLE.at(at, f"{_at(place)}: the maker's number {heat} {problem}.")
            )
            return None
        return heat

    def _piece(self, row: Row, place: Place) -> Issued | None:
        at = place._replace(column="From")
        if row.source is None:
            self.findings.append(PARENT_UNKNOWN.at(at, f"{_at(place)} does not say what it was cut from."))
            return None
        parent = self._lots.get(key(row.source))
        if parent is None:
            said = f"{_at(place)} was cut from {row.source}, which is on neither Receiving nor Cuts."
            self.findings.append(PARENT_UNKNOWN.at(at, said))
            return None
        if row.reason == "Blend":
            self.findings.append(BLEND_UNNAMED.at(place, f"{_at(place)} is a blend without a New lot ID."))
            return None
        taken = self.numbers.take(CHILD, Facts(parent=parent))
        if isinstance(taken, Refused):
            said = f"{_at(place)}: the next piece of {parent}, {taken.reason}."
            self.findings.append(NOT_USABLE.at(place, said, fix="Type a New lot ID of your own in the cell."))
            return None
        return taken

    def _material(self, code: str | None) -> Material | None:
        if self._materials is None:
            self._materials = {key(m.material): m for m in reversed(self.records.materials) if m.material}
        return self._materials.get(key(code)) if code else None


def _name(each: Numbered, row: Row) -> str:
    return next((getattr(row, field) for field in each.fields if getattr(row, field)), "")


def _at(place: Place) -> str:
    return f"Row {place.row} of {place.sheet}"
