"""Issued certificates."""

from tests.checks.clean import found

TEXT = """
    Shipments
    Shipment ID | Certificate
    SHP-0001    | COC-0001
    SHP-0002    | COC-0001 B
    SHP-0003    | COC-0001-B
    SHP-0004    | COC-0009
    SHP-0005    | COC-0001 rev B

    Certificates
    Certificate ID | Revision | Shipment IDs       | Status     | Signed by
    COC-0001       | A        | SHP-0001           | Superseded | Bob
    COC-0001       | B        | SHP-0001, SHP-0002 | Issued     | Ann
    COC-0002       | A        | SHP-0001, SHP-0099 | Issued     | Bob
    COC-0003       | A        | SHP-0098           | Void       | Bob
    COC-0004       | A        | SHP-0002           | Issued     | Ann
    COC-0004       | B        | SHP-0002           | Issued     | Ann

    People
    Name | May sign
    Ann  | Yes
    Bob  | No
"""


def test_a_certificate_covers_shipments_that_are_there():
    assert found(TEXT, "certified-shipment-missing") == [("Certificates", 4, "Shipment IDs")]


def test_a_shipments_certificate_is_in_the_register():
    assert found(TEXT, "certificate-not-registered") == [("Shipments", 5, "Certificate")]


def test_one_revision_is_valid_at_a_time():
    assert found(TEXT, "two-valid-revisions") == [("Certificates", 6, "Status")]


def test_who_signed_may_sign():
    assert found(TEXT, "signer-may-not-sign") == [("Certificates", 4, "Signed by")]
