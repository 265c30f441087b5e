"""Makes a VBA project what [MS-OVBA] asks of a program that writes one: source only, nothing compiled, nothing of a maker.

Excel compiles the source itself when the stored version is 0xFFFF (section 2.3.4.1), so what runs is what can be read.
Identical sources give identical bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

PROJECT = "Lotbook"
NO_PCODE = bytes.fromhex("cc61ffff000000")  # 2.3.4.1 _VBA_PROJECT: the header alone, no PerformanceCache

# Records of the dir stream (2.3.4.2) that are looked at.
_NAME, _VERSION, _STREAM_NAME, _OFFSET = 0x0004, 0x0009, 0x001A, 0x0031
_MAJOR, _MINOR = 1, 1  # counted up by Excel at each save; ours is saved once


def source_only(project: bytes) -> bytes:
    """A ``vbaProject.bin`` without compiled code and with the project's own name."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    container = CFB.from_bytes(project)
    records = list(_records(bytes(decompress(container.get_stream_in_storage("VBA", "dir")))))
    _cut_caches(container, records)
    container.write_stream_in_storage("VBA", "dir", compress(b"".join(_clean(*record) for record in records)))
    container.write_stream_in_storage("VBA", "_VBA_PROJECT", NO_PCODE)
    container.write_stream("PROJECT", _named(container.get_stream("PROJECT")))
    return bytes(container.to_bytes())


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record of a dir stream as (id, content); the version's length field is fixed and says four of its six."""
    at = 0
    while at + 6 <= len(data):
        kind, size = struct.unpack_from("<HI", data, at)
        length = 6 if kind == _VERSION else size
        yield kind, data[at + 6 : at + 6 + length]
        at += 6 + length


def _cut_caches(container: Any, records: list[tuple[int, bytes]]) -> None:  # noqa: ANN401 - a container of pyopenvba
    """Drops what stands before the source in each module's stream: compiled code of the program that saved it."""
    stream = ""
    for kind, content in records:
        if kind == _STREAM_NAME:
            stream = content.decode("cp1252")
        elif kind == _OFFSET:
            source = container.get_stream_in_storage("VBA", stream)[struct.unpack("<I", content)[0] :]
            container.write_stream_in_storage("VBA", stream, source)


def _clean(kind: int, content: bytes) -> bytes:
    size = len(content)
    if kind == _NAME:
        content = PROJECT.encode()
        size = len(content)
    elif kind == _VERSION:
        content, size = struct.pack("<IH", _MAJOR, _MINOR), 4
    elif kind == _OFFSET:
        content = bytes(4)
    return struct.pack("<HI", kind, size) + content


def _named(stream: bytes) -> bytes:
    """The PROJECT stream with our name, and without the positions of somebody's editor windows."""
    text = re.sub(r'(?m)^Name="[^"]*"', f'Name="{PROJECT}"', stream.decode("cp1252"))
    kept = text.partition("[Workspace]")[0].rstrip("\r\n")
    return f"{kept}\r\n".encode("cp1252")
