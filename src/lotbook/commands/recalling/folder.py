"""The folder of a recall: its report with the picture of the chain, the notices, their PDFs and e-mail drafts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lotbook.commands.recalling.notices import Notice, Progress, drafts, papers, template_of, without_address
from lotbook.documents.chain.picture import draw_chain
from lotbook.documents.chain.recall import chain_of
from lotbook.documents.file_names import file_name
from lotbook.documents.papers import recall_report
from lotbook.documents.papers.recall_notice import NoticeHead
from lotbook.documents.papers.recall_report import Asked
from lotbook.documents.pdf import making as pdf
from lotbook.documents.template.render import render
from lotbook.domain.recall import Recall


class Written(NamedTuple):
    """What lies in the recall's folder.

    Attributes:
        report: the file name of the report to open.
        notices: customer -> the file name of the notice to open.
        files: every file's SHA-256.
        remarks: what must be told.
    """

    report: str
    notices: Mapping[str, str]
    files: Mapping[str, str]
    remarks: tuple[str, ...]


def fill(
    folder: Path,
    found: Recall,
    asked: Asked,
    head: NoticeHead,
    every: Sequence[Notice],
    *,
    templates: Path | None,
    paper: str,
    progress: Progress = lambda _: None,
) -> Written:
    """Writes everything: Word, PDF where this machine can, and a draft to send for each notice of a real recall.

    Args:
        folder: an empty folder.
        found: the answer.
        asked: what the report says of the recall itself.
        head: what all papers share.
        every: the notices.
        templates: the shop's own templates; None for the shipped ones.
        paper: of the report, ``A4`` or ``Letter``.
        progress: is told what is being made.

    Raises:
        TemplateError: a template has mistakes.
        MissingFileError: a template or picture is not there.
    """
    progress("The report")
    report = report_of(folder, found, asked, head, templates=templates, paper=paper)
    documents = [report, *papers(folder, every, head, templates, progress)]
    progress("Making PDFs")
    made = pdf.convert(documents, folder)
    main = [path.name for path in made.pdfs or documents]
    notices = dict(zip((notice.customer.customer for notice in every), main[1:], strict=True))
    if not head.drill:
        drafts(folder, every, [folder / name for name in main[1:]], head, templates)
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
    return Written(main[0], notices, files, (*made.problems, *without_address(every, drill=head.drill)))


def report_of(
    folder: Path, found: Recall, asked: Asked, head: NoticeHead, *, templates: Path | None, paper: str
) -> Path:
    """Fills the Word paper of the report, with the picture of the chain beside it.

    Raises:
        TemplateError: the template has mistakes.
        MissingFileError: a template or picture is not there.
        ReadOnlyError: the folder cannot be written.
    """
    name = file_name(f"{head.recall_id} report")
    picture = draw_chain(chain_of(found), folder / f"{name} chain.png")
    pictures = {**head.pictures, **({"chain": picture} if picture else {})}
    document = folder / f"{name}.docx"
    template = template_of(recall_report.TEMPLATE, templates)
    render(template, recall_report.context(found, head, asked), document, pictures=pictures, paper=paper)
    return document
