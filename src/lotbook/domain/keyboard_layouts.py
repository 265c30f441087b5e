"""Undoes what happens when a scanner types as an American keyboard into a computer set to German or French.

The scanner presses keys; the computer reads them by its own layout, so ``1TPLY-0524-001`` arrives as ``1TPLZß0524ß001``.
The tables are the letters, digits and signs of our own codes on the two other layouts (ISO keyboards, Windows).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lotbook.domain.data_identifiers import parse

# What is read instead of each sign, key by key: German DIN 2137 T1, French AZERTY.
_GERMAN = {"Y": "Z", "Z": "Y", "y": "z", "z": "y", "-": "ß", "|": "'", "/": "-", "_": "?", ".": ".", ":": "Ö"}
_FRENCH = {
    **dict(zip("1234567890", "&é\"'(-è_çà", strict=True)),
    "A": "Q",
    "Q": "A",
    "Z": "W",
    "W": "Z",
    "M": "?",
    "a": "q",
    "q": "a",
    "z": "w",
    "w": "z",
    "m": ",",
    "-": ")",
    "|": "µ",
    "/": "!",
    "_": "°",
    ".": ":",
}
LAYOUTS: Mapping[str, Mapping[str, str]] = MappingProxyType({"German": _GERMAN, "French": _FRENCH})
TEST_TEXT = "1TAZQWYM-0123456789|Q1"  # every sign that goes wrong; printed on the test card


class Read(NamedTuple):
    """A scanned code as it was meant.

    Attributes:
        text: the code.
        fields: what it says.
        layout: the layout that damaged it; empty when it arrived as printed.
    """

    text: str
    fields: Mapping[str, str]
    layout: str = ""


def read(scanned: str) -> Read | None:
    """A code that was scanned, with the damage of a keyboard layout undone; None when it is no code of this kind.

    A code that can be read as it is, is never changed: a lot may well be called ZY.
    """
    plain = scanned.strip("\r\n\t ")
    fields = parse(plain)
    if fields and _looks_right(fields):
        return Read(plain, fields)
    for name, layout in LAYOUTS.items():
        back = {wrong: right for right, wrong in layout.items()}
        text = "".join(back.get(sign, sign) for sign in plain)
        fields = parse(text)
        if text != plain and fields and _looks_right(fields):
            return Read(text, fields, name)
    return None


def _looks_right(fields: Mapping[str, str]) -> bool:
    """Our own identifiers hold A-Z, 0-9 and the hyphen (house rule for IDs); other fields may hold anything."""
    lot = fields.get("lot", "")
    return all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in lot) and bool(
        lot or fields.get("order") or fields.get("part")
    )
