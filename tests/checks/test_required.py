"""Cells that must not be empty."""

from tests.checks.clean import fixes, found


def test_an_empty_link_stops_because_a_recall_cannot_pass():
    text = """
        Materials used
        Run ID   | Source | Quantity | Unit
        MFG-0001 | A-1    | 1        | pcs
        MFG-0001 |        | 1        | pcs
    """
    assert found(text, "link-empty") == [("Materials used", 3, "Source")]


def test_an_empty_quantity_is_asked_for():
    text = """
        Materials used
        Run ID   | Source | Quantity | Unit
        MFG-0001 | A-1    | 1        | pcs
        MFG-0001 | A-1    |          |
    """
    assert found(text, "required-empty") == [("Materials used", 3, "Quantity"), ("Materials used", 3, "Unit")]


def test_a_cell_that_could_not_be_read_is_not_called_empty():
    text = """
        Materials used
        Run ID   | Source | Quantity | Unit
        MFG-0001 | A-1    | 5 kg     | kg
    """
    assert found(text, "number-is-text") == [("Materials used", 2, "Quantity")]
    assert found(text, "required-empty") == []


def test_an_empty_cell_with_a_drop_down_is_filled_from_it_and_any_other_from_the_papers():
    text = """
        Materials used
        Run ID   | Source | Quantity | Unit
        MFG-0001 | A-1    |          |
    """
    assert [column for _, _, column in found(text, "required-empty")] == ["Quantity", "Unit"]
    assert fixes(text, "required-empty") == [
        "Fill the cell from the papers.",
        "Choose a word from the drop-down.",
    ]
