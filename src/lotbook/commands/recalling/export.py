"""What a recall leaves beside the workbook: its lists and picture as files, and its report without opening a recall."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from lotbook.commands.recalling import sheet as recall_sheet
from lotbook.commands.recalling.folder import report_of
from lotbook.commands.recalling.notices import head_of, lost_pictures, paper_of, signer_of, templates_of
from lotbook.commands.recalling.opened import Opened
from lotbook.commands.recalling.sheet import Answered
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.chain.picture import draw_chain
from lotbook.documents.chain.recall import chain_of
from lotbook.documents.chain.svg import draw_svg
from lotbook.documents.file_names import file_name
from lotbook.documents.papers.recall_report import Asked
from lotbook.documents.pdf import making as pdf
from lotbook.domain.edits import Issued
from lotbook.domain.recall import Recall
from lotbook.domain.values import Value, text_of
from lotbook.errors import ReadOnlyError
from lotbook.tables.records import Records
from lotbook.tables.trace.listing import Listing
from lotbook.tables.trace.recall_lists import recall_lists

_UNOPENED = Issued("", 0, "Recall")  # its report is called by what it is, and has no number of the register
_DONE = "Nothing: this is only the answer"
_NO_REASON = "None was given."
_PHONE = re.compile(r"\+[\d ()]+")  # a plus sign before nothing that could be calculated


def report(options: Namespace, told: Answered, folder: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Writes the report as Word, and as PDF where this machine can; no recall is opened, nothing is held.

    Returns:
        The files, and what must be told.

    Raises:
        TemplateError: the template has mistakes.
        MissingFileError: the template is not there.
        ReadOnlyError: the folder cannot be written.
    """
    asked, certainty = recall_sheet.asked(told.found), recall_sheet.completeness(told.found)
    reason = options.reason.strip() or _NO_REASON
    opened = Opened(_UNOPENED, told.at, told.seconds, asked, reason)
    with open_workbook(options.workbook) as book:
        records = Records(book)
        signer = signer_of(records, options.signer)
        head = head_of(records, told.found, opened, book.folder, signer)
        remarks = lost_pictures(records, book.folder, signer)
        templates, paper = templates_of(records, book.folder), paper_of(records.setting("Paper"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    done = Asked(told.at, asked, told.seconds, certainty, _DONE)
    document = report_of(folder, told.found, done, head, templates=templates, paper=paper)
    made = pdf.convert([document], folder)
    return [document, *made.pdfs], (*remarks, *made.problems)


def _unwritable(folder: Path, error: OSError) -> ReadOnlyError:
    cause = f"{error.strerror}." if error.strerror else str(error)
    return ReadOnlyError(f"{folder} cannot be written.", cause=cause)


def export(found: Recall, folder: Path) -> list[Path]:
    """Writes every list as CSV, all of them as one .xlsx, each on its own sheet, and the picture of the chain.

    Raises:
        ReadOnlyError: the folder cannot be written.
    """
    files = write_lists(recall_lists(found), folder, "recall")
    chain = chain_of(found)
    drawn = (draw_chain(chain, folder / "chain.png"), draw_svg(chain, folder / "chain.svg"))
    return [*files, *filter(None, drawn)]


def write_lists(lists: Sequence[Listing], folder: Path, name: str) -> list[Path]:
    """Writes every list as CSV, and all of them as one .xlsx of this name, each on its own sheet.

    Raises:
        ReadOnlyError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = [_csv(each, folder / f"{each.name}.csv") for each in lists]
        files.append(_xlsx(lists, folder / f"{file_name(name)}.xlsx"))
    except OSError as error:
        raise _unwritable(folder, error) from error
    return files


def _csv(each: Listing, path: Path) -> Path:
    """UTF-8 with a byte order mark, so Excel reads it as such; a text that looks like a formula is kept a text."""
    import pandas as pd

    frame = pd.DataFrame([[_harmless(cell) for cell in row] for row in each.rows], columns=list(each.headers))
    frame.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    return path


def _harmless(cell: Value) -> str:
    text = text_of(cell)
    if _PHONE.fullmatch(text):
        return text
    return f"'{text}" if isinstance(cell, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _xlsx(lists: Sequence[Listing], path: Path) -> Path:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    for each in lists:
        page = book.create_sheet(each.name)
        page.append(list(each.headers))
        for row in each.rows:
            clean = [ILLEGAL_CHARACTERS_RE.sub("", each) if isinstance(each, str) else each for each in row]
            cells = [WriteOnlyCell(page, value=value) for value in clean]  # type: ignore[arg-type]
            for cell, value in zip(cells, clean, strict=True):
                if isinstance(value, str):
                    cell.data_type = "s"  # what somebody typed is never a formula
            page.append(cells)
    book.save(path)
    return path
