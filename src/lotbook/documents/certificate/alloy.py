"""Is the certificate for the grade of the material? Under every name a grade has, and in the temper it was ordered in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lotbook.compliance.grade_names import called
from lotbook.compliance.house_limits import base, known_grades, temper
from lotbook.documents.certificate import findings as kinds
from lotbook.documents.certificate.delivery import Agreement, Compared, Delivery
from lotbook.documents.certificate.grades import as_printed, named_as_grade, other_grades, stands_in
from lotbook.documents.certificate.heat import listed
from lotbook.domain.identifiers import key


def compare_grade(delivery: Delivery) -> Compared:
    """The grade of the material against the grades the certificate names, under every name a grade has."""
    ours = (delivery.material.grade if delivery.material else None) or ""
    facts = delivery.reading.facts
    if not ours:
        return Compared("Grade", ours, "", Agreement.NOT_COMPARED)
    theirs = facts.grades if facts and facts.grades else tuple(_grades_in(delivery, ours))
    matching = [each for each in theirs if called(each) & called(ours) or key(ours) in key(each)]
    return _matching(delivery, ours, matching) if matching else _other(delivery, ours, theirs)


def _matching(delivery: Delivery, ours: str, matching: Sequence[str]) -> Compared:
    """Our grade is named: another beside it, or another temper, is for a person."""
    facts, material = delivery.reading.facts, delivery.receipt.material
    foreign = () if facts and facts.grades else other_grades(delivery.reading.file.text, ours)
    if foreign and delivery.is_metal:
        said = f"{material} is {ours}; the certificate also speaks of grade {listed(foreign)}."
        return _unsure(delivery, ours, listed(foreign), said)
    mine, others = temper(ours), {temper(each) for each in matching} - {""}
    if mine and others and mine not in others:
        return _unsure(
            delivery, ours, matching[0], f"{material} is {ours}, the certificate says {matching[0]}."
        )
    return Compared("Grade", ours, listed(matching), Agreement.SAME)


def _other(delivery: Delivery, ours: str, theirs: Sequence[str]) -> Compared:
    """Our grade is not named: a known other one rejects, a plastic's product name is enough, all else is for a person."""
    material, others = delivery.receipt.material, {base(each) for each in theirs} & known_grades()
    if delivery.is_metal and base(ours) in known_grades() and others:
        said = f"{material} is {ours}, but the certificate is for {listed(theirs)}."
        finding = delivery.found(kinds.GRADE_DIFFERS, "material", said)
        return Compared("Grade", ours, listed(theirs), Agreement.DIFFERENT, finding)
    product = _product(delivery)
    if product:
        finding = delivery.found(
            kinds.GRADE_UNNAMED, "material", f"the certificate names {product}, but not the grade {ours}."
        )
        return Compared("Grade", ours, product, Agreement.NOT_COMPARED, finding)
    told = f"says {listed(theirs)}" if theirs else "does not name it"
    return _unsure(delivery, ours, listed(theirs), f"{material} is {ours}; the certificate {told}.")


def _unsure(delivery: Delivery, ours: str, theirs: str, said: str) -> Compared:
    finding = delivery.found(kinds.GRADE_UNSURE, "material", said)
    return Compared("Grade", ours, theirs, Agreement.UNSURE, finding)


def _product(delivery: Delivery) -> str:
    """The name of a plastic or other product as we call it, where the certificate names it; empty for metal."""
    name = ((delivery.material.description if delivery.material else None) or "").partition(",")[0].strip()
    return name if not delivery.is_metal and name and key(name) in key(delivery.reading.file.text) else ""


def _grades_in(delivery: Delivery, ours: str) -> Iterator[str]:
    """Our grade where the text names it; else the known grades it names where it speaks of grade or alloy."""
    text = delivery.reading.file.text
    if stands_in(text, ours):
        yield as_printed(text, ours)
    else:
        yield from named_as_grade(text)
