"""The folder that proves a compliance answer: the statement, the papers behind it byte for byte, and an index of both.

It can be read without Lotbook: Word, PDF and a csv file that any spreadsheet opens. A folder that exists is never
written again.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.compliance.answer import Answer
from lotbook.documents.file_names import file_name
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.language.translation import ENGLISH, in_language
from lotbook.documents.papers import compliance_statement
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.engine import Engine
from lotbook.documents.template.render import render
from lotbook.documents.whole_file import write_whole
from lotbook.documents.whole_folder import whole_folder

INDEX = "index.csv"
_HEADERS = ("Regulation", "Subject", "Verdict", "What", "Dated", "File", "SHA-256", "Remark")


class Job(NamedTuple):
    """What goes into a folder.

    Attributes:
        answers: what was asked and what can be said.
        head: who issues the statement.
        resolve: the file that a cell names.
        template: the statement's template; None for a folder without a statement.
        evidence: the papers behind the verdicts are copied too.
        frozen: the order, when all of it is about one.
        engines: for the PDF, in this order; None for those of this machine.
        language: of the statement's template.
    """

    answers: tuple[Answer, ...]
    head: CertificateHead
    resolve: Callable[[str], Path]
    template: Path | None
    evidence: bool
    frozen: Frozen | None = None
    engines: Sequence[Engine] | None = None
    language: str = ENGLISH


class Made(NamedTuple):
    """A finished folder.

    Attributes:
        folder: where it lies.
        main: the file to open first: the statement, or the index where none was asked for.
        files: every file in it, by its path in the folder.
        missing: files that cells name and that are not there.
        remarks: what its reader must be told, such as that no PDF was made.
    """

    folder: Path
    main: Path
    files: tuple[str, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


class _Copied(NamedTuple):
    """One file of evidence as the index names it; no path where it is not there."""

    path: str
    sha256: str


def build(job: Job, target: Path) -> Made:
    """Makes the folder and puts it at ``target``, whole or not at all.

    Raises:
        PackageError: something lies at ``target`` already, or it cannot be written.
        TemplateError: the template has mistakes, or cuts off what stands in it.
    """
    with whole_folder(target, taken=f"Name another folder, or move {target} away first.") as folder:
        copied = _copy(job, folder) if job.evidence else {}
        write_whole(folder / INDEX, _index(job, copied))
        statement, remarks = _statement(job, folder)
        files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    missing = tuple(file for file, found in copied.items() if not found.path)
    return Made(target, target / (statement or INDEX), tuple(files), missing, remarks)


def _statement(job: Job, folder: Path) -> tuple[str, tuple[str, ...]]:
    """The name of the file to open first, and what went wrong on the way to it."""
    if job.template is None:
        return "", ()
    document = folder / compliance_statement.TEMPLATE
    fields = in_language(compliance_statement.context(job.answers, job.head, job.frozen), job.language)
    pictures = compliance_statement.pictures(job.answers, job.head)
    render(job.template, fields, document, pictures=pictures, paper=job.head.paper)
    converted = pdf.convert([document], folder, using=job.engines)
    converted.refuse_what_is_cut()
    return (converted.pdfs[0].name if converted.pdfs else document.name), converted.problems


def _copy(job: Job, folder: Path) -> dict[str, _Copied]:
    """Every file that a piece of evidence names, once, byte for byte: cell -> where it went."""
    found: dict[str, _Copied] = {}
    taken: dict[str, str] = {}
    for file in dict.fromkeys(
        paper.file for answer in job.answers for paper in answer.evidence if paper.file
    ):
        try:
            content = job.resolve(file).read_bytes()
        except OSError:
            found[file] = _Copied("", "")
            continue
        digest = hashlib.sha256(content).hexdigest()
        name = file_name(file.replace("\\", "/").rsplit("/", 1)[-1])
        if taken.setdefault(name.casefold(), digest) != digest:  # two files of one name from two folders
            name = file_name(f"{digest[:8]}_{name}")
        path = f"evidence/{name}"
        write_whole(folder / path, content)
        found[file] = _Copied(path, digest)
    return found


def _index(job: Job, copied: dict[str, _Copied]) -> bytes:
    """A csv file with one row for each judgement and paper; Excel reads its UTF-8 by the mark at its start."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADERS)
    for answer in job.answers:
        for judged in answer.judgements:
            told = (answer.regulation, judged.subject, str(judged.verdict))
            for paper in judged.evidence:
                file = copied.get(paper.file)
                remark = "The file is not there" if file and not file.path else ""
                where = file.path if file and file.path else paper.file
                row = (*told, paper.what, paper.dated or "", where, file.sha256 if file else "", remark)
                writer.writerow([_inert(str(cell)) for cell in row])
            if not judged.evidence:
                writer.writerow([_inert(cell) for cell in (*told, judged.reason, "", "", "", "No paper")])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _inert(cell: str) -> str:
    """A text that a spreadsheet never takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
