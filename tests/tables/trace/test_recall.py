"""A recall answers what to stop, who received what, the balance, the chain and the siblings."""

from decimal import Decimal

from lotbook.documents.papers.recall_notice import received
from lotbook.domain.books import Amount
from tests.tables.trace.shop import SHOP, codes, ids, recalled, with_row, without_row


def test_a_lot_reaches_every_customer_directly_or_inside_another_product():
    found = recalled(lot="ACR-0923-01")
    assert ids(found.runs, "run_id") == ["MFG-1", "MFG-2", "MFG-3"]
    assert ids(found.deliveries, "shipment_id") == ["SHP-1", "SHP-2"]
    assert ids(found.customers, "customer") == ["Acme", "Bolt"]
    assert found.counts == {"lots": 1, "cuts": 1, "runs": 3, "shipments": 2, "customers": 2}
    assert found.is_complete
    assert not found.gaps


def test_each_receiver_is_told_with_contact_order_and_papers():
    first = recalled(lot="ACR-0923-01").deliveries[0]
    assert (first.customer, first.contact, first.email, first.phone) == ("Acme", "Ann", "ann@acme.test", "1")
    assert (first.order_id, first.customer_po, first.part_number) == ("ORD-1", "4711", "PANEL")
    assert (first.run_id, first.quantity, first.unit, first.packing_slip, first.certificate) == (
        "MFG-1",
        Decimal(2),
        "pcs",
        "PS-1",
        "COC-0001-A",
    )


def test_stop_now_tells_stock_cuts_runs_pieces_orders_and_processors():
    stop = recalled(lot="ACR-0923-01").stop_now
    assert [(lot.lot_id, lot.on_hand, lot.location, lot.status) for lot in stop.lots] == [
        ("ACR-0923-01", Decimal(7), "A1", "Released")
    ]
    assert [(piece.lot_id, piece.on_hand, piece.location) for piece in stop.cuts] == [
        ("ACR-0923-01-1", Decimal(2), "A1")
    ]
    assert ids(stop.runs, "run_id") == ["MFG-3"]
    # 10 made, 1 scrapped, 2 shipped, 5 used in MFG-2; 5 made, 4 shipped
    assert [(run.run_id, run.unshipped) for run in stop.unshipped] == [
        ("MFG-1", Decimal(2)),
        ("MFG-2", Decimal(1)),
    ]
    assert [(order.order_id, order.waiting, order.runs) for order in stop.orders] == [
        ("ORD-1", Decimal(7), ("MFG-1", "MFG-3"))
    ]
    assert [(held.supplier, held.run_id) for held in stop.processors] == [("Shine Co", "MFG-3")]


def test_an_order_of_another_revision_is_not_fed_by_these_runs():
    story = with_row(SHOP, "Orders", "ORD-9 | 2024-05-01 | Cray | 1 | PANEL | B | 9 | pcs | Open")
    assert ids(recalled(story, lot="ACR-0923-01").stop_now.orders, "order_id") == ["ORD-1"]


def test_a_shipment_dated_after_today_is_told_as_planned_and_as_received():
    story = with_row(SHOP, "Shipments", "SHP-9 | 2024-07-09 | ORD-1 | MFG-1 | 1 | pcs | |")
    found = recalled(story, lot="ACR-0923-01")
    assert ids(found.stop_now.planned_shipments, "shipment_id") == ["SHP-9"]
    assert [(sent.shipment_id, sent.planned) for sent in found.deliveries] == [
        ("SHP-1", False),
        ("SHP-9", True),
        ("SHP-2", False),
    ]


def test_totals_are_per_customer_and_unit():
    story = with_row(SHOP, "Shipments", "SHP-9 | 2023-11-09 | ORD-1 | MFG-1 | 3 | pcs | |")
    acme = recalled(story, lot="ACR-0923-01").customers[0]
    assert (acme.customer, acme.shipments, acme.orders) == ("Acme", 2, 1)
    assert [(amount.quantity, amount.unit) for amount in acme.quantities] == [(Decimal(5), "pcs")]


def test_the_balance_of_the_lot_closes():
    (lot,) = recalled(lot="ACR-0923-01").balances
    # 10 sheets in MFG-1, a tenth scrapped; 1 sheet in process; 7 in the rack and 2 of the cut piece on hand
    assert (lot.used_in_good_parts, lot.in_process, lot.scrapped, lot.on_hand, lot.unexplained) == (
        Decimal(10),
        Decimal(1),
        Decimal(1),
        Decimal(9),
        Decimal(0),
    )


def test_other_deliveries_of_the_heat_are_told_but_not_recalled():
    found = recalled(lot="ACR-0923-01")
    assert [(lot.lot_id, lot.same_supplier) for lot in found.siblings] == [
        ("ACR-0923-02", True),
        ("ALU-0124-01", True),
    ]
    assert ids(found.lots, "lot_id") == ["ACR-0923-01"]


def test_siblings_are_recalled_when_asked_for():
    found = recalled(lot="ACR-0923-01", siblings=True)
    assert ids(found.lots, "lot_id") == ["ACR-0923-01", "ACR-0923-02", "ALU-0124-01"]
    assert found.siblings == ()


def test_a_delivery_on_the_same_certificate_is_a_sibling_too():
    story = SHOP.replace("| C-3 ", "| c-1 ").replace("| C-2 ", "| n/a ").replace("| C-4 ", "| n/a ")
    found = recalled(story, lot="ACR-0923-01")
    assert [(lot.lot_id, lot.shares, lot.certificate_number) for lot in found.siblings] == [
        ("ACR-0923-02", "heat", "n/a"),
        ("ALU-0124-01", "heat", "n/a"),
        ("PLA-0424-01", "certificate", "c-1"),
    ]
    assert "PLA-0424-01" in ids(recalled(story, lot="ACR-0923-01", siblings=True).lots, "lot_id")
    both = recalled(SHOP.replace("| C-2 ", "| C-1 "), lot="ACR-0923-01").siblings
    assert both[0].shares == "heat and certificate"


def test_no_number_at_all_makes_no_siblings():
    story = SHOP.replace("| H1                  | H1  ", "| N/A                 | n/a ")
    assert recalled(story, lot="ACR-0923-01").siblings == ()


def test_the_chain_tells_each_node_once_and_refers_to_it_after_that():
    lines = [(step.level, step.id, step.what, step.repeated) for step in recalled(lot="ACR-0923-01").chain]
    assert lines == [
        (0, "ACR-0923-01", "lot", False),
        (1, "ACR-0923-01-1", "cut", False),
        (2, "MFG-1", "sub-assembly", False),
        (3, "SHP-1", "shipment", False),
        (3, "MFG-2", "run", False),
        (4, "SHP-2", "shipment", False),
        (1, "MFG-1", "sub-assembly", True),
        (1, "MFG-3", "run", False),
    ]


def test_a_start_below_another_start_is_told_where_it_hangs():
    found = recalled(lot=("ACR-0923-01-1", "ACR-0923-01"))
    assert [step.id for step in found.chain if step.level == 0] == ["ACR-0923-01"]
    assert ids(found.starts, "id") == ["ACR-0923-01", "ACR-0923-01-1"]


def test_a_blend_of_two_lots_is_reached_from_both_and_shared_in_the_balance():
    story = with_row(SHOP, "Cuts", "CUT-2 | MIX-1 | ACR-0923-01 | 1 | sheet | Blend | H1")
    story = with_row(story, "Cuts", "CUT-3 | MIX-1 | ACR-0923-02 | 3 | sheet | Blend | H1")
    story = with_row(story, "Materials used", "MFG-4 | MIX-1 | 2 | sheet")
    for lot, used in (("ACR-0923-01", Decimal("0.5")), ("ACR-0923-02", Decimal("1.5"))):
        found = recalled(story, lot=lot)
        assert "SHP-3" in ids(found.deliveries, "shipment_id")
        plain = recalled(lot=lot).balances[0].used_in_good_parts
        assert found.balances[0].used_in_good_parts - plain == used
        assert found.balances[0].unexplained == 0


def test_a_cancelled_run_carries_nothing_on():
    story = SHOP.replace("MFG-1  | 2023-09-10 | 2023-09-11  | WO-1       | PANEL       | A             | 10            | 1                 | pcs  | Laser 1 | Dana     | Complete", "MFG-1  | 2023-09-10 | 2023-09-11  | WO-1       | PANEL       | A             | 10            | 1                 | pcs  | Laser 1 | Dana     | Cancelled")  # fmt: skip
    found = recalled(story, lot="ACR-0923-01")
    assert ids(found.runs, "run_id") == ["MFG-3"]
    assert found.deliveries == ()
    assert ("gap-shipment-of-cancelled-run", "Shipments", 2, "Run ID") in codes(found)
    assert ("gap-used-by-cancelled-run", "Materials used", 2, "Source") in codes(found)
    assert found.balances[0].unexplained == Decimal(10)


def test_a_row_deleted_in_the_middle_does_not_cut_the_chain():
    found = recalled(without_row(SHOP, "MFG-1  | 2023"), lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ["Acme", "Bolt"]
    assert codes(found)[0] == ("gap-run-unknown", "Materials used", 2, "Run ID")
    assert not found.is_complete


def test_a_deleted_row_the_journal_knows_is_no_typing_error():
    found = recalled(without_row(SHOP, "MFG-1  | 2023"), known={"mfg-1": "MFG-1"}, lot="ACR-0923-01")
    assert codes(found)[0][0] == "gap-row-deleted"
    assert found.is_complete


def test_a_lot_whose_row_is_gone_is_still_followed():
    found = recalled(without_row(SHOP, "ACR-0923-01 |"), lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ["Acme", "Bolt"]
    assert ("gap-start-not-in-workbook", "Cuts", 2, "From") in codes(found)


def test_a_returned_lot_is_not_on_hand():
    story = SHOP.replace("C-1                | Released", "C-1                | Returned")
    found = recalled(story, lot="ACR-0923-01")
    assert found.stop_now.lots == ()
    assert (found.balances[0].returned, found.balances[0].on_hand) == (Decimal(7), Decimal(2))


def test_scrap_reported_on_the_lot_itself_is_counted():
    story = (
        SHOP
        + """
    Nonconformances
    NCR ID | Lot or run  | Description | Quantity | Disposition
    NCR-1  | ACR-0923-01 | broken      | 2        | Scrap
    """
    )
    found = recalled(story, lot="ACR-0923-01").balances[0]
    assert (found.scrapped, found.on_hand, found.unexplained) == (Decimal(3), Decimal(7), Decimal(0))


def test_what_was_scrapped_sent_back_or_sold_as_it_was_is_not_on_hand():
    story = with_row(SHOP, "Shipments", "SHP-9 | 2024-01-01 | ORD-1 | ACR-0923-01-1 | 1 | sheet")
    story = with_row(story, "Shipments", "SHP-10 | 2024-12-01 | ORD-1 | ACR-0923-01 | 3 | sheet")  # planned
    story += """

    Nonconformances
    NCR ID | Lot or run    | Quantity | Disposition
    NCR-1  | ACR-0923-01   | 2        | Return to supplier
    NCR-2  | ACR-0923-01-1 | 0.5      | Scrap
    NCR-3  | ACR-0923-01-1 | 0.5      | Use as is
    """
    found = recalled(story, lot="ACR-0923-01")
    assert [lot.on_hand for lot in found.stop_now.lots] == [
        Decimal(5)
    ]  # 20 - 4 cut - 8 - 1 used - 2 sent back
    assert [piece.on_hand for piece in found.stop_now.cuts] == [
        Decimal("0.5")
    ]  # 4 - 2 used - 1 sold - 0.5 scrap
    (balance,) = found.balances
    assert (balance.returned, balance.on_hand, balance.unexplained) == (2, Decimal("5.5"), 0)
    assert "SHP-9" in ids(found.deliveries, "shipment_id")


def test_what_a_customer_sent_back_and_got_replaced_is_told_in_its_own_column():
    story = with_row(SHOP, "Shipments", "SHP-8 | 2023-11-01 | ORD-1 | MFG-1 | -1 | pcs")
    story = with_row(story, "Shipments", "SHP-9 | 2023-11-09 | ORD-1 | MFG-1 | 1 | pcs")
    found = recalled(story, lot="ACR-0923-01")
    acme = found.customers[0]
    assert (acme.customer, acme.shipments, acme.quantities, acme.returned) == (
        "Acme", 3, (Amount(Decimal(3), "pcs"),), (Amount(Decimal(1), "pcs"),)
    )  # fmt: skip
    (run,) = [run for run in found.runs if run.run_id == "MFG-1"]
    assert (run.shipped, run.used, run.unshipped) == (2, 5, 2)
    assert [order.waiting for order in found.stop_now.orders] == [7]  # 9 ordered, 2 there
    assert received(acme) == "3\u00a0pcs, of which 1\u00a0pcs came back"


def test_finished_pieces_at_a_processor_are_told_there_and_not_in_stock_as_well():
    story = with_row(SHOP, "Outside processes", "MFG-1 | Paint | P-1 | Coat Co | |")
    found = recalled(story, lot="ACR-0923-01")
    assert [(held.supplier, held.run_id, held.quantity) for held in found.stop_now.processors] == [
        ("Coat Co", "MFG-1", 2),  # 10 made - 1 - 2 sent - 5 used
        ("Shine Co", "MFG-3", None),
    ]
    assert ids(found.stop_now.unshipped, "run_id") == ["MFG-2"]
    assert found.stop_now.run_ids == {"MFG-1", "MFG-2", "MFG-3"}


def test_pieces_with_several_open_processes_are_told_once():
    story = with_row(SHOP, "Outside processes", "MFG-1 | Paint | P-1 | Coat Co | |")
    story = with_row(story, "Outside processes", "MFG-1 | Print | P-2 | Ink Co | |")
    (held,) = [
        each for each in recalled(story, lot="ACR-0923-01").stop_now.processors if each.run_id == "MFG-1"
    ]
    assert held[:5] == ("Coat Co or Ink Co", "MFG-1", "PANEL", "Paint, Print", "P-1, P-2")
    assert held.quantity == 2
