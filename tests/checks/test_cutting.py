"""Cutting."""

from hypothesis import given
from hypothesis import strategies as st

from lotbook.checks.shop import Shop
from tests.checks.clean import TODAY, found
from tests.story import records

PLATES = """
    Receiving
    Lot ID | Material | Heat on certificate | Heat on material | Quantity | Unit | Status
    A-1    | AL6      | H83017              | H83017           | 2        | pcs  | Released
    P-1    | PLA      | L7                  | L7               | 1000     | g    | Released

    Materials
    Material | Mark transfer needed
    AL6      | Yes
    PLA      | No
"""


def test_part_of_a_lot_is_used_through_a_cut_where_marks_are_transferred():
    text = f"""{PLATES}
    Manufacture
    Run ID
    MFG-0001
    MFG-0002

    Materials used
    Run ID   | Source | Quantity | Unit
    MFG-0001 | A-1    | 1        | pcs
    MFG-0002 | P-1    | 200      | g
    """
    assert found(text, "mark-not-transferred") == [("Materials used", 2, "Source")]
    whole = text.replace("| 1        | pcs\n    MFG-0002", "| 2        | pcs\n    MFG-0002")
    assert found(whole, "mark-not-transferred") == []


def cuts(rows: str) -> str:
    rows = rows.strip("\n")
    return f"""{PLATES}
    Cuts
    Cut on     | From  | New lot ID | Quantity | Unit | Reason | Heat marked | Mark method | Marked by | Verified by | Verified on
{rows}

    Materials used
    Run ID   | Source  | Quantity | Unit | Used on
    MFG-0001 | A-1-1   | 1        | pcs  | 2024-05-07
    MFG-0001 | A-1-2   | 1        | pcs  | 2024-05-07
    MFG-0001 | A-1-2-1 | 1        | pcs  | 2024-05-07
    MFG-0001 | P-1-1   | 1        | g    | 2024-05-07
    """


def test_a_piece_is_used_after_its_mark_was_verified_by_another_person():
    text = cuts("""
    2024-05-06 | A-1   | A-1-1      | 1        | pcs  | Cut    | H83017      | Tag         | Bob       | Ann         | 2024-05-07
    2024-05-06 | A-1   | A-1-2      | 1        | pcs  | Cut    | H83017      | Tag         | Bob       | Ann         | 2024-05-08
    2024-05-06 | A-1-2 | A-1-2-1    | 1        | pcs  | Cut    | H83017      | Tag         | Bob       |             |
    2024-05-06 | A-1   | A-1-3      | 1        | pcs  | Cut    | H83017      | Tag         | Bob       | bob         | 2024-05-06
    2024-05-06 | P-1   | P-1-1      | 1        | g    | Cut    |             |             |           |             |
""")
    assert found(text, "cut-not-verified") == [("Cuts", 3, "Verified on"), ("Cuts", 4, "Verified by")]
    assert found(text, "verified-by-marker") == [("Cuts", 5, "Verified by")]


def test_a_piece_carries_the_heat_of_its_lot():
    text = cuts("""
    2024-05-06 | A-1   | A-1-1      | 1        | pcs  | Cut    | h83017      | Tag         | Bob       | Ann         | 2024-05-06
    2024-05-06 | A-1   | A-1-2      | 1        | pcs  | Cut    | H83018      | Tag         | Bob       | Ann         | 2024-05-06
    2024-05-06 | A-1-2 | A-1-2-1    | 1        | pcs  | Cut    | H83019      | Tag         | Bob       | Ann         | 2024-05-06
""")
    assert found(text, "heat-marked-differs") == [("Cuts", 3, "Heat marked"), ("Cuts", 4, "Heat marked")]


def test_a_piece_that_needs_a_mark_tells_which_how_and_by_whom():
    text = cuts("""
    2024-05-06 | A-1   | A-1-1      | 1        | pcs  | Cut    | H83017      | Tag         | Bob       | Ann         | 2024-05-06
    2024-05-06 | A-1   | A-1-3      | 1        | pcs  | Remnant | H83017     |             | Bob       |             |
    2024-05-06 | P-1   | P-1-1      | 1        | g    | Cut    |             |             |           |             |
""")
    assert found(text, "mark-missing") == [("Cuts", 3, "Mark method")]


def test_a_blend_is_made_of_one_material_from_several_lots():
    text = """
        Receiving
        Lot ID | Material
        T-1    | TI6
        T-2    | TI6
        T-3    | STL

        Cuts
        From | New lot ID | Reason
        T-1  | T-10       | Blend
        T-2  | T-10       | Blend
        T-1  | T-11       | Blend
        T-3  | T-11       | Blend
        T-1  | T-12       | Blend
    """
    assert found(text, "blend-materials-differ") == [("Cuts", 5, "From")]
    assert found(text, "blend-of-one") == [("Cuts", 6, "Reason")]


def test_a_piece_cut_from_a_lot_on_hold_is_told():
    text = """
        Receiving
        Lot ID | Status
        A-1    | Released
        A-2    | Hold

        Cuts
        From | New lot ID
        A-1  | A-1-1
        A-2  | A-2-1
    """
    assert found(text, "cut-from-unreleased") == [("Cuts", 3, "From")]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), st.randoms())
def test_what_a_piece_comes_from_does_not_depend_on_the_order_of_rows(pairs, shuffled):
    """Pieces 2 to 9 may be cut from lots 0 and 1 or from each other, in cycles too."""
    pairs = [(source, piece) for source, piece in pairs if piece > 1]

    def origins(rows):
        cuts_rows = "\n".join(f"N-{source} | N-{piece} | Blend" for source, piece in rows)
        text = f"Receiving\nLot ID\nN-0\nN-1\n\nCuts\nFrom | New lot ID | Reason\n{cuts_rows}"
        found_lots = Shop(records(text), TODAY).origins
        return {piece: sorted(lot.lot_id for lot in lots) for piece, lots in found_lots.items()}

    expected: dict[str, set[str]] = {}
    for piece in {piece for _, piece in pairs}:
        seen, waiting = {piece}, [piece]
        while waiting:
            name = waiting.pop()
            parents = [source for source, target in pairs if target == name and source not in seen]
            seen.update(parents)
            waiting += parents
        expected[f"n-{piece}"] = {f"N-{each}" for each in seen if each < 2}
    mixed = list(pairs)
    shuffled.shuffle(mixed)
    assert {name: set(lots) for name, lots in origins(pairs).items()} == expected
    assert origins(mixed) == origins(pairs)
