"""An affected unit that went out under another run makes the answer incomplete, and says who has it."""

import pytest

from tests.tables.trace.shop import codes, ids, recalled, with_row

SHOP = """
    Receiving
    Lot ID | Material | Heat on certificate | Quantity | Unit
    LOT-1  | AL6      | H1                  | 100      | kg
    LOT-2  | AL6      | H2                  | 100      | kg

    Manufacture
    Run ID | Part number | Part revision | Quantity made | Quantity scrapped | Unit | Status
    MFG-1  | P1          | A             | 6             | 0                 | pcs  | Complete
    MFG-2  | P1          | A             | 6             | 0                 | pcs  | Complete
    MFG-3  | P9          | A             | 6             | 0                 | pcs  | Complete

    Materials used
    Run ID | Source | Quantity | Unit | Unit serial
    MFG-1  | LOT-1  | 1        | kg   | S1
    MFG-1  | LOT-1  | 1        | kg   | S2
    MFG-1  | LOT-2  | 1        | kg   | S4
    MFG-2  | LOT-2  | 1        | kg   | T1
    MFG-2  | LOT-2  | 1        | kg   | T2
    MFG-3  | LOT-2  | 6        | kg   |

    Orders
    Order ID | Customer | Part number | Quantity | Unit | Status
    ORD-1    | Acme     | P1          | 9        | pcs  | Shipped
    ORD-2    | Bolt     | P1          | 9        | pcs  | Shipped

    Customers
    Customer
    Acme
    Bolt

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID | Quantity | Unit | Serials
    SHP-1       | 2024-03-01 | ORD-2    | MFG-1  | 1        | pcs  | S4
"""
FOUND = ("gap-serial-of-another-run", "Shipments", 3, "Serials")


def sent(run: str, serials: str, *more: str) -> str:
    story = with_row(SHOP, "Shipments", f"SHP-2 | 2024-03-02 | ORD-1 | {run} | 1 | pcs | {serials}")
    for line in more:
        story = with_row(story, "Shipments", line)
    return story


@pytest.mark.parametrize("serials", ["S1", "T1, s1", "!1", "S1-S3"])
def test_a_unit_under_a_run_that_does_not_know_it_is_a_stop_that_names_the_customer(serials):
    story = sent("MFG-2", serials)
    if serials == "!1":  # Excel made a number of a bare serial
        story = story.replace("| S1\n", "| !1\n")
    found = recalled(story, lot="LOT-1")
    assert FOUND in codes(found)
    assert not found.is_complete
    (gap,) = [gap for gap in found.gaps if gap.code == FOUND[0]]
    assert "SHP-2 to Acme" in gap.message
    assert "MFG-1" in gap.message
    assert "MFG-2" in gap.message


def test_units_of_a_run_that_was_asked_for_are_looked_for_everywhere():
    assert FOUND in codes(recalled(sent("MFG-2", "S4"), run="MFG-1"))


def test_a_run_that_has_a_unit_of_that_serial_itself_is_no_doubt():
    story = with_row(sent("MFG-2", "S1"), "Materials used", "MFG-2 | LOT-2 | 1 | kg | S1")
    assert codes(recalled(story, lot="LOT-1")) == []


def test_a_run_without_units_of_another_part_may_number_them_as_it_likes():
    assert codes(recalled(sent("MFG-3", "S1"), lot="LOT-1")) == []


def test_a_run_without_units_of_the_same_part_is_a_doubt_until_the_unit_is_found_in_a_shipment_of_its_own():
    story = sent("MFG-3", "S1").replace("| P9 ", "| P1 ")
    assert FOUND in codes(recalled(story, lot="LOT-1"))
    story = with_row(story, "Shipments", "SHP-3 | 2024-03-02 | ORD-2 | MFG-1 | 1 | pcs | S1")
    assert codes(recalled(story, lot="LOT-1")) == []


def test_a_unit_that_is_not_affected_is_no_doubt():
    found = recalled(sent("MFG-2", "S4"), lot="LOT-1")
    assert codes(found) == []
    assert ids(found.deliveries, "shipment_id") == []
