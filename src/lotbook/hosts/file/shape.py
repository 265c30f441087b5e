"""Where the cells stand in a sheet's part, and proof that it has the shape the fast readers and the editor know.

The shape is the one Excel, LibreOffice and every common library write: no prefixes, no comments, each row and each
cell starting with its own reference. A sheet of another shape is read by the patient reader and not edited.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotbook.hosts.file.markup import MAIN

_DEFAULT_SPACE = re.compile(rb'<worksheet\b[^>]*\bxmlns="%s"' % re.escape(MAIN.encode()))
_ENCODING = re.compile(rb'<\?xml[^>]*\bencoding=["\']([^"\']+)["\']')
_RARE = (b"!", b"?")  # what comments, quotations and instructions start with, after the bracket
_ODD_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}[1-9][0-9]*")')
_ODD_ROW = re.compile(rb'<row(?! r="[1-9][0-9]*")')


class Region(NamedTuple):
    """Where the rows stand in a sheet's bytes: from ``start`` to ``end``, between the tags of ``sheetData``.

    ``outer_start`` and ``outer_end`` include these tags.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int


def plain_region(data: bytes) -> Region | None:
    """Where the rows stand, or None when the sheet is not of the known shape."""
    region = framed_region(data)
    if region is None:
        return None
    _, start, end, _ = region
    # One rare letter is found many times quicker than the two that mean something.
    if any(data.find(b, start, end) >= 0 and data.find(b"<" + b, start, end) >= 0 for b in _RARE):
        return None
    if data.find(b"xmlns", start, end) >= 0 or data.find(b"</sheetData", start, end) >= 0:
        return None
    if _ODD_CELL.search(data, start, end) or _ODD_ROW.search(data, start, end):
        return None
    return region


def framed_region(data: bytes) -> Region | None:
    """The same for a reader that looks at every tag between the rows itself."""
    opening = data.find(b"<sheetData")
    if opening < 0 or not _plain_head(data[:opening]):
        return None
    if data.startswith(b"<sheetData/>", opening):
        end = outer_end = opening + len(b"<sheetData/>")
        start = end
    else:
        start = opening + len(b"<sheetData>")
        end = data.rfind(b"</sheetData>")
        outer_end = end + len(b"</sheetData>")
    tail = data[outer_end:]
    if end < start or b"<!" in tail or b"<sheetData" in tail:
        return None
    if start != end and not data.startswith(b"<sheetData>", opening):
        return None
    return Region(opening, start, end, outer_end)


def _plain_head(head: bytes) -> bool:
    """Whether the part is UTF-8, and unprefixed names mean cells and rows and no prefix means them as well."""
    if b"<!" in head or not head.startswith((b"<", b"\xef\xbb\xbf<")):
        return False
    declared = _ENCODING.search(head[:200])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        return False
    return bool(_DEFAULT_SPACE.search(head)) and head.count(MAIN.encode() + b'"') == 1
