"""Reading a sheet: rows by header, and what is wrong with headers and rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lotbook.tables.load import ColumnNotReadError, extras, load
from lotbook.tables.records import Records
from tests.story import MemorySource, MemoryView, records, source


def found(made: Records, code: str) -> list[tuple[str, int, str]]:
    return [(f.place.sheet, f.place.row, f.place.column) for f in made.findings() if f.code == code]


def changed(text: str, sheet: str, **attributes: object) -> Records:
    """The records of a text of tables in which one sheet is different."""
    made = source(text)
    view = made.view(sheet, "", ())
    for name, value in attributes.items():
        setattr(view, name, value)
    return Records(made)


TEXT = """
    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | A-1    | 1        | pcs
    MFG-0001 | A-2    | 2        | pcs

    MFG-0002 | A-3    | 3        | pcs
""".replace("\n\n    MFG-0002", "\n    |  |  |\n    MFG-0002")


def test_columns_are_found_by_header_wherever_they_stand():
    moved = records("""
        Materials used
        Unit | My own | QUANTITY | Source | Run ID
        pcs  | x      | 4        | A-1    | MFG-0001
    """)
    use = moved.materials_used[0]
    assert (use.row, use.run_id, use.source, use.quantity, use.unit) == (
        2,
        "MFG-0001",
        "A-1",
        Decimal(4),
        "pcs",
    )
    assert found(moved, "column-missing") == []


def test_a_users_own_column_is_kept_and_offered():
    made = records("""
        Materials used
        Run ID   | Bin
        MFG-0001 | B7
    """)
    assert extras(made.loaded("Materials used"), [2]) == {2: {"Bin": "B7"}}


def test_an_empty_row_between_rows_is_told_and_left_out():
    made = records(TEXT)
    assert [use.row for use in made.materials_used] == [2, 3, 5]
    assert found(made, "blank-row") == [("Materials used", 4, "")]


def test_a_row_of_formulas_alone_is_no_row():
    made = records("""
        Receiving
        Lot ID | On hand
        A-1    | !5
               | !0
    """)
    assert [lot.row for lot in made.receiving] == [2]


def test_a_row_below_its_table_is_read_and_told():
    made = changed(TEXT, "Materials used", table_end=3)
    assert [use.row for use in made.materials_used] == [2, 3, 5]
    assert found(made, "row-outside-table") == [("Materials used", 5, "")]


def test_a_sheet_without_its_table_is_read_and_told():
    made = changed(TEXT, "Materials used", table_end=0)
    assert len(made.materials_used) == 3
    assert found(made, "table-missing") == [("Materials used", 1, "")]
    assert found(made, "row-outside-table") == []


def test_a_missing_sheet_is_told_once():
    made = records(TEXT, without=["Receiving"])
    assert made.receiving == ()
    assert found(made, "sheet-missing") == [("Receiving", 0, "")]


def test_missing_renamed_and_repeated_columns_are_told():
    headers = ["Run ID", "SOURCE", "Quantity", "quantity", "What is it?"]
    view = MemoryView("Materials used", headers, [["MFG-0001", "A-1", 1.0, 9.0, "pcs"]])
    views = {**source(TEXT)._views, "Materials used": view}
    made = Records(MemorySource(views))
    use = made.materials_used[0]
    assert (use.source, use.quantity, use.unit) == ("A-1", Decimal(1), None)
    assert found(made, "column-missing") == [
        ("Materials used", 1, "Unit"),
        ("Materials used", 1, "Used on"),
        ("Materials used", 1, "Unit serial"),
    ]
    assert found(made, "column-renamed") == [("Materials used", 1, "Source")]
    assert found(made, "column-repeated") == [("Materials used", 1, "Quantity")]


def test_merged_cells_are_told():
    made = Records(MemorySource(source(TEXT)._views, {"Materials used": ("A2:A3",)}))
    assert found(made, "merged-cells") == [("Materials used", 0, "")]


def test_a_finding_names_row_key_and_column():
    made = records("""
        Manufacture
        Run ID   | Quantity made
        MFG-0007 | many
    """)
    finding = made.findings()[0]
    assert (finding.place, finding.message) == (
        ("Manufacture", 2, "MFG-0007", "Quantity made"),
        "Manufacture MFG-0007: Quantity made holds 'many', which is not a number.",
    )


def test_a_column_that_was_not_read_refuses_to_be_used():
    made = Records(source(TEXT), only={"Materials used": ("run_id",)})
    use = made.materials_used[0]
    assert use.run_id == "MFG-0001"
    with pytest.raises(ColumnNotReadError):
        bool(use.source)
    with pytest.raises(ColumnNotReadError):
        _ = use.quantity == Decimal(1)
    assert made.whole_rows(type(use), [3])[0].source == "A-2"


def test_reading_some_columns_does_not_call_the_others_missing():
    loaded = load(source(TEXT), records(TEXT).loaded("Materials used").sheet, ("run_id",))
    assert [finding.code for finding in loaded.findings] == []
    assert len(loaded.rows) == 3


def test_an_identifier_that_excel_spoiled_is_read_again_from_the_paper_it_stands_on():
    made = records("""
        Orders
        Order ID | PO line
        ORD-0001 | !10

        Receiving
        Lot ID | Heat on certificate
        A-1    | !220
    """)
    fixes = {f.place.sheet: f.fix for f in made.findings() if f.code == "identifier-became-number"}
    assert fixes["Orders"].endswith("from the customer's order.")
    assert fixes["Receiving"].endswith("from the certificate or the material.")
