"""Gate: what a row says is what the enclosed certificate says: number, type, maker, melt, grade and specification."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import at
from lotbook.documents.certificate import maker, named, stated
from lotbook.documents.certificate.delivery import Agreement
from lotbook.documents.certificate.reading import Reading, whole
from lotbook.documents.certificate.stated import Told
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.gate.case import Case, Rule
from lotbook.documents.gate.lot import METALS
from lotbook.domain.findings import Finding, Kind, Severity

SAYS_OTHERWISE = Kind(
    "gate-certificate-says-otherwise",
    Severity.STOP,
    "The certificate file says otherwise than its row",
    "Our certificate would print a number, type, maker, country or grade that the enclosed certificate contradicts by its own words.",
    "Open the file: correct the cell as printed there, or link the right file. Leave empty what the paper does not say.",
)
DOES_NOT_SAY = Kind(
    "gate-certificate-does-not-say",
    Severity.WARN,
    "What a row says of its certificate was not found in the file",
    "Our certificate prints it as the supplier's word; only a person can see whether it stands there.",
    "Open the file and look; correct the cell as printed there, or issue with your name and what you saw.",
)
# Column -> how the paper is said to speak of it, and what reads it there.
_FACTS = (
    ("certificate_number", "calls itself", stated.number),
    ("certificate_type", "calls itself a", stated.kind),
    ("mill", "names as the maker", maker.maker),
    ("country_of_melt", "says melted in", maker.melted),
)


def said_of_lots(case: Case) -> Iterator[Finding]:
    """Number, type, maker and country of melt of each lot's row against the file that is enclosed."""
    for lot in case.frozen.lots:
        receipt = lot.receipt
        if not receipt.certificate_file:
            continue
        reading = whole(case.read(receipt.certificate_file))
        heat = receipt.heat_on_certificate
        if heat and not reading.file.contains(heat):
            continue  # another file, or a picture: that is told already, and comes first
        yield from _said(lot, reading)


def _said(lot: LotRecord, reading: Reading) -> Iterator[Finding]:
    is_metal = lot.material is not None and lot.material.family in METALS
    for field, saying, read in _FACTS:
        ours = getattr(lot.receipt, field)
        told = read(reading, ours) if ours and ours != "None" else stated.AGREES
        if field == "mill" and told.agreement is Agreement.UNSURE and not is_metal:
            continue  # sellers of plastics and wood certify by their own name
        yield from _finding(lot, field, saying, told)


def materials_of_lots(case: Case) -> Iterator[Finding]:
    """Grade and specification of each lot's metal against the file that is enclosed, whatever Materials says by now."""
    for lot in case.frozen.lots:
        file, heat, metal = lot.receipt.certificate_file, lot.receipt.heat_on_certificate, lot.material
        if not file or metal is None or metal.family not in METALS:
            continue
        reading = whole(case.read(file))
        if heat and not reading.file.contains(heat):
            continue
        yield from _of_material(lot, "grade", metal.grade, named.grade(reading, metal))
        yield from _of_material(
            lot, "specification", metal.specification, named.specification(reading, metal)
        )


def _of_material(lot: LotRecord, what: str, ours: str | None, told: Told) -> Iterator[Finding]:
    kinds = {Agreement.DIFFERENT: SAYS_OTHERWISE, Agreement.UNSURE: DOES_NOT_SAY}
    if told.agreement in kinds:
        said = f"the {what} of {lot.receipt.material} is {ours}; {lot.receipt.certificate_file} names {told.theirs}."
        yield kinds[told.agreement].at(at(lot.receipt, "material"), f"Lot {lot.lot_id}: {said}")


def _finding(lot: LotRecord, field: str, saying: str, told: Told) -> Iterator[Finding]:
    place, file = at(lot.receipt, field), lot.receipt.certificate_file
    subject = f"Lot {lot.lot_id}: {place.column} is {getattr(lot.receipt, field)}"
    if told.agreement is Agreement.DIFFERENT:
        yield SAYS_OTHERWISE.at(place, f"{subject}; {file} {saying} {told.theirs}.")
    elif told.agreement is Agreement.UNSURE:
        but = f"; the file {saying} {told.theirs}" if told.theirs else ""
        yield DOES_NOT_SAY.at(place, f"{subject}, which was not found beyond doubt in {file}{but}.")


RULES: tuple[Rule, ...] = (said_of_lots, materials_of_lots)
