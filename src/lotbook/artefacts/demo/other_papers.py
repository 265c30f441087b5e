"""Certificates of conformance for plastics, wood, resin and fasteners, and the anodiser's process certificate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from lotbook.artefacts.demo.paper import A4, LETTER, Facts, House, Paper

TextRow = Mapping[str, str]
# Material -> what its maker tests of each lot: property, method, result, requirement.
_TESTS = {
    "ACR": (
        ("Thickness", "ISO 7823-1", "2.94 - 3.08 mm", "3.0 mm +/- 10 %"),
        ("Light transmission", "ISO 13468-1", "92 %", "min. 90 %"),
        ("Vicat softening", "ISO 306", "108 °C", "min. 105 °C"),
    ),
    "PLA": (
        ("Diameter", "Laser, 2 axes", "1.75 +/- 0.02 mm", "1.75 +/- 0.03 mm"),
        ("Ovality", "Laser, 2 axes", "0.01 mm", "max. 0.02 mm"),
        ("Moisture", "ISO 15512", "0.031 %", "max. 0.05 %"),
    ),
    "PET": (
        ("Diameter", "Laser, 2 axes", "1.75 +/- 0.02 mm", "1.75 +/- 0.03 mm"),
        ("Moisture", "ISO 15512", "0.018 %", "max. 0.03 %"),
        ("Melt flow index", "ISO 1133", "11.6 g/10 min", "9 - 14 g/10 min"),
    ),
    "RSN": (
        ("Viscosity at 25 °C", "Brookfield", "1040 mPa.s", "900 - 1200 mPa.s"),
        ("Cured hardness", "ISO 868", "83 Shore D", "80 - 86 Shore D"),
    ),
    "PLY": (
        ("Thickness", "EN 315", "3.0 +0.2/-0.3 mm", "3.0 +/- 0.3 mm"),
        ("Moisture", "EN 322", "7.8 %", "5 - 12 %"),
        ("Formaldehyde", "EN 717-1", "0.03 mg/m3", "E1, max. 0.124 mg/m3"),
    ),
    "SCR": (
        ("Thread", "ISO 4753, go / no-go", "conforming", "M4-6g"),
        ("Marking", "Visual", "A4-80", "A4-80"),
    ),
}
_NAMES = {
    "CofC": ("CERTIFICATE OF CONFORMANCE", "Manufacturer's certificate for one production lot"),
    "2.1": ("DECLARATION OF COMPLIANCE WITH THE ORDER 2.1", "EN 10204:2004, type 2.1"),
}


_CONFIRMED = (
    "We confirm that the goods named above were made and inspected under our quality management system and conform "
    "to the specification and to the purchase order. Each package carries the lot number. Retained samples and "
    "records are kept for five years."
)
_COATING = (
    ("Characteristic", "Method", "Requirement", "Result"),
    ("Coating thickness", "ASTM B244, eddy current", "0.0004 - 0.0010 in", "0.0006 - 0.0007 in"),
    ("Seal quality", "ASTM B136, dye stain", "no stain", "no stain"),
    ("Colour", "Visual, reference panel", "black, uniform", "accepted"),
    ("Corrosion resistance", "ASTM B117, 336 h (monthly panel)", "max. 15 pits", "2 pits"),
)
_PROCESSED = (
    "We certify that the parts listed were processed and inspected in accordance with the specification and revision "
    "named above and conform to it. The coating was sealed in hot water with nickel acetate; no hexavalent chromium "
    "was used. Process records are on file for seven years."
)


def draw_product_certificate(path: Path, house: House, lot: TextRow, material: TextRow) -> None:
    """The maker's certificate for one lot of plastic, wood, resin or fasteners."""
    made = date.fromisoformat(lot["received_on"]) - timedelta(days=16)
    issued = f"{made + timedelta(days=6)}"
    american = "USA" in house.lines[0]
    title, below = _NAMES[lot["certificate_type"]]
    paper = Paper(path, house, LETTER if american else A4, f"{title.title()} {lot['certificate_number']}")
    paper.title(title, below)
    paper.facts(_product_facts(lot, material, made, issued))
    paper.heading("LOT TESTS" if lot["certificate_type"] == "CofC" else "NON-SPECIFIC INSPECTION")
    paper.table([("Property", "Method", "Result", "Requirement"), *_TESTS[material["material"]]])
    paper.text(_CONFIRMED)
    paper.signed("E. Sandoval" if american else "K. Bergmane", "Quality Control", issued)
    paper.close(f"{house.name} - {lot['certificate_number']} - Lot {lot['heat_on_certificate']}")


def _product_facts(lot: TextRow, material: TextRow, made: date, issued: str) -> Facts:
    return (
        ("Certificate no.", lot["certificate_number"]),
        ("Date of issue", issued),
        ("Customer", "Harbor & Pine Fabrication"),
        ("Purchase order", lot["purchase_order"]),
        ("Product", material["description"]),
        ("Specification", f"{material['specification']}:{material['spec_revision']}"),
        ("LOT NO.", lot["heat_on_certificate"]),
        ("Date of manufacture", f"{made}"),
        ("Quantity", f"{lot['quantity']} {lot['unit']}"),
        ("Best before", lot.get("expires_on", "not limited")),
    )


def draw_process_certificate(path: Path, house: House, process: TextRow, run: TextRow) -> None:
    """The anodiser's certificate for one run, with the specification's revision and what was measured."""
    paper = Paper(path, house, LETTER, f"Certificate of Processing {process['certificate_number']}")
    paper.title("CERTIFICATE OF PROCESSING", "Anodic coatings for aluminum and aluminum alloys")
    paper.facts(_process_facts(process, run))
    paper.heading("RESULTS")
    paper.table(_COATING)
    paper.text(_PROCESSED)
    paper.signed("Roy Delgado", "Quality Manager", process["done_on"])
    paper.close(f"{house.name} - {process['certificate_number']} - {process['run_id']}")


def _process_facts(process: TextRow, run: TextRow) -> Facts:
    good = int(run["quantity_made"]) - int(run["quantity_scrapped"])
    return (
        ("Certificate no.", process["certificate_number"]),
        ("Date processed", process["done_on"]),
        ("Customer", "Harbor & Pine Fabrication"),
        ("Customer batch", process["run_id"]),
        ("Work order", run["work_order"]),
        ("Part number", f"{run['part_number']} rev {run['part_revision']}"),
        ("Quantity", f"{good} {run['unit']}"),
        ("Process", process["process"]),
        ("Specification", f"{process['specification']}, revision {process['spec_revision']}"),
        ("Alloy", "6061-T6"),
    )
