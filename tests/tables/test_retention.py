"""How long records must be kept: by customer, from the day the goods left, through the chain to each lot's papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lotbook.tables.retention import after, retention
from tests.story import records

TODAY = date(2026, 11, 22)
STORY = """
    Customers
    Customer | Retention (years)
    Aero     | 11
    Boats    | 3
    Casual   |
    Typo     | 3000

    Receiving
    Lot ID | Supplier | Material | Certificate file
    L1     | North    | AL6      | m1.pdf
    L2     | North    | AL6      | m2.pdf
    L3     | North    | BRS      | m3.pdf
    L4     | South    | AL6      | m1.pdf

    Cuts
    From | New lot ID
    L1   | L1-1

    Manufacture
    Run ID | Status
    R1     | Complete
    R2     | Complete
    R3     | Cancelled

    Materials used
    Run ID | Source
    R1     | L1-1
    R2     | R1
    R2     | L2
    R3     | L3

    Outside processes
    Run ID | Certificate file
    R1     | anodise.pdf

    Custody
    Lot ID | File
    L2     | slip.pdf

    Declarations
    Lot ID | Supplier | Material | Regulation | File
           | North    | AL6      | RoHS       | rohs.pdf
    L3     |          |          | RoHS       | brass.pdf

    Orders
    Order ID | Customer
    O1       | Boats
    O2       | Aero
    O3       | Casual
    O4       | Typo

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID
    S1          | 2024-05-01 | O1       | R1
    S2          | 2024-06-01 | O2       | R2
    S3          | 2023-01-31 | O2       | R1
    S4          | 2024-02-29 | O3       | R1
    S5          |            | O4       | R9

    Certificates
    Certificate ID | Revision | Order ID | Package
    C1             | A        | O1       | packages/O1/C1-A
"""


def test_each_customer_has_the_duty_of_its_last_shipment_the_longest_first():
    kept = retention(records(STORY), TODAY)
    assert [(duty.customer, duty.years, duty.is_given, duty.until) for duty in kept.duties] == [
        ("Typo", 10, False, date(2036, 11, 22)),  # 3000 years is a typing error; not shipped counts as today
        ("Aero", 11, True, date(2035, 6, 1)),
        ("Casual", 10, False, date(2034, 3, 1)),
        ("Boats", 3, True, date(2027, 5, 1)),
    ]
    assert kept.longest.customer == "Typo"


def test_a_lots_papers_are_kept_as_long_as_the_longest_of_all_goods_it_went_into():
    files = retention(records(STORY), TODAY).files
    assert files["packages/O1/C1-A"] == date(2027, 5, 1)
    assert files["m1.pdf"] == files["m2.pdf"] == files["slip.pdf"] == files["rohs.pdf"] == date(2035, 6, 1)
    assert files["anodise.pdf"] == date(2035, 6, 1)  # R1 is in R2, which left later


def test_what_went_into_nothing_that_left_has_no_end_of_its_own():
    files = retention(records(STORY), TODAY).files
    assert "m3.pdf" not in files  # its run was cancelled
    assert "brass.pdf" not in files


def test_a_shop_that_shipped_nothing_has_no_duty():
    kept = retention(records("Customers\nCustomer | Retention (years)\nAero | 11"), TODAY)
    assert (kept.duties, kept.longest, dict(kept.files)) == ((), None, {})


@pytest.mark.parametrize(
    ("day", "years", "until"),
    [
        ("2024-05-01", "10", "2034-05-01"),
        ("2024-02-29", "1", "2025-03-01"),
        ("2024-02-29", "4", "2028-02-29"),
        ("2024-08-31", "0.5", "2025-03-01"),
        ("2024-12-31", "0.1", "2025-03-01"),
        ("2024-11-15", "7.5", "2032-05-15"),
        ("9990-01-01", "100", "9999-12-31"),
    ],
)
def test_years_are_counted_up_and_never_end_a_day_early(day, years, until):
    assert after(date.fromisoformat(day), Decimal(years)) == date.fromisoformat(until)
