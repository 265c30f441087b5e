"""Issued certificates: the register agrees with shipments, revisions and who may sign."""

from __future__ import annotations

from collections.abc import Iterator

from lotbook.checks.shop import Check, Shop, at, named
from lotbook.domain.findings import Finding, Kind, Severity
from lotbook.tables.certificates import Certificate

CERTIFIED_SHIPMENT_MISSING = Kind(
    "certified-shipment-missing",
    Severity.STOP,
    "A certificate covers a shipment that is not in the workbook",
    "The certificate was issued for something nobody can look up any more.",
    "Restore the shipment's row; `lotbook log` tells what it held.",
)
CERTIFICATE_NOT_REGISTERED = Kind(
    "certificate-not-registered",
    Severity.STOP,
    "A shipment names a certificate that was never issued",
    "The register holds every certificate; one that is not there was typed by hand.",
    "Empty the cell and issue the certificate with Issue COC.",
)
TWO_VALID_REVISIONS = Kind(
    "two-valid-revisions",
    Severity.STOP,
    "Two revisions of a certificate are both valid",
    "The customer holds two papers with one number; only the last revision may be Issued.",
    "Set the older revision to Superseded.",
)
SIGNER_MAY_NOT_SIGN = Kind(
    "signer-may-not-sign",
    Severity.WARN,
    "A certificate was signed by someone who may not sign",
    "People says who may sign certificates.",
    "Set May sign in People if it is so; else re-issue the certificate with another signer.",
)


def shipments(shop: Shop) -> Iterator[Finding]:
    """The shipments of a valid certificate are there, and each shipment's certificate is in the register."""
    keys = shop.keys
    known = set(keys.column(shop.records.shipments, "shipment_id"))
    issued = {keys[certificate.certificate_id] for certificate in shop.records.certificates}
    for certificate in shop.records.certificates:
        if certificate.status == "Void":
            continue
        named_ids = (part.strip() for part in (certificate.shipment_ids or "").split(","))
        absent = [part for part in named_ids if part and keys[part] not in known]
        if absent:
            message = f"{named(certificate)} covers {', '.join(absent)}, which is not in Shipments."
            yield CERTIFIED_SHIPMENT_MISSING.at(at(certificate, "shipment_ids"), message)
    for shipment in shop.records.shipments:
        name = shipment.certificate
        if name and keys[name] not in issued and keys[_number(name)] not in issued:
            message = f"{named(shipment)} names {name}, which is not in the register Certificates."
            yield CERTIFICATE_NOT_REGISTERED.at(at(shipment, "certificate"), message)


def _number(certificate: str) -> str:
    """A certificate's number without its revision: COC-0007-B or COC-0007 B or COC-0007 rev B -> COC-0007."""
    number, _, revision = certificate.replace(" rev ", " ").replace("-", " ").rpartition(" ")
    return certificate[: len(number)].strip() if number and revision.isalpha() else certificate


def revisions(shop: Shop) -> Iterator[Finding]:
    """Of each certificate one revision is valid at a time."""
    valid: dict[str, Certificate] = {}
    for certificate in shop.records.certificates:
        if certificate.status == "Issued" and certificate.certificate_id:
            other = valid.setdefault(shop.keys[certificate.certificate_id], certificate)
            if other is not certificate and other.revision != certificate.revision:
                message = f"{named(other)} and {named(certificate)} are both Issued."
                yield TWO_VALID_REVISIONS.at(at(other, "status"), message)


def signers(shop: Shop) -> Iterator[Finding]:
    """Whoever signed a valid certificate may sign."""
    for certificate in shop.records.certificates:
        person = shop.people.get(shop.keys[certificate.signed_by])
        if certificate.status == "Issued" and person is not None and not person.may_sign:
            message = f"{named(certificate)} was signed by {certificate.signed_by}, who may not sign."
            yield SIGNER_MAY_NOT_SIGN.at(at(certificate, "signed_by"), message)


CHECKS: tuple[Check, ...] = (shipments, revisions, signers)
