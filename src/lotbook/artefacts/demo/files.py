"""Writes the files of ``workbook/demo`` and ``workbook/demo.xlsx`` anew; run it after a change of the story."""

from __future__ import annotations

from pathlib import Path

from lotbook.artefacts.demo import csv_files
from lotbook.artefacts.demo.faults import FAULTS
from lotbook.artefacts.demo.registers import MASTERS, tables
from lotbook.artefacts.demo.story import RECALL_CUSTOMERS

README = f"""# The demo shop

Harbor & Pine Fabrication, an invented shop with a laser, printers, a mill, a lathe and a saw: sixteen months of
deliveries, runs, orders and shipments, June 2023 to September 2024. `lotbook demo` builds a workbook from these files,
draws the suppliers' certificates and walks through a day's work with it.

One csv file a sheet, headers as in the workbook. A cell that starts with `!` is what Excel made of an entry on its own.
The master data ({", ".join(MASTERS)}) is kept by hand. The registers are made from the story in
`src/lotbook/artefacts/demo`; do not edit them. `python -m lotbook.artefacts.demo.files` writes them, this page and
`demo.xlsx` anew.

## What to look for

- Acrylic lot ACR-0923-01 went into the 3 runs MFG-0016, MFG-0018 and MFG-0021 and reached {RECALL_CUSTOMERS} customers.
  The lamps of MFG-0021 were made from the light panels of MFG-0016 and from the acrylic itself.
- Run MFG-0056 made 10 enclosures from 5 sheets of lot ACR-0524-02 and 200 g of lot PLA-0424-01.
- The delivery of plywood of 2024-05-03 was entered late and has no number yet; it becomes PLY-0524-001.
- Plate AL6-0824-001, heat 61T-40882, was cut; each piece carries the heat and a second person compared it. Its pieces
  became brackets (MFG-0112, a first article) and base plates (MFG-0115, anodised outside) for `Smith & Sons <UK>`.
- Compliance: the base plates of ORD-0629 are RoHS and REACH compliant; the brass knobs of ORD-0364 need exemption 6(c) and
  an Article 33 line for lead; for the steel of ORD-0428 nobody declared RoHS; the REACH declarations behind ORD-0318 speak
  of an older Candidate List than the one of its shipping day.
- Delivery AL6-0824-002 stays Rejected: the plate is marked 61T-39172, its certificate says 61T-39127.
- Housings HSG-120 carry serial numbers; each fitting is recorded under the serial it went into.
- Flat bar AFB-0524-001 and tube STT-1123-001 came with digital certificates that others published
  (certificates/SOURCES.md).
- Some rows at the end of the registers have no number yet: Assign IDs gives them one.

## Mistakes planted on purpose

`lotbook check` finds these and no others, once the IDs are assigned.

| sheet | row | column | finding | severity | how it came about |
|---|---|---|---|---|---|
{chr(10).join(f"| {f.sheet} | {f.key} | {f.column} | {f.code} | {f.severity} | {f.how} |" for f in FAULTS)}
"""


def rebuild(workbook_folder: Path) -> None:
    """Writes every file of the demo that is made from its story.

    Args:
        workbook_folder: the project's folder ``workbook``.
    """
    from lotbook.artefacts.workbook import build_workbook

    demo = workbook_folder / "demo"
    csv_files.write(demo, tables(demo))
    (demo / "README.md").write_text(README, encoding="utf-8", newline="\n")
    build_workbook(workbook_folder / "demo.xlsx", profile="shop", rows=csv_files.read(demo))


if __name__ == "__main__":
    rebuild(Path(__file__).resolve().parents[4] / "workbook")
