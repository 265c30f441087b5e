"""What customers account for: what came back before the recall is not out any more, what came back since counts once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lotbook.commands.recalling.notices import delivered
from lotbook.documents.papers.recall_account import accounts
from lotbook.domain.filters import Filters
from lotbook.tables.records import Records
from lotbook.tables.trace.recall import recall
from tests.story import source

STORY = """
    Receiving
    Lot ID | Quantity | Unit | Status
    L-1    | 100      | kg   | Released

    Manufacture
    Run ID   | Part number | Quantity made | Unit | Status
    MFG-0001 | BRK         | 10            | pcs  | Complete

    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | L-1    | 10       | kg

    Orders
    Order ID | Customer | Part number | Quantity | Unit
    ORD-0001 | Smith    | BRK         | 10       | pcs

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit
    SHP-1       | 2024-02-01 | ORD-0001 | MFG-0001 | 2        | pcs
    SHP-2       | 2024-02-02 | ORD-0001 | MFG-0001 | 1        | pcs
    SHP-3       | {day}      | ORD-0001 | MFG-0001 | -1       | pcs

    Recall notices
    Recall ID | Customer | Acknowledged on | Quantity held | Quantity returned
    RCL-001   | Smith    | 2024-05-10      | {held}        | {returned}
"""
OPENED = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("day", "held", "returned", "known", "out"),
    [
        ("2024-04-01", 2, "", 2, 2),  # came back before: two are out, and both are held
        ("2024-05-01", 2, 0, 2, 2),  # the day it was opened is before it
        ("", 2, 0, 2, 2),
        ("2024-05-12", 2, 1, 3, 3),  # booked back and told: once
        ("2024-05-12", 2, 0, 3, 3),  # booked back, and the customer did not tell it
        ("2024-05-12", 0, 3, 3, 3),  # told, and only one of them is booked yet
        ("2024-04-01", 1, 0, 1, 2),
    ],
)
def test_what_came_back_counts_once(day, held, returned, known, out):
    records = Records(source(STORY.format(day=day, held=held, returned=returned)))
    found = recall(records, Filters(lot=("L-1",)), known={})
    account = accounts(delivered(found), OPENED, records.recall_notices)["smith"]
    assert (account.known, account.out, account.unit) == (Decimal(known), Decimal(out), "pcs")


def test_amounts_in_two_units_are_no_one_number():
    story = STORY.format(day="2024-04-01", held=1, returned=0).replace(
        "| 1        | pcs", "| 1        | sheet"
    )
    records = Records(source(story))
    found = recall(records, Filters(lot=("L-1",)), known={})
    assert accounts(delivered(found), OPENED, records.recall_notices) == {}
