"""The recall report: its parts in the order an auditor asks for them, each piece once, each shipment with day and order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lotbook.documents.papers.recall_report import balance_row
from lotbook.documents.papers.recall_stops import rounded, stops
from lotbook.documents.template.docx_text import stories
from lotbook.domain.balance import Balance
from lotbook.domain.filters import Filters
from lotbook.domain.recall import Recall
from lotbook.shipped import shipped
from lotbook.tables.records import Records
from lotbook.tables.trace.recall import recall
from tests.commands.recalling.test_act import built, recalled, text_of
from tests.story import source

STORY = """
    Receiving
    Lot ID | Quantity | Unit | Status
    L-1    | 100      | kg   | Released

    Manufacture
    Run ID   | Part number | Quantity made | Unit | Status     | Machine
    MFG-0001 | BRK         | 10            | pcs  | Complete   | M1
    MFG-0002 | BRK         | 4             | pcs  | Complete   | M1
    MFG-0003 | BRK         | 5             | pcs  | In process | M1

    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | L-1    | 10       | kg
    MFG-0002 | L-1    | 10       | kg
    MFG-0003 | L-1    | 10       | kg

    Outside processes
    Run ID   | Process  | Supplier
    MFG-0001 | Anodize  | Plater
    MFG-0001 | Paint    | Painter
    MFG-0003 | Anodize  | Plater
"""


def traced(story: str = STORY) -> Recall:
    return recall(Records(source(story)), Filters(lot=("L-1",)), known={}, today=date(2024, 6, 1))


def test_pieces_at_a_processor_stand_there_once_and_not_in_stock_as_well():
    told = [(row["what"], row["id"], row["quantity"], row["where"]) for row in stops(traced().stop_now)]
    assert told == [
        ("Lot", "L-1", "70\u00a0kg", ""),
        ("Run not finished", "MFG-0003", "5\u00a0pcs", "M1; at Plater"),
        ("Goods in stock", "MFG-0002", "4\u00a0pcs", ""),
        ("At a processor", "MFG-0001", "10\u00a0pcs", "Painter or Plater"),
    ]


def test_the_balance_tells_what_of_it_is_in_process():
    (balance,) = traced().balances
    row = balance_row(balance)
    assert (row["good"], row["in_process"], row["on_hand"]) == (
        "30 (30\u00a0%)",
        "10 (10\u00a0%)",
        "70 (70\u00a0%)",
    )


def test_calculated_amounts_have_as_many_digits_as_somebody_can_weigh():
    assert [rounded(Decimal(each)) for each in ("1220.833333", "0.000412345", "2.5", "10", "-7.12345")] == [
        Decimal(each) for each in ("1220.833", "0.000412", "2.5", "10", "-7.123")
    ]
    row = balance_row(Balance("L-1", "g", Decimal(2000), on_hand=Decimal("1220.833333")))
    assert row["on_hand"].startswith("1220.833 (")


def test_less_than_nothing_is_not_told_as_an_amount():
    story = STORY.replace("MFG-0002 | BRK         | 4 ", "MFG-0002 | BRK         | 1 ")
    story += """
    Orders
    Order ID | Customer | Part number | Quantity | Unit
    ORD-0001 | Smith    | BRK         | 10       | pcs

    Shipments
    Shipment ID | Shipped on | Order ID | Run ID   | Quantity | Unit
    SHP-1       | 2024-02-01 | ORD-0001 | MFG-0002 | 3        | pcs
    """
    told = {row["id"]: row["quantity"] for row in stops(traced(story).stop_now)}
    assert told.get("MFG-0002", "unknown").startswith("unknown")


def test_the_parts_stand_in_the_order_of_the_sheet():
    text = [p.text for story in stories(shipped("templates", "recall_report.docx")) for p in story.paragraphs]
    headings = (
        *("Stop now", "Who received what", "Each shipment", "Mass balance", "The chain", "Gaps to close"),
        *("Other deliveries with the same heat or certificate", "Time"),
    )
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_each_shipment_is_told_with_its_day_order_and_quantity(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("lotbook.documents.pdf.making.engines", tuple)
    act = recalled(capsys, built(tmp_path / "shop.xlsx"), "--hold")
    told = text_of(tmp_path / "recalls" / act["recall_id"] / "RCL-001 report.docx")
    row = told[told.index("Each shipment") : told.index("Mass balance")]
    for fact in (
        "SHP-0001",
        "5 Feb 2024",
        "ORD-0001",
        "PO-7",
        "MFG-0001",
        "COC-0001",
        "6\u00a0pcs",
        "SHP-0002",
    ):
        assert fact in row, fact
