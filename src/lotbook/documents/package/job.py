"""What a certificate package is made from, and what its folder and its PDF are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from lotbook.compliance.answer import Answer
from lotbook.documents.file_names import file_name
from lotbook.documents.frozen.facts import Frozen
from lotbook.documents.frozen.head import CertificateHead
from lotbook.documents.package.manifest import Override
from lotbook.documents.pdf.engine import Engine
from lotbook.tables.file_name_rule import filled


class Job(NamedTuple):
    """Everything a package is made from.

    Attributes:
        frozen: the chain.
        head: number, signer, statement; ``enclosed`` and ``fingerprint`` are filled in here.
        overrides: warnings that somebody answered for.
        resolve: the file that a cell names.
        by_hand: document -> file, added by whoever issues.
        templates: the shop's own templates; None for the shipped ones.
        workbook: facts of the workbook for the manifest, such as its name and fingerprint.
        fingerprints: SHA-256 of certificate files, by what their cell says.
        reason: why it is issued again; empty for a first issue.
        answers: regulation -> what can be said, for the statements that are asked for.
        engines: for PDFs, in this order; None for those of this machine.
        former: the manifest of the certificate that is replaced; empty where there is none.
        sign: adds the shop's signature to the merged PDF; None when the shop does not sign.
    """

    frozen: Frozen
    head: CertificateHead
    overrides: tuple[Override, ...]
    resolve: Callable[[str], Path]
    by_hand: Mapping[str, Path]
    templates: Path | None
    workbook: Mapping[str, str]
    fingerprints: Mapping[str, str]
    reason: str = ""
    answers: Mapping[str, Answer] = MappingProxyType({})
    engines: Sequence[Engine] | None = None
    former: Mapping[str, Any] = MappingProxyType({})
    sign: Callable[[bytes], bytes] | None = None

    @property
    def name(self) -> str:
        """What the package's folder is called, and its merged PDF where nothing else is said."""
        return file_name(f"{self.head.certificate_id}-{self.head.revision}")

    @property
    def pdf_name(self) -> str:
        """What the merged PDF is called: as the customer wants it, else as the folder."""
        rule, order, part = self.frozen.around.file_name, self.frozen.order, self.frozen.part
        if not rule:
            return f"{self.name}.pdf"
        values = {
            "certificate": self.head.certificate_id, "revision": self.head.revision, "po": order.customer_po,
            "line": order.po_line, "order": order.order_id, "part": order.part_number,
            "customer_part": (part and part.customer_part_number) or order.part_number,
            "part_revision": order.part_revision, "customer": order.customer,
            "date": self.head.issued_at.date().isoformat(),
        }  # fmt: skip
        return file_name(f"{filled(rule, {word: value or '' for word, value in values.items()})}.pdf")
