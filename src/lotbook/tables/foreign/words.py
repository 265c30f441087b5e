"""The words of old registers: yes and no, units and certificate types under their usual other names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from lotbook.domain.findings import Finding, Place
from lotbook.domain.identifiers import key
from lotbook.domain.values import Value, text_of
from lotbook.tables.column import Column
from lotbook.tables.foreign import kinds
from lotbook.tables.lists import CERTIFICATE_TYPES, LISTS, UNITS

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("pc", "pcs.", "piece", "pieces", "each", "ea", "stk", "stück", "stueck", "pièce", "pièces", "pieza", "piezas", "unidad"), "pcs"),
        **dict.fromkeys(("sheets", "tafel", "platte", "feuille", "plaque", "hoja", "chapa"), "sheet"),
        **dict.fromkeys(("kilo", "kilogram", "kilograms"), "kg"),
        **dict.fromkeys(("gram", "grams", "gramm", "gramme", "gramo"), "g"),
        **dict.fromkeys(("lbs", "pound", "pounds"), "lb"),
        **dict.fromkeys(("meter", "metre", "mètre", "metro"), "m"),
    }
)  # fmt: skip
YES = frozenset(
    {"yes", "y", "ja", "j", "oui", "o", "si", "sí", "s", "x", "true", "1", "wahr", "vrai", "verdadero"}
)
NO = frozenset({"no", "n", "nein", "non", "false", "0", "falsch", "faux", "falso", "-"})
_TYPE = re.compile(r"(?<![\d.])[23]\.[12](?![.\w])")  # of EN 10204:2004; the 3.1.B of 1991 is another one
_SHOWN = 5  # words a finding names


def listed_word(column: Column, shown: str) -> str:
    """A word of the column's list when it is one, in any case or as a usual other name; else as it was."""
    listed = LISTS[column.choices]
    words = {key(word): word for word in listed}
    if column.several:
        parts = [part.strip() for part in shown.replace(";", ",").split(",")]
        return ", ".join(words.get(key(part), part) for part in parts if part)
    other = shown
    if listed == UNITS:
        other = _WORDS.get(key(shown), shown)
    elif listed == CERTIFICATE_TYPES and "10204" in shown:
        types = set(_TYPE.findall(shown))
        other = types.pop() if len(types) == 1 else shown
    return words.get(key(other), shown)


def not_in_list(column: Column, values: Sequence[Value], at: Place) -> list[Finding]:
    """What to say of words that are not in the column's list: once, whatever the number of rows."""
    words = {key(word) for word in LISTS[column.choices]}
    found: dict[str, None] = {}
    for value in values:
        text = text_of(value)
        for part in text.split(", ") if column.several else [text]:
            if part and key(part) not in words:
                found[part] = None
    if not found:
        return []
    shown = ", ".join(map(repr, list(found)[:_SHOWN])) + (" and more" if len(found) > _SHOWN else "")
    told = f"{at.column}: not in the list of {column.header}: {shown}."
    return [kinds.NOT_IN_LIST.at(at, told)]
