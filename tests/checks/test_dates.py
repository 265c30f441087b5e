"""Dates."""

from datetime import date

from tests.checks.clean import found


def test_what_was_done_is_not_dated_later_than_today():
    text = """
        Receiving
        Lot ID | Received on | Expires on
        A-1    | 2024-07-01  | 2030-01-01
        A-2    | 2042-07-01  | 2042-07-02

        Manufacture
        Run ID   | Started on | Status
        MFG-0001 | 2024-08-01 | Planned
        MFG-0002 | 2024-08-01 | In process

        Shipments
        Shipment ID | Shipped on
        SHP-0001    | 2024-08-01
    """
    assert found(text, "date-in-future") == [
        ("Receiving", 3, "Received on"),
        ("Manufacture", 3, "Started on"),
    ]
    assert found(text, "date-in-future", today=date(2042, 7, 1)) == []


def test_a_date_before_2000_is_a_typing_error():
    text = """
        Receiving
        Lot ID | Received on
        A-1    | 2000-01-01
        A-2    | 1924-05-03
    """
    assert found(text, "date-too-old") == [("Receiving", 3, "Received on")]


def test_dates_of_a_row_follow_each_other():
    text = """
        Receiving
        Lot ID | Received on | Checked on
        A-1    | 2024-05-03  | 2024-05-03
        A-2    | 2024-05-03  | 2024-05-02

        Manufacture
        Run ID   | Started on | Finished on
        MFG-0001 | 2024-05-03 | 2024-05-04
        MFG-0002 | 2024-05-03 | 2024-05-01
    """
    assert found(text, "dates-out-of-order") == [
        ("Receiving", 3, "Checked on"),
        ("Manufacture", 3, "Finished on"),
    ]


def test_material_is_used_while_its_run_runs():
    text = """
        Manufacture
        Run ID   | Started on | Finished on
        MFG-0001 | 2024-05-03 | 2024-05-05

        Materials used
        Run ID   | Source | Used on
        MFG-0001 | A-1    | 2024-05-03
        MFG-0001 | A-2    | 2024-05-02
        MFG-0001 | A-3    | 2024-05-06

        Measurements
        Run ID   | Measured on
        MFG-0001 | 2024-05-04
        MFG-0001 | 2024-05-01

        Orders
        Order ID | Ordered on
        ORD-0001 | 2024-05-01

        Shipments
        Shipment ID | Order ID | Shipped on
        SHP-0001    | ORD-0001 | 2024-05-01
        SHP-0002    | ORD-0001 | 2024-04-30
    """
    assert found(text, "dates-out-of-order") == [
        ("Materials used", 3, "Used on"),
        ("Materials used", 4, "Used on"),
        ("Measurements", 3, "Measured on"),
        ("Shipments", 3, "Shipped on"),
    ]
