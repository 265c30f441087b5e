"""Draws the icons of the buttons for LibreOffice: a few strokes each, the same bytes on every machine."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

Stroke = tuple[tuple[float, float], ...]
SMALL, LARGE = 16, 26
_FIELD = 16.0  # the strokes are given on a field of this size
_WIDTH = 1.7  # of a stroke on that field
_BLUE = (0x00, 0x72, 0xB2)  # Okabe and Ito's blue, the colour of the workbook

# A stroke is a line through these points.
_DRAWINGS: Mapping[str, str] = {
    "numbers": "2,3 4,2 4,7; 7,4 14,4; 7,8 14,8; 7,12 14,12; 2,10 4,10 4,12 2,12 2,14 4,14",
    "tick": "2,8 6.5,12.5 14,3.5",
    "page tick": "9,2 3,2 3,14 12,14 12,10; 6,7 8.5,10 14,3",
    "down": "8,2 8,13.5; 3.5,9 8,13.5 12.5,9",
    "forward": "2,8 6,8; 6,8 13,3; 6,8 13,13; 10,3 13,3 13,6; 10,13 13,13 13,10",
    "back": "3,3 9,8; 3,13 9,8; 9,8 14,8; 11.5,5.5 14,8 11.5,10.5",
    "pen": "2,14 14,14; 3,11 10.5,3.5 12.5,5.5 5,12 3,11",
    "page": "3,2 9,2 13,6 13,14 3,14 3,2; 6,9 10,9; 6,11.5 10,11.5",
    "crossed": "o 8,8 6; 4,4 12,12",
    "glass": "o 6.5,6.5 4.5; 10,10 14,14",
    "undo": "3,6 10,6 13,8 13,11 10,13 5,13; 6,2.5 2.5,6 6,9.5",
    "redo": "13,6 6,6 3,8 3,11 6,13 11,13; 10,2.5 13.5,6 10,9.5",
    "sliders": "2,4 14,4; 2,8 14,8; 2,12 14,12; 5,2.5 5,5.5; 11,6.5 11,9.5; 7,10.5 7,13.5",
    "question": "5,5 6,3 8,2 10,3 11,5 8,8.5 8,10.5; 8,13 8,13.7",
    "letter": "2,4 14,4 14,12.5 2,12.5 2,4 8,9 14,4",
    "label": "2,3 8,3 14,9 9,14 2,8 2,3; 5,6 5.3,6",
    "two": "2,2 9,2 9,10 2,10 2,2; 6,13 13,13 13,5",
    "cut": "2,3 6,3 6,13 2,13 2,3; 10,3 14,3 14,13 10,13 10,3; 8,1 8,15",
    "printer": "4,6 4,2 12,2 12,6; 2,6 14,6 14,11 2,11 2,6; 4,11 4,14 12,14 12,11",
    "lock": "3,7 13,7 13,14 3,14 3,7; 5,7 5,4 8,2 11,4 11,7",
    "bang": "8,2 8,9.5; 8,13 8,13.7",
    "around": "13,5 10,2.5 6,2.5 3,5 3,11 6,13.5 10,13.5 13,11; 13,2 13,5.5 9.5,5.5",
}

# Excel's name of an icon -> the drawing that says the same.
DRAWN_AS: Mapping[str, str] = MappingProxyType(
    {
        "AcceptInvitation": "page tick",
        "AttachItem": "two",
        "CancelInvitation": "crossed",
        "CancelRequest": "crossed",
        "Copy": "two",
        "Cut": "cut",
        "DataValidation": "page tick",
        "EnvelopesAndLabelsDialog": "label",
        "ErrorChecking": "tick",
        "FileEmailAsPdfEmailAttachment": "letter",
        "FilePrint": "printer",
        "FilePrintPreview": "page",
        "FileSaveAsPdfOrXps": "page",
        "FileSendAsAttachment": "letter",
        "FindDialog": "glass",
        "FindNext": "down",
        "Help": "question",
        "HighImportance": "bang",
        "Info": "question",
        "LabelsDialog": "label",
        "LegalBlackline": "two",
        "Lock": "lock",
        "Numbering": "numbers",
        "PropertySheet": "sliders",
        "RefreshAll": "around",
        "Repeat": "redo",
        "ReviewAcceptChange": "page tick",
        "ReviewNextComment": "down",
        "SignatureLineInsert": "pen",
        "SplitCells": "cut",
        "TraceDependents": "forward",
        "TracePrecedents": "back",
        "Undo": "undo",
    }
)


@lru_cache
def icon(name: str, size: int) -> bytes:
    """The picture of an icon by Excel's name for it, as a PNG of so many pixels each way."""
    strokes = _strokes(_DRAWINGS[DRAWN_AS[name]])
    scale = size / _FIELD
    rows = []
    for y in range(size):
        shades = (_shade(strokes, (x + 0.5) / scale, (y + 0.5) / scale, scale) for x in range(size))
        rows.append(b"\0" + b"".join(bytes((*_BLUE, shade)) for shade in shades))
    return _png(size, b"".join(rows))


def _strokes(text: str) -> tuple[Stroke, ...]:
    return tuple(_circle(part) if part.lstrip().startswith("o") else _line(part) for part in text.split(";"))


def _line(text: str) -> Stroke:
    return tuple((float(x), float(y)) for x, y in (point.split(",") for point in text.split()))


def _circle(text: str) -> Stroke:
    _, middle, radius = text.split()
    x, y = map(float, middle.split(","))
    turns = [math.tau * at / 24 for at in range(25)]
    return tuple((x + float(radius) * math.cos(turn), y + float(radius) * math.sin(turn)) for turn in turns)


def _shade(strokes: tuple[Stroke, ...], x: float, y: float, scale: float) -> int:
    """How much of a pixel the nearest stroke covers, 0 to 255."""
    pairs = ((a, b) for stroke in strokes for a, b in pairwise(stroke))
    away = min(_distance((x, y), a, b) for a, b in pairs)
    return round(255 * max(0.0, min(1.0, 0.5 + (_WIDTH / 2 - away) * scale)))


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    long_x, long_y = b[0] - a[0], b[1] - a[1]
    length = long_x * long_x + long_y * long_y
    along = ((point[0] - a[0]) * long_x + (point[1] - a[1]) * long_y) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return math.hypot(point[0] - a[0] - along * long_x, point[1] - a[1] - along * long_y)


def _png(size: int, rows: bytes) -> bytes:
    """Rows of red, green, blue and shade as a PNG, packed without compression: its bytes would differ by machine."""
    packed = b"\x78\x01\x01" + struct.pack("<HH", len(rows), 0xFFFF ^ len(rows)) + rows
    packed += struct.pack(">I", zlib.adler32(rows))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
