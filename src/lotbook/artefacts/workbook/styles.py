"""The workbook's named styles and colours: the only formatting there is, so a sheet looks the same wherever it is read.

Colours are of the Okabe-Ito palette (told apart by colour-blind readers), darkened where text needs a contrast of
4.5 to 1; a status is a word first and a colour second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lotbook.tables.column import Column, Group, Kind

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle
    from openpyxl.styles.differential import DifferentialStyle

BLUE, ORANGE, VERMILLION, GREEN, SKY = "0072B2", "E69F00", "D55E00", "009E73", "56B4E9"
INK, GREY, PALE, TILE, HAIR = "1F2A33", "595959", "F2F4F6", "E6EDF4", "D5DBE1"
FONT = "Calibri"


class Look(NamedTuple):
    """How a named style looks.

    Attributes:
        number_format: ``@`` is Text: Excel leaves what is typed as it is, letters, zeros and all.
        line: the colour of a line under the cell; empty for none.
        rule: the colour of a hairline under the cell; empty for none.
        apart: a white edge left and right, so that filled cells side by side look like tiles.
    """

    size: int = 11
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = INK
    fill: str = ""
    number_format: str = "General"
    wrap: bool = False
    horizontal: str = ""
    vertical: str = "top"
    line: str = ""
    rule: str = ""
    apart: bool = False
    indent: int = 0


DAY, TEXT = "yyyy-mm-dd", "@"
_LOCKED = Look(colour=GREY, fill=PALE)

LOOKS = {
    # Entry sheets. Input and Computed come in the number formats a column may need; nothing else differs.
    "Title": Look(size=20, bold=True, colour="FFFFFF", fill=BLUE, vertical="center"),
    "Header": Look(bold=True, colour="FFFFFF", fill=BLUE, wrap=True, vertical="center"),
    "Header locked": Look(bold=True, colour="FFFFFF", fill=GREY, wrap=True, vertical="center"),
    "Input": Look(number_format=TEXT),
    "Input number": Look(),
    "Input day": Look(number_format=DAY, horizontal="left"),
    "Input long": Look(number_format=TEXT, wrap=True),
    "Computed": _LOCKED._replace(italic=True),
    "Computed month": _LOCKED._replace(italic=True, number_format="yyyy-mm", horizontal="left"),
    "Locked id": _LOCKED._replace(number_format=TEXT, bold=True),
    "Note": Look(italic=True, colour=GREY),
    # Start and the report sheets.
    "Heading": Look(size=13, bold=True, colour=BLUE, line=BLUE, vertical="center"),
    "Heading report": Look(bold=True, colour="FFFFFF", fill=INK, wrap=True, vertical="center"),
    "Text": Look(number_format=TEXT, wrap=True),
    "Link": Look(underline=True, colour=BLUE),
    "Subtitle": Look(size=12, colour="FFFFFF", fill=BLUE, vertical="center"),
    "Subtitle right": Look(size=10, colour="FFFFFF", fill=BLUE, horizontal="right", vertical="center", indent=1),
    "Tile": Look(size=22, bold=True, colour="005A8E", fill=TILE, horizontal="center", vertical="center", apart=True),
    "Tile label": Look(size=10, fill=TILE, wrap=True, horizontal="center", apart=True),
    "Step": Look(size=12, bold=True, colour=BLUE, horizontal="center", vertical="center"),
    "Step link": Look(underline=True, colour=BLUE, vertical="center", rule=HAIR),
    "Step text": Look(horizontal="left", vertical="center", rule=HAIR, indent=1),
    "Fact label": Look(vertical="center", rule=HAIR),
    "Fact": Look(bold=True, horizontal="left", vertical="center", rule=HAIR, indent=1),
    "Finding stop": Look(bold=True, colour="8A3B00", fill="FBE3D3"),
    "Finding warn": Look(bold=True, colour="6B4800", fill="FDF0D0"),
    "Finding note": Look(bold=True, colour="0B4A73", fill="DDEDF8"),
    "Finding fine": Look(bold=True, colour="00563F", fill="D6F0E7"),
}  # fmt: skip
# The same colours for the key on Start, whose rows are taller than their text.
LOOKS |= {
    f"Key {word}": LOOKS[like]._replace(wrap=False, horizontal="left", vertical="center", indent=1)
    for word, like in (
        ("header", "Header"), ("locked", "Header locked"), ("stop", "Finding stop"), ("warn", "Finding warn"),
        ("note", "Finding note"), ("fine", "Finding fine"),
    )
}  # fmt: skip

# What a word in a Status column looks like; a word that is not here stays plain.
TONES = {
    "Released": "Finding fine", "Complete": "Finding fine", "Shipped": "Finding fine", "Issued": "Finding fine",
    "Quarantine": "Finding warn", "Planned": "Finding note", "In process": "Finding note", "Open": "Finding note",
    "Hold": "Finding stop", "Rejected": "Finding stop", "Affected by recall": "Finding stop", "Void": "Finding stop",
}  # fmt: skip


def add_styles(book: Workbook) -> None:
    """Registers every named style; the workbook's own Normal style gets the same font."""
    for name in LOOKS:
        book.add_named_style(_named(name))


def style_of(column: Column, group: Group) -> str:
    """The named style of a column's cells: grey where Lotbook writes, plain where people type."""
    if column.kind is Kind.CALCULATED:
        return "Computed"
    if column.kind is Kind.ISSUED or (group is Group.REGISTER and column.kind not in (Kind.NUMBER, Kind.DAY)):
        return "Locked id"
    if column.kind is Kind.NUMBER:
        return "Input number"
    if column.kind is Kind.DAY:
        return "Input day"
    return "Input long" if column.width >= 40 else "Input"


def header_style(column: Column, group: Group) -> str:
    """The named style of a column's header: blue where people type, grey where Lotbook writes."""
    return "Header locked" if style_of(column, group) in ("Computed", "Locked id") else "Header"


def tone(name: str) -> DifferentialStyle:
    """A finding's colours for a conditional format; a fill in these takes its colour as background."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    look = LOOKS[name]
    return DifferentialStyle(
        font=Font(bold=True, color=look.colour), fill=PatternFill(bgColor=look.fill, fill_type="solid")
    )


def _named(name: str) -> NamedStyle:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    look = LOOKS[name]
    style = NamedStyle(name=name)
    style.font = Font(
        name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.colour,
        underline="single" if look.underline else None,
    )  # fmt: skip
    if look.fill:
        style.fill = PatternFill("solid", fgColor=look.fill)
    under = None
    if look.line or look.rule:
        under = Side("medium" if look.line else "thin", color=look.line or look.rule)
    edge = Side("thick", color="FFFFFF") if look.apart else None
    style.border = Border(bottom=under, left=edge, right=edge)
    style.number_format = look.number_format
    style.alignment = Alignment(
        horizontal=look.horizontal or None,
        vertical=look.vertical,
        wrap_text=look.wrap or None,
        indent=look.indent,
    )
    return style
