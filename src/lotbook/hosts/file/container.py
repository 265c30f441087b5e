"""The zip file a workbook is: its parts by name, still compressed, read with limits and without trust.

The whole file is read into memory once, so everything read later belongs to one moment. Sizes are checked while
inflating: a part that holds more than it says is refused (zip bomb), one that holds less is damaged.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lotbook.errors import EncryptedError, NotAWorkbookError, UnsafeFileError
from lotbook.hosts.file.deflate import fast_zlib

if TYPE_CHECKING:
    from lotbook.hosts.file.ahead import Ahead

MOST_BYTES = 1 << 32  # an inflated part larger than this cannot be a sheet Excel wrote
MOST_RATIO = 300  # sheets of blank formatted rows reach about 100:1
RATIO_FROM = 50_000_000  # small parts may be as empty as they like
MOST_PARTS = 20_000
_PIECE = 1 << 16  # packed bytes that are unpacked together: some 600 kB of a sheet, and never more than 64 MB
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls and of encrypted workbooks
END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")


class Part(NamedTuple):
    """One part as the zip directory tells it: ``start`` is where it starts, ``data_at`` its compressed bytes."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    time: int
    day: int
    crc: int
    packed: int
    size: int
    attributes: int
    start: int
    data_at: int


class Container:
    """The parts of one workbook file at one moment.

    Args:
        data: the bytes of the file.
        path: its name, for messages.

    Raises:
        NotAWorkbookError: not a zip file, or a damaged one.
        EncryptedError: protected with a password or an encrypting label.
        UnsafeFileError: built to harm, or in a way that two programs would read differently.
    """

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        self.data = data
        _refuse_other_kinds(data, path)
        self.ahead: Ahead | None = None
        self._parts: dict[str, Part] = {}
        for part in self._directory():
            lower = part.name.lower()
            if lower in self._parts:
                raise UnsafeFileError(
                    f"{path.name} holds the part {part.name!r} twice.",
                    cause="Two programs would read two different workbooks from it.",
                )
            self._parts[lower] = part
        self._refuse_overlaps()

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(part.name for part in self._parts.values())

    def parts(self) -> tuple[Part, ...]:
        """All parts, in the order of the file."""
        return tuple(self._parts.values())

    def part(self, name: str) -> Part | None:
        """One part, or None when there is none of this name."""
        return self._parts.get(name.lower())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def packed(self, part: Part) -> memoryview:
        """The bytes of a part, still compressed."""
        return memoryview(self.data)[part.data_at : part.data_at + part.packed]

    def read(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            NotAWorkbookError: there is no such part, or it is damaged.
            UnsafeFileError: it holds more than the directory says.
        """
        part = self.part(name)
        if part is None:
            raise self._damaged(f"the part {name} is missing")
        content = self.ahead.take(part) if self.ahead else None
        return self.unpacked(part) if content is None else content

    def unpacked(self, part: Part) -> bytes:
        """The content of a part, unpacked here and now; see ``read``."""
        packed = self.packed(part)
        content = bytes(packed) if part.method == 0 else self._inflate(part, packed)
        if len(content) != part.size or fast_zlib().crc32(content) != part.crc:
            raise self._damaged(f"the part {part.name} is not what it was when it was saved")
        return content

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece; see ``read``. It is known to be whole when the last piece came."""
        part = self.part(name)
        if part is None:
            raise self._damaged(f"the part {name} is missing")
        if part.method == 0:
            yield self.unpacked(part)
            return
        packed, engine = self.packed(part), fast_zlib().decompressobj(-15)
        size = checksum = 0
        for start in range(0, part.packed, _PIECE):
            try:
                piece: bytes = engine.decompress(packed[start : start + _PIECE])
            except Exception as error:  # zlib and isal each raise their own
                raise self._damaged(f"the part {part.name} cannot be unpacked") from error
            size, checksum = size + len(piece), fast_zlib().crc32(piece, checksum)
            if size > part.size:
                raise self._too_large(part)
            yield piece
        if size != part.size or checksum != part.crc:
            raise self._damaged(f"the part {part.name} is not what it was when it was saved")

    def _inflate(self, part: Part, packed: memoryview) -> bytes:
        engine = fast_zlib().decompressobj(-15)
        try:
            content: bytes = engine.decompress(packed, part.size + 1)
        except Exception as error:  # zlib and isal each raise their own
            raise self._damaged(f"the part {part.name} cannot be unpacked") from error
        if len(content) > part.size:
            raise self._too_large(part)
        return content

    def _too_large(self, part: Part) -> UnsafeFileError:
        return UnsafeFileError(
            f"{self.path.name} holds a part ({part.name}) that is larger than the file says.",
            cause="That is how files are built that fill up a computer's memory.",
        )

    def _directory(self) -> Iterator[Part]:
        count, start, length = self._end()
        if count > MOST_PARTS:
            raise UnsafeFileError(f"{self.path.name} holds {count} parts, far more than a workbook has.")
        at = start
        for _ in range(count):
            if at + CENTRAL.size > start + length or self.data[at : at + 4] != b"PK\x01\x02":
                raise self._damaged("its directory ends too early")
            part, at = self._entry(at)
            if not part.name.endswith("/"):
                yield part

    def _end(self) -> tuple[int, int, int]:
        data = self.data
        at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
        if at < 0 or at + END.size > len(data):
            raise self._damaged("its end is missing")
        _, _, _, _, count, length, start, _ = END.unpack_from(data, at)
        locator = at - 20
        if locator >= 0 and data[locator : locator + 4] == b"PK\x06\x07":
            (large,) = struct.unpack_from("<Q", data, locator + 8)
            if large + _END64.size > len(data) or data[large : large + 4] != b"PK\x06\x06":
                raise self._damaged("its directory is not where the file says")
            fields = _END64.unpack_from(data, large)
            count, length, start = fields[7], fields[8], fields[9]
        if start + length > at:
            raise self._damaged("its directory is not where the file says")
        return count, start, length

    def _entry(self, at: int) -> tuple[Part, int]:
        fields = CENTRAL.unpack_from(self.data, at)
        _, _, _, flags, method, time, day, crc, packed, size, name_length, extra, comment = fields[:13]
        attributes, header_at = fields[15], fields[16]
        name_at = at + CENTRAL.size
        extra_at = name_at + name_length
        raw = self.data[name_at:extra_at]
        packed, size, header_at = _large_sizes(
            self.data[extra_at : extra_at + extra], packed, size, header_at
        )
        name = raw.decode("utf-8" if flags & 0x800 else "cp437", errors="replace").replace("\\", "/")
        part = Part(
            name.lstrip("/"), raw, flags, method, time, day, crc, packed, size, attributes, header_at,
            self._data_at(header_at, raw, packed),
        )  # fmt: skip
        self._refuse_part(part)
        return part, extra_at + extra + comment

    def _data_at(self, header_at: int, raw: bytes, packed: int) -> int:
        if header_at + _LOCAL.size > len(self.data) or self.data[header_at : header_at + 4] != b"PK\x03\x04":
            raise self._damaged("a part is not where the directory says")
        name_length: int
        extra: int
        name_length, extra = struct.unpack_from("<2H", self.data, header_at + 26)
        name_at = header_at + _LOCAL.size
        if self.data[name_at : name_at + name_length] != raw:
            raise self._damaged("a part has another name than the directory says")
        data_at = name_at + name_length + extra
        if data_at + packed > len(self.data):
            raise self._damaged("the file ends too early")
        return data_at

    def _refuse_part(self, part: Part) -> None:
        if part.flags & 1:
            raise EncryptedError(f"{self.path.name} is encrypted.")
        if part.method not in (0, 8):
            raise self._damaged(f"the part {part.name} is packed in an unusual way")
        bomb = part.size > RATIO_FROM and part.size > MOST_RATIO * max(part.packed, 1)
        if part.size > MOST_BYTES or bomb:
            raise UnsafeFileError(
                f"{self.path.name} would unpack to {part.size // 1_000_000} MB ({part.name}).",
                cause="That is how files are built that fill up a computer's memory.",
            )

    def _refuse_overlaps(self) -> None:
        end = 0
        for part in sorted(self._parts.values(), key=lambda each: each.start):
            if part.start < end:
                raise UnsafeFileError(
                    f"{self.path.name} holds parts that share the same bytes ({part.name}).",
                    cause="That is how files are built that fill up a computer's memory.",
                )
            end = part.data_at + part.packed

    def _damaged(self, how: str) -> NotAWorkbookError:
        return NotAWorkbookError(
            f"{self.path.name} is damaged: {how}.",
            next_step="Open a backup, or let Excel repair it (File > Open > Open and Repair).",
        )


def _large_sizes(extra: bytes, packed: int, size: int, header_at: int) -> tuple[int, int, int]:
    """Sizes that did not fit 32 bits stand in an extra field, in this order and only those that did not fit."""
    if 0xFFFFFFFF not in (packed, size, header_at):
        return packed, size, header_at
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            numbers = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
            size = next(numbers, size) if size == 0xFFFFFFFF else size
            packed = next(numbers, packed) if packed == 0xFFFFFFFF else packed
            header_at = next(numbers, header_at) if header_at == 0xFFFFFFFF else header_at
        at += 4 + length
    return packed, size, header_at


def _refuse_other_kinds(data: bytes, path: Path) -> None:
    if data[:8] == _COMPOUND:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedError(f"{path.name} is protected with a password or a sensitivity label.")
        raise NotAWorkbookError(
            f"{path.name} is a workbook of the old kind (.xls).",
            next_step="Open it in Excel and save it as Excel Workbook (.xlsx).",
        )
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        raise NotAWorkbookError(
            f"{path.name} is a web page or XML text that was given the name of a workbook.",
            next_step="Open it in Excel and save it as Excel Workbook (.xlsx).",
        )
    if not data:
        raise NotAWorkbookError(f"{path.name} is empty (0 bytes).", next_step="Open a backup.")
    if data[:2] != b"PK":
        raise NotAWorkbookError(f"{path.name} is not an Excel workbook.")
