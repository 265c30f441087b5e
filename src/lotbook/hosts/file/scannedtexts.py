"""The shared texts of a workbook as they stand in its part: few of them are told without making texts of the others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from lotbook.domain.identifiers import bare_bytes
from lotbook.hosts.file.markup import MAIN
from lotbook.hosts.file.strings import PLAIN_HEAD, shared_texts

_ENTRY, _ENTRY_END = b"<si", b"</si>"
_BLOCK = 1 << 16  # bytes of which it is known how many texts start before them
_SPACE = MAIN.encode()
_OTHERWISE = (
    b"<r",
    b"<si/",
    b"<!",
    _SPACE,
)  # texts of several pieces, empty ones, and names that mean something else
_ESCAPES = (re.compile(b"&"), re.compile(b"_x"))
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_MOST = 50_000  # texts looked at one by one
_FEWEST = 3  # letters to look for; fewer are in the tags, too


class ScannedTexts(Sequence[str]):
    """The shared texts of a part that is written in a way which shows where each starts.

    Args:
        data: the shared strings part.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[int, str] = {}

    @cached_property
    def is_plain(self) -> bool:
        """Whether every text certainly starts with the same tag, and none is put together from several."""
        data = self._data
        start = data.find(_ENTRY)
        head = data[: max(start, 0)]
        plain = PLAIN_HEAD.fullmatch(head) and head.count(_SPACE) == 1
        return bool(plain) and not any(data.find(mark, start) >= 0 for mark in _OTHERWISE)

    @cached_property
    def _counts(self) -> list[int]:
        """How many texts start before each block, and in all."""
        counts = [0]
        for start in range(0, len(self._data), _BLOCK):
            end = start + _BLOCK + len(_ENTRY) - 1  # a tag may stand where two blocks meet
            counts.append(counts[-1] + self._data.count(_ENTRY, start, end))
        return counts

    def __len__(self) -> int:
        return self._counts[-1]

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - numbers only; a slice is never asked for
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index not in self._known:
            self._known[index] = self._text(self._place(index))
        return self._known[index]

    def _place(self, index: int) -> int:
        block = bisect_right(self._counts, index) - 1
        at = block * _BLOCK
        for _ in range(index - self._counts[block] + 1):
            at = self._data.index(_ENTRY, at) + 1
        return at - 1

    def _number(self, at: int) -> int:
        """The number of the text that a byte belongs to."""
        block = at // _BLOCK
        return self._counts[block] + self._data.count(_ENTRY, block * _BLOCK, at + 1) - 1

    def _text(self, start: int) -> str:
        end = self._data.index(b">", start) + 1
        if self._data[end - 2 : end] != b"/>":
            end = self._data.index(_ENTRY_END, start) + len(_ENTRY_END)
        (text,) = shared_texts(b'<sst xmlns="%s">%s</sst>' % (_SPACE, self._data[start:end]))
        return text

    def like(self, bare: str, is_meant: Callable[[str], bool]) -> list[int] | None:
        """The numbers of the texts that are meant; None where only looking at all of them can tell.

        Args:
            bare: what the bare form of every text that is meant holds.
            is_meant: is asked of the few texts that may be.
        """
        if len(bare) < _FEWEST or not self.is_plain:
            return None
        numbers: set[int] = set()
        for number in self._candidates(bare):
            numbers.add(number)
            if len(numbers) > _MOST:
                return None
        return sorted(number for number in numbers if is_meant(self[number]))

    def _candidates(self, bare: str) -> Iterator[int]:
        """The texts that may hold it, and all that are compared as other texts than they seem."""
        if bare.isascii():
            yield from self._holding(bare.encode())
        yield from self._odd()

    def _holding(self, bare: bytes) -> Iterator[int]:
        flat = bare_bytes(self._data)
        tag = bare_bytes(_ENTRY)  # of a text's end it is the same
        at = flat.find(bare)
        tags = before = 0
        while at >= 0:
            tags += flat.count(tag, before, at)
            if tags % 2:
                yield tags // 2
            before = at
            at = flat.find(bare, at + 1)

    def _odd(self) -> Iterator[int]:
        """The texts with a letter beyond ASCII or with an escape."""
        for mark in _ESCAPES if self._data.isascii() else (*_ESCAPES, _BEYOND_ASCII):
            found = mark.search(self._data, self._data.find(_ENTRY))
            while found:
                yield self._number(found.start())
                found = mark.search(self._data, self._data.find(_ENTRY_END, found.start()))
