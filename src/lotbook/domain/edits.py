"""What a command wants to change, as plain data: the plan is made first, looked at, and only then written.

A host re-reads every cell an ``Edit`` names and writes nothing at all when one of them is no longer what the plan saw.
Rows are sheet row numbers (1 = first row of the sheet); columns are the header texts of the specification.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lotbook.domain.findings import Finding
from lotbook.domain.values import Value


class Edit(NamedTuple):
    """One cell gets a new value; ``old`` is what the plan saw in it, ``key`` names the row for people."""

    sheet: str
    row: int
    column: str
    old: Value
    new: Value
    key: str = ""


class Append(NamedTuple):
    """One new row at the end of a sheet's table: header text -> value; columns left out stay empty.

    ``links`` are hyperlinks on cells of the new row: header text -> target, as in ``Link``.
    """

    sheet: str
    values: Mapping[str, Value]
    key: str = ""
    links: Mapping[str, str] = {}


class Link(NamedTuple):
    """A hyperlink on a cell: a file path relative to the workbook's folder, ``#'Sheet'!A1`` inside it, or empty for none."""

    sheet: str
    row: int
    column: str
    target: str


class ReportCell(NamedTuple):
    """One cell of a report sheet: a value, a named style of the workbook, and an optional hyperlink."""

    value: Value
    style: str = ""
    target: str = ""


class NewColumn(NamedTuple):
    """A column is added at the right end of a sheet's table: the user's own, or one a newer layout knows.

    It is added before anything else, so the same plan may fill it: its header is then a column like any other.
    """

    sheet: str
    header: str


class Property(NamedTuple):
    """A document property of the workbook gets a value, such as the number of its layout."""

    name: str
    value: int


class Picture(NamedTuple):
    """A picture on a report sheet: its PNG, and the empty row (1 = first row of the sheet) made as high as it."""

    png: bytes
    row: int


class Report(NamedTuple):
    """A report sheet, rebuilt whole: whatever stood on it before is replaced by these rows from row 1 on.

    The picture of the report before goes, also where there is none now; drawings of the user's own stay.
    """

    sheet: str
    rows: tuple[tuple[ReportCell, ...], ...]
    picture: Picture | None = None


class Issued(NamedTuple):
    """A number handed out: the counter it came from, its place in that counter, the finished identifier."""

    counter: str
    number: int
    identifier: str


class Plan(NamedTuple):
    """Everything one command wants to do to the workbook, plus what it says about it.

    Attributes:
        command: the verb, for the journal.
        summary: one sentence of what changes, for people and the journal.
        details: extra facts for the journal (override names and reasons, files and their SHA-256), JSON-ready.
    """

    command: str
    summary: str
    edits: tuple[Edit, ...] = ()
    appends: tuple[Append, ...] = ()
    links: tuple[Link, ...] = ()
    reports: tuple[Report, ...] = ()
    issued: tuple[Issued, ...] = ()
    findings: tuple[Finding, ...] = ()
    details: Mapping[str, object] = {}
    columns: tuple[NewColumn, ...] = ()
    properties: tuple[Property, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether applying this plan would change the workbook."""
        changes = (self.edits, self.appends, self.links, self.reports, self.columns, self.properties)
        return any(changes)
