"""The text tables that tests are written in."""

from datetime import date
from decimal import Decimal

from tests.story import records


def test_a_text_table_becomes_rows_of_the_right_kind():
    lots = records("""
        Receiving
        Lot ID       | Received on | Heat on certificate | Quantity
        PLY-0524-001 | 2024-05-03  | 4711                | 20
    """).receiving
    assert [
        (lot.row, lot.lot_id, lot.received_on, lot.heat_on_certificate, lot.quantity) for lot in lots
    ] == [(2, "PLY-0524-001", date(2024, 5, 3), "4711", Decimal(20))]


def test_what_excel_made_of_an_identifier_is_found_where_it_stands():
    found = records("""
        Receiving
        Lot ID       | Received on | Heat on certificate | Heat on material
        PLY-0524-001 | 2024-05-03  | !220                | !2024-03-04
    """).findings()
    assert [(f.place.row, f.place.column, f.code) for f in found] == [
        (2, "Heat on certificate", "identifier-became-number"),
        (2, "Heat on material", "identifier-became-date"),
    ]
