"""Pictures on a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lotbook.hosts.calc.collection import Collection
from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.onsheet import OnSheet
from lotbook.hosts.calc.unolink import Uno, properties, struct, url
from lotbook.hosts.calc.xl import base_classes

if TYPE_CHECKING:
    from lotbook.hosts.calc.ranges import Range
    from lotbook.hosts.calc.sheets import Sheet

_POINT = 2540 / 72
_PIXEL = 2540 / 96  # a picture that tells no size is shown at 96 dots an inch, as Excel does
_SERVICE = "com.sun.star.drawing.GraphicObjectShape"


@honest
class Picture(OnSheet, base_classes.Picture):
    """One picture."""

    @property
    def left(self) -> float:
        """From the sheet's left edge, in points."""
        return float(self.api.Position.X / _POINT)

    @left.setter
    def left(self, value: float) -> None:
        self.api.setPosition(struct("awt.Point", X=round(value * _POINT), Y=self.api.Position.Y))

    @property
    def top(self) -> float:
        """From the sheet's top edge, in points."""
        return float(self.api.Position.Y / _POINT)

    @top.setter
    def top(self, value: float) -> None:
        self.api.setPosition(struct("awt.Point", X=self.api.Position.X, Y=round(value * _POINT)))

    @property
    def width(self) -> float:
        """In points."""
        return float(self.api.Size.Width / _POINT)

    @width.setter
    def width(self, value: float) -> None:
        self.resize(value * _POINT, self._other(value * _POINT, self.api.Size.Width, self.api.Size.Height))

    @property
    def height(self) -> float:
        """In points."""
        return float(self.api.Size.Height / _POINT)

    @height.setter
    def height(self, value: float) -> None:
        self.resize(self._other(value * _POINT, self.api.Size.Height, self.api.Size.Width), value * _POINT)

    def _other(self, new: float, old: float, other: float) -> float:
        return other * new / old if self.lock_aspect_ratio and old else other

    def resize(self, width: float, height: float) -> None:
        """Makes it this large, in hundredths of a millimetre."""
        self.api.setSize(struct("awt.Size", Width=round(width), Height=round(height)))

    def index(self) -> int:
        """Its place among the sheet's pictures, from 1."""
        return [each.name for each in self._sheet.pictures].index(self.name) + 1

    lock_aspect_ratio = True  # a picture is never distorted by giving it one size

    def delete(self) -> None:
        """Takes it off the sheet."""
        self._sheet.api.DrawPage.remove(self.api)


@honest
class Pictures(Collection[Picture]):
    """The pictures of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        """The sheet."""
        return self._sheet

    @property
    def api(self) -> Uno:
        """LibreOffice's drawing page."""
        return self._sheet.api.DrawPage

    def every(self) -> list[Picture]:
        """All of them."""
        shapes = (self.api.getByIndex(at) for at in range(self.api.Count))
        return [Picture(self._sheet, shape) for shape in shapes if shape.supportsService(_SERVICE)]

    def add(
        self,
        filename: str,
        link_to_file: bool,  # a picture is always kept in the workbook
        save_with_document: bool,
        left: float | None,
        top: float | None,
        width: float | None,
        height: float | None,
        anchor: Range | None = None,
    ) -> Picture:
        """Puts a picture file on the sheet; sizes and places in points, -1 for its own size."""
        book = self._sheet.book
        provider = book.app.office.service("com.sun.star.graphic.GraphicProvider")
        graphic = provider.queryGraphic(properties(URL=url(Path(filename))))
        if graphic is None:
            raise ValueError(f"{filename} is no picture that LibreOffice can read.")
        shape = book.api.createInstance(_SERVICE)
        shape.Graphic = graphic
        self.api.add(shape)
        made = Picture(self._sheet, shape)
        own = _own_size(graphic)
        made.resize(
            *(
                given * _POINT if given and given > 0 else of_its_own
                for given, of_its_own in zip((width, height), own, strict=True)
            )
        )
        if anchor is not None:
            cell = getattr(anchor, "impl", anchor)
            left, top = cell.left, cell.top
        made.left, made.top = left or 0, top or 0
        made.name = self._free_name()
        return made

    def _free_name(self) -> str:
        taken = {each.name for each in self.every()}
        return next(name for at in range(1, len(taken) + 2) if (name := f"Picture {at}") not in taken)


def _own_size(graphic: Uno) -> tuple[float, float]:
    """In hundredths of a millimetre."""
    told, pixels = graphic.Size100thMM, graphic.SizePixel
    if told.Width and told.Height:
        return told.Width, told.Height
    return pixels.Width * _PIXEL, pixels.Height * _PIXEL
