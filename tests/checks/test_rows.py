"""Rows that cannot be right as a whole."""

from tests.checks.clean import found, messages


def test_a_pasted_row_is_found():
    text = """
        Materials used
        Run ID   | Source | Quantity | Unit
        MFG-0001 | A-1    | 1        | pcs
        MFG-0001 | A-2    | 1        | pcs
        MFG-0001 | A-1    | 1        | pcs
    """
    assert found(text, "row-repeated") == [("Materials used", 4, "")]


LOTS = """
    Receiving
    Lot ID       | Received on | Material | Heat on certificate | Heat on material
    PLY-0524-001 | 2024-05-03  | {0}      | H1                  | {1}
    ACR-0524-001 | 2024-05-04  | {2}      | H2                  | {3}
    AL6-0624-001 | 2024-06-05  | {4}      | H3                  | {5}
    STL-0624-001 | 2024-06-06  | {6}      | H4                  | {7}

    Materials
    Material
    PLY
    ACR
    AL6
    STL
"""


def test_a_lot_id_fits_its_row():
    right = LOTS.format("PLY", "H1", "ACR", "H2", "AL6", "H3", "STL", "H4")
    assert found(right, "lot-id-disagrees") == []
    wrong = right.replace("2024-06-05", "2024-07-05").replace("PLY      | H1", "ACR      | H1")
    assert found(wrong, "lot-id-disagrees") == [
        ("Receiving", 2, "Material"),
        ("Receiving", 4, "Received on"),
    ]
    assert found(wrong, "column-sorted-alone") == []


def test_a_column_that_was_sorted_alone_is_told_once_for_the_whole_sheet():
    sorted_alone = LOTS.format("ACR", "H1", "AL6", "H2", "STL", "H3", "PLY", "H4")
    assert len(found(sorted_alone, "lot-id-disagrees")) == 4
    assert found(sorted_alone, "column-sorted-alone") == [("Receiving", 0, "Material")]
    assert messages(sorted_alone, "column-sorted-alone") == [
        "In 4 rows of Receiving the Lot ID does not fit Material or Received on: the column Material looks sorted alone."
    ]


def test_heats_in_another_order_were_sorted_alone():
    text = LOTS.format("PLY", "H4", "ACR", "H3", "AL6", "H2", "STL", "H1")
    assert found(text, "column-sorted-alone") == [("Receiving", 0, "Heat on material")]
    few = LOTS.format("PLY", "H2", "ACR", "H1", "AL6", "H3", "STL", "H4")
    assert found(few, "column-sorted-alone") == []


def test_a_lot_id_format_of_ones_own_is_followed():
    text = (
        LOTS.format("PLY", "H1", "ACR", "H2", "AL6", "H3", "STL", "H4").rstrip()
        + """

    Settings
    Setting       | Value
    Lot ID format | {yyyy}-{material}-{mm}-{seq:03}
    """
    )
    assert found(text, "lot-id-disagrees") == []
    year = text.replace("PLY-0524-001", "2023-PLY-05-001")
    assert found(year, "lot-id-disagrees") == [("Receiving", 2, "Received on")]


def test_a_cut_tells_its_parent():
    text = """
        Receiving
        Lot ID
        A-1
        A-2

        Cuts
        From | New lot ID
        A-1  | A-1-1
        A-1  | A-2-1
        A-1  | OLD-PIECE-7
    """
    assert found(text, "lot-id-disagrees") == [("Cuts", 3, "From")]
