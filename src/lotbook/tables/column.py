"""The vocabulary of a sheet's specification: what a column holds, where its drop-down comes from, what it tells.

Each row type is a ``NamedTuple`` whose fields carry one ``Column`` each; ``row`` is the sheet's own row number.
``None`` means unknown; an empty text does not exist past the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Text = str | None
Number = Decimal | None
Day = date | None
YesNo = bool | None


class Kind(StrEnum):
    """What the cells of a column hold, which decides their format, their validation and how they are read."""

    ISSUED = "issued"  # an identifier Lotbook hands out; text
    IDENTIFIER = "identifier"  # an identifier typed from paper or metal; text, kept as typed
    LINK = "link"  # the key of a row of another sheet; text
    TEXT = "text"
    CHOICE = "choice"  # one word of a fixed list
    NUMBER = "number"
    DAY = "day"
    YESNO = "yesno"
    FILE = "file"  # path of a file, relative to the workbook's folder
    CALCULATED = "calculated"  # a formula; never read as a fact


TEXT_KINDS = frozenset({Kind.ISSUED, Kind.IDENTIFIER, Kind.LINK, Kind.TEXT, Kind.CHOICE, Kind.FILE})
IDENTIFIER_KINDS = frozenset({Kind.ISSUED, Kind.IDENTIFIER, Kind.LINK})


class Column(NamedTuple):
    """One column: its header, what it holds, and the help an office worker reads when the cell is selected.

    Attributes:
        help: the input message (at most 255 characters): what goes here and where it comes from.
        required: an entry row without it is a finding.
        link: ``Sheet.Header`` of the column this one refers to; several sheets separated by ``|``.
        choices: the name of the list in ``tables.lists`` the value must come from.
        several: the cell holds several choices or links, separated by commas.
        formula: the formula of a calculated column, in full structured references.
        width: in characters of the default font.
    """

    header: str
    kind: Kind
    help: str
    required: bool = False
    link: str = ""
    choices: str = ""
    several: bool = False
    formula: str = ""
    width: int = 14


def issued(header: str, help: str, *, width: int = 17, required: bool = False) -> Column:  # noqa: A002
    """An identifier that Lotbook writes."""
    return Column(header, Kind.ISSUED, help, required=required, width=width)


def identifier(header: str, help: str, *, required: bool = False, width: int = 17) -> Column:  # noqa: A002
    """An identifier typed by a person as printed, letters and zeros included."""
    return Column(header, Kind.IDENTIFIER, help, required=required, width=width)


def link(header: str, to: str, help: str, *, required: bool = False, width: int = 17) -> Column:  # noqa: A002
    """The key of a row on another sheet, chosen from a drop-down."""
    return Column(header, Kind.LINK, help, required=required, link=to, width=width)


def text(header: str, help: str, *, required: bool = False, width: int = 22) -> Column:  # noqa: A002
    """Free text."""
    return Column(header, Kind.TEXT, help, required=required, width=width)


def choice(
    header: str,
    choices: str,
    help: str,  # noqa: A002
    *,
    required: bool = False,
    several: bool = False,
    width: int = 14,
) -> Column:
    """One word of a list in ``tables.lists`` (or several, separated by commas)."""
    return Column(header, Kind.CHOICE, help, required=required, choices=choices, several=several, width=width)


def number(header: str, help: str, *, required: bool = False, width: int = 11) -> Column:  # noqa: A002
    """A quantity, a limit, a count."""
    return Column(header, Kind.NUMBER, help, required=required, width=width)


def day(header: str, help: str, *, required: bool = False, width: int = 12) -> Column:  # noqa: A002
    """A real date, shown as yyyy-mm-dd."""
    return Column(header, Kind.DAY, help, required=required, width=width)


def yesno(header: str, help: str, *, required: bool = False, width: int = 11) -> Column:  # noqa: A002
    """Yes or No, from a drop-down."""
    return Column(header, Kind.YESNO, help, required=required, choices="Yes or no", width=width)


def file(header: str, help: str, *, width: int = 34) -> Column:  # noqa: A002
    """The path of a file, relative to the workbook's own folder."""
    return Column(header, Kind.FILE, help, width=width)


def calculated(header: str, formula: str, help: str, *, width: int = 11) -> Column:  # noqa: A002
    """A calculated column; people do not type here and no rule relies on it."""
    return Column(header, Kind.CALCULATED, help, formula=formula, width=width)


class Group(StrEnum):
    """What a sheet is for, which decides its place, its colour and whether it is shown."""

    ENTRY = "entry"
    REGISTER = "register"
    REPORT = "report"
    MASTER = "master"
    HIDDEN = "hidden"


class Sheet(NamedTuple):
    """One sheet of the workbook: its name, its row type (None for a report sheet) and what it is for.

    Attributes:
        key: the fields that together name one row and may not repeat.
        advanced: hidden in the light `shop` profile.
    """

    name: str
    rows: type | None
    purpose: str
    group: Group
    key: tuple[str, ...] = ()
    advanced: bool = False

    @property
    def table(self) -> str:
        """The Excel Table's name: the sheet's words joined, such as MaterialsUsed."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())

    @property
    def columns(self) -> Mapping[str, Column]:
        """Field name -> column, in the order of the sheet."""
        return columns_of(self.rows) if self.rows else {}


_COLUMNS: dict[type, dict[str, Column]] = {}


def columns_of(row_type: type) -> Mapping[str, Column]:
    """Field name -> column of one row type, read from its annotations (once)."""
    found = _COLUMNS.get(row_type)
    if found is None:
        found = {}
        for name, hint in row_type.__annotations__.items():
            for extra in getattr(hint, "__metadata__", ()):  # what Annotated carries; `row` carries nothing
                if isinstance(extra, Column):
                    found[name] = extra
        _COLUMNS[row_type] = found
    return found
