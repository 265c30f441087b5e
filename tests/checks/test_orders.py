"""Orders."""

from tests.checks.clean import found

TEXT = """
    Orders
    Order ID | Customer | Part number | Part revision | Quantity | Unit | Status
    ORD-0001 | Smith    | BRK-100     | C             | 10       | pcs  | Shipped
    ORD-0002 | Smith    | BRK-100     | C             | 10       | pcs  | Shipped
    ORD-0003 | Smith    | BRK-100     | C             | 10       | pcs  | Closed
    ORD-0004 | Jones    | BRK-100     | C             | 10       | pcs  | Cancelled
    ORD-0005 | Smith    | BRK-100     | C             | 10       | pcs  | Cancelled
    ORD-0006 | Jones    | KNB-1       | A             | 10       | pcs  | Open

    Shipments
    Shipment ID | Shipped on | Order ID | Quantity | Unit
    SHP-0001    | 2024-05-01 | ORD-0001 | 4        | pcs
    SHP-0002    | 2024-05-02 | ORD-0001 | 6        | pcs
    SHP-0003    | 2024-05-03 | ORD-0002 | 6        | pcs
    SHP-0004    | 2024-05-03 | ORD-0002 | 5        | pcs
    SHP-0005    | 2024-05-03 | ORD-0004 | 1        | pcs
    SHP-0006    | 2024-12-03 | ORD-0005 | 1        | pcs

    Parts
    Part number | Revision | Customer
    BRK-100     | C        | Smith
    KNB-1       | A        |
"""


def test_no_more_is_shipped_than_ordered():
    assert found(TEXT, "shipped-more-than-ordered") == [("Orders", 3, "Quantity")]


def test_a_shipped_order_has_a_shipment():
    assert found(TEXT, "order-without-shipment") == [("Orders", 4, "Status")]


def test_nothing_leaves_for_a_cancelled_order():
    assert found(TEXT, "cancelled-order-shipped") == [("Orders", 5, "Status")]


def test_a_customers_own_part_goes_to_that_customer():
    assert found(TEXT, "part-of-other-customer") == [("Orders", 5, "Part number")]
