"""What a digital certificate says, as data: the same for every schema, so that comparing knows only this."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from lotbook.compliance.reported import Reported


class Norm(NamedTuple):
    """A specification or standard with its revision or year; the revision is empty where none is named."""

    name: str
    revision: str = ""


class Amount(NamedTuple):
    """A quantity with its unit, as the certificate says it was delivered."""

    value: Decimal
    unit: str


class Facts(NamedTuple):
    """What one digital certificate states; everything as printed, nothing repaired.

    Attributes:
        schema: EN 10168, Digital Material Passport or CoA.
        number: the certificate's own number.
        dated: its date as printed.
        kind: 2.1, 2.2, 3.1 or 3.2 (EN 10204); empty when it does not say.
        heats: heat numbers.
        lots: lot, batch and charge numbers, which may differ from the heat.
        grades: names and numbers of the material.
        norms: specifications with their revision.
        orders: the purchase orders it names; a mill names its own customer's.
        amounts: what was delivered.
        maker: who made the material.
        country: where it was melted or made, as two letters or a name.
        values: chemistry and test results.
        signed_by: who stands for it.
    """

    schema: str
    number: str = ""
    dated: str = ""
    kind: str = ""
    heats: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    norms: tuple[Norm, ...] = ()
    orders: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    maker: str = ""
    country: str = ""
    values: tuple[Reported, ...] = ()
    signed_by: str = ""

    @property
    def identities(self) -> tuple[str, ...]:
        """Every number the metal may be marked with: heats first, then lots."""
        return tuple(dict.fromkeys((*self.heats, *self.lots)))
