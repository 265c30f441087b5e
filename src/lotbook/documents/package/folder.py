"""The certificate package: a folder with our papers, the suppliers' certificates, one merged PDF and the manifest.

Customers keep it for years, so it can be read without Lotbook: Word, PDF and plain JSON. A folder that was issued is
never written again.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.gate.customer import AS_MAIL
from lotbook.documents.language.translation import choose, in_language
from lotbook.documents.package import manifest
from lotbook.documents.package.enclosures import Enclosure, enclosures
from lotbook.documents.package.job import Job
from lotbook.documents.package.manifest import Filed
from lotbook.documents.package.merged import merged_of, parts_of, said_of
from lotbook.documents.package.papers import Content, OwnPaper, own_papers
from lotbook.documents.pdf import making as pdf
from lotbook.documents.pdf import merge
from lotbook.documents.pdf.early import Early
from lotbook.documents.template.render import render
from lotbook.documents.whole_file import write_whole
from lotbook.documents.whole_folder import whole_folder
from lotbook.domain.values import number_text


class Package(NamedTuple):
    """A finished package.

    Attributes:
        folder: where it lies.
        main: the file to open first: the merged PDF, or the certificate's Word file where no PDF could be made.
        files: every file but the manifest.
        manifest_sha256: fingerprint of ``manifest.json``.
        engine: what made the PDFs, with version; empty when nothing could.
        remarks: what its reader must be told, such as that no PDF was made.
    """

    folder: Path
    main: Path
    files: tuple[Filed, ...]
    manifest_sha256: str
    engine: str
    remarks: tuple[str, ...]


class Draft(NamedTuple):
    """A package whose Word documents are written; its PDFs are still to be made."""

    job: Job
    folder: Path
    own: tuple[OwnPaper, ...]
    papers: tuple[Enclosure, ...]
    head: CertificateHead
    chain: Mapping[str, object]
    documents: tuple[Path, ...]
    remarks: tuple[str, ...]


def build(job: Job, target: Path) -> Package:
    """Makes the package and puts it at ``target``, whole or not at all.

    Raises:
        PackageError: something lies at ``target`` already, or a certificate cannot be merged.
        TemplateError: a template has mistakes, or cuts off what stands in it.
        MissingFileError: a certificate, picture or template is not there.
        ReadOnlyError: the folder cannot be written.
    """
    early = Early(job.engines)
    with closing(early), whole_folder(target) as folder:
        made = draft(job, folder, early.begin)
        making = pdf.Making([pdf.Group(made.documents, folder)], using=early.engines)
        enclose(made, folder)  # while the engine works
        early.compare()
        package = finish(made, making.done()[0])
    return at(package, target)


def at(package: Package, target: Path) -> Package:
    """The package after its folder became ``target``."""
    return package._replace(folder=target, main=target / package.main.relative_to(package.folder))


def draft(job: Job, folder: Path, written: Callable[[Path], None]) -> Draft:
    """Fills the Word documents of a package into ``folder`` and names each when it is; raises as ``build`` does."""
    papers = tuple(enclosures(job.frozen, job.resolve, job.by_hand))
    own = own_papers(
        job.frozen.documents_required, job.by_hand, again=bool(job.head.supersedes), templates=job.templates
    )
    chain = manifest.chain(job.frozen, job.fingerprints)
    head = job.head._replace(
        enclosed=(*(paper.title for paper in own[1:]), *(paper.title for paper in papers)),
        fingerprint=manifest.fingerprint(chain, job.head.certificate_id, job.head.revision),
    )
    content = Content(job.frozen, head, job.answers, job.fingerprints, papers, tuple(job.by_hand), job.former)
    documents, drawn = _render(job, content, own, folder, written)
    return Draft(job, folder, own, papers, head, chain, tuple(documents), drawn)


def enclose(made: Draft, folder: Path) -> None:
    """Puts the suppliers' certificates into the package's folder, and brings in what ``finish`` needs."""
    for paper in made.papers:
        write_whole(folder / paper.path, paper.content)
    for library in ("pikepdf", "pypdfium2"):
        import_module(library)


def finish(made: Draft, converted: pdf.Conversion) -> Package:
    """Adds the merged PDF and the manifest to a folder that holds all else; raises as ``build`` does."""
    converted.refuse_what_is_cut()
    job, folder, papers = made.job, made.folder, made.papers
    filed = list(_filed(folder, made.own, (*made.documents, *converted.pdfs), papers))
    parts = parts_of(made, converted.pdfs)
    said = said_of(made, converted, filed) | {"pages": merge.page_counts(parts), "chain": made.chain}
    merged = merged_of(made, parts, said, whole=bool(converted.pdfs))
    if merged and job.sign:
        write_whole(merged, job.sign(merged.read_bytes()))
    if merged:
        what = manifest.MERGED if converted.pdfs else "The enclosed certificates in one PDF"
        filed.append(manifest.file_entry(folder, merged, what))
    content_of = manifest.to_bytes(said | {"files": [entry.as_json() for entry in filed]})
    write_whole(folder / merge.MANIFEST, content_of)
    return Package(
        folder,
        merged if merged and converted.pdfs else made.documents[0],
        tuple(filed),
        hashlib.sha256(content_of).hexdigest(),
        f"{converted.engine} {converted.version}".strip(),
        (*made.remarks, *converted.problems, *_kept_beside(papers), *_too_large(job, merged)),
    )


def _render(
    job: Job, content: Content, own: Sequence[OwnPaper], folder: Path, written: Callable[[Path], None]
) -> tuple[list[Path], tuple[str, ...]]:
    """The Word files of the package, the certificate first, and what could not be drawn."""
    documents: list[Path] = []
    remarks: list[str] = []
    with tempfile.TemporaryDirectory(prefix="lotbook-pictures-", ignore_cleanup_errors=True) as scratch:
        for paper in own:
            chosen = choose(paper.template, job.frozen.language, job.templates)
            filled = paper.fill(content._replace(language=chosen.language), Path(scratch))
            fields = in_language(filled.fields, chosen.language)
            documents.append(folder / paper.template)
            render(chosen.template, fields, documents[-1], paper=content.head.paper)
            written(documents[-1])
            remarks += [*filled.remarks, *filter(None, (chosen.remark,))]
    return documents, tuple(remarks)


def _filed(
    folder: Path, own: Sequence[OwnPaper], made: Sequence[Path], papers: Sequence[Enclosure]
) -> Iterator[Filed]:
    titles = {Path(paper.template).stem: paper.title for paper in own}
    for path in made:
        yield manifest.file_entry(folder, path, titles[path.stem])
    for paper in papers:
        yield manifest.file_entry(folder, folder / paper.path, paper.title)


def _kept_beside(papers: Sequence[Enclosure]) -> Iterator[str]:
    for paper in papers:
        if not paper.is_pdf:
            yield f"{paper.path} is no PDF; it lies in the package and is not in the merged PDF."


def _too_large(job: Job, merged: Path | None) -> Iterator[str]:
    """Many mail servers drop a large mail without a word, so its sender must know beforehand."""
    limit = job.frozen.customer.mail_limit if job.frozen.customer else None
    if merged is None or limit is None:
        return
    size = merged.stat().st_size
    if size * AS_MAIL > limit * 1_000_000:
        yield (
            f"{merged.name} has {size / 1_000_000:.1f} MB and grows by a third in an e-mail; "
            f"{job.frozen.order.customer} accepts {number_text(limit)} MB."
        )
