"""Quantities."""

from tests.checks.clean import found, messages

LOT = """
    Receiving
    Lot ID | Quantity | Unit
    P-1    | 1        | kg
    P-2    | 1        | kg
    P-3    | 10       | sheet
"""


def test_no_more_is_used_than_there_was_units_converted():
    text = f"""{LOT}
    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | P-1    | 400      | g
    MFG-0002 | P-1    | 0.6      | kg
    MFG-0003 | P-2    | 400      | g
    MFG-0004 | P-2    | 0.601    | kg
    """
    assert found(text, "used-more-than-there-was") == [("Receiving", 3, "Quantity")]
    assert messages(text, "used-more-than-there-was") == [
        "1.001 kg of P-2 were used, but there were only 1 kg. See Materials used row 4, Materials used row 5."
    ]


def test_cuts_and_uses_of_a_lot_count_together():
    text = f"""{LOT}
    Cuts
    From  | New lot ID | Quantity | Unit  | Reason
    P-3   | P-3-1      | 6        | sheet | Cut
    P-3-1 | P-3-1-1    | 7        | sheet | Cut

    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | P-3    | 5        | sheet
    """
    assert found(text, "used-more-than-there-was") == [("Receiving", 4, "Quantity")]
    assert found(text, "cut-more-than-there-was") == [("Cuts", 3 - 1, "Quantity")]
    assert found(text.replace("| 5        |", "| 4        |"), "used-more-than-there-was") == []


def test_a_blend_holds_the_sum_of_its_shares():
    text = f"""{LOT}
    Cuts
    From | New lot ID | Quantity | Unit | Reason
    P-1  | P-9        | 1        | kg   | Blend
    P-2  | P-9        | 500      | g    | Blend

    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | P-9    | 1.5      | kg
    """
    assert found(text, "used-more-than-there-was") == []
    more = text.replace("| 1.5      | kg", "| 1.501    | kg")
    assert found(more, "used-more-than-there-was") == [("Cuts", 2, "Quantity")]


def test_a_sub_assembly_is_used_or_shipped_once():
    text = """
        Manufacture
        Run ID   | Quantity made | Quantity scrapped | Unit
        MFG-0001 | 10            | 1                 | pcs

        Materials used
        Run ID   | Source   | Quantity | Unit
        MFG-0002 | MFG-0001 | 5        | pcs

        Shipments
        Shipment ID | Run ID   | Quantity | Unit
        SHP-0001    | MFG-0001 | 4        | pcs
    """
    assert found(text, "used-more-than-there-was") == []
    more = text.replace("SHP-0001    | MFG-0001 | 4 ", "SHP-0001    | MFG-0001 | 5 ")
    assert found(more, "used-more-than-there-was") == [("Manufacture", 2, "Quantity made")]


def test_units_that_cannot_be_compared_are_told():
    text = f"""{LOT}
    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | P-3    | 2        | sheet
    MFG-0001 | P-3    | 2        | kg
    MFG-0001 | P-1    | 2        | g
    """
    assert found(text, "unit-differs") == [("Materials used", 3, "Unit")]


def test_a_delivery_is_counted_as_its_material_is():
    text = """
        Receiving
        Lot ID | Material | Quantity | Unit
        A-1    | PLA      | 500      | g
        A-2    | PLA      | 2        | pcs

        Materials
        Material | Unit
        PLA      | kg
    """
    assert found(text, "unit-differs") == [("Receiving", 3, "Unit")]


def test_a_quantity_is_above_zero():
    text = """
        Receiving
        Lot ID | Quantity
        A-1    | 0.001
        A-2    | 0
        A-3    | -5
    """
    assert found(text, "quantity-not-positive") == [
        ("Receiving", 3, "Quantity"),
        ("Receiving", 4, "Quantity"),
    ]


def test_goods_that_came_back_are_shipped_again_and_no_more_come_back_than_went_out():
    text = """
        Manufacture
        Run ID   | Quantity made | Unit | Status
        MFG-0001 | 4             | pcs  | Complete

        Shipments
        Shipment ID | Order ID | Run ID   | Quantity | Unit
        SHP-0001    | ORD-0001 | MFG-0001 | 4        | pcs
        SHP-0002    | ORD-0001 | MFG-0001 | -2       | pcs
        SHP-0003    | ORD-0001 | MFG-0001 | 2        | pcs
        SHP-0004    | ORD-0002 | MFG-0001 | -1       | pcs
    """
    assert found(text, "quantity-not-positive") == [("Shipments", 5, "Quantity")]
    assert found(text, "shipped-more-than-made") == []
    assert found(text, "used-more-than-there-was") == []
