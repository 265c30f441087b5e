"""Deliveries with certificates for tests: a row of Receiving, its material, and a certificate made in memory or read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from lotbook.compliance.house_limits import limits_of
from lotbook.compliance.reported import typed
from lotbook.documents.certificate.comparison import Comparison, compare
from lotbook.documents.certificate.delivery import Delivery
from lotbook.documents.certificate.digital import lines
from lotbook.documents.certificate.file import CertificateText
from lotbook.documents.certificate.reading import Reading, facts_of
from tests.story import records

CERTIFICATES = Path(__file__).parent / "certificates"
JSONS = sorted(CERTIFICATES.glob("*/*.json"))

PLATE = """
Materials
Material | Description | Family    | Grade   | Specification | Spec revision | Certificate needed | Unit
AL6      | Plate       | Aluminium | 6061-T6 | ASTM B209     | 2021a         | 3.1                | kg
ACR      | Sheet       | Plastic   | PMMA GS | ISO 7823-1    | 2003          | CofC               | kg
OIL      | Oil         | Consumable |        |               |               | None               | L

Receiving
Lot ID | Material | Supplier | Purchase order | Heat on material | Quantity | Unit | Certificate type | Certificate file
{row}

Custody
{custody}

Grade limits
Grade | Element or property | Minimum | Maximum | Unit
6061  | Mg                  | 0.8     | 1.2     | %
6061  | Si                  | 0.4     | 0.8     | %

Chemistry
Lot ID | Element or property | Value | Unit | Minimum | Maximum
{chemistry}
"""
ROW = "L1 | AL6 | North Metals | PO-7 | {heat} | 100 | kg | 3.1 | m1.pdf"
PAPER = """Inspection certificate EN 10204:2004 3.1 No. M-1
Purchase order PO-7
Grade 6061-T6 Specification ASTM B209-21a
Heat No. {heat}
Quantity 100 kg
Inspected: A. Smith, Quality"""


def paper(text: str, *, problem: str = "", pictures: tuple[int, ...] = ()) -> Reading:
    """A certificate that is text."""
    pages = max(1, *pictures) if pictures else 1
    return Reading(CertificateText(hashlib.sha256(text.encode()).hexdigest(), pages, text, problem, pictures))


def digital(data: object) -> Reading:
    """A certificate that is data alone."""
    content = json.dumps(data).encode()
    text = "\n".join(lines(data))
    file = CertificateText(hashlib.sha256(content).hexdigest(), 1, text, digital=(content,))
    return Reading(file, facts_of(content), has_pages=False)


def passport(heat: str, **more: object) -> dict[str, object]:
    """A digital certificate for our plate."""
    return {
        "DigitalMaterialPassport": {
            "Id": "DMP-1",
            "TransactionData": {"BusinessTransaction": {"Order": {"Id": "PO-7"}}},
            "Product": {
                "ProductNorms": [{"Standard": "ASTM B209", "Year": "2021a"}],
                "MaterialDesignations": [{"Name": {"System": "AA", "Value": "6061-T6"}}],
                "BatchId": "B-1",
                **more,
            },
            "ChemicalAnalysis": {"HeatNumber": heat, "Elements": []},
            "Validation": {"CertificateType": {"Standard": "EN 10204", "Type": "3.1"}},
        }
    }


def delivery(
    reading: Reading, row: str = ROW, *, heat: str = "H83-017", custody: str = "Lot ID", chemistry: str = ""
) -> Delivery:
    """One delivery of a small shop with this certificate."""
    shop = records(PLATE.format(row=row.format(heat=heat), custody=custody, chemistry=chemistry))
    (receipt,) = shop.receiving
    material = next(each for each in shop.materials if each.material == receipt.material)
    limits = limits_of(shop.grade_limits, material.grade)
    return Delivery(receipt, material, reading, shop.custody, limits, typed(shop.chemistry))


def compared(reading: Reading, row: str = ROW, **more: str) -> Comparison:
    """The comparison of that delivery."""
    return compare(delivery(reading, row, **more))


def codes(comparison: Comparison) -> list[str]:
    """The codes of its findings."""
    return [finding.code for finding in comparison.findings]
