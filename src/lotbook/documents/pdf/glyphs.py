"""Finds letters that a PDF shows as empty boxes because the computer that made it has no font for them.

The text of such a PDF is right, so only what can be seen tells: different letters that look all the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_COMMON = 0x0370  # below it stand the letters that every font has
_IDEOGRAPHS = 0x2E80  # from here on hardly two letters look the same
_FEW = 3
_MOST = 60  # distinct letters that are looked at
_SCALE = 6.0  # pixels a point
_CELL = (12, 16)  # pixels that letters are compared in
_ALIKE = 12.0  # mean difference, of 255, between two pictures of the same box on different pixels


class _Letter(NamedTuple):
    letter: str
    width: float
    height: float
    picture: bytes


def without_a_font(pdf: Path) -> list[str]:
    """The letters beyond Latin that are shown as boxes, in their order; found where at least two or three are."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        letters = list(_letters(opened))
    # A few true letters look like another one (the Greek and the Cyrillic o); three that look the same are boxes.
    few = len(letters) <= _FEW and all(ord(each.letter) >= _IDEOGRAPHS for each in letters)
    enough = 2 if few else 3
    return [each.letter for each in letters if sum(_alike(each, other) for other in letters) >= enough]


def _letters(opened: PdfDocument) -> Iterator[_Letter]:
    """Each distinct letter beyond Latin, as it looks where it stands first."""
    seen: set[str] = set()
    for page in opened:
        text = page.get_textpage()
        if not any(map(may_lack, set(text.get_text_range()))):
            continue  # one question for the page; each letter by itself takes a hundred times as long
        picture = None
        for number, letter in enumerate(_characters(text)):
            if letter in seen or not may_lack(letter):
                continue
            if len(seen) == _MOST:
                return
            seen.add(letter)
            picture = picture or page.render(scale=_SCALE).to_pil().convert("L")
            left, bottom, right, top = text.get_charbox(number)
            if right <= left or top <= bottom:
                continue
            high = page.get_height()
            edges = (left * _SCALE, (high - top) * _SCALE, right * _SCALE, (high - bottom) * _SCALE)
            cell = picture.resize(_CELL, box=edges)
            yield _Letter(letter, right - left, top - bottom, cell.tobytes())


def may_lack(letter: str) -> bool:
    """Whether a letter is one that some fonts do not have."""
    return ord(letter) >= _COMMON and unicodedata.category(letter).startswith("L")


def _characters(text: object) -> Iterator[str]:
    count = text.count_chars()  # type: ignore[attr-defined]
    for number in range(count):
        yield (text.get_text_range(number, 1) or " ")[0]  # type: ignore[attr-defined]


def _alike(one: _Letter, other: _Letter) -> bool:
    shape = abs(one.width / one.height - other.width / other.height)
    if shape > 0.02:
        return False
    pairs = zip(one.picture, other.picture, strict=True)
    return sum(abs(left - right) for left, right in pairs) / len(one.picture) < _ALIKE
