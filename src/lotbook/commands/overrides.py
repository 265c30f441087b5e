"""Warnings that somebody answers for: a name and a reason for each, kept in register, journal and manifest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lotbook.documents.manifest import Override
from lotbook.domain.findings import Finding
from lotbook.errors import UsageError

ALL = ""  # stands for every warning


class Answered(NamedTuple):
    """Which warnings were answered for, which findings are left, and codes that were answered for nothing."""

    overrides: tuple[Override, ...]
    left: tuple[Finding, ...]
    unused: tuple[str, ...]


def name_and_reason(text: str) -> tuple[str, str]:
    """The two halves of ``NAME: reason``.

    Raises:
        UsageError: one of them is missing.
    """
    name, colon, reason = (part.strip() for part in text.partition(":"))
    if not (name and colon and reason):
        raise UsageError(
            f"{text!r} does not say who answers for the warning, and why.",
            next_step='Write it as "Ann Miller: heat compared by eye on page 2".',
        )
    return name, reason


def answered(findings: Sequence[Finding], given: Sequence[Sequence[str]]) -> Answered:
    """Sorts findings into those answered for and those left; a stop is never answered for.

    Args:
        findings: of the gate.
        given: pairs of a code (or ``ALL``) and ``NAME: reason``; a code before ``ALL``.

    Raises:
        UsageError: a name or reason is missing, or a code is that of a stop.
    """
    said = {code: name_and_reason(text) for code, text in given}
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


def place(finding: Finding) -> str:
    """Where a finding is, as people read it: ``Receiving AL6-0124-001, Heat on material``."""
    where = finding.place
    subject = " ".join(
        part for part in (where.sheet, where.key or (f"row {where.row}" if where.row else "")) if part
    )
    return f"{subject}, {where.column}" if where.column else subject
