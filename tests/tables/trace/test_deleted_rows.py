"""A piece whose row is gone does not cut the chain: the journal tells what it was cut from."""

from decimal import Decimal

from tests.journaled import Told
from tests.tables.trace.shop import SHOP, codes, ids, recalled, with_row, without_row

USED = "Materials used"
GONE = without_row(SHOP, "CUT-1  |")  # MFG-1 used ACR-0923-01 and its piece ACR-0923-01-1
PIECE_ONLY = without_row(GONE, "MFG-1  | ACR-0923-01   |")  # now only the piece leads to MFG-1
CUT = Told({"ACR-0923-01-1": "Cuts"}, {"ACR-0923-01-1": ("ACR-0923-01", "4", "sheet")})


def test_the_walk_goes_through_a_piece_that_was_deleted_as_though_its_row_stood_there():
    whole = recalled(without_row(SHOP, "MFG-1  | ACR-0923-01   |"), lot="ACR-0923-01")
    found = recalled(PIECE_ONLY, known=CUT, lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ids(whole.customers, "customer") == ["Acme", "Bolt"]
    assert found.balances == whole.balances
    assert [(s.id, s.what, s.distance) for s in found.chain] == [
        (s.id, s.what, s.distance) for s in whole.chain
    ]
    assert codes(found) == [("gap-row-deleted", USED, 2, "Source")]
    assert "cut from ACR-0923-01" in found.gaps[0].message
    assert found.is_complete


def test_a_piece_of_a_deleted_piece_is_followed():
    story = with_row(GONE, USED, "MFG-4 | ACR-0923-01-1-1 | 1 | sheet")
    known = Told(
        dict.fromkeys(("ACR-0923-01-1", "ACR-0923-01-1-1"), "Cuts"),
        {
            "ACR-0923-01-1-1": ("ACR-0923-01-1", "1", "sheet"),
            "ACR-0923-01-1": ("ACR-0923-01", "4", "sheet"),
        },
    )
    assert ids(recalled(story, known=known, lot="ACR-0923-01").customers, "customer") == [
        "Acme", "Bolt", "Cray",
    ]  # fmt: skip


def test_a_deleted_piece_that_was_sold_as_it_was_is_delivered():
    story = with_row(GONE, "Shipments", "SHP-9 | 2024-06-01 | ORD-3 | ACR-0923-01-1 | 1 | sheet")
    found = recalled(story, known=CUT, lot="ACR-0923-01")
    assert ids(found.customers, "customer") == ["Acme", "Bolt", "Cray"]


def test_a_deleted_piece_of_another_lot_is_no_part_of_the_answer():
    found = recalled(PIECE_ONLY, known=CUT, lot="PLA-0424-01")
    assert ids(found.customers, "customer") == ["Cray"]
    assert found.is_complete


def test_what_a_row_says_counts_not_the_journal():
    known = Told({"ACR-0923-01-1": "Cuts"}, {"ACR-0923-01-1": ("PLA-0424-01", "4", "sheet")})
    assert ids(recalled(known=known, lot="PLA-0424-01").customers, "customer") == ["Cray"]


def test_a_deleted_piece_or_run_of_which_nothing_tells_its_material_makes_the_answer_incomplete():
    story = with_row(SHOP, USED, "MFG-4 | X-0923-01-1 | 1 | sheet")
    for sheet in ("Cuts", "Manufacture", ""):
        found = recalled(story, known=Told({"X-0923-01-1": sheet}), lot="ACR-0923-01")
        assert ("gap-source-deleted", USED, 7, "Source") in codes(found)
        assert not found.is_complete


def test_a_deleted_run_whose_materials_are_still_there_hides_nothing():
    story = without_row(with_row(SHOP, USED, "MFG-2 | MFG-4 | 1 | pcs"), "MFG-4  | 2024-05-01")
    found = recalled(story, known=Told({"MFG-4": "Manufacture"}), lot="ACR-0923-01")
    assert ("gap-source-unknown", USED, 7, "Source") in codes(found)


def test_a_blend_of_a_deleted_piece_counts_what_went_into_it():
    found = recalled(GONE, known=CUT, lot="ACR-0923-01")
    assert found.balances == recalled(lot="ACR-0923-01").balances
    assert found.balances[0].on_hand == Decimal(9)
