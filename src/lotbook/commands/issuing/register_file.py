"""The register as a plain file beside the packages, so that it can be read in fifteen years without Lotbook or Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from lotbook.commands.issuing.order import resolved
from lotbook.documents.whole_file import write_whole
from lotbook.errors import LotbookError
from lotbook.hosts.host import Host
from lotbook.tables.certificates import SHEET, Certificate
from lotbook.tables.records import Records

NAME = "register.csv"
_FORMULA = ("=", "+", "-", "@", "\t")


def keep_register(book: Host) -> str:
    """Writes ``register.csv`` anew into the packages folder; returns why it could not, as a sentence, else nothing.

    The workbook's register is the one that counts, so a copy that cannot be written stops nothing.
    """
    records = Records(book)
    folder = resolved(book.folder, records.setting("Packages folder").strip() or "packages")
    try:
        write_whole(folder / NAME, as_csv(records.certificates))
    except LotbookError as error:
        return f"The copy of the register could not be written: {error.problem}"
    return ""


def as_csv(rows: Sequence[Certificate]) -> bytes:
    """Every certificate in every revision, one a line: UTF-8 with its mark, commas, the headers of the sheet.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.header for column in SHEET.columns.values()])
    for row in rows:
        writer.writerow([_safe(getattr(row, field)) for field in SHEET.columns])
    return out.getvalue().encode("utf-8-sig")


def _safe(value: str | None) -> str:
    text = value or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
