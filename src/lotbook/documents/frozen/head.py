"""The head of a certificate: what the shop decides when it issues one, beside what the chain says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple


class Company(NamedTuple):
    """The shop as it stands at the head of its papers; empty texts are left out."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    supplier_code: str = ""

    @classmethod
    def of(cls, setting: Callable[[str], str]) -> Company:
        """The shop as the sheet Settings tells it; ``setting`` gives a setting by its name."""
        names = ("Company name", "Company address", "Company phone", "Company e-mail", "Supplier code")
        return cls(*map(setting, names))


class CertificateHead(NamedTuple):
    """Number, signer, statement and everything else on a certificate that does not come from the chain.

    Attributes:
        certificate_id: the certificate's number, such as COC-0042.
        revision: A for the first issue, B for the next.
        issued_at: when it was issued, with its time zone; the papers show its date as it stands in that zone.
        company: who issues it (ISO/IEC 17050-1 asks for name and contact address).
        signer: printed name of the person who signs.
        title: the signer's title.
        statement: the statement of conformance, the customer's wording or the shop's own.
        place: town of issue.
        signature_file: picture of the signature; without one a line to sign by hand is printed.
        logo_file: picture of the logo; without one the company's name stands there in large letters.
        paper: ``A4`` or ``Letter``.
        supersedes: the certificate and revision this one replaces, such as "COC-0042 revision A"; empty for a first issue.
        changed: what is different from the superseded one.
        validity: limitations of the certificate's validity, if any.
        enclosed: the papers in the package, one text each, in their order.
        exceptions: further exceptions to print beside concessions of the chain, such as overridden warnings.
        fingerprint: short text by which the package can be told from any other; empty while previewing.
    """

    certificate_id: str
    revision: str
    issued_at: datetime
    company: Company
    signer: str
    title: str
    statement: str
    place: str = ""
    signature_file: Path | None = None
    logo_file: Path | None = None
    paper: str = "A4"
    supersedes: str = ""
    changed: str = ""
    validity: str = ""
    enclosed: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def pictures(self) -> dict[str, Path]:
        """The pictures a template may show, by the name of their field."""
        named = {"logo": self.logo_file, "signature": self.signature_file}
        return {name: path for name, path in named.items() if path is not None}
