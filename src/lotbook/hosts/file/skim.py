"""Whether a sheet has some text at all, told from its bytes without reading its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

# A text that stands in the cell itself, also what a formula shows.
_OWN_TEXTS = re.compile(rb'<is\b.*?</is>|"str".*?</c>', re.DOTALL)
_TAGS = re.compile(rb"<[^>]*>")
_WRITTEN_OTHERWISE = (b":worksheet", b"'s'", b"'str'", b"<v ")  # as a few programs write every cell
_HEAD = 1 << 16  # bytes of a sheet that show how it is written


def lacks(data: bytes, texts: Collection[int], is_meant: Callable[[str], bool]) -> bool:
    """Whether a sheet certainly has none of these shared texts, and no text of its own that is meant, too.

    Args:
        data: the sheet's part.
        texts: the numbers of the shared texts.
        is_meant: is asked of all texts of its own at once, parted by marks that no cell can hold.
    """
    if b"<sheetData" not in data or any(mark in data[:_HEAD] for mark in _WRITTEN_OTHERWISE):
        return False  # also where two bytes are a letter
    if any(b"<v>%d</v>" % number in data for number in texts):
        return False
    if b"<is" not in data and b'"str"' not in data:
        return True
    from html import unescape

    own = _TAGS.sub(b"", b"\0".join(_OWN_TEXTS.findall(data)))
    return b"_x" not in own and not is_meant(unescape(own.decode("utf-8", "replace")))
