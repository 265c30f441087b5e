"""Reads how much a certificate is for out of its text: an amount behind a word such as Quantity, Menge or Weight.

Only a clear label with a number and a unit behind it counts. A number that one country reads as a thousand and another as
one (1,000) is left out, and so is a weight per metre or piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lotbook.documents.certificate.facts import Amount

_LABEL = re.compile(
    r"\b(?:quantity|qty|quantit[ée]|quantità|cantidad|menge|liefermenge|anzahl|st[üu]ckzahl|number of pieces|"
    r"(?:net |gross )?weight|(?:netto|brutto)?gewicht|masse?|poids|peso)\b",
    re.IGNORECASE,
)
# What may stand between the label and its number: a second language, a word such as delivered, marks.
_BETWEEN = re.compile(
    r"(?:[ \t]*[/(][ \t]*[^\W\d][^\d\n/)]{0,25}\)?)?(?:[ \t]+(?:delivered|geliefert|net|netto))?[ \t]*[:=]?[ \t]*"
)
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_UNIT = (
    r"mm|cm|m|in|ft|kg|kgs|g|t|to|lbs?|mL|L|pcs?|pieces?|pi[èe]ces?|st(?:k|ck|ück|üek)?|ea|bars?|sheets?|tafeln?|"
    r"platten?|m2|m²"
)
_AMOUNT = re.compile(rf"({_NUMBER})[ \t]*({_UNIT})\b\.?(?![ \t]*(?:/|per\b|pro\b|je\b|²|2\b))", re.IGNORECASE)
_COUNT_OF = re.compile(r"st[üu]ckzahl|number of pieces", re.IGNORECASE)
_BARE = re.compile(rf"({_NUMBER})[ \t]*(?=[\r\n,;]|\Z)")
_OF_MASS = re.compile(r"weight|gewicht|mass|poids|peso", re.IGNORECASE)
_MASSES = ("kg", "g", "lb")
_AND = re.compile(r"[ \t]*(?:[,;/(=]|and|und)?[ \t]*")
_MOST = 3  # amounts behind one label, such as 5 pcs, 3000 mm, 12.5 kg
# printed unit -> our unit and how many of it; tonne after the SI brochure, table 8
_PRINTED = {
    "cm": ("mm", 10), "t": ("kg", 1000), "to": ("kg", 1000), "kgs": ("kg", 1), "lb": ("lb", 1), "lbs": ("lb", 1),
    "ml": ("mL", 1), "l": ("L", 1), "m²": ("m2", 1),
    **dict.fromkeys(("mm", "m", "in", "ft", "kg", "g", "m2"), None),
}  # fmt: skip
_SHEETS = ("sheet", "tafel", "platte")


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount that stands right behind such a word, each once.

    >>> amounts_in("Menge / Quantity: 1000 mm, 12,5 kg")
    (Amount(value=Decimal('1000'), unit='mm'), Amount(value=Decimal('12.5'), unit='kg'))
    >>> amounts_in("Weight 2.4 kg/m, Quantity 1,000 kg")
    ()
    """
    return tuple(dict.fromkeys(_amounts(text)))


def _amounts(text: str) -> Iterator[Amount]:
    for label in _LABEL.finditer(text):
        between = _BETWEEN.match(text, label.end())
        place = between.end() if between else label.end()
        for _ in range(_MOST):
            found = _AMOUNT.match(text, place)
            if found is None:
                break
            value = _number(found.group(1))
            amount = None if value is None else _told(value, found.group(2))
            if amount and (amount.unit in _MASSES or not _OF_MASS.search(label.group())):
                yield amount
            place = _after(text, found.end())
        bare = _BARE.match(text, place) if _COUNT_OF.fullmatch(label.group()) else None
        if bare and (count := _number(bare.group(1))) is not None:
            yield Amount(count, "pcs")


def _after(text: str, place: int) -> int:
    found = _AND.match(text, place)
    return found.end() if found else place


def _told(value: Decimal, unit: str) -> Amount:
    """An amount in our words for units."""
    plain = unit.casefold()
    if plain in _PRINTED:
        known = _PRINTED[plain]
        return Amount(value * known[1], known[0]) if known else Amount(value, plain)
    return Amount(value, "sheet" if plain.startswith(_SHEETS) else "pcs")


def _number(text: str) -> Decimal | None:
    """A number with the marks of thousands of either country; None where it may be a thousand or one.

    >>> [_number(each) for each in ("1.000,5", "12,500.0", "1 000", "12,5", "1,000", "1.2.3")]
    [Decimal('1000.5'), Decimal('12500.0'), Decimal('1000'), Decimal('12.5'), None, None]
    """
    plain = re.sub(r"[ \u00a0\u202f']", "", text)
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return Decimal(plain)
    whole, last, rest = plain.rpartition(marks[-1])
    groups = re.split(r"[.,]", whole)
    if len(marks) == 1:
        return (
            None
            if len(rest) == len("000") and whole != "0" and len(whole) <= len("000")
            else Decimal(f"{whole}.{rest}")
        )
    is_grouped = len(set(marks[:-1])) == 1 and all(len(group) == len("000") for group in groups[1:])
    if not is_grouped:
        return None
    if last not in marks[:-1]:
        return Decimal(f"{''.join(groups)}.{rest}")
    return Decimal("".join((*groups, rest))) if len(rest) == len("000") else None
