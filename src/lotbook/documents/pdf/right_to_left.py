"""Looks for words in a PDF that stand among Hebrew or Arabic, whose text comes out of a PDF in the order it is drawn in.

Brackets come out mirrored, letters of a ligature turned round, a name with a number the other way about, vocalised words
with blanks in them. What can be relied on is which letters are there, and how often.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

_NOT_SHOWN = re.compile(r"[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HYPHEN = re.compile(r"[-\u2010-\u2015\u2212]")
_SIDES = str.maketrans(")]}>»›", "([{<«‹")


def stands_in(text: str) -> bool:
    """Whether a text holds letters that are written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


class Pieces:
    """What a text is made of: each word of Latin letters and digits, the letters of each other word, each sign.

    Args:
        words: word -> how often it stands in the text.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._whole: Counter[str] = Counter()
        self._fine: Counter[str] = Counter()
        self._letters: Counter[str] = Counter()
        for word, times in words.items():
            for counted, parts in (
                (self._whole, _pieces(word)),
                (self._fine, _pieces(word, fine=True)),
                (self._letters, _letters(word)),
            ):
                for part in parts:
                    counted[part] += times

    def hold(self, word: str, wanted: Pieces) -> bool:
        """Whether every piece of a word is here as often as in ``wanted``, where it should all come from."""
        fine = bool(_HYPHEN.search(word))  # ABC-12 comes out as -12ABC
        pieces = list(_pieces(word, fine=fine))
        if _is_vocalised(word):
            pieces = [piece for piece in pieces if not stands_in(piece)]
            if any(self._letters[letter] < wanted._letters[letter] for letter in _letters(word)):
                return False
        here, there = (self._fine, wanted._fine) if fine else (self._whole, wanted._whole)
        return all(here[piece] >= there[piece] for piece in pieces)


def _plain(text: str) -> str:
    shown = _NOT_SHOWN.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _HYPHEN.sub(" ", shown).translate(_SIDES)


def _pieces(word: str, *, fine: bool = False) -> Iterator[str]:
    """Runs of one direction; those from right to left with their letters sorted, because ligatures come out turned.

    With ``fine`` a run of Latin letters ends where digits begin.
    """
    bare = "".join(letter for letter in _plain(word) if not unicodedata.category(letter).startswith("M"))
    for kind, run in groupby(bare, lambda letter: _kind(letter) + str(fine and letter.isdigit())):
        letters = list(run)
        if kind.startswith("sign"):
            yield from (letter for letter in letters if not letter.isspace())
        else:
            yield "".join(sorted(letters) if kind.startswith("turned") else letters)


def _kind(letter: str) -> str:
    if stands_in(letter):
        return "turned"
    return "plain" if letter.isalnum() else "sign"


def _letters(word: str) -> Iterator[str]:
    """Each letter from right to left by itself, and each sign that is set above or below one."""
    for letter in unicodedata.normalize("NFD", _plain(word)):
        if stands_in(letter) or unicodedata.category(letter).startswith("M"):
            yield letter


def _is_vocalised(word: str) -> bool:
    return any(unicodedata.category(letter).startswith("M") for letter in _plain(word))
