"""What a workbook's directory on disk says of its parts: enough to tell that it is the file that was read before."""

from __future__ import annotations

from pathlib import Path

from lotbook.hosts.file.container import CENTRAL, END


def listed_parts(path: Path) -> list[tuple[str, int, int]] | None:
    """Name, CRC-32 and size of each part as the directory on disk tells them, without reading the parts.

    None where the directory is not written in the plain way. It is proof of nothing but sameness: of a file that was
    read whole before.
    """
    with path.open("rb") as file:
        end = file.seek(0, 2)
        tail_at = max(0, end - 65_557)
        file.seek(tail_at)
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or at + END.size > len(tail):
            return None
        count, length, start = END.unpack_from(tail, at)[4:7]
        if count == 0xFFFF or start == 0xFFFFFFFF or start + length > tail_at + at:
            return None
        file.seek(start)
        directory = file.read(length)
    parts = []
    at = 0
    for _ in range(count):
        if directory[at : at + 4] != b"PK\x01\x02" or at + CENTRAL.size > length:
            return None
        fields = CENTRAL.unpack_from(directory, at)
        flags, crc, size, name_length, extra, comment = (fields[number] for number in (3, 7, 9, 10, 11, 12))
        name_at = at + CENTRAL.size
        name = directory[name_at : name_at + name_length].decode(
            "utf-8" if flags & 0x800 else "cp437", "replace"
        )
        parts.append((name.replace("\\", "/").lstrip("/"), crc, size))
        at = name_at + name_length + extra + comment
    return [part for part in parts if not part[0].endswith("/")]
