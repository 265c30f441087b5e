"""Lists on the screen: columns stand below each other, and no word is cut off."""

from decimal import Decimal

from lotbook.tables.trace.listing import as_lines, listing
from lotbook.tables.trace.recall_lists import recall_lists
from tests.tables.trace.shop import SHOP, recalled


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


def test_calculated_amounts_are_told_with_as_many_digits_as_somebody_can_weigh():
    story = SHOP.replace("| PANEL       | A             | 10            | 1  ", "| PANEL | A | 7 | 1 ")
    found = recalled(story, lot="ACR-0923-01")
    (balance,) = [each for each in recall_lists(found) if each.name == "balance"]
    scrapped = balance.rows[0][balance.headers.index("Scrapped")]
    assert scrapped == Decimal("1.429")  # 10 sheets, one of seven pieces
    assert found.balances[0].scrapped == Decimal("1.428571")


def test_the_headings_of_a_recall_speak_no_command_line():
    titles = [each.title for each in recall_lists(recalled(SHOP, lot="ACR-0923-01"))]
    assert [title for title in titles if "--" in title] == []
