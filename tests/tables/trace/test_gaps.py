"""Everything that could not be resolved is told with its place; what may hide a receiver makes the answer incomplete."""

import pytest

from tests.tables.trace.shop import SHOP, codes, ids, recalled, with_row, without_row

USED, SENT = "Materials used", "Shipments"


@pytest.mark.parametrize(
    ("sheet", "line", "gap"),
    [
        (USED, "MFG-4 | ACR-O923-01 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | ACR-0923-1 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | !45 | 1 | sheet", ("gap-unreadable-identifier", USED, 7, "Source")),
        (USED, "MFG-4 | !2024-03-04 | 1 | sheet", ("gap-unreadable-identifier", USED, 7, "Source")),
        (USED, "MFG-4 | !#N/A | 1 | sheet", ("gap-unreadable-identifier", USED, 7, "Source")),
        (USED, "MFG-4 | | 1 | sheet", ("gap-no-source", USED, 7, "Source")),
        (USED, " | ACR-0923-01 | 1 | sheet", ("gap-no-target", USED, 7, "Run ID")),
        (USED, "MFG-77 | ACR-0923-01 | 1 | sheet", ("gap-run-unknown", USED, 7, "Run ID")),
        ("Cuts", "CUT-2 | | ACR-0923-01 | 1 | sheet | Cut |", ("gap-no-target", "Cuts", 3, "New lot ID")),
        (SENT, "SHP-9 | 2024-01-01 | ORD-1 | | 1 | pcs", ("gap-shipment-without-run", SENT, 5, "Run ID")),
        (
            SENT,
            "SHP-9 | 2024-01-01 | ORD-1 | MFG-l | 1 | pcs",
            ("gap-shipment-looks-alike", SENT, 5, "Run ID"),
        ),
        (SENT, "SHP-9 | 2024-01-01 | ORD-99 | MFG-1 | 1 | pcs", ("gap-order-unknown", SENT, 5, "Order ID")),
        (SENT, "SHP-9 | 2024-01-01 | | MFG-1 | 1 | pcs", ("gap-order-unknown", SENT, 5, "Order ID")),
    ],
)
def test_what_may_hide_a_receiver_makes_the_answer_incomplete(sheet, line, gap):
    found = recalled(with_row(SHOP, sheet, line), lot="ACR-0923-01")
    assert gap in codes(found)
    assert not found.is_complete
    assert ids(found.customers, "customer") == ["Acme", "Bolt"]  # what is known is told all the same


@pytest.mark.parametrize(
    ("sheet", "line", "gap"),
    [
        (USED, "MFG-4 | PLY-0524-001 | 1 | sheet", ("gap-source-unknown", USED, 7, "Source")),
        (SENT, "SHP-9 | 2024-01-01 | ORD-3 | JOB-77 | 1 | pcs", ("gap-shipment-run-unknown", SENT, 5, "Run ID")),
        (SENT, "SHP-9 | 2024-01-01 | ORD-1 | MFG-1 | | pcs", ("gap-quantity-missing", SENT, 5, "Quantity")),
        (USED, "MFG-4 | ACR-0923-01 | | sheet", ("gap-quantity-missing", USED, 7, "Quantity")),
        (USED, "MFG-4 | ACR-0923-01 | !#VALUE! | sheet", ("gap-quantity-missing", USED, 7, "Quantity")),
        (USED, "MFG-4 | ACR-0923-01 | 1 | kg", ("gap-units-disagree", USED, 7, "Unit")),
        (USED, "MFG-1 | MFG-2 | 1 | pcs", ("gap-cycle", USED, 4, "Source")),
        ("Manufacture", "MFG-1 | 2023-09-10 | | | PANEL | A | 1 | 0 | pcs | | | Complete", ("gap-identifier-repeated", "Manufacture", 2, "Run ID")),
    ],
)  # fmt: skip
def test_doubts_that_hide_nobody_are_told_and_leave_the_answer_complete(sheet, line, gap):
    found = recalled(with_row(SHOP, sheet, line), lot="ACR-0923-01")
    assert gap in codes(found)
    assert found.is_complete


def test_a_shipment_of_a_cancelled_order_is_no_delivery_but_a_gap():
    story = with_row(SHOP, "Orders", "ORD-9 | 2023-09-05 | Dorn | 1 | PANEL | A | 1 | pcs | Cancelled")
    story = with_row(story, "Shipments", "SHP-9 | 2023-10-01 | ORD-9 | MFG-1 | 1 | pcs | |")
    found = recalled(story, lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ["Acme", "Bolt"]
    assert ("gap-shipment-of-cancelled-order", SENT, 5, "Order ID") in codes(found)


def test_a_shipment_of_nothing_for_a_cancelled_order_is_no_gap():
    story = with_row(SHOP, "Orders", "ORD-9 | 2023-09-05 | Dorn | 1 | PANEL | A | 1 | pcs | Cancelled")
    story = with_row(story, "Shipments", "SHP-9 | 2023-10-01 | ORD-9 | MFG-1 | 0 | pcs | |")
    assert codes(recalled(story, lot="ACR-0923-01")) == []


def test_an_order_that_stands_twice_with_two_customers_tells_both():
    story = with_row(SHOP, "Orders", "ORD-1 | 2023-09-05 | Cray | 1 | PANEL | A | 1 | pcs | Open")
    found = recalled(story, lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ["Acme", "Bolt", "Cray"]
    assert ("gap-identifier-repeated", "Orders", 2, "Order ID") in codes(found)


def test_a_customer_that_is_not_in_the_list_is_still_told_by_name():
    found = recalled(without_row(SHOP, "Bolt     | Bob"), lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ["Acme", "Bolt"]
    assert codes(found) == [("gap-customer-unknown", "Orders", 0, "Customer")]


def test_an_order_without_customer_makes_the_answer_incomplete():
    found = recalled(SHOP.replace("Bolt     | 4712", "         | 4712"), lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ["Acme"]
    assert "gap-customer-missing" in [code for code, *_ in codes(found)]
    assert not found.is_complete


def test_a_finished_run_that_does_not_say_how_many_were_made_is_told():
    story = SHOP.replace(
        "| BOX         | B             | 5             | 0  ",
        "| BOX         | B             |               |    ",
    )
    found = recalled(story, lot="ACR-0923-01")
    assert ("gap-quantity-missing", "Manufacture", 3, "Quantity made") in codes(found)
    assert [run.unshipped for run in found.stop_now.unshipped if run.run_id == "MFG-2"] == [None]


def test_more_used_than_received_is_an_error():
    found = recalled(with_row(SHOP, USED, "MFG-4 | ACR-0923-01 | 30 | sheet"), lot="ACR-0923-01")
    assert "gap-balance-over-100" in [code for code, *_ in codes(found)]
    assert not found.is_complete


def test_more_unexplained_than_the_shop_calls_normal_is_a_doubt():
    story = with_row(
        SHOP, USED, "MFG-77 | ACR-0923-01 | 2 | sheet"
    )  # a tenth of the lot went into an unknown run
    assert ("gap-balance-unexplained", "Receiving", 0, "Quantity") in codes(
        recalled(story, lot="ACR-0923-01")
    )
    story += "\n\n    Settings\n    Setting | Value\n    Balance tolerance (%) | 10"
    assert "gap-balance-unexplained" not in [code for code, *_ in codes(recalled(story, lot="ACR-0923-01"))]


@pytest.mark.parametrize("sheet", ["Materials used", "Shipments", "Orders", "Cuts"])
def test_a_missing_sheet_is_told(sheet):
    from lotbook.domain.recall import Filters
    from lotbook.tables.trace.recall import recall
    from tests.story import records

    blocks = SHOP.strip("\n").split("\n\n")
    story = "\n\n".join(b for b in blocks if b.strip().splitlines()[0].strip() != sheet)
    found = recall(records(story, without=[sheet]), Filters(lot=("ACR-0923-01",)))
    assert ("gap-missing-sheet-or-column", sheet, 0, "") in codes(found)
    assert not found.is_complete


def test_a_heat_that_became_a_number_is_a_gap_only_where_heats_are_asked_for():
    story = SHOP.replace("PLA      | 77                  |", "PLA      | !220                |")
    assert ("gap-unreadable-identifier", "Receiving", 4, "Heat on certificate") in codes(
        recalled(story, heat="H1")
    )
    assert codes(recalled(story, lot="ACR-0923-01")) == []


def test_a_cancelled_run_that_was_asked_for_says_so():
    story = with_row(SHOP, "Manufacture", "MFG-8 | 2024-06-01 | | WO-8 | CLIP | A | | | pcs | | | Cancelled")
    found = recalled(story, run="MFG-8")
    assert found.counts == {"lots": 0, "cuts": 0, "runs": 0, "shipments": 0, "customers": 0}
    assert codes(found) == [("gap-start-cancelled", "Manufacture", 6, "Status")]
