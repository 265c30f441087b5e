"""Identifiers and heats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotbook.domain.lot_ids import identifier_problem
from tests.checks.clean import fixes, found


def test_an_identifier_stands_there_once():
    text = """
        Manufacture
        Run ID
        MFG-0001
        MFG-0002
        mfg\u20110001

        Parts
        Part number | Revision
        BRK-100     | A
        BRK-100     | B
        BRK-100     | b
    """
    assert found(text, "duplicate-key") == [("Manufacture", 4, "Run ID"), ("Parts", 4, "Part number")]


def test_a_blend_has_one_row_for_each_parent():
    text = """
        Cuts
        From  | New lot ID | Reason
        POW-1 | POW-9      | Blend
        POW-2 | POW-9      | Blend
        POW-1 | POW-1-1    | Cut
        POW-1 | POW-1-1    | Cut
    """
    assert found(text, "duplicate-key") == [("Cuts", 5, "New lot ID")]


def test_a_lot_a_cut_and_a_run_never_share_an_identifier():
    text = """
        Receiving
        Lot ID
        A-1
        A-2

        Cuts
        New lot ID | From
        A-2        | A-1

        Manufacture
        Run ID
        A-1
        B-1
    """
    assert found(text, "id-in-two-sheets") == [("Cuts", 2, "New lot ID"), ("Manufacture", 2, "Run ID")]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("MFG-0001", True),
        ("PLY-0524-001-12", True),
        ("12E4", False),
        ("4711", False),
        ("MAY-24", False),
        ("5-MAR-24", False),
        ("MFG 1", False),
        ("MFG/1", False),
        ("mfg-1", False),
        ("-MFG1", False),
        ("MFG-000000000000000001", False),
    ],
)
def test_our_own_identifiers_have_a_safe_form(name, safe):
    text = f"""
        Manufacture
        Run ID | Started on
        {name} | 2024-01-01
    """
    assert (found(text, "id-malformed") == []) is safe


@given(st.from_regex(r"[A-Z]{0,4}-?[0-9]{1,4}(-?[A-Z0-9]{1,4})?", fullmatch=True))
def test_which_digits_an_identifier_has_does_not_change_whether_it_is_safe(name):
    shape = "".join("0" if mark.isdigit() else mark for mark in name)
    assert identifier_problem(name) == identifier_problem(shape)


def test_a_makers_own_lot_number_may_have_any_form():
    text = """
        Receiving
        Lot ID   | Material
        b/4711 x | RES
        b/4711 x | AL6

        Materials
        Material | Lot ID from
        RES      | Heat on certificate
        AL6      | Lotbook
    """
    assert found(text, "id-malformed") == [("Receiving", 3, "Lot ID")]


def test_a_row_with_data_and_no_number_waits_for_assign_ids():
    text = """
        Receiving
        Lot ID | Received on
        A-1    | 2024-01-01
               | 2024-01-02
    """
    assert found(text, "not-numbered") == [("Receiving", 3, "Lot ID")]


def test_a_row_without_a_number_names_the_command_that_numbers_it():
    assert fixes("Receiving\nLot ID | Supplier\n | Metalco", "not-numbered") == ["Run: lotbook assign."]
