"""XML in and out: a reader that obeys the standard and refuses document types, and texts as a sheet writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from lotbook.errors import NotAWorkbookError, UnsafeFileError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONGEST_TEXT = 32_767  # characters in one cell; Excel Open XML limits

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#(x?)([0-9A-Fa-f]+)|(lt|gt|quot|apos|amp));")
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


class Element(NamedTuple):
    """One element as it starts: its name and attributes with ``namespace local`` names, and how deep it stands."""

    name: str
    attributes: Mapping[str, str]
    depth: int

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition(" ")[2]


def walk(
    data: bytes,
    start: Callable[[Element], None],
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
    *,
    part: str = "",
) -> None:
    """Calls ``start`` for each element, ``text`` for character data, ``end`` with the name of each finished element.

    Raises:
        NotAWorkbookError: the part is not well-formed XML.
        UnsafeFileError: it declares a document type, which no workbook needs and XML bombs are made of.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        start(Element(name, attributes, depth))
        depth += 1

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name)

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    if text:
        parser.CharacterDataHandler = text
    parse(parser, data, part)


def parse(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Lets a parser read a whole part; see ``walk`` for what is refused."""
    refuse_document_types(parser, part)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise NotAWorkbookError(
            f"The workbook is damaged: {part or 'a part'} is not well-formed XML.", cause=str(error)
        ) from error


def refuse_document_types(parser: expat.XMLParserType, part: str) -> None:
    """Lets a parser stop at the first document type declaration."""

    def refuse(*_: object) -> None:
        raise UnsafeFileError(
            f"{part or 'A part of the workbook'} declares a document type, which no workbook needs.",
            cause="That is how files are built that fill up a computer's memory.",
        )

    parser.StartDoctypeDeclHandler = refuse


def elements(data: bytes, part: str = "") -> list[Element]:
    """All elements of a small part, in order."""
    found: list[Element] = []
    walk(data, found.append, part=part)
    return found


def unescape(text: str) -> str:
    """Character data without entities."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda m: _NAMED[m[3]] if m[3] else chr(int(m[2], 16 if m[1] else 10)), text)


def unescape_cell(text: str) -> str:
    """A cell's text without the ``_x000A_`` escapes that sheets use for characters XML cannot hold."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    if _SURROGATE.search(plain):
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


def escape(text: str) -> str:
    """Text for XML, in an element or an attribute in double quotes; a line break survives in both."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def escape_cell(text: str) -> str:
    """A cell's text for XML: control characters and what looks like an escape become ``_xHHHH_``."""
    text = _LIKE_ESCAPE.sub("_x005F_", text)
    text = _CONTROL.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "_x000D_")


def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column by its number."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Area(NamedTuple):
    """A block of cells, by column and row numbers."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?\Z")


def area(reference: str) -> Area | None:
    """The block a reference such as ``B2:D10`` names, or None for whole columns and rows."""
    found = _AREA.match(reference)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    return Area(column_number(left), int(top), column_number(right or left), int(bottom or top))
