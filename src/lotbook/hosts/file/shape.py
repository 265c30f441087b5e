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
_ODD_CELL = re.compile(rb'<c(?! r="[A-Z])')
_ODD_ROW = re.compile(rb'<row(?! r="[1-9])')


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
    if not _plain_text(data) or data.count(b"<sheetData") != 1:
        return None
    opening = data.find(b"<sheetData")
    if data.startswith(b"<sheetData/>", opening):
        end = opening + len(b"<sheetData/>")
        return Region(opening, end, end, end) if _plain_head(data, opening) else None
    start = opening + len(b"<sheetData>")
    end = data.rfind(b"</sheetData>")
    if not data.startswith(b"<sheetData>", opening) or end < start or not _plain_head(data, opening):
        return None
    if data.find(b"xmlns", start, end) >= 0 or data.find(b"<?", start, end) >= 0:
        return None
    if _ODD_CELL.search(data, start, end) or _ODD_ROW.search(data, start, end):
        return None
    return Region(opening, start, end, end + len(b"</sheetData>"))


def _plain_text(data: bytes) -> bool:
    """Whether the part is UTF-8 and nothing in it is commented out or quoted."""
    if data.find(b"<!") >= 0:
        return False
    if data[:3] == b"\xef\xbb\xbf":
        return True
    declared = _ENCODING.match(data)
    return data[:1] == b"<" and (declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii"))


def _plain_head(data: bytes, end: int) -> bool:
    """Whether unprefixed names mean cells and rows, and no prefix means them as well."""
    head = data[:end]
    return bool(_DEFAULT_SPACE.search(head)) and head.count(MAIN.encode() + b'"') == 1
