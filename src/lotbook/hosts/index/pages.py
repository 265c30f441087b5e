"""The file of an index: pages with checksums, found through lists of their first items; nothing in it is ever run.

    magic, pages ..., lists of pages ..., directory (JSON), footer: where the directory is, its checksum, the whole size

A page that is not what was written, a file that ends too early or is another kind of file raise ``BrokenIndexError``.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

MAGIC = b"Lotbook index 1\n"
_FOOTER = struct.Struct("<16sQQLQ")
_LARGEST = 1 << 24  # bytes of one page unpacked; what is larger was not written here


class BrokenIndexError(Exception):
    """The file is not an index as it was written."""


class PageList(NamedTuple):
    """The pages of one list: the first item of each, where it stands, how long it is, its CRC-32."""

    firsts: array[int]
    starts: array[int]
    lengths: array[int]
    checksums: array[int]

    @classmethod
    def empty(cls) -> PageList:
        """A list without pages."""
        return cls(array("Q"), array("Q"), array("Q"), array("Q"))


class PageWriter:
    """Writes an index; items are added list by list, in order.

    Args:
        file: the new file, empty.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._file.write(MAGIC)
        self._at = len(MAGIC)
        self._lists: dict[str, PageList] = {}

    def add(self, name: str, first: int, page: bytes, *, packed: bool = False) -> None:
        """Adds a page to a list; ``first`` is the number of its first item."""
        content = zlib.compress(page, 1) if packed else page
        found = self._lists.setdefault(name, PageList.empty())
        for numbers, number in zip(found, (first, self._at, len(content), zlib.crc32(content)), strict=True):
            numbers.append(number)
        self._write(content)

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._at += len(content)

    def finish(self, told: Mapping[str, object]) -> None:
        """Writes the directory with what is to be known of the index as a whole, and the footer."""
        lists: dict[str, list[int]] = {}
        for name, found in self._lists.items():
            content = b"".join(numbers.tobytes() for numbers in found)
            lists[name] = [self._at, len(found.firsts), zlib.crc32(content)]
            self._write(content)
        directory = json.dumps({"told": told, "lists": lists}).encode()
        start = self._at
        self._write(directory)
        size = self._at + _FOOTER.size
        self._write(_FOOTER.pack(MAGIC, start, len(directory), zlib.crc32(directory), size))


class PageReader:
    """Reads an index.

    Args:
        file: the file, open for reading.

    Attributes:
        told: what is known of the index as a whole.

    Raises:
        BrokenIndexError: it is not an index.
        OSError: it cannot be read.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        end = file.seek(0, 2)
        magic, start, length, checksum, size = _FOOTER.unpack(self._read(end - _FOOTER.size, _FOOTER.size))
        if magic != MAGIC or size != end or self._read(0, len(MAGIC)) != MAGIC:
            raise BrokenIndexError
        directory = json.loads(self._checked(start, length, checksum))
        self.told: Mapping[str, object] = directory["told"]
        self._where: Mapping[str, list[int]] = directory["lists"]
        self._lists: dict[str, PageList] = {}
        self._pages: dict[tuple[str, int], bytes] = {}

    def _read(self, start: int, length: int) -> bytes:
        if start < 0:
            raise BrokenIndexError
        self._file.seek(start)
        content = self._file.read(length)
        if len(content) != length:
            raise BrokenIndexError
        return content

    def _checked(self, start: int, length: int, checksum: int) -> bytes:
        content = self._read(start, length)
        if zlib.crc32(content) != checksum:
            raise BrokenIndexError
        return content

    def pages(self, name: str) -> PageList:
        """The pages of one list; an empty one when nothing was added to it."""
        found = self._lists.get(name)
        if found is None:
            found = PageList.empty()
            if name in self._where:
                start, count, checksum = self._where[name]
                content = self._checked(start, count * 32, checksum)
                for number, numbers in enumerate(found):
                    numbers.frombytes(content[number * count * 8 : (number + 1) * count * 8])
            self._lists[name] = found
        return found

    def page(self, name: str, number: int, *, packed: bool = False) -> bytes:
        """One page of a list by its position."""
        content = self._pages.get((name, number))
        if content is None:
            _, starts, lengths, checksums = self.pages(name)
            content = self._checked(starts[number], lengths[number], checksums[number])
            if packed:
                content = zlib.decompressobj().decompress(content, _LARGEST)
            self._pages[name, number] = content
        return content

    def position(self, name: str, item: int) -> int:
        """The position of the page of a list that holds an item, or would hold it; -1 in front of all pages."""
        return bisect_right(self.pages(name).firsts, item) - 1


def opened(path: Path) -> BinaryIO:
    """The file of an index, for a reader."""
    return path.open("rb")


def of_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers as the bytes of a page."""
    return array("Q", numbers).tobytes()


def numbers_in(page: bytes) -> array[int]:
    """The numbers of such a page."""
    found = array("Q")
    found.frombytes(page)
    return found
