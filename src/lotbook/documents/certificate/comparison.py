"""Compares one certificate with the delivery it came with: heat, grade, specification, quantity, order, type, values.

What contradicts the delivery differs and rejects it; what the computer cannot see or judge is left to a person; what is
usual with dealers in between is only noted. Nothing here releases anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from lotbook.compliance.measures import told_in
from lotbook.compliance.reported import Reported, name_key, shown
from lotbook.compliance.review import Line, Result, impossible, review
from lotbook.documents.certificate import findings as kinds
from lotbook.documents.certificate.alloy import compare_grade
from lotbook.documents.certificate.amounts import compare_quantity
from lotbook.documents.certificate.delivery import Compared, Delivery
from lotbook.documents.certificate.heat import compare_heat, typed_apart
from lotbook.documents.certificate.place import not_valid
from lotbook.documents.certificate.rules import (
    compare_custody,
    compare_order,
    compare_signature,
    compare_specification,
    compare_type,
)
from lotbook.domain.findings import Finding, Severity


class Outcome(StrEnum):
    """What came of comparing one certificate with its delivery."""

    AGREES = "Proposed for release"
    LOOK = "A person must look"
    DIFFERS = "Rejected"
    UNREADABLE = "Certificate unreadable"
    MISSING = "Certificate missing"
    NOT_NEEDED = "No certificate needed"


class Comparison(NamedTuple):
    """The whole comparison of one delivery."""

    delivery: Delivery
    outcome: Outcome
    compared: tuple[Compared, ...] = ()
    values: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What contradicts the delivery, one sentence each, without the lot's name."""
        return tuple(sentence(finding) for finding in self.findings if finding.stops)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a person must look at, one sentence each."""
        return tuple(sentence(f) for f in self.findings if f.severity is Severity.WARN)


def sentence(finding: Finding) -> str:
    """What a finding says, without the name of the lot; a file's name keeps its small letter."""
    said = finding.message.partition(": ")[2]
    first = said.partition(" ")[0]
    return said[:1].upper() + said[1:] if first.isalpha() else said


def compare(delivery: Delivery) -> Comparison:
    """Compares one delivery with its certificate."""
    apart = typed_apart(delivery)
    found = _not_comparable(delivery)
    if found and apart and apart.finding:
        return Comparison(delivery, Outcome.DIFFERS, (apart,), findings=(apart.finding, *found.findings))
    if found:
        return found
    compared = (
        compare_heat(delivery), compare_type(delivery), compare_grade(delivery), compare_specification(delivery),
        compare_quantity(delivery), compare_order(delivery), compare_signature(delivery), compare_custody(delivery),
    )  # fmt: skip
    lines = review(delivery.values, delivery.limits)
    findings = (
        *(each.finding for each in compared if each.finding),
        *_of_paper(delivery),
        *_of_values(delivery, lines),
    )
    return Comparison(delivery, _outcome(findings), compared, lines, findings)


def _not_comparable(delivery: Delivery) -> Comparison | None:
    """What can be said where there is no file, or none that opens."""
    file, reading = delivery.receipt.certificate_file, delivery.reading
    if not file and delivery.material is None:
        return Comparison(delivery, Outcome.LOOK, findings=(_unknown_material(delivery),))
    if not file and not delivery.needed:
        return Comparison(delivery, Outcome.NOT_NEEDED)
    if not file or not reading.is_there:
        said = reading.file.problem or f"{file} is not there."
        if not file:
            said = f"{delivery.receipt.material} needs a {delivery.needed}, and no certificate file is named."
        finding = delivery.found(kinds.FILE_MISSING, "certificate_file", said)
        return Comparison(delivery, Outcome.MISSING, findings=(finding,))
    if not reading.opens:
        said = reading.file.problem or f"{file} cannot be read."
        finding = delivery.found(kinds.FILE_UNREADABLE, "certificate_file", said)
        return Comparison(delivery, Outcome.UNREADABLE, findings=(finding,))
    return None


def _outcome(findings: tuple[Finding, ...]) -> Outcome:
    if any(finding.stops for finding in findings):
        return Outcome.DIFFERS
    return Outcome.LOOK if any(finding.severity is Severity.WARN for finding in findings) else Outcome.AGREES


def _of_paper(delivery: Delivery) -> Iterator[Finding]:
    """What speaks against the paper as a whole, however well it fits."""
    if delivery.material is None:
        yield _unknown_material(delivery)
    said = not_valid(delivery.reading.printed)
    if said:
        yield delivery.found(
            kinds.NOT_VALID, "certificate_file", f"the certificate says of itself: {said!r}."
        )
    if delivery.reading.certificates > 1:
        count = f"the file holds the data of {delivery.reading.certificates} certificates; the first was compared."
        yield delivery.found(kinds.SEVERAL_INSIDE, "certificate_file", count)


def _unknown_material(delivery: Delivery) -> Finding:
    name = delivery.receipt.material
    said = f"{name} is not on the sheet Materials." if name else "no material is named."
    return delivery.found(kinds.MATERIAL_UNKNOWN, "material", said)


def _of_values(delivery: Delivery, lines: tuple[Line, ...]) -> Iterator[Finding]:
    """What the values show; what was only read out of a text rejects by the paper's own limits alone."""
    read = delivery.values_are_read
    cannot_be = kinds.VALUE_UNSURE if read else kinds.VALUE_IMPOSSIBLE
    for text in impossible(delivery.values):
        said = f"{text}, which cannot be{_AS_READ if read else ''}."
        yield delivery.found(cannot_be, "certificate_file", said)
    if delivery.limits_are_unread:
        said = "limits on the paper could not be read; compare them yourself."
        yield delivery.found(kinds.LIMITS_UNREAD, "certificate_file", said)
    for line in lines:
        yield from _of_line(delivery, line, _AS_READ if read else "")
    yield from _typed_otherwise(delivery)


_AS_READ = ", as the text of the file was read"


def _of_line(delivery: Delivery, line: Line, as_read: str) -> Iterator[Finding]:
    if line.own_result is Result.OUTSIDE:
        said = f"{line.name} {line.value} is outside the certificate's own limits ({line.own}){as_read}."
        yield delivery.found(kinds.VALUE_OUTSIDE_OWN, "certificate_file", said)
    if line.house_result is Result.OUTSIDE:
        said = f"{line.name} {line.value} is outside house limits ({line.house}){as_read}."
        yield delivery.found(kinds.VALUE_OUTSIDE_HOUSE, "certificate_file", said)
    if line.is_left_out and not as_read:
        said = f"{line.name} is not reported; the house limits ask for {line.house}."
        yield delivery.found(kinds.VALUE_UNSURE, "certificate_file", said)
    unsure = {Result.ROUNDED, Result.OTHER_UNIT, Result.UNKNOWN} & set(line.results)
    if unsure:
        said = f"{line.name} {line.value}: {min(unsure).lower()} (limits {line.house or line.own}){as_read}."
        yield delivery.found(kinds.VALUE_UNSURE, "certificate_file", said)


def _typed_otherwise(delivery: Delivery) -> Iterator[Finding]:
    """Values on Chemistry that are not those of the certificate's own data."""
    facts = delivery.reading.facts
    stated = {name_key(each.name): each for each in facts.values} if facts else {}
    for each in delivery.typed:
        own = stated.get(name_key(each.name))
        if own is None or own.value is None or each.value is None:
            continue
        told = told_in(each.value, each.unit, own.unit)
        if told is not None and told != own.value and not _among(own, told):
            said = f"Chemistry says {shown(each)} for {each.name}, the certificate {shown(own)}."
            yield delivery.found(kinds.VALUE_TYPED_OTHERWISE, "certificate_file", said)


def _among(own: Reported, value: Decimal) -> bool:
    """Whether a value is one of several readings, or lies between them."""
    return own.low is not None and own.high is not None and own.low <= value <= own.high
