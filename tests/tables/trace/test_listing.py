"""Lists on the screen: columns stand below each other, and no word is cut off."""

from lotbook.tables.trace.listing import as_lines, listing


def lines(*rows):
    return as_lines(listing("x", 1, "Stock", ("Lot", "Note"), rows, cells=lambda row: row, nothing="none"))


def test_a_long_text_goes_on_below_itself():
    note = "returned by the customer with a note that its mark cannot be read"
    assert lines(("ACR-1", note), ("ACR-2", "fine")) == [
        "Stock (2)",
        "  Lot    Note",
        "  ACR-1  returned by the customer with a",
        "         note that its mark cannot be read",
        "  ACR-2  fine",
    ]


def test_a_long_word_stays_whole():
    address = "accounts.payable.department@a-very-long-name.example"
    assert lines(("ACR-1", address))[-1] == f"  ACR-1  {address}"


def test_an_empty_column_is_left_out():
    assert lines(("ACR-1", None)) == ["Stock (1)", "  Lot", "  ACR-1"]
