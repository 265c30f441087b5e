"""Suppliers' declarations: RoHS, REACH and the first page of a safety data sheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lotbook.artefacts.demo.paper import A4, LETTER, Facts, House, Paper

TextRow = Mapping[str, str]
_SUBSTANCES = (
    ("Lead (Pb)", "0.1 %"), ("Mercury (Hg)", "0.1 %"), ("Cadmium (Cd)", "0.01 %"), ("Hexavalent chromium (Cr VI)", "0.1 %"),
    ("Polybrominated biphenyls (PBB)", "0.1 %"), ("Polybrominated diphenyl ethers (PBDE)", "0.1 %"),
    ("DEHP", "0.1 %"), ("BBP", "0.1 %"), ("DBP", "0.1 %"), ("DIBP", "0.1 %"),
)  # fmt: skip


_LEAD = (
    ("Substance of very high concern", "CAS no.", "Share of the article by weight", "Safe use"),
    ("Lead", "7439-92-1", "2.5 - 3.0 %", "Do not file or grind dry; wash hands after handling."),
)
_RESIN_HAZARDS = (
    "WARNING. H315 Causes skin irritation. H317 May cause an allergic skin reaction. H319 Causes serious eye irritation. "
    "P280 Wear protective gloves and eye protection. P302+P352 If on skin: wash with plenty of water."
)
_PLASTIC_HAZARDS = "Not classified as hazardous according to Regulation (EC) No 1272/2008. Avoid breathing fumes of melted material."
_RESIN_PARTS = (
    ("Component", "CAS no.", "Share"),
    ("Methacrylate oligomer", "proprietary", "50 - 75 %"),
    ("Photoinitiator TPO-L", "84434-11-7", "< 3 %"),
)
_PLASTIC_PARTS = (
    ("Component", "Share"),
    ("Thermoplastic polyester", "> 97 %"),
    ("Pigments and stabilisers", "< 3 %"),
)
_MEASURES = (
    (
        "SECTION 4: First-aid measures",
        "Eyes: rinse with water for 15 minutes. Skin: wash with soap and water; for burns by melt, cool and see a doctor.",
    ),
    (
        "SECTION 5: Firefighting measures",
        "Water spray, foam, carbon dioxide. Burning releases carbon monoxide; wear breathing apparatus.",
    ),
)


def draw_declaration(path: Path, house: House, row: TextRow, material: TextRow | None) -> None:
    """One declaration for one material, or for everything a process shop does when no material is named."""
    size = LETTER if "USA" in house.lines[0] else A4
    subject = (
        f"{row['material']}: {material['description']}"
        if material
        else "All anodising and finishing processes"
    )
    paper = Paper(path, house, size, f"{row['regulation']} {subject}")
    _DRAWN[row["regulation"]](paper, row, subject)
    paper.close(f"{house.name} - {row['regulation']} - {row['dated']}")


def _rohs(paper: Paper, row: TextRow, subject: str) -> None:
    paper.title(
        "RoHS DECLARATION", "Directive 2011/65/EU, Annex II as amended by Delegated Directive (EU) 2015/863"
    )
    exemption = row.get("exemption", "")
    paper.facts((*_about(row, subject), ("Exemption", exemption or "none")))
    lead = f"yes, exemption {exemption}: copper alloy with up to 4 % lead"
    rows = [(name, limit, lead if exemption and "Pb" in name else "no") for name, limit in _SUBSTANCES]
    paper.table([("Substance", "Limit in homogeneous material", "Above the limit?"), *rows])
    paper.text(
        "To the best of our knowledge, from our suppliers' declarations and from our own tests, the product named above "
        "conforms to the Directive as stated. This declaration covers all deliveries until it is replaced."
    )
    paper.signed("Product Compliance", "on behalf of the management", row["dated"])


def _about(row: TextRow, subject: str) -> Facts:
    return (("Product", subject), ("Date", row["dated"]), ("Statement", row["statement"]))


def _reach(paper: Paper, row: TextRow, subject: str) -> None:
    contains = row["statement"] == "Contains SVHC"
    paper.title("REACH DECLARATION", "Regulation (EC) No 1907/2006, Article 33")
    paper.facts((*_about(row, subject), ("Candidate List of", row["list_date"])))
    if contains:
        paper.table(_LEAD)
    paper.text(
        "The product contains a substance of the Candidate List above 0.1 % by weight, as listed."
        if contains
        else "The product contains no substance of the Candidate List above 0.1 % by weight of the article."
    )
    paper.text(
        "We follow the updates of the Candidate List and inform our customers when this statement changes."
    )
    paper.signed("Product Compliance", "on behalf of the management", row["dated"])


def _safety(paper: Paper, row: TextRow, subject: str) -> None:
    resin = row["material"] == "RSN"
    paper.title("SAFETY DATA SHEET", "according to Regulation (EC) No 1907/2006, Annex II   -   first page")
    paper.heading("SECTION 1: Identification")
    paper.facts(
        (
            ("Product", subject),
            ("Revision", row["dated"]),
            ("Use", "Additive manufacturing"),
            ("Emergency", paper.house.lines[1]),
        )
    )
    paper.heading("SECTION 2: Hazards identification")
    paper.text(_RESIN_HAZARDS if resin else _PLASTIC_HAZARDS)
    paper.heading("SECTION 3: Composition")
    paper.table(_RESIN_PARTS if resin else _PLASTIC_PARTS)
    for heading, text in _MEASURES:
        paper.heading(heading)
        paper.text(text)


_DRAWN = {"RoHS": _rohs, "REACH": _reach, "SDS": _safety}
