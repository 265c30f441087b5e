"""Columns are found by their header text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.tables.book import TABLES, sheet
from lotbook.tables.headers import header_key, match_headers, match_sheet

RECEIVING = sheet("Receiving")


@pytest.mark.parametrize(
    "typed",
    [
        "Lot ID",
        "lot id",
        " LOT  ID ",
        "Lot\nID",
        "Lot_ID",
        "Lot-ID",
        "Lot\u00a0ID",
        "Lot ID:",
        "L\u200bot ID",
    ],
)
def test_case_spaces_and_punctuation_do_not_matter(typed):
    assert header_key(typed) == "lot id"
    assert match_sheet(RECEIVING, [typed]).positions["lot_id"] == 0


@given(st.permutations([column.header for column in RECEIVING.columns.values()]))
def test_columns_may_stand_in_any_order(headers):
    found = match_sheet(RECEIVING, headers)
    assert {field: headers[position] for field, position in found.positions.items()} == {
        field: column.header for field, column in RECEIVING.columns.items()
    }
    assert (found.missing, found.renamed, found.repeated, found.extra) == ((), (), (), ())


def test_the_users_own_columns_are_left_over():
    found = match_sheet(RECEIVING, ["Lot ID", "Bin", "Colour"])
    assert found.extra == ("Bin", "Colour")
    assert "Supplier" in found.missing


def test_the_first_of_repeated_headers_is_read():
    found = match_sheet(RECEIVING, ["Note", "Lot ID", "lot id"])
    assert found.positions["lot_id"] == 1
    assert found.repeated == ("Lot ID",)


def test_an_alias_is_told_as_a_rename_and_never_beats_the_header_itself():
    columns = {"lot_id": RECEIVING.columns["lot_id"], "mill": RECEIVING.columns["mill"]}
    aliases = {"Lot ID": ("Batch",), "Mill": ("Maker", "Lot ID")}
    found = match_headers(["Batch", "Maker"], columns, aliases)
    assert found.positions == {"lot_id": 0, "mill": 1}
    assert found.renamed == (("Batch", "Lot ID"), ("Maker", "Mill"))
    assert match_headers(["Batch", "Lot ID"], columns, aliases).positions["lot_id"] == 1
    assert "mill" not in match_headers(["Lot ID"], columns, aliases).positions


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_no_two_columns_of_a_sheet_can_be_taken_for_each_other(spec):
    names = [header_key(column.header) for column in spec.columns.values()]
    assert len(set(names)) == len(names)
