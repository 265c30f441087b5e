"""What a package's manifest says, and the one PDF with everything in it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lotbook import __version__
from lotbook.documents.language.translation import text
from lotbook.documents.package import manifest
from lotbook.documents.package.manifest import Filed
from lotbook.documents.package.papers import stated
from lotbook.documents.pdf import merge

if TYPE_CHECKING:
    from lotbook.documents.package.folder import Draft
    from lotbook.documents.pdf.making import Conversion


def said_of(made: Draft, converted: Conversion, filed: Sequence[Filed]) -> dict[str, object]:
    """Who certifies what, with which program, from which workbook, in which files; without the chain."""
    job, head = made.job, made.head
    return {
        "lotbook_manifest": manifest.FORMAT,
        "certificate": {
            "id": head.certificate_id,
            "revision": head.revision,
            "issued_at": head.issued_at.isoformat(timespec="seconds"),
            "signed_by": head.signer,
            "title": head.title,
            "supersedes": head.supersedes,
            "reason": job.reason,
        },
        "fingerprint": head.fingerprint,
        "gate": {
            "profile": job.frozen.profile,
            "overrides": [override.as_json() for override in job.overrides],
        },
        "compliance": [
            job.answers[name].as_json() for name in stated(job.frozen, job.by_hand) if name in job.answers
        ],
        "made_with": {
            "lotbook": __version__,
            "python": platform.python_version(),
            "pdf_engine": converted.engine or "none: no PDF was made",
            "pdf_engine_version": converted.version,
        },
        "workbook": dict(job.workbook),
        "files": [entry.as_json() for entry in filed],
    }


def parts_of(made: Draft, pdfs: Sequence[Path]) -> list[merge.Part]:
    """Everything that goes into the one PDF: our papers, where a PDF of them could be made, then the suppliers'."""
    return [*_ours(made, pdfs), *_theirs(made)]


def _ours(made: Draft, pdfs: Sequence[Path]) -> Iterator[merge.Part]:
    head = made.job.head
    number = f"{head.certificate_id} {head.revision}"
    for path, paper in zip(pdfs, made.own, strict=False):
        title = text(paper.title, made.job.frozen.language)
        yield merge.Part(path, f"{title} {number}", paper.label or head.certificate_id)


def _theirs(made: Draft) -> Iterator[merge.Part]:
    for paper in made.papers:
        if paper.is_pdf:
            yield merge.Part(made.folder / paper.path, paper.title, paper.label)


def merged_of(
    made: Draft, parts: Sequence[merge.Part], said: Mapping[str, object], *, whole: bool
) -> Path | None:
    """The merged PDF, named after the certificate only when the certificate is in it; None when there is nothing to merge."""
    if not parts:
        return None
    job = made.job
    out = made.folder / (job.pdf_name if whole else "enclosed_certificates.pdf")
    merge.merge(
        parts,
        out,
        title=f"{job.head.certificate_id} {job.head.revision} for {job.frozen.order.customer}",
        manifest=manifest.to_bytes(manifest.for_others(said)),
    )
    return out
