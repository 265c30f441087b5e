"""Mill certificates: a North American test report and a European 3.1 in two languages, with values and heat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from lotbook.artefacts.demo.paper import A4, LETTER, Facts, House, Paper

TextRow = Mapping[str, str]
_MECHANICAL = ("Rm", "Rp0.2", "A")
_NAMES = {"Rm": "Tensile strength Rm", "Rp0.2": "Yield strength Rp0.2", "A": "Elongation A"}
_WEIGHT = {"AL6": "38.3 kg", "SS4": "72 kg", "SSR": "30.1 kg", "BRS": "12.5 kg", "FTG": "3.1 kg"}
_CERTIFIED = (
    "We hereby certify that the material described herein was sampled, tested and inspected in accordance with the "
    "specification above and that it met its requirements. The material was not exposed to mercury or to alloys that "
    "are liquid at ambient temperature while in our possession. Records are on file. This report may not be "
    "reproduced except in full."
)
_CONFIRMED = (
    "Z01  Es wird bestätigt, dass die Lieferung den Vereinbarungen der Bestellung entspricht. "
    "We certify that the products supplied comply with the requirements of the order."
)
_INSPECTED = (
    ("D01 Maße / Dimensions", "i.O. / conforming"),
    ("D02 Oberfläche / Surface", "i.O. / conforming"),
    ("IK-Prüfung / IGC test", "EN ISO 3651-2 A: i.O."),
    ("Verwechslungsprüfung / PMI", "durchgeführt / done"),
)


def draw_mill_certificate(
    path: Path, house: House, lot: TextRow, material: TextRow, values: Sequence[TextRow]
) -> None:
    """The mill's own certificate for one delivery, its values as they stand on the Chemistry sheet."""
    issued = date.fromisoformat(lot["received_on"]) - timedelta(days=9)
    american = material["material"] in ("AL6", "BRS")
    paper = Paper(path, house, LETTER if american else A4, f"Mill certificate {lot['certificate_number']}")
    elements = [row for row in values if row["element"] not in _MECHANICAL]
    mechanical = [row for row in values if row["element"] in _MECHANICAL]
    if american:
        _test_report(paper, lot, material, issued)
        _american_values(paper, elements, mechanical)
        paper.text(_CERTIFIED)
        paper.signed("R. J. Hollander", "Manager, Quality Assurance (independent of production)", f"{issued}")
    else:
        _inspection_certificate(paper, lot, material, issued)
        _european_values(paper, elements, mechanical)
        paper.text(_CONFIRMED)
        paper.signed(
            "Dr. H. Wessels", "Abnahmebeauftragter / Inspection representative", f"{issued:%d.%m.%Y}"
        )
    paper.close(f"{house.name} - {lot['certificate_number']} - Heat {lot['heat_on_certificate']}")


def _test_report(paper: Paper, lot: TextRow, material: TextRow, issued: date) -> None:
    paper.title("CERTIFIED MILL TEST REPORT", "Inspection certificate 3.1 according to EN 10204:2004")
    facts: Facts = (
        ("Report no.", lot["certificate_number"]),
        ("Date", f"{issued:%B %d, %Y}"),
        ("Sold to", lot["supplier"]),
        ("Customer", "Harbor & Pine Fabrication"),
        ("Customer PO", lot["purchase_order"]),
        ("Specification", f"{material['specification']}-{material['spec_revision']}"),
        ("Alloy / temper", material["grade"]),
        ("Product", material["description"]),
        ("HEAT NO.", lot["heat_on_certificate"]),
        ("Quantity", f"{lot['quantity']} {lot['unit']}, {_WEIGHT[material['material']]}"),
        ("Melted in", lot["country_of_melt"]),
        ("Condition", "As ordered, stenciled with heat and specification"),
    )
    paper.facts(facts)


def _american_values(paper: Paper, elements: Sequence[TextRow], mechanical: Sequence[TextRow]) -> None:
    paper.heading("CHEMICAL COMPOSITION, WEIGHT PERCENT")
    _across(paper, elements)
    paper.heading("MECHANICAL PROPERTIES")
    rows = [
        [_NAMES[row["element"]], row["value"], row["unit"], row.get("minimum", "-"), "ASTM E8/E8M"]
        for row in mechanical
    ]
    paper.table([["Property", "Test 1", "Unit", "Minimum", "Method"], *rows])


def _across(paper: Paper, values: Sequence[TextRow]) -> None:
    """Elements across the page: limits and the actual value below each symbol."""
    paper.table(
        [
            ["", *[row["element"] for row in values]],
            ["Min", *[row.get("minimum", "") for row in values]],
            ["Max", *[row.get("maximum", "") for row in values]],
            ["Actual", *[row["value"] for row in values]],
        ]
    )


def _inspection_certificate(paper: Paper, lot: TextRow, material: TextRow, issued: date) -> None:
    paper.title(
        "Abnahmeprüfzeugnis 3.1 / Inspection certificate 3.1",
        "EN 10204:2004   -   field codes after EN 10168",
    )
    specification = f"{material['specification']}:{material['spec_revision']}"
    facts: Facts = (
        ("A03 Nr. / No.", lot["certificate_number"]),
        ("Z02 Datum / Date", f"{issued:%d.%m.%Y}"),
        ("A06 Besteller / Purchaser", lot["supplier"]),
        ("A07 Bestellnr. / Order no.", lot["purchase_order"]),
        ("B01 Erzeugnis / Product", material["description"]),
        ("B02 Werkstoff / Material", f"{material['grade']}  {specification}"),
        ("B07/C00 Schmelze / Heat no.", lot["heat_on_certificate"]),
        ("B08 Menge / Quantity", f"{lot['quantity']} {lot['unit']}"),
        ("B13 Masse / Mass", _WEIGHT[material["material"]]),
        ("B06 Kennzeichnung / Marking", f"{material['grade']} {lot['heat_on_certificate']}"),
        ("Erschmolzen in / Melted in", lot["country_of_melt"]),
        ("C70 Verfahren / Process", "E + AOD"),
    )
    paper.facts(facts)


def _european_values(paper: Paper, elements: Sequence[TextRow], mechanical: Sequence[TextRow]) -> None:
    paper.heading("C71-C92  Schmelzanalyse / Heat analysis, %")
    _across(paper, elements)
    if mechanical:
        paper.heading("C10-C13  Zugversuch / Tensile test, 20 °C, transverse")
        rows = [
            [_NAMES[row["element"]], row["value"], row.get("minimum", "-"), row["unit"]] for row in mechanical
        ]
        paper.table([["Eigenschaft / Property", "Ist / Actual", "min.", "Einheit / Unit"], *rows])
    paper.facts(_INSPECTED)
