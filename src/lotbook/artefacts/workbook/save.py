"""Saves a built workbook so that the same workbook is always the same bytes: a test can prove a shipped file current."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

EPOCH = datetime(2025, 1, 1)  # noqa: DTZ001 - document properties carry UTC without saying so
_ZIP_TIME = (2025, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def save(book: Workbook, path: Path, *, created: datetime = EPOCH) -> None:
    """Writes the workbook; openpyxl stamps the present time into three places, which are set to ``created``."""
    buffer = BytesIO()
    book.save(buffer)
    stamp = created.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    finished = BytesIO()
    with ZipFile(buffer) as made, ZipFile(finished, "w", ZIP_DEFLATED) as target:
        # Some readers decide what a file is by its first entry.
        for name in sorted(made.namelist(), key=lambda each: each != "[Content_Types].xml"):
            data = made.read(name)
            if name == _CORE:
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            entry = ZipInfo(name, _ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, data)
    path.write_bytes(finished.getvalue())
