"""How cells look: colours, fonts, number formats, alignment, sizes."""

from __future__ import annotations

from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.rectangle import Rectangle
from lotbook.hosts.calc.unolink import Uno, enum
from lotbook.hosts.calc.xl import base_classes

Colour = tuple[int, int, int]
_POINT = 2540 / 72  # LibreOffice measures in hundredths of a millimetre
_CHARACTER = 190.5  # width of a 0 in the Normal style at 96 dpi: 7 pixels and 5 of margin once a column
_MARGIN = 132.3
_NORMAL_WEIGHT, _BOLD_WEIGHT = 100.0, 150.0
_HORIZONTAL = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "fill": "REPEAT",
    "justify": "BLOCK",
}
_VERTICAL = {"top": 1, "center": 2, "bottom": 3, "justify": 4}  # com.sun.star.table.CellVertJustify2


def as_number(colour: str | Colour | int | None) -> int:
    """A colour as LibreOffice takes it; -1 is none."""
    if colour is None:
        return -1
    if isinstance(colour, int):
        return colour
    red, green, blue = _of_hex(colour) if isinstance(colour, str) else colour
    return (red << 16) + (green << 8) + blue


def _of_hex(text: str) -> Colour:
    digits = text.removeprefix("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def as_colour(number: int | None) -> Colour | None:
    """LibreOffice's colour as red, green and blue; None for none."""
    if number is None or number < 0:
        return None
    return (number >> 16) & 255, (number >> 8) & 255, number & 255


class Looks(Rectangle):
    """How the cells look."""

    @property
    def color(self) -> Colour | None:
        """The fill."""
        return as_colour(self.api.CellBackColor)

    @color.setter
    def color(self, value: str | Colour | None) -> None:
        self.allow_change()
        self.api.CellBackColor = as_number(value)

    @property
    def number_format(self) -> str | None:
        """The format's code, as Excel writes it in English; None if the cells differ."""
        kinds = self.api.getUniqueCellFormatRanges()
        codes = {kinds.getByIndex(at).NumberFormat for at in range(kinds.Count)}
        return self._sheet.book.number_formats.code(codes.pop()) if len(codes) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.allow_change()
        self.api.NumberFormat = self._sheet.book.number_formats.key(value)

    @property
    def font(self) -> Font:
        """The letters."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text goes on in the next line."""
        return bool(self.api.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.allow_change()
        self.api.IsTextWrapped = value

    @property
    def horizontal_alignment(self) -> str | None:
        """Left, center, right and so on."""
        name = self.api.HoriJustify.value
        return next((ours for ours, theirs in _HORIZONTAL.items() if theirs == name), None)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        if value not in _HORIZONTAL:
            raise NotImplementedError(f"Range.horizontal_alignment = {value!r} in LibreOffice")
        self.allow_change()
        self.api.HoriJustify = enum("table.CellHoriJustify", _HORIZONTAL[value])

    @property
    def vertical_alignment(self) -> str | None:
        """Top, center or bottom; a cell that says nothing has its text at the bottom."""
        number = self.api.VertJustify
        return next((ours for ours, theirs in _VERTICAL.items() if theirs == number), "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        if value not in _VERTICAL:
            raise NotImplementedError(f"Range.vertical_alignment = {value!r} in LibreOffice")
        self.allow_change()
        self.api.VertJustify = _VERTICAL[value]

    @property
    def column_width(self) -> float | None:
        """In characters, as Excel counts; None if the columns differ."""
        widths = {self.api.Columns.getByIndex(at).Width for at in range(self.span.width)}
        return round((widths.pop() - _MARGIN) / _CHARACTER, 2) if len(widths) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.api.Columns.Width = round(value * _CHARACTER + _MARGIN)

    @property
    def row_height(self) -> float | None:
        """In points; None if the rows differ."""
        heights = {self.api.Rows.getByIndex(at).Height for at in range(self.span.height)}
        return round(heights.pop() / _POINT, 2) if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.api.Rows.Height = round(value * _POINT)

    def autofit(self, axis: str | None = None) -> None:
        """Columns as wide, rows as high as what stands in them."""
        if axis in (None, "columns", "c"):
            self.api.Columns.OptimalWidth = True
        if axis in (None, "rows", "r"):
            self.api.Rows.OptimalHeight = True

    @property
    def left(self) -> float:
        """From the sheet's left edge, in points."""
        return float(self.api.Position.X / _POINT)

    @property
    def top(self) -> float:
        """From the sheet's top edge, in points."""
        return float(self.api.Position.Y / _POINT)

    @property
    def width(self) -> float:
        """In points."""
        return float(self.api.Size.Width / _POINT)

    @property
    def height(self) -> float:
        """In points."""
        return float(self.api.Size.Height / _POINT)


@honest
class Font(base_classes.Font):
    """The letters of a range."""

    def __init__(self, cells: Rectangle) -> None:
        self._cells = cells

    @property
    def api(self) -> Uno:
        """LibreOffice's range, which carries the font."""
        return self._cells.api

    def _change(self, **properties: object) -> None:
        self._cells.allow_change()
        for name, value in properties.items():
            setattr(self.api, name, value)

    @property
    def bold(self) -> bool:
        """Whether they are bold."""
        return bool(self.api.CharWeight > _NORMAL_WEIGHT)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._change(CharWeight=_BOLD_WEIGHT if value else _NORMAL_WEIGHT)

    @property
    def italic(self) -> bool:
        """Whether they slant."""
        return bool(self.api.CharPosture.value == "ITALIC")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._change(CharPosture=enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float:
        """In points."""
        return float(self.api.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self._change(CharHeight=float(value))

    @property
    def name(self) -> str:
        """The typeface."""
        return str(self.api.CharFontName)

    @name.setter
    def name(self, value: str) -> None:
        self._change(CharFontName=value)

    @property
    def color(self) -> Colour | None:
        """Their colour; None for the automatic one."""
        return as_colour(self.api.CharColor)

    @color.setter
    def color(self, value: str | Colour | None) -> None:
        self._change(CharColor=as_number(value))
