"""Nonconformances."""

from tests.checks.clean import found

TEXT = """
    Receiving
    Lot ID
    A-1
    A-2
    A-3

    Cuts
    From | New lot ID
    A-1  | A-1-1

    Manufacture
    Run ID
    MFG-0001
    MFG-0002
    MFG-0003

    Materials used
    Run ID   | Source
    MFG-0001 | A-1-1
    MFG-0002 | MFG-0001
    MFG-0003 | A-2

    Shipments
    Shipment ID | Shipped on | Run ID
    SHP-0001    | 2024-05-01 | MFG-0002
    SHP-0002    | 2024-08-01 | MFG-0003

    Nonconformances
    NCR ID   | Lot or run | Disposition | Concession reference | Approved by
    NCR-0001 | A-1        | Open        |                      |
    NCR-0002 | A-2        | Open        |                      |
    NCR-0003 | A-3        | Open        |                      |
    NCR-0004 | MFG-0001   | Use as is   |                      | Ann
    NCR-0005 | MFG-0002   | Use as is   | CON-4                | Ann
    NCR-0006 | MFG-0003   | Use as is   |                      | Ann
    NCR-0007 | MFG-0003   | Scrap       |                      |
"""


def test_nothing_leaves_while_a_nonconformance_is_open():
    assert found(TEXT, "nonconformance-open-shipped") == [("Nonconformances", 2, "Disposition")]


def test_use_of_what_is_not_decided_is_told():
    assert found(TEXT, "nonconformance-open-used") == [("Nonconformances", 3, "Disposition")]


def test_use_as_is_leaves_with_a_concession_only():
    assert found(TEXT, "concession-missing") == [("Nonconformances", 5, "Concession reference")]


def test_somebody_stands_for_each_decision():
    assert found(TEXT, "disposition-unapproved") == [("Nonconformances", 8, "Approved by")]
