"""Warnings that somebody answers for: a name and a reason for each, kept in register, journal and manifest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lotbook.commands.issuing.order import near
from lotbook.documents.gate.rules import GATE_CODES
from lotbook.documents.package.manifest import Override
from lotbook.domain.findings import Finding
from lotbook.domain.identifiers import key
from lotbook.errors import UsageError

ALL = ""  # stands for every warning


class Answered(NamedTuple):
    """Which warnings were answered for, which findings are left, and codes that were answered for nothing."""

    overrides: tuple[Override, ...]
    left: tuple[Finding, ...]
    unused: tuple[str, ...]


def name_and_reason(text: str, people: Iterable[str | None]) -> tuple[str, str]:
    """The two halves of ``NAME: reason``; the name as the sheet People writes it.

    Raises:
        UsageError: one of them is missing, or the sheet People does not know the name.
    """
    name, colon, reason = (part.strip() for part in text.partition(":"))
    if not (name and colon and reason):
        raise UsageError(
            f"{text!r} does not say who answers for the warning, and why.",
            next_step='Write it as "Ann Miller: heat compared by eye on page 2".',
        )
    known = {key(person): person for person in people if person}
    if key(name) not in known:
        raise UsageError(
            f"{name} is not on the sheet People, and nobody else can answer for a warning.",
            next_step=near(name, known.values(), otherwise="Add the person to the sheet People."),
        )
    return known[key(name)], reason


def answered(
    findings: Sequence[Finding], given: Sequence[Sequence[str]], people: Sequence[str | None]
) -> Answered:
    """Sorts findings into those answered for and those left; a stop is never answered for.

    Args:
        findings: of the gate.
        given: pairs of a code (or ``ALL``) and ``NAME: reason``; a code before ``ALL``.
        people: the names on the sheet People.

    Raises:
        UsageError: a reason is missing, a name is not on People, a code is that of a stop or of no warning at all.
    """
    said = {_known(code, findings): name_and_reason(text, people) for code, text in given}
    stops = {finding.code for finding in findings if finding.stops}
    refused = sorted(stops & said.keys())
    if refused:
        raise UsageError(
            f"{refused[0]} stops the certificate and cannot be overridden.",
            next_step="Correct what it names in the workbook.",
        )
    overrides: list[Override] = []
    left: list[Finding] = []
    for finding in findings:
        who = None if finding.stops else said.get(finding.code, said.get(ALL))
        if who is None:
            left.append(finding)
        else:
            overrides.append(Override(finding.code, place(finding), finding.message, *who))
    unused = said.keys() - {ALL} - {finding.code for finding in findings}
    return Answered(tuple(overrides), tuple(left), tuple(sorted(unused)))


def _known(code: str, findings: Sequence[Finding]) -> str:
    """A code that the gate may warn with, whatever its capitals."""
    code = code.strip().lower()
    codes = {finding.code for finding in findings} | GATE_CODES | {ALL}
    if code not in codes:
        raise UsageError(
            f"There is no such warning as {code}.",
            next_step=near(code, codes - {ALL}, otherwise="Copy the code from behind the warning."),
        )
    return code


def place(finding: Finding) -> str:
    """Where a finding is, as people read it: ``Receiving AL6-0124-001, Heat on material``."""
    where = finding.place
    subject = " ".join(
        part for part in (where.sheet, where.key or (f"row {where.row}" if where.row else "")) if part
    )
    return f"{subject}, {where.column}" if where.column else subject
