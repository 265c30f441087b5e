"""One PDF of everything in a package, to be read from front to back: bookmarks, page labels, the manifest inside.

It is a reading copy. The suppliers' own files lie beside it byte for byte as they came, because a merged page is never
proof of what a supplier sent.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lotbook.documents.package import seal
from lotbook.documents.whole_file import write_whole
from lotbook.errors import PackageError

if TYPE_CHECKING:
    from pikepdf import Pdf

MANIFEST = "manifest.json"


class Part(NamedTuple):
    """One PDF that goes into the merged one: its bookmark and what its page labels start with."""

    path: Path
    title: str
    label: str


class Merged(NamedTuple):
    """What was merged: how many pages each part has, by its title, in order."""

    pages: Mapping[str, int]


def merge(parts: Sequence[Part], out: Path, *, title: str, manifest: bytes = b"") -> Merged:
    """Writes the merged PDF, sealed; equal parts give equal bytes.

    Args:
        parts: PDFs in their order; each gets a bookmark to its first page and labels such as ``COC-1, COC-2``.
        out: where the merged file goes.
        title: of the document, shown by readers in place of the file name.
        manifest: attached as ``manifest.json``; empty for none.

    Raises:
        PackageError: a part cannot be opened.
    """
    import pikepdf

    merged = pikepdf.Pdf.new()
    pages: dict[str, int] = {}
    labels: list[object] = []
    with merged.open_outline() as outline:
        for part in parts:
            start = len(merged.pages)
            _append(merged, part)
            pages[part.title] = len(merged.pages) - start
            outline.root.append(pikepdf.OutlineItem(part.title, start))
            style = pikepdf.Dictionary(S=pikepdf.Name.D, P=pikepdf.String(f"{part.label}-"), St=1)
            labels += [start, style]
    merged.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))
    merged.Root.PageMode = pikepdf.Name.UseOutlines
    merged.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    merged.docinfo["/Title"] = title
    merged.docinfo[f"/{seal.NAME}"] = seal.EMPTY
    if manifest:
        _attach(merged, manifest)
    saved = io.BytesIO()
    # Without object streams the seal's place stands in the file as plain text.
    merged.save(saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    write_whole(out, seal.sealed(saved.getvalue()))
    return Merged(pages)


def page_counts(parts: Sequence[Part]) -> list[dict[str, object]]:
    """Title and number of pages of each part, as the manifest keeps them.

    Raises:
        PackageError: a part cannot be opened.
    """
    return [{"title": part.title, "pages": _count(part)} for part in parts]


def _count(part: Part) -> int:
    import pikepdf

    try:
        with pikepdf.open(part.path) as source:
            return len(source.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise _unfit(part, error) from error


def _unfit(part: Part, error: Exception) -> PackageError:
    return PackageError(
        f"{part.path.name} cannot be put into the merged PDF.",
        cause=str(error),
        next_step="Ask the supplier for a clean file without a password, and issue again.",
    )


def attached_manifest(content: bytes) -> bytes | None:
    """The manifest inside a merged PDF; None when there is none or the PDF cannot be opened."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            found = opened.attachments.get(MANIFEST)
            return found.get_file().read_bytes() if found else None
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError):
        return None


def _append(merged: Pdf, part: Part) -> None:
    import pikepdf

    try:
        with pikepdf.open(part.path) as source:
            merged.pages.extend(source.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise _unfit(part, error) from error


def _attach(merged: Pdf, manifest: bytes) -> None:
    import pikepdf

    attached = pikepdf.AttachedFileSpec(
        merged,
        manifest,
        filename=MANIFEST,
        description="Every file of the package with its SHA-256, and the chain it certifies",
        mime_type="application/json",
        creation_date="",
        mod_date="",
    )
    attached.relationship = pikepdf.Name.Data
    merged.attachments[MANIFEST] = attached
