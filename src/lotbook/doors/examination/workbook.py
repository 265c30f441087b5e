"""The doctor on one workbook: is it ours, may the buttons be used in it, is its place safe, is its journal whole."""

from __future__ import annotations

from pathlib import Path

from lotbook.doors.examination.question import (
    EVERYWHERE,
    Case,
    Diagnosis,
    Examination,
    fine,
    not_here,
    stops,
    worth_a_look,
)
from lotbook.doors.places import System
from lotbook.doors.refusals import STEERING
from lotbook.errors import LotbookError
from lotbook.hosts.beside import data_folder_of
from lotbook.hosts.file.book import FileBook
from lotbook.hosts.file.surroundings import cloud_folder, conflict_copies

_LONG = 180  # letters of a path; a package adds some 70, and Windows stops at 260
_STRANGE = {System.WINDOWS: "&^%'", System.MACOS: "|\"'", System.LINUX: ""}


def _workbook(case: Case) -> Path:
    assert case.workbook is not None
    return case.workbook


def _opens(case: Case) -> Diagnosis:
    with FileBook.open(_workbook(case)) as book:
        return fine(f"a workbook of Lotbook, layout {book.schema_version}")


def _name(case: Case) -> Diagnosis:
    name = _workbook(case).name
    return stops(f"the name {name} holds =") if "=" in name else fine(name)


def _sheets(case: Case) -> Diagnosis:
    from lotbook.hosts.file.container import Container
    from lotbook.hosts.file.package import Package

    path = _workbook(case)
    try:
        names = [sheet.name for sheet in Package(Container(path.read_bytes(), path)).sheets]
    except LotbookError:
        return not_here("it does not open")
    wrong = [name for name in names if name.strip().casefold() in STEERING]
    if wrong:
        return stops(f"the sheet {', '.join(wrong)} could make the buttons start another program")
    coded = [name for name in names if name.strip().casefold().endswith(".py")]
    return (
        stops(f"the sheet {', '.join(coded)} is taken for program text")
        if coded
        else fine(f"none of {len(names)} sheets")
    )


def _beside(case: Case) -> Diagnosis:
    found = [name for name in sorted(STEERING) if (_workbook(case).absolute().parent / name).exists()]
    if found:
        return worth_a_look(f"{', '.join(found)} lies beside the workbook")
    return fine("nothing that redirects the buttons")


def _folder(case: Case) -> Diagnosis:
    path = _workbook(case).absolute()
    if cloud := cloud_folder(path):
        return worth_a_look(f"{cloud} synchronises this folder")
    if copies := conflict_copies(path):
        return worth_a_look(f"there are copies that a cloud client made: {', '.join(copies)}")
    if letters := "".join(sorted(set(_STRANGE[case.system]) & set(str(path)))):
        return worth_a_look(f"the path holds {letters}")
    if case.system is System.WINDOWS and len(str(path)) > _LONG:
        return worth_a_look(
            f"the path is {len(str(path))} letters long; names of papers may not fit behind it"
        )
    return fine("not synchronised by a cloud client")


def _journal(case: Case) -> Diagnosis:
    from lotbook.commands.undoing.journal_faults import faults
    from lotbook.hosts.journal import Journal

    journal = Journal(data_folder_of(_workbook(case)))
    if not journal.path.exists():
        return not_here("nothing has been done to this workbook yet")
    found = faults(journal)
    return stops(found[0]) if found else fine(f"whole, {journal.head().number} entries")


def _writable(case: Case) -> Diagnosis:
    from lotbook.hosts.file.surroundings import refuse_unwritable

    try:
        refuse_unwritable(_workbook(case), cloud_ok=True)
    except LotbookError as error:
        return worth_a_look(error.problem, error.cause, error.next_step)
    return fine("may be changed")


EXAMINATIONS = (
    Examination(
        "workbook",
        "Workbook",
        "A command says that this is not a workbook of Lotbook.",
        "Sheets or tables are missing, or the file is damaged or protected with a password.",
        "Name a workbook made by `lotbook new`, or bring this one in with `lotbook import`.",
        EVERYWHERE,
        _opens,
        of_workbook=True,
    ),
    Examination(
        "workbook-name",
        "Name of the workbook",
        "A click says that the name of this workbook has an equals sign in it.",
        "Excel hands the name to Python behind a = sign; a second one cuts it in two.",
        "Rename the workbook and its .lotbook folder without =.",
        EVERYWHERE,
        _name,
        of_workbook=True,
    ),
    Examination(
        "workbook-sheets",
        "Sheets that redirect",
        "A click is refused, or asks for a licence.",
        "A sheet called lotbook.conf or xlwings.conf, or one whose name ends in .py, is read by Excel's way to Python as an order.",
        "Rename or delete that sheet, and ask where the workbook came from.",
        EVERYWHERE,
        _sheets,
        of_workbook=True,
    ),
    Examination(
        "workbook-beside",
        "Files that redirect",
        "A macro of your own that calls RunPython starts another Python.",
        "For RunPython of xlwings a configuration file beside the workbook counts before yours. Lotbook's buttons never read it.",
        "Delete that file, and ask who put it there.",
        EVERYWHERE,
        _beside,
        of_workbook=True,
    ),
    Examination(
        "workbook-folder",
        "Folder of the workbook",
        "Changes of two people go into two files, or papers cannot be written.",
        "A cloud client synchronises the folder, or its path is long or holds letters with a meaning of their own.",
        "See docs/how-to/network-and-cloud.md.",
        EVERYWHERE,
        _folder,
        of_workbook=True,
    ),
    Examination(
        "workbook-open",
        "Writing",
        "A command says that the workbook is open elsewhere or write-protected.",
        "Excel or LibreOffice has it open, or you may not change it.",
        "Use the buttons in the open workbook, or close it there.",
        EVERYWHERE,
        _writable,
        of_workbook=True,
    ),
    Examination(
        "journal",
        "Journal",
        "`lotbook log --verify` says NOT WHOLE, or numbering is refused.",
        "The journal was changed by hand, or a part of it is missing.",
        "Keep the folder as it is, and put the journal back from a backup.",
        EVERYWHERE,
        _journal,
        of_workbook=True,
    ),
)
