"""The story of the gate as a real workbook file with real certificate files beside it."""

from __future__ import annotations

from pathlib import Path

from lotbook.artefacts.workbook.build import build_workbook
from lotbook.tables.book import TABLES
from lotbook.tables.source import Source
from tests.documents.gate_story import SOUND
from tests.documents.pdfs import draw
from tests.story import source


def shop(folder: Path, text: str = SOUND, *, name: str = "shop.xlsx") -> Path:
    """Writes the workbook and the three certificates that its rows name; returns the workbook's path."""
    certificates(folder)
    rows = rows_of(source(text))
    own = {str(row["Setting"]): str(row["Value"]) for row in rows.pop("Settings", [])}
    build_workbook(folder / name, rows=rows, own_settings=own)
    return folder / name


def certificates(folder: Path) -> Path:
    """The three certificates that the story names, drawn into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    mill = [
        "Alpine Rolling",
        "Inspection certificate EN 10204 3.1",
        "Certificate no. M1",
        "Melted in Austria",
        "Heat No. H83017",
    ]
    draw(folder / "m1.pdf", mill, ["Page 2 of 2"])
    draw(folder / "m2.pdf", ["Certificate of conformity M2", "Lot S1", "Country of melt: Italy"])
    draw(folder / "bc9.pdf", ["BrightCoat: anodising certificate BC-9, MIL-PRF-8625 rev F", "Batch MFG-0001"])
    return folder


def rows_of(workbook: Source) -> dict[str, list[dict[str, object]]]:
    """Sheet name -> rows as header -> value, for every sheet that holds anything."""
    found: dict[str, list[dict[str, object]]] = {}
    for sheet in TABLES:
        view = workbook.view(sheet.name, sheet.table, ())
        if view is None or not view.rows:
            continue
        columns = view.columns(range(len(view.headers)))
        found[sheet.name] = [
            {header: value for header, value in zip(view.headers, cells, strict=True) if value is not None}
            for cells in zip(*columns, strict=True)
        ]
    return found
