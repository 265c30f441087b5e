"""The shop's digital signature on the merged PDF (PAdES, ETSI EN 319 142-1), applied last; and who signed a PDF.

A signature tells who issued the file and that no byte was changed since. Whether the signer's certificate is to be
believed is for the reader: no list of authorities comes with Lotbook, and nothing is asked over the network.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from lotbook.documents.package.signature_bytes import as_written
from lotbook.errors import PackageError
from lotbook.optional_parts import install

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.validation.status import PdfSignatureStatus

FIELD = "Lotbook"


class Signed(NamedTuple):
    """What a PDF's signature says.

    Attributes:
        signer: the name in the signer's certificate; empty where it cannot be read on this computer.
        issuer: who gave that certificate out.
        intact: whether nothing was changed since, the whole file looked at; None where this computer cannot tell.
        at: when it was signed, by the clock of the computer that signed; None where the signature does not say.
        certified: from when to when the signer's certificate is valid.
    """

    signer: str
    issuer: str
    intact: bool | None
    at: datetime | None = None
    certified: tuple[datetime, datetime] | None = None

    @property
    def was_certified(self) -> bool | None:
        """Whether the signer's certificate was valid when it was signed; None where that cannot be told."""
        if self.at is None or self.certified is None:
            return None
        begin, end = self.certified
        return begin <= self.at <= end


def signer_of(certificate: bytes, password: str) -> SimpleSigner:
    """The shop's certificate with its key, from a PKCS #12 file.

    Raises:
        PackageError: the file or its password is wrong, the certificate is not valid today, or nothing that signs is
            installed.
    """
    try:
        from pyhanko.sign.signers import SimpleSigner
    except ImportError as error:
        raise PackageError(
            "The package cannot be signed on this computer.",
            next_step=f"Install what signs: {install('sign')}",
        ) from error
    found: SimpleSigner | None
    try:
        found = SimpleSigner.load_pkcs12_data(certificate, [], passphrase=password.encode())
    except (ValueError, TypeError, OSError):
        found = None
    if found is None:
        raise PackageError(
            "The shop's signing certificate cannot be opened.",
            cause="It is no PKCS #12 file (.p12, .pfx) with a key, or its password is another one.",
            next_step="Correct signature.toml or the password; docs/how-to/sign-packages.md shows both.",
        )
    _refuse_expired(found, datetime.now(UTC))
    return found


def _refuse_expired(signer: SimpleSigner, now: datetime) -> None:
    certificate = signer.signing_cert
    if certificate is None:
        raise PackageError("The file with the shop's signing certificate holds a key and no certificate.")
    begin, end = certificate.not_valid_before, certificate.not_valid_after
    if begin <= now <= end:
        return
    when = f"ran out on {end:%Y-%m-%d}" if now > end else f"is valid only from {begin:%Y-%m-%d} on"
    raise PackageError(
        f"The shop's signing certificate, given to {_name(certificate.subject.native)}, {when}.",
        cause="Every reader of the PDF would be told that the signature is not valid.",
        next_step="Name a valid one in signature.toml; to issue without a signature, move signature.toml away.",
    )


def sign(content: bytes, signer: SimpleSigner, *, reason: str, place: str) -> bytes:
    """The PDF with a signature that forbids every later change; looked at again before it is given out.

    Raises:
        PackageError: it could not be signed, or does not hold what was signed.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    meta = PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        location=place or None,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    try:
        out = PdfSigner(meta, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)))
    except (PdfError, SigningError, ValueError) as error:
        raise PackageError("The package could not be signed.", cause=f"{error}.") from error
    signed = out.getvalue()
    found = look(signed)
    if found is None or not found.intact or not signed.startswith(content):
        raise PackageError("The package was signed, and the signature does not hold.")
    return bytes(signed)


def look(content: bytes) -> Signed | None:
    """Who signed a PDF, when, and whether it is whole; None when nobody did."""
    if b"/ByteRange" not in content:
        return None
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko_certvalidator import ValidationContext
    except ImportError:
        return Signed("", "", None)
    # That the certificate's issuer is unknown here is no news; the library would print it as an error.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        every = PdfFileReader(io.BytesIO(content)).embedded_signatures
        if not every:
            return None
        status = validate_pdf_signature(every[-1], ValidationContext(trust_roots=[], allow_fetching=False))
        return _signed(status, as_written(content, every[-1]))
    except Exception:  # noqa: BLE001 - a changed byte breaks the readers of PDF, CMS and ASN.1 in as many ways as they have lines
        return Signed("", "", intact=False)


def _signed(status: PdfSignatureStatus, written: bool) -> Signed:  # noqa: FBT001 - one of two answers put together
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    certificate = status.signing_cert
    whole = (
        status.modification_level in (None, ModificationLevel.NONE)
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    )
    return Signed(
        _name(certificate.subject.native),
        _name(certificate.issuer.native),
        bool(status.intact and status.valid and whole and written),
        status.signer_reported_dt,
        (certificate.not_valid_before, certificate.not_valid_after),
    )


def _name(subject: Mapping[str, object]) -> str:
    """A name as people know it: the common name, with the organisation where there is one."""
    parts = [str(subject[field]) for field in ("common_name", "organization_name") if subject.get(field)]
    return ", ".join(dict.fromkeys(parts)) or "(no name)"
