"""Templates: looks through the shop's Word templates before a certificate needs them, and lists every field."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.shell.command import Command, Outcome
from lotbook.commands.shell.workbook import open_workbook
from lotbook.documents.papers import coc
from lotbook.documents.papers.catalogue import PAPERS, ROWS_OF, Paper, offered, paper_of
from lotbook.documents.pdf import beforehand
from lotbook.documents.pdf.builtin import Builtin
from lotbook.documents.template.check import Fault, check
from lotbook.errors import (
    EXIT_FINDINGS,
    EXIT_FINE,
    LotbookError,
    MissingFileError,
    PdfEngineError,
    UsageError,
)
from lotbook.shipped import shipped
from lotbook.tables.records import Records

_WORKBOOKS = {".xlsx", ".xlsm"}
_OWN = Paper("A paper of your own", "", coc.FIELDS)  # it is filled with what the certificate is filled with


class Looked(NamedTuple):
    """One template looked through: what it makes, its mistakes, and what its reader should know."""

    file: Path
    paper: str
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


def look(template: Path, own_headers: Mapping[str, Sequence[str]]) -> Looked:
    """Looks through one template; a file that is no Word document is one mistake of its own.

    Args:
        template: the .docx file.
        own_headers: sheet -> the headers of the user's own columns, which templates may print.
    """
    paper = paper_of(template.name) or _OWN
    try:
        faults = tuple(check(template, offered(paper.fields, own_headers)))
        remarks = tuple(_remarks(template))
        faults += tuple(beforehand.without_a_font(template))
    except PdfEngineError as error:
        remarks += (f"Whether its letters can be drawn is not known: {error.problem} {error.cause}".rstrip(),)
    except LotbookError as error:
        faults, remarks = (Fault("the file", "", error.problem.rstrip(".")),), ()
    return Looked(template, paper.title, faults, remarks)


def _remarks(template: Path) -> Iterator[str]:
    if cannot := Builtin().refuses(template):
        yield f"The built-in PDF engine cannot make it: it {cannot}. Word and LibreOffice can."
    if fixed := beforehand.fixed_heights(template):
        yield (
            f"It has rows or frames of a fixed height ({fixed}). What needs more room there is cut off, and then nothing is "
            "issued. In Word, let the height be 'At least' instead of 'Exactly'."
        )


def run(options: Namespace) -> Outcome:
    """Checks the templates, or lists the fields of one paper or of all."""
    if options.what == "fields":
        return _fields(options.where)
    templates, own_headers, told = _templates(options.where)
    looked = [look(template, own_headers) for template in templates]
    wrong = sum(bool(each.faults) for each in looked)
    lines = [*told, *(line for each in looked for line in _lines(each)), _summary(len(looked), wrong)]
    answer = {"templates": [_as_json(each) for each in looked], "fields": []}
    return Outcome(tuple(lines), answer, EXIT_FINDINGS if wrong else EXIT_FINE)


def _templates(where: str) -> tuple[list[Path], Mapping[str, Sequence[str]], list[str]]:
    """The template files meant, the user's own columns where a workbook is named, and what to tell first.

    Raises:
        MissingFileError: nothing lies there, or the folder named in Settings is not there.
        UsageError: it is neither a workbook, nor a folder, nor a Word template.
    """
    path = Path(where)
    if not where:
        return _in(shipped("templates")), {}, ["These are the templates that come with Lotbook."]
    if path.suffix.lower() in _WORKBOOKS:
        return _of_workbook(path)
    if path.is_dir():
        return _in(path), {}, []
    if not path.exists():
        raise MissingFileError(f"{where} is not there.", next_step="Name a workbook, a folder or a template.")
    if path.suffix.lower() != ".docx":
        raise UsageError(
            f"{path.name} is no Word template.", next_step="In Word, use Save as > Word document (.docx)."
        )
    return [path], {}, []


def _of_workbook(path: Path) -> tuple[list[Path], Mapping[str, Sequence[str]], list[str]]:
    """The templates a workbook's certificates are made from: the shop's own first, then the shipped ones it keeps."""
    with open_workbook(path) as book:
        records = Records(book)
        own = records.setting("Templates folder").strip()
        headers = {sheet: records.loaded(sheet).headers.extra for sheet in ("Orders", *ROWS_OF.values())}
    ours = _in(shipped("templates"))
    if not own:
        return (
            ours,
            headers,
            ["Settings names no Templates folder: the templates that come with Lotbook are used."],
        )
    folder = book.folder / own.replace("\\", "/")
    if not folder.is_dir():
        raise MissingFileError(
            f"Settings names the Templates folder {own}, but there is no such folder.",
            next_step="Correct Templates folder in Settings, or empty it.",
        )
    mine = _in(folder)
    names = {template.name.casefold() for template in mine}
    return [*mine, *(each for each in ours if each.name.casefold() not in names)], headers, []


def _in(folder: Path) -> list[Path]:
    """The Word files of a folder; Word's own lock files are none."""
    return sorted(path for path in folder.glob("*.docx") if not path.name.startswith("~$"))


def _lines(looked: Looked) -> Iterator[str]:
    yield f"{looked.file.name}  ({looked.paper}): {_count(len(looked.faults))}"
    yield from (f"    {fault}" for fault in looked.faults)
    yield from (f"    Note: {remark}" for remark in looked.remarks)


def _count(faults: int) -> str:
    return "fine" if not faults else "1 mistake" if faults == 1 else f"{faults} mistakes"


def _summary(count: int, wrong: int) -> str:
    if not count:
        return "There is no Word template there."
    if not wrong:
        return "Every template can be filled."
    return f"{wrong} of {count} cannot be filled as it stands; correct it in Word, save, and check again."


def _as_json(looked: Looked) -> dict[str, object]:
    return {
        "template": str(looked.file),
        "paper": looked.paper,
        "faults": [fault._asdict() for fault in looked.faults],
        "remarks": list(looked.remarks),
    }


def _fields(wanted: str) -> Outcome:
    """Every field of the paper with this template, or of all papers, with meaning and example."""
    named = wanted if wanted.lower().endswith(".docx") or not wanted else f"{wanted}.docx"
    found = [paper for paper in PAPERS if not wanted or paper == paper_of(Path(named).name)]
    if not found:
        raise UsageError(
            f"Lotbook fills no {wanted}.",
            next_step=f"Choose from: {', '.join(paper.template for paper in PAPERS)}.",
        )
    lines: list[str] = []
    for paper in found:
        wide = max(len(field.name) for field in paper.fields) + 2
        lines += [f"{paper.title.upper()} ({paper.template})"]
        lines += [f"  {field.name:{wide}}{field.meaning}  e.g. {field.example}" for field in paper.fields]
        lines += [""]
    fields = [{"template": paper.template, **field._asdict()} for paper in found for field in paper.fields]
    return Outcome((*lines, "Write a field as {{ order.po }}."), {"templates": [], "fields": fields})


def add_arguments(parser: ArgumentParser) -> None:
    """Declares what to do and where the templates are."""
    parser.add_argument("what", choices=("check", "fields"), help="look for mistakes, or list every field")
    parser.add_argument(
        "where",
        nargs="?",
        default="",
        metavar="WHERE",
        help="check: a workbook (its Templates folder), a folder or one .docx; fields: one paper, such as coc; "
        "without it the ones that come with Lotbook",
    )


COMMAND = Command(
    verb="templates",
    summary="Look for mistakes in Word templates before a certificate needs them, or list every field they may use.",
    add_arguments=add_arguments,
    run=run,
    writes=False,
    json_keys={
        "templates": "check: list of {template, paper, faults: [{place, tag, problem, suggestion}], remarks}; "
        "the exit code is 1 when one has mistakes",
        "fields": "fields: list of {template, name, meaning, example}",
    },
)
