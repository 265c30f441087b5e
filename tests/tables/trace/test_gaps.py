"""Everything that could not be resolved is told with its place; what may hide a receiver makes the answer incomplete."""

import pytest

from lotbook.domain.filters import Filters
from lotbook.tables.records import Records
from lotbook.tables.trace.index_fields import has_moved_rows
from lotbook.tables.trace.recall import recall
from tests.journaled import Told
from tests.story import records, source
from tests.tables.trace.shop import SHOP, TODAY, codes, ids, recalled, with_row, without_row

USED, SENT = "Materials used", "Shipments"


@pytest.mark.parametrize(
    ("sheet", "line", "gap"),
    [
        (USED, "MFG-4 | ACR-O923-01 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | ACR-0923-1 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | ACR-0928-01 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | ACR/0923/01 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | PLA-0424-01, ACR-0923-01 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | ACR-0923-01 (rest) | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
        (USED, "MFG-4 | ACR-0923-01-12 | 1 | sheet", ("gap-source-looks-alike", USED, 7, "Source")),
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
        (
            SENT,
            "SHP-9 | 2024-01-01 | ORD-3 | MFG-5 | 1 | pcs",
            ("gap-shipment-looks-alike", SENT, 5, "Run ID"),
        ),
        (
            SENT,
            "SHP-9 | 2024-01-01 | ORD-3 | JOB-77 | 1 | pcs",
            ("gap-shipment-run-nowhere", SENT, 5, "Run ID"),
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
    assert codes(found) == [("gap-customer-unknown", "Orders", 3, "Customer")]


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
    assert ("gap-balance-unexplained", "Receiving", 2, "Quantity") in codes(
        recalled(story, lot="ACR-0923-01")
    )
    story += "\n\n    Settings\n    Setting | Value\n    Balance tolerance (%) | 10"
    assert "gap-balance-unexplained" not in [code for code, *_ in codes(recalled(story, lot="ACR-0923-01"))]


@pytest.mark.parametrize("sheet", ["Materials used", "Shipments", "Orders", "Cuts"])
def test_a_missing_sheet_is_told(sheet):
    from lotbook.domain.filters import Filters

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


def test_a_lot_without_a_row_may_be_of_the_heat_that_was_asked_for():
    story = with_row(SHOP, USED, "MFG-4 | PLY-0524-001 | 1 | sheet")
    by_name, by_heat = recalled(story, lot="ACR-0923-01"), recalled(story, heat="77")
    assert ("gap-source-unknown", USED, 7, "Source") in codes(by_name)
    assert ("gap-source-may-fit", USED, 7, "Source") in codes(by_heat)
    assert by_name.is_complete
    assert not by_heat.is_complete


def test_a_run_without_a_row_may_be_of_the_machine_that_was_asked_for():
    story = without_row(SHOP.replace("MFG-4", "JOB-7"), "JOB-7  | 2024-05-01")
    assert ("gap-shipment-run-unknown", SENT, 4, "Run ID") in codes(recalled(story, lot="ACR-0923-01"))
    assert ("gap-shipment-run-nowhere", SENT, 4, "Run ID") in codes(recalled(story, machine="Bench"))


def test_a_number_the_journal_knows_is_no_slip_of_the_pen():
    story = with_row(SHOP, USED, "MFG-4 | ACR-0923-03 | 1 | sheet")
    guessed = recalled(story, lot="ACR-0923-01")
    told = recalled(story, lot="ACR-0923-01", known=Told({"ACR-0923-03": "Receiving"}))
    assert ("gap-source-looks-alike", USED, 7, "Source") in codes(guessed)
    assert ("gap-source-unknown", USED, 7, "Source") in codes(told)


def test_a_shipped_run_of_which_nobody_wrote_the_materials_may_hide_a_receiver():
    story = with_row(SHOP, "Manufacture", "MFG-9 | 2024-01-01 | | | CLIP | A | 1 | 0 | pcs | | | Complete")
    story = with_row(story, SENT, "SHP-9 | 2024-01-02 | ORD-3 | MFG-9 | 1 | pcs")
    found = recalled(story, lot="ACR-0923-01")
    assert ("gap-shipped-without-materials", "Manufacture", 6, "Run ID") in codes(found)
    assert not found.is_complete


def test_rows_that_lack_what_was_asked_for_are_told_unless_another_filter_rules_them_out():
    story = with_row(
        SHOP, "Receiving", "WD-1 | 2024-01-05 | Woods | PO-9 | WOD | | | 5 | m | | Released | C1"
    )
    (gap,) = [gap for gap in recalled(story, heat="77").gaps if gap.code == "gap-not-compared"]
    assert "WD-1" in gap.message
    assert not [g for g in recalled(story, heat="77", supplier="Filaco").gaps if g.code == "gap-not-compared"]
    assert [g for g in recalled(story, machine="Bench").gaps if g.code == "gap-not-compared"] == []


def test_a_linking_column_that_stands_there_twice_makes_the_answer_incomplete():
    story = SHOP.replace("Run ID | Source        | Quantity | Unit", "Run ID | Source        | Source | Unit")
    found = recalled(story, lot="ACR-0923-01")
    assert ("gap-column-repeated", USED, 1, "Source") in codes(found)
    assert not found.is_complete


def test_rows_moved_to_a_sheet_of_their_own_are_told_but_a_plain_copy_is_not():
    told = source(SHOP)
    copy = told.view(SENT, "", ())
    told._views["Shipments 2023"] = copy
    asked = Filters(lot=("ACR-0923-01",))
    assert recall(Records(told), asked, today=TODAY).is_complete
    told._views[SENT] = type(copy)(SENT, copy.headers, copy._cells[1:])
    gaps = recall(Records(told), asked, today=TODAY).gaps
    assert [(gap.code, gap.place.sheet) for gap in gaps] == [("gap-sheet-not-read", SENT)]
    assert "Shipments 2023 holds 1 row" in gaps[0].message


OTHER = "Shipments 2023"


def beside(headers: str, *lines: str, name: str = OTHER):
    """The shop with a sheet of its own that has these columns only; its cells are texts."""
    told = source(SHOP)
    cells = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    told._views[name] = type(told.view(SENT, "", ()))(name, [h.strip() for h in headers.split("|")], cells)
    return recall(Records(told), Filters(lot=("ACR-0923-01",)), today=TODAY)


@pytest.mark.parametrize(
    ("headers", "line", "sheet"),
    [
        ("Shipment ID | Shipped on | Order ID | Run ID | Quantity | Packing slip", "SHP-9 | 2023-09-20 | ORD-1 | mfg-1 | 1 | PS-9", SENT),
        ("Shipped on | Customer | Batch | Qty", "2023-09-20 | Dorn | MFG-1 | 1", SENT),
        ("Run ID | Source | Quantity", "MFG-4 | ACR-0923-01 | 1", USED),
        ("From | New lot ID | Quantity", "ACR-0923-01 | ACR-0923-01-7 | 1", "Cuts"),
    ],
)  # fmt: skip
def test_a_sheet_with_few_columns_whose_rows_name_something_traced_is_told(headers, line, sheet):
    found = beside(headers, line)
    assert [(gap.code, gap.place.sheet) for gap in found.gaps] == [("gap-sheet-not-read", sheet)]
    assert not found.is_complete


def test_no_index_answers_for_a_workbook_with_a_sheet_that_may_hold_traced_rows():
    told = source(SHOP)
    told._views[OTHER] = type(told.view(SENT, "", ()))(OTHER, ["Shipment ID", "Run ID"], [["SHP-9", "MFG-4"]])
    assert has_moved_rows(Records(told))
    assert not has_moved_rows(records(SHOP))


@pytest.mark.parametrize(
    ("headers", "line"),
    [
        ("Shipped on | Customer | Batch | Qty", "2023-10-01 | Acme | MFG-1 | 2"),  # a copy of another shape
        ("Shipment ID | Shipped on | Order ID | Run ID", "SHP-9 | 2023-09-20 | ORD-1 | MFG-4"),  # not traced
        (
            "Shipment ID | Shipped on | Order ID | Run ID",
            "SHP-1 | 2023-10-01 | ORD-1 | MFG-1",
        ),  # a plain copy
        ("Run ID | Order ID | Due on", "MFG-1 | ORD-7 | 2024-05-01"),  # a plan: nothing was shipped
        ("Run ID | Tool | Quantity", "MFG-1 | Drill | 1"),
        ("Lot ID | Run ID | Remark", "ACR-0923-01 | MFG-4 | try it"),
    ],
)
def test_a_list_of_the_shops_own_is_none_of_these(headers, line):
    assert beside(headers, line).gaps == ()


def test_a_lost_column_is_told_once_and_not_for_every_row():
    told = source(SHOP)
    view = told.view(USED, "", ())
    headers = ["Whatever" if header == "Source" else header for header in view.headers]
    told._views[USED] = type(view)(USED, headers, view._cells)
    found = recall(Records(told), Filters(lot=("ACR-0923-01",)), today=TODAY)
    assert [code for code in codes(found) if code[1] == USED] == [
        ("gap-missing-sheet-or-column", USED, 1, "Source")
    ]


def test_a_run_without_an_id_hides_no_shipment_without_a_run():
    spoilt = with_row(SHOP, SENT, "SHP-9 | 2024-01-01 | ORD-1 | | 1 | pcs")
    spoilt = with_row(spoilt, "Manufacture", " | 2024-01-01")
    assert ("gap-shipment-without-run", SENT, 5, "Run ID") in codes(recalled(spoilt, lot="ACR-0923-01"))


def counted(made: str, *sent: str) -> str:
    """The shop with MFG-1 as made, scrapped and shipped to Acme for ORD-1; MFG-2 used 5 of it."""
    story = SHOP.replace("| PANEL       | A             | 10            | 1     ", f"| PANEL | A | {made} ")
    for number, quantity in enumerate(sent):
        story = with_row(story, SENT, f"SHP-9{number} | 2024-01-01 | ORD-1 | MFG-1 | {quantity} | pcs")
    return story


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (counted("10 | 1", "7"), "MFG-1: 9 shipped and 1 scrapped and 5 used in other runs of 10 made."),
        (counted("10 | 8"), "MFG-1: 2 shipped and 8 scrapped and 5 used in other runs of 10 made."),
        (counted("10 | 1", "-5"), "MFG-1: 3 more came back than were shipped."),
    ],
)
def test_more_pieces_than_there_can_be_make_the_answer_incomplete(story, told):
    found = recalled(story, lot="ACR-0923-01")
    assert [gap.message for gap in found.gaps if gap.code == "gap-pieces-impossible"] == [told]
    assert ("gap-pieces-impossible", "Manufacture", 2, "Quantity made") in codes(found)
    assert not found.is_complete
    assert "MFG-1" in ids(
        found.stop_now.unshipped, "run_id"
    )  # what is there cannot be told, so it is looked for


def test_a_run_that_is_still_going_may_have_shipped_more_than_was_counted_so_far():
    story = counted("10 | 1", "7").replace("Dana     | Complete", "Dana     | In process")
    assert codes(recalled(story, lot="ACR-0923-01")) == []


def test_a_shipment_that_stands_twice_is_told():
    story = with_row(SHOP, SENT, "SHP-1 | 2023-10-01 | ORD-1 | MFG-1 | 2 | pcs | PS-1 | COC-0001-A")
    found = recalled(story, lot="ACR-0923-01")
    assert ("gap-identifier-repeated", SENT, 2, "Shipment ID") in codes(found)
    assert "SHP-1 stands in rows 2, 5 of Shipments" in found.gaps[0].message


def test_every_gap_about_a_row_names_the_row():
    story = SHOP.replace("Bolt     | 4712", "         | 4712")
    story = with_row(story, USED, "MFG-1 | ACR-0923-01 | 30 | sheet")
    found = recalled(story, lot="ACR-0923-01")
    assert ("gap-customer-missing", "Orders", 3, "Customer") in codes(found)
    assert ("gap-balance-over-100", "Receiving", 2, "Quantity") in codes(found)


def test_a_measurement_without_a_run_asks_for_the_run():
    story = with_row(SHOP, "Measurements", "| Width | 2 | 5 | G-9")
    (gap,) = [gap for gap in recalled(story, gauge="G-9").gaps if gap.code == "gap-no-lot-id"]
    assert gap.place[:2] == ("Measurements", 3)
    assert gap.place.column == "Run ID"
    assert gap.fix == "Fill in the Run ID, then trace again."


@pytest.mark.parametrize(
    ("lot", "amount", "told"),
    [
        ("PLA-0424-01", "20", "NCR-1 sends back 20 of PLA-0424-01, which is kept in kg; a nonconformance counts pieces, so the balance leaves it out."),
        ("ACR-0923-01", "", "NCR-1 sends back some of ACR-0923-01, but does not say how much."),
    ],
)  # fmt: skip
def test_a_nonconformance_that_the_balance_cannot_count_is_told(lot, amount, told):
    story = f"""{SHOP.rstrip()}

    Nonconformances
    NCR ID | Lot or run | Quantity | Disposition
    NCR-1  | {lot} | {amount} | Return to supplier
    NCR-2  | {lot} | {amount} | Use as is
    """
    found = recalled(story, lot=lot)
    assert [(g.code, g.place, g.message) for g in found.gaps] == [
        ("gap-nonconformance-not-counted", ("Nonconformances", 2, "NCR-1", "Quantity"), told)
    ]
    assert found.is_complete


def test_what_is_left_is_unknown_in_the_balance_where_it_is_unknown_under_stop_now():
    story = with_row(SHOP, USED, "MFG-4 | ACR-0923-01 | 1 | Kilogramm")
    found = recalled(story, lot="ACR-0923-01")
    assert found.stop_now.lots[0].on_hand is None
    assert found.balances[0].on_hand is None


def test_what_was_shipped_of_a_cancelled_run_or_order_names_what_and_who():
    run = SHOP.replace("| Lena     | Complete", "| Lena     | Cancelled")
    order = SHOP.replace(
        "| BOX         | B             | 5        | pcs  | Shipped", "| BOX | B | 5 | pcs | Cancelled"
    )
    for story, code, cell, told in (
        (
            run,
            "gap-shipment-of-cancelled-run",
            "Run ID",
            "the run MFG-2 is cancelled and took traced material.",
        ),
        (order, "gap-shipment-of-cancelled-order", "Order ID", "the order ORD-2 is cancelled."),
    ):
        found = recalled(story, lot="ACR-0923-01")
        (gap,) = [gap for gap in found.gaps if gap.code == code]
        assert gap.message == f"SHP-2 (4 pcs) to Bolt: {told}"
        assert gap.place[1::2] == (3, cell)
        assert not found.is_complete


@pytest.mark.parametrize(
    ("made", "status", "told"),
    [("0", "Cancelled", False), ("", "Cancelled", True), ("0", "Complete", True), ("", "Complete", True)],
)
def test_a_cancelled_run_that_made_none_says_how_many_were_made(made, status, told):
    text = SHOP.replace(
        "| 50            | 0                 | pcs  | Printer | Lena     | Complete",
        f"| {made} | | pcs | Printer | Lena | {status}",
    )
    assert text != SHOP
    text = with_row(text, USED, "MFG-4 | ACR-0923-01 | 1 | sheet")
    found = codes(recalled(text, lot="ACR-0923-01"))
    assert (("gap-quantity-missing", "Manufacture", 5, "Quantity made") in found) is told
