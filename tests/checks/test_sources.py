"""Materials used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.clean import found, messages


@pytest.mark.parametrize("status", ["Quarantine", "Hold", "Rejected", "Returned"])
def test_only_released_lots_are_used_directly_or_through_cuts(status):
    text = f"""
        Receiving
        Lot ID | Status
        A-1    | Released
        A-2    | {status}

        Cuts
        From  | New lot ID
        A-2   | A-2-1
        A-2-1 | A-2-1-1

        Manufacture
        Run ID   | Status
        MFG-0001 | Complete
        MFG-0002 | Hold
        MFG-0003 | Cancelled

        Materials used
        Run ID   | Source
        MFG-0001 | A-1
        MFG-0001 | A-2
        MFG-0001 | A-2-1-1
        MFG-0001 | MFG-0002
        MFG-0003 | A-2
    """
    assert found(text, "used-not-released") == [
        ("Materials used", 3, "Source"),
        ("Materials used", 4, "Source"),
        ("Materials used", 5, "Source"),
    ]
    assert f"cut from A-2, which has the status {status}" in messages(text, "used-not-released")[1]


DATED = """
    Receiving
    Lot ID | Material | Received on | Checked on | Expires on | Status
    A-1    | AL6      | 2024-05-02  | 2024-05-04 |            | Released
    R-1    | RES      | 2024-05-01  | 2024-05-01 | 2024-05-10 | Released
    G-1    | GLU      | 2024-05-01  | 2024-05-01 |            | Released

    Materials
    Material | Shelf life (days)
    AL6      |
    GLU      | 10

    Cuts
    Cut on     | From | New lot ID
    2024-05-06 | A-1  | A-1-1

    Manufacture
    Run ID   | Started on | Status
    MFG-0001 | 2024-05-06 | Complete
    MFG-0002 |            | In process

    Materials used
    Run ID   | Source   | Used on
"""


def test_material_is_used_after_it_was_received_and_checked():
    text = (
        DATED.rstrip()
        + """
    MFG-0002 | A-1      | 2024-05-04
    MFG-0002 | A-1      | 2024-05-03
    MFG-0002 | A-1      | 2024-05-01
    MFG-0002 | A-1      |
    """
    )
    assert found(text, "used-before-received") == [("Materials used", 4, "Used on")]
    assert ("Materials used", 3, "Used on") not in found(text, "used-before-received")


def test_material_is_used_after_it_was_checked():
    text = (
        DATED.rstrip()
        + """
    MFG-0002 | A-1      | 2024-05-04
    MFG-0002 | A-1      | 2024-05-03
    """
    )
    assert found(text, "used-before-checked") == [("Materials used", 3, "Used on")]
    assert found(text, "used-before-received") == []


def test_a_piece_is_used_after_it_was_cut_and_a_sub_assembly_after_its_run_began():
    text = (
        DATED.rstrip()
        + """
    MFG-0002 | A-1-1    | 2024-05-06
    MFG-0002 | A-1-1    | 2024-05-05
    MFG-0002 | MFG-0001 | 2024-05-06
    MFG-0002 | MFG-0001 | 2024-05-05
    """
    )
    assert found(text, "used-before-made") == [
        ("Materials used", 3, "Used on"),
        ("Materials used", 5, "Used on"),
    ]


def test_material_is_used_by_its_last_day():
    text = (
        DATED.rstrip()
        + """
    MFG-0002 | R-1      | 2024-05-10
    MFG-0002 | R-1      | 2024-05-11
    MFG-0002 | G-1      | 2024-05-11
    MFG-0002 | G-1      | 2024-05-12
    """
    )
    assert found(text, "used-after-expiry") == [
        ("Materials used", 3, "Used on"),
        ("Materials used", 5, "Used on"),
    ]


def test_lots_and_runs_are_never_made_from_each_other():
    text = """
        Manufacture
        Run ID
        MFG-0001
        MFG-0002
        MFG-0003
        MFG-0004

        Cuts
        From  | New lot ID
        B-1   | B-2
        B-2   | B-1
        C-1   | C-1

        Materials used
        Run ID   | Source
        MFG-0001 | MFG-0002
        MFG-0002 | MFG-0003
        MFG-0003 | MFG-0001
        MFG-0004 | MFG-0001
        MFG-0004 | MFG-0004
    """
    assert found(text, "chain-cycle") == [
        ("Cuts", 2, "From"),
        ("Cuts", 3, "From"),
        ("Materials used", 2, "Source"),
        ("Materials used", 3, "Source"),
        ("Materials used", 4, "Source"),
    ]
    assert found(text, "run-uses-itself") == [("Cuts", 4, "From"), ("Materials used", 6, "Source")]
    assert messages(text, "run-uses-itself")[-1].startswith("Row 6 of Materials used names itself")


def test_a_cancelled_run_is_no_sub_assembly():
    text = """
        Manufacture
        Run ID   | Status
        MFG-0001 | Complete
        MFG-0002 | Cancelled
        MFG-0003 | Complete

        Materials used
        Run ID   | Source
        MFG-0003 | MFG-0001
        MFG-0003 | MFG-0002
    """
    assert found(text, "cancelled-run-used") == [("Materials used", 3, "Source")]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14, unique=True))
def test_exactly_the_rows_of_a_cycle_are_named(pairs):
    pairs = [(source, run) for source, run in pairs if source != run]
    runs = "\n".join(f"MFG-{number}" for number in range(7))
    rows = "\n".join(f"MFG-{run} | MFG-{source}" for source, run in pairs)
    text = f"Manufacture\nRun ID\n{runs}\n\nMaterials used\nRun ID | Source\n{rows}"

    def reaches(start, goal):
        seen, waiting = set(), [start]
        while waiting:
            name = waiting.pop()
            following = [run for source, run in pairs if source == name and run not in seen]
            seen.update(following)
            waiting += following
        return goal in seen

    expected = [
        ("Materials used", row, "Source")
        for row, (source, run) in enumerate(pairs, 2)
        if reaches(run, source)
    ]
    assert found(text, "chain-cycle") == expected
