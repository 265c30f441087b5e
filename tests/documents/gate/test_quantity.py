"""The gate on quantities: there, in one unit, whole, no more than was made and ordered, whatever other rows say."""

from __future__ import annotations

import pytest

from tests.documents.gate_story import SOUND, changed, found

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


def with_shipments(*rows: str, text: str = SOUND) -> list[str]:
    """The codes for the order's last row, when other rows of Shipments stand before it; the run made nine good ones."""
    said = [f"    SHP-000{n} | {row} | pcs | |\n" for n, row in enumerate(rows, 1)]
    mine = f"SHP-000{len(rows)}"
    return [code for *_, code in found(changed((ROW, "".join(said)), text=text), shipments=[mine])]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (["2024-02-05 | ORD-0001 | MFG-0001 | 9", "2024-02-20 | ORD-0001 | MFG-0001 | 1"],
         ["gate-more-than-made", "gate-more-than-ordered?"]),
        (["2024-02-05 | ORD-0001 | MFG-0001 | 9", "2024-02-12 | ORD-0001 | MFG-0001 | -1",
          "2024-02-20 | ORD-0001 | MFG-0001 | 1"], []),  # reworked and sent again
        (["2024-02-20 | ORD-0001 | MFG-0001 | 1", "2024-02-12 | ORD-0001 | MFG-0001 | -1",
          "2024-02-05 | ORD-0001 | MFG-0001 | 9"], []),  # the first certificate again, and a sheet sorted otherwise
        (["2024-02-05 | ORD-0001 | MFG-0001 | 9", "2024-02-12 | ORD-0001 | MFG-0001 | -1",
          "2024-02-20 | ORD-0001 | MFG-0001 | 2"], ["gate-more-than-made", "gate-more-than-ordered?"]),
        (["2024-02-05 | ORD-0001 | MFG-0001 | 9", "2024-02-25 | ORD-0001 | MFG-0001 | -1",
          "2024-02-20 | ORD-0001 | MFG-0001 | 1"], ["gate-more-than-made", "gate-more-than-ordered?"]),  # came later
        (["2024-02-05 | ORD-0001 | MFG-0001 | 9", " | ORD-0001 | MFG-0001 | -1",
          "2024-02-20 | ORD-0001 | MFG-0001 | 1"], ["gate-more-than-made", "gate-more-than-ordered?"]),  # nobody knows when
        (["2024-02-05 | ORD-0001 | MFG-0001 | 9", "2024-02-12 | ORD-0002 | MFG-0001 | -1",
          "2024-02-20 | ORD-0001 | MFG-0001 | 1"], ["gate-more-than-made", "gate-more-than-ordered?"]),  # of another order
        (["2024-02-01 | ORD-0001 | MFG-0001 | -5", "2024-02-20 | ORD-0001 | MFG-0001 | 10"],
         ["gate-more-than-made", "gate-more-than-ordered?"]),  # nothing had left that could come back
    ],
)  # fmt: skip
def test_a_piece_that_came_back_before_may_be_sent_again(rows, codes):
    assert with_shipments(*rows) == codes


@pytest.mark.parametrize(
    ("day", "quantity", "codes"),
    [
        ("2024-02-04", 7, ["gate-more-than-made"]),
        ("2024-02-05", 7, ["gate-more-than-made"]),  # the day it left
        ("2024-02-06", 7, ["gate-lost-after-shipping?"]),  # at the customer's
        ("", 7, ["gate-more-than-made"]),
        ("2024-02-06", 6, []),
    ],
)
def test_a_nonconformance_found_after_shipping_takes_nothing_away_and_is_asked_about(day, quantity, codes):
    text = f"""{SOUND}
    Nonconformances
    NCR ID   | Found on | Lot or run | Description | Quantity | Disposition | Approved by
    NCR-0001 | {day}    | MFG-0001   | Dropped     | {quantity} | Scrap     | Ann
"""
    assert [code for *_, code in found(text)] == codes


@pytest.mark.parametrize(
    ("back", "codes"),
    [
        ("2024-02-12 | ORD-0001 | MFG-0001 | -1 | pcs | 2", []),
        ("2024-02-12 | ORD-0001 | MFG-0001 | -1 | pcs | 1", ["gate-serial-shipped-before"]),
        ("2024-02-25 | ORD-0001 | MFG-0001 | -1 | pcs | 2", ["gate-serial-shipped-before"]),
        ("2024-02-12 | ORD-0002 | MFG-0001 | -1 | pcs | 2", ["gate-serial-shipped-before"]),
    ],
)
def test_a_serial_number_that_came_back_in_between_may_be_sent_again(back, codes):
    rows = (
        f"    SHP-0001 | 2024-02-05 | ORD-0001 | MFG-0001 | 2 | pcs | 1, 2\n    SHP-0002 | {back}\n"
        "    SHP-0003 | 2024-02-20 | ORD-0001 | MFG-0001 | 1 | pcs | 2\n"
    )
    text = changed((ROW, rows), ("Bracket     | pcs  |            |", "Bracket     | pcs  | Yes        |"))
    assert [code for *_, code in found(text, shipments=["SHP-0003"])] == codes
