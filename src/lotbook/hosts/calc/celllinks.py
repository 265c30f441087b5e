"""Links and notes on a cell."""

from __future__ import annotations

import re
from pathlib import Path

from lotbook.hosts.calc.honest import honest
from lotbook.hosts.calc.rectangle import Rectangle
from lotbook.hosts.calc.unolink import Uno, local_path, url
from lotbook.hosts.calc.xl import base_classes

_FORMULA = re.compile(r'=HYPERLINK\("((?:[^"]|"")*)"')
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|#")
_LINK_COLOUR = 0x0563C1  # Excel's hyperlink blue
_SINGLE_LINE = 1


class Links(Rectangle):
    """The link and the note of the first cell."""

    @property
    def hyperlink(self) -> str:
        """Where the link leads: a path from the workbook's folder on, an address, or ``#Sheet!A1``.

        Raises:
            ValueError: there is none.
        """
        cell = self.corner
        if cell.TextFields.hasElements():
            return self._from_folder(str(cell.TextFields.createEnumeration().nextElement().URL))
        if found := _FORMULA.match(cell.Formula):
            return found[1].replace('""', '"')
        raise ValueError("The cell has no link.")

    def _from_folder(self, address: str) -> str:
        if address.startswith("#"):
            return _inside(address, ".", "!")
        folder = self._sheet.book.folder
        if folder is not None and address.startswith("file:"):
            path = Path(local_path(address))
            return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
        return address

    def add_hyperlink(
        self, address: str, text_to_display: str | None = None, screen_tip: str | None = None
    ) -> None:
        """Puts a link and its text into the first cell."""
        self.allow_change()
        book = self._sheet.book
        if address.startswith("#"):
            target = _inside(address, "!", ".")
        elif _ADDRESS.match(address) or book.folder is None:
            target = address
        else:
            target = url(book.folder / address)
        field = book.api.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = target, text_to_display or address
        cell = self.corner
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)
        cell.CharColor, cell.CharUnderline = _LINK_COLOUR, _SINGLE_LINE

    @property
    def note(self) -> Note | None:
        """The note on the first cell, if there is one."""
        return Note(self) if self.corner.Annotation.String else None

    def add_note(self, text: str) -> Note:
        """Puts a note on the first cell."""
        self.allow_change()
        self._sheet.api.Annotations.insertNew(self.corner.CellAddress, text)
        return Note(self)


@honest
class Note(base_classes.Note):
    """A note on a cell."""

    def __init__(self, cells: Rectangle) -> None:
        self._cells = cells

    @property
    def api(self) -> Uno:
        """LibreOffice's annotation."""
        return self._cells.corner.Annotation

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.api.String)

    @text.setter
    def text(self, value: str) -> None:
        self._cells.allow_change()
        self.api.setString(value)

    @property
    def author(self) -> str:
        """Who wrote it."""
        return str(self.api.Author)

    @property
    def location(self) -> Rectangle:
        """The cell."""
        return self._cells

    def delete(self) -> None:
        """Takes it away."""
        notes = self._cells.sheet.api.Annotations
        here = self._cells.corner.CellAddress
        for at in range(notes.Count):
            place = notes.getByIndex(at).Position
            if (place.Row, place.Column) == (here.Row, here.Column):
                notes.removeByIndex(at)
                return


def _inside(address: str, before: str, after: str) -> str:
    """A link to a place in the same workbook: Excel writes ``#Sheet!A1``, LibreOffice ``#Sheet.A1``."""
    sheet, mark, cell = address.rpartition(before)
    return f"{sheet}{after}{cell}" if mark else address
