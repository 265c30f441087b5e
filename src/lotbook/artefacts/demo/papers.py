"""What comes on paper: the values of mill certificates, declarations, process certificates, measurements, hand-overs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from lotbook.artefacts.demo.chance import Dice, after
from lotbook.artefacts.demo.csv_files import TextRow
from lotbook.artefacts.demo.production import Run
from lotbook.artefacts.demo.sales import serial_numbers
from lotbook.artefacts.demo.stock import Lot
from lotbook.artefacts.demo.story import ANODISED, ANODISER, PLATE

# Material -> element or property: usual value, how far it strays (in its last figure), minimum, maximum, unit.
# Limits as the certificate prints them.
_VALUES: Mapping[str, tuple[tuple[str, str, int, str, str, str], ...]] = {
    "AL6": (
        ("Si", "0.65", 7, "0.40", "0.8", "%"), ("Fe", "0.34", 6, "", "0.7", "%"), ("Cu", "0.26", 4, "0.15", "0.40", "%"),
        ("Mn", "0.08", 3, "", "0.15", "%"), ("Mg", "0.98", 7, "0.8", "1.2", "%"), ("Cr", "0.18", 5, "0.04", "0.35", "%"),
        ("Zn", "0.06", 3, "", "0.25", "%"), ("Ti", "0.03", 1, "", "0.15", "%"), ("Pb", "0.004", 2, "", "0.05", "%"),
        ("Rm", "322", 9, "290", "", "MPa"), ("Rp0.2", "287", 8, "240", "", "MPa"), ("A", "13.5", 12, "8", "", "%"),
    ),
    "SS4": (
        ("C", "0.041", 8, "", "0.07", "%"), ("Si", "0.42", 6, "", "0.75", "%"), ("Mn", "1.31", 9, "", "2.00", "%"),
        ("P", "0.029", 4, "", "0.045", "%"), ("S", "0.002", 1, "", "0.030", "%"), ("Cr", "18.22", 15, "17.5", "19.5", "%"),
        ("Ni", "8.14", 7, "8.0", "10.5", "%"), ("N", "0.058", 6, "", "0.10", "%"),
        ("Rm", "628", 12, "515", "", "MPa"), ("Rp0.2", "301", 9, "205", "", "MPa"), ("A", "54", 3, "40", "", "%"),
    ),
    "SSR": (
        ("C", "0.018", 4, "", "0.030", "%"), ("Si", "0.41", 5, "", "1.00", "%"), ("Mn", "1.48", 9, "", "2.00", "%"),
        ("P", "0.031", 4, "", "0.045", "%"), ("S", "0.023", 3, "", "0.030", "%"), ("Cr", "16.82", 12, "16.0", "18.0", "%"),
        ("Ni", "10.12", 9, "10.0", "14.0", "%"), ("Mo", "2.06", 5, "2.00", "3.00", "%"),
        ("Rm", "598", 11, "485", "", "MPa"), ("Rp0.2", "312", 9, "170", "", "MPa"), ("A", "47", 3, "30", "", "%"),
    ),
    "BRS": (
        ("Cu", "61.2", 5, "60.0", "63.0", "%"), ("Pb", "2.71", 12, "2.5", "3.0", "%"), ("Fe", "0.12", 4, "", "0.35", "%"),
        ("Rm", "405", 10, "330", "", "MPa"), ("A", "24", 2, "15", "", "%"),
    ),
    "FTG": (
        ("C", "0.021", 4, "", "0.030", "%"), ("Mn", "1.52", 9, "", "2.00", "%"), ("Cr", "16.95", 12, "16.0", "18.0", "%"),
        ("Ni", "10.31", 9, "10.0", "14.0", "%"), ("Mo", "2.11", 5, "2.0", "3.0", "%"), ("S", "0.012", 3, "", "0.030", "%"),
    ),
}  # fmt: skip
# As printed on the two digital certificates in the demo's certificates folder.
_PRINTED: Mapping[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "H98765": (
        ("Si", "0.4502", "0.3", "0.6", "%"), ("Fe", "0.1625", "0.1", "0.3", "%"), ("Cu", "0.0005", "", "0.1", "%"),
        ("Mn", "0.056", "", "0.1", "%"), ("Mg", "0.3795", "0.35", "0.6", "%"), ("Cr", "0.004", "", "0.05", "%"),
        ("Zn", "0.005", "", "0.15", "%"), ("Ni", "0.0051", "", "0.05", "%"), ("Pb", "0.0012", "", "0.05", "%"),
        ("Ti", "0.0148", "", "0.1", "%"), ("N", "200", "", "2000", "ppm"),
        ("Rp0.2", "172.56", "", "", "MPa"), ("Rm", "220.35", "", "", "MPa"),
    ),
    "175508": (("C", "0.150", "", "", "%"), ("P", "0.014", "", "", "%")),
}  # fmt: skip


def chemistry_rows(lots: Sequence[Lot], dice: Dice) -> list[TextRow]:
    """The Chemistry sheet: the values of every metal lot, the same for the same heat."""
    rows: list[TextRow] = []
    for lot in lots:
        printed = _PRINTED.get(lot.heat) or [
            (name, _stray(usual, spread, low, high, dice), low, high, unit)
            for name, usual, spread, low, high, unit in _VALUES.get(lot.material, ())
        ]
        rows += [
            {
                "lot_id": lot.lot_id,
                "element": name,
                "value": value,
                "unit": unit,
                "minimum": low,
                "maximum": high,
                "source": lot.certificate,
            }
            for name, value, low, high, unit in printed
        ]
    return rows


def _stray(usual: str, spread: int, low: str, high: str, dice: Dice) -> str:
    middle = Decimal(usual)
    step = Decimal(1).scaleb(int(middle.as_tuple().exponent))
    value = middle + step * dice.between(-spread, spread)
    value = max(value, Decimal(low) if low else step)
    return str(min(value, Decimal(high)) if high else value)


_DECLARED = (  # dated, Candidate List it speaks of
    (date(2023, 5, 22), date(2023, 1, 17)),
    (date(2024, 7, 8), date(2024, 6, 27)),
)


def declaration_rows(lots: Sequence[Lot], materials: Mapping[str, TextRow]) -> list[TextRow]:
    """The Declarations sheet: each supplier declares for each material, once before the start and once a year later."""
    pairs = dict.fromkeys((lot.supplier, lot.material) for lot in lots)
    rows = [
        row
        for dated, listed in _DECLARED
        for supplier, material in pairs
        for row in _declared(supplier, materials[material], dated, listed)
    ]
    rows += [row for dated, listed in _DECLARED for row in _processor_declares(dated, listed)]
    return sorted(rows, key=lambda row: row["dated"])


def _declared(supplier: str, material: TextRow, dated: date, listed: date) -> Iterator[TextRow]:
    brass = (
        material["material"] == "BRS"
    )  # free-cutting brass holds lead: exemption 6(c), and lead is on the list
    for regulation in ("RoHS", "REACH", "SDS"):
        if material.get(f"{regulation.lower()}_needed") != "Yes":
            continue
        row = {
            "supplier": supplier,
            "material": material["material"],
            "regulation": regulation,
            "dated": dated.isoformat(),
            "file": f"certificates/{regulation}-{material['material']}-{supplier.split(maxsplit=1)[0]}-{dated:%Y-%m}.pdf",
        }
        if regulation == "RoHS":
            row |= {"statement": "Compliant with exemption" if brass else "Compliant"}
            row |= {"exemption": "6(c)"} if brass else {}
        elif regulation == "REACH":
            row |= {
                "statement": "Contains SVHC" if brass else "Compliant",
                "list_date": listed.isoformat(),
            }
        else:
            row |= {"statement": "On file"}
        yield row


def _processor_declares(dated: date, listed: date) -> Iterator[TextRow]:
    """The anodiser declares for everything it does, so no material is named."""
    for regulation in ("RoHS", "REACH"):
        row = {
            "supplier": ANODISER,
            "regulation": regulation,
            "statement": "Compliant",
            "dated": dated.isoformat(),
            "file": f"certificates/{regulation}-{ANODISER.split(maxsplit=1)[0]}-{dated:%Y-%m}.pdf",
        }
        yield row | ({"list_date": listed.isoformat()} if regulation == "REACH" else {})


def process_rows(runs: Sequence[Run]) -> list[TextRow]:
    """The Outside processes sheet: every base plate went to the anodiser after machining."""
    rows: list[TextRow] = []
    for run in runs:
        if run.part in ANODISED:
            process, specification, revision = ANODISED[run.part]
            certificate = f"CA-{run.started_on:%y}-{1000 + 7 * run.number}"
            rows.append(
                {
                    "run_id": run.run_id,
                    "process": process,
                    "specification": specification,
                    "spec_revision": revision,
                    "supplier": ANODISER,
                    "certificate_number": certificate,
                    "certificate_file": f"certificates/{certificate}.pdf",
                    "done_on": after(run.finished_on, 5).isoformat(),
                }
            )
    return rows


_GAUGES = {
    "Length": "CAL-07",
    "Bore diameter": "BORE-02",
    "Seat diameter": "BORE-02",
    "Hole diameter": "PIN-11",
}


def measurement_rows(runs: Sequence[Run], characteristics: Sequence[TextRow], dice: Dice) -> list[TextRow]:
    """The Measurements sheet: every characteristic of a part on five pieces of each run (on each serialised one)."""
    rows: list[TextRow] = []
    for run in runs:
        own = [
            c for c in characteristics if (c["part_number"], c["part_revision"]) == (run.part, run.revision)
        ]
        pieces = serial_numbers(run) if run.part == "HSG-120" else ["1", "2", "3", "4", "5"]
        for piece in pieces if run.free >= 0 and own else []:
            rows += [
                {
                    "run_id": run.run_id,
                    "characteristic": c["characteristic"],
                    "piece": piece,
                    "result": _within(c, dice),
                    "gauge": _GAUGES.get(c["description"], "CMM-01"),
                    "inspector": "Aisha Khan",
                    "measured_on": run.finished_on.isoformat(),
                }
                for c in own
            ]
    return rows


def _within(characteristic: TextRow, dice: Dice) -> str:
    """A result in the middle four fifths of the tolerance, with one figure more than its limits have."""
    low, high = Decimal(characteristic["lower_limit"]), Decimal(characteristic["upper_limit"])
    value = low + (high - low) * dice.between(10, 90) / 100
    figures = min(int(low.as_tuple().exponent), int(high.as_tuple().exponent), -1)
    return str(value.quantize(Decimal(1).scaleb(figures - 1)))


def custody_rows(lots: Sequence[Lot]) -> list[TextRow]:
    """The Custody sheet: how the plate of the story came from the mill to us."""
    plate = next(lot for lot in lots if lot.tag == PLATE)
    steps = (
        ("Great Lakes Rolling, Inc.", "Lakeshore Distribution Center", -40, "BL-55190"),
        ("Lakeshore Distribution Center", "Cascade Metals Supply", -21, "PS-308841"),
        ("Cascade Metals Supply", "Harbor & Pine Fabrication", 0, "CMS-77120"),
    )
    return [
        {
            "lot_id": plate.lot_id,
            "step": str(number),
            "source": source,
            "target": target,
            "moved_on": after(plate.received_on, days).isoformat(),
            "document": document,
            "heat_on_document": plate.heat,
        }
        for number, (source, target, days, document) in enumerate(steps, 1)
    ]
