"""LibreOffice as the judge of formulas: opens a workbook, calculates everything anew and says what each cell shows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
from openpyxl import Workbook

from lotbook.documents.pdf.soffice import program

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


def recalculated(path: Path, folder: Path) -> Workbook:
    """The workbook as LibreOffice shows it, with values in the place of formulas."""
    office = program()
    assert office, "LibreOffice is missing"
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [
        str(office),
        "--headless",
        profile,
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        str(path),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return openpyxl.load_workbook(folder / "out" / path.name, data_only=True)
