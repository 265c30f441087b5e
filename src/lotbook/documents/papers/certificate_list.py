"""The material certificate list: every lot with its heat and its supplier's certificate, which stand behind it.

The certificates themselves are enclosed as they came; this is the sheet on top of them that says which is whose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from lotbook.documents.frozen.around import file_key
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.frozen.rows import LotRecord
from lotbook.documents.package.enclosures import Enclosure
from lotbook.documents.papers import heading
from lotbook.documents.papers import rows as chain_rows
from lotbook.documents.template.fields import Field

TEMPLATE = "certificate_list.docx"
TITLE = "Material certificates"
_FINGERPRINT = 16  # digits of a SHA-256 on paper: enough to tell files apart, short enough to compare by eye
_NOT_NEEDED = "None needed"
FIELDS = (
    *heading.FIELDS,
    *chain_rows.LOT_FIELDS,
    Field(
        "lots[].file", "Name of the certificate's file; why there is none where it is empty.", "MTR-4711.pdf"
    ),
    Field("lots[].file_fingerprint", "First digits of that file's SHA-256.", "9f3c22a17b6044d2"),
    *chain_rows.PROCESS_FIELDS,
    Field(
        "enclosed[].title",
        "A certificate behind this list, in the order they follow.",
        "Material certificate 3.1 MTR-4711",
    ),
    Field("enclosed[].file", "Its file in the package.", "certificates/AL6-0424-001_MTR-4711.pdf"),
    Field("enclosed[].fingerprint", "First digits of that file's SHA-256.", "9f3c22a17b6044d2"),
    Field(
        "missing[]", "Lots that need a certificate and have none.", "AL6-0424-001: no certificate is on file."
    ),
    Field("logo", "Picture named in Settings as Logo file; empty when there is none.", ""),
)


def context(
    frozen: Frozen,
    head: CertificateHead,
    enclosed: Sequence[Enclosure],
    fingerprints: Mapping[str, str],
) -> dict[str, object]:
    """The fields of the list; everything is finished text, lists of it or mappings of it.

    Args:
        frozen: the chain.
        head: the certificate's.
        enclosed: the papers of others in the package.
        fingerprints: SHA-256 of certificate files, by what their cell in Receiving says.
    """
    known = {file_key(file): sha for file, sha in fingerprints.items()}
    fields = heading.context(frozen, head)
    del fields["signature"]
    return {
        **fields,
        "lots": [_lot(record, known) for record in frozen.lots],
        "processes": chain_rows.processes(frozen),
        "enclosed": [
            {"title": paper.title, "file": paper.path, "fingerprint": paper.sha256[:_FINGERPRINT]}
            for paper in enclosed
        ],
        "missing": list(_missing(frozen)),
    }


def _lot(record: LotRecord, fingerprints: Mapping[str, str]) -> dict[str, object]:
    file = (record.receipt.certificate_file or "").replace("\\", "/")
    return {
        **chain_rows.lot(record),
        "file": PurePosixPath(file).name or ("" if _needs(record) else _NOT_NEEDED),
        "file_fingerprint": fingerprints.get(file_key(file), "")[:_FINGERPRINT],
    }


def _missing(frozen: Frozen) -> Iterator[str]:
    for record in frozen.lots:
        if _needs(record) and not record.receipt.certificate_file:
            yield f"{record.lot_id}: no certificate is on file."


def _needs(record: LotRecord) -> bool:
    """Whether the material asks for a certificate; one that nobody knows asks for one."""
    return record.material is None or record.material.certificate_needed not in (None, "None")
