"""The little that xlwings has no portable word for: styles, properties, protection, read-only, pieces of a selection.

Each is asked of the spreadsheet's own object: COM of Excel on Windows, AppleScript of Excel on a Mac, UNO of LibreOffice.
Where one cannot tell, the answer is the harmless one and the change is refused by the spreadsheet itself.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lotbook.errors import NotAWorkbookError, UnsafeEditError, UsageError

if TYPE_CHECKING:
    from xlwings import Book, Range, Sheet

    from lotbook.hosts.calc.several import Several
    from lotbook.hosts.live.area import Area

# Cell styles that every document of LibreOffice 7 has.
_STYLES_OF_CALC = frozenset(
    {
        "Accent", "Accent 1", "Accent 2", "Accent 3", "Bad", "Default", "Error", "Footnote", "Good", "Heading",
        "Heading 1", "Heading 2", "Hyperlink", "Neutral", "Note", "Result", "Status", "Text", "Warning",
    }
)  # fmt: skip
_REMOVABLE = 128  # com.sun.star.beans.PropertyAttribute.REMOVABLE, as a person's own property is
_ADDRESS_MAY_BE_CUT = 200  # letters; one address is at most some twenty long
_NUMBER_PROPERTY = 1  # msoPropertyTypeNumber of Office's enumeration MsoDocProperties


def is_calc(book: Book) -> bool:
    """Whether the workbook is open in LibreOffice Calc, not in Excel."""
    return str(book.app.engine.name) == "calc"


def _is_mac(book: Book) -> bool:
    return sys.platform == "darwin" and not is_calc(book)


def full_name(book: Book) -> str:
    """Where the workbook lies as the spreadsheet names it: a path, an address in the cloud, or only a name.

    Raises:
        NotAWorkbookError: it lies in the cloud and xlwings found no folder for it.
    """
    if sys.platform == "win32" and not is_calc(book):
        return str(
            book.api.FullName
        )  # xlwings would look for a folder itself, and read the workbook's sheets for it
    try:
        return str(book.fullname)
    except Exception as error:
        raise NotAWorkbookError(
            f"{book.name} is open from the cloud, and its file is not found on this computer.",
            cause=str(error),
            next_step="Open it from the folder that OneDrive keeps on this computer, then click again.",
        ) from error


def is_read_only(book: Book) -> bool:
    """Whether the workbook was opened so that it cannot be saved under its name."""
    own: Any = book.api
    if is_calc(book):
        return bool(own.isReadonly())
    return bool(own.read_only.get() if _is_mac(book) else own.ReadOnly)


def is_protected(sheet: Sheet) -> bool:
    """Whether the cells of a sheet are protected against changes."""
    own: Any = sheet.api
    if is_calc(sheet.book):
        return bool(own.isProtected())
    return bool(own.protect_contents.get() if _is_mac(sheet.book) else own.ProtectContents)


def forget_link(cell: Range) -> None:
    """Takes the link off a cell that was emptied; its look stays.

    In LibreOffice a link is a part of the text, and went with it. Excel on a Mac keeps it on the empty cell, where the next
    link takes its place.
    """
    if sys.platform == "win32" and not is_calc(cell.sheet.book):
        own: Any = cell.api
        own.ClearHyperlinks()


def pieces(cells: Range) -> list[str]:
    """The addresses of each piece of a selection, such as ``$A$5:$C$9``.

    Excel ends the address of many pieces after 255 letters without a word, so each piece is asked for its own.

    Raises:
        UsageError: Excel on a Mac cannot tell them all.
    """
    address = str(cells.address)
    if is_calc(cells.sheet.book) or len(address) < _ADDRESS_MAY_BE_CUT:
        return address.split(",")
    if _is_mac(cells.sheet.book):
        raise UsageError(
            "So many separate pieces are selected that Excel on a Mac does not tell them all.",
            next_step="Select fewer pieces at once, or use a filter and select the rows in one go.",
        )
    own: Any = cells.api
    return [str(own.Areas(number).Address) for number in range(1, own.Areas.Count + 1)]


def style_names(book: Book, wanted: Collection[str]) -> dict[str, str]:
    """What the spreadsheet calls named styles of the workbook: LibreOffice numbers those that are called like its own."""
    if not is_calc(book):
        return {name: name for name in wanted}
    own: Any = book.api
    there = frozenset(own.StyleFamilies.getByName("CellStyles").ElementNames)
    return {name: _calc_name(name, there) for name in wanted}


def _calc_name(name: str, there: Collection[str]) -> str:
    if name not in _STYLES_OF_CALC:
        return name
    numbered = (f"{name} {number}" for number in range(1, 10))
    return next((each for each in numbered if each in there and each not in _STYLES_OF_CALC), name)


def set_style(cells: Range, name: str) -> None:
    """Gives cells a named style; a workbook that lost the style keeps them plain."""
    own: Any = cells.api
    book = cells.sheet.book
    try:
        if is_calc(book):
            own.CellStyle = name
        elif _is_mac(book):
            own.style_object.set(name)
        else:
            own.Style = name
    except Exception:  # noqa: BLE001 - each spreadsheet has its own error for an unknown name; looks are not the answer
        return


class Looks:
    """Looks of one sheet, each given to many rectangles: in LibreOffice at once, in Excel one after the other.

    Args:
        page: the open sheet.
    """

    def __init__(self, page: Sheet) -> None:
        self._page = page
        self._several = _several(page) if is_calc(page.book) else None

    def style(self, areas: Sequence[Area], name: str) -> None:
        """Gives cells a named style; a workbook that lost the style keeps them plain."""
        if self._several is None:
            for area in areas:
                set_style(self._cells(area), name)
            return
        with suppress(Exception):  # it has its own error for an unknown name; looks are not the answer
            self._several.style(areas, name)

    def number_format(self, areas: Sequence[Area], code: str) -> None:
        """Gives cells a number format."""
        if self._several is not None:
            self._several.number_format(areas, code)
            return
        for area in areas:
            self._cells(area).number_format = code

    def _cells(self, area: Area) -> Range:
        return self._page.range((area.top, area.left), (area.bottom, area.right))


def _several(page: Sheet) -> Several:
    from lotbook.hosts.calc.several import Several

    return Several(page.impl)


def property_value(book: Book, name: str) -> str | None:
    """A custom document property of the open workbook; None when it has none, or cannot tell."""
    own: Any = book.api
    try:
        if is_calc(book):
            found = own.DocumentProperties.UserDefinedProperties.getPropertyValue(name)
        elif _is_mac(book):
            return None
        else:
            found = own.CustomDocumentProperties(name).Value
    except Exception:  # noqa: BLE001 - each spreadsheet has its own error for an unknown name
        return None
    if found is None:
        return None
    return str(int(found)) if isinstance(found, float) and found == int(found) else str(found)


def set_property(book: Book, name: str, value: int) -> None:
    """Gives a custom document property a value.

    Raises:
        UnsafeEditError: Excel on a Mac has no word for it.
    """
    own: Any = book.api
    if _is_mac(book):
        raise UnsafeEditError(
            f"Excel on a Mac cannot set the property {name!r} of an open workbook.",
            next_step="Save and close the workbook, then run the command once in a terminal.",
        )
    if is_calc(book):
        properties = own.DocumentProperties.UserDefinedProperties
        if properties.getPropertySetInfo().hasPropertyByName(name):
            properties.removeProperty(name)
        properties.addProperty(name, _REMOVABLE, float(value))  # new ones may be fractions, not whole numbers
        return
    if property_value(book, name) is None:
        own.CustomDocumentProperties.Add(name, False, _NUMBER_PROPERTY, value)  # noqa: FBT003 - LinkToContent of COM
    else:
        own.CustomDocumentProperties(name).Value = value
