"""Several packages at once: their Word documents first, then all PDFs with one start of the engine, then each package.

The engine works beside everything else, so the next packages can be begun meanwhile.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from lotbook.documents.package.folder import Draft, Package, at, draft, enclose, finish
from lotbook.documents.package.job import Job
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf.early import Early
from lotbook.documents.whole_folder import whole_folder
from lotbook.errors import LotbookError

_PAPERS = 4  # of a package, about


class Batch:
    """Packages whose Word documents are written and whose PDFs are being made.

    Args:
        jobs: what each is made from, and where it goes; PDFs are made with the engines of the first.
    """

    def __init__(self, jobs: Sequence[tuple[Job, Path]]) -> None:
        self._jobs = jobs
        self._scratch = tempfile.TemporaryDirectory(prefix="lotbook-packages-", ignore_cleanup_errors=True)
        scratch = Path(self._scratch.name)
        self._early = Early(jobs[0][0].engines if jobs else (), documents=_PAPERS * len(jobs))
        self._begun = [
            _begin(job, scratch / f"{number:04}", self._early.begin) for number, (job, _) in enumerate(jobs)
        ]
        groups = [pdf.Group(each.documents, each.folder) for each in self._begun if isinstance(each, Draft)]
        self._making = pdf.Making(groups, using=self._early.engines)

    def leave(self) -> None:
        """Removes what was begun; none of it was issued."""
        self._making.leave()
        self._early.close()
        self._scratch.cleanup()

    def finished(self) -> list[Package | LotbookError]:
        """Puts each package at its target, whole or not at all; a failure stands in its package's place."""
        with self._scratch, closing(self._early):
            converted = iter(self._making.done())
            return [
                _end(made, next(converted), target) if isinstance(made, Draft) else made
                for made, (_, target) in zip(self._begun, self._jobs, strict=True)
            ]


def _begin(job: Job, folder: Path, written: Callable[[Path], None]) -> Draft | LotbookError:
    folder.mkdir()
    try:
        return draft(job, folder, written)
    except LotbookError as error:
        return error


def _end(made: Draft, converted: pdf.Conversion, target: Path) -> Package | LotbookError:
    try:
        with whole_folder(target) as folder:
            documents = tuple(_moved(document, folder) for document in made.documents)
            pdfs = tuple(_moved(each, folder) for each in converted.pdfs)
            enclose(made, folder)
            here = made._replace(folder=folder, documents=documents)
            package = finish(here, converted._replace(pdfs=pdfs))
    except LotbookError as error:
        return error
    return at(package, target)


def _moved(file: Path, folder: Path) -> Path:
    return Path(shutil.move(file, folder / file.name))
