"""One delivery under comparison: its row, its material, what the certificate file holds, and where findings go."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from lotbook.checks.shop import at, named
from lotbook.compliance.reported import Reported, with_limits
from lotbook.documents.certificate.reading import Reading
from lotbook.domain.findings import Finding, Kind
from lotbook.tables.custody import Transfer
from lotbook.tables.grade_limits import GradeLimit
from lotbook.tables.materials import Material
from lotbook.tables.receiving import Receipt

# Nobody melts these; a maker's certificate of conformity with its lot number is what there is (no MTR is asked for).
NOT_METAL = frozenset({"Plastic", "Resin", "Powder", "Composite", "Wood", "Consumable"})


class Agreement(StrEnum):
    """What came of comparing one thing."""

    SAME = "agrees"
    DIFFERENT = "differs"
    UNSURE = "look"
    NO_REVISION = "the certificate names no revision"
    NOT_COMPARED = "not compared"


class Compared(NamedTuple):
    """One thing compared: what it is, what our row says, what the certificate says, what came of it."""

    what: str
    ours: str
    theirs: str
    agreement: Agreement
    finding: Finding | None = None


class Delivery(NamedTuple):
    """Everything the comparison looks at.

    Attributes:
        receipt: the row of Receiving.
        material: its material; None when it is not on Materials.
        reading: the certificate file.
        transfers: the lot's rows of Custody.
        limits: the shop's limits of the material's grade.
        typed: values somebody typed into Chemistry for this lot.
        spoiled: what reading found wrong with the cells of its heats, such as 22E1 that Excel made 220.
        sharing: other deliveries whose certificate is the same file.
    """

    receipt: Receipt
    material: Material | None
    reading: Reading
    transfers: Sequence[Transfer] = ()
    limits: Sequence[GradeLimit] = ()
    typed: Sequence[Reported] = ()
    spoiled: Sequence[Finding] = ()
    sharing: Sequence[Receipt] = ()

    @property
    def is_metal(self) -> bool:
        """Whether a mill melted it, so that a certificate with results can be asked for."""
        return self.material is None or self.material.family not in NOT_METAL

    @property
    def needed(self) -> str:
        """The certificate type the material needs; empty when none."""
        needed = (self.material.certificate_needed if self.material else None) or ""
        return "" if needed == "None" else needed

    @property
    def values(self) -> Sequence[Reported]:
        """The certificate's values: its own data, else what was typed from the paper, else what its text shows.

        What was typed without limits has those of the paper, as far as they could be read.
        """
        facts = self.reading.facts
        if facts and facts.values:
            return facts.values
        return tuple(with_limits(self.typed, self._read)) if self.typed else self._read

    @property
    def limits_are_unread(self) -> bool:
        """Whether limits seem to be printed that could not be read, and nobody typed any."""
        has_typed = any(each.minimum is not None or each.maximum is not None for each in self.typed)
        return self.is_metal and self.reading.facts is None and not has_typed and self.reading.tables.unread

    @property
    def values_are_read(self) -> bool:
        """Whether the values were only read out of a text, so that a person must compare them with the paper."""
        facts = self.reading.facts
        return not (facts and facts.values) and not self.typed and bool(self._read)

    @property
    def _read(self) -> Sequence[Reported]:
        return self.reading.tables.values if self.is_metal and self.reading.facts is None else ()

    def found(self, kind: Kind, field: str, message: str) -> Finding:
        """A finding on one cell of the delivery's row."""
        return kind.at(at(self.receipt, field), f"{named(self.receipt)}: {message}")
