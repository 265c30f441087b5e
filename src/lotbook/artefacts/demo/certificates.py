"""Draws the demo's supplier certificates as PDFs, one for each file the demo's registers name.

The two digital certificates, the logo and the signature are pictures and papers as they are; they are copied.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from lotbook.artefacts.demo import csv_files
from lotbook.artefacts.demo.csv_files import TextRow
from lotbook.artefacts.demo.declarations import draw_declaration
from lotbook.artefacts.demo.mill_papers import draw_mill_certificate
from lotbook.artefacts.demo.other_papers import draw_process_certificate, draw_product_certificate
from lotbook.artefacts.demo.paper import House

_COLOURS = (
    (0.09, 0.28, 0.48), (0.55, 0.13, 0.12), (0.07, 0.36, 0.26), (0.36, 0.22, 0.47), (0.62, 0.35, 0.05),
    (0.0, 0.42, 0.5), (0.2, 0.2, 0.24), (0.4, 0.29, 0.16), (0.1, 0.24, 0.36), (0.5, 0.1, 0.34), (0.13, 0.13, 0.42),
)  # fmt: skip
_HEADS = ("rule", "band", "box")


def make_certificates(demo: Path, folder: Path) -> list[Path]:
    """Draws or copies every paper that the demo's registers name into a folder; returns what was written.

    Args:
        demo: the folder of the demo's csv files, with ``certificates`` in it.
        folder: where the workbook will stand; file names in the registers are relative to it.
    """
    (folder / "certificates").mkdir(parents=True, exist_ok=True)
    written = [_copy(path, folder) for path in sorted((demo / "certificates").iterdir())]
    houses = _houses(csv_files.read_text(demo, "Suppliers"))
    materials = {row["material"]: row for row in csv_files.read_text(demo, "Materials")}
    written += _delivery_papers(demo, folder, houses, materials, {path.name for path in written})
    runs = {row.get("run_id"): row for row in csv_files.read_text(demo, "Manufacture")}
    for row in csv_files.read_text(demo, "Outside processes"):
        written.append(folder / row["certificate_file"])
        draw_process_certificate(written[-1], houses[row["supplier"]], row, runs[row["run_id"]])
    for row in csv_files.read_text(demo, "Declarations"):
        written.append(folder / row["file"])
        draw_declaration(written[-1], houses[row["supplier"]], row, materials.get(row.get("material", "")))
    return written


def _delivery_papers(
    demo: Path,
    folder: Path,
    houses: Mapping[str, House],
    materials: Mapping[str, TextRow],
    done: Collection[str],
) -> list[Path]:
    """One certificate for each delivery that has none yet."""
    receiving = csv_files.read_text(demo, "Receiving")
    analyses = _Analyses(csv_files.read_text(demo, "Chemistry"), receiving)
    written: list[Path] = []
    for lot in receiving:
        path = folder / lot["certificate_file"]
        if path.name in done:
            continue
        written.append(path)
        house, material, values = houses[lot["supplier"]], materials[lot["material"]], analyses.of(lot)
        if values:
            draw_mill_certificate(path, _mill(house, lot), lot, material, values)
        else:
            draw_product_certificate(path, house, lot, material)
    return written


def _copy(path: Path, folder: Path) -> Path:
    target = folder / "certificates" / path.name
    shutil.copyfile(path, target)
    return target


def _houses(suppliers: Sequence[TextRow]) -> dict[str, House]:
    return {
        row["supplier"]: House(
            row["supplier"],
            (row["address"], row["phone"], row["email"]),
            _COLOURS[n % len(_COLOURS)],
            _HEADS[n % 3],
        )
        for n, row in enumerate(suppliers)
    }


def _mill(house: House, lot: TextRow) -> House:
    """A mill certificate has the mill's letterhead, whoever sold the metal."""
    if lot["mill"] == house.name:
        return house
    return House(lot["mill"], (lot["country_of_melt"], "Quality Department"), house.colour, house.head)


class _Analyses:
    """The values of each delivery's certificate; one that nobody typed in has those of an earlier delivery."""

    def __init__(self, chemistry: Sequence[TextRow], receiving: Sequence[TextRow]) -> None:
        self._by_lot: dict[str, list[TextRow]] = {}
        for row in chemistry:
            self._by_lot.setdefault(row["lot_id"], []).append(row)
        self._by_material: dict[str, list[TextRow]] = {}
        for lot in receiving:
            if lot.get("lot_id") in self._by_lot:
                self._by_material.setdefault(lot["material"], self._by_lot[lot["lot_id"]])

    def of(self, lot: TextRow) -> Sequence[TextRow]:
        return self._by_lot.get(lot.get("lot_id", ""), ()) or self._by_material.get(lot["material"], ())
