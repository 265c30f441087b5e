"""The five answers to "is it compliant?", for one lot or process and rolled up the chain: the worst one counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from lotbook.compliance.lists import Lists
from lotbook.domain.findings import Finding, Place


class Verdict(StrEnum):
    """What can be said, from best to worst."""

    COMPLIANT = "Compliant"
    WITH_EXEMPTION = "Compliant with exemption"
    CONTAINS_SVHC = "Contains SVHC"
    NEEDS_DATA = "Needs data"
    NOT_COMPLIANT = "Not compliant"

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something before this can be a yes."""
        return self in (Verdict.NEEDS_DATA, Verdict.NOT_COMPLIANT)


_WORSE = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Question(NamedTuple):
    """What every judgement of one answer is made by.

    Attributes:
        as_of: the day asked about.
        lists: the lists in use.
        months: how old a declaration may be; 0 accepts any age.
        category: the RoHS category of the equipment, when it is known.
    """

    as_of: date
    lists: Lists
    months: int = 0
    category: str | None = None


class Evidence(NamedTuple):
    """One paper or value a verdict rests on, and the cell that names it."""

    what: str
    file: str = ""
    dated: date | None = None
    place: Place | None = None


class Contained(NamedTuple):
    """A substance of the Candidate List above 0.1 % in an article; no name when no paper in the workbook names it."""

    name: str
    cas: str = ""
    ec: str = ""
    percent: Decimal | None = None
    listed_on: date | None = None


class Judgement(NamedTuple):
    """The verdict for one lot or one outside process, why, and on what evidence.

    Attributes:
        subject: the lot's ID, or the process and who did it.
        reason: one sentence.
        exemption: exemption and expiry when one is used, e.g. ``6(c), until 2027-06-30``.
        contained: substances that Article 33 of REACH asks to be told.
        findings: what is missing, old or wrong, each with its cell.
    """

    subject: str
    verdict: Verdict
    reason: str
    exemption: str = ""
    evidence: tuple[Evidence, ...] = ()
    contained: tuple[Contained, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something before it can be stated; a listed substance must have its name."""
        return self.verdict.is_open or any(not substance.name for substance in self.contained)


def worst(judgements: Iterable[Judgement]) -> Verdict:
    """The verdict of a whole: the worst of its parts; a whole without parts needs data."""
    return max(
        (judgement.verdict for judgement in judgements), key=_WORSE.__getitem__, default=Verdict.NEEDS_DATA
    )
