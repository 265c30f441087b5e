"""Very many shared texts: where each stands in the part is known, and it is made a text when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from lotbook.hosts.file.broadcells import FIRST, Part, Places, word
from lotbook.hosts.file.markup import unescape, unescape_cell
from lotbook.hosts.file.quick import OddSheetError
from lotbook.hosts.file.strings import PLAIN_HEAD, SharedTexts

_ENTRY = b"<si><t>"
_KEPT = b'<si><t xml:space="preserve">'
_END = b"</t></si>"
_TAGS = 4  # of one entry
_BLOCK = 1 << 19  # bytes looked at together


class BroadTexts(SharedTexts):
    """The shared texts of a very large workbook; see ``tables.placed.PlacedTexts``.

    Args:
        data: the shared strings part.

    Raises:
        OddSheetError: it is not written the plain way.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.data = data
        self.starts, self.ends = _places(data)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - as in SharedTexts
        if isinstance(index, slice) or "_every" in self.__dict__:
            return self._every[index]
        text = self.data[self.starts[index] : self.ends[index]].decode()
        return unescape_cell(unescape(text)) if "&" in text or "_x" in text else text


def _places(data: bytes) -> tuple[Places, Places]:
    """Where each text starts and ends; every byte between the texts is looked at."""
    first = data.find(b"<si>")
    last = data.rfind(_END) + len(_END)
    odd = (
        first < 0
        or last < first
        or not PLAIN_HEAD.fullmatch(data[:first])
        or data[last:].strip() != b"</sst>"
    )
    if odd or data.find(b"\r", first) >= 0 or not _is_utf8(data):
        raise OddSheetError
    part = Part.of(data)
    found = [_places_in(part, start, end) for start, end in _blocks(data, first, last)]
    starts, ends = zip(*found, strict=True)
    return np.concatenate(starts), np.concatenate(ends)


def _blocks(data: bytes, start: int, last: int) -> Iterator[tuple[int, int]]:
    """The texts in stretches that stay, with what is found in them, in the processor's own memory."""
    while start < last:
        end = data.find(b"<si>", start + _BLOCK, last)
        end = last if end < 0 else end
        yield start, end
        start = end


def _places_in(part: Part, first: int, last: int) -> tuple[Places, Places]:
    tags = np.flatnonzero(part.single[first:last] == ord("<")) + first
    if len(tags) % _TAGS:
        raise OddSheetError
    starts, inner, ends, closes = tags.reshape(-1, _TAGS).T
    heads = part.words[starts]
    plain = (heads & FIRST[len(_ENTRY)]) == word(_ENTRY)
    for at in np.flatnonzero(~plain).tolist():
        if not part.data.startswith(_KEPT, int(starts[at])):
            raise OddSheetError
    nexts = np.append(starts[1:], last)
    sure = (part.words[ends] == word(_END[:8])) & (closes == ends + 4) & (nexts == ends + len(_END))
    if not sure.all() or (part.single.take(nexts - 1) != ord(">")).any() or (inner != starts + 4).any():
        raise OddSheetError
    return starts + np.where(plain, len(_ENTRY), len(_KEPT)), ends.copy()


def _is_utf8(data: bytes) -> bool:
    if data.isascii():  # then nothing need be made of it
        return True
    try:
        str(memoryview(data), "utf-8")
    except UnicodeDecodeError:
        return False
    return True
