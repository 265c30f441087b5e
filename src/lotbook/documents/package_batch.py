"""Several packages at once: their Word documents first, then all PDFs with one start of the engine, then each package."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lotbook.documents import pdf
from lotbook.documents.package import Draft, Job, Package, at, draft, finish
from lotbook.documents.whole_folder import whole_folder
from lotbook.errors import LotbookError


def build_many(jobs: Sequence[tuple[Job, Path]]) -> list[Package | LotbookError]:
    """Makes packages and puts each at its target, whole or not at all; a failure stands in its package's place.

    Args:
        jobs: what each is made from, and where it goes; PDFs are made with the engines of the first.
    """
    with tempfile.TemporaryDirectory(prefix="lotbook-packages-", ignore_cleanup_errors=True) as scratch:
        begun = [_begin(job, Path(scratch, f"{number:04}")) for number, (job, _) in enumerate(jobs)]
        drafts = [made for made in begun if isinstance(made, Draft)]
        using = jobs[0][0].engines if jobs else None
        converted = iter(pdf.convert_many([pdf.Group(d.documents, d.folder) for d in drafts], using=using))
        return [
            _end(made, next(converted), target) if isinstance(made, Draft) else made
            for made, (_, target) in zip(begun, jobs, strict=True)
        ]


def _begin(job: Job, folder: Path) -> Draft | LotbookError:
    folder.mkdir()
    try:
        return draft(job, folder)
    except LotbookError as error:
        return error


def _end(made: Draft, converted: pdf.Conversion, target: Path) -> Package | LotbookError:
    try:
        with whole_folder(target) as folder:
            documents = tuple(_copied(document, folder) for document in made.documents)
            pdfs = tuple(_copied(each, folder) for each in converted.pdfs)
            here = made._replace(folder=folder, documents=documents)
            package = finish(here, converted._replace(pdfs=pdfs))
    except LotbookError as error:
        return error
    return at(package, target)


def _copied(file: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(file, folder / file.name))
