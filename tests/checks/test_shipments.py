"""Shipments."""

from datetime import date

from tests.checks.clean import found, messages


def test_no_more_is_shipped_than_good_pieces_were_made():
    text = """
        Manufacture
        Run ID   | Quantity made | Quantity scrapped | Unit
        MFG-0031 | 12            | 2                 | pcs
        MFG-0032 | 10            |                   | pcs

        Shipments
        Shipment ID | Run ID   | Quantity | Unit
        SHP-0001    | MFG-0031 | 4        | pcs
        SHP-0002    | MFG-0031 | 8        | pcs
        SHP-0003    | MFG-0032 | 10       | pcs
    """
    assert found(text, "shipped-more-than-made") == [("Shipments", 3, "Quantity")]
    assert messages(text, "shipped-more-than-made") == [
        "12 of run MFG-0031 were shipped in 2 shipments, but only 10 good pieces were made."
    ]


def test_the_part_and_revision_that_left_is_the_one_that_was_ordered():
    text = """
        Manufacture
        Run ID   | Part number | Part revision
        MFG-0001 | BRK-100     | C
        MFG-0002 | BRK-100     | B

        Orders
        Order ID | Part number | Part revision
        ORD-0001 | brk-100     | C

        Shipments
        Shipment ID | Order ID | Run ID
        SHP-0001    | ORD-0001 | MFG-0001
        SHP-0002    | ORD-0001 | MFG-0002
    """
    assert found(text, "shipped-other-part") == [("Shipments", 3, "Run ID")]


LEFT = """
    Manufacture
    Run ID   | Finished on | Status
    MFG-0001 | 2024-05-10  | Complete
    MFG-0002 |             | In process
    MFG-0003 | 2024-05-10  | Cancelled
    MFG-0004 | 2024-05-10  | Complete

    Materials used
    Run ID   | Source
    MFG-0001 | A-1
    MFG-0002 | A-1
    MFG-0003 | A-1

    Shipments
    Shipment ID | Shipped on | Run ID
    SHP-0001    | 2024-05-10 | MFG-0001
    SHP-0002    | 2024-05-09 | MFG-0001
    SHP-0003    | 2024-05-11 | MFG-0002
    SHP-0004    | 2024-05-11 | MFG-0003
    SHP-0005    | 2024-07-02 | MFG-0002
    SHP-0006    | 2024-05-11 | MFG-0004
"""


def test_only_complete_runs_leave():
    assert found(LEFT, "shipped-unfinished") == [("Shipments", 4, "Run ID"), ("Shipments", 5, "Run ID")]
    later = found(LEFT, "shipped-unfinished", today=date(2024, 7, 2))
    assert ("Shipments", 6, "Run ID") in later


def test_nothing_leaves_before_it_was_finished():
    assert found(LEFT, "shipped-before-finished") == [("Shipments", 3, "Shipped on")]


def test_what_leaves_traces_to_material():
    assert found(LEFT, "shipped-without-materials") == [("Shipments", 7, "Run ID")]


def test_a_shipment_has_the_certificate_its_order_or_customer_asks_for():
    text = """
        Orders
        Order ID | Customer | Documents required | Status
        ORD-0001 | Smith    | Packing slip, COC  | Shipped
        ORD-0002 | Jones    |                    | Shipped
        ORD-0003 | Brown    | Packing slip       | Shipped
        ORD-0004 | Smith    | COC                | Closed

        Customers
        Customer | Documents required
        Smith    |
        Jones    | COC
        Brown    |

        Shipments
        Shipment ID | Shipped on | Order ID | Certificate
        SHP-0001    | 2024-05-01 | ORD-0001 | COC-0001
        SHP-0002    | 2024-05-01 | ORD-0001 |
        SHP-0003    | 2024-05-01 | ORD-0002 |
        SHP-0004    | 2024-05-01 | ORD-0003 |
        SHP-0005    | 2024-08-01 | ORD-0001 |
        SHP-0006    | 2024-05-01 | ORD-0004 |
        SHP-0007    | 2024-04-30 | ORD-0001 |
    """
    assert found(text, "shipped-without-certificate") == [
        ("Shipments", 3, "Certificate"),
        ("Shipments", 4, "Certificate"),
    ]
    never = text.replace("COC-0001", "")
    assert found(never, "shipped-without-certificate") == []


SERIALS = """
    Manufacture
    Run ID   | Part number | Part revision
    MFG-0001 | PMP-1       | A
    MFG-0002 | KNB-1       | A

    Parts
    Part number | Revision | Serialised
    PMP-1       | A        | Yes
    KNB-1       | A        |

    Shipments
    Shipment ID | Run ID   | Quantity | Serials
    SHP-0001    | MFG-0001 | 3        | S1, S2; S3
    SHP-0002    | MFG-0001 | 2        | S4
    SHP-0003    | MFG-0001 | 1        |
    SHP-0004    | MFG-0002 | 1        |
    SHP-0005    | MFG-0001 | 1        | s2
    SHP-0006    | MFG-0002 | 1        | S1
    SHP-0007    | MFG-0001 | 2        | S8, S8
"""


def test_serial_numbers_are_as_many_as_the_pieces():
    assert found(SERIALS, "serial-count") == [("Shipments", 3, "Serials"), ("Shipments", 4, "Serials")]


def test_a_piece_leaves_once():
    assert found(SERIALS, "serial-repeated") == [("Shipments", 6, "Serials"), ("Shipments", 8, "Serials")]


def test_a_piece_that_came_back_in_between_leaves_again():
    returned = SERIALS.replace("Shipment ID | Run ID  ", "Shipped on | Shipment ID | Run ID  ").replace(
        "    SHP-", "    2024-02-05 | SHP-"
    )
    again = "    {} | SHP-0010 | MFG-0001 | -1 | S1\n    2024-02-20 | SHP-0011 | MFG-0001 | 1 | S1\n"
    rows = [("Shipments", 6, "Serials"), ("Shipments", 8, "Serials")]
    assert found(returned + again.format("2024-02-12"), "serial-repeated") == rows
    late = found(returned + again.format("2024-02-25"), "serial-repeated")
    assert late == [*rows, ("Shipments", 10, "Serials")]
    assert ("Shipments", 9, "Serials") not in found(returned + again.format("2024-02-12"), "serial-count")


def test_goods_that_came_back_need_no_certificate():
    text = """
        Orders
        Order ID | Documents required
        ORD-0001 | COC

        Shipments
        Shipment ID | Shipped on | Order ID | Quantity | Certificate
        SHP-0001    | 2024-02-01 | ORD-0001 | 4        | COC-0001 A
        SHP-0002    | 2024-02-05 | ORD-0001 | -1       |
        SHP-0003    | 2024-02-09 | ORD-0001 | 1        |
    """
    assert found(text, "shipped-without-certificate") == [("Shipments", 4, "Certificate")]


def test_a_packing_slip_goes_to_one_customer():
    text = """
        Orders
        Order ID | Customer
        ORD-0001 | Apex Aero LLC
        ORD-0002 | apex aero llc
        ORD-0003 | Dupont SA

        Shipments
        Shipment ID | Order ID | Packing slip
        SHP-0001    | ORD-0001 | LS-2602
        SHP-0002    | ORD-0002 | LS-2602
        SHP-0003    | ORD-0003 | ls-2602
        SHP-0004    | ORD-0003 | LS-2603
        SHP-0005    | ORD-0003 |
    """
    assert found(text, "packing-slip-shared") == [("Shipments", 4, "Packing slip")]
    assert messages(text, "packing-slip-shared") == [
        "Packing slip ls-2602 of SHP-0003 to Dupont SA stands at SHP-0001 to Apex Aero LLC as well."
    ]
