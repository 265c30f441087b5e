"""The gate on quantities: there, in one unit, whole, no more than was made and ordered, whatever other rows say."""

from __future__ import annotations

import pytest

from tests.documents.gate_story import changed, found

FOUR = "| MFG-0001 | 4        | pcs  |"
ROW = "    SHP-0001    | 2024-02-05 | ORD-0001 | MFG-0001 | 4        | pcs  |         |\n"


def beside(run: str, quantity: str) -> str:
    """The story with a shipment of another order from the same or another run."""
    return changed((ROW, f"{ROW}    SHP-0002    | 2024-02-05 | ORD-0002 | {run} | {quantity} | pcs | |\n"))


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ("", "gate-quantity-missing"),
        ("0", "gate-quantity-missing"),
        ("-4", "gate-quantity-missing"),
        ("2.5", "gate-quantity-not-whole"),
    ],
)
def test_a_shipment_holds_a_whole_number_of_pieces(quantity, code):
    text = changed((FOUR, f"| MFG-0001 | {quantity} | pcs |"))
    assert found(text) == [("Shipments", 2, "Quantity", code)]


def test_kilograms_may_be_shipped_in_parts_but_not_from_a_run_counted_in_pieces():
    text = changed(
        (FOUR, "| MFG-0001 | 2.5 | kg |"), ("| 9        | pcs  | Traceab", "| 9        | kg  | Traceab")
    )
    assert found(text) == [("Manufacture", 2, "Unit", "gate-units-differ")]
    both = changed(("| 1                 | pcs  |", "| 1                 | kg   |"), text=text)
    assert found(both) == []


def test_a_negative_row_elsewhere_makes_no_room():
    text = beside("MFG-0001", "-5").replace(FOUR, "| MFG-0001 | 10 | pcs |")
    assert ("Manufacture", 2, "Quantity made", "gate-more-than-made") in found(text)
    scrapped = changed(("| 1                 | pcs  |", "| -5 | pcs |"), (FOUR, "| MFG-0001 | 11 | pcs |"))
    assert ("Manufacture", 2, "Quantity made", "gate-more-than-made") in found(scrapped)


def test_a_shipment_of_unknown_quantity_from_the_same_run_must_be_settled_first():
    assert found(beside("MFG-0001", " ")) == [("Shipments", 3, "Quantity", "gate-quantity-missing")]
    assert found(beside("MFG-0002", " ")) == []
