"""What a certificate reports: one value of an element or a property, with its unit and the certificate's own limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lotbook.compliance.measures import is_share, unit_key
from lotbook.domain.values import number_text
from lotbook.tables.chemistry import Analysis

_ELEMENTS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr "
    "Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt "
    "Au Hg Tl Pb Bi Th U"
)
_SYMBOLS = frozenset(_ELEMENTS.split())
_GASES = {"H2": "H", "N2": "N", "O2": "O"}
_FAR_APART = "\u202f\u00a0 "


class Reported(NamedTuple):
    """One value of a certificate.

    Attributes:
        name: symbol such as Mg or Rm; the property's name where it has no symbol.
        value: the value; of several the average, or their mean where no average is printed.
        unit: as printed; empty when none is.
        minimum: the certificate's own lower limit.
        maximum: the certificate's own upper limit.
        low: smallest of several values; the value itself where there is one.
        high: largest of several values.
        below: the value is printed as "less than", as with a limit of detection.
        above: the value is printed as "more than".
        printed: what stands in the value's place where it is no number, such as ``0.9*``.
    """

    name: str
    value: Decimal | None
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    below: bool = False
    above: bool = False
    printed: str = ""

    @property
    def element(self) -> str:
        """The chemical symbol as chemists write it; empty for anything else, such as Re in MPa."""
        return element(self.name) if not self.unit or is_share(self.unit) else ""

    @property
    def lowest(self) -> Decimal | None:
        """The smallest of its values."""
        return self.value if self.low is None else self.low

    @property
    def highest(self) -> Decimal | None:
        """The largest of its values."""
        return self.value if self.high is None else self.high


def element(name: str) -> str:
    """The chemical symbol that a certificate means, whatever its capitals; empty when it means something else.

    >>> element("AL"), element("H2"), element("CEV"), element("Rm")
    ('Al', 'H', '', '')
    """
    text = name.strip(_FAR_APART)
    symbol = _GASES.get(text.upper(), text.capitalize())
    return symbol if symbol in _SYMBOLS else ""


def name_key(name: str) -> str:
    """The form in which names of values are compared.

    >>> name_key("MG") == name_key("Mg"), name_key("Rp0,2") == name_key("Rp0.2")
    (True, True)
    """
    return (element(name) or name.strip(_FAR_APART)).replace(",", ".").casefold()


def typed(analyses: Iterable[Analysis]) -> tuple[Reported, ...]:
    """The values that somebody typed into the sheet Chemistry."""
    return tuple(
        Reported(each.element, each.value, each.unit or "", each.minimum, each.maximum)
        for each in analyses
        if each.element and each.value is not None
    )


def with_limits(values: Iterable[Reported], printed: Iterable[Reported]) -> Iterator[Reported]:
    """Values with the limits that are printed for the same element or property in the same unit, where they have none."""
    known = {name_key(each.name): each for each in printed}
    for value in values:
        paper = known.get(name_key(value.name))
        has_own = value.minimum is not None or value.maximum is not None
        if paper is None or has_own or unit_key(paper.unit) != unit_key(value.unit):
            yield value
        else:
            yield value._replace(minimum=paper.minimum, maximum=paper.maximum)


def shown(value: Reported) -> str:
    """A value as a person reads it: ``0.38 %``, ``< 0.002 %``, ``570 to 574 MPa``."""
    unit = f" {value.unit}" if value.unit else ""
    if value.low is not None and value.high is not None and value.low != value.high:
        return f"{number_text(value.low)} to {number_text(value.high)}{unit}"
    number = value.lowest
    if number is None:
        return f"{value.printed}{unit}" if value.printed else ""
    sign = "< " if value.below else "> " if value.above else ""
    return f"{sign}{number_text(number)}{unit}"
