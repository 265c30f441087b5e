"""What the gate looks at: one frozen certificate with everything around it that a rule may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lotbook.compliance.answer import Answer
from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.frozen.facts import Frozen
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.certificates import Certificate
from lotbook.tables.people import Person

STRICT = ("aerospace", "medical")


class Case(NamedTuple):
    """One certificate before it is issued.

    Attributes:
        frozen: what it speaks about.
        today: the day it would be issued.
        signer_name: who is to sign, as named; ``signer`` is that person's row, if there is one.
        read: reads a certificate file by its name in the workbook.
        answers: regulation -> what can be said, for the regulations that matter here.
        known: what reading and checking the workbook found on the rows of this certificate.
        supersedes: the register's row that this issue replaces, for a re-issue.
        enclosed: papers that the shop adds by hand, such as a dimensional report.
        planned: nothing was shipped yet; rules that speak of the shipment itself wait.
        templates: the shop's own templates folder, as Settings names it; None for the shipped templates.
        released: comparison key of a lot -> SHA-256 of the certificate file that a person released it by.
        lost: comparison key of a shipment -> the valid certificate that was issued for it and that the register lost.
        unchanged: the certificate would say what the one it replaces says, and no paper is added by hand.
    """

    frozen: Frozen
    today: date
    signer_name: str
    signer: Person | None
    read: Callable[[str], CertificateText]
    answers: Mapping[str, Answer]
    known: tuple[Finding, ...] = ()
    supersedes: Certificate | None = None
    enclosed: tuple[str, ...] = ()
    planned: bool = False
    templates: Path | None = None
    released: Mapping[str, str] = MappingProxyType({})
    lost: Mapping[str, str] = MappingProxyType({})
    unchanged: bool = False

    @property
    def strict(self) -> bool:
        """Whether aerospace or medical rules hold for this customer."""
        return self.frozen.profile in STRICT


Rule = Callable[[Case], Iterator[Finding]]


def strictly(kind: Kind, case: Case) -> Kind:
    """The same kind, as a stop where aerospace or medical rules hold."""
    return kind._replace(severity=Severity.STOP) if case.strict else kind


def listed(names: Iterable[str], *, most: int = 8) -> str:
    """Names for a sentence; a long list is cut with its count."""
    every = list(names)
    shown = ", ".join(every[:most])
    return shown if len(every) <= most else f"{shown} and {len(every) - most} more"
