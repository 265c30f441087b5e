"""Certificates: the register of everything issued; written by Lotbook only."""

from typing import Annotated, NamedTuple

from lotbook.tables.column import Group, Sheet, Text, choice, file, issued, link, text


class Certificate(NamedTuple):
    """One issued certificate in one revision; its number is never used again, even when void."""

    row: int
    certificate_id: Annotated[Text, issued("Certificate ID", "Written by Issue COC.")]
    revision: Annotated[Text, issued("Revision", "A for the first, B for the next.", width=9)]
    issued_at: Annotated[Text, issued("Issued at", "Date and time in UTC.", width=21)]
    order_id: Annotated[Text, link("Order ID", "Orders.Order ID", "The order line it covers.")]
    shipment_ids: Annotated[Text, issued("Shipment IDs", "The shipments it covers.", width=26)]
    status: Annotated[
        Text, choice("Status", "Certificate status", "Issued, Superseded, Void or Affected by recall.")
    ]
    reason: Annotated[
        Text, text("Reason", "Why it was re-issued or voided; overrides with name and reason.", width=34)
    ]
    signed_by: Annotated[Text, link("Signed by", "People.Name", "Who signed.")]
    title: Annotated[Text, text("Title", "The signer's title at that time.")]
    package: Annotated[Text, file("Package", "The folder with the certificate and its papers.", width=34)]
    sha256: Annotated[Text, issued("SHA-256", "Fingerprint of the package's manifest.", width=22)]
    sent_at: Annotated[Text, issued("Sent at", "When it was sent, in UTC.", width=21)]
    sent_to: Annotated[Text, text("Sent to", "To whom it was sent.")]
    supersedes: Annotated[Text, issued("Supersedes", "The certificate and revision it replaces.")]


SHEET = Sheet(
    "Certificates",
    Certificate,
    "Register of issued certificates. Written by Lotbook; do not type here.",
    Group.REGISTER,
    ("certificate_id", "revision"),
)
