"""Find looks everywhere, tells cell and row, and where it leads."""

import pytest

from lotbook.errors import UsageError
from lotbook.tables.trace.find import find
from tests.story import source
from tests.tables.trace.shop import SHOP, with_row


def hits(text, story=SHOP):
    return [(hit.sheet, hit.cell, hit.row_key, hit.alike) for hit in find(source(story), text).hits]


def test_a_text_is_found_in_every_column_of_words_with_its_cell_and_row():
    assert hits("shine") == [("Outside processes", "D3", "MFG-3", False)]
    assert hits("WO-3") == [("Manufacture", "D4", "MFG-3", False)]
    assert hits("bob@bolt") == [("Customers", "C3", "Bolt", False)]


def test_case_dashes_and_hidden_characters_do_not_matter():
    story = SHOP.rstrip() + "\n\n    Suppliers\n    Supplier\n    Müller\u2011Stahl\\xa0AG"
    assert hits("müller-stahl ag", story) == [("Suppliers", "A2", "Müller\u2011Stahl\xa0AG", False)]


def test_look_alikes_come_after_the_text_itself():
    story = with_row(SHOP, "Materials used", "MFG-4 | PLA-O424-01 | 1 | kg")
    assert hits("PLA-0424", story) == [
        ("Receiving", "A4", "PLA-0424-01", False),
        ("Materials used", "B6", "MFG-4", False),
        ("Materials used", "B7", "MFG-4", True),
    ]


def test_an_identifier_that_became_a_number_is_found_as_it_shows():
    assert hits("220", with_row(SHOP, "Materials used", "MFG-4 | !220 | 1 | kg")) == [
        ("Materials used", "B7", "MFG-4", False)
    ]


def test_the_users_own_columns_are_searched():
    story = SHOP.replace("Packing slip | Certificate\n", "Packing slip | Certificate | Pallet no.\n").replace(
        "PS-2         |\n", "PS-2         | | EUR-77\n"
    )
    assert hits("eur-77", story) == [("Shipments", "I3", "SHP-2", False)]


def leads(text, cell):
    found = [hit for hit in find(source(SHOP), text).hits if f"{hit.sheet}!{hit.cell}" == cell]
    return [(lead.to, lead.rows) for lead in found[0].leads]


def test_an_identifier_leads_to_the_rows_that_name_it():
    assert leads("ACR-0923-01", "Receiving!A2") == [("Materials used (Source)", 2), ("Cuts!C2", 1)]


def test_a_link_leads_to_the_row_it_names():
    assert leads("ACR-0923-01", "Cuts!C2") == [("Receiving!A2", 1)]


def test_nothing_is_found_where_nothing_is():
    assert hits("zirconium") == []


def test_an_empty_text_is_refused():
    with pytest.raises(UsageError):
        find(source(SHOP), " \u200b")
