"""Units of test results: which can be told in each other, and by how much.

Shares are parts by weight: 1 % is 10,000 ppm. 1 MPa is 1 N/mm2 exactly; 1 psi = 0.006894757293168 MPa and 1 ft-lbf =
1.3558179483314004 J follow from the international foot and pound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

_SHARE = "share"
_PSI = Decimal("0.006894757293168")
# atomic percent (at.%) is another measure and stays unknown
_BY_WEIGHT = (
    *(
        "%",
        "%wt",
        "%w/w",
        "%m/m",
        "%(m/m)",
        "%(w/w)",
        "w%",
        "wt%",
        "wt.%",
        "wt-%",
        "wt.-%",
        "weight%",
        "weight-%",
    ),
    *("m%", "m-%", "m.-%", "mass%", "mass-%", "ma.-%", "ma-%", "gew%", "gew.%", "gew-%", "gew.-%"),
)
# unit as compared -> (what it measures, how many of the measure's base unit it is)
_MEASURES: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {
        **dict.fromkeys(_BY_WEIGHT, (_SHARE, Decimal(1))),
        "ppm": (_SHARE, Decimal("0.0001")),
        "mg/kg": (_SHARE, Decimal("0.0001")),
        "ug/g": (_SHARE, Decimal("0.0001")),
        "ppb": (_SHARE, Decimal("0.0000001")),
        "mpa": ("stress", Decimal(1)),
        "n/mm2": ("stress", Decimal(1)),
        "gpa": ("stress", Decimal(1000)),
        "psi": ("stress", _PSI),
        "ksi": ("stress", _PSI * 1000),
        "j": ("energy", Decimal(1)),
        "ftlbf": ("energy", Decimal("1.3558179483314004")),
        "ftlb": ("energy", Decimal("1.3558179483314004")),
    }
)
_LEFT_OUT = re.compile(r"[\s·*]|(?<=ft)-(?=lb)")


def unit_key(unit: str) -> str:
    """The form in which units are compared.

    >>> unit_key("N/mm²") == unit_key("N / mm2")
    True
    """
    plain = unit.replace("²", "2").replace("μ", "u").replace("µ", "u").casefold()
    return _LEFT_OUT.sub("", plain)


def is_share(unit: str) -> bool:
    """Whether a unit tells a part of the whole, such as % or ppm."""
    return _MEASURES.get(unit_key(unit), ("", None))[0] == _SHARE


def told_in(value: Decimal, unit: str, to: str) -> Decimal | None:
    """A value in another unit; None when the two do not measure the same thing.

    >>> told_in(Decimal(35), "ppm", "%")
    Decimal('0.0035')
    """
    source, target = unit_key(unit), unit_key(to)
    if source == target:
        return value
    known, wanted = _MEASURES.get(source), _MEASURES.get(target)
    if known is None or wanted is None or known[0] != wanted[0]:
        return None
    return value * known[1] / wanted[1]
