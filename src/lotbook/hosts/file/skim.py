"""A sheet's part cut down to the rows that may hold a text, told from its bytes without reading its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

_ROW, _ROW_END = b"<row ", b"</row>"
# A text that stands in the cell itself, also what a formula shows.
_OWN_TEXTS = re.compile(rb'<is\b.*?</is>|"str".*?</c>', re.DOTALL)
_TAGS = re.compile(rb"<[^>]*>")
_WRITTEN_OTHERWISE = (
    b":worksheet",
    b"'s'",
    b"'str'",
    b"'inlineStr'",
    b"<v ",
)  # as a few programs write every cell
_NUMBER = re.compile(rb'<row r="([0-9]+)"')


class SkimmedSheet:
    """What is left of one sheet when rows are left out that certainly hold no text that is meant.

    Args:
        texts: the numbers of the shared texts that are meant.
        is_meant: is asked of all texts of some rows' own at once, parted by marks that no cell can hold.
    """

    def __init__(self, texts: Collection[int], is_meant: Callable[[str], bool]) -> None:
        self._values = [b"<v>%d</v>" % number for number in texts]
        self._is_meant = is_meant

    def part(self, pieces: Iterable[bytes], header_row: int) -> bytes | None:
        """The part with what stands before and behind the rows, all rows down to the header, and those that may be meant.

        None where the sheet is written in a way not known here; the pieces may then be used up in part.

        Args:
            pieces: the part, piece by piece.
            header_row: the sheet row number of the header.
        """
        kept: list[bytes] = []
        rest, is_top = b"", True
        for piece in pieces:
            rest += piece
            end = rest.rfind(_ROW_END) + len(_ROW_END)
            if end < len(_ROW_END):
                continue
            rows, rest = rest[:end], rest[end:]
            if b"!" in rows and b"<!" in rows:
                return None
            if is_top:
                start = _below(rows, header_row)
                if start < 0:
                    rest = rows + rest
                    continue
                if b"<sheetData>" not in rows[:start] or any(mark in rows for mark in _WRITTEN_OTHERWISE):
                    return None
                kept.append(rows[:start])
                rows, is_top = rows[start:], False
            kept += self._meant(rows)
        return b"".join([*kept, rest]) if not is_top or b"<sheetData" in rest else None

    def _meant(self, rows: bytes) -> Iterator[bytes]:
        """The rows that name a text that is meant; all of them where one of their own may be."""
        if self._own_may_be(rows):
            yield rows
            return
        places = sorted({place for value in self._values for place in _places(rows, value)})
        done = 0
        for place in places:
            if place >= done:
                start = rows.rfind(_ROW, 0, place)
                done = rows.index(_ROW_END, place) + len(_ROW_END)
                yield rows[max(start, 0) : done]

    def _own_may_be(self, rows: bytes) -> bool:
        # One rare letter is found many times quicker than the letters that mean something.
        inline = b"l" in rows and b'"inlineStr"' in rows
        if b"'" in rows and (b"'str'" in rows or b"'inlineStr'" in rows or b"'s'" in rows):
            return True
        if not inline and b't="str"' not in rows:
            return False
        from html import unescape

        own = _TAGS.sub(b"", b"\0".join(_OWN_TEXTS.findall(rows)))
        return b"_x" in own or self._is_meant(unescape(own.decode("utf-8", "replace")))


def _below(rows: bytes, header_row: int) -> int:
    """Where the first row below the header starts; behind all rows when there is none, -1 when it may come later."""
    for found in _NUMBER.finditer(rows):
        if int(found[1]) > header_row:
            return found.start()
    return -1


def _places(rows: bytes, value: bytes) -> Iterator[int]:
    place = rows.find(value)
    while place >= 0:
        yield place
        place = rows.find(value, place + 1)
